"""The Models page: every model in the library, what it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

import engine
from desktop.pages.base import AppContext, Page
from desktop.widgets.cards import EmptyState, MessageBar, heading
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.forms import labelled
from desktop.widgets.model_delegate import ModelDelegate
from desktop.widgets.model_details import ModelDetails, model_line
from desktop.widgets.path_picker import dropped_paths
from desktop.widgets.remember import SplitterMemory
from desktop.widgets.small_dialogs import FormDialog, NameDialog, question

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from desktop.tasks import Control
    from engine import ModelInfo

SUFFIX = ".maeari"
NAME_ROLE = Qt.ItemDataRole.UserRole


def _in_background(change: Callable[[], Any], _control: Control) -> Any:
    """Adapts a call of the store to a lane."""
    return change()


class ModelsPage(Page):
    """Lists models on the left and shows the chosen one on the right."""

    name: ClassVar[str] = "models"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAcceptDrops(True)
        self._infos: dict[str, ModelInfo] = {}
        self._damaged: dict[str, str] = {}
        self._next = ""
        self.dialog: FormDialog | QMessageBox | None = None
        self.message = MessageBar(self)
        self._build_list()
        self._build_details()
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(self._left)
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([380, 720])
        self.splitter.setChildrenCollapsible(False)
        SplitterMemory(context.settings, "models/splitter", self.splitter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        context.models_changed.connect(self._changed)
        context.theme_changed.connect(self.details.apply_theme)
        self.details.plot.controls.remember(context.settings)

    def _build_list(self) -> None:
        self._left = QWidget(self)
        self.list = QListWidget(self._left)
        self.list.setItemDelegate(ModelDelegate(self.list))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        labelled(self.list, self.tr("Models"))
        self.list.currentItemChanged.connect(self._selected)
        self.list.itemActivated.connect(self.use)
        for keys, slot in (("F2", self.rename), ("Delete", self.delete)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        self.import_button = QPushButton(self.tr("&Import…"), self._left)
        labelled(self.import_button, self.tr("Import a model"), self.tr("Reads a .maeari file"))
        self.import_button.clicked.connect(self._choose_import)
        self.train_button = QPushButton(self.tr("&Train a model"), self._left)
        self.train_button.clicked.connect(self._train)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(24, 20, 16, 20)
        column.setSpacing(10)
        column.addWidget(heading(self.tr("Models"), self._left, level=1))
        column.addWidget(self.list, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.train_button, 1)
        line.addWidget(self.import_button, 1)
        column.addLayout(line)

    def _build_details(self) -> None:
        self._right = QWidget(self)
        self.caption = heading("", self._right)
        self.use_button = QPushButton(self.tr("&Use"), self._right)
        self.use_button.setProperty("role", "primary")
        self.continue_button = QPushButton(self.tr("Continue training"), self._right)
        self.continue_button.setAccessibleDescription(self.tr("Trains this network further, on a corpus you choose"))
        self.rename_button = QPushButton(self.tr("&Rename…"), self._right)
        self.duplicate_button = QPushButton(self.tr("Du&plicate…"), self._right)
        self.export_button = QPushButton(self.tr("&Export…"), self._right)
        self.delete_button = QPushButton(self.tr("&Delete…"), self._right)
        self.delete_button.setProperty("role", "danger")
        self.use_button.clicked.connect(self.use)
        self.continue_button.clicked.connect(self._continue)
        self.rename_button.clicked.connect(self.rename)
        self.duplicate_button.clicked.connect(self.duplicate)
        self.export_button.clicked.connect(self._choose_export)
        self.delete_button.clicked.connect(self.delete)
        self.details = ModelDetails(self._right)
        shown = QWidget(self._right)
        inner = QVBoxLayout(shown)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(14)
        inner.addWidget(self.caption)
        buttons = QWidget(shown)
        line = FlowLayout(buttons, horizontal=8, vertical=6)
        line.setContentsMargins(0, 0, 0, 0)
        for button in (
            self.use_button,
            self.continue_button,
            self.rename_button,
            self.duplicate_button,
            self.export_button,
            self.delete_button,
        ):
            line.addWidget(button)
        inner.addWidget(buttons)
        inner.addWidget(self.details, 1)
        self._model = shown
        self.empty = EmptyState(
            self.tr("No model yet"),
            self.tr("A model is what Maeari learns from a corpus. The sample takes one minute."),
            self.tr("Train on the sample"),
            self._right,
        )
        self.empty.activated.connect(self._train_sample)
        self._stack = QStackedWidget(self._right)
        self._stack.addWidget(self._model)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(16, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.message)
        column.addWidget(self._stack, 1)

    # -- the list -----------------------------------------------------------------------------------------------------

    def shown(self, argument: object | None) -> None:
        """`argument`: the name of a model to select, or None."""
        self.refresh()
        if isinstance(argument, str):
            self.select(argument)

    @property
    def current_name(self) -> str:
        """The selected model's name; empty where none is selected."""
        item = self.list.currentItem()
        return str(item.data(NAME_ROLE)) if item is not None else ""

    def select(self, name: str) -> None:
        """Selects a model by its name."""
        for row in range(self.list.count()):
            if self.list.item(row).data(NAME_ROLE) == name:
                self.list.setCurrentRow(row)

    @Slot()
    def _changed(self) -> None:
        if self.isVisible():  # behind another page this would only hold the window up; `shown` does it
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Lists the models again and keeps the selection."""
        try:
            infos = list(self.context.store.models())
            damaged = list(self.context.store.damaged())
        except engine.EngineError as error:
            self.message.show_error(error)
            return
        chosen, row = self._next or self.current_name, self.list.currentRow()
        self._next = ""
        self._infos = {info.name: info for info in infos}
        self._damaged = dict(damaged)
        self.list.blockSignals(True)
        self.list.clear()
        for info in infos:
            self._add_item(info.name, f"{info.name}\n{model_line(info)}")
        for name, _sentence in damaged:
            self._add_item(name, self.tr("{0}\nDamaged: cannot be used").format(name))
        self.list.blockSignals(False)
        if chosen in self._infos or chosen in self._damaged:
            self.select(chosen)
        elif self.list.count():
            self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        self._stack.setCurrentWidget(self._model if self.list.count() else self.empty)
        self._selected()

    def _add_item(self, name: str, text: str) -> None:
        item = QListWidgetItem(text)
        item.setData(NAME_ROLE, name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text.replace("\n", ", "))
        self.list.addItem(item)

    @Slot()
    def _selected(self) -> None:
        name = self.current_name
        info = self._infos.get(name)
        self.caption.setText(name)
        sample = info is not None and info.sample  # it stays as it is; a copy can be changed
        for button in (self.use_button, self.duplicate_button, self.export_button):
            button.setEnabled(info is not None)
        self.rename_button.setEnabled(info is not None and not sample)
        self.delete_button.setEnabled(bool(name) and not sample)
        for button in (self.rename_button, self.delete_button):
            button.setVisible(not sample)
        can_go_on = info is not None and info.kind == "language" and info.recipe is None and not sample
        self.continue_button.setVisible(can_go_on)
        if info is not None:
            uses = {"classifier": self.tr("&Check mails"), "labels": self.tr("&Check texts")}
            self.use_button.setText(uses.get(info.kind) or self.tr("&Write with it"))
            self.details.show_model(info)
        elif name:
            self.details.show_damaged(self._damaged.get(name, ""))

    # -- actions ------------------------------------------------------------------------------------------------------

    @Slot()
    def use(self) -> None:
        """Shows the page on which the selected model works."""
        info = self._infos.get(self.current_name)
        if info is None:
            return
        if info.kind == "language":
            self.context.model_selected.emit(info.name)
        self.request_page.emit("write" if info.kind == "language" else "spam", info.name)

    def _do(self, change: Callable[[], Any], *, then: str = "") -> bool:
        """A quick change of the library; an error stays in the page. `then` is selected afterwards."""
        self.message.clear()
        try:
            change()
        except engine.EngineError as error:
            self.message.show_error(error)
            return False
        self._next = then
        self.context.models_changed.emit()
        return True

    def _run(self, change: Callable[[], Any], *, then: str = "") -> None:
        """A change that copies files: on a worker thread."""
        self.message.clear()
        self._next = then
        self.context.tasks.run("import", partial(_in_background, change), on_success=self._done, on_error=self._failed)

    @Slot(object)
    def _done(self, result: object) -> None:
        name = getattr(result, "name", "")
        if isinstance(name, str) and name and not isinstance(result, Path):
            self._next = name
        self.context.models_changed.emit()

    @Slot(object)
    def _failed(self, error: engine.EngineError) -> None:
        self._next = ""
        self.message.show_error(error)

    @Slot()
    def rename(self) -> None:
        """Asks for another name of the selected model."""
        if self.current_name not in self._infos or not self.rename_button.isEnabled():
            return
        self._ask_name(self.tr("Rename the model"), self.tr("Rename"), self.current_name, self._renamed)

    @Slot()
    def duplicate(self) -> None:
        """Asks for the name of a copy of the selected model."""
        if self.current_name not in self._infos:
            return
        name = self.tr("{0} copy").format(self.current_name)
        self._ask_name(self.tr("Duplicate the model"), self.tr("Duplicate"), name, self._duplicated)

    def _ask_name(self, title: str, action: str, name: str, accepted: Callable[[], None]) -> None:
        dialog = NameDialog(title, action, name, self)
        self.dialog = dialog
        dialog.accepted.connect(accepted)
        dialog.open()

    @Slot()
    def _renamed(self) -> None:
        if isinstance(self.dialog, NameDialog):
            name, new = self.current_name, self.dialog.value
            if name != new:
                self._do(partial(self.context.store.rename, name, new), then=new)

    @Slot()
    def _duplicated(self) -> None:
        if isinstance(self.dialog, NameDialog):
            new = self.dialog.value
            self._run(partial(self.context.store.duplicate, self.current_name, new), then=new)

    @Slot()
    def delete(self) -> None:
        """Asks whether the selected model should be deleted."""
        name = self.current_name
        if not name or not self.delete_button.isEnabled():
            return
        box = question(
            self,
            self.tr("Delete the model"),
            self.tr("Delete “{0}” for good?").format(name),
            self.tr("The texts it was trained on stay. An exported file stays too."),
            self.tr("Delete"),
        )
        self.dialog = box
        box.accepted.connect(self._deleted)
        box.open()

    @Slot()
    def _deleted(self) -> None:
        name = self.current_name
        if self._do(partial(self.context.store.delete, name)):
            self.request_status.emit(self.tr("“{0}” was deleted").format(name))

    @Slot()
    def _choose_export(self) -> None:
        name = self.current_name
        chosen, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Export the model"), f"{name}{SUFFIX}", self.tr("Models (*{0})").format(SUFFIX)
        )
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Writes the selected model to a .maeari file."""
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        self._run(partial(self.context.store.export_file, self.current_name, path), then=self.current_name)
        self.request_status.emit(self.tr("Exporting to {0}").format(path.name))

    @Slot()
    def _choose_import(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, self.tr("Import a model"), "", self.tr("Models (*{0});;All files (*)").format(SUFFIX)
        )
        if chosen:
            self.import_from(Path(chosen))

    def import_from(self, path: Path) -> None:
        """Adds the model of a .maeari file to the library; the engine checks it before anything is loaded."""
        self._run(partial(self.context.store.import_file, path))

    @Slot()
    def _continue(self) -> None:
        if self.current_name:
            self.request_page.emit("train", ("continue", self.current_name))

    @Slot()
    def _train(self) -> None:
        self.request_page.emit("train", None)

    @Slot()
    def _train_sample(self) -> None:
        self.request_page.emit("train", "sample")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(path.suffix.lower() == SUFFIX for path in dropped_paths(event)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in dropped_paths(event):
            if path.suffix.lower() == SUFFIX:
                event.acceptProposedAction()
                self.import_from(path)
