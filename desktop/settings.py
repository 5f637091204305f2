"""Settings of the window: one table of typed, bounded options, kept in an INI file in the config folder."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

_log = logging.getLogger(__name__)

ZOOM_STEPS = (75, 90, 100, 110, 125, 150, 175, 200, 250, 300)


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: its key, what it does, its default, and what values it may have.

    `choices` where there is a list, `low` and `high` where there are bounds (inclusive), `valid` for what neither says.
    """

    key: str
    description: str
    default: Any
    choices: tuple[Any, ...] = ()
    low: float | None = None
    high: float | None = None
    valid: Callable[[Any], bool] | None = None

    def checked(self, value: Any) -> Any:
        """The value in its type. Raises ValueError where it is none of this option's."""
        parsed = _PARSERS[type(self.default)](value)
        if self.choices and parsed not in self.choices:
            raise ValueError(f"{self.key}: not one of {self.choices}")
        if (self.low is not None and parsed < self.low) or (self.high is not None and parsed > self.high):
            raise ValueError(f"{self.key}: out of {self.low}..{self.high}")
        if self.valid is not None and not self.valid(parsed):
            raise ValueError(f"{self.key}: not a value for it")
        return parsed


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    words = {"true": True, "1": True, "false": False, "0": False}
    if str(value).lower() not in words:
        raise ValueError("not a boolean")
    return words[str(value).lower()]


def _number(value: Any) -> float:
    number = float(value)
    if number != number:
        raise ValueError("not a number")
    return number


def _bytes(value: Any) -> bytes:
    if isinstance(value, QByteArray):
        return bytes(value.data())
    if isinstance(value, bytes):
        return value
    raise ValueError("not bytes")


_PARSERS: dict[type, Callable[[Any], Any]] = {str: str, bool: _boolean, int: int, float: _number, bytes: _bytes}

OPTIONS: tuple[Option, ...] = (
    Option("appearance/theme", "The colours", "system", choices=("system", "light", "dark", "contrast")),
    Option("appearance/language", "Language of the window", "system", choices=("system", "en", "ko")),
    Option("appearance/zoom", "Size of everything, in percent", 100, low=75, high=300),
    Option("window/geometry", "Place and size of the window", b""),
    Option("window/page", "The section shown last", "write"),
    Option("write/model", "The language model in use", ""),
    Option("write/temperature", "How bold the next word is chosen", 0.7, low=0.0, high=2.0),
    Option("write/length", "How many words or characters a completion has", 120, low=1, high=5000),
    Option("write/variants", "How many completions at once", 1, low=1, high=3),
    Option("write/stop_at_sentence", "End a completion with a sentence", False),
    Option("write/suggestions", "Suggest while something is typed", True),
    Option("write/right_in_ten", "How often in ten times a suggestion should be right", 3, low=1, high=9),
    Option("write/tab_moves_focus", "Tab never accepts a suggestion, it always moves on", False),
    Option("training/threads", "Threads that a training uses; 0 are all cores", 0, low=0, high=64),
    Option("training/pause_on_battery", "A training waits while the computer is not plugged in", True),
    Option("training/keep_awake", "The computer does not sleep while something trains", True),
    Option("training/notify", "A message of the system when a training ends", False),
    Option("write/conversation", "The conversation that is open", 0, low=0),
    Option("write/splitter", "Widths of the list and the transcript", b""),
)


class Settings(QObject):
    """Reads and writes the options. A value that is out of its range, or of another type, counts as the default."""

    changed = Signal(str, object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._options = {option.key: option for option in OPTIONS}
        self._store = QSettings(str(folder / "maeari.ini"), QSettings.Format.IniFormat, self)

    def register(self, option: Option) -> None:
        """Adds an option of a page. The same option may be registered again."""
        self._options[option.key] = option

    def option(self, key: str) -> Option:
        """The description of an option. Raises KeyError where there is none."""
        return self._options[key]

    def get(self, key: str) -> Any:
        """The value of an option in its type."""
        option = self._options[key]
        stored = self._store.value(key)
        if stored is None:
            return option.default
        try:
            return option.checked(stored)
        except (ValueError, TypeError, OverflowError):
            _log.warning("The setting %s has no usable value; its default counts", key)
            return option.default

    def kept(self, prefix: str) -> set[str]:
        """The keys in the file that begin so, those of no option too."""
        return {key for key in self._store.allKeys() if key.startswith(prefix)}

    def set(self, key: str, value: Any) -> None:
        """Keeps a value. Raises ValueError where the option does not allow it."""
        checked = self._options[key].checked(value)
        if checked == self.get(key) and self._store.contains(key):
            return
        self._store.setValue(key, QByteArray(checked) if isinstance(checked, bytes) else checked)
        self.changed.emit(key, checked)

    def reset(self, key: str) -> None:
        """Back to the default."""
        self._store.remove(key)
        self.changed.emit(key, self._options[key].default)

    def save(self) -> bool:
        """Writes the file now; False where the folder cannot be written."""
        self._store.sync()
        return self._store.status() == QSettings.Status.NoError
