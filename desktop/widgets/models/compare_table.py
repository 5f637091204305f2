"""The figures of several models, one column a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop import theme
from desktop.models.model_text import CELLS, unit_text
from desktop.widgets.metrics import metric_text, metric_title

if TYPE_CHECKING:
    from engine import ModelInfo

METRICS = ("val_loss", "perplexity", "bits_per_char", "ngram_loss", "seconds")


def facts_of(info: ModelInfo) -> dict[str, str]:
    """What is compared, in its order; a figure that is not known is a dash."""
    translate, locale = QCoreApplication.translate, QLocale()
    model = info.model
    facts = {
        translate("compare", "Unit"): unit_text(model.unit),
        translate("compare", "Cell"): CELLS.get(model.cell, model.cell),
        translate("compare", "Units"): locale.toString(model.units),
        translate("compare", "Layers"): locale.toString(model.num_layers),
        translate("compare", "Parameters"): locale.toString(info.parameters),
        translate("compare", "Characters"): locale.toString(info.corpus.characters),
    }
    for key in METRICS:
        value = info.metrics.get(key)
        facts[metric_title(key)] = metric_text(key, value) if isinstance(value, int | float) else "–"
    return facts


def score_key(infos: Sequence[ModelInfo]) -> str:
    """The figure by which these models can be told apart: losses of other units do not compare."""
    return "val_loss" if len({info.model.unit for info in infos}) == 1 else "bits_per_char"


def same_texts(infos: Sequence[ModelInfo]) -> bool:
    """Whether all models learned the same texts; a score on one text says nothing of another."""
    return len({info.corpus.fingerprint for info in infos}) == 1


def comparison_note(infos: Sequence[ModelInfo]) -> str:
    """What keeps the losses of these models from being compared; empty where nothing does."""
    translate = QCoreApplication.translate
    if not same_texts(infos):
        return translate("compare", "These models learned different texts: their losses cannot be compared.")
    if score_key(infos) != "val_loss":
        return translate(
            "compare",
            "These models count in different units: compare their bits per character, not their losses.",
        )
    return ""


def best_of(infos: Sequence[ModelInfo]) -> int | None:
    """Which model has the lowest score. None where one is unknown, all are the same, or they learned other texts."""
    if not same_texts(infos):
        return None
    values = [info.metrics.get(score_key(infos)) for info in infos]
    numbers = [float(value) for value in values if isinstance(value, int | float)]
    if len(numbers) < len(infos) or len(set(numbers)) < 2:
        return None
    return numbers.index(min(numbers))


class CompareTable(QTableWidget):
    """As high as its rows: the page scrolls, not the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Figures of the compared models"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header.setHighlightSections(False)

    def show_models(self, infos: Sequence[ModelInfo]) -> None:
        """Fills the table: the first column names the figures."""
        self.clear()
        facts = [facts_of(info) for info in infos]
        names = list(facts[0]) if facts else []
        self.setColumnCount(1 + len(infos))
        self.setRowCount(len(names))
        for column, title in enumerate(["", *(info.name for info in infos)]):
            item = QTableWidgetItem(title)
            item.setToolTip(title)
            self.setHorizontalHeaderItem(column, item)
        best, score = best_of(infos), metric_title(score_key(infos))
        for row, name in enumerate(names):
            self.setItem(row, 0, QTableWidgetItem(name))
            for column, values in enumerate(facts):
                text = values[name]
                if column == best and name == score:
                    text = self.tr("{0} (best)").format(text)
                self.setItem(row, column + 1, QTableWidgetItem(text))
        header = self.horizontalHeader()
        for column in range(1, 1 + len(infos)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        line = self.fontMetrics().height() + theme.px(8)
        self.verticalHeader().setDefaultSectionSize(line)
        self.setFixedHeight(header.sizeHint().height() + 2 * self.frameWidth() + 2 + line * len(names))
