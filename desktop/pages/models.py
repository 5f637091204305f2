"""The Models page: every model in the library, what it is, and what can be done with it; its bin, and a look inside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.models.model_actions import ModelActions
from desktop.models.model_library import SUFFIX, Change, Listing, ModelLibrary
from desktop.pages.base import AppContext, Page
from desktop.widgets.cards import EmptyState, MessageBar, heading
from desktop.widgets.current_stack import CurrentStack
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.forms import labelled
from desktop.widgets.keyed import add_shortcut
from desktop.widgets.models.bin_view import BinView
from desktop.widgets.models.model_list import ModelList
from desktop.widgets.models.model_panel import ModelPanel
from desktop.widgets.path_picker import dropped_paths
from desktop.widgets.remember import SplitterMemory
from desktop.widgets.stacking import StackingSplitter

if TYPE_CHECKING:
    from desktop.widgets.models.inside_view import InsideView
    from engine import ModelInfo


class _Above(QWidget):
    """Room for a message, which takes none while there is no message."""

    def __init__(self, message: MessageBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._message = message
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 0)
        column.addWidget(message)
        message.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._message and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(not self._message.isHidden())
        return super().eventFilter(watched, event)


class ModelsPage(Page):
    """Lists models on the left and shows the selected one on the right."""

    name: ClassVar[str] = "models"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAcceptDrops(True)
        self._infos: dict[str, ModelInfo] = {}
        self._damaged: dict[str, str] = {}
        self._next: tuple[str, ...] = ()  # selected at the next listing
        self.message = MessageBar(self)
        self.library = ModelLibrary(context, self)
        self.library.listed.connect(self._listed)
        self.library.not_listed.connect(self.message.show_error)
        self.acts = ModelActions(self.library, self.message, self)
        self.acts.request_status.connect(self.request_status)
        self.acts.library_changed.connect(self._library_changed)
        self._build_list()
        self._build_panel()
        self.splitter = StackingSplitter(self)
        self.splitter.addWidget(self._left)
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([380, 720])
        self.splitter.setChildrenCollapsible(False)
        SplitterMemory(context.settings, "models/splitter", self.splitter)
        self.bin = BinView(self)
        self.bin.request_back.connect(self.show_library)
        self.bin.request_restore.connect(self.acts.restore)
        self.bin.request_erase.connect(self.acts.ask_erase)
        self.bin.request_empty.connect(self.acts.ask_empty)
        self.views = CurrentStack(self)
        self.inside: InsideView | None = None  # built when it is first wanted
        for view in (self.splitter, self.bin):
            self.views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_Above(self.message, self))
        column.addWidget(self.views, 1)
        context.models_changed.connect(self._changed)
        context.theme_changed.connect(self.panel.apply_theme)
        self.panel.details.plot.controls.remember(context.settings)

    def _build_list(self) -> None:
        self._left = QWidget(self)
        self.models = ModelList(self._left)
        self.list = self.models.list
        self.models.selection_changed.connect(self._selected)
        self.models.request_use.connect(self.use)
        self.models.request_rename.connect(self.acts.rename)
        self.models.request_delete.connect(self.acts.delete)
        add_shortcut("find", self.models.search.setFocus, self._left)
        self.train_button = QPushButton(self.tr("&Train a model"), self._left)
        self.train_button.clicked.connect(self._train)
        self.import_button = QPushButton(self.tr("&Import…"), self._left)
        labelled(self.import_button, self.tr("Import a model"), self.tr("Reads a .maeari file"))
        self.import_button.clicked.connect(self.acts.choose_import)
        self.bin_button = QPushButton(self.tr("&Bin"), self._left)
        self.bin_button.clicked.connect(self.show_bin)
        row = FlowRow(self._left)
        for button in (self.train_button, self.import_button, self.bin_button):
            row.flow.addWidget(button)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(24, 20, 16, 20)
        column.setSpacing(10)
        column.addWidget(heading(self.tr("Models"), self._left, level=1))
        column.addWidget(self.models, 1)
        column.addWidget(row)

    def _build_panel(self) -> None:
        self._right = QWidget(self)
        self.panel = ModelPanel(self._right)
        for button, slot in (
            (self.panel.use, self.use),
            (self.panel.go_on, self._continue),
            (self.panel.inside, self.look_inside),
            (self.panel.rename, self.acts.rename),
            (self.panel.duplicate, self.acts.duplicate),
            (self.panel.export, self.acts.choose_export),
            (self.panel.delete, self.acts.delete),
        ):
            button.clicked.connect(slot)
        self.empty = EmptyState(
            self.tr("No model yet"),
            self.tr("A model is what Maeari learns from a corpus. The sample takes one minute."),
            self.tr("Train on the sample"),
            self._right,
        )
        self.empty.activated.connect(self._train_sample)
        self._stack = QStackedWidget(self._right)
        for widget in (QWidget(self._right), self.panel, self.empty):  # nothing until the library is read
            self._stack.addWidget(widget)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(16, 20, 24, 20)
        column.addWidget(self._stack, 1)

    # -- the list -----------------------------------------------------------------------------------------------------

    def shown(self, argument: object | None) -> None:
        """`argument`: the name of a model to select, or None."""
        if isinstance(argument, str):
            self.show_library()
            self.select(argument)
        self.library.refresh()

    @property
    def current_name(self) -> str:
        """The name of the one model that is selected; empty where none is, or several are."""
        names = self.models.selected
        return names[0] if len(names) == 1 else ""

    def select(self, name: str) -> None:
        """Selects a model by its name, at once or when the library is read next."""
        if self.models.select((name,)):
            self._selected()
        else:
            self._next = (name,)

    @Slot()
    def _changed(self) -> None:
        if self.isVisible():  # behind another page nobody sees it; `shown` does it
            self.library.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self.library.refresh()

    @Slot(object)
    def _listed(self, listing: Listing) -> None:
        self._infos = {info.name: info for info in listing.infos}
        self._damaged = dict(listing.damaged)
        select, self._next = self._next, ()
        self.models.show_models(listing.infos, listing.damaged, select)
        self.bin.show_entries(listing.binned)
        if self.inside is not None:
            self.inside.set_models(listing.infos)
        count = self.locale().toString(len(listing.binned))
        self.bin_button.setText(self.tr("&Bin ({0})").format(count) if listing.binned else self.tr("&Bin"))

    @Slot()
    def _selected(self) -> None:
        names = self.models.selected
        self.acts.set_selection(names, self._infos)
        self._stack.setCurrentWidget(self.panel if names or self._infos or self._damaged else self.empty)
        infos = [self._infos[name] for name in names if name in self._infos]
        if len(names) > 1:
            self.panel.show_many(infos, len(names))
        elif infos:
            self.panel.show_model(infos[0])
        elif names:
            self.panel.show_damaged(names[0], self._damaged.get(names[0], ""))
        else:
            self.panel.show_nothing()

    @Slot()
    def show_library(self) -> None:
        """Back from the bin, or from inside a model."""
        self.views.setCurrentWidget(self.splitter)
        self.list.setFocus()

    @Slot()
    def show_bin(self) -> None:
        """Shows what was deleted."""
        self.views.setCurrentWidget(self.bin)
        self.bin.table.setFocus()
        self.library.refresh()

    @Slot()
    def look_inside(self) -> None:
        """Shows the states and gates of the selected model beside those of the other cells."""
        if self.inside is None:
            from desktop.widgets.models.inside_view import InsideView

            self.inside = InsideView(self.context, self)
            self.inside.request_back.connect(self.show_library)
            self.inside.request_train.connect(self._train_sample)
            self.inside.request_status.connect(self.request_status)
            self.views.addWidget(self.inside)
        self.views.setCurrentWidget(self.inside)
        self.inside.set_models(tuple(self._infos.values()))
        self.inside.look_at(self.current_name)

    @Slot(object)
    def _library_changed(self, change: Change) -> None:
        if change.kind == "rename" and change.names and change.before == self.context.settings.get("write/model"):
            self.context.settings.set("write/model", change.names[0])  # it stays the one in use
        if change.kind in ("rename", "duplicate", "import", "restore"):
            self._next = change.names if self.isVisible() else ()
        if change.names or change.count:
            self.context.models_changed.emit()

    # -- one model ----------------------------------------------------------------------------------------------------

    @Slot()
    def use(self) -> None:
        """Shows the page on which the selected model works."""
        info = self._infos.get(self.current_name)
        if info is None:
            return
        if info.kind == "language":
            self.context.model_selected.emit(info.name)
        self.request_page.emit("write" if info.kind == "language" else "spam", info.name)

    @Slot()
    def _continue(self) -> None:
        if self.current_name:
            self.request_page.emit("train", ("continue", self.current_name))

    # -- files --------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event)
        models = [path for path in paths if path.suffix.lower() == SUFFIX]
        if paths:
            event.acceptProposedAction()
            if models:
                self.acts.import_from(models)
            else:
                told = self.tr("Only {0} files become models here; nothing was changed. Texts go to the Corpora page.")
                self.message.show_message("info", told.format(SUFFIX))

    def import_from(self, path: Path) -> None:
        """Adds the model of a .maeari file."""
        self.acts.import_from([path])

    @Slot()
    def _train(self) -> None:
        self.request_page.emit("train", None)

    @Slot()
    def _train_sample(self) -> None:
        self.request_page.emit("train", "sample")
