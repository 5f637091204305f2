"""What every page of the window has in common."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.context import AppContext
from desktop.pages import page_title

__all__ = ["AppContext", "Page"]


class Page(QWidget):
    """One section of the window. Subclasses set `name`, one of the names in `desktop.pages.PAGES`.

    A page is built when it is first shown. It starts long work with `context.tasks`, never blocks, and tells the
    window by signals what it wants.
    """

    name: ClassVar[str] = ""

    request_page = Signal(str, object)  # name of a page, argument for its shown()
    request_status = Signal(str)  # one sentence for the status bar

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName(f"page_{self.name}")
        self.setAccessibleName(self.title)

    @property
    def title(self) -> str:
        """The word in the rail, in the person's language."""
        return page_title(self.name)

    def retranslate(self) -> None:
        """Called when the language has changed, after the fixed words of the page have turned."""
        self.setAccessibleName(self.title)

    def shown(self, argument: object | None) -> None:
        """Called each time the page comes to the front; `argument` is what the asking page passed, or None."""

    def can_close(self) -> bool:
        """Asked before the window closes; a page may ask the person. False keeps the window open."""
        return True

    def close_page(self) -> None:
        """Called once as the window closes: stop work, keep what was won. Must return within about two seconds."""
