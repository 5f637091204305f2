"""The labels of many texts: the rows of a table, the files of a folder, the mails of a mailbox; with progress, and as a
table for others."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine import atomic
from engine.errors import CorpusError, EngineError, StoreError
from engine.labels.table import TABLES, read_texts
from engine.spam.batches import MAILBOXES, Unread, mail_files, safe_cell
from engine.spam.mailbox import iter_mailbox

if TYPE_CHECKING:
    from engine.labels.checker import LabelChecker, LabelReport

COLUMNS = ("label", "probability", "sure", "own label", "text", "file", "place")

_MAX_TITLE = 200  # characters of a text that are kept
_MAILS = (*MAILBOXES, ".eml")


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One checked text of many: no more of it than its beginning.

    `place` is the row of a table, or counts the mails of a mailbox, from 1; `given` is the table's own label, "" where
    it has none; `column` is where a table's text stood.
    """

    path: Path
    place: int
    title: str
    label: str
    probability: float
    unsure: bool
    given: str = ""
    column: str = ""

    @property
    def name(self) -> str:
        """The file, and the place within a table or mailbox."""
        many = bool(self.column) or self.path.suffix.lower() in MAILBOXES
        return f"{self.path.name} #{self.place}" if many else self.path.name

    def is_same(self, other: LabelRow | None) -> bool:
        """Whether both are the same text."""
        return other is not None and (self.path, self.place) == (other.path, other.place)


class LabelBatch:
    """Checks every text of tables, files and folders. Iterating gives a LabelRow a text, an Unread a file that fails.

    Folders are searched to any depth in the order of names. `progress` is how much was read, 0..1; `counts` how many
    texts have each label, and `unsure` how many of them are unsure.

    Args:
        column: the column of the texts of tables; None takes the one that the model learned from, else the longest.
        should_stop: asked between texts; what was found until then stays.
    """

    def __init__(
        self,
        checker: LabelChecker,
        paths: Sequence[Path],
        *,
        column: str | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> None:
        self._checker = checker
        self._paths = [Path(path) for path in paths]
        self._column = column
        self._stopped = should_stop or (lambda: False)
        self.progress: float | None = None
        self.counts: Counter[str] = Counter()
        self.unsure = 0

    def __iter__(self) -> Iterator[LabelRow | Unread]:
        files = mail_files(self._paths, self._stopped)
        self.progress = 0.0
        for number, file in enumerate(files):
            try:
                for share, row in self._of(file):
                    if self._stopped():
                        return
                    self.progress = (number + share) / len(files)
                    self.counts[row.label] += 1
                    self.unsure += row.unsure
                    yield row
            except EngineError as error:
                yield Unread(file, error.message)
            if self._stopped():
                return
        self.progress = 1.0

    def _of(self, file: Path) -> Iterator[tuple[float, LabelRow]]:
        """The rows of a file, each with the share of the file that was read."""
        suffix = file.suffix.lower()
        if suffix in TABLES:
            text, label = self._checker.columns
            try:
                table = read_texts(file, text=self._column or text, label=label)
            except CorpusError:
                if self._column is not None:
                    raise
                table = read_texts(file, label=label)
            parts = zip(table.places, table.texts, table.labels, strict=True)
            for count, (place, cell, given) in enumerate(parts, start=1):
                report = self._checker.check(cell, explain=False)
                yield count / len(table.texts), _row(report, file, place, given, table.column)
        elif suffix in _MAILS:
            for place, mail in enumerate(iter_mailbox(file), start=1):
                yield 1.0, _row(self._checker.check(mail, explain=False), file, place)
        else:
            yield 1.0, _row(self._checker.check(_text_of(file), explain=False), file, 1)

    @property
    def summary(self) -> str:
        """How many texts were checked and what they are, as a sentence."""
        count = sum(self.counts.values())
        each = ", ".join(f"{number:,} {label}" for label, number in sorted(self.counts.items()))
        return f"{count:,} {'text' if count == 1 else 'texts'}: {each or 'none'}; unsure: {self.unsure:,}."


def text_at(row: LabelRow) -> str | bytes:
    """The whole text of a row again. Raises CorpusError or MessageError where it is no longer there."""
    if row.column:
        table = read_texts(row.path, text=row.column)
        if row.place in table.places:
            return table.texts[table.places.index(row.place)]
        raise CorpusError(f"The text is no longer in “{row.path.name}”.", "Open the file again.")
    if row.path.suffix.lower() in _MAILS:
        from engine.spam.batches import mail_at

        return mail_at(row.path, row.place) or b""
    return _text_of(row.path)


def write_label_csv(path: Path, rows: Sequence[LabelRow]) -> None:
    """Writes rows as a table that spreadsheets open, as `engine.spam.batches.write_csv` does. StoreError where that
    fails; nothing partial remains."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        label, given, title, file = (
            safe_cell(text.encode("utf-8", "replace").decode())
            for text in (row.label, row.given, row.title, str(row.path))
        )
        sure = "unsure" if row.unsure else "sure"
        writer.writerow([label, f"{row.probability:.4f}", sure, given, title, file, row.place])
    try:
        atomic.write_bytes(Path(path), buffer.getvalue().encode("utf-8-sig"))
    except OSError as error:
        reason, hint = atomic.why(error)
        raise StoreError(f"“{Path(path).name}” cannot be written: {reason}.", hint) from error


def _row(report: LabelReport, path: Path, place: int, given: str = "", column: str = "") -> LabelRow:
    title = " ".join((report.subject or report.text[: 4 * _MAX_TITLE]).split())[:_MAX_TITLE]
    return LabelRow(path, place, title, report.label, report.probability, report.unsure, given, column)


def _text_of(file: Path) -> str:
    from engine.corpus import read_corpus

    return read_corpus([file]).text
