"""Files that come from outside: named at the start, handed over by a second start, or dropped on the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent

if TYPE_CHECKING:
    from desktop.main_window import MainWindow
    from desktop.pages.corpora import CorporaPage
    from desktop.pages.models import ModelsPage
    from desktop.pages.spam import SpamPage

MODELS = (".maeari",)
MAILS = (".eml", ".mbox", ".mbx")


class Opener(QObject):
    """Shows files on the page that they are for; takes those that no page took from a drag."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @Slot(list)
    def asked(self, files: list[Path]) -> None:
        """A second start: brings the window to the front and opens the files."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        self.open(files)

    def open(self, files: Sequence[Path]) -> None:
        """Models are imported, mails checked, everything else becomes a corpus; what is not there is named."""
        gone = [path for path in files if not path.exists()]
        there = [path for path in files if path not in gone]
        models = [path for path in there if path.suffix.lower() in MODELS]
        mails = [path for path in there if path.suffix.lower() in MAILS]
        texts = [path for path in there if path not in models and path not in mails]
        if models:
            self._window.show_page("models")
            page = cast("ModelsPage", self._window.pages["models"])
            for path in models:
                page.import_from(path)
        if texts:
            self._window.show_page("corpora")
            cast("CorporaPage", self._window.pages["corpora"]).add_paths(texts)
        if mails:
            self._window.show_page("spam")
            cast("SpamPage", self._window.pages["spam"]).open_paths(mails)
        if gone:
            self._window.message.show_message(
                "warning",
                self.tr("“{0}” is no longer where it was: nothing was opened, and nothing was changed.").format(
                    gone[0].name
                ),
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        from desktop.widgets.path_picker import dropped_paths

        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            paths = dropped_paths(cast(QDragEnterEvent, event))
            if paths:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.open(paths)
                return True
        return super().eventFilter(watched, event)
