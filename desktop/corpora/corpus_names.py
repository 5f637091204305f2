"""The names of corpora as they are shown: those of the samples in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from engine import CorpusEntry


def corpus_name(entry: CorpusEntry) -> str:
    """The name that its owner gave it; a sample's is translated."""
    if not entry.sample:
        return entry.name
    translate = QCoreApplication.translate
    names = {
        "sample:english_prose": translate("samples", "English prose"),
        "sample:english_headlines": translate("samples", "English headlines"),
        "sample:korean_prose": translate("samples", "Korean prose"),
        "sample:korean_headlines": translate("samples", "Korean headlines"),
        "sample:poem": translate("samples", "A short poem"),
        "sample:proverbs_korean": translate("samples", "Korean proverbs"),
    }
    return names.get(entry.id, entry.name)
