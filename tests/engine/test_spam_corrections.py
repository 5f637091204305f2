"""The person's marks: they win at once, teach a small head within bounds, and can be taken back."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from spam_support import OFFERS, WORK, letter, limits_only, mail, report, teach, toy_model

from engine.errors import MessageError
from engine.spam.classifier import SpamChecker
from engine.spam.corrections import MARKED_AS, NEEDED, Corrections, guard_set, open_corrections
from engine.spam.fingerprint import fingerprint
from engine.spam.personal import fit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "corrections"


@pytest.fixture
def corrections(folder: Path) -> Corrections:
    return Corrections(folder, limits_only())


class TestMarks:
    def test_a_mark_wins_for_that_mail_at_once(self, corrections: Corrections) -> None:
        wrong = report(letter("Anna", 1, "Monday"), 0.05)
        assert corrections.apply(wrong) is wrong
        corrections.mark(wrong, "spam")
        after = corrections.apply(wrong)
        assert (after.verdict, after.decided_by, after.probability) == ("spam", "mark", MARKED_AS["spam"])
        assert (after.checked, after.reason) == (0.05, "")

    def test_a_mark_wins_for_near_duplicates_and_nothing_else(self, corrections: Corrections) -> None:
        corrections.mark(report(letter("Anna", 1, "Monday"), 0.05), "spam")
        near = corrections.apply(report(letter("Johannes", 7731, "Friday"), 0.05))
        assert (near.verdict, near.decided_by) == ("spam", "similar")
        far = report("Dear Anna, the parcel with the books has arrived. Thank you! See you on Monday, Ben", 0.05)
        assert corrections.apply(far) is far

    def test_a_disguise_does_not_hide_a_near_duplicate(self, corrections: Corrections) -> None:
        text = letter("Anna", 1, "Monday")
        corrections.mark(report(text, 0.05), "spam")
        disguised = text.replace("parcel", "p\u200barcel").replace("customs", "сustоms")
        assert corrections.apply(report(disguised, 0.05)).verdict == "spam"

    def test_korean_near_duplicates_are_known(self, corrections: Corrections) -> None:
        text = (
            "(광고) {}님, 이번 주말까지 가입하시면 첫 달 이용료가 무료입니다. "
            "자세한 내용은 홈페이지에서 확인하세요. 수신거부 {}"
        )
        corrections.mark(report(text.format("김하늘", "080-111-2222"), 0.05), "spam")
        assert corrections.apply(report(text.format("박새벽", "080-333-4444"), 0.05)).decided_by == "similar"

    def test_a_second_mark_replaces_the_first(self, corrections: Corrections) -> None:
        same = report(letter("Anna", 1, "Monday"))
        corrections.mark(same, "spam")
        corrections.mark(same, "normal")
        assert corrections.apply(same).verdict == "normal"
        assert (corrections.spam, corrections.normal) == (0, 1)

    def test_of_two_similar_ones_the_nearer_decides(self, corrections: Corrections) -> None:
        corrections.mark(report(letter("Anna", 1, "Monday")), "spam")
        corrections.mark(report(letter("Anna", 1, "Monday") + " We look forward to it, the whole office."), "normal")
        assert corrections.label_of(report(letter("Anna", 22, "Monday") + " We look forward to it, the office.")) == (
            "normal"
        )

    def test_a_mark_gives_a_verdict_where_the_checker_has_none(self, corrections: Corrections) -> None:
        pictures = report("", 0.5, reason="It holds pictures and hardly any text.", facts=("From Anna.", "Sent today."))
        corrections.mark(pictures, "normal")
        assert corrections.apply(pictures).verdict == "normal"
        other = report("", 0.5, reason="It holds pictures and hardly any text.", facts=("From Ben.", "Sent today."))
        assert corrections.apply(other) is other

    def test_a_message_of_signs_alone_can_be_marked(self, corrections: Corrections) -> None:
        corrections.mark(report("💰💰💰 !!!", 0.5), "spam")
        assert corrections.apply(report("💰💰💰 !!!", 0.5)).verdict == "spam"
        assert corrections.label_of(report("🙂", 0.5)) is None

    def test_what_cannot_be_known_again_cannot_be_marked(self, corrections: Corrections) -> None:
        with pytest.raises(MessageError) as caught:
            corrections.mark(report("", 0.5, reason="There is no text in it to judge."), "spam")
        assert caught.value.hint

    def test_no_word_of_a_mail_is_written(self, corrections: Corrections, folder: Path) -> None:
        corrections.mark(report(letter("Anna", 1, "Monday")), "spam")
        for file in folder.iterdir():
            written = file.read_text("utf-8")
            assert not any(word in written for word in ("Anna", "parcel", "customs"))


class TestPersonalHead:
    def test_it_learns_from_ten_marks_of_each_kind(self, corrections: Corrections) -> None:
        new = report(mail(OFFERS, 500), 0.1)
        teach(corrections, spam=NEEDED, normal=NEEDED - 1)
        assert (corrections.needed, corrections.active) == ((0, 1), False)
        assert corrections.apply(new) is new
        taught = corrections.mark(report(mail(WORK, 3000), 0.6), "normal")
        assert (taught.learned, corrections.needed, corrections.active) == (True, (0, 0), True)
        after = corrections.apply(new)
        assert after.decided_by == "personal"
        assert after.probability > 0.4 > new.probability

    def test_it_moves_unseen_mails_of_both_kinds_the_right_way(self, corrections: Corrections) -> None:
        teach(corrections, 20, 20)
        offers = [corrections.apply(report(mail(OFFERS, 500 + i), 0.1)).probability for i in range(30)]
        work = [corrections.apply(report(mail(WORK, 700 + i), 0.6)).probability for i in range(30)]
        assert np.mean(np.array(offers) > 0.5) > 0.9
        assert np.mean(np.array(work) < 0.4) > 0.9

    def test_the_order_of_marks_does_not_matter(self) -> None:
        prints = [fingerprint(report(mail(OFFERS if i % 2 else WORK, i), 0.3)) for i in range(30)]
        known = [p for p in prints if p is not None]
        spam = [bool(i % 2) for i in range(30)]
        first = fit(known, spam)
        second = fit(known[::-1], spam[::-1])
        assert first.logits(known) == pytest.approx(second.logits(known), abs=1e-9)

    def test_it_never_judges_what_the_checker_cannot(self, corrections: Corrections) -> None:
        teach(corrections)
        after = corrections.apply(report(mail(OFFERS, 500), 0.1, reason="It is written in Thai letters."))
        assert (after.verdict, after.reason) == ("unsure", "It is written in Thai letters.")

    def test_its_own_verdicts_teach_nothing(self, corrections: Corrections, folder: Path) -> None:
        teach(corrections)
        before = {file.name: file.read_bytes() for file in folder.iterdir()}
        for i in range(50):
            corrections.apply(corrections.apply(report(mail(OFFERS, 500 + i), 0.1)))
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
        assert (corrections.spam, corrections.normal) == (NEEDED, NEEDED)

    def test_an_applied_report_teaches_the_checkers_own_score(self, corrections: Corrections) -> None:
        teach(corrections)
        moved = corrections.apply(report(mail(OFFERS, 500), 0.1))
        own = fingerprint(moved)
        assert own is not None
        assert own.score == pytest.approx(np.log(0.1 / 0.9))

    def test_too_much_of_one_kind_is_said(self, corrections: Corrections) -> None:
        teach(corrections, spam=10, normal=4)
        assert corrections.lopsided is None
        assert any("6 more ordinary" in sentence for sentence in corrections.advice())
        corrections.mark(report(mail(OFFERS, 99)), "spam")
        corrections.mark(report(mail(OFFERS, 98)), "spam")
        corrections.mark(report(mail(OFFERS, 97)), "spam")
        assert corrections.lopsided == "spam"
        assert any("mark some ordinary" in sentence for sentence in corrections.advice())

    def test_a_thousand_marks_are_learned_within_a_moment(self) -> None:
        prints = [fingerprint(report(mail(OFFERS if i % 2 else WORK, i), 0.3)) for i in range(1000)]
        head = fit([p for p in prints if p is not None], [bool(i % 2) for i in range(1000)])
        assert np.isfinite(head.weights).all()
        assert (head.logits([p for p in prints if p is not None][1::2]) > 0).mean() > 0.95


class TestGuard:
    def guard(self, texts: list[str]) -> dict[str, Any]:
        return guard_set((text, 0.85) for text in texts)

    def test_an_update_that_loses_ordinary_mail_is_refused_and_the_mark_still_counts(self, folder: Path) -> None:
        guard = self.guard([mail(OFFERS, 5000 + i) for i in range(40)])
        corrections = Corrections(folder, limits_only(guard=guard))
        teach(corrections)
        assert not corrections.active
        own = report(mail(OFFERS, 77), 0.1)
        taught = corrections.mark(own, "spam")
        assert not taught.learned
        assert "of 40 ordinary mails" in taught.refused
        assert corrections.apply(own).verdict == "spam"

    def test_a_guard_that_loses_nothing_lets_it_learn(self, folder: Path) -> None:
        guard = self.guard([mail(WORK, 5000 + i) for i in range(40)])
        corrections = Corrections(folder, limits_only(guard=guard))
        teach(corrections)
        assert corrections.active

    def test_without_a_guard_the_persons_own_ordinary_mails_are_it(self, corrections: Corrections) -> None:
        words = mail(OFFERS, 300).split()
        teach(corrections, spam=0)
        for i in range(NEEDED):
            corrections.mark(report(" ".join(random.Random(i).sample(words, len(words))), 0.1), "spam")
        assert corrections.active
        # The same words once more in a mail that the person wants and the checker nearly takes for spam.
        wanted = report(" ".join(words), 0.899)
        assert "1 of 11 ordinary mails" in corrections.mark(wanted, "normal").refused
        assert corrections.apply(wanted).verdict == "normal"

    def test_a_guard_holds_no_text(self) -> None:
        assert "webinar" not in json.dumps(self.guard(["webinar agenda " * 20]))

    def test_a_guard_is_kept_and_exported_with_the_model(self, tmp_path: Path) -> None:
        from engine.models.store import ModelStore

        guard = guard_set((mail(OFFERS, 5000 + i), 0.85) for i in range(900))
        assert len(guard["ham"]) == 500
        store, model = ModelStore(tmp_path / "models"), toy_model(guard=guard)
        store.save(model.info, tokenizer=model.tokenizer, weights=model.weights, extras=model.extras)
        store.export_file("toy", tmp_path / "toy.maeari")
        assert store.import_file(tmp_path / "toy.maeari").name == "toy (2)"
        checker = SpamChecker(store.load("toy (2)"))
        corrections = open_corrections(tmp_path / "models", checker)
        teach(corrections)
        assert not corrections.active

    @pytest.mark.parametrize("guard", [None, 3, {}, {"version": 1}, {"version": 1, "ham": [1, {"key": 2}]}])
    def test_a_guard_that_cannot_be_read_is_none(self, folder: Path, guard: Any) -> None:
        assert not Corrections(folder, limits_only(guard=guard)).active


class TestUndo:
    def test_undo_brings_back_exactly_what_was(self, corrections: Corrections, folder: Path) -> None:
        teach(corrections)
        probe = report(mail(OFFERS, 500), 0.1)
        states = [corrections.apply(probe)]
        for i in range(3):
            corrections.mark(report(mail(OFFERS, 600 + i), 0.1), "spam" if i else "normal")
            states.append(corrections.apply(probe))
        for expected in states[-2::-1]:
            assert corrections.undo()
            assert corrections.apply(probe) == expected
            assert Corrections(folder, limits_only()).apply(probe) == expected

    def test_a_mark_that_was_replaced_comes_back(self, corrections: Corrections) -> None:
        same = report(letter("Anna", 1, "Monday"))
        corrections.mark(same, "spam")
        corrections.mark(same, "normal")
        corrections.undo()
        assert corrections.label_of(same) == "spam"
        corrections.undo()
        assert corrections.label_of(same) is None
        assert not corrections.undo()

    def test_reset_forgets_and_can_be_taken_back(self, corrections: Corrections) -> None:
        teach(corrections)
        corrections.reset()
        assert (corrections.spam, corrections.normal, corrections.active) == (0, 0, False)
        assert corrections.snapshots()[0][1:] == (NEEDED, NEEDED)
        assert corrections.undo()
        assert (corrections.spam, corrections.active) == (NEEDED, True)

    def test_reset_for_good_leaves_nothing(self, corrections: Corrections, folder: Path) -> None:
        teach(corrections)
        corrections.reset(forget=True)
        assert not folder.exists()
        assert not corrections.can_undo
        corrections.reset(forget=True)

    def test_only_the_last_changes_can_be_taken_back(self, corrections: Corrections) -> None:
        for i in range(30):
            corrections.mark(report(mail(WORK, i)), "normal")
        assert len(corrections.snapshots()) == 20
