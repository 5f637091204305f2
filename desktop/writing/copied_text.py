"""What is told of the runs of a completion that stand in the corpus word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

SHOWN_RUNS = 3


@dataclass(frozen=True, slots=True)
class CopiedRun:
    """Characters [start, end) of a completion that stand in `file` of the corpus, from `line` on (1-based)."""

    start: int
    end: int
    file: str
    line: int


def run_sentence(text: str, run: CopiedRun, locale: QLocale) -> str:
    """One line on a run: file, line, and how many words it has."""
    translate = QCoreApplication.translate
    count = len(text[run.start : run.end].split())
    if count == 1:
        sentence = translate("Copied", "Copied from {0}, line {1} (1 word)")
    else:
        sentence = translate("Copied", "Copied from {0}, line {1} ({2} words)")
    return sentence.format(run.file, locale.toString(run.line), locale.toString(count))


def card_lines(text: str, runs: Sequence[CopiedRun], locale: QLocale) -> list[str]:
    """The lines of a card: the longest runs, at most three, in the order of the text, and how many more there are."""
    longest = sorted(runs, key=lambda run: run.start - run.end)[:SHOWN_RUNS]
    lines = [run_sentence(text, run, locale) for run in sorted(longest, key=lambda run: run.start)]
    more = len(runs) - len(lines)
    if more > 0:
        lines.append(QCoreApplication.translate("Copied", "and {0} more").format(locale.toString(more)))
    return lines
