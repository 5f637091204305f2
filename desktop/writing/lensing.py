"""Brings the lens of the Write page together: panel, reading, and the voice in use."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.writing.lens import LensWork
from desktop.writing.mixing import Mixing
from engine import EngineError

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.widgets.writing.write_view import WriteView


class Lensing(QObject):
    """Opens and closes the panel, and has its draft read by what writes now."""

    opening = Signal()
    closed = Signal()

    def __init__(self, context: AppContext, view: WriteView, mixing: Mixing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = LensWork(context.tasks, context.models_dir, parent=self)
        self._view, self._mixing, self._panel = view, mixing, view.lens
        self._panel.request_check.connect(self._check)
        self._panel.request_stop.connect(self.work.stop)
        self._panel.request_close.connect(self.close)
        self.work.progressed.connect(self._panel.show_progress)
        self.work.finished.connect(self._panel.show_found)
        self.work.failed.connect(self._panel.show_error)
        view.tools.request_lens.connect(self.open)
        mixing.changed.connect(self._voice_changed)
        view.composer.model_chosen.connect(self._voice_changed)
        context.models_changed.connect(self.work.forget_models)

    @property
    def shown(self) -> bool:
        """Whether the panel is in front."""
        return self._view.lens_shown

    @Slot()
    def open(self) -> None:
        """Brings the panel to the front."""
        self.opening.emit()
        self._view.show_lens(True)
        self._voice_changed()
        self._panel.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def close(self) -> None:
        """Back to the transcript; the draft stays in the panel."""
        if self.shown:
            self._view.show_lens(False)
            with suppress(EngineError):  # the window is closing
                self.work.close_model()
            self.closed.emit()

    @Slot()
    def _voice_changed(self) -> None:
        if self.shown:
            voice = self._mixing.voice()
            self._panel.set_model(voice[0].name if voice is not None else "")

    @Slot(str)
    def _check(self, text: str) -> None:
        voice = self._mixing.voice()
        if voice is None:
            return
        try:
            self.work.check(voice[1], text)
        except EngineError as error:  # the window is closing
            self._panel.show_error(error)
