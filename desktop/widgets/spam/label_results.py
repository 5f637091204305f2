"""What a model of labels found: one text with its evidence, or the table of many."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from desktop.spam.label_work import Labelled, LabelWork, export
from desktop.spam.spam_work import Rows
from desktop.widgets.cards import MessageBar
from desktop.widgets.spam.label_table import ManyTexts
from desktop.widgets.spam.report_view import ReportView

if TYPE_CHECKING:
    from desktop.tasks import Tasks
    from engine import LabelRow


class LabelResults(QObject):
    """Adds the table of texts to the views of the page, and shows its rows in the view of one text."""

    request_stop = Signal()
    request_status = Signal(str)
    shown = Signal()  # a text or the table came to the front

    def __init__(
        self,
        tasks: Tasks,
        work: LabelWork,
        message: MessageBar,
        views: QStackedWidget,
        result: ReportView,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._work = work
        self._message = message
        self._views = views
        self._result = result
        self._checker = ""  # the model that the table was made with
        self._asked: LabelRow | None = None
        self._parent = parent
        self.many = ManyTexts(views)
        self.many.row_opened.connect(self.open_text)
        self.many.request_stop.connect(self.request_stop)
        self.many.request_export.connect(self._choose_export)
        views.addWidget(self.many)

    @property
    def on_table(self) -> bool:
        """Whether the table is on show."""
        return self._views.currentWidget() is self.many

    @property
    def opened(self) -> bool:
        """Whether a text of the table is on show."""
        return self._asked is not None

    def show_labels(self, labelled: Labelled) -> None:
        """Shows which label a text has; there is nothing to mark."""
        self._asked = labelled.row
        self._result.show_labels(labelled)
        self._views.setCurrentWidget(self._result)
        self.shown.emit()
        self.request_status.emit(self._result.card.verdict.text())

    def begin(self, checker: str) -> None:
        """Shows the empty table, for texts that are about to be checked."""
        self._checker, self._asked = checker, None
        self.many.begin()
        self._result.forget()
        self._views.setCurrentWidget(self.many)
        self.shown.emit()

    def add(self, part: Rows) -> None:
        """Adds texts that were checked."""
        self.many.add(part.rows, part.progress)

    def end(self) -> None:
        """Says what was found, and takes the cursor there."""
        self.many.end()
        self.request_status.emit(self.many.count.text())
        if self.on_table and self.many.texts.rows:
            self.many.focus_table()

    def forget(self) -> None:
        """Another text is shown, which is not of the table."""
        self._asked = None

    @Slot(object)
    def open_text(self, row: LabelRow) -> None:
        """Shows a text of the table with its evidence, once that is found."""
        self._asked = row
        work = partial(self._work.explain, self._checker, row)
        self._tasks.run("evidence", work, on_success=self._explained, on_error=self._message.show_error, latest=True)

    @Slot(object)
    def _explained(self, labelled: Labelled) -> None:
        if labelled.row is not None and labelled.row.is_same(self._asked) and self.on_table:
            self.show_labels(labelled)

    def back(self) -> None:
        """The table again, with the cursor where it was."""
        row, self._asked = self._asked, None
        self._result.clear()
        self._views.setCurrentWidget(self.many)
        self.many.table.choose(row)
        self.many.focus_table()
        self.shown.emit()

    @Slot()
    def _choose_export(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self._parent, self.tr("Save the table"), self.tr("labels.csv"), self.tr("Tables (*.csv)")
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Writes what the table shows, in its order, as a CSV file."""
        work = partial(export, path, self.many.texts.shown_rows())
        self._tasks.run("corrections", work, on_success=self._exported, on_error=self._message.show_error)

    @Slot(object)
    def _exported(self, path: Path) -> None:
        self._message.show_message("info", self.tr("The table was saved as “{0}”.").format(path.name))
