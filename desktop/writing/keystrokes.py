"""How many keys suggestions have saved since the window was opened."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale


@dataclass
class Keystrokes:
    """`typed` and `inserted` are characters: by the person, and by accepting. `keys` are those pressed to accept."""

    typed: int = 0
    inserted: int = 0
    keys: int = 0

    def accept(self, inserted: int, replaced: int) -> None:
        """One suggestion was taken; the characters that it replaced had been typed in vain."""
        self.inserted += inserted - replaced
        self.keys += 1

    @property
    def saved(self) -> int:
        """Keys that need not be pressed; below 0 where suggestions cost more than they gave."""
        return self.inserted - self.keys

    @property
    def share(self) -> float:
        """Of all characters, the part that was saved."""
        return self.saved / max(1, self.typed + self.inserted)

    def text(self, locale: QLocale) -> str:
        """For the footer; empty where nothing was saved."""
        if self.saved <= 0:
            return ""
        percent = locale.toString(round(self.share * 100))
        if self.saved == 1:
            sentence = QCoreApplication.translate("Keystrokes", "{0} keystroke saved ({1} %)")
        else:
            sentence = QCoreApplication.translate("Keystrokes", "{0} keystrokes saved ({1} %)")
        return sentence.format(locale.toString(self.saved), percent)
