"""The work of the Spam check page, done on lanes: checking one message or many, marking, and judging again."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import engine

if TYPE_CHECKING:
    from desktop.tasks import Control
    from engine import Batch, BatchRow, Counterfactual, LabelBatch, LabelRow, SpamReport

REPORT_SECONDS = 0.2
MAILBOXES = (".mbox", ".mbx")
Label = Literal["spam", "normal"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the person's marks have come; `needed` of spam and of normal mail until the checker learns from them."""

    spam: int = 0
    normal: int = 0
    needed: tuple[int, int] = (0, 0)
    lopsided: Label | None = None
    active: bool = False
    can_undo: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked message: the checker's own report, the one after the person's marks, and what its sentences do."""

    own: SpamReport
    report: SpamReport
    sentences: tuple[Counterfactual, ...] = ()
    standing: Standing = Standing()
    label: Label | None = None
    ticket: int = 0  # of the question that it answers


@dataclass(frozen=True, slots=True)
class Marked:
    """What came of a mark, or of taking one back (`label` is None then). `checked` is the message on show again."""

    label: Label | None
    checked: Checked | None
    standing: Standing
    refused: str = ""
    learned: bool = False
    changed: bool = True
    forgotten: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table, and how far the check has come, 0..1."""

    rows: Sequence[BatchRow | LabelRow]
    progress: float | None = None


def report_rows(batch: Batch | LabelBatch, control: Control) -> int:
    """Goes through a batch and reports Rows, and sentences on what could not be read. Returns the count of rows."""
    count, last = 0, time.monotonic()
    rows: list[BatchRow | LabelRow] = []
    for found in batch:
        if isinstance(found, engine.Unread):
            control.report(f"{found.path.name}: {found.sentence}", final=True)
            continue
        rows.append(found)
        count += 1
        if time.monotonic() - last > REPORT_SECONDS:
            # Each report is a part of the result, so none may replace another.
            control.report(Rows(rows, batch.progress), final=True)
            rows, last = [], time.monotonic()
    if rows:
        control.report(Rows(rows, batch.progress), final=True)
    return count


class SpamWork:
    """Works with the checker that was loaded last. Every method but `forget` is called on a lane's thread."""

    def __init__(self, models_dir: Path) -> None:
        self._models_dir = models_dir
        self._name = ""
        self._loaded: tuple[engine.SpamChecker, engine.Corrections] | None = None
        self._loading = threading.Lock()

    def forget(self) -> None:
        """The models have changed: load again next time."""
        self._name = ""

    def _load(self, name: str) -> tuple[engine.SpamChecker, engine.Corrections]:
        with self._loading:
            if self._loaded is None or self._name != name:
                checker = engine.open_spam_checker(self._models_dir, name)
                self._loaded = checker, engine.open_corrections(self._models_dir, checker)
                self._name = name
            return self._loaded

    def check_one(self, name: str, source: str | Path, _control: Control) -> Checked:
        """Checks a pasted text, or the one mail of a file."""
        return self._checked(name, read_mail(source) if isinstance(source, Path) else source)

    def explain(self, name: str, row: BatchRow, ticket: int, control: Control) -> Checked | None:
        """Reads one of many mails again, with its evidence; None where it was stopped."""
        mail = engine.mail_at(row.path, row.place, control.should_stop)
        return None if mail is None else replace(self._checked(name, mail), ticket=ticket)

    def _checked(self, name: str, source: str | bytes) -> Checked:
        checker, corrections = self._load(name)
        own = checker.check(source)
        sentences = engine.counterfactuals(checker, source, own)
        return self._applied(corrections, Checked(own, own, sentences))

    @staticmethod
    def _applied(corrections: engine.Corrections, checked: Checked) -> Checked:
        """The message as the marks have it now."""
        report, label = corrections.apply(checked.own), corrections.label_of(checked.own)
        return replace(checked, report=report, label=label, standing=standing_of(corrections))

    def check_many(self, name: str, paths: tuple[Path, ...], control: Control) -> int:
        """Checks every mail of files and folders, without evidence; reports Rows, and sentences on what failed.

        Returns the count.
        """
        checker, corrections = self._load(name)
        batch = engine.Batch(checker, paths, corrections=corrections, should_stop=control.should_stop)
        return report_rows(batch, control)

    def mark(self, name: str, row: BatchRow | None, shown: Checked | None, label: Label, _control: Control) -> Marked:
        """Marks a row of the table or the message on show."""
        _checker, corrections = self._load(name)
        message = row.print if row is not None else shown.own if shown is not None else None
        taught = corrections.mark(message, label)
        again = self._applied(corrections, shown) if shown is not None else None
        return Marked(label, again, standing_of(corrections), taught.refused, taught.learned)

    def undo(self, name: str, shown: Checked | None, _control: Control) -> Marked:
        """Takes the last mark back."""
        _checker, corrections = self._load(name)
        changed = corrections.undo()
        again = self._applied(corrections, shown) if shown is not None else None
        return Marked(None, again, standing_of(corrections), changed=changed)

    def forget_marks(self, name: str, shown: Checked | None, _control: Control) -> Marked:
        """Forgets all marks; undoing brings them back."""
        _checker, corrections = self._load(name)
        corrections.reset()
        again = self._applied(corrections, shown) if shown is not None else None
        return Marked(None, again, standing_of(corrections), forgotten=True)

    def judge_again(self, name: str, rows: Sequence[BatchRow], control: Control) -> list[BatchRow]:
        """Those of the rows that the marks of now change; fewer where it was stopped."""
        _checker, corrections = self._load(name)
        after = engine.rescored(corrections, rows, control.should_stop)
        return [new for old, new in zip(rows, after, strict=False) if new is not old]

    def apply(self, name: str, checked: Checked, ticket: int, _control: Control) -> Checked:
        """A message that was checked before as the marks have it now."""
        return replace(self._applied(self._load(name)[1], checked), ticket=ticket)

    def standing(self, name: str, _control: Control) -> Standing:
        """How far the marks for a checker have come."""
        return standing_of(self._load(name)[1])


def standing_of(corrections: engine.Corrections) -> Standing:
    """The numbers that the window shows."""
    return Standing(
        corrections.spam,
        corrections.normal,
        corrections.needed,
        corrections.lopsided,
        corrections.active,
        corrections.can_undo,
        corrections.problem,
    )


def read_mail(path: Path) -> bytes:
    """The first mail of a file; what is beyond the engine's limit of one mail is left out there."""
    mail = next(engine.iter_mailbox(path), None)
    if mail is None:
        raise engine.MessageError(f"There is no mail in “{path.name}”.", "Choose an .eml or .mbox file.")
    return mail


def export(path: Path, rows: Sequence[BatchRow], _control: Control) -> Path:
    """Writes rows as a CSV file."""
    engine.write_csv(path, rows)
    return path


def stand_in(row: BatchRow) -> Checked:
    """What a row knows of its mail, until the mail is read again."""
    report = engine.SpamReport(
        verdict=row.verdict,
        probability=row.probability,
        reason="",
        text="",
        evidence=(),
        subject=row.subject,
        facts=(),
        notes=(),
        sender=row.sender,
        date=row.date,
        decided_by=row.decided_by,
        checked=row.checked,
    )
    return Checked(report, report)
