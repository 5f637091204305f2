"""One checked message: its verdict, and its text with the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.widgets.areas import ColumnArea
from desktop.widgets.spam.evidence_view import EvidenceView
from desktop.widgets.spam.verdict_card import VerdictCard

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.spam.label_work import Labelled
    from desktop.spam.spam_work import Checked
    from engine import BatchRow

REMEMBERED = 30  # mails of the table that need not be read again


class ReportView(ColumnArea):
    """Shows a Checked message. `row` is its row in the table, where it has one."""

    request_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        contents = QWidget()
        super().__init__(contents, 300, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.checked: Checked | None = None
        self.row: BatchRow | None = None
        self._known: dict[tuple[Path, int], Checked] = {}
        self.card = VerdictCard(contents)
        self.evidence = EvidenceView(contents)
        self.back_button = QPushButton(self.tr("← &All mails"), contents)
        self.back_button.setProperty("role", "flat")
        self.back_button.clicked.connect(self.request_back)
        column = QVBoxLayout(contents)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.card)
        column.addWidget(self.evidence, 1)

    def show_checked(self, checked: Checked, *, pending: bool = False) -> None:
        """Shows a message; `pending` where its text and evidence are still being looked for."""
        again = self.checked is not None and self.checked.own is checked.own and not pending
        self.checked = checked
        self.back_button.setText(self.tr("← &All mails"))
        self.back_button.setVisible(self.row is not None)
        self.card.show_report(checked.report)
        if not again or self.evidence.pending:
            report = checked.report
            self.evidence.show_evidence(report.text, report.evidence, checked.sentences, pending=pending)
        if self.row is not None and checked.report.text and not pending:
            key = (self.row.path, self.row.place)
            self._known.pop(key, None)
            self._known[key] = checked
            if len(self._known) > REMEMBERED:
                del self._known[next(iter(self._known))]

    def show_labels(self, labelled: Labelled) -> None:
        """Shows which label a text has."""
        self.checked = self.row = None
        self.back_button.setText(self.tr("← &All texts"))
        self.back_button.setVisible(labelled.row is not None)
        self.card.show_labels(labelled.report)
        self.evidence.show_labels(labelled.report, labelled.sentences)

    @Slot()
    def apply_theme(self) -> None:
        """Takes the colours and sizes of the theme in use."""
        self.card.apply_theme()
        self.evidence.apply_theme()

    def known(self, row: BatchRow) -> Checked | None:
        """A mail of the table that was shown before, as it was then."""
        return self._known.get((row.path, row.place))

    def clear(self) -> None:
        """Shows nothing, and forgets what was shown."""
        self.checked = self.row = None
        self.card.clear()
        self.evidence.clear()

    def forget(self) -> None:
        """The table holds other mails from now on."""
        self.clear()
        self._known.clear()
