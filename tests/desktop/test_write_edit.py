"""The composer's text field: one Enter sends everything once, whatever the input method does in whichever order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop.widgets.writing.completion_edit import CompletionEdit
from desktop.widgets.writing.edit_keys import is_hangul
from desktop.widgets.writing.ghost_edit import MAX_LINES


class Sent:
    """A composer that is cleared when it sends, as the page does it."""

    def __init__(self, qtbot) -> None:
        self.edit = CompletionEdit()
        self.edit.resize(400, 40)
        self.texts: list[str] = []
        self.edit.submitted.connect(self._take)
        qtbot.addWidget(self.edit)
        self.edit.show()
        self.qtbot = qtbot

    def _take(self, text: str) -> None:
        self.texts.append(text)
        self.edit.clear()

    def compose(self, preedit: str) -> None:
        QApplication.sendEvent(self.edit, QInputMethodEvent(preedit, []))

    def commit(self, text: str, preedit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(text)
        QApplication.sendEvent(self.edit, event)

    def enter(self) -> None:
        self.qtbot.keyClick(self.edit, Qt.Key.Key_Return)


@pytest.fixture
def sent(qtbot) -> Sent:
    return Sent(qtbot)


def test_commit_then_return(sent: Sent) -> None:
    sent.commit("안녕하")
    sent.compose("세")
    sent.commit("세")
    sent.enter()
    assert sent.texts == ["안녕하세"]
    assert sent.edit.toPlainText() == ""


def test_return_then_late_commit(sent: Sent) -> None:
    sent.commit("안녕하")
    sent.compose("세")
    sent.enter()
    assert sent.texts == ["안녕하세"]
    sent.commit("세")
    assert sent.edit.toPlainText() == ""


def test_an_empty_event_before_the_late_commit_does_not_let_it_through(sent: Sent) -> None:
    sent.compose("세")
    sent.enter()
    sent.compose("")
    sent.commit("세")
    assert sent.texts == ["세"]
    assert sent.edit.toPlainText() == ""


def test_commit_answered_in_place(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    sent.commit("안녕하")
    sent.compose("세")
    monkeypatch.setattr(type(QGuiApplication.inputMethod()), "commit", lambda _self: sent.commit("세"))
    sent.enter()
    assert sent.texts == ["안녕하세"]
    sent.commit("세")
    assert sent.edit.toPlainText() == "세"


def test_no_late_commit_and_the_same_syllable_typed_again(sent: Sent) -> None:
    sent.compose("네")
    sent.enter()
    sent.compose("ㄴ")
    sent.compose("네")
    sent.commit("네")
    assert sent.texts == ["네"]
    assert sent.edit.toPlainText() == "네"
    sent.enter()
    assert sent.texts == ["네", "네"]


def test_another_late_commit_than_the_one_sent_is_kept(sent: Sent) -> None:
    sent.compose("네")
    sent.enter()
    sent.commit("예")
    assert sent.edit.toPlainText() == "예"


def test_a_late_commit_is_swallowed_only_once(sent: Sent) -> None:
    sent.compose("네")
    sent.enter()
    sent.commit("네")
    sent.commit("네")
    assert sent.edit.toPlainText() == "네"


def test_a_late_commit_together_with_the_next_syllable_keeps_the_next(sent: Sent) -> None:
    sent.compose("네")
    sent.enter()
    sent.commit("네", "ㄱ")
    assert sent.edit.preedit == "ㄱ"
    assert sent.edit.toPlainText() == ""


def test_a_key_between_ends_the_waiting_for_a_late_commit(sent: Sent) -> None:
    sent.compose("네")
    sent.enter()
    sent.qtbot.keyClicks(sent.edit, "a")
    sent.commit("네")
    assert sent.edit.toPlainText() == "a네"


def test_in_japanese_and_chinese_enter_stays_with_the_input_method(sent: Sent) -> None:
    sent.compose("にほん")
    sent.enter()
    assert sent.texts == []
    sent.commit("日本")
    sent.enter()
    assert sent.texts == ["日本"]


def test_the_button_sends_a_syllable_in_the_making_too(sent: Sent) -> None:
    sent.commit("바")
    sent.compose("다")
    sent.edit.submit()
    assert sent.texts == ["바다"]


def test_shift_enter_breaks_the_line(sent: Sent) -> None:
    sent.qtbot.keyClicks(sent.edit, "one")
    sent.qtbot.keyClick(sent.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    sent.qtbot.keyClicks(sent.edit, "two")
    assert sent.texts == []
    sent.qtbot.keyClick(sent.edit, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert [text.replace("\u2028", "\n") for text in sent.texts] == ["one\ntwo"]


def test_escape_asks_to_stop(sent: Sent) -> None:
    with sent.qtbot.waitSignal(sent.edit.request_stop):
        sent.qtbot.keyClick(sent.edit, Qt.Key.Key_Escape)


def test_tab_moves_the_focus(sent: Sent) -> None:
    sent.qtbot.keyClick(sent.edit, Qt.Key.Key_Tab)
    assert sent.edit.toPlainText() == ""


def test_it_grows_with_its_lines_up_to_a_limit(sent: Sent) -> None:
    one = sent.edit.height()
    sent.edit.setPlainText("a\nb\nc")
    three = sent.edit.height()
    sent.edit.setPlainText("x\n" * 50)
    many = sent.edit.height()
    assert one < three < many
    assert many < one + MAX_LINES * sent.edit.fontMetrics().lineSpacing()
    sent.edit.clear()
    assert sent.edit.height() == one


def test_pasting_takes_plain_text_only(sent: Sent) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b><img src='http://example.org/x.png'>")
    data.setText("bold")
    sent.edit.insertFromMimeData(data)
    assert sent.edit.toPlainText() == "bold"


@pytest.mark.parametrize(
    ("text", "expected"), [("한", True), ("ㅎ", True), ("ᄒ", True), ("漢", False), ("", False), ("a", False)]
)
def test_hangul_is_told_from_other_scripts(text: str, expected: bool) -> None:
    assert is_hangul(text) is expected
