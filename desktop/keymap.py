"""Which keys do what in the window: those of the table of commands, or what the person has put in their place.

The keys in force belong to the whole process, as the colours do: menus, shortcuts, tips and the composer ask here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.actions import COMMANDS, FIXED_KEYS, GROUP_TITLES, full_text
from desktop.settings import Option, Settings

_log = logging.getLogger(__name__)

PREFIX = "keys/"  # of the settings
BETWEEN = "; "  # of several keys of one command, as QKeySequence.listToString writes them
_SHIFT, _CONTROL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
_FIRST_SPECIAL = 0x01000000  # below this a key is the character that it writes
_ARROWS = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
)
_MOVING = _ARROWS | {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_DELETING = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Insert})
_ENDING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Menu})
_TYPING = _MOVING | _DELETING | _ENDING
_EDITING = frozenset(
    {Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Y, Qt.Key.Key_Z} | _ARROWS | _DELETING
)
_ALWAYS = frozenset(("F2", "Alt+F4", "Alt+Tab", "Alt+Space", "Alt+Up", "Alt+Down"))
_LETTERS_TOO = frozenset({"mark_spam", "mark_normal"})  # these wait while a text field has the keyboard

Keys = tuple[str, ...]

_keys: dict[str, Keys] = {}
_commands: dict[int, str] = {}


def _publish(keys: dict[str, Keys]) -> None:
    _keys.clear()
    _keys.update(keys)
    _commands.clear()
    _commands.update({_combination(key).toCombined(): name for name, own in keys.items() for key in own})


def normal(combination: QKeyCombination) -> QKeyCombination:
    """One form for the same keys: without the number block, without the Shift that a sign such as “+” needs anyway."""
    key, held = combination.key(), combination.keyboardModifiers()
    held &= ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    if key == Qt.Key.Key_Backtab:
        key, held = Qt.Key.Key_Tab, held | _SHIFT
    if held & _SHIFT and Qt.Key.Key_Space < key <= Qt.Key.Key_AsciiTilde and not chr(key.value).isalnum():
        held &= ~_SHIFT
    return QKeyCombination(held, key)


def written(combination: QKeyCombination) -> str:
    """Keys as the settings file has them: "Ctrl+Shift+P"."""
    return QKeySequence(normal(combination)).toString(QKeySequence.SequenceFormat.PortableText)


def native(keys: str) -> str:
    """Keys as this system and the person's language write them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def combination_of(sequence: QKeySequence) -> QKeyCombination:
    """The first keys of a sequence."""
    return cast(Any, sequence)[0]  # the stubs of PySide6 leave this out


def _combination(key: str) -> QKeyCombination:
    return normal(combination_of(QKeySequence(key)))


def keys_of(name: str) -> Keys:
    """The keys in force of a command; none where it has none."""
    return _keys[name]


def sequences(name: str) -> list[QKeySequence]:
    """The same for an action or a shortcut."""
    return [QKeySequence(key) for key in _keys[name]]


def shown(name: str) -> str:
    """The first key of a command as a person reads it; empty where it has none."""
    own = _keys[name]
    return native(own[0]) if own else ""


def command_of(event: QKeyEvent) -> str:
    """The command that the pressed keys belong to; empty where it is none."""
    return _commands.get(normal(event.keyCombination()).toCombined(), "")


def problem(name: str, combination: QKeyCombination) -> str:
    """Why a command cannot have these keys, in words; empty where it can."""
    combination = normal(combination)
    key, held = combination.key(), combination.keyboardModifiers()
    keys, translate = native(written(combination)), QCoreApplication.translate
    writes = key.value < _FIRST_SPECIAL
    bare = not held & ~_SHIFT
    if bare and name in _LETTERS_TOO and writes and key != Qt.Key.Key_Space:
        return ""
    if bare and (writes or key in _TYPING):
        return translate("Keys", "{0} is needed for typing and moving about. Hold Ctrl or Alt with it.").format(keys)
    if held & ~_SHIFT == _CONTROL and key in _EDITING and not (name == "accept_word" and key in _ARROWS):
        return translate("Keys", "{0} works on text everywhere. Choose other keys.").format(keys)
    if held == _ALT and writes and chr(key.value).isalpha():
        return translate("Keys", "{0} opens a menu or presses a button. Hold Ctrl or Shift as well.").format(keys)
    if written(combination) in _ALWAYS:
        return translate("Keys", "{0} always does the same, here or in the system. Choose other keys.").format(keys)
    return ""


def key_rows() -> list[tuple[str, str]]:
    """Keys and what they do, for the list of keys: group by group, first those that can be changed."""
    rows = []
    for group in GROUP_TITLES:
        rows += [
            (", ".join(native(key) for key in _keys[name][:1]), full_text(name))
            for name, command in COMMANDS.items()
            if command.group == group and _keys[name]
        ]
        rows += [
            (", ".join(native(key) for key in fixed.keys), QCoreApplication.translate("Actions", fixed.text))
            for fixed in FIXED_KEYS
            if fixed.group == group
        ]
    return rows


def _parsed(text: str) -> Keys:
    """The keys of a line of the settings file."""
    return tuple(written(combination_of(sequence)) for sequence in QKeySequence.listFromString(text)) if text else ()


def _usable(name: str, text: str) -> bool:
    """Whether a line of the settings file has keys that this command may have."""
    for sequence in QKeySequence.listFromString(text) if text else ():
        if sequence.count() != 1:
            return False
        keys = combination_of(sequence)
        if keys.key() in (Qt.Key.Key_unknown, Qt.Key(0)) or problem(name, keys):
            return False
    return True


class Keymap(QObject):
    """Reads, changes and keeps the keys of all commands."""

    changed = Signal(str)  # the name of a command that has other keys now

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._own: dict[str, Keys] = {}  # what the person chose
        for command in COMMANDS.values():
            default = BETWEEN.join(command.keys)
            settings.register(
                Option(PREFIX + command.name, "Keys of a command", default, valid=partial(_usable, command.name))
            )
        self._load()

    def _load(self) -> None:
        twice = 0
        taken: set[str] = set()
        kept = {key.removeprefix(PREFIX) for key in self._settings.kept(PREFIX)}
        for name, command in COMMANDS.items():
            if name not in kept:
                continue
            keys = _parsed(self._settings.get(PREFIX + name))
            if taken & set(keys):
                twice += 1  # its default counts
            elif keys != command.keys:
                self._own[name] = keys
                taken |= set(keys)
        unknown = len(kept - set(COMMANDS))
        if unknown:
            _log.warning("Settings have keys for %d commands that there are not; they are left alone", unknown)
        if twice:
            _log.warning("Settings give %d commands keys that others have; their defaults count", twice)
        _publish(self._resolved())

    def _resolved(self) -> dict[str, Keys]:
        """What the person chose comes before a default that has the same keys."""
        taken = {key for keys in self._own.values() for key in keys}
        return {
            name: self._own[name] if name in self._own else tuple(key for key in command.keys if key not in taken)
            for name, command in COMMANDS.items()
        }

    @property
    def own(self) -> dict[str, Keys]:
        """The commands whose keys the person chose, and these."""
        return dict(self._own)

    def user_of(self, keys: Iterable[str], besides: str) -> str:
        """Another command that has one of these keys; empty where there is none."""
        wanted = set(keys)
        return next((name for name, own in _keys.items() if name != besides and wanted & set(own)), "")

    def assign(self, name: str, keys: Keys) -> None:
        """Gives a command these keys from now on. Raises ValueError where it may not have them, or another has them."""
        if self.user_of(keys, name) or not _usable(name, BETWEEN.join(keys)):
            raise ValueError(f"{name}: these keys are not free")
        self._apply({name: keys})

    def take_over(self, name: str, keys: Keys) -> None:
        """The same, and takes the keys from whoever has them. Raises ValueError where it may not have them."""
        if not _usable(name, BETWEEN.join(keys)):
            raise ValueError(f"{name}: not keys for it")
        wanted = set(keys)
        losers = {
            other: tuple(key for key in own if key not in wanted)
            for other, own in _keys.items()
            if other != name and wanted & set(own)
        }
        self._apply({**losers, name: keys})

    def restore(self, own: dict[str, Keys]) -> None:
        """Every command has its first keys again, but for those in `own`, as the property gave it."""
        self._apply({name: own.get(name, command.keys) for name, command in COMMANDS.items()})

    def _apply(self, chosen: dict[str, Keys]) -> None:
        before = dict(_keys)
        for name, keys in chosen.items():
            self._own.pop(name, None)
            if keys == COMMANDS[name].keys:
                self._settings.reset(PREFIX + name)
            else:
                self._own[name] = keys
                self._settings.set(PREFIX + name, BETWEEN.join(keys))
        _publish(self._resolved())
        for name in COMMANDS:
            if _keys[name] != before[name]:
                self.changed.emit(name)

    def close(self) -> None:
        """The keys as they are at first, for what comes after in the same process."""
        _publish(_DEFAULTS)


_DEFAULTS: dict[str, Keys] = {name: command.keys for name, command in COMMANDS.items()}
_publish(_DEFAULTS)
