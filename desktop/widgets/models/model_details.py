"""What a model is: its figures, its settings, and the curve of its training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.model_text import date_text, network_text, score_sentence, source_text, unit_text
from desktop.training.training_text import CurvePoint, duration, file_size
from desktop.widgets.cards import Card
from desktop.widgets.forms import add_fact
from desktop.widgets.metrics import metric_text, metric_title
from desktop.widgets.training.loss_plot import LossPlot
from desktop.wording.language import in_words

if TYPE_CHECKING:
    from engine import ModelInfo

WRAPPED_FROM = 150  # percent of zoom


class ModelDetails(QWidget):
    """A scrolling panel with figures, settings and the training curve of one model."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts: dict[str, str] = {}
        self._card = Card(self)
        self._holder = QWidget(self._card)
        self._card.body.addWidget(self._holder)
        QVBoxLayout(self._holder).setContentsMargins(0, 0, 0, 0)
        self.problem = QLabel("", self)
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.plot = LossPlot(self)
        self.plot.setMinimumHeight(260)
        inside = QWidget(self)
        inside.setProperty("role", "scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(14)
        column.addWidget(self.problem)
        column.addWidget(self._card)
        column.addWidget(self.plot, 1)
        scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    @Slot()
    def apply_theme(self) -> None:
        """Takes the colours of the theme in use."""
        self.plot.apply_theme()

    def _fresh_form(self) -> QFormLayout:
        layout = self._holder.layout()
        while layout is not None and layout.count():
            item = layout.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        inside = QWidget(self._holder)
        form = QFormLayout(inside)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(6)
        large = theme.px(100) >= WRAPPED_FROM  # a value beside its name would be cut off
        form.setRowWrapPolicy(
            QFormLayout.RowWrapPolicy.WrapAllRows if large else QFormLayout.RowWrapPolicy.WrapLongRows
        )
        if layout is not None:
            layout.addWidget(inside)
        return form

    def show_damaged(self, sentence: str) -> None:
        """Shows why a model cannot be used."""
        self.problem.setText(in_words(sentence))
        self.problem.show()
        self._card.hide()
        self.plot.hide()
        self.facts = {}

    def show_model(self, info: ModelInfo) -> None:
        """Shows a model."""
        self.problem.hide()
        self._card.show()
        locale = QLocale()
        model, training, corpus = info.model, info.training, info.corpus
        kinds = {"classifier": self.tr("Spam checker"), "labels": self.tr("Labels")}
        network = info.kind != "labels"
        kind = kinds.get(info.kind) or self.tr("Language model")
        embedding = locale.toString(model.embedding_dim) if model.embedding_dim else self.tr("one-hot")
        facts = [
            (self.tr("Kind"), self.tr("{0} (sample)").format(kind) if info.sample else kind),
            (self.tr("Unit"), unit_text(model.unit) if network else ""),
            (self.tr("Network"), network_text(info)),
            (self.tr("Embedding"), embedding if network else ""),
            (self.tr("Parameters"), locale.toString(info.parameters)),
            (self.tr("Vocabulary"), locale.toString(info.vocabulary) if network else ""),
            (self.tr("Trained on"), source_text(info)),
            (
                self.tr("Corpus"),
                (self.tr("{0} characters, {1} tokens") if network else self.tr("{0} characters, {1} texts")).format(
                    locale.toString(corpus.characters), locale.toString(corpus.tokens)
                ),
            ),
            (self.tr("Recipe"), info.recipe or ""),
            (self.tr("Made"), date_text(info.created)),
            (self.tr("Size"), file_size(info.size_bytes)),
        ]
        facts.append((self.tr("Score"), score_sentence(info)))
        facts += [
            (metric_title(key), metric_text(key, value))
            for key, value in info.metrics.items()
            if isinstance(value, int | float)
        ]
        if training is not None and network:
            length = (
                duration(training.minutes * 60)
                if training.minutes is not None
                else self.tr("{0} rounds").format(locale.toString(training.epochs or 0))
            )
            facts.append(
                (
                    self.tr("Settings"),
                    self.tr("{0}, batch {1}, sequence {2}, learning rate {3}, dropout {4}, seed {5}").format(
                        length,
                        training.batch_size,
                        training.seq_length,
                        training.learning_rate,
                        training.dropout,
                        training.seed,
                    ),
                )
            )
        form = self._fresh_form()
        self.facts = {name: value for name, value in facts if value}
        for name, value in self.facts.items():
            add_fact(form, name, value, self._holder)
        inside = form.parentWidget()
        if inside is not None:
            inside.show()  # at once: Qt would show it a moment later, and the card be empty until then
        self._show_history(info)

    def _show_history(self, info: ModelInfo) -> None:
        self.plot.clear()
        self.plot.set_unit(messages=info.kind == "classifier")
        self.plot.setVisible(bool(info.history))
        if not info.history:
            return
        self.plot.start_run(info.name)
        for point in info.history:
            self.plot.add_step(point.step, point.loss, point.seconds)
            self.plot.add_point(CurvePoint(point.step, point.loss, point.val_loss, point.seconds, epoch=point.epoch))
        ngram = info.metrics.get("ngram_loss")
        if isinstance(ngram, int | float):
            self.plot.set_ngram(float(ngram))
