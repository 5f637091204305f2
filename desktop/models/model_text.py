"""What a model is and how good it is, in words: pure functions without any widget."""

from __future__ import annotations

from math import exp, isfinite
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from desktop.training.training_text import file_size
from desktop.widgets.metrics import metric_text, metric_title

if TYPE_CHECKING:
    from engine import ModelInfo

CELLS = {"rnn": "SimpleRNN", "lstm": "LSTM", "gru": "GRU"}


def date_text(iso: str, locale: QLocale | None = None) -> str:
    """A point in time (ISO 8601) as a date in the person's format; as it is where it cannot be read."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODate)
    if not moment.isValid():
        return iso
    return (locale or QLocale()).toString(moment.toLocalTime().date(), QLocale.FormatType.ShortFormat)


def unit_text(unit: str) -> str:
    """The unit of a model, in words."""
    translate = QCoreApplication.translate
    return translate("models", "word") if unit == "word" else translate("models", "character")


def network_text(info: ModelInfo) -> str:
    """Layers, units and cell; a model without a network says so."""
    translate = QCoreApplication.translate
    if info.kind == "language" and not info.parameters:
        return translate("models", "n-gram alone, no network yet")
    if info.kind == "labels":
        return translate("models", "linear, no network")
    model = info.model
    text = translate("models", "{0} × {1} {2}").format(model.num_layers, model.units, CELLS.get(model.cell, model.cell))
    return translate("models", "{0}, bidirectional").format(text) if model.bidirectional else text


def source_text(info: ModelInfo) -> str:
    """The names of the files that a model was trained on, shortened."""
    names = list(info.corpus.sources)
    shown = ", ".join(names[:2])
    if len(names) > 2:
        more = QCoreApplication.translate("models", "{0} and {1} more")
        shown = more.format(shown, len(names) - 2)
    return shown


def metric(info: ModelInfo, key: str) -> float | None:
    """A figure of a model; None where it is not known."""
    value = info.metrics.get(key)
    return float(value) if isinstance(value, int | float) and isfinite(value) else None


def choices_text(loss: float) -> str:
    """Among how many equally likely tokens one is as unsure as with this loss (nats per token)."""
    count = exp(min(loss, 50.0))
    return QLocale().toString(count, "f", 1) if count < 9.95 else QLocale().toString(round(count))


def score_text(info: ModelInfo) -> str:
    """The one figure that says how good a model is, in words, beside what counting alone or guessing would do."""
    translate = QCoreApplication.translate
    if info.kind != "language":
        accuracy, guessed = metric(info, "accuracy"), metric(info, "majority_share")
        if accuracy is not None and guessed is not None:
            sentence = translate("models", "right on {0} of the held-out texts, guessing on {1}")
            return sentence.format(metric_text("accuracy", accuracy), metric_text("majority_share", guessed))
        if accuracy is not None:
            return translate("models", "right on {0} of the held-out texts").format(metric_text("accuracy", accuracy))
        f1 = metric(info, "f1")
        return "" if f1 is None else f"{metric_title('f1')} {metric_text('f1', f1)}"
    char, ngram = info.model.unit == "char", metric(info, "ngram_loss")
    losses = (metric(info, key) for key in ("mixed_loss", "val_loss"))  # it writes with both where they were weighed
    reached = next((loss for loss in losses if loss is not None), None)
    if reached is not None and ngram is not None:
        sentence = (
            translate("models", "torn between about {0} characters, counting alone {1}")
            if char
            else translate("models", "torn between about {0} words, counting alone {1}")
        )
        return sentence.format(choices_text(reached), choices_text(ngram))
    shown = ngram if reached is None else reached
    if shown is not None:
        sentence = (
            translate("models", "torn between about {0} characters")
            if char
            else translate("models", "torn between about {0} words")
        )
        return sentence.format(choices_text(shown))
    accuracy = metric(info, "train_accuracy")
    return "" if accuracy is None else f"{metric_title('train_accuracy')} {metric_text('train_accuracy', accuracy)}"


def score_sentence(info: ModelInfo) -> str:
    """The same, told whole: the network, a plain n-gram, and both together. Empty where nothing was held out."""
    translate = QCoreApplication.translate
    char = info.model.unit == "char"
    network, ngram, mixed = (metric(info, key) for key in ("val_loss", "ngram_loss", "mixed_loss"))
    first = network if network is not None else ngram
    if info.kind != "language" or first is None:
        return ""
    told = [
        (
            translate("models", "On text it has not seen, it is as unsure as someone choosing among {0} characters.")
            if char
            else translate("models", "On text it has not seen, it is as unsure as someone choosing among {0} words.")
        ).format(choices_text(first))
    ]
    if network is not None and ngram is not None:
        told.append(translate("models", "A plain n-gram, which only counts: {0}.").format(choices_text(ngram)))
    if mixed is not None:
        told.append(translate("models", "Both together, as it writes: {0}.").format(choices_text(mixed)))
    return " ".join(told)


def model_line(info: ModelInfo) -> str:
    """Kind, unit, cell, corpus, date, size and score in one line."""
    translate = QCoreApplication.translate
    kinds = {"classifier": translate("models", "spam checker"), "labels": translate("models", "labels")}
    kind = kinds.get(info.kind) or unit_text(info.model.unit)
    parts = [
        translate("models", "sample") if info.sample else "",
        kind,
        CELLS.get(info.model.cell, info.model.cell)
        if info.parameters and info.kind != "labels"
        else network_text(info),
        source_text(info),
        date_text(info.created),
        file_size(info.size_bytes),
        score_text(info),
    ]
    return " · ".join(part for part in parts if part)
