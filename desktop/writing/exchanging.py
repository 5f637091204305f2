"""Exports conversations to a file and imports them from there, on a lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.exchange import FORMATS, read_file, write_file
from desktop.history import History
from engine import EngineError

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.tasks import Control
    from desktop.writing.conversing import Conversing

_FORBIDDEN = '\\/:*?"<>|\0\n\r\t'  # in the names of files, here or elsewhere


def _export(path: Path, ids: Sequence[int], target: Path, _control: Control) -> tuple[Path, int]:
    history = History(path, check=False)
    try:
        conversations = history.whole(ids)
    finally:
        history.close()
    write_file(target, conversations)
    return target, len(conversations)


def _import(path: Path, sources: Sequence[Path], _control: Control) -> list[int]:
    read = [whole for source in sources for whole in read_file(source)]
    history = History(path, check=False)
    try:
        return history.add_whole(read)
    finally:
        history.close()


class Exchanging(QObject):
    """Asks for the file; another file of that name is replaced whole, or stays where that fails."""

    told = Signal(str)  # one sentence for the status bar
    failed = Signal(object)  # EngineError
    imported = Signal(object)  # ids of conversations

    def __init__(self, context: AppContext, conversing: Conversing, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._conversing, self._page = context, conversing, page

    # Out

    @Slot(object)
    def ask_export(self, ids: Sequence[int]) -> None:
        """Asks where the conversations should be written, and in which format."""
        history = self._conversing.history()
        conversation = history.conversation(ids[0]) if history is not None and ids else None
        if conversation is None:
            return
        title = conversation.title if len(ids) == 1 else self.tr("Conversations")
        name = "".join("_" if character in _FORBIDDEN else character for character in title).strip(" .") or "maeari"
        filters = {
            self.tr("Markdown (*.md)"): ".md",
            self.tr("Plain text (*.txt)"): ".txt",
            self.tr("Everything, to be imported again (*.json)"): ".json",
        }
        dialog_title = self.tr("Export conversations")
        chosen, kind = QFileDialog.getSaveFileName(self._page, dialog_title, f"{name}.md", ";;".join(filters))
        if chosen:
            path, suffix = Path(chosen), filters.get(kind, ".md")
            if path.suffix.lower() not in FORMATS:
                path = path.with_name(path.name + suffix)
            self.export(ids, path)

    def export(self, ids: Sequence[int], path: Path) -> None:
        """Writes conversations in the format of the file's ending."""
        self._run(partial(_export, ids=ids, target=path), self._exported)

    @Slot(object)
    def _exported(self, result: tuple[Path, int]) -> None:
        path, count = result
        if count == 1:
            self.told.emit(self.tr("The conversation is written to {0}.").format(path.name))
        else:
            self.told.emit(self.tr("{0} conversations are written to {1}.").format(count, path.name))

    # In

    @Slot(object)
    def ask_import(self, paths: Sequence[Path]) -> None:
        """Imports files that were dropped, or asks for some."""
        if not paths:
            pattern = " ".join(f"*{suffix}" for suffix in FORMATS)
            names, _filter = QFileDialog.getOpenFileNames(
                self._page,
                self.tr("Import conversations"),
                "",
                self.tr("Exported conversations ({0});;All files (*)").format(pattern),
            )
            paths = [Path(name) for name in names]
        if paths:
            self.import_from(paths)

    def import_from(self, paths: Sequence[Path]) -> None:
        """Adds the conversations of files; where one cannot be read, none is added."""
        self._run(partial(_import, sources=paths), self._imported)

    @Slot(object)
    def _imported(self, ids: list[int]) -> None:
        if len(ids) == 1:
            self.told.emit(self.tr("The conversation is imported."))
        else:
            self.told.emit(self.tr("{0} conversations are imported.").format(len(ids)))
        self.imported.emit(ids)

    def _run(self, work: Callable[..., Any], done: Callable[[Any], object]) -> None:
        history = self._conversing.history()
        if history is not None:
            with suppress(EngineError):  # the window is closing
                self._context.tasks.run(
                    "history", partial(_at, work, history.path), on_success=done, on_error=self._failed
                )

    @Slot(object)
    def _failed(self, error: EngineError) -> None:
        self.failed.emit(error)


def _at(work: Callable[..., Any], path: Path, control: Control) -> Any:
    return work(path, _control=control)
