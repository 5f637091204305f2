"""Which voice writes: the model of the composer, or a blend of several, also after a restart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.history.records import settings_of
from desktop.settings import Option, Settings
from desktop.widgets.writing.composer import Composer, ModelChoice
from desktop.writing import pieces
from desktop.writing.blending import Blend, Voice, blend_of

if TYPE_CHECKING:
    from desktop.history import Message

BLEND = Option("write/blend", "The voices that write together", "")


class Mixing(QObject):
    """Keeps the blend in use until another model is chosen in the composer."""

    changed = Signal(str)  # what the blend is called; empty where one model writes

    def __init__(self, composer: Composer, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.blend: Blend | None = None
        self._unit = ""
        self._beside = ""  # the model of the composer when the blend was made
        self._composer = composer
        self._settings = settings
        settings.register(BLEND)
        composer.model_chosen.connect(self._model_chosen)

    def use(self, blend: Blend, unit: str) -> None:
        """Writes with a blend from now on."""
        current = self._composer.current_model
        self.blend, self._unit, self._beside = blend, unit, current.name if current is not None else ""
        kept = {**blend.settings(), "unit": unit, "beside": self._beside}
        self._settings.set(BLEND.key, json.dumps(kept, ensure_ascii=False))
        self.changed.emit(blend.label())

    @Slot()
    def use_one(self) -> None:
        """Writes with the model of the composer again."""
        if self.blend is not None:
            self.blend = None
            self._settings.set(BLEND.key, "")
            self.changed.emit("")

    @Slot()
    def restore(self) -> None:
        """Writes with the blend of the last time, where its models are there and the composer has the same one."""
        current, kept = self._composer.current_model, settings_of(self._settings.get(BLEND.key))
        blend = blend_of(kept)
        if self.blend is None and blend is not None and current is not None and self._exist(blend.names):
            unit = kept.get("unit")
            if unit in ("char", "word") and kept.get("beside") == current.name:
                self.use(blend, unit)

    @Slot(str)
    def _model_chosen(self, name: str) -> None:
        if name != self._beside or (self.blend is not None and not self._exist(self.blend.names)):
            self.use_one()

    def _exist(self, names: tuple[str, ...]) -> bool:
        return all(self._composer.model.findText(name) >= 0 for name in names)

    def voice(self) -> tuple[ModelChoice, Voice] | None:
        """What writes now, and how a card names it; None where there is no model."""
        current = self._composer.current_model
        if self.blend is not None:
            return ModelChoice(self.blend.label(), self._unit), self.blend
        return (current, current.name) if current is not None else None

    def writer(self) -> Voice | None:
        """What the generator opens for what is written now; None where there is no model."""
        chosen = self.voice()
        return chosen[1] if chosen is not None else None

    def voice_of(self, variant: Message) -> tuple[ModelChoice, Voice] | None:
        """What wrote a variant, where it still exists, or what writes now."""
        unit = pieces.load(variant.pieces)[0]
        blend = blend_of(variant.sampling)
        names = blend.names if blend is not None else (variant.model,)
        if not unit or not self._exist(names):
            return self.voice()
        return ModelChoice(variant.model, unit), blend or variant.model
