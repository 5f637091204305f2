"""The commands of the window and their keys, in one table; menus and the list of keys are made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a menu: its name, its words, and its keys (the first is shown)."""

    name: str
    text: str
    keys: tuple[str, ...] = ()


COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command("new_conversation", str(QT_TRANSLATE_NOOP("Actions", "&New conversation")), ("Ctrl+N",)),
        Command("quit", str(QT_TRANSLATE_NOOP("Actions", "&Quit")), ("Ctrl+Q",)),
        Command("page_write", str(QT_TRANSLATE_NOOP("Actions", "&Write")), ("Ctrl+1",)),
        Command("page_spam", str(QT_TRANSLATE_NOOP("Actions", "&Spam check")), ("Ctrl+2",)),
        Command("page_train", str(QT_TRANSLATE_NOOP("Actions", "&Train")), ("Ctrl+3",)),
        Command("page_corpora", str(QT_TRANSLATE_NOOP("Actions", "&Corpora")), ("Ctrl+4",)),
        Command("page_models", str(QT_TRANSLATE_NOOP("Actions", "&Models")), ("Ctrl+5",)),
        Command("page_settings", str(QT_TRANSLATE_NOOP("Actions", "Settings")), ("Ctrl+6",)),
        Command("theme_system", str(QT_TRANSLATE_NOOP("Actions", "As the s&ystem"))),
        Command("theme_light", str(QT_TRANSLATE_NOOP("Actions", "&Light"))),
        Command("theme_dark", str(QT_TRANSLATE_NOOP("Actions", "&Dark"))),
        Command("theme_contrast", str(QT_TRANSLATE_NOOP("Actions", "&High contrast"))),
        Command("language_system", str(QT_TRANSLATE_NOOP("Actions", "As the s&ystem"))),
        Command("language_en", "&English"),
        Command("language_ko", "한국어(&K)"),
        Command("zoom_in", str(QT_TRANSLATE_NOOP("Actions", "Zoom &in")), ("Ctrl++", "Ctrl+=")),
        Command("zoom_out", str(QT_TRANSLATE_NOOP("Actions", "Zoom &out")), ("Ctrl+-",)),
        Command("zoom_reset", str(QT_TRANSLATE_NOOP("Actions", "&Normal size")), ("Ctrl+0",)),
        Command("commands", str(QT_TRANSLATE_NOOP("Actions", "&Commands…")), ("Ctrl+Shift+P",)),
        Command("first_steps", str(QT_TRANSLATE_NOOP("Actions", "&First steps"))),
        Command("keys", str(QT_TRANSLATE_NOOP("Actions", "&Keys")), ("F1",)),
        Command("offline", str(QT_TRANSLATE_NOOP("Actions", "&Where my data is"))),
        Command("about", str(QT_TRANSLATE_NOOP("Actions", "&About Maeari"))),
    )
}

# Keys that belong to a page; shown in the list of keys.
PAGE_KEYS: tuple[tuple[str, str], ...] = (
    ("Enter", str(QT_TRANSLATE_NOOP("Actions", "Write: send what stands in the composer"))),
    ("Shift+Enter", str(QT_TRANSLATE_NOOP("Actions", "Write: begin a new line"))),
    ("Tab", str(QT_TRANSLATE_NOOP("Actions", "Write: accept the suggestion shown in grey"))),
    ("Ctrl+Right", str(QT_TRANSLATE_NOOP("Actions", "Write: accept its first word"))),
    ("Alt+]", str(QT_TRANSLATE_NOOP("Actions", "Write: the next suggestion"))),
    ("Alt+[", str(QT_TRANSLATE_NOOP("Actions", "Write: the suggestion before"))),
    ("Alt+\\", str(QT_TRANSLATE_NOOP("Actions", "Write: ask for a suggestion"))),
    ("Alt+1, 2, 3", str(QT_TRANSLATE_NOOP("Actions", "Write: take a suggestion of the row under the text"))),
    ("Ctrl+M", str(QT_TRANSLATE_NOOP("Actions", "Write: Tab always moves on, or accepts suggestions again"))),
    (
        "Esc",
        str(
            QT_TRANSLATE_NOOP(
                "Actions",
                "Write: dismiss the suggestion, then stop the completion being written, then close what is open",
            )
        ),
    ),
    ("Ctrl+R", str(QT_TRANSLATE_NOOP("Actions", "Write: another variant of the last completion"))),
    ("Ctrl+E", str(QT_TRANSLATE_NOOP("Actions", "Write: export the selected conversations, or the open one"))),
    ("Ctrl+F", str(QT_TRANSLATE_NOOP("Actions", "Write: find in this conversation"))),
    ("F3", str(QT_TRANSLATE_NOOP("Actions", "Write: the next place that was found; Shift+F3: the one before"))),
    ("Ctrl+Shift+F", str(QT_TRANSLATE_NOOP("Actions", "Write: search all conversations"))),
    ("Alt+Left", str(QT_TRANSLATE_NOOP("Actions", "Write: the variant before"))),
    ("Alt+Right", str(QT_TRANSLATE_NOOP("Actions", "Write: the next variant"))),
    ("Ctrl+L", str(QT_TRANSLATE_NOOP("Actions", "Write: check a draft for words the model did not expect"))),
    ("Space", str(QT_TRANSLATE_NOOP("Actions", "Write: why these words, on the completion that is selected"))),
    (
        "F2",
        str(QT_TRANSLATE_NOOP("Actions", "Write: edit the beginning, or rename the conversation, that is selected")),
    ),
    ("Delete", str(QT_TRANSLATE_NOOP("Actions", "Write: delete the conversation or message that is selected"))),
    ("Up, Down", str(QT_TRANSLATE_NOOP("Actions", "Write: the message before, the next message"))),
    ("Ctrl+Enter", str(QT_TRANSLATE_NOOP("Actions", "Spam check: check what stands in the box"))),
    ("J", str(QT_TRANSLATE_NOOP("Actions", "Spam check: it is spam"))),
    ("Shift+J", str(QT_TRANSLATE_NOOP("Actions", "Spam check: it is normal"))),
    ("Ctrl+Z", str(QT_TRANSLATE_NOOP("Actions", "Spam check: take the last mark back"))),
    ("F2", str(QT_TRANSLATE_NOOP("Actions", "Models: rename the model that is selected"))),
    ("Delete", str(QT_TRANSLATE_NOOP("Actions", "Models: put the selected models into the bin"))),
    ("Up, Down", str(QT_TRANSLATE_NOOP("Actions", "Models, inside: the next step or unit of a map"))),
)


def command_text(name: str) -> str:
    """The words of a command in the person's language, with its mnemonic."""
    return QCoreApplication.translate("Actions", COMMANDS[name].text)


def build_action(name: str, slot: Callable[[], object], parent: QWidget, *, checkable: bool = False) -> QAction:
    """An action of the table, wired to `slot`, a bound method."""
    action = QAction(command_text(name), parent)
    action.setObjectName(f"action_{name}")
    action.setShortcuts([QKeySequence(key) for key in COMMANDS[name].keys])
    action.setCheckable(checkable)
    action.triggered.connect(slot)
    return action


def key_rows() -> list[tuple[str, str]]:
    """Keys and what they do, for the list of keys."""
    rows = [
        (native(command.keys[0]), command_text(name).replace("&", ""))
        for name, command in COMMANDS.items()
        if command.keys
    ]
    rows.extend((native(keys), QCoreApplication.translate("Actions", text)) for keys, text in PAGE_KEYS)
    return rows


def native(keys: str) -> str:
    """Keys as this system writes them; "Up, Down" stays as it is."""
    if ", " in keys:
        return keys
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
