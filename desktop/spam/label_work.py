"""The work with models of labels, done on lanes: checking one text or many, and looking for the reasons."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import engine
from desktop.spam.spam_work import MAILBOXES, read_mail, report_rows

if TYPE_CHECKING:
    from desktop.tasks import Control
    from engine import Counterfactual, LabelReport, LabelRow

TABLES = (".csv", ".tsv", ".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text that a model of labels has checked, and what its sentences do; the row that it stands in, of many."""

    report: LabelReport
    sentences: tuple[Counterfactual, ...] = ()
    row: LabelRow | None = None


class LabelWork:
    """Works with the model that was loaded last. Every method but `forget` is called on a lane's thread."""

    def __init__(self, models_dir: Path) -> None:
        self._models_dir = models_dir
        self._checker: engine.LabelChecker | None = None
        self._loading = threading.Lock()

    def forget(self) -> None:
        """The models have changed: load again next time."""
        self._checker = None

    def _load(self, name: str) -> engine.LabelChecker:
        with self._loading:
            checker = self._checker
            if checker is None or checker.info.name != name:
                checker = self._checker = engine.open_label_checker(self._models_dir, name)
            return checker

    def check_one(self, name: str, source: str | Path, _control: Control) -> Labelled:
        """Which label a pasted text has, or the text of a file."""
        if isinstance(source, Path):
            is_mail = source.suffix.lower() in (".eml", *MAILBOXES)
            return self._checked(name, read_mail(source) if is_mail else engine.read_corpus([source]).text, None)
        return self._checked(name, source, None)

    def check_many(self, name: str, paths: tuple[Path, ...], control: Control) -> int:
        """Checks every text of tables, files and folders; reports Rows, and sentences on what failed.

        Returns the count.
        """
        batch = engine.LabelBatch(self._load(name), paths, should_stop=control.should_stop)
        return report_rows(batch, control)

    def explain(self, name: str, row: LabelRow, _control: Control) -> Labelled:
        """Reads one of many texts again, with its evidence."""
        return self._checked(name, engine.text_at(row), row)

    def _checked(self, name: str, source: str | bytes, row: LabelRow | None) -> Labelled:
        checker = self._load(name)
        report = checker.check(source)
        return Labelled(report, engine.counterfactuals(checker, source, report), row)


def export(path: Path, rows: Sequence[LabelRow], _control: Control) -> Path:
    """Writes rows as a CSV file."""
    engine.write_label_csv(path, rows)
    return path
