"""Sentences of the Write page that are made of numbers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.writing.generation import Progress, words_of

SHOWN_UNKNOWN = 12


def speed_text(progress: Progress, locale: QLocale) -> str:
    """Time to the first word and words a second, for the footer; empty before the first word."""
    parts = []
    if progress.first_seconds is not None:
        if progress.first_seconds < 1:
            first = locale.toString(max(1, round(progress.first_seconds * 1000)))
            parts.append(QCoreApplication.translate("WritePage", "First word after {0} ms").format(first))
        else:
            first = locale.toString(progress.first_seconds, "f", 1)
            parts.append(QCoreApplication.translate("WritePage", "First word after {0} s").format(first))
    words = words_of(progress.texts)
    if words > 1 and progress.seconds > 0:
        speed = locale.toString(round(words / progress.seconds))
        parts.append(QCoreApplication.translate("WritePage", "{0} words a second").format(speed))
    return " · ".join(parts)


def unknown_note(unknown: tuple[str, ...], unit: str) -> str:
    """The sentence on what of a seed the model never saw; empty where it knew everything.

    Args:
        unknown: characters or words, each once.
        unit: "char" or "word".
    """
    if not unknown:
        return ""
    listed = " ".join(unknown[:SHOWN_UNKNOWN]) + (" …" if len(unknown) > SHOWN_UNKNOWN else "")
    translate = QCoreApplication.translate
    if len(unknown) == 1 and unit == "word":
        sentence = translate("WritePage", "1 word the model never saw was skipped: {1}")
    elif len(unknown) == 1:
        sentence = translate("WritePage", "1 character the model never saw was skipped: {1}")
    elif unit == "word":
        sentence = translate("WritePage", "{0} words the model never saw were skipped: {1}")
    else:
        sentence = translate("WritePage", "{0} characters the model never saw were skipped: {1}")
    return sentence.format(len(unknown), listed)
