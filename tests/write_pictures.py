"""The pictures of the Write page: suggestions, completions and what is told of them, conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.widgets.writing.chat_rows import CompletionRow

if TYPE_CHECKING:
    from screenshots import Photographer

COPIED = "He would not stay for tea. "


def writing(camera: Photographer, english: str, korean: str) -> None:
    """Every state of the Write page."""
    suggestions(camera, korean, "할머니는 아침", "write-suggestions-korean")
    suggestions(camera, english, "I did not kn", "write-suggestions")
    write(camera, korean, ("오늘은 비가", "할머니는 아침마다 "), "write-korean")
    write(camera, english, ("The harbour was ", "In the morning she "), "write")
    why(camera, "write-why")
    draft = "In the morning the harbuor was full of boats and nobody tweeted about the fog."
    lens(camera, english, draft, "write-lens")
    copied(camera, count(camera, "sample:english_prose"), COPIED, "write-copied")
    conversations(camera, "the", "아침")


def suggestions(camera: Photographer, model: str, text: str, name: str) -> None:
    """The composer with a ghost and a strip behind a text."""
    page = camera.page("write")
    page.composer.select_model(model)
    page.new_conversation()
    page.composer.edit.setFocus()
    camera.wait(300)
    page.composer.edit.insertPlainText(text[:-1])
    camera.wait(600)
    committed = QInputMethodEvent()
    committed.setCommitString(text[-1])
    QApplication.sendEvent(page.composer.edit, committed)
    camera.wait(1500)
    camera.shoot(name)
    page.composer.edit.clear()


def write(camera: Photographer, model: str, seeds: tuple[str, ...], name: str) -> None:
    """A conversation of some seeds."""
    page = camera.page("write")
    page.composer.select_model(model)
    page.composer.length.setValue(180)
    page.composer.creativity.setValue(4)
    page.new_conversation()
    for seed in seeds:
        page.completing.send(seed)
        camera.wait(200)
        camera.until(lambda: page.completing.writing is None, 60)
    camera.shoot(name)


def why(camera: Photographer, name: str) -> None:
    """The story of a word of the last completion."""
    page = camera.page("write")

    def ask() -> None:
        page.chat.asking.close()
        page.chat.setFocus()
        page.chat.setCurrentRow(page.chat.count() - 1)
        QTest.keyClick(page.chat, Qt.Key.Key_Space)
        for _ in range(3):
            QTest.keyClick(QApplication.focusWidget() or page.chat, Qt.Key.Key_Right)
        camera.wait(300)

    camera.shoot(name, again=ask)
    page.chat.asking.close()


def lens(camera: Photographer, model: str, draft: str, name: str) -> None:
    """A draft with its unexpected words."""
    page = camera.page("write")
    page.composer.select_model(model)
    page.lensing.open()
    page.view.lens.edit.setPlainText(draft)
    page.view.lens.check()
    camera.wait(3000)
    camera.shoot(name)
    page.lensing.close()


def count(camera: Photographer, corpus: str) -> str:
    """A corpus that writes at once; the name of its model."""
    page = camera.page("corpora")
    page.select(corpus)
    camera.until(lambda: page.reading is not None and page.instant_button.isEnabled())
    page.instant_button.click()
    camera.until(lambda: not page.instant.busy, 60)
    camera.wait(600)
    return str(camera.window.pages["write"].composer.current_model.name)


def copied(camera: Photographer, model: str, seed: str, name: str) -> None:
    """A completion that recites, with its source: what is likeliest, of a corpus that is only counted."""
    page = camera.page("write")
    page.composer.select_model(model)
    page.composer.creativity.setValue(0)
    page.new_conversation()
    page.completing.send(seed)
    camera.until(lambda: any(row.text.runs for row in page.chat.rows() if isinstance(row, CompletionRow)), 60)
    camera.shoot(name)


def conversations(camera: Photographer, here: str, everywhere: str) -> None:
    """What is found in a conversation and in all, several that are selected and deleted, and the bin."""
    page = camera.page("write")
    search, bar = page.conversations.search, page.view.find_bar
    page.find_here()
    bar.field.setText(here)
    camera.wait(400)
    camera.shoot("write-find")
    bar.close_bar()
    search.focus_field()
    search.field.setText(everywhere)
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    # Not `hasFocus`: the platform may take another window for the active one.
    camera.until(lambda: camera.window.focusWidget() is search.results, 60)
    QTest.keyClick(search.results, Qt.Key.Key_Return)
    camera.wait(300)
    camera.shoot("write-search")
    page.escape()
    page.escape()
    page.conversations.list.selectAll()
    camera.shoot("write-select")
    page.conversing.delete(page.conversations.selected_ids)
    camera.shoot("write-undo")
    page.binning.open()
    camera.shoot("write-bin", page.binning.dialog)
    page.binning.dialog.close()
    page.bar._action.click()
