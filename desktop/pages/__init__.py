"""The sections of the window. A page is imported when it is first shown, so that the window opens at once."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.context import AppContext
    from desktop.pages.base import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A section: its name, its word in the rail, its icon (in resources/icons) and where its class stands."""

    name: str
    title: str
    icon: str
    module: str
    class_name: str


PAGES: tuple[PageSpec, ...] = (
    PageSpec("write", str(QT_TRANSLATE_NOOP("Pages", "Write")), "write", "desktop.pages.write", "WritePage"),
    PageSpec("spam", str(QT_TRANSLATE_NOOP("Pages", "Spam check")), "spam", "desktop.pages.spam", "SpamPage"),
    PageSpec("train", str(QT_TRANSLATE_NOOP("Pages", "Train")), "train", "desktop.pages.train", "TrainPage"),
    PageSpec("corpora", str(QT_TRANSLATE_NOOP("Pages", "Corpora")), "corpora", "desktop.pages.corpora", "CorporaPage"),
    PageSpec("models", str(QT_TRANSLATE_NOOP("Pages", "Models")), "models", "desktop.pages.models", "ModelsPage"),
    PageSpec(
        "settings", str(QT_TRANSLATE_NOOP("Pages", "Settings")), "settings", "desktop.pages.settings", "SettingsPage"
    ),
)

NEW_CONVERSATION = "new-conversation"  # argument of the write page: open an empty conversation


def page_spec(name: str) -> PageSpec:
    """The section of that name. Raises KeyError where there is none."""
    for spec in PAGES:
        if spec.name == name:
            return spec
    raise KeyError(name)


def page_title(name: str) -> str:
    """The word of a section in the person's language."""
    return QCoreApplication.translate("Pages", page_spec(name).title)


def import_page(name: str, _control: object = None) -> None:
    """Imports the module of a page: work for a lane."""
    import_module(page_spec(name).module)


def build_page(name: str, context: AppContext, parent: QWidget | None = None) -> Page:
    """Imports and builds a page; a page that is built where it will stand is not styled twice."""
    spec = page_spec(name)
    page: Page = getattr(import_module(spec.module), spec.class_name)(context, parent)
    return page
