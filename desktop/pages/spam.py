"""The Spam check page: one message by paste or file, or many in a table; a verdict with its evidence, never without."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

import engine
from desktop.pages.base import AppContext, Page
from desktop.spam_marking import SpamMarking
from desktop.spam_work import MAILBOXES, Checked, Marked, Rows, SpamWork, export, stand_in
from desktop.widgets.cards import EmptyState, MessageBar, heading, muted
from desktop.widgets.forms import choose, fill_choices, labelled
from desktop.widgets.mail_input import MailInput
from desktop.widgets.many_mails import ManyMails
from desktop.widgets.mark_bar import MarkBar
from desktop.widgets.path_picker import dropped_paths
from desktop.widgets.remember import SplitterMemory
from desktop.widgets.report_view import ReportView

if TYPE_CHECKING:
    from desktop.tasks import Control, TaskHandle
    from engine import BatchRow, SpamReport


class SpamPage(Page):
    """Pastes, opens, checks and marks messages with one of the person's spam checkers."""

    name: ClassVar[str] = "spam"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAcceptDrops(True)
        self._work = SpamWork(context.models_dir)
        self._handle: TaskHandle | None = None
        self._many_model = ""
        self._asked = ""
        self._ticket = 0
        self.message = MessageBar(self)
        self._build_input()
        self._build_lower()
        work = QSplitter(Qt.Orientation.Vertical, self)
        work.addWidget(self._input)
        work.addWidget(self._lower)
        work.setStretchFactor(0, 1)
        work.setStretchFactor(1, 4)
        work.setSizes([150, 560])
        work.setChildrenCollapsible(False)
        self.splitter = work
        SplitterMemory(context.settings, "spam/splitter", work)
        self.empty = EmptyState(
            self.tr("No spam checker yet"),
            self.tr(
                "A checker learns from mails that are known to be spam or ordinary. Without one there is no verdict. "
                "The samples that come with Maeari take about a minute."
            ),
            self.tr("Train one from the samples"),
            self,
        )
        self.empty.activated.connect(self._train)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(work)
        self.model = QComboBox(self)
        self.model.setMinimumWidth(200)
        self.model.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        labelled(self.model, self.tr("Spam checker"))
        self._model_label = QLabel(self.tr("Chec&ker"), self)
        self._model_label.setBuddy(self.model)
        self.model.currentIndexChanged.connect(self._model_changed)
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("Spam check"), self, level=1))
        top.addStretch(1)
        top.addWidget(self._model_label)
        top.addWidget(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.message)
        column.addWidget(self._stack, 1)
        context.models_changed.connect(self._models_changed)
        for part in (self._input, self.result, self.many):
            context.theme_changed.connect(part.apply_theme)

    def _build_input(self) -> None:
        self._input = MailInput(self)
        self._input.request_check.connect(self.check)
        self._input.request_clear.connect(self.clear)
        self._input.paths_chosen.connect(self.open_paths)
        self.paste = self._input.paste
        self.paste.textChanged.connect(self._edited)
        self.check_button, self.clear_button = self._input.check_button, self._input.clear_button
        self.open_button, self.folder_button = self._input.open_button, self._input.folder_button

    def _build_lower(self) -> None:
        self._views = QStackedWidget(self)
        self._nothing = muted(
            self.tr("The verdict appears here, with the words that speak for and against it. Links are never opened."),
            self._views,
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.result = ReportView(self._views)
        self.result.request_back.connect(self._back)
        self.card, self.evidence, self.back_button = self.result.card, self.result.evidence, self.result.back_button
        self.many = ManyMails(self._views)
        self.many.mail_opened.connect(self._open_mail)
        self.many.request_stop.connect(self.stop)
        self.many.request_export.connect(self._choose_export)
        self.table, self.count, self.stop_button = self.many.table, self.many.count, self.many.stop_button
        self.table.row_chosen.connect(self._row_chosen)
        for view in (self._nothing, self.result, self.many):
            self._views.addWidget(view)
        self.marks = MarkBar(self)
        self.marking = SpamMarking(self.context.tasks, self._work, self)
        self.marks.request_mark.connect(self._mark)
        self.marks.request_undo.connect(self._undo)
        self.marking.marked.connect(self._marked)
        self.marking.judged_again.connect(self.many.judge_again)
        self.marking.failed.connect(self._not_marked)
        self.marking.standing_known.connect(self.marks.show_standing)
        self.marks.hide()
        self._lower = QWidget(self)
        column = QVBoxLayout(self._lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._views, 1)
        column.addWidget(self.marks)

    # -- models -------------------------------------------------------------------------------------------------------

    @property
    def report(self) -> SpamReport | None:
        """The report on show."""
        return self.result.checked.report if self.result.checked is not None else None

    def shown(self, argument: object | None) -> None:
        """`argument`: the name of a spam checker to use, or None."""
        self._refresh_models()
        if isinstance(argument, str):
            choose(self.model, argument)

    @Slot()
    def _models_changed(self) -> None:
        self._work.forget()
        if self.isVisible():  # else `shown` does it
            self._refresh_models()

    def _refresh_models(self) -> None:
        try:
            names = [info.name for info in self.context.store.models() if info.kind == "classifier"]
        except engine.EngineError as error:
            self.message.show_error(error)
            return
        fill_choices(self.model, [(name, name) for name in names])
        for widget in (self.model, self._model_label):
            widget.setVisible(bool(names))
        self._stack.setCurrentIndex(1 if names else 0)
        self._edited()

    @Slot()
    def _model_changed(self) -> None:
        self.marking.stop()
        if self._views.currentWidget() is self.result:
            self._show_nothing()

    @Slot()
    def _train(self) -> None:
        self.request_page.emit("train", "spam-sample")

    # -- one message --------------------------------------------------------------------------------------------------

    @property
    def checking(self) -> bool:
        """Whether a check goes on."""
        return self._handle is not None

    @Slot()
    def _edited(self) -> None:
        self._input.set_busy(self.checking, can_check=bool(self.model.currentData()))

    @Slot()
    def check(self) -> None:
        """Checks what stands in the box."""
        if self._input.text.strip() and not self.checking:
            self._start_one(self._input.text)

    def _start_one(self, source: str | Path) -> None:
        name = self.model.currentData()
        if name:
            self.message.clear()
            self._asked = self._input.text
            self._begin(partial(self._work.check_one, str(name), source))

    def _begin(self, work: Callable[[Control], Any]) -> None:
        self._handle = self.context.tasks.run(
            "spam", work, on_success=self._checked, on_error=self._failed, on_progress=self._progress
        )
        self._edited()

    def _ended(self) -> None:
        self._handle = None
        self._edited()

    @Slot(object)
    def _checked(self, result: Checked | int) -> None:
        self._ended()
        if isinstance(result, int):
            self._many_done(result)
        else:
            self.result.row = None
            self.show_checked(result)
            if self.isActiveWindow() and self._input.text == self._asked:
                self.evidence.text.setFocus()  # J marks from here; in the box it would be a letter

    @Slot(object)
    def _failed(self, error: engine.EngineError) -> None:
        self._ended()
        self.many.end()
        self.message.show_error(error)

    def show_checked(self, checked: Checked, *, pending: bool = False) -> None:
        """Shows the verdict on a message and marks its evidence; `pending` where that is still being looked for."""
        self.result.show_checked(checked, pending=pending)
        self._views.setCurrentWidget(self.result)
        self._show_marks(checked.label)
        if not pending:
            self.marks.show_standing(checked.standing)
        self.request_status.emit(self.card.verdict.text())

    def _show_nothing(self) -> None:
        self.result.clear()
        self._views.setCurrentWidget(self._nothing)
        self.marks.hide()

    @Slot()
    def clear(self) -> None:
        """Empties the page."""
        self.stop()
        self.paste.clear()
        self.table.mails.clear()
        self.message.clear()
        self._show_nothing()

    # -- many messages ------------------------------------------------------------------------------------------------

    @Slot(list)
    def open_paths(self, paths: list[Path]) -> None:
        """Checks one mail at once; an .mbox, a folder or several files become a table."""
        if not paths or self.checking or not self.model.currentData():
            return
        self.message.clear()
        if len(paths) == 1 and paths[0].is_file() and paths[0].suffix.lower() not in MAILBOXES:
            self._start_one(paths[0])
            return
        self.many.begin()
        self.result.forget()
        self._many_model = str(self.model.currentData())
        self._views.setCurrentWidget(self.many)
        self._show_marks(None, possible=False)
        self.marking.refresh(self._many_model)
        self._begin(partial(self._work.check_many, self._many_model, tuple(paths)))

    @Slot(object)
    def _progress(self, part: object) -> None:
        if isinstance(part, Rows):
            self.many.add(part.rows, part.progress)
        elif isinstance(part, str):
            before = self.message.text
            self.message.show_message("warning", f"{before}\n{part}".strip() if before.count("\n") < 4 else before)

    def _many_done(self, count: int) -> None:
        self.many.end()
        self.request_status.emit(self.count.text())
        if count and self._views.currentWidget() is self.many:
            self.many.focus_table()
        elif not count and not self.message.text:
            self.message.show_message("info", self.tr("There is no mail in there."))

    @Slot()
    def stop(self) -> None:
        """Ends a check of many mails; what was checked stays in the table."""
        if self._handle is not None:
            self._handle.cancel()
            self.stop_button.setEnabled(False)

    @Slot(object)
    def _open_mail(self, row: BatchRow) -> None:
        """Shows one of many at once; its text and evidence follow."""
        self.result.row = row
        known = self.result.known(row)
        self.show_checked(known or stand_in(row), pending=known is None)
        self._ticket += 1
        explain = partial(self._work.explain, self._many_model, row, self._ticket)
        work = explain if known is None else partial(self._work.apply, self._many_model, known, self._ticket)
        self.context.tasks.run("evidence", work, on_success=self._explained, on_error=self._not_explained, latest=True)

    @Slot(object)
    def _explained(self, checked: Checked | None) -> None:
        # An answer to an older question may not know of a mark that was made since.
        wanted = checked is not None and checked.ticket == self._ticket and self.result.row is not None
        if checked is not None and wanted and self._views.currentWidget() is self.result:
            self.show_checked(checked)

    @Slot(object)
    def _not_explained(self, error: engine.EngineError) -> None:
        if self.result.checked is not None:
            self.result.show_checked(self.result.checked)
        self.message.show_error(error)

    @Slot()
    def _back(self) -> None:
        row = self.result.row
        self.result.clear()
        self._views.setCurrentWidget(self.many)
        self.table.choose(row)
        self.many.focus_table()
        self._row_chosen(self.table.current)

    @Slot()
    def _choose_export(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save the table"), self.tr("mails.csv"), self.tr("Tables (*.csv)")
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Writes what the table shows, in its order, as a CSV file."""
        work = partial(export, path, self.table.mails.shown_rows())
        self.context.tasks.run("corrections", work, on_success=self._exported, on_error=self.message.show_error)

    @Slot(object)
    def _exported(self, path: Path) -> None:
        self.message.show_message("info", self.tr("The table was saved as “{0}”.").format(path.name))

    # -- marks --------------------------------------------------------------------------------------------------------

    def _show_marks(self, label: Any, *, possible: bool = True) -> None:
        self.marks.show()
        self.marks.set_target(label, possible=possible)

    @Slot(object)
    def _row_chosen(self, row: BatchRow | None) -> None:
        if self._views.currentWidget() is self.many:
            marked = row is not None and row.decided_by in ("mark", "similar")
            self._show_marks(row.verdict if row is not None and marked else None, possible=row is not None)

    @Slot(str)
    def _mark(self, label: Any) -> None:
        """Marks the message on show, or the one under the cursor of the table, which moves on to the next."""
        rows = self.table.mails.rows
        if self._views.currentWidget() is self.result:
            name = self._many_model if self.result.row is not None else str(self.model.currentData())
            self.marking.mark(name, self.result.row, self._whole, label, rows)
        elif self.table.current is not None:
            row, after = self.table.current, self.table.neighbour
            self.table.choose(after)
            self.marking.mark(self._many_model, row, None, label, rows)

    @Slot()
    def _undo(self) -> None:
        on_table = self._views.currentWidget() is self.many or self.result.row is not None
        name = self._many_model if on_table else str(self.model.currentData())
        self.marking.undo(name, self._whole, self.table.mails.rows)

    @property
    def _whole(self) -> Checked | None:
        """The message on show, where all of it is there."""
        whole = self._views.currentWidget() is self.result and not self.evidence.pending
        return self.result.checked if whole else None

    @Slot(object)
    def _marked(self, marked: Marked) -> None:
        if self._views.currentWidget() is self.result:
            if marked.checked is not None:
                self.show_checked(marked.checked)
            elif self.result.row is not None:
                self._open_mail(self.result.row)  # what is on its way may not know of the mark
        self.marks.show_marked(marked)
        self.request_status.emit(self.marks.status.text())

    @Slot(object)
    def _not_marked(self, error: engine.EngineError) -> None:
        self.message.show_error(error)
        if self._views.currentWidget() is self.result:
            self._show_marks(self.result.checked.label if self.result.checked is not None else None)
        else:
            self._row_chosen(self.table.current)

    # -- drops --------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.open_paths(paths)

    def close_page(self) -> None:
        """Ends a check that goes on."""
        self.stop()
        self.marking.stop()
