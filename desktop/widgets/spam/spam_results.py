"""What a check found: one message or the table of many, with the bar of marks under both."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desktop.spam.spam_marking import SpamMarking
from desktop.spam.spam_work import Checked, Marked, Rows, SpamWork, export, stand_in
from desktop.widgets.cards import MessageBar, muted
from desktop.widgets.spam.label_results import LabelResults
from desktop.widgets.spam.many_mails import ManyMails
from desktop.widgets.spam.mark_bar import MarkBar
from desktop.widgets.spam.report_view import ReportView

if TYPE_CHECKING:
    from desktop.spam.label_work import LabelWork
    from desktop.tasks import Tasks
    from engine import BatchRow, EngineError


class SpamResults(QWidget):
    """Shows, opens, marks and saves what was checked. `checker` names the spam checker of the message on show, which
    the table keeps to itself while another one is chosen."""

    request_stop = Signal()
    request_status = Signal(str)

    def __init__(
        self, tasks: Tasks, work: SpamWork, label_work: LabelWork, message: MessageBar, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._work = work
        self._message = message
        self._ticket = 0
        self._many_checker = ""
        self.checker = ""
        self.views = QStackedWidget(self)
        self._nothing = muted(
            self.tr("The verdict appears here, with the words that speak for and against it. Links are never opened."),
            self.views,
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.result = ReportView(self.views)
        self.result.request_back.connect(self._back)
        self.many = ManyMails(self.views)
        self.many.row_opened.connect(self.open_mail)
        self.many.request_stop.connect(self.request_stop)
        self.many.request_export.connect(self._choose_export)
        self.table = self.many.table
        self.table.row_chosen.connect(self._row_chosen)
        for view in (self._nothing, self.result, self.many):
            self.views.addWidget(view)
        self.labels = LabelResults(tasks, label_work, message, self.views, self.result, self)
        self.labels.request_stop.connect(self.request_stop)
        self.labels.request_status.connect(self.request_status)
        self.marks = MarkBar(parent or self)
        self.labels.shown.connect(self.marks.hide)
        self.marking = SpamMarking(tasks, work, self)
        self.marks.request_mark.connect(self.mark)
        self.marks.request_undo.connect(self.undo)
        self.marks.request_forget.connect(self.forget_marks)
        self.marking.marked.connect(self._marked)
        self.marking.judged_again.connect(self.many.judge_again)
        self.marking.failed.connect(self._not_marked)
        self.marking.standing_known.connect(self.marks.show_standing)
        self.marks.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.views, 1)
        column.addWidget(self.marks)

    @property
    def on_message(self) -> bool:
        """Whether a message is on show."""
        return self.views.currentWidget() is self.result

    @property
    def on_table(self) -> bool:
        """Whether the table is on show."""
        return self.views.currentWidget() is self.many

    # -- one message --------------------------------------------------------------------------------------------------

    def show_one(self, checked: Checked) -> None:
        """Shows a message that is not of the table."""
        self.labels.forget()
        self.result.row = None
        self.show_checked(checked)

    def show_checked(self, checked: Checked, *, pending: bool = False) -> None:
        """Shows the verdict on a message and marks its evidence; `pending` where that is still being looked for."""
        self.result.show_checked(checked, pending=pending)
        self.views.setCurrentWidget(self.result)
        self._show_marks(checked.label)
        if not pending:
            self.marks.show_standing(checked.standing)
        self.request_status.emit(self.result.card.verdict.text())

    def show_nothing(self) -> None:
        """Shows that nothing was checked yet."""
        self.result.clear()
        self.views.setCurrentWidget(self._nothing)
        self.marks.hide()

    # -- many messages ------------------------------------------------------------------------------------------------

    def begin_many(self) -> None:
        """Shows the empty table, for mails that are about to be checked."""
        self._many_checker = self.checker
        self.many.begin()
        self.result.forget()
        self.views.setCurrentWidget(self.many)
        self._show_marks(None, possible=False)
        self.marking.refresh(self._many_checker)

    def add(self, part: Rows) -> None:
        """Adds mails that were checked."""
        self.many.add(part.rows, part.progress)

    def end_many(self) -> None:
        """Says what was found, and takes the cursor there."""
        self.many.end()
        self.request_status.emit(self.many.count.text())
        if self.on_table and self.table.mails.rows:
            self.many.focus_table()

    @Slot(object)
    def open_mail(self, row: BatchRow) -> None:
        """Shows one of many at once; its text and evidence follow."""
        self.result.row = row
        known = self.result.known(row)
        self.show_checked(known or stand_in(row), pending=known is None)
        self._ticket += 1
        explain = partial(self._work.explain, self._many_checker, row, self._ticket)
        work = explain if known is None else partial(self._work.apply, self._many_checker, known, self._ticket)
        self._tasks.run("evidence", work, on_success=self._explained, on_error=self._not_explained, latest=True)

    @Slot(object)
    def _explained(self, checked: Checked | None) -> None:
        # An answer to an older question may not know of a mark that was made since.
        wanted = checked is not None and checked.ticket == self._ticket and self.result.row is not None
        if checked is not None and wanted and self.on_message:
            self.show_checked(checked)

    @Slot(object)
    def _not_explained(self, error: EngineError) -> None:
        if self.result.checked is not None:
            self.result.show_checked(self.result.checked)
        self._message.show_error(error)

    @Slot()
    def _back(self) -> None:
        if self.labels.opened:
            self.labels.back()
            return
        row = self.result.row
        self.result.clear()
        self.views.setCurrentWidget(self.many)
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
        self._tasks.run("corrections", work, on_success=self._exported, on_error=self._message.show_error)

    @Slot(object)
    def _exported(self, path: Path) -> None:
        self._message.show_message("info", self.tr("The table was saved as “{0}”.").format(path.name))

    # -- marks --------------------------------------------------------------------------------------------------------

    def _show_marks(self, label: Any, *, possible: bool = True) -> None:
        self.marks.show()
        self.marks.set_target(label, possible=possible)

    @Slot(object)
    def _row_chosen(self, row: BatchRow | None) -> None:
        if self.on_table:
            marked = row is not None and row.decided_by in ("mark", "similar")
            self._show_marks(row.verdict if row is not None and marked else None, possible=row is not None)

    @property
    def _marker(self) -> str:
        """The checker whose marks are on show."""
        return self._many_checker if self.on_table or self.result.row is not None else self.checker

    @property
    def _whole(self) -> Checked | None:
        """The message on show, where all of it is there."""
        return self.result.checked if self.on_message and not self.result.evidence.pending else None

    @Slot(str)
    def mark(self, label: Any) -> None:
        """Marks the message on show, or the one under the cursor of the table, which moves on to the next."""
        rows = self.table.mails.rows
        if self.on_message:
            self.marking.mark(self._marker, self.result.row, self._whole, label, rows)
        elif self.table.current is not None:
            row, after = self.table.current, self.table.neighbour
            self.table.choose(after)
            self.marking.mark(self._marker, row, None, label, rows)

    @Slot()
    def undo(self) -> None:
        """Takes the last mark back."""
        self.marking.undo(self._marker, self._whole, self.table.mails.rows)

    @Slot()
    def forget_marks(self) -> None:
        """Forgets all marks; `undo` brings them back."""
        self.marking.forget(self._marker, self._whole, self.table.mails.rows)

    @Slot(object)
    def _marked(self, marked: Marked) -> None:
        if self.on_message:
            if marked.checked is not None:
                self.show_checked(marked.checked)
            elif self.result.row is not None:
                self.open_mail(self.result.row)  # what is on its way may not know of the mark
        self.marks.show_marked(marked)
        self.request_status.emit(self.marks.status.text())

    @Slot(object)
    def _not_marked(self, error: EngineError) -> None:
        self._message.show_error(error)
        if self.on_message:
            self._show_marks(self.result.checked.label if self.result.checked is not None else None)
        else:
            self._row_chosen(self.table.current)

    @Slot()
    def apply_theme(self) -> None:
        """Takes the colours and sizes of the theme in use."""
        self.result.apply_theme()
        self.many.apply_theme()
        self.labels.many.apply_theme()
