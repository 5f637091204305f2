"""The Spam check page, driven on the checker that comes with the program, which the engine trained on the samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from page_support import clashing_mnemonics, close, drop, make_context, unnamed
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat

import engine
from desktop.context import AppContext
from desktop.pages.spam import SpamPage
from desktop.widgets.spam.evidence_view import EvidenceView, MarkedText, edit_position, shown_text
from desktop.widgets.spam.phrase_list import explanation
from desktop.widgets.spam.verdict_card import VerdictCard, odds

SPAM_TEXT = "(광고) 지금 신청하시면 무료 쿠폰을 드립니다! 한정 수량, 서두르세요. 수신거부 080-000-0000"
MAIL = (
    b"From: Anna <anna@example.org>\r\nTo: john@example.org\r\nSubject: the second draft\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nHi John, could you send me the second draft before lunch?\r\n"
)


def evidence(text: str, part: str, weight: float, shown: str = "") -> Any:
    start = text.index(part)
    return SimpleNamespace(start=start, end=start + len(part), text=part, shown=shown or part, weight=weight, label="")


# -- the widgets, on made-up reports ----------------------------------------------------------------------------------


class TestMarkedText:
    TEXT = "안녕 😀😀 free\r\nmoney for you"

    @pytest.fixture
    def edit(self, qtbot: Any) -> MarkedText:
        made = MarkedText()
        qtbot.addWidget(made)
        made.resize(400, 200)
        made.show()
        return made

    def test_marks_stand_where_the_words_are_behind_emoji_and_line_ends(self, edit: MarkedText) -> None:
        items = [evidence(self.TEXT, "free", 1.0), evidence(self.TEXT, "money", 0.5)]
        edit.show_text(self.TEXT, items)
        assert [edit._cursor(start, end).selectedText() for start, end, _item in edit.marks] == ["free", "money"]

    def test_the_two_directions_differ_in_colour_and_in_pattern(self, edit: MarkedText) -> None:
        edit.show_text(self.TEXT, [evidence(self.TEXT, "free", 1.0), evidence(self.TEXT, "you", -1.0)])
        selections = edit.extraSelections()
        first, second = selections[0].format, selections[1].format
        assert first.background().color() != second.background().color()
        assert first.underlineStyle() == QTextCharFormat.UnderlineStyle.SingleUnderline
        assert second.underlineStyle() == QTextCharFormat.UnderlineStyle.DotLine

    def test_evidence_outside_the_text_is_left_out(self, edit: MarkedText) -> None:
        wrong = SimpleNamespace(start=5, end=5000, text="x", shown="x", weight=1.0)
        edit.show_text("short text", [wrong])
        assert edit.marks == []

    def test_nothing_in_the_text_can_be_opened(self, edit: MarkedText) -> None:
        flags = edit.textInteractionFlags()
        assert not flags & Qt.TextInteractionFlag.LinksAccessibleByMouse
        assert not flags & Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        assert edit.isReadOnly()

    def test_the_word_under_the_pointer_is_found(self, edit: MarkedText) -> None:
        edit.show_text("free money", [evidence("free money", "free", 1.0)])
        found = edit.evidence_at(edit.cursorRect(edit._cursor(1, 1)).center())
        assert found is not None
        assert found.text == "free"
        assert edit.evidence_at(QPoint(390, 190)) is None

    def test_a_nul_is_shown_and_takes_one_place(self) -> None:
        assert len(shown_text("a\x00b")) == 3
        assert edit_position("a\x00b", 2) == 2


def test_choosing_a_phrase_selects_it_in_the_text(qtbot: Any) -> None:
    view = EvidenceView()
    qtbot.addWidget(view)
    view.show()
    text = "win free money now, see you at lunch"
    view.show_evidence(text, [evidence(text, "free", 2.0), evidence(text, "lunch", -1.5), evidence(text, "win", 0.5)])
    assert view.spam.list.count() == 2
    assert "free" in view.spam.list.item(0).text()
    view.spam.list.setFocus()
    view.spam.list.setCurrentRow(0)
    qtbot.keyClick(view.spam.list, Qt.Key.Key_Down)
    assert view.text.textCursor().selectedText() == "win"
    rect = view.normal.list.visualItemRect(view.normal.list.item(0))
    qtbot.mouseClick(view.normal.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert view.text.textCursor().selectedText() == "lunch"


def test_a_disguised_word_is_shown_as_it_was_read() -> None:
    text = explanation(evidence("v1agra", "v1agra", 1.0, "viagra"))
    assert "v1agra" in text
    assert "viagra" in text


def test_a_list_without_evidence_says_so(qtbot: Any) -> None:
    view = EvidenceView()
    qtbot.addWidget(view)
    view.show_evidence("hello", [])
    assert view.spam.list.count() == 1
    assert view.spam.list.item(0).flags() == Qt.ItemFlag.NoItemFlags


@pytest.mark.parametrize(("probability", "shown"), [(0.0, 1), (0.004, 1), (0.973, 97), (1.0, 99)])
def test_a_probability_is_never_certain(probability: float, shown: int) -> None:
    assert odds(probability) == shown


@pytest.mark.parametrize("verdict", ["spam", "unsure", "normal"])
def test_each_verdict_has_its_own_words_and_sign(verdict: str, qtbot: Any) -> None:
    card = VerdictCard()
    qtbot.addWidget(card)
    reason = "Fewer than five words could be used." if verdict == "unsure" else ""
    report: Any = SimpleNamespace(
        verdict=verdict,
        probability=0.5,
        reason=reason,
        subject="",
        facts=("Reply-To differs.",),
        contradictions=(),
        notes=(),
        decided_by="checker",
        checked=None,
    )
    card.show_report(report)
    assert card.mark.verdict == verdict
    assert card.verdict.text() in card.accessibleName()
    assert card.reason.isHidden() == (verdict != "unsure")
    assert "Reply-To" in card.facts.text()
    card.mark.grab()


# -- the page on a real checker ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A models folder with a copy of the checker that comes with the program."""
    folder = tmp_path_factory.mktemp("spam") / "models"
    sample = next(info for info in engine.ModelStore.with_samples(folder).models() if info.kind == "classifier")
    engine.ModelStore.with_samples(folder).duplicate(sample.name, "Samples")
    return folder


@pytest.fixture
def context(home: Path, qapp: object, trained: Path, tmp_path: Path) -> AppContext:
    made = make_context(home)
    made.models_dir = trained
    made._open_store = lambda: engine.ModelStore(trained)
    return made


@pytest.fixture
def page(context: AppContext, qtbot: Any) -> Iterator[SpamPage]:
    made = SpamPage(context)
    made.resize(1100, 800)
    made.show()
    made.shown(None)
    yield made
    close(made, context)


def wait(page: SpamPage, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not page.checking, timeout=20_000)


def test_a_pasted_message_gets_a_verdict_with_marked_evidence(page: SpamPage, qtbot: Any) -> None:
    page.paste.setPlainText(SPAM_TEXT)
    qtbot.mouseClick(page.check_button, Qt.MouseButton.LeftButton)
    wait(page, qtbot)
    assert page.report is not None
    assert page.card.isVisible()
    assert page.card.mark.verdict == page.report.verdict
    assert page.evidence.text.marks
    for start, end, item in page.evidence.text.marks:
        assert page.evidence.text._cursor(start, end).selectedText() == shown_text(item.text)


def test_ctrl_return_checks(page: SpamPage, qtbot: Any) -> None:
    page.paste.setFocus()
    page.paste.setPlainText(SPAM_TEXT)
    qtbot.keyClick(page.paste, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.report is not None, timeout=20_000)
    assert page.paste.toPlainText() == SPAM_TEXT


def test_an_empty_box_cannot_be_checked(page: SpamPage) -> None:
    page.paste.setPlainText("   \n ")
    assert not page.check_button.isEnabled()
    page.check()
    assert not page.checking


def test_a_mail_file_shows_its_subject(page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "mail.eml"
    file.write_bytes(MAIL)
    drop(page, file)
    wait(page, qtbot)
    assert page.report is not None
    assert "the second draft" in page.card.subject.text()
    assert "send me" in page.evidence.text.toPlainText()


def test_an_empty_file_is_an_error_in_the_page(page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "empty.eml"
    file.write_bytes(b"")
    page.open_paths([file])
    wait(page, qtbot)
    assert page.message.kind == "error"
    assert page.report is None


def test_a_mailbox_becomes_a_table_sorted_by_score(page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    box = tmp_path / "all.mbox"
    spam = b"Subject: win\nContent-Type: text/plain; charset=utf-8\n\n" + SPAM_TEXT.encode() + b"\n"
    ham = MAIL.replace(b"\r\n", b"\n")
    mails = [ham, spam, ham, spam]
    box.write_bytes(b"".join(b"From x@y.z Mon Jan  1 00:00:00 2026\n" + mail + b"\n" for mail in mails))
    page.open_paths([box])
    wait(page, qtbot)
    mails = page.table.mails
    scores = [row.probability for row in mails.shown_rows()]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)
    assert "4" in page.count.text()
    page.table.selectRow(3)
    page.table.activated.emit(mails.index(3, 0))
    assert page.report is not None
    assert page.report.probability == scores[3]
    page.back_button.click()
    assert page.table.isVisible()


def test_of_many_mails_only_the_opened_one_is_explained(page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    box = tmp_path / "all.mbox"
    mails = [MAIL.replace(b"\r\n", b"\n"), b"Subject: win\n\nClaim your free prize now, click here to win cash!\n"]
    box.write_bytes(b"".join(b"From x@y.z Mon Jan  1 00:00:00 2026\n" + mail + b"\n" for mail in mails))
    page.open_paths([box])
    wait(page, qtbot)
    page.table.activated.emit(page.table.mails.index(1, 0))
    assert page.evidence.spam.list.item(0).text() == "Looking…"
    assert page.marks.spam_button.isEnabled()
    qtbot.waitUntil(lambda: page.report is not None and bool(page.report.evidence), timeout=20_000)
    before = page.report
    page.back_button.click()
    page.table.activated.emit(page.table.mails.index(1, 0))
    assert page.report is before  # it is not read twice
    assert not page.evidence.pending


def test_a_mail_that_is_gone_keeps_its_verdict_and_says_so(page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "a.eml").write_bytes(MAIL)
    page.open_paths([folder])
    wait(page, qtbot)
    (folder / "a.eml").unlink()
    page.table.activated.emit(page.table.mails.index(0, 0))
    qtbot.waitUntil(lambda: page.message.kind == "error", timeout=20_000)
    assert page.report is not None
    assert page.card.isVisible()
    assert page.evidence.spam.list.item(0).text() == "Nothing stands out"


def test_a_folder_is_checked_with_what_cannot_be_read_left_out(page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.eml").write_bytes(MAIL)
    (folder / "deep" / "b").write_bytes(MAIL)
    (folder / ".hidden").write_bytes(MAIL)
    (folder / "empty.eml").write_bytes(b"")
    page.open_paths([folder])
    wait(page, qtbot)
    assert sorted(row.name for row in page.table.mails.rows) == ["a.eml", "b"]


def test_a_folder_without_mails_says_so(page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    folder = tmp_path / "none"
    folder.mkdir()
    page.open_paths([folder])
    wait(page, qtbot)
    assert page.message.text


def test_many_mails_can_be_stopped_and_what_was_checked_stays(page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number}.eml").write_bytes(MAIL)
    page.open_paths([folder])
    qtbot.waitUntil(lambda: len(page.table.mails.rows) > 0, timeout=20_000)
    qtbot.mouseClick(page.stop_button, Qt.MouseButton.LeftButton)
    wait(page, qtbot)
    assert 0 < len(page.table.mails.rows) < 3000
    assert page.open_button.isEnabled()


def test_a_checker_that_is_gone_is_an_error_in_the_page(page: SpamPage, qtbot: Any) -> None:
    page._work.forget()
    page.model.setItemData(0, "gone")
    page.paste.setPlainText(SPAM_TEXT)
    page.check()
    wait(page, qtbot)
    assert page.message.kind == "error"
    assert page.report is None


def test_clear_takes_the_verdict_away(page: SpamPage, qtbot: Any) -> None:
    page.paste.setPlainText(SPAM_TEXT)
    page.check()
    wait(page, qtbot)
    page.clear_button.click()
    assert page.report is None
    assert not page.card.isVisible()
    assert page.paste.toPlainText() == ""


def test_without_a_checker_there_is_no_verdict_but_a_way_to_one(home: Path, qtbot: Any) -> None:
    context = make_context(home)
    page = SpamPage(context)
    page.show()
    page.shown(None)
    assert page.empty.isVisible()
    page.paste.setPlainText(SPAM_TEXT)
    page.check()
    assert not page.checking
    with qtbot.waitSignal(page.request_page) as asked:
        page.empty.button.click()
    assert asked.args == ["train", "spam-sample"]
    close(page, context)


def test_every_control_has_a_name_and_a_mnemonic_of_its_own(page: SpamPage) -> None:
    assert unnamed(page) == []
    assert clashing_mnemonics(page) == {}
