"""Names and formats of the figures that the engine reports."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.training_text import duration

SHARES = (
    "accuracy",
    "train_accuracy",
    "precision",
    "recall",
    "f1",
    "ham_loss",
    "spam_loss",
    "unsure",
    "top_1",
    "top_3",
    "unknown_share",
    "copied_share",
)


def metric_title(key: str) -> str:
    """The name of a figure for a person."""
    tr = QCoreApplication.translate
    titles = {
        "val_loss": tr("metrics", "Held-out loss"),
        "ngram_loss": tr("metrics", "Plain n-gram"),
        "mixed_loss": tr("metrics", "Both together"),
        "copied_share": tr("metrics", "Copied from the texts"),
        "top_1": tr("metrics", "First guess right"),
        "top_3": tr("metrics", "Among the first three"),
        "loss": tr("metrics", "Training loss"),
        "train_loss": tr("metrics", "Training loss"),
        "perplexity": tr("metrics", "Perplexity"),
        "bits_per_char": tr("metrics", "Bits per character"),
        "accuracy": tr("metrics", "Accuracy"),
        "train_accuracy": tr("metrics", "Training accuracy"),
        "precision": tr("metrics", "Precision"),
        "recall": tr("metrics", "Recall"),
        "f1": tr("metrics", "F1"),
        "ham_loss": tr("metrics", "Ham loss"),
        "spam_loss": tr("metrics", "Spam loss"),
        "ham_errors": tr("metrics", "Ham taken for spam"),
        "spam_errors": tr("metrics", "Spam taken for ham"),
        "auc": tr("metrics", "Area under the curve"),
        "ece": tr("metrics", "Calibration error"),
        "brier": tr("metrics", "Brier score"),
        "verdict_ham_spam": tr("metrics", "Ham judged spam"),
        "verdict_ham_unsure": tr("metrics", "Ham judged unsure"),
        "verdict_ham_normal": tr("metrics", "Ham judged normal"),
        "verdict_spam_spam": tr("metrics", "Spam judged spam"),
        "verdict_spam_unsure": tr("metrics", "Spam judged unsure"),
        "verdict_spam_normal": tr("metrics", "Spam judged normal"),
        "tokens_per_second": tr("metrics", "Tokens a second"),
        "seconds": tr("metrics", "Time"),
        "epochs": tr("metrics", "Rounds"),
        "steps": tr("metrics", "Steps"),
        "parameters": tr("metrics", "Parameters"),
    }
    return titles.get(key, key.replace("_", " ").capitalize())


def metric_text(key: str, value: float) -> str:
    """A figure for a person, by its kind: shares in percent, times in words."""
    locale = QLocale()
    if key == "seconds":
        return duration(value)
    if key == "share":
        return f"{locale.toString(round(value * 100))} %"
    if key in SHARES:
        return f"{locale.toString(value * 100, 'f', 1)} %"
    if key == "tokens_per_second" or isinstance(value, int):
        return locale.toString(round(value))
    if key == "epochs":
        return locale.toString(float(value), "f", 1)
    return locale.toString(float(value), "f", 3 if abs(value) < 100 else 1)
