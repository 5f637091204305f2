"""The person's own marks on mails: they win for that mail and its near-duplicates at once, and a small head learns from
them. Kept beside the model, never exported with it; no word of a mail is kept, only hashes.

A verdict of the checker, with or without corrections, teaches nothing: only `mark` does.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from engine.errors import MessageError
from engine.spam.fingerprint import Fingerprint, fingerprint, fingerprint_of, similarity
from engine.spam.marks import Label, MarkFile, Marks
from engine.spam.personal import PersonalHead, fit

if TYPE_CHECKING:
    from engine.spam.classifier import Decider, SpamChecker, SpamReport, Verdict

NEEDED = 10  # marks of each kind before the personal head learns
MOST_TO_ONE = 3
# Of the shingles. Among 1,679 mails of SpamAssassin no ordinary one has so much in common with spam, nor the other way
# round, even at 0.6; 21 % of the spam and 5 % of the ordinary mails have a near-duplicate of their own kind.
SIMILAR = 0.7
HAM_LOST = 0.002  # the share of the guard's ordinary mails that an update may lose
GUARD = 500  # ordinary messages
MARKED_AS = {"spam": 0.995, "normal": 0.005}

_RECENT = 600  # always learned from again
_RESERVOIR = 400  # of the older ones
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Taught:
    """What came of a mark. `learned`: the personal head knows it. `refused`: why it does not though there are marks
    enough, as a sentence; the mark itself counts all the same."""

    learned: bool
    refused: str = ""


class Judged(NamedTuple):
    """A verdict after corrections."""

    verdict: Verdict
    probability: float
    decided_by: Decider


class Corrections:
    """The marks of one person for one checker. Reading is safe on any thread; one thread at a time may change them."""

    def __init__(self, folder: Path, checker: SpamChecker) -> None:
        self._limits = checker.limits
        self._guard = _guard_of(checker.guard)
        self._file = MarkFile(Path(folder), checker.info.created)

    # -- what is known -----------------------------------------------------------------------------------------------

    @property
    def problem(self) -> str:
        """A sentence where the marks could not be read, so that there are none; a damaged file was set aside."""
        return self._file.problem

    @property
    def spam(self) -> int:
        """How many mails were marked as spam."""
        return self._file.marks.count("spam")

    @property
    def normal(self) -> int:
        """How many mails were marked as normal."""
        return self._file.marks.count("normal")

    @property
    def needed(self) -> tuple[int, int]:
        """How many more marks of spam and of normal mail the personal head needs."""
        return max(0, NEEDED - self.spam), max(0, NEEDED - self.normal)

    @property
    def active(self) -> bool:
        """Whether the personal head has learned and takes part."""
        return self._file.marks.head is not None

    @property
    def lopsided(self) -> Label | None:
        """The kind there is too much of: more than three to one."""
        more, fewer = sorted(((self.spam, "spam"), (self.normal, "normal")), reverse=True)
        return more[1] if more[0] >= NEEDED and more[0] > MOST_TO_ONE * fewer[0] else None  # type: ignore[return-value]

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._file.can_undo

    def advice(self) -> tuple[str, ...]:
        """Sentences on how many marks of which kind are still needed."""
        sentences = []
        spam, normal = self.needed
        parts = [f"{n} more {kind}" for n, kind in ((spam, "spam"), (normal, "ordinary")) if n]
        if parts:
            sentences.append(f"It learns your taste from {NEEDED} marks of each kind on: {' and '.join(parts)} to go.")
        if self.lopsided:
            more, fewer = ("spam", "ordinary") if self.lopsided == "spam" else ("ordinary", "spam")
            sentences.append(f"Far more {more} than {fewer} mails are marked: mark some {fewer} ones as well.")
        return tuple(sentences)

    # -- judging -----------------------------------------------------------------------------------------------------

    def label_of(self, report: SpamReport) -> Label | None:
        """What the person said of this very mail or of one that is nearly the same."""
        own = fingerprint(report)
        found = self._remembered(self._file.marks, own) if own else None
        return found[0] if found else None

    def apply(self, report: SpamReport) -> SpamReport:
        """The checker's own report as the person's marks would have it. Teaches nothing."""
        own = fingerprint(report)
        if own is None:
            return report
        checked = report.probability if report.checked is None else report.checked
        judged = next(self.judge([own], [checked], [report.doubtful]))
        if judged.decided_by == "checker":
            return report
        return dataclasses.replace(
            report,
            verdict=judged.verdict,
            probability=judged.probability,
            reason=_reason(judged, report),
            decided_by=judged.decided_by,
            checked=checked,
        )

    def judge(
        self, prints: Sequence[Fingerprint | None], probabilities: Sequence[float], doubtful: Sequence[bool]
    ) -> Iterator[Judged]:
        """Verdicts on many messages.

        Args:
            prints: the fingerprints; None where there is none.
            probabilities: the checker's own, 0..1.
            doubtful: where the checker gives no verdict, only a mark does.
        """
        state = self._file.marks
        known = [p for p in prints if p is not None]
        moved = iter(state.head.logits(known)) if state.head is not None else None
        for own, probability, doubt in zip(prints, probabilities, doubtful, strict=True):
            if own is None:
                yield Judged("unsure" if doubt else self._verdict(probability), probability, "checker")
                continue
            decider: Decider = "checker"
            if moved is not None:
                personal = float(0.5 * np.tanh(0.5 * next(moved)) + 0.5)
                if not doubt:
                    probability, decider = personal, "personal"
            verdict: Verdict = "unsure" if doubt else self._verdict(probability)
            found = self._remembered(state, own)
            if found is None:
                yield Judged(verdict, probability, decider)
                continue
            label, same = found
            yield Judged(label, MARKED_AS[label], "mark" if same else "similar")

    def _verdict(self, probability: float) -> Verdict:
        normal, spam = self._limits
        return "spam" if probability >= spam else "normal" if probability < normal else "unsure"

    @staticmethod
    def _remembered(marks: Marks, own: Fingerprint) -> tuple[Label, bool] | None:
        """The mark on a message and whether it is the very same one; of similar ones the most similar, then newest."""
        place = marks.keys.get(own.key)
        if place is not None:
            return marks.items[place][0], True
        if not len(marks.items) or not own.has_sketch:
            return None
        shares = similarity(own.sketch, marks.sketches)
        best = len(shares) - 1 - int(np.argmax(shares[::-1]))
        return (marks.items[best][0], False) if shares[best] >= SIMILAR else None

    # -- changing ----------------------------------------------------------------------------------------------------

    def mark(self, message: SpamReport | Fingerprint | None, label: Label) -> Taught:
        """Keeps what the person said of a message; a second mark on the same one replaces the first.

        Raises:
            MessageError: there is nothing in the message to know it by.
            StoreError: the marks cannot be written; nothing was changed.
        """
        own = message if message is None or isinstance(message, Fingerprint) else fingerprint(message)
        if own is None:
            raise MessageError("There is nothing in it to know it by, so it cannot be marked.", "Mark another mail.")
        self._file.read()
        old = self._file.marks
        items = [item for item in old.items if item[1].key != own.key]
        items.append((label, own))
        head, taught = self._learned(items, old.head)
        self._file.write(Marks.of(items, head))
        return taught

    def undo(self) -> bool:
        """Takes the last change back: a mark, or a reset. False where there is nothing to take back; StoreError where
        it cannot be written."""
        return self._file.undo()

    def reset(self, *, forget: bool = False) -> None:
        """Forgets all marks. `undo` brings them back, unless they are to be forgotten for good.

        Raises:
            StoreError: nothing was changed.
        """
        self._file.read()
        if forget:
            self._file.forget()
        else:
            self._file.write(Marks())

    def snapshots(self) -> list[tuple[str, int, int]]:
        """The states that `undo` can go back to, newest first: until when it held, its marks of spam and of normal."""
        return self._file.snapshots()

    def _learned(
        self, marks: Sequence[tuple[Label, Fingerprint]], head: PersonalHead | None
    ) -> tuple[PersonalHead | None, Taught]:
        """The head after one more mark; the old one where the new one would lose ordinary mails."""
        spam = sum(1 for label, _ in marks if label == "spam")
        if spam < NEEDED or len(marks) - spam < NEEDED:
            return head, Taught(learned=False)
        chosen = _replayed(marks)
        new = fit([p for _, p in chosen], [label == "spam" for label, _ in chosen])
        guard = self._guard or [p for label, p in marks if label == "normal"]
        limit = self._limits[1]
        before = sum(1 for p in guard if _sigmoid(p.score) >= limit)
        after = int((_sigmoid(new.logits(guard)) >= limit).sum())
        if after - before > HAM_LOST * len(guard):
            return head, Taught(
                False,
                f"Your mark counts, but nothing more was learned from it: {after - before} of {len(guard)} ordinary "
                "mails kept for comparison would have been called spam.",
            )
        return new, Taught(learned=True)


def open_corrections(models_dir: Path, checker: SpamChecker) -> Corrections:
    """The corrections of a checker that was loaded from a model library. StoreError where its model is gone."""
    from engine.models.store import ModelStore

    return Corrections(ModelStore.with_samples(models_dir).corrections_dir(checker.info.name), checker)


def guard_set(ham: Iterable[tuple[str, float]], *, most: int = GUARD) -> dict[str, Any]:
    """Held-out ordinary messages as hashes, to be saved with a model as its extra "guard"; no text is in it.

    Args:
        ham: the shown text of each message and the checker's probability of spam for it, 0..1.
        most: how many are kept; 0.2 points of 500 is one.
    """
    found = (fingerprint_of(text, probability) for text, probability in itertools.islice(ham, most))
    return {"version": _VERSION, "ham": [{**p.to_json(), "sketch": ""} for p in found if p is not None]}


def _guard_of(content: Any) -> list[Fingerprint]:
    """The guard set of a model; none where it has none that can be read."""
    items = content.get("ham") if isinstance(content, dict) and content.get("version") == _VERSION else None
    found: list[Fingerprint] = []
    for item in items if isinstance(items, list) else []:
        with contextlib.suppress(ValueError):
            found.append(Fingerprint.from_json(item))
    return found


def _replayed(marks: Sequence[tuple[Label, Fingerprint]]) -> list[tuple[Label, Fingerprint]]:
    """The newest marks and a fair sample of the older ones, which stays the same while nothing older is added."""
    older, recent = marks[:-_RECENT], marks[-_RECENT:]
    sample = sorted(older, key=lambda mark: hashlib.sha256(mark[1].key.encode()).digest())[:_RESERVOIR]
    return [*sample, *recent]


def _reason(judged: Judged, report: SpamReport) -> str:
    """Why it is unsure, as the report says it."""
    from engine.spam.classifier import BETWEEN

    if judged.verdict != "unsure":
        return ""
    return report.reason if report.doubtful else BETWEEN


def _sigmoid(logits: Any) -> Any:
    return 0.5 * np.tanh(0.5 * np.asarray(logits)) + 0.5
