"""Everything that the command list offers: menus, the page in front, models and conversations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QDialog, QMenu, QWidget

from desktop.actions import COMMANDS, plain
from desktop.matching import fits

if TYPE_CHECKING:
    from desktop.main_window import MainWindow
    from desktop.tasks import Control
    from engine import ModelInfo, ModelStore


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of the command list. `also` is found by typing but not shown; `kind` says where it belongs."""

    text: str
    kind: str
    run: Callable[[], object]
    keys: str = ""
    also: str = ""


def menu_offers(window: MainWindow) -> list[Offer]:
    """The commands of the menus, in their order."""
    offers = []
    for action in window.findChildren(QAction):
        name = action.objectName().removeprefix("action_")
        if name not in COMMANDS or name == "commands" or not action.isEnabled():
            continue
        menu = next((found for found in action.associatedObjects() if isinstance(found, QMenu)), None)
        inner = isinstance(menu.parent(), QMenu) if menu is not None else False
        text = plain(action.text())
        if name.startswith("page_"):
            text = QCoreApplication.translate("CommandList", "Go to {0}").format(text)
        elif menu is not None and inner:
            text = f"{plain(menu.title())}: {text}"
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        also = f"{plain(COMMANDS[name].text)} {name.replace('_', ' ')}"
        offers.append(
            Offer(text, plain(menu.title()) if menu is not None and not inner else "", action.trigger, keys, also)
        )
    return offers


def page_offers(page: QWidget | None, title: str) -> list[Offer]:
    """What the buttons of the page in front do; those within a list belong to its rows."""
    offers: dict[str, Offer] = {}
    for button in page.findChildren(QAbstractButton) if page is not None else []:
        text = plain(button.text()) or button.accessibleName()
        if text and button.isVisible() and button.isEnabled() and not _in_a_list(button, page):
            offers.setdefault(text, Offer(text, title, partial(_press, button), also=button.accessibleName()))
    return list(offers.values())


def _in_a_list(button: QAbstractButton, page: QWidget | None) -> bool:
    parent = button.parentWidget()
    while parent is not None and parent is not page:
        if isinstance(parent, QAbstractItemView | QDialog):
            return True
        parent = parent.parentWidget()
    return False


def _press(button: QAbstractButton) -> None:
    button.setFocus()
    button.click()


def conversation_offers(window: MainWindow) -> list[Offer]:
    """The conversations, newest first. Raises EngineError where they cannot be read."""
    kind = QCoreApplication.translate("CommandList", "Conversation")
    return [
        Offer(conversation.title, kind, partial(window.show_page, "write", conversation.id))
        for conversation in window.context.history.conversations()
    ]


def model_offers(window: MainWindow, infos: Sequence[ModelInfo]) -> list[Offer]:
    """A line for the use of each model."""
    kind = QCoreApplication.translate("CommandList", "Model")
    text = QCoreApplication.translate("CommandList", "Use model {0}")
    return [Offer(text.format(info.name), kind, partial(_use, window, info)) for info in infos]


def _use(window: MainWindow, info: ModelInfo) -> None:
    if info.kind == "language":
        window.show_page("write", info.name)
        window.context.model_selected.emit(info.name)
    else:
        window.show_page("spam", info.name)


def read_models(store: ModelStore, _control: Control) -> list[ModelInfo]:
    """Every model of the library: work for a lane. Raises EngineError."""
    return list(store.models())


def found(typed: str, offers: Sequence[Offer]) -> list[Offer]:
    """What fits, best first; in the given order where nothing is typed."""
    scored = []
    for number, offer in enumerate(offers):
        own = fits(typed, f"{offer.text} {offer.kind}")
        other = fits(typed, offer.also) if offer.also else None
        best = max((value for value in (own, None if other is None else other - 5) if value is not None), default=None)
        if best is not None:
            scored.append((-best, number, offer))
    return [offer for _score, _number, offer in sorted(scored, key=lambda item: item[:2])]
