"""Opens the mixer of the Write page, and tries its blend before it is used."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop.widgets.writing.composer import ModelChoice
from desktop.widgets.writing.mixer_dialog import MixerDialog
from desktop.writing.blending import Blend
from desktop.writing.generation import Generator
from desktop.writing.mixing import Mixing
from engine import EngineError


class VoiceMixer(QObject):
    """One dialog at a time. A blend that the engine refuses is told in the dialog, and nothing changes."""

    def __init__(self, generator: Generator, mixing: Mixing, page: QWidget) -> None:
        super().__init__(page)
        self._generator, self._mixing, self._page = generator, mixing, page
        self._wanted: tuple[Blend, str] | None = None
        self.models: list[ModelChoice] = []
        self.dialog: MixerDialog | None = None

    @Slot()
    def open(self) -> None:
        """Shows the mixer with the blend in use, or with the model of the composer."""
        if self.dialog is not None:
            self.dialog.activateWindow()
            return
        voice = self._mixing.voice()
        current = voice[0].name if voice is not None and self._mixing.blend is None else ""
        self.dialog = MixerDialog(self.models, current, self._mixing.blend, self._page.window())
        self.dialog.request_blend.connect(self._try)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    @Slot(object, str)
    def _try(self, blend: Blend, unit: str) -> None:
        self._wanted = (blend, unit)
        with suppress(EngineError):  # the window is closing
            self._generator.warm(blend, on_success=self._opened, on_error=self._refused)

    @Slot(object)
    def _opened(self, _result: object) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.dialog is not None:
            self._mixing.use(*wanted)
            self.dialog.accept()

    @Slot(object)
    def _refused(self, error: EngineError) -> None:
        if self.dialog is not None:
            self.dialog.show_error(f"{error.message} {error.hint}".strip())

    @Slot()
    def _closed(self) -> None:
        dialog, self.dialog, self._wanted = self.dialog, None, None
        if dialog is not None:
            dialog.deleteLater()
