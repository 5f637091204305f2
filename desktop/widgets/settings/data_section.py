"""The section on the person's data: where it is, how large, moving it, a backup and its way back, erasing."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFormLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QWidget

import engine
from desktop import theme
from desktop.data.data_jobs import DataJob
from desktop.data.stored_files import OnDisk, StoredFiles
from desktop.models.model_text import date_text
from desktop.training.training_text import file_size
from desktop.widgets.cards import MessageBar, muted
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.settings.erase_dialog import EraseDialog
from desktop.widgets.settings.settings_sections import Section
from desktop.widgets.small_dialogs import question

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.settings_text import Group
    from desktop.tasks import Control, TaskHandle
    from engine import BackupInfo, MovePlan

SUFFIX = ".maeari-backup"
GAP = 8
OWN_FOLDER = "Maeari"  # made in a folder that is not empty


class DataSection(Section):
    """Asks for a `DataJob` where the window must be closed; writes a backup while it is open."""

    def __init__(self, group: Group, context: AppContext, files: StoredFiles, parent: QWidget | None = None) -> None:
        super().__init__(group, parent)
        self._context = context
        self._files = files
        self._trains = False
        self._handle: TaskHandle | None = None
        self.message = MessageBar(self.card)
        self.folder = QLineEdit(self.card)  # scrolls where the path is long, and can be copied
        self.folder.setReadOnly(True)
        self.folder.setAccessibleName(self.tr("Data folder"))
        self.used, self.free = QLabel("–", self.card), QLabel("–", self.card)
        self.facts = QFormLayout()
        self.facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.facts.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            (self.tr("Data folder"), self.folder),
            (self.tr("Size"), self.used),
            (self.tr("Free on its disk"), self.free),
        ):
            self.facts.addRow(muted(name, self.card), field)
        self.open_button = self._button(self.tr("Open folder"), self.open_folder)
        self.move_button = self._button(self.tr("Move…"), self.move_data)
        self.fixed = muted(self.tr("MAEARI_HOME says where the data is, so it cannot be moved from here."), self.card)
        self.old = muted("", self.card)
        self.old_button = self._button(self.tr("Remove the old folder…"), self.remove_old)
        self.backup_button = self._button(self.tr("Back up…"), self.write_backup)
        self.restore_button = self._button(self.tr("Restore a backup…"), self.restore)
        self.progress = QProgressBar(self.card)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Backup"))
        self.stop_button = self._button(self.tr("Stop"), self.stop)
        self.erase_button = self._button(self.tr("Erase everything…"), self.erase)
        self.erase_button.setProperty("role", "danger")
        texts = muted(
            self.tr("One file with models, pasted texts, conversations and settings. Linked files are not in it."),
            self.card,
        )
        gone = muted(self.tr("All that Maeari keeps on this computer; files that are only linked stay."), self.card)
        self.body.addWidget(self.message)
        self.body.addLayout(self.facts)
        self.body.addWidget(self._row(self.open_button, self.move_button))
        self.body.addWidget(self.fixed)
        self.body.addWidget(self.old)
        self.old_row = self._row(self.old_button)
        self.body.addWidget(self.old_row)
        self.body.addSpacing(GAP)  # each explanation stands with its own buttons
        self.body.addWidget(self._row(self.backup_button, self.restore_button))
        self.body.addWidget(self.progress)
        self.stop_row = self._row(self.stop_button)
        self.body.addWidget(self.stop_row)
        self.body.addWidget(texts)
        self.body.addSpacing(GAP)
        self.body.addWidget(self._row(self.erase_button))
        self.body.addWidget(gone)
        for widget in (self.fixed, self.old, self.old_row, self.progress, self.stop_row):
            widget.hide()
        files.looked.connect(self._looked)
        files.failed.connect(self.message.show_error)
        context.training_changed.connect(self._training)
        self.restyle()

    def _button(self, text: str, slot: Any) -> QPushButton:
        button = QPushButton(text, self.card)
        button.clicked.connect(slot)
        return button

    def _row(self, *buttons: QPushButton) -> FlowRow:
        row = FlowRow(self.card)
        for button in buttons:
            row.flow.addWidget(button)
        return row

    # What is on the disk

    @Slot()
    def _looked(self) -> None:
        self.retranslate()
        found = self._files.on_disk
        if found is not None and found.folder.problem:
            self.message.show_error(engine.EngineError(found.folder.problem, found.folder.hint))

    def retranslate(self) -> None:
        """Shows what is on the disk, in the language in use."""
        found = self._files.on_disk
        if found is None:
            return
        locale, state = QLocale(), found.folder
        self.folder.setText(str(state.folder))
        self.folder.setCursorPosition(0)
        count = sum(thing.files for thing in found.data_things)
        self.used.setText(
            self.tr("{0} in {1} files").format(file_size(found.data_bytes, locale), locale.toString(count))
        )
        self.free.setText(file_size(found.free_bytes, locale))
        self.fixed.setVisible(state.fixed)
        self.move_button.setEnabled(not state.fixed)
        behind = state.left_behind
        self.old.setVisible(behind is not None)
        self.old_row.setVisible(behind is not None)
        if behind is not None:
            self.old.setText(self.tr("The folder before the move still stands: {0}").format(behind))

    @Slot(object, str)
    def _training(self, progress: object, _text: str) -> None:
        self._trains = progress is not None

    def _ready(self) -> bool:
        """Whether the window may be closed for work on the data; says why not."""
        if self._trains:
            self.message.show_message(
                "info", self.tr("A training is running: stop it, or wait for its end. Nothing was changed.")
            )
        return not self._trains

    @Slot()
    def open_folder(self) -> None:
        """Shows the data folder in the file manager; it is made where it does not exist yet."""
        if self._files.on_disk is None:
            return
        folder = self._files.on_disk.folder.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            self.open_button.setEnabled(False)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # Moving

    @Slot()
    def move_data(self) -> None:
        """Asks for a folder, then moves the data there."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose where your data shall be"))
        if name and self._ready():
            self.plan_move(Path(name))

    def plan_move(self, folder: Path) -> None:
        """Checks a folder, and asks before anything is done. In a folder that is not empty a new one is made."""
        self.message.clear()

        def work(_control: Control) -> MovePlan:
            holds_more = folder.is_dir() and any(folder.iterdir())
            return engine.plan_move(folder / OWN_FOLDER if holds_more else folder)

        self._context.tasks.run("data", work, on_success=self._planned, on_error=self.message.show_error)

    @Slot(object)
    def _planned(self, plan: MovePlan) -> None:
        box = question(
            self,
            self.tr("Move your data"),
            self.tr("Move {0} to “{1}”?").format(file_size(plan.size_bytes), plan.target),
            self.tr(
                "The window closes meanwhile and opens again. Everything is copied and compared first; the old folder "
                "stays until you remove it."
            ),
            self.tr("Move"),
        )
        box.accepted.connect(partial(self._ask, DataJob("move", plan.target)))
        box.open()

    def _ask(self, job: DataJob) -> None:
        self._context.request_data_job.emit(job)

    @Slot()
    def remove_old(self) -> None:
        """Asks, then removes the folder that a move has left."""
        box = question(
            self,
            self.tr("Remove the old folder"),
            self.tr("Remove what was copied from the old folder?"),
            self.tr("Your data is in its new place; files of others in the old folder stay."),
            self.tr("Remove"),
        )
        box.accepted.connect(self._remove_old)
        box.open()

    @Slot()
    def _remove_old(self) -> None:
        self._context.tasks.run("data", _remove_left_behind, on_success=self._removed, on_error=self.message.show_error)

    @Slot(object)
    def _removed(self, _folder: object) -> None:
        self.message.show_message("info", self.tr("The old folder is removed."))
        self._files.refresh()

    # Backup

    @Slot()
    def write_backup(self) -> None:
        """Asks for a file, then writes the backup into it."""
        proposed = f"Maeari-{date.today().isoformat()}{SUFFIX}"
        name, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Write a backup"), proposed, self.tr("Backups of Maeari (*{0})").format(SUFFIX)
        )
        if name:
            path = Path(name)
            self.back_up(path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX))

    def back_up(self, path: Path) -> None:
        """Writes a backup while the window goes on."""
        self.message.clear()

        def work(control: Control) -> BackupInfo | None:
            def report(done: int, total: int) -> None:
                control.report((done, total))

            return engine.write_backup(path, report=report, should_stop=control.should_stop)

        self._show_working(True)
        self._handle = self._context.tasks.run(
            "data", work, on_success=self._backed_up, on_error=self._not_backed_up, on_progress=self._reported
        )

    def _show_working(self, working: bool) -> None:
        self.progress.setRange(0, 0 if working else 1)
        for widget in (self.progress, self.stop_row):
            widget.setVisible(working)
        for button in (self.backup_button, self.restore_button, self.move_button, self.erase_button):
            button.setEnabled(not working)
        if not working and self._files.on_disk is not None:
            self.move_button.setEnabled(not self._files.on_disk.folder.fixed)

    @Slot(object)
    def _reported(self, value: tuple[int, int]) -> None:
        self.progress.setRange(0, 1000)
        self.progress.setValue(int(1000 * value[0] / max(1, value[1])))

    @Slot(object)
    def _backed_up(self, info: BackupInfo | None) -> None:
        self._show_working(False)
        if info is None:
            self.message.show_message("info", self.tr("Stopped; no backup was written."))
            return
        size = file_size(info.path.stat().st_size if info.path.exists() else info.size_bytes)
        self.message.show_message(
            "info",
            self.tr("The backup “{0}” is written ({1}). It holds your texts: keep it as you keep those.").format(
                info.path.name, size
            ),
        )

    @Slot(object)
    def _not_backed_up(self, error: engine.EngineError) -> None:
        self._show_working(False)
        self.message.show_error(error)

    @Slot()
    def stop(self) -> None:
        """Ends the backup that is being written."""
        if self._handle is not None:
            self._handle.cancel()

    # Restore

    @Slot()
    def restore(self) -> None:
        """Asks for a backup, then puts it in the place of the data."""
        name, _filter = QFileDialog.getOpenFileName(
            self, self.tr("Choose a backup"), "", self.tr("Backups of Maeari (*{0})").format(SUFFIX)
        )
        if name and self._ready():
            self.check_backup(Path(name))

    def check_backup(self, path: Path) -> None:
        """Checks a backup, and asks before anything is done."""
        self.message.clear()

        def work(_control: Control) -> BackupInfo:
            return engine.check_backup(path)

        self._context.tasks.run("data", work, on_success=self._checked, on_error=self.message.show_error)

    @Slot(object)
    def _checked(self, info: BackupInfo) -> None:
        box = question(
            self,
            self.tr("Restore a backup"),
            self.tr("Put the backup of {0} in the place of your present data?").format(date_text(info.created)),
            self.tr(
                "It holds {0} models and {1} in all. The window closes meanwhile and opens again; your present data is "
                "kept beside it until you erase it."
            ).format(QLocale().toString(info.models), file_size(info.size_bytes)),
            self.tr("Restore"),
        )
        box.accepted.connect(partial(self._ask, DataJob("restore", info.path)))
        box.open()

    # Erasing

    @Slot()
    def erase(self) -> None:
        """Shows what would go, and asks for a word before it goes."""
        found = self._files.on_disk
        if found is None or not self._ready():
            return
        dialog = EraseDialog(found, self)
        dialog.accepted.connect(partial(self._ask, DataJob("erase")))
        dialog.open()

    @Slot()
    def restyle(self) -> None:
        self.body.setSpacing(theme.px(10))
        self.facts.setHorizontalSpacing(theme.px(16))
        self.facts.setVerticalSpacing(theme.px(6))


def _remove_left_behind(_control: Control) -> Path | None:
    return engine.remove_left_behind()


__all__ = ["DataSection", "OnDisk"]
