"""The person's marks on the disk: kept, damaged, refused, cut off, and gone with the model."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spam_support import OFFERS, WORK, letter, limits_only, mail, report, teach, toy_model

from engine import atomic
from engine.errors import ModelNotFoundError, StoreError
from engine.spam.classifier import SpamChecker
from engine.spam.corrections import NEEDED, Corrections, open_corrections
from engine.spam.fingerprint import Fingerprint, fingerprint, similarity
from engine.spam.marks import MarkFile
from engine.spam.normalize import normalize


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "corrections"


@pytest.fixture
def corrections(folder: Path) -> Corrections:
    return Corrections(folder, limits_only())


class TestDisk:
    def test_marks_outlive_the_program(self, corrections: Corrections, folder: Path) -> None:
        teach(corrections)
        again = Corrections(folder, limits_only())
        probe = report(mail(OFFERS, 500), 0.1)
        assert again.apply(probe) == corrections.apply(probe)
        assert (again.spam, again.normal) == (NEEDED, NEEDED)

    def test_marks_made_elsewhere_are_not_lost(self, corrections: Corrections, folder: Path) -> None:
        Corrections(folder, limits_only()).mark(report(mail(WORK, 1)), "normal")
        corrections.mark(report(mail(OFFERS, 1)), "spam")
        assert (corrections.spam, corrections.normal) == (1, 1)

    def test_a_checker_trained_again_keeps_the_marks_and_learns_anew(
        self, corrections: Corrections, folder: Path
    ) -> None:
        teach(corrections)
        marked = report(mail(OFFERS, 0), 0.1)
        again = Corrections(folder, limits_only(created="2026-02-02T00:00:00+00:00"))
        assert (again.active, again.apply(marked).verdict) == (False, "spam")
        assert again.mark(report(mail(OFFERS, 900), 0.1), "spam").learned

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"{",
            b"\xff\xfe\x00",
            b"[]",
            b'{"version": 2, "marks": []}',
            b'{"version": 1, "marks": 5}',
            b'{"version": 1, "marks": [5]}',
            b'{"version": 1, "marks": [{"label": "spam"}]}',
            b'{"version": 1, "marks": [{"label": "ham", "key": "a", "words": [], "score": 1, "sketch": ""}]}',
            b'{"version": 1, "marks": [{"label": "spam", "key": "a", "words": [-1], "score": 1, "sketch": ""}]}',
            b'{"version": 1, "marks": [{"label": "spam", "key": "a", "words": [], "score": NaN, "sketch": ""}]}',
            b'{"version": 1, "marks": [{"label": "spam", "key": "a", "words": [], "score": 1, "sketch": "AAAA"}]}',
            b'{"version": 1, "model": "2026-01-01T00:00:00+00:00", "marks": [], "head": {"slope": "a"}}',
            b"[" * 100_000,
        ],
    )
    def test_damaged_marks_are_set_aside_with_a_sentence(self, folder: Path, data: bytes) -> None:
        folder.mkdir()
        (folder / "marks.json").write_bytes(data)
        corrections = Corrections(folder, limits_only())
        assert "damaged" in corrections.problem
        assert (corrections.spam, corrections.normal) == (0, 0)
        assert (folder / "marks.damaged.json").read_bytes() == data
        corrections.mark(report(mail(WORK, 1)), "normal")
        assert Corrections(folder, limits_only()).normal == 1

    def test_what_cannot_be_written_changes_nothing(
        self, corrections: Corrections, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        corrections.mark(report(mail(WORK, 1)), "normal")

        def full(path: Path, data: bytes) -> None:
            raise OSError(errno.ENOSPC, "no space")

        monkeypatch.setattr(atomic, "write_bytes", full)
        with pytest.raises(StoreError, match="disk is full"):
            corrections.mark(report(mail(OFFERS, 1)), "spam")
        assert (corrections.spam, corrections.normal) == (0, 1)

    def test_a_kill_between_the_two_writes_costs_no_undo(self, folder: Path) -> None:
        corrections = Corrections(folder, limits_only())
        corrections.mark(report(mail(WORK, 1)), "normal")
        corrections.mark(report(mail(WORK, 2)), "normal")
        (folder / "before-00000009.json").write_bytes((folder / "marks.json").read_bytes())
        again = Corrections(folder, limits_only())
        assert again.undo()
        assert again.normal == 1

    def test_they_go_with_the_model_and_are_not_exported(self, tmp_path: Path) -> None:
        from engine.models.store import ModelStore

        store, model = ModelStore(tmp_path), toy_model()
        store.save(model.info, tokenizer=model.tokenizer, weights=model.weights, extras=model.extras)
        store.export_file("toy", tmp_path / "before.maeari")
        checker = SpamChecker(store.load("toy"))
        own = checker.check("see you at the free lunch with our winner tomorrow")
        open_corrections(tmp_path, checker).mark(own, "spam")
        store.export_file("toy", tmp_path / "after.maeari")
        assert (tmp_path / "before.maeari").read_bytes() == (tmp_path / "after.maeari").read_bytes()
        store.rename("toy", "other")
        checker = SpamChecker(store.load("other"))
        assert open_corrections(tmp_path, checker).apply(own).verdict == "spam"
        store.save(model.info, tokenizer=model.tokenizer, weights=model.weights, extras=model.extras)
        assert open_corrections(tmp_path, SpamChecker(store.load("toy"))).spam == 0
        store.delete("other")
        with pytest.raises(ModelNotFoundError):
            open_corrections(tmp_path, checker)

    def test_marks_are_bounded_and_old_ones_are_sampled(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from engine.spam import corrections as module

        own = fingerprint(report(letter("Anna", 1, "Monday")))
        assert own is not None
        items: list[Any] = [
            ("spam" if i % 2 else "normal", own.from_json({**own.to_json(), "key": str(i)})) for i in range(3000)
        ]
        chosen = module._replayed(items)
        assert len(chosen) == 1000
        assert chosen[-600:] == items[-600:]
        more = module._replayed([*items, items[0]])
        assert len({p.key for _, p in chosen[:400]} & {p.key for _, p in more[:400]}) > 390


@given(st.text(max_size=400), st.floats(0, 1))
def test_any_text_is_known_again_after_the_disk(text: str, probability: float) -> None:
    own = fingerprint(report(text, probability))
    if own is None:
        assert not normalize(text).text.strip()
        return
    again = Fingerprint.from_json(json.loads(json.dumps(own.to_json())))
    assert (again.key, again.words.tolist()) == (own.key, own.words.tolist())
    assert again.sketch.tolist() == own.sketch.tolist()
    assert again.score == pytest.approx(own.score, abs=1e-4)


def test_the_similarity_of_sketches_is_about_the_share_of_shingles() -> None:
    words = [f"word{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(120)]
    one = fingerprint(report(" ".join(words)))
    half = fingerprint(report(" ".join(words[:60])))
    assert one is not None
    assert half is not None
    assert float(similarity(one.sketch, one.sketch[None])[0]) == 1.0
    assert 0.3 < float(similarity(one.sketch, half.sketch[None])[0]) < 0.7


def test_a_file_that_is_no_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "corrections").write_text("x")
    file = MarkFile(tmp_path / "corrections", "m")
    assert file.problem or file.marks.items == ()
