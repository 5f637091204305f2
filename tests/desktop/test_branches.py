"""Editing a seed makes a branch: siblings are leafed through, and what follows goes with them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page_support import opened_write_page, unnamed
from PySide6.QtCore import Qt

from desktop.history import History
from desktop.pages.write import WritePage
from desktop.tasks import Tasks
from desktop.widgets.writing.chat_rows import SeedRow
from desktop.writing.generation import Generator
from engine import Piece, SamplingConfig, paths

ENGLISH = "the cat sat on the mat. the dog sat on the log. the bird sang in the tree. " * 8


@pytest.fixture
def page(qtbot, application, bigram_model) -> WritePage:
    bigram_model("cats", ENGLISH)
    made = opened_write_page(qtbot, application)
    made.composer.length.setValue(8)
    return made


def send(qtbot, page: WritePage, text: str) -> None:
    page.composer.edit.setPlainText(text)
    page.composer.edit.submit()
    qtbot.waitUntil(lambda: not page.generator.active, timeout=10_000)


def seeds(page: WritePage) -> list[SeedRow]:
    return [row for row in page.chat.rows() if isinstance(row, SeedRow)]


def shown(page: WritePage) -> list[str]:
    return [row.message.text for row in seeds(page)]


def test_an_edited_seed_is_a_branch_and_the_old_one_stays(qtbot, page: WritePage) -> None:
    for text in ("the cat", "the dog", "the bird"):
        send(qtbot, page, text)
    page.composer.edit.setPlainText("half a draft")
    qtbot.mouseClick(seeds(page)[1].edit, Qt.MouseButton.LeftButton)
    assert page.composer.edit.toPlainText() == "the dog"
    assert page.view.editing.isVisible()
    send(qtbot, page, "the log")
    assert shown(page) == ["the cat", "the log"]
    assert not page.view.editing.isVisible()
    assert page.composer.edit.toPlainText() == "half a draft"
    row = seeds(page)[1]
    assert row.counter.text() == "2/2"
    assert "branch 2 of 2" in row.spoken()
    assert seeds(page)[0].counter.isHidden()
    card = page.chat.last_card()
    assert card is not None
    assert card.whole_text()
    qtbot.mouseClick(row.previous, Qt.MouseButton.LeftButton)
    assert shown(page) == ["the cat", "the dog", "the bird"]
    assert not seeds(page)[1].previous.isEnabled()
    page.conversing.open(None)
    page.conversing.open(page.conversations.list.item(0).data(Qt.ItemDataRole.UserRole))
    assert shown(page) == ["the cat", "the dog", "the bird"]
    assert page.composer.edit.toPlainText() == "half a draft"


def test_the_keyboard_edits_and_goes_between_branches(qtbot, page: WritePage) -> None:
    send(qtbot, page, "the cat")
    page.chat.setFocus()
    page.chat.setCurrentRow(0)
    qtbot.keyClick(page.chat, Qt.Key.Key_F2)
    assert page.conversing.edited is not None
    send(qtbot, page, "the mat")
    page.chat.setFocus()
    page.chat.setCurrentRow(0)
    qtbot.keyClick(page.chat, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown(page) == ["the cat"]
    page.chat.setCurrentRow(0)
    qtbot.keyClick(page.chat, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shown(page) == ["the mat"]


@pytest.mark.parametrize("how", ["button", "escape"])
def test_editing_can_be_given_up(qtbot, page: WritePage, how: str) -> None:
    send(qtbot, page, "the cat")
    page.composer.edit.setPlainText("draft")
    seeds(page)[0].edit.click()
    if how == "button":
        page.view.editing.cancel.click()
    else:
        qtbot.keyClick(page.composer.edit, Qt.Key.Key_Escape)
    assert page.conversing.edited is None
    assert page.composer.edit.toPlainText() == "draft"
    assert not page.view.editing.isVisible()
    send(qtbot, page, "the dog")
    assert shown(page) == ["the cat", "the dog"]


def test_another_conversation_ends_the_editing(qtbot, page: WritePage) -> None:
    send(qtbot, page, "the cat")
    seeds(page)[0].edit.click()
    page.new_conversation()
    assert page.conversing.edited is None
    send(qtbot, page, "the dog")
    assert shown(page) == ["the dog"]
    history = History(paths.data_dir() / "conversations.sqlite3")
    try:
        assert len(history.conversations()) == 2
    finally:
        history.close()


def test_a_deleted_branch_shows_the_other_and_comes_back(qtbot, page: WritePage) -> None:
    send(qtbot, page, "the cat")
    seeds(page)[0].edit.click()
    send(qtbot, page, "the mat")
    page.conversing.delete_message(seeds(page)[0].message.id)
    assert shown(page) == ["the cat"]
    assert seeds(page)[0].counter.isHidden()
    page.bar._action.click()
    assert shown(page) == ["the mat"]
    assert seeds(page)[0].counter.text() == "2/2"


def test_the_tools_of_a_seed_stay_in_the_window_at_any_width(qtbot, page: WritePage) -> None:
    send(qtbot, page, "the cat sat on the mat " * 12)
    seeds(page)[0].edit.click()
    send(qtbot, page, "the dog sat on the log " * 12)
    for width in (320, 500, 900):
        page.chat.resize(width, 400)
        page.chat.fit_rows()
        row = seeds(page)[0]
        qtbot.waitUntil(lambda row=row: row.tools.geometry().right() < row.frame.geometry().left())
        assert row.tools.geometry().left() >= 0
        assert row.frame.geometry().right() <= page.chat.viewport().width()
        assert row.text.document().size().height() <= row.text.height() + 1


def test_every_control_has_a_name(qtbot, page: WritePage) -> None:
    send(qtbot, page, "the cat")
    seeds(page)[0].edit.click()
    assert unnamed(page) == []


# Stop


class SlowWriter:
    """Writes a token each 20 ms, and for ever; asks whether it should stop as the engine does."""

    def unknown(self, _seed: str) -> tuple[str, ...]:
        return ()

    def stream(
        self, _seed: str, _sampling: SamplingConfig, *, should_stop: Callable[[], bool] | None = None
    ) -> Iterator[Piece]:
        while not (should_stop and should_stop()):
            time.sleep(0.02)
            yield Piece(" slow", 0.5, ())


def test_stop_ends_a_slow_writer_and_keeps_its_pieces(qtbot, tmp_path: Path) -> None:
    tasks = Tasks()
    generator = Generator(tasks, tmp_path, opener=lambda _folder, _voice: SlowWriter(), parent=tasks)
    try:
        with qtbot.waitSignal(generator.progressed):
            generator.start("slow", "seed", SamplingConfig(), 3)
        with qtbot.waitSignal(generator.finished, timeout=2_000) as done:
            generator.stop()
        _identity, progress, stopped = done.args
        assert stopped
        assert len(progress.texts) == 1
        assert "".join(piece.text for piece in progress.pieces[0]) == progress.texts[0]
    finally:
        assert tasks.shutdown(5_000)
        tasks.deleteLater()
