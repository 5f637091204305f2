"""The card at the end of a run: its figures, a table where runs were compared, and what a recipe shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.training.training_text import CurvePoint, result_sentences
from desktop.widgets.cards import Card, muted
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.forms import labelled
from desktop.widgets.metrics import metric_text, metric_title

ORDER = (
    "val_loss",
    "ngram_loss",
    "mixed_loss",
    "perplexity",
    "bits_per_char",
    "loss",
    "accuracy",
    "majority_share",
    "macro_f1",
    "sure_accuracy",
    "unsure",
    "precision",
    "recall",
    "f1",
    "ham_loss",
    "copied_share",
    "tokens_per_second",
    "seconds",
    "epochs",
)
FIGURES_A_ROW = 4
MAX_FIGURES = 8


class EndCard(Card):
    """The result of a run with the way to try it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures: dict[str, str] = {}
        self._shown: Callable[[], None] | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(2)
        self.body.addLayout(self._grid)
        self.finding = QLabel("", self)
        self.finding.setWordWrap(True)
        self.body.addWidget(self.finding)
        self.sentences = QLabel("", self)
        self.sentences.setWordWrap(True)
        self.sentences.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.body.addWidget(self.sentences)
        self.table = QTableWidget(self)
        labelled(self.table, self.tr("Compared runs"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.body.addWidget(self.table)
        self.results = QPlainTextEdit(self)
        self.results.setReadOnly(True)
        self.results.setTabChangesFocus(True)
        labelled(self.results, self.tr("What the recipe shows"))
        self.body.addWidget(self.results)
        self.try_button = QPushButton(self.tr("Tr&y it now"), self)
        self.try_button.setProperty("role", "primary")
        self.longer_button = QPushButton(self.tr("Continue longer"), self)
        self.compare_button = QPushButton(self.tr("Compare models"), self)
        row = FlowLayout(horizontal=8, vertical=6)
        for button in (self.try_button, self.longer_button, self.compare_button):
            row.addWidget(button)
        self.body.addLayout(row)

    def show_result(self, event: Any, *, kept: bool, points: Sequence[CurvePoint] = (), longer: bool = False) -> None:
        """Shows the figures of a TrainingFinished; a list of rows among them becomes a table.

        `points`: the validations of the run. `longer`: whether it can go on.
        """
        self._shown = partial(self._show, event, kept=kept, points=points, longer=longer)
        self._shown()
        self.results.clear()
        self.results.hide()
        self.show()

    def retranslate(self) -> None:
        """Says it in the language in use."""
        if self._shown is not None:
            self._shown()

    def _show(self, event: Any, *, kept: bool, points: Sequence[CurvePoint], longer: bool) -> None:
        metrics = dict(event.metrics)
        self._fill_figures(
            {
                k: v
                for k, v in metrics.items()
                if isinstance(v, int | float) and not isinstance(v, bool) and not k.startswith("expected_")
            }
        )
        sentences = result_sentences(metrics, points)
        self.sentences.setText("\n".join(sentences))
        self.sentences.setVisible(bool(sentences))
        self.longer_button.setVisible(kept and longer)
        self.compare_button.setVisible("majority_share" not in metrics)  # a model of labels writes nothing
        finding = metrics.get("finding", "")
        self.finding.setText(str(finding))
        self.finding.setVisible(bool(finding))
        rows = next((v for v in metrics.values() if isinstance(v, list) and v and isinstance(v[0], dict)), [])
        self._fill_table(rows)
        self.try_button.setVisible(kept)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Shows what a recipe does: one line a seed or message."""
        self.results.setPlainText("\n".join(lines))
        rows = min(6, max(2, len(lines)))
        self.results.setFixedHeight(rows * self.results.fontMetrics().lineSpacing() + 24)
        self.results.setVisible(bool(lines))

    def _fill_figures(self, figures: dict[str, float]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.figures = {}
        order = [key for key in ORDER if key in figures] + sorted(set(figures) - set(ORDER))
        for position, key in enumerate(order[:MAX_FIGURES]):
            name, value = metric_title(key), metric_text(key, figures[key])
            self.figures[name] = value
            caption, number = muted(name, self), QLabel(value, self)
            caption.setWordWrap(False)
            number.setProperty("role", "subheading")
            number.setAccessibleName(f"{name}: {value}")
            row, column = divmod(position, FIGURES_A_ROW)
            self._grid.addWidget(number, row * 3, column)
            self._grid.addWidget(caption, row * 3 + 1, column)
            self._grid.setRowMinimumHeight(row * 3 + 2, 6)
        self._grid.setColumnStretch(FIGURES_A_ROW, 1)

    def _fill_table(self, rows: Sequence[dict[str, Any]]) -> None:
        self.table.setVisible(bool(rows))
        self.table.clear()
        if not rows:
            return
        keys = [key for key in rows[0] if key not in ("model", "characters", "perplexity")]
        self.table.setRowCount(len(rows))
        self.table.setColumnCount(len(keys))
        self.table.setHorizontalHeaderLabels([metric_title(key) for key in keys])
        for number, row in enumerate(rows):
            for column, key in enumerate(keys):
                value = row.get(key)
                text = metric_text(key, value) if isinstance(value, int | float) else str(value or "–")
                item = QTableWidgetItem(text.upper() if key == "cell" else text)
                if isinstance(value, int | float):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(number, column, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        height = header.sizeHint().height() + 6
        height += sum(self.table.rowHeight(number) for number in range(min(len(rows), 6)))
        self.table.setFixedHeight(height)
