"""Many mails one by one: folders, files and mailboxes, in bounded memory, with progress, and as a table for others."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine import atomic
from engine.errors import EngineError, MessageError, StoreError
from engine.spam.fingerprint import Fingerprint, fingerprint
from engine.spam.mailbox import iter_mailbox

if TYPE_CHECKING:
    from engine.spam.classifier import Decider, SpamChecker, SpamReport, Verdict
    from engine.spam.corrections import Corrections

MAILBOXES = (".mbox", ".mbx")
COLUMNS = ("verdict", "probability", "subject", "sender", "date", "file", "place", "decided by")

_MAX_CELL = 200  # characters of a header that are kept
_CHUNK = 200  # rows judged again at a time
# A cell that begins so would be a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One checked mail of many: no text of it but its subject.

    `place` counts the mails of a file from 1; `checked` is the checker's own probability, `doubtful` says that it gives
    no verdict. `print` knows the mail again when the person's marks change.
    """

    path: Path
    place: int
    subject: str
    sender: str
    date: str
    verdict: Verdict
    probability: float
    decided_by: Decider = "checker"
    checked: float = 0.5
    doubtful: bool = False
    mailbox: bool = False
    print: Fingerprint | None = field(default=None, repr=False, compare=False)

    @property
    def name(self) -> str:
        """The file, and the place within a mailbox."""
        return f"{self.path.name} #{self.place}" if self.mailbox else self.path.name

    def is_same(self, other: BatchRow | None) -> bool:
        """Whether both are the same mail."""
        return other is not None and (self.path, self.place) == (other.path, other.place)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, with the sentence that says why."""

    path: Path
    sentence: str


class Batch:
    """Checks every mail of files and folders. Iterating gives a BatchRow a mail and an Unread a file that fails.

    Folders are searched to any depth in the order of names; hidden files are left out. Links are not followed, archives
    not unpacked. `progress` is the share of bytes that were read, 0..1; None while folders are searched.

    Args:
        corrections: the person's marks, which decide before the checker.
        should_stop: asked between mails; what was found until then stays.
    """

    def __init__(
        self,
        checker: SpamChecker,
        paths: Sequence[Path],
        *,
        corrections: Corrections | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> None:
        self._checker = checker
        self._paths = [Path(path) for path in paths]
        self._corrections = corrections
        self._stopped = should_stop or (lambda: False)
        self.progress: float | None = None
        self.counts = {"spam": 0, "unsure": 0, "normal": 0}

    def __iter__(self) -> Iterator[BatchRow | Unread]:
        files = [(file, _size(file)) for file in mail_files(self._paths, self._stopped)]
        total = max(1, sum(size for _, size in files))
        before = 0
        self.progress = 0.0
        for file, size in files:
            read = 0
            try:
                for place, mail in enumerate(iter_mailbox(file), start=1):
                    if self._stopped():
                        return
                    row = self._row(file, place, self._checker.check(mail, explain=False))
                    self.counts[row.verdict] += 1
                    read += len(mail)
                    self.progress = min(1.0, (before + min(read, size)) / total)
                    yield row
            except EngineError as error:
                yield Unread(file, error.message)
            if self._stopped():
                return
            before += size
            self.progress = before / total
        self.progress = 1.0

    @property
    def summary(self) -> str:
        """How many mails were checked and what they are, as a sentence."""
        count = sum(self.counts.values())
        spam, unsure, normal = (f"{self.counts[key]:,} {key}" for key in ("spam", "unsure", "normal"))
        return f"{count:,} {'mail' if count == 1 else 'mails'}: {spam}, {unsure}, {normal}."

    def _row(self, file: Path, place: int, report: SpamReport) -> BatchRow:
        row = row_of(report, file, place)
        return row if self._corrections is None else rescored(self._corrections, [row])[0]


def row_of(report: SpamReport, path: Path, place: int = 1) -> BatchRow:
    """The checker's own report as a row."""
    subject = report.subject or " ".join(report.text[:_MAX_CELL].split())[:80]
    subject, sender, date = (" ".join(text.split())[:_MAX_CELL] for text in (subject, report.sender, report.date))
    return BatchRow(
        path=path,
        place=place,
        subject=subject,
        sender=sender,
        date=date,
        verdict=report.verdict,
        probability=report.probability,
        checked=report.probability,
        doubtful=report.doubtful,
        mailbox=place > 1 or path.suffix.lower() in MAILBOXES,
        print=fingerprint(report),
    )


def rescored(
    corrections: Corrections, rows: Sequence[BatchRow], should_stop: Callable[[], bool] | None = None
) -> list[BatchRow]:
    """Rows as the person's marks have them now; rows that stay as they are stay the same objects.

    Ten thousand rows and a hundred marks take about a second. Stopped in between, it gives the rows done so far.
    """
    result: list[BatchRow] = []
    for first in range(0, len(rows), _CHUNK):
        if should_stop is not None and should_stop():
            break
        part = rows[first : first + _CHUNK]
        judged = corrections.judge(
            [row.print for row in part], [row.checked for row in part], [row.doubtful for row in part]
        )
        for row, new in zip(part, judged, strict=True):
            same = (row.verdict, row.probability, row.decided_by) == new
            result.append(
                row
                if same
                else replace(row, verdict=new.verdict, probability=new.probability, decided_by=new.decided_by)
            )
    return result


def mail_at(path: Path, place: int, should_stop: Callable[[], bool] | None = None) -> bytes | None:
    """One mail of a file again; None where it was stopped. Raises MessageError where the mail is no longer there."""
    for number, mail in enumerate(iter_mailbox(path), start=1):
        if should_stop is not None and should_stop():
            return None
        if number == place:
            return mail
    raise MessageError(f"The mail is no longer in “{path.name}”.", "Open the file again.")


def mail_files(paths: Sequence[Path], should_stop: Callable[[], bool] | None = None) -> list[Path]:
    """The files of the paths, folders searched to any depth, in a fixed order; links to folders are not followed."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        for folder, inner, names in os.walk(path):
            if should_stop is not None and should_stop():
                return found
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            files = (Path(folder, name) for name in sorted(names) if not name.startswith("."))
            found += [file for file in files if file.is_file()]
    return found


def write_csv(path: Path, rows: Sequence[BatchRow]) -> None:
    """Writes rows as a table that spreadsheets open: UTF-8 with its mark, and no cell that they would take for a
    formula. StoreError where that fails; nothing partial remains."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        texts = (row.subject, row.sender, row.date, str(row.path))
        cells = [safe_cell(text.encode("utf-8", "replace").decode()) for text in texts]
        writer.writerow([row.verdict, f"{row.probability:.4f}", *cells, row.place, row.decided_by])
    try:
        atomic.write_bytes(Path(path), buffer.getvalue().encode("utf-8-sig"))
    except OSError as error:
        reason, hint = atomic.why(error)
        raise StoreError(f"“{Path(path).name}” cannot be written: {reason}.", hint) from error


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula: where it might, a ' stands in front."""
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
