"""Everything that a key of the window does, in one table; menus, shortcuts and the list of keys are made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a key does: its name, its words, its keys as they are at first (the first is shown), its group."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    group: str = "window"


GROUP_TITLES: dict[str, str] = {
    "window": str(QT_TRANSLATE_NOOP("Actions", "Window")),
    "sections": str(QT_TRANSLATE_NOOP("Actions", "Sections")),
    "theme": str(QT_TRANSLATE_NOOP("Actions", "Theme")),
    "language": str(QT_TRANSLATE_NOOP("Actions", "Language")),
    "write": str(QT_TRANSLATE_NOOP("Actions", "Write")),
    "spam": str(QT_TRANSLATE_NOOP("Actions", "Spam check")),
    "models": str(QT_TRANSLATE_NOOP("Actions", "Models")),
}

COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command("new_conversation", str(QT_TRANSLATE_NOOP("Actions", "&New conversation")), ("Ctrl+N",)),
        Command("quit", str(QT_TRANSLATE_NOOP("Actions", "&Quit")), ("Ctrl+Q",)),
        Command("page_write", str(QT_TRANSLATE_NOOP("Actions", "&Write")), ("Ctrl+1",), "sections"),
        Command("page_spam", str(QT_TRANSLATE_NOOP("Actions", "&Spam check")), ("Ctrl+2",), "sections"),
        Command("page_train", str(QT_TRANSLATE_NOOP("Actions", "&Train")), ("Ctrl+3",), "sections"),
        Command("page_corpora", str(QT_TRANSLATE_NOOP("Actions", "&Corpora")), ("Ctrl+4",), "sections"),
        Command("page_models", str(QT_TRANSLATE_NOOP("Actions", "&Models")), ("Ctrl+5",), "sections"),
        Command("page_settings", str(QT_TRANSLATE_NOOP("Actions", "Settings")), ("Ctrl+6",), "sections"),
        Command("theme_system", str(QT_TRANSLATE_NOOP("Actions", "As the s&ystem")), (), "theme"),
        Command("theme_light", str(QT_TRANSLATE_NOOP("Actions", "&Light")), (), "theme"),
        Command("theme_dark", str(QT_TRANSLATE_NOOP("Actions", "&Dark")), (), "theme"),
        Command("theme_contrast", str(QT_TRANSLATE_NOOP("Actions", "&High contrast")), (), "theme"),
        Command("language_system", str(QT_TRANSLATE_NOOP("Actions", "As the s&ystem")), (), "language"),
        Command("language_en", "&English", (), "language"),
        Command("language_ko", "한국어(&K)", (), "language"),
        Command("zoom_in", str(QT_TRANSLATE_NOOP("Actions", "Zoom &in")), ("Ctrl++", "Ctrl+=")),
        Command("zoom_out", str(QT_TRANSLATE_NOOP("Actions", "Zoom &out")), ("Ctrl+-",)),
        Command("zoom_reset", str(QT_TRANSLATE_NOOP("Actions", "&Normal size")), ("Ctrl+0",)),
        Command("commands", str(QT_TRANSLATE_NOOP("Actions", "&Commands…")), ("Ctrl+Shift+P",)),
        Command("first_steps", str(QT_TRANSLATE_NOOP("Actions", "&First steps"))),
        Command("keys", str(QT_TRANSLATE_NOOP("Actions", "&Keys")), ("F1",)),
        Command("offline", str(QT_TRANSLATE_NOOP("Actions", "&Where my data is"))),
        Command("about", str(QT_TRANSLATE_NOOP("Actions", "&About Maeari"))),
        Command(
            "accept_word", str(QT_TRANSLATE_NOOP("Actions", "Write: accept its first word")), ("Ctrl+Right",), "write"
        ),
        Command(
            "next_suggestion", str(QT_TRANSLATE_NOOP("Actions", "Write: the next suggestion")), ("Alt+]",), "write"
        ),
        Command(
            "previous_suggestion",
            str(QT_TRANSLATE_NOOP("Actions", "Write: the suggestion before")),
            ("Alt+[",),
            "write",
        ),
        Command(
            "ask_suggestion", str(QT_TRANSLATE_NOOP("Actions", "Write: ask for a suggestion")), ("Alt+\\",), "write"
        ),
        Command(
            "take_1",
            str(QT_TRANSLATE_NOOP("Actions", "Write: take the first suggestion of the row under the text")),
            ("Alt+1",),
            "write",
        ),
        Command(
            "take_2",
            str(QT_TRANSLATE_NOOP("Actions", "Write: take the second suggestion of the row under the text")),
            ("Alt+2",),
            "write",
        ),
        Command(
            "take_3",
            str(QT_TRANSLATE_NOOP("Actions", "Write: take the third suggestion of the row under the text")),
            ("Alt+3",),
            "write",
        ),
        Command(
            "tab_moves_focus",
            str(QT_TRANSLATE_NOOP("Actions", "Write: Tab always moves on, or accepts suggestions again")),
            ("Ctrl+M",),
            "write",
        ),
        Command(
            "regenerate",
            str(QT_TRANSLATE_NOOP("Actions", "Write: another variant of the last completion")),
            ("Ctrl+R",),
            "write",
        ),
        Command(
            "previous_variant", str(QT_TRANSLATE_NOOP("Actions", "Write: the variant before")), ("Alt+Left",), "write"
        ),
        Command("next_variant", str(QT_TRANSLATE_NOOP("Actions", "Write: the next variant")), ("Alt+Right",), "write"),
        Command(
            "export",
            str(QT_TRANSLATE_NOOP("Actions", "Write: export the selected conversations, or the open one")),
            ("Ctrl+E",),
            "write",
        ),
        Command("find", str(QT_TRANSLATE_NOOP("Actions", "Write: find in this conversation")), ("Ctrl+F",), "write"),
        Command(
            "find_next", str(QT_TRANSLATE_NOOP("Actions", "Write: the next place that was found")), ("F3",), "write"
        ),
        Command(
            "find_previous",
            str(QT_TRANSLATE_NOOP("Actions", "Write: the place before that was found")),
            ("Shift+F3",),
            "write",
        ),
        Command(
            "search_all",
            str(QT_TRANSLATE_NOOP("Actions", "Write: search all conversations")),
            ("Ctrl+Shift+F",),
            "write",
        ),
        Command(
            "lens",
            str(QT_TRANSLATE_NOOP("Actions", "Write: check a draft for words the model did not expect")),
            ("Ctrl+L",),
            "write",
        ),
        Command(
            "check_mail",
            str(QT_TRANSLATE_NOOP("Actions", "Spam check: check what stands in the box")),
            ("Ctrl+Return", "Ctrl+Enter"),
            "spam",
        ),
        Command("mark_spam", str(QT_TRANSLATE_NOOP("Actions", "Spam check: it is spam")), ("J",), "spam"),
        Command("mark_normal", str(QT_TRANSLATE_NOOP("Actions", "Spam check: it is normal")), ("Shift+J",), "spam"),
    )
}

# Keys that are the same everywhere, or that typing needs: shown in the list of keys and never changed.
FIXED_KEYS: tuple[Command, ...] = (
    Command("", str(QT_TRANSLATE_NOOP("Actions", "Write: send what stands in the composer")), ("Enter",), "write"),
    Command("", str(QT_TRANSLATE_NOOP("Actions", "Write: begin a new line")), ("Shift+Enter",), "write"),
    Command("", str(QT_TRANSLATE_NOOP("Actions", "Write: accept the suggestion shown in grey")), ("Tab",), "write"),
    Command(
        "",
        str(
            QT_TRANSLATE_NOOP(
                "Actions",
                "Write: dismiss the suggestion, then stop the completion being written, then close what is open",
            )
        ),
        ("Esc",),
        "write",
    ),
    Command(
        "",
        str(QT_TRANSLATE_NOOP("Actions", "Write: why these words, on the completion that is selected")),
        ("Space",),
        "write",
    ),
    Command(
        "",
        str(QT_TRANSLATE_NOOP("Actions", "Write: edit the beginning, or rename the conversation, that is selected")),
        ("F2",),
        "write",
    ),
    Command(
        "",
        str(QT_TRANSLATE_NOOP("Actions", "Write: delete the conversation or message that is selected")),
        ("Delete",),
        "write",
    ),
    Command(
        "", str(QT_TRANSLATE_NOOP("Actions", "Write: the message before, the next message")), ("Up", "Down"), "write"
    ),
    Command("", str(QT_TRANSLATE_NOOP("Actions", "Spam check: take the last mark back")), ("Ctrl+Z",), "spam"),
    Command("", str(QT_TRANSLATE_NOOP("Actions", "Models: rename the model that is selected")), ("F2",), "models"),
    Command(
        "", str(QT_TRANSLATE_NOOP("Actions", "Models: put the selected models into the bin")), ("Delete",), "models"
    ),
    Command(
        "",
        str(QT_TRANSLATE_NOOP("Actions", "Models, inside: the next step or unit of a map")),
        ("Up", "Down"),
        "models",
    ),
)


def plain(text: str) -> str:
    """Words of a menu or a button without their mnemonic."""
    return re.sub(r"\(&\w\)|&(?=\w)", "", text).replace("&&", "&").replace("\N{EN SPACE}", " ").strip()


def command_text(name: str) -> str:
    """The words of a command in the person's language, with its mnemonic."""
    return QCoreApplication.translate("Actions", COMMANDS[name].text)


def group_title(group: str) -> str:
    """The title of a group of commands in the person's language."""
    return QCoreApplication.translate("Actions", GROUP_TITLES[group])


def full_text(name: str) -> str:
    """The words of a command that say by themselves what it does: “Theme: Light”."""
    text, group = plain(command_text(name)), COMMANDS[name].group
    return f"{group_title(group)}: {text}" if group in ("theme", "language") else text
