"""Marks on the Spam check page: J and Shift+J, undo, what they change, and what the page says of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import clashing_mnemonics, close, drop, unnamed
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from spam_page_support import checker_context, mail, mbox, opened_spam_page

import engine
from desktop.context import AppContext
from desktop.pages.spam import SpamPage
from desktop.spam.spam_work import Standing
from desktop.widgets.spam.mark_bar import MarkBar

SPAM_TEXT = "You are our winner. See the free prize for you! We see you at the meeting. The rest is to you."
HAM_TEXT = "See you at the lunch tomorrow with our draft for you."
LETTER = (
    "See you at the {} meeting tomorrow about the draft that we all wrote together in the office, with our best wishes"
)


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return checker_context(home)


@pytest.fixture
def page(context: AppContext, qtbot: Any) -> Iterator[SpamPage]:
    made = opened_spam_page(context, qtbot)
    yield made
    close(made, context)


def check(page: SpamPage, qtbot: Any, text: str) -> None:
    page.paste.setPlainText(text)
    page.check()
    qtbot.waitUntil(lambda: not page.checking, timeout=10_000)
    assert page.report is not None
    page.evidence.text.setFocus()


def settled(page: SpamPage, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not page.marking.busy, timeout=10_000)


def press(
    page: SpamPage, qtbot: Any, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(QApplication.focusWidget() or page, key, modifier)
    settled(page, qtbot)


def test_j_marks_the_message_as_spam_at_once(page: SpamPage, qtbot: Any) -> None:
    check(page, qtbot, HAM_TEXT)
    assert page.card.mark.verdict == "normal"
    press(page, qtbot, Qt.Key.Key_J)
    assert page.card.mark.verdict == "spam"
    assert page.card.verdict.text() == "Spam, by your mark"
    assert "You marked it as spam" in page.card.decided.text()
    assert "Score without your mark" in page.card.probability.text()
    assert page.marks.spam_button.isChecked()
    assert "Marked as spam" in page.marks.status.text()
    check(page, qtbot, HAM_TEXT)
    assert page.card.mark.verdict == "spam"


def test_shift_j_marks_it_as_normal_and_near_duplicates_follow(page: SpamPage, qtbot: Any) -> None:
    check(page, qtbot, f"winner free {LETTER.format('first')}")
    press(page, qtbot, Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert page.card.mark.verdict == "normal"
    check(page, qtbot, f"winner free {LETTER.format('second')}")
    assert "nearly the same" in page.card.decided.text()
    assert page.card.mark.verdict == "normal"


def test_ctrl_z_takes_the_last_mark_back(page: SpamPage, qtbot: Any) -> None:
    check(page, qtbot, HAM_TEXT)
    assert not page.marks.undo_button.isEnabled()
    press(page, qtbot, Qt.Key.Key_J)
    assert page.marks.undo_button.isEnabled()
    press(page, qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.card.mark.verdict == "normal"
    assert page.card.decided.isHidden()
    assert not page.marks.spam_button.isChecked()
    assert not page.marks.undo_button.isEnabled()
    assert "taken back" in page.marks.status.text()


def test_the_buttons_do_what_the_keys_do(page: SpamPage, qtbot: Any) -> None:
    check(page, qtbot, HAM_TEXT)
    for button, verdict in ((page.marks.spam_button, "spam"), (page.marks.normal_button, "normal")):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settled(page, qtbot)
        assert page.card.mark.verdict == verdict
        assert (page.marks.spam_button.isChecked(), page.marks.normal_button.isChecked()) == (
            verdict == "spam",
            verdict == "normal",
        )
    qtbot.mouseClick(page.marks.undo_button, Qt.MouseButton.LeftButton)
    settled(page, qtbot)
    assert page.card.mark.verdict == "spam"


def test_all_marks_can_be_forgotten_and_brought_back(page: SpamPage, qtbot: Any) -> None:
    check(page, qtbot, HAM_TEXT)
    assert page.marks.forget_button.isHidden()
    press(page, qtbot, Qt.Key.Key_J)
    qtbot.mouseClick(page.marks.forget_button, Qt.MouseButton.LeftButton)
    settled(page, qtbot)
    assert page.card.mark.verdict == "normal"
    assert "Undo brings them back" in page.marks.status.text()
    qtbot.mouseClick(page.marks.undo_button, Qt.MouseButton.LeftButton)
    settled(page, qtbot)
    assert page.card.mark.verdict == "spam"


def test_j_in_a_text_field_is_a_letter(page: SpamPage, qtbot: Any) -> None:
    check(page, qtbot, HAM_TEXT)
    page.paste.setFocus()
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        qtbot.keyClick(page.paste, Qt.Key.Key_J, modifier)
    assert page.paste.toPlainText().casefold().count("j") == 2
    assert page.card.mark.verdict == "normal"
    page.many.filter.clear()


def test_before_a_check_nothing_can_be_marked(page: SpamPage, qtbot: Any) -> None:
    assert page.marks.isHidden()
    page.check_button.setFocus()
    press(page, qtbot, Qt.Key.Key_J)
    assert page.message.text == ""
    check(page, qtbot, HAM_TEXT)
    page.clear()
    assert page.marks.isHidden()


def test_it_says_how_many_more_marks_it_needs(page: SpamPage, qtbot: Any) -> None:
    check(page, qtbot, HAM_TEXT)
    assert "10 more spam and 10 more normal" in page.marks.status.text()
    press(page, qtbot, Qt.Key.Key_J)
    assert "9 more spam and 10 more normal" in page.marks.status.text()


def test_after_ten_marks_of_each_kind_the_score_moves(page: SpamPage, context: AppContext, qtbot: Any) -> None:
    corrections = engine.open_corrections(context.models_dir, engine.open_spam_checker(context.models_dir, "Words"))
    checker = engine.open_spam_checker(context.models_dir, "Words")
    for i in range(10):
        corrections.mark(
            checker.check(f"webinar agenda sponsor voucher number{i * 'x'} see the {'abcdefghij'[i] * 7}"), "spam"
        )
        corrections.mark(
            checker.check(f"patch kernel branch review number{i * 'y'} see the {'klmnopqrst'[i] * 7}"), "normal"
        )
    check(page, qtbot, "the webinar with our agenda and a sponsor voucher is for you at the prize meeting")
    assert page.report is not None
    assert page.report.decided_by == "personal"
    assert page.card.decided.text().startswith("Your marks moved its score from")
    assert "learned from your 10 spam and 10 normal marks" in page.marks.status.text()


def test_marks_that_cannot_be_kept_are_an_error_and_the_verdict_stays(
    page: SpamPage, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(page, qtbot, HAM_TEXT)

    def full(*_arguments: Any) -> None:
        raise engine.StoreError("Your corrections cannot be written: the disk is full. Nothing was changed.")

    monkeypatch.setattr(engine.Corrections, "mark", full)
    press(page, qtbot, Qt.Key.Key_J)
    assert page.message.kind == "error"
    assert "disk is full" in page.message.text
    assert page.card.mark.verdict == "normal"
    assert not page.marks.spam_button.isChecked()


def test_damaged_marks_are_said_once_a_mail_is_checked(page: SpamPage, context: AppContext, qtbot: Any) -> None:
    folder = context.store.corrections_dir("Words")
    folder.mkdir()
    (folder / "marks.json").write_text("{")
    check(page, qtbot, HAM_TEXT)
    assert "damaged" in page.marks.status.text()
    assert page.card.mark.verdict == "normal"


def test_sentences_say_what_the_score_would_be_without_them(page: SpamPage, qtbot: Any) -> None:
    check(page, qtbot, SPAM_TEXT)
    sentences = page.evidence.sentences
    assert sentences.isVisible()
    texts = [sentences.list.item(i).text() for i in range(sentences.list.count())]
    assert any(text.startswith("falls from") and "free prize" in text for text in texts)
    place = next(i for i, text in enumerate(texts) if "free prize" in text)
    sentences.list.setFocus()
    sentences.list.setCurrentRow(place)
    assert page.evidence.text.textCursor().selectedText() == "See the free prize for you!"
    check(page, qtbot, HAM_TEXT)
    assert not sentences.isVisible()


def test_evidence_is_named_both_ways(page: SpamPage, qtbot: Any) -> None:
    check(page, qtbot, SPAM_TEXT)
    spam = [page.evidence.spam.list.item(i).text() for i in range(page.evidence.spam.list.count())]
    normal = [page.evidence.normal.list.item(i).text() for i in range(page.evidence.normal.list.count())]
    assert any("free" in text for text in spam)
    assert any("meeting" in text for text in normal)


def test_header_facts_are_shown_and_no_link_is_opened(page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "mail.eml"
    file.write_bytes(
        b"From: Bank <service@bank.example>\nReply-To: x@other.example\nSubject: winner\n"
        b"Content-Type: text/html; charset=utf-8\n\n"
        b'<p>See the free prize for you: <a href="http://evil.example/a">www.bank.example</a>'
        b'<img src="http://evil.example/pixel.png"></p>\n'
    )
    drop(page, file)
    qtbot.waitUntil(lambda: page.report is not None, timeout=10_000)
    odd = page.card.contradictions.text().split("\n")
    assert [line.startswith("! ") for line in odd] == [True, True]
    assert "another domain: x@other.example" in odd[0]
    assert "shows bank.example but leads to evil.example" in odd[1]
    assert "another domain" not in page.card.facts.text()
    assert "From Bank" in page.card.facts.text()
    assert "another domain" in page.card.accessibleName()
    assert "not loaded" in page.card.notes.text()


def test_a_verdict_and_a_mark_are_announced(page: SpamPage, qtbot: Any) -> None:
    check(page, qtbot, HAM_TEXT)
    press(page, qtbot, Qt.Key.Key_J)
    assert "You marked it as spam" in page.card.accessibleName()
    assert page.marks.accessibleName().startswith("Marked as spam")
    interface = QAccessible.queryAccessibleInterface(page.marks.spam_button)
    assert interface.text(QAccessible.Text.Name) == "It is spam"


def test_dropped_files_are_left_to_the_page(page: SpamPage, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.eml"))])
    data.setText("file:///a.eml")
    assert not page.paste.canInsertFromMimeData(data)
    words = QMimeData()
    words.setText("hello")
    assert page.paste.canInsertFromMimeData(words)


def test_everything_is_reached_by_keyboard_and_named(page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    check(page, qtbot, SPAM_TEXT)
    assert unnamed(page) == []
    assert clashing_mnemonics(page) == {}
    reached = set()
    page.paste.setFocus()
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    wanted = [page.marks.spam_button, page.marks.normal_button, page.evidence.text, page.evidence.sentences.list]
    assert all(widget in reached for widget in wanted)


@pytest.mark.parametrize("zoom", [100, 200])
def test_no_button_is_cut_off(context: AppContext, qtbot: Any, zoom: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop import theme

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    font = app.font()
    larger = app.font()
    larger.setPixelSize(theme.BASE_FONT_PX * zoom // 100)
    monkeypatch.setattr(theme, "_zoom", [zoom])
    app.setFont(larger)
    page = SpamPage(context)
    try:
        page.resize(page.minimumSizeHint().expandedTo(page.sizeHint()))
        page.show()
        page.shown(None)
        check(page, qtbot, SPAM_TEXT)
        for button in page.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width(), button.text()
                assert button.height() >= button.fontMetrics().height(), button.text()
                assert button.parentWidget().rect().contains(button.geometry()), button.text()
    finally:
        close(page, context)
        app.setFont(font)


def test_the_bar_speaks_of_each_standing(qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    bar = MarkBar(parent)
    for standing, words in (
        (Standing(2, 12, (8, 0)), "after 8 more spam ones"),
        (Standing(12, 2, (0, 8)), "after 8 more normal ones"),
        (Standing(40, 12, lopsided="spam", active=True), "mark some normal ones"),
        (Standing(12, 40, lopsided="normal", active=True), "mark some spam"),
    ):
        bar.show_standing(standing)
        assert words in bar.status.text()


def test_a_mail_opened_from_the_table_is_marked_there_too(page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    page.open_paths([mbox(tmp_path / "all.mbox", mail("hello", HAM_TEXT), mail("win", SPAM_TEXT))])
    qtbot.waitUntil(lambda: not page.checking, timeout=10_000)
    page.table.activated.emit(page.table.mails.index(1, 0))
    qtbot.waitUntil(lambda: not page.evidence.pending, timeout=10_000)
    page.evidence.text.setFocus()
    press(page, qtbot, Qt.Key.Key_J)
    assert page.card.mark.verdict == "spam"
    qtbot.mouseClick(page.back_button, Qt.MouseButton.LeftButton)
    assert [row.verdict for row in page.table.mails.shown_rows()] == ["spam", "spam"]
    assert {row.decided_by for row in page.table.mails.rows} == {"mark", "checker"}


def test_a_mark_before_the_text_is_there_is_not_lost(page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    page.open_paths([mbox(tmp_path / "all.mbox", mail("hello", HAM_TEXT), mail("win", SPAM_TEXT))])
    qtbot.waitUntil(lambda: not page.checking, timeout=10_000)
    page.table.activated.emit(page.table.mails.index(1, 0))
    assert page.evidence.pending
    qtbot.mouseClick(page.marks.spam_button, Qt.MouseButton.LeftButton)
    settled(page, qtbot)
    # What was looked up before the mark may come first.
    qtbot.waitUntil(lambda: not page.evidence.pending and page.card.mark.verdict == "spam")
    assert page.marks.spam_button.isChecked()
