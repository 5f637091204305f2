"""Check a draft: what the model did not expect, read in the background, and replaced with one click."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from page_support import opened_write_page, unnamed
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QTextCharFormat

from desktop.pages.write import WritePage
from desktop.tasks import Tasks
from desktop.widgets.writing.lens_panel import LensPanel
from desktop.writing.lens import MOST_CHARACTERS, LensWork, Reading, Surprise, parts
from desktop.writing.lens_story import count_sentence, story
from engine import EngineError

ENGLISH = "the cat sat on the mat. the dog sat on the log. the bird sang in the tree. " * 8
LEVELS = {"zebra": 3, "purple": 2, "softly": 1, "얼룩말": 3}


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    bits: float
    level: int
    expected: tuple[tuple[str, float], ...]


class FakeSurprises:
    """Knows a few unexpected words by heart, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self, _completer: object, text: str, *, should_stop: Callable[[], bool] | None = None) -> list[Found]:
        self.asked.append(text)
        while not self.gate.wait(0.005):
            if should_stop is not None and should_stop():
                break
        expected = ((" cat", 0.6), ("dog", 0.3), ("\n", 0.1))
        return [
            Found(match.start(), match.end(), 4.0 * LEVELS.get(match[0], 0), LEVELS.get(match[0], 0), expected)
            for match in re.finditer(r"\w+", text)
        ]


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.shutdown(5_000)
    made.deleteLater()


@pytest.fixture
def work(tasks: Tasks, tmp_path: Path) -> LensWork:
    return LensWork(tasks, tmp_path, opener=lambda _folder, voice: voice, surprises=FakeSurprises())


def read(qtbot, work: LensWork, text: str) -> tuple[Reading, bool]:
    with qtbot.waitSignal(work.finished) as done:
        work.check("cats", text)
    return done.args[0], done.args[1]


# Reading


@pytest.mark.parametrize(
    "text", ["", "one line", "word " * 3000, "x" * 5000, "short\n" * 900, "가나다 라마\n" * 300, "\n" * 2000]
)
def test_the_parts_of_a_draft_are_all_of_it(text: str) -> None:
    found = parts(text)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(start < end <= start + 1500 for start, end in found)


def test_a_draft_is_read_in_parts_with_places_of_the_whole(qtbot, work: LensWork) -> None:
    text = ("the cat sat on the mat. " * 20 + "\n") * 3 + "a 얼룩말 and a zebra"
    reading, stopped = read(qtbot, work, text)
    assert not stopped
    assert (reading.done, reading.total, reading.cut) == (len(text), len(text), False)
    assert [text[item.start : item.end] for item in reading.found] == re.findall(r"\w+", text)
    assert [text[item.start : item.end] for item in reading.found if item.level] == ["얼룩말", "zebra"]


def test_only_what_is_new_is_read_again(qtbot, work: LensWork) -> None:
    text = "".join(f"{number} " + "the cat sat on the mat. " * 20 + "\n" for number in range(5))
    read(qtbot, work, text)
    assert isinstance(work.surprises, FakeSurprises)
    before = len(work.surprises.asked)
    read(qtbot, work, text + "zebra")
    assert before == 5
    assert [len(text) < 220 for text in work.surprises.asked[5:]] == [True]
    work.forget_models()
    read(qtbot, work, text)
    assert len(work.surprises.asked) == 6 + 5


def test_a_long_draft_is_read_from_its_beginning(qtbot, work: LensWork) -> None:
    reading, _stopped = read(qtbot, work, "the cat sat.\n" * 80_000)
    assert reading.cut
    assert reading.total == MOST_CHARACTERS


def test_reading_stops_at_once_and_keeps_what_was_found(qtbot, work: LensWork) -> None:
    assert isinstance(work.surprises, FakeSurprises)
    work.surprises.gate.clear()
    work.check("cats", "a zebra")
    qtbot.waitUntil(lambda: bool(work.surprises.asked))
    with qtbot.waitSignal(work.finished, timeout=2_000) as done:
        work.stop()
    assert done.args[1]
    assert not work.active


def test_the_newest_draft_counts(qtbot, work: LensWork) -> None:
    assert isinstance(work.surprises, FakeSurprises)
    work.surprises.gate.clear()
    told: list[Reading] = []
    work.finished.connect(lambda reading, _stopped: told.append(reading))
    work.check("cats", "first zebra")
    qtbot.waitUntil(lambda: bool(work.surprises.asked))
    work.check("cats", "second")
    work.surprises.gate.set()
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(20)
    assert [reading.total for reading in told] == [len("second")]


def test_a_model_that_cannot_be_opened_gives_its_sentence(qtbot, tasks: Tasks, tmp_path: Path) -> None:
    def broken(_folder: Path, _voice: object) -> object:
        raise EngineError("The model is damaged.", "Train it again.")

    work = LensWork(tasks, tmp_path, opener=broken, surprises=FakeSurprises())
    with qtbot.waitSignal(work.failed) as told:
        work.check("cats", "text")
    assert told.args[0].message == "The model is damaged."
    assert not work.active


def test_what_is_told_of_a_word() -> None:
    told = story("zebra", Surprise(0, 5, 10.0, 3, ((" cat", 0.6), ("\n", 0.1))), QLocale("en"))
    assert told.lines == ("Very unexpected: about 1 in 1,024.", "The model would have written:")
    assert [(choice.text, choice.chance) for choice in told.choices] == [("cat", "60 %")]
    nothing = Reading(3, 3, (Surprise(0, 3, 1.0, 0, ()),), False)
    assert count_sentence(nothing, QLocale("en")) == "Nothing in it surprises the model."
    assert "no word" in count_sentence(Reading(1, 1, (), False), QLocale("en"))


# The panel


@pytest.fixture
def page(qtbot, application, bigram_model) -> WritePage:
    bigram_model("cats", ENGLISH)
    made = opened_write_page(qtbot, application)
    made.lensing.work.surprises = FakeSurprises()
    return made


@pytest.fixture
def panel(qtbot, page: WritePage) -> LensPanel:
    qtbot.keyClick(page.composer.edit, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.view.lens.isVisible()
    return page.view.lens


def type_draft(qtbot, panel: LensPanel, text: str) -> None:
    panel.edit.setPlainText(text)
    qtbot.waitUntil(lambda: not panel.progress.isVisible() and bool(panel.status.text()), timeout=5_000)


def test_it_opens_with_a_button_and_closes_with_escape(qtbot, page: WritePage) -> None:
    qtbot.mouseClick(page.view.tools.lens, Qt.MouseButton.LeftButton)
    panel = page.view.lens
    assert panel.isVisible()
    assert not page.composer.isVisible()
    assert "cats" in panel.intro.text()
    assert panel.edit.placeholderText()
    assert panel.status.text() == ""
    qtbot.keyClick(panel.edit, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert page.composer.isVisible()
    assert page.chat.isVisible() or page.empty.isVisible()


def test_unexpected_words_are_marked_after_a_pause(qtbot, panel: LensPanel) -> None:
    type_draft(qtbot, panel, "😀 the zebra sat softly on a purple mat")
    line = QTextCharFormat.UnderlineStyle
    marked = [(item.cursor.selectedText(), item.format.underlineStyle()) for item in panel.edit.extraSelections()]
    assert marked == [("zebra", line.WaveUnderline), ("softly", line.DotLine), ("purple", line.DashUnderline)]
    assert panel.status.text() == "3 of 8 words were not expected."


def test_what_was_expected_replaces_the_word_and_can_be_undone(qtbot, panel: LensPanel) -> None:
    type_draft(qtbot, panel, "the zebra sat on a purple mat")
    panel.edit.moveCursor(panel.edit.textCursor().MoveOperation.Start)
    panel.edit.setFocus()
    qtbot.keyClick(panel.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    shown = panel.popover
    assert shown is not None
    assert shown.isVisible()
    assert shown.title.text() == "zebra"
    qtbot.keyClick(shown.buttons[0], Qt.Key.Key_Right)
    assert shown.title.text() == "purple"
    qtbot.keyClick(shown.buttons[0], Qt.Key.Key_Left)
    shown.buttons[0].click()
    assert panel.edit.toPlainText() == "the cat sat on a purple mat"
    qtbot.waitUntil(lambda: [mark.level for mark in panel.edit.marks] == [2])
    panel.edit.undo()
    assert panel.edit.toPlainText() == "the zebra sat on a purple mat"


def test_a_click_on_a_marked_word_tells_of_it(qtbot, panel: LensPanel) -> None:
    type_draft(qtbot, panel, "the zebra sat")
    cursor = panel.edit.textCursor()
    cursor.setPosition(6)
    place = panel.edit.cursorRect(cursor).center()
    qtbot.mouseClick(panel.edit.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.popover is not None
    assert panel.popover.title.text() == "zebra"
    qtbot.keyClick(panel.popover, Qt.Key.Key_Escape)
    assert panel.isVisible()


@pytest.mark.parametrize("leave", ["hidden", "another language"])
def test_what_is_told_closes_with_what_it_speaks_of(qtbot, panel: LensPanel, leave: str) -> None:
    type_draft(qtbot, panel, "the zebra sat")
    panel.ask(0)
    assert panel.popover is not None
    assert panel.popover.isVisible()
    if leave == "hidden":
        panel.hide()
    else:
        panel.popover.retranslate()
    assert not panel.popover.isVisible()


def test_an_edited_word_is_not_replaced(qtbot, panel: LensPanel) -> None:
    type_draft(qtbot, panel, "the zebra sat")
    cursor = panel.edit.textCursor()
    cursor.setPosition(6)
    cursor.insertText("xx")
    panel.ask(0)
    assert panel.popover is None
    panel.edit.replace(0, "cat")
    assert panel.edit.toPlainText() == "the zexxbra sat"


def test_a_draft_of_a_megabyte_is_read_in_part_and_says_so(qtbot, panel: LensPanel) -> None:
    type_draft(qtbot, panel, "a zebra sat on the mat today.\n" * 35_000)
    assert "only its first" in panel.status.text()
    assert 0 < len(panel.edit.marks) < 1000


def test_checking_can_be_stopped(qtbot, page: WritePage, panel: LensPanel) -> None:
    surprises = page.lensing.work.surprises
    assert isinstance(surprises, FakeSurprises)
    surprises.gate.clear()
    panel.edit.setPlainText("the zebra sat")
    panel.check()
    assert panel.stop.isVisible()
    assert panel.progress.isVisible()
    qtbot.waitUntil(lambda: bool(surprises.asked))
    qtbot.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.progress.isVisible())
    assert "Stopped" in panel.status.text()
    surprises.gate.set()
    qtbot.mouseClick(panel.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(panel.edit.marks) == 1)


def test_an_emptied_draft_has_no_marks(qtbot, panel: LensPanel) -> None:
    type_draft(qtbot, panel, "the zebra sat")
    panel.edit.clear()
    qtbot.waitUntil(lambda: panel.status.text() == "")
    assert panel.edit.marks == []


def test_without_a_model_it_says_so_and_leads_to_training(qtbot, application) -> None:
    made = application()
    made.window.show()
    qtbot.waitUntil(lambda: made.window.page is not None)
    page = made.window.page
    assert isinstance(page, WritePage)
    qtbot.waitUntil(lambda: page.models.known)
    page.lensing.open()
    panel = page.view.lens
    assert "no model yet" in panel.intro.text()
    panel.edit.setPlainText("text")
    panel.check()
    assert panel.status.text() == ""
    page.request_page.disconnect()
    with qtbot.waitSignal(page.request_page) as asked:
        qtbot.mouseClick(panel.train, Qt.MouseButton.LeftButton)
    assert asked.args[0] == "train"


def test_another_conversation_closes_it_and_the_draft_stays(qtbot, page: WritePage, panel: LensPanel) -> None:
    type_draft(qtbot, panel, "the zebra sat")
    page.new_conversation()
    assert not panel.isVisible()
    page.lensing.open()
    assert panel.edit.toPlainText() == "the zebra sat"


def test_every_control_of_the_panel_has_a_name(panel: LensPanel) -> None:
    assert unnamed(panel) == []
