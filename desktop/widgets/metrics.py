"""Names and formats of the figures that the engine reports."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.training.training_text import duration

SHARES = (
    "accuracy",
    "majority_share",
    "macro_f1",
    "sure_accuracy",
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
    translate = QCoreApplication.translate
    titles = {
        "val_loss": translate("metrics", "Held-out loss"),
        "ngram_loss": translate("metrics", "Plain n-gram"),
        "mixed_loss": translate("metrics", "Both together"),
        "expected_loss": translate("metrics", "Expected loss"),
        "expected_low": translate("metrics", "Expected at best"),
        "expected_high": translate("metrics", "Expected at worst"),
        "unknown_share": translate("metrics", "Unknown tokens"),
        "copied_share": translate("metrics", "Copied from the texts"),
        "top_1": translate("metrics", "First guess right"),
        "top_3": translate("metrics", "Among the first three"),
        "loss": translate("metrics", "Training loss"),
        "train_loss": translate("metrics", "Training loss"),
        "perplexity": translate("metrics", "Perplexity"),
        "bits_per_char": translate("metrics", "Bits per character"),
        "accuracy": translate("metrics", "Accuracy"),
        "majority_share": translate("metrics", "Commonest label"),
        "macro_f1": translate("metrics", "Mean F1"),
        "sure_accuracy": translate("metrics", "Where sure"),
        "unsure": translate("metrics", "Unsure"),
        "messages": translate("metrics", "Held-out messages"),
        "ham": translate("metrics", "Of them ham"),
        "spam": translate("metrics", "Of them spam"),
        "texts": translate("metrics", "Held-out texts"),
        "labels": translate("metrics", "Labels"),
        "log_loss": translate("metrics", "Held-out loss"),
        "errors": translate("metrics", "Errors"),
        "train_accuracy": translate("metrics", "Training accuracy"),
        "precision": translate("metrics", "Precision"),
        "recall": translate("metrics", "Recall"),
        "f1": translate("metrics", "F1"),
        "ham_loss": translate("metrics", "Ham loss"),
        "spam_loss": translate("metrics", "Spam loss"),
        "ham_errors": translate("metrics", "Ham taken for spam"),
        "spam_errors": translate("metrics", "Spam taken for ham"),
        "auc": translate("metrics", "Area under the curve"),
        "ece": translate("metrics", "Calibration error"),
        "brier": translate("metrics", "Brier score"),
        "verdict_ham_spam": translate("metrics", "Ham judged spam"),
        "verdict_ham_unsure": translate("metrics", "Ham judged unsure"),
        "verdict_ham_normal": translate("metrics", "Ham judged normal"),
        "verdict_spam_spam": translate("metrics", "Spam judged spam"),
        "verdict_spam_unsure": translate("metrics", "Spam judged unsure"),
        "verdict_spam_normal": translate("metrics", "Spam judged normal"),
        "tokens_per_second": translate("metrics", "Tokens a second"),
        "seconds": translate("metrics", "Time"),
        "epochs": translate("metrics", "Rounds"),
        "steps": translate("metrics", "Steps"),
        "parameters": translate("metrics", "Parameters"),
    }
    branches = {
        "network": translate("metrics", "{0}, network alone"),
        "linear": translate("metrics", "{0}, words alone"),
    }
    branch, _, rest = key.partition("_")
    if branch in branches and rest in titles:
        return branches[branch].format(titles[rest])
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
