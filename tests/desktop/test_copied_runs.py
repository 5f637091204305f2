"""Copied runs: looked up in the background, underlined with their source, and told aloud."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from page_support import make_context
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.history import Message, Turn
from desktop.pages.write import WritePage
from desktop.widgets.writing.chat_rows import CompletionRow
from desktop.widgets.writing.chat_view import ChatView
from desktop.writing.copied_text import CopiedRun, card_lines
from desktop.writing.tracing import Tracing
from engine import EngineError, paths

ENGLISH = "the cat sat on the mat. the dog sat on the log. the bird sang in the tree. " * 8


@dataclass(frozen=True)
class Copied:
    start: int
    end: int
    file: str
    line: int
    tokens: int = 0


class FakeSources:
    """Everything from the first "the" on is copied."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.threads: set[str] = set()

    def copied(self, text: str) -> list[Copied]:
        self.threads.add(threading.current_thread().name)
        begin = text.find("the")
        return [Copied(begin - 1, len(text), f"{self.name}.txt", 12)] if begin > 0 else []


@pytest.fixture
def context(home: Path):
    made = make_context(home)
    yield made
    assert made.tasks.shutdown(5_000)
    made.deleteLater()


def completion(identity: int, text: str, model: str = "notes", **sampling: object) -> Message:
    return Message(identity, 1, "completion", text, 1, 0, model, sampling=sampling)


def test_runs_are_found_in_the_background_and_told_once_each(qtbot, context) -> None:
    opened: list[str] = []

    def opener(_folder: Path, name: str) -> FakeSources:
        opened.append(name)
        return FakeSources(name)

    tracing = Tracing(context, opener=opener)
    told: list[tuple[int, tuple[CopiedRun, ...]]] = []
    tracing.traced.connect(lambda message, runs: told.append((message.id, runs)))
    first, second = completion(2, " and the cat "), completion(3, " nothing")
    for message in (first, second, first):
        tracing.trace(message)
    qtbot.waitUntil(lambda: not tracing.active)
    assert told == [(2, (CopiedRun(5, 12, "notes.txt", 12),)), (3, ())]
    assert opened == ["notes"]
    tracing.trace(first)
    assert len(told) == 3
    tracing.forget()
    tracing.trace(first)
    qtbot.waitUntil(lambda: len(told) == 4)


def test_a_blend_is_looked_up_in_each_of_its_models(qtbot, context) -> None:
    tracing = Tracing(context, opener=lambda _folder, name: FakeSources(name))
    with qtbot.waitSignal(tracing.traced) as told:
        tracing.trace(completion(2, " and the cat", "60 % a + 40 % b", blend=[["a", 60], ["b", 40]]))
    assert [run.file for run in told.args[1]] == ["a.txt"]  # the same run: once is enough


@pytest.mark.parametrize(
    ("text", "copied", "shown", "line"),
    [
        ("He has been the stairs who walked", "n the stairs wh", "the stairs", 12),
        ("It rains.\nThe stairs and", "\nThe stairs an", "The stairs", 13),
        ("It stops\nThe stairs and", "ps\nThe stairs an", "The stairs", 13),
        ("그는 학교에서 비를 오래 보았다", "에서 비를 오래 보", "비를 오래", 12),
        ("I do not don't stop", "o not don't sto", "not don't", 12),
        ("山川草木天地玄黃", "川草木天地玄", "川草木天地玄", 12),
        ("a miracle", "iracl", "iracl", 12),
    ],
)
def test_parts_of_words_at_the_ends_of_a_run_are_left_out(qtbot, context, text, copied, shown, line) -> None:
    class Some:
        def copied(self, text: str) -> list[Copied]:
            return [Copied(text.index(copied), text.index(copied) + len(copied), "a.txt", 12)]

    tracing = Tracing(context, opener=lambda _folder, _name: Some())
    with qtbot.waitSignal(tracing.traced) as told:
        tracing.trace(completion(2, text))
    (run,) = told.args[1]
    assert (text[run.start : run.end], run.line) == (shown, line)


@pytest.mark.parametrize("missing", [True, False])
def test_without_an_index_nothing_is_told(qtbot, context, missing: bool) -> None:
    def opener(_folder: Path, _name: str) -> FakeSources | None:
        if missing:
            return None
        raise EngineError("damaged")

    tracing = Tracing(context, opener=opener)
    with qtbot.waitSignal(tracing.traced) as told:
        tracing.trace(completion(2, " and the cat"))
    assert told.args[1] == ()


def test_what_cannot_be_saved_is_not_looked_up(context) -> None:
    tracing = Tracing(context, opener=lambda _folder, name: FakeSources(name))
    tracing.trace(completion(0, " and the cat"))
    assert not tracing.active


TEXT = " one two three four five six seven eight nine ten eleven twelve"
RUNS = [CopiedRun(1, 8, "a.txt", 1), CopiedRun(9, 19, "b.txt", 120), CopiedRun(20, 28, "c.txt", 3)]


def test_at_most_three_lines_and_how_many_more() -> None:
    locale = QLocale("en")
    assert card_lines(TEXT, RUNS[:1], locale) == ["Copied from a.txt, line 1 (2 words)"]
    lines = card_lines(TEXT, [*RUNS, CopiedRun(29, 32, "d.txt", 4), CopiedRun(33, 38, "e.txt", 5)], locale)
    assert lines == [
        "Copied from a.txt, line 1 (2 words)",
        "Copied from b.txt, line 120 (2 words)",
        "Copied from c.txt, line 3 (2 words)",
        "and 2 more",
    ]
    assert card_lines(TEXT, [CopiedRun(1, 4, "a.txt", 1)], locale) == ["Copied from a.txt, line 1 (1 word)"]
    assert card_lines(TEXT, [], locale) == []


@pytest.fixture
def chat(qtbot) -> ChatView:
    view = ChatView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    qtbot.waitExposed(view)
    view.set_turns([Turn(Message(1, 1, "seed", "zero"), (completion(2, TEXT), completion(3, " other")))])
    return view


def card_of(chat: ChatView) -> CompletionRow:
    made = chat.card(1)
    assert made is not None
    return made


def test_a_copied_run_is_underlined_listed_and_spoken(chat: ChatView) -> None:
    card = card_of(chat)
    assert not card.sources.isVisible()
    before = chat.item(1).sizeHint().height()
    chat.set_copied(completion(2, TEXT), RUNS[1:2])
    assert [(start, end) for start, end, _told in card.text.runs] == [(8, 18)]
    assert card.sources.isVisible()
    assert card.sources.text() == "Copied from b.txt, line 120 (2 words)"
    assert chat.item(1).sizeHint().height() > before
    spoken = chat.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith(". Copied from b.txt, line 120 (2 words)")
    card.show_next()
    assert not card.sources.isVisible()
    assert card.text.runs == []
    card.show_previous()
    assert card.sources.isVisible()
    assert not card.grab().isNull()


@pytest.mark.qt_log_ignore("raise", extend=True)
def test_the_run_tells_its_source_under_the_pointer(qtbot, chat: ChatView) -> None:
    card = card_of(chat)
    chat.set_copied(completion(2, TEXT), RUNS[:1])
    viewport = card.text.viewport()
    inside, outside = QPoint(6, 8), QPoint(viewport.width() - 4, viewport.height() - 2)
    for place, told in ((inside, "Copied from a.txt, line 1 (2 words)"), (outside, "")):
        assert card.text.run_at(place) == told
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, inside, viewport.mapToGlobal(inside)))
    assert QToolTip.text() == "Copied from a.txt, line 1 (2 words)"
    QToolTip.hideText()


def test_runs_of_another_conversation_are_passed_over(chat: ChatView) -> None:
    chat.set_copied(Message(9, 2, "completion", TEXT, 8), RUNS)
    assert card_of(chat).text.runs == []


def test_a_finished_completion_is_traced_and_again_when_it_is_opened(qtbot, application, bigram_model) -> None:
    bigram_model("cats", ENGLISH)
    made = application()
    made.window.show()
    qtbot.waitUntil(lambda: made.window.page is not None)
    page = made.window.page
    assert isinstance(page, WritePage)
    qtbot.waitUntil(lambda: page.models.known)
    page.tracing.opener = lambda _folder, name: FakeSources(name)
    page.composer.length.setValue(60)
    page.completing.send("a dog sat on")
    qtbot.waitUntil(lambda: not page.generator.active, timeout=10_000)
    card = page.chat.last_card()
    assert card is not None
    qtbot.waitUntil(lambda: card.sources.isVisible())
    assert card.sources.text().startswith("Copied from cats.txt, line 12 (")
    page.conversing.open(page.conversing.identity)
    again = page.chat.last_card()
    assert again is not None
    assert again is not card
    assert again.sources.text() == card.sources.text()


def test_what_a_ready_sample_copies_is_told_with_file_and_line(qtbot, context) -> None:
    line = (paths.sample_dir() / "english_prose.txt").read_text(encoding="utf-8").split("\n")[2]
    tracing = Tracing(context)
    message = completion(1, f"zzz {line[:80]} zzz", "Sample English")
    with qtbot.waitSignal(tracing.traced, timeout=20_000) as found:
        tracing.trace(message)
    (run,) = found.args[1]
    assert (run.file, run.line) == ("english_prose.txt", 3)
    assert message.text[run.start : run.end] == line[:80].strip()
    qtbot.waitUntil(lambda: not tracing.active, timeout=5_000)
