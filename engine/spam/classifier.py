"""The spam checker: a mail or a text in, a verdict with its probability and its reasons out. NumPy only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from engine.errors import ModelDamagedError, StoreError
from engine.network import RecurrentStack
from engine.spam.attribution import POINTS, integrated_gradients
from engine.spam.branches import Branches
from engine.spam.calibration import Calibration, Metrics, evaluate
from engine.spam.counterfactual import without_part
from engine.spam.dataset import read_tokenizer
from engine.spam.explain import Evidence, explain
from engine.spam.facts import contradictions, fact_sentences
from engine.spam.features import HEAD, UNKNOWN, Token, encode, tokens
from engine.spam.mailbox import LabelledMessage
from engine.spam.message import Message, parse_message
from engine.spam.normalize import normalize
from engine.spam.reading import Reading, read_message
from engine.spam.scoring import cost_of, logits_of

if TYPE_CHECKING:
    from engine.models.manifest import ModelInfo, StoredModel

__all__ = ["Evidence", "SpamChecker", "SpamReport", "Verdict", "open_spam_checker"]

Verdict = Literal["spam", "unsure", "normal"]
Decider = Literal["checker", "personal", "mark", "similar"]

FEWEST_KNOWN = 3  # tokens; with fewer there is never a verdict
FEWEST_IN_MAIL = 5  # a mail that is so short hides what it wants
_UNKNOWN_WORDS = 0.3  # where less than this share of the words is known, the model cannot judge
_WORDS_TO_TELL = 4
BETWEEN = "It has marks of both: its probability lies between the limits for normal and for spam."
_NOTHING = float(np.nextafter(0.5, 0.0))  # no evidence either way, and not counted as spam
_EFFORT = 2e9  # multiplications for an explanation: about a quarter of a second
_ROWS = (12, 160)
_SCRIPTS = (
    ("Korean", "가", "힣"),
    ("Japanese", "\u3040", "\u30ff"),
    ("Chinese characters", "\u4e00", "\u9fff"),
    ("Cyrillic letters", "\u0400", "\u04ff"),
    ("Greek letters", "\u0370", "\u03ff"),
    ("Arabic letters", "\u0600", "\u06ff"),
    ("Thai letters", "\u0e00", "\u0e7f"),
    ("Latin letters", "a", "z"),
)


@dataclass(frozen=True, slots=True)
class SpamReport:
    """What was found out about one message.

    `probability` of spam, 0..1; `reason` says why it is unsure, else empty; `text` is the shown text that the evidence
    refers to; `facts` are sentences from the headers and links, `contradictions` those of them that say what does not
    fit together, `notes` say what was skipped or undone.

    `decided_by` and `checked` tell what the person's corrections changed (see `engine.spam.corrections`): who decided,
    and the checker's own probability where that is no longer `probability`.
    """

    verdict: Verdict
    probability: float
    reason: str
    text: str
    evidence: tuple[Evidence, ...]
    subject: str
    facts: tuple[str, ...]
    notes: tuple[str, ...]
    sender: str = ""
    date: str = ""
    decided_by: Decider = "checker"
    checked: float | None = None
    contradictions: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether there can be no verdict at all, whatever the probability."""
        return self.verdict == "unsure" and self.reason not in ("", BETWEEN)


def open_spam_checker(models_dir: Path, name: str) -> SpamChecker:
    """Loads a saved spam checker.

    Raises:
        StoreError: there is none of that name (ModelNotFoundError), it is damaged, or it is a language model.
    """
    from engine.models.store import ModelStore

    return SpamChecker(ModelStore.with_samples(models_dir).load(name))


class _Read(NamedTuple):
    """A message taken apart: its tokens, the ids of those that are judged, and their places among the tokens; `reading`
    where there is a linear branch."""

    message: Message
    found: list[Token]
    ids: np.ndarray
    kept: np.ndarray
    reading: Reading | None = None


class SpamChecker:
    """A loaded spam model. Checking changes nothing, so one checker may serve several threads.

    Raises ModelDamagedError where the parts of the model do not fit together, StoreError for a model of another kind.
    """

    def __init__(self, stored: StoredModel) -> None:
        info = stored.info
        if info.kind != "classifier":
            raise StoreError(
                f"“{info.name}” writes text and cannot tell spam.",
                "Choose a spam model, or train one from labelled mails.",
            )
        try:
            self._vocabulary, self._max_tokens = read_tokenizer(stored.tokenizer)
            self.calibration = Calibration.from_json(stored.extras.get("classifier"))
        except ValueError as error:
            raise ModelDamagedError(
                f"The model “{info.name}” lacks a part of its spam checker, so it was not loaded.", "Train it again."
            ) from error
        self._network = RecurrentStack(stored.weights, info.model)
        if max(self._vocabulary.values(), default=UNKNOWN) >= self._network.vocabulary:
            raise ModelDamagedError(
                f"The vocabulary of the model “{info.name}” does not fit its network, so it was not loaded.",
                "Train it again.",
            )
        try:
            self._branches = Branches.of(stored, self._network, self._vocabulary)
        except ValueError as error:
            raise ModelDamagedError(
                f"The linear branch of the model “{info.name}” is damaged, so it was not loaded.", "Train it again."
            ) from error
        self._info = info
        self.guard = stored.extras.get("guard")
        self._scripts = {
            name for name, first, last in _SCRIPTS if any(first <= t[0] <= last for t in self._vocabulary if t)
        }

    @property
    def info(self) -> ModelInfo:
        """The model's description."""
        return self._info

    @property
    def limits(self) -> tuple[float, float]:
        """Below the first probability a message is normal, from the second on it is spam."""
        return self.calibration.normal_threshold, self.calibration.spam_threshold

    def check(self, source: str | bytes, *, explain: bool = True) -> SpamReport:
        """Judges a raw mail (bytes) or a pasted text (str). Never raises for any content; takes less than 2 s.

        Args:
            explain: whether to look for the evidence, which takes most of the time.
        """
        read = self._read(source)
        message, found, ids, kept = read.message, read.found, read.ids, read.kept
        probability = _NOTHING
        evidence: tuple[Evidence, ...] = ()
        if len(ids):
            probability = float(self._probabilities([read])[0])
            if explain and (ids != UNKNOWN).any():
                evidence = self._explained(read)
        reason = self._doubt(message, found, ids, kept)
        verdict: Verdict = "unsure"
        if not reason:
            verdict = self._verdict(probability)
            if verdict == "unsure":
                reason = BETWEEN
        return SpamReport(
            verdict=verdict,
            probability=probability,
            reason=reason,
            text=message.text,
            evidence=evidence,
            subject=message.subject,
            facts=fact_sentences(message.facts),
            contradictions=contradictions(message.facts),
            notes=(*message.notes, *self._findings(message.text, found)),
            sender=message.facts.sender,
            date=message.facts.date,
        )

    def probabilities(self, sources: Sequence[str | bytes]) -> np.ndarray:
        """The probability of spam for many messages at once, (messages,) in 0..1; just below 0.5 without any text."""
        return self._probabilities([self._read(source) for source in sources])

    def without(self, source: str | bytes, spans: Sequence[tuple[int, int]]) -> np.ndarray:
        """The probability of spam of a message, and of the same one without each of the parts `start` to `end` of its
        shown text and without the links there, (1 + spans,) in 0..1. Its headers stay as they are."""
        message = parse_message(source)
        cut = [without_part(message, start, end) for start, end in spans]
        return self._probabilities([self._read_message(one) for one in (message, *cut)])

    def branch_probabilities(self, sources: Sequence[str | bytes]) -> dict[str, np.ndarray]:
        """The same of the "network" alone, the "linear" branch alone and "both", each (messages,); of a model that is a
        network alone only that one."""
        return self._of_branches([self._read(source) for source in sources])

    def evaluate(self, messages: Sequence[LabelledMessage]) -> Metrics:
        """Figures over labelled messages; see `engine.spam.calibration.evaluate`. Verdicts are those of `check`."""
        labels = np.array([message.label for message in messages])
        reads = [self._read(message.source) for message in messages]
        doubtful = np.array([bool(self._doubt(read.message, read.found, read.ids, read.kept)) for read in reads])
        found = self._of_branches(reads)
        figures = evaluate(found.get("both", found["network"]), labels, self.calibration, doubtful)
        if self._branches is not None:
            for name in ("network", "linear"):
                own = evaluate(found[name], labels)
                figures |= {f"{name}_{key}": own[key] for key in ("errors", "ham_errors", "spam_errors", "auc")}
        return figures

    def _read(self, source: str | bytes) -> _Read:
        return self._read_message(parse_message(source))

    def _read_message(self, message: Message) -> _Read:
        reading = read_message(message) if self._branches is not None else None
        found = tokens(message.text) if reading is None else reading.found
        return _Read(message, found, *encode(found, self._vocabulary, self._max_tokens), reading)

    def _probabilities(self, reads: Sequence[_Read]) -> np.ndarray:
        found = self._of_branches(reads)
        return found.get("both", found["network"])

    def _of_branches(self, reads: Sequence[_Read]) -> dict[str, np.ndarray]:
        if self._branches is None:
            logits = {"network": self._logits([read.ids for read in reads])}
        else:
            logits = self._branches.scores([read.reading for read in reads if read.reading is not None])._asdict()
        some = np.array([len(read.ids) > 0 for read in reads], bool)
        return {name: np.where(some, self.calibration.probability(own), _NOTHING) for name, own in logits.items()}

    def _logits(self, texts: Sequence[np.ndarray]) -> np.ndarray:
        return logits_of(self._network, texts)

    def _verdict(self, probability: float) -> Verdict:
        if probability >= self.calibration.spam_threshold:
            return "spam"
        return "normal" if probability < self.calibration.normal_threshold else "unsure"

    def _explained(self, read: _Read) -> tuple[Evidence, ...]:
        """Evidence within a bounded effort: a larger network is asked about fewer words."""
        ids, kept = read.ids, read.kept
        affordable = int(_EFFORT / cost_of(self._info.model, len(ids)))
        rows = min(max(affordable, _ROWS[0]), _ROWS[1])

        def score(texts: Sequence[np.ndarray]) -> np.ndarray:
            if self._branches is None or read.reading is None:
                return self.calibration.scaled(self._logits(texts))
            return self.calibration.scaled(self._branches.without(read.reading, ids, kept, texts))

        points = max(2, min(POINTS, rows // 6))

        def influence() -> np.ndarray:
            if self._branches is None or read.reading is None:
                return integrated_gradients(self._network, [ids], 1.0, 0.0, points=points)[0]
            return self._branches.influence(read.reading, ids, kept, points=points)

        return explain(score, ids, kept, read.found, read.message.text, rows=rows, influence=influence)

    def _doubt(self, message: Message, found: list[Token], ids: np.ndarray, kept: np.ndarray) -> str:
        """Why there can be no verdict, as a sentence; empty where there can be one."""
        if message.encrypted:
            return "Its content is encrypted, so there is nothing to judge."
        names = [found[index].text for index in kept]
        known = sum(
            1 for name, i in zip(names, ids, strict=True) if i != UNKNOWN and name not in ("<caps>", "<disguised>")
        )
        if message.images and known < FEWEST_IN_MAIL:
            return "It holds pictures and hardly any text, and pictures are not looked at."
        if not len(ids):
            return "There is no text in it to judge."
        words = {found[index].word: False for index, name in zip(kept, names, strict=True) if name[0].isalpha()}
        words |= {
            found[index].word: True
            for index, i, name in zip(kept, ids, names, strict=True)
            if i != UNKNOWN and name[0].isalpha()
        }
        # Tells a language the model never saw from a text that is merely short.
        if len(words) >= _WORDS_TO_TELL and sum(words.values()) < _UNKNOWN_WORDS * len(words):
            script = _main_script(message.text)
            if script and script not in self._scripts:
                return f"It is written in {script}, which this model has not learned."
            return "This model knows too few of its words to judge it."
        if known < (FEWEST_KNOWN if self._branches is None else FEWEST_IN_MAIL):
            return "It is too short, or this model knows too few of its words."
        if message.has_headers and known < FEWEST_IN_MAIL:
            return "This mail has too little text to judge."
        return ""

    def _findings(self, text: str, found: list[Token]) -> tuple[str, ...]:
        """Sentences on disguises that were undone and on text that was passed over."""
        notes = []
        if not text.isascii():
            plain = normalize(text[:HEAD])
            if plain.invisible:
                notes.append(f"Invisible characters were left out ({plain.invisible:,}).")
            if plain.folded:
                notes.append(f"Letters that only look like Latin ones were read as those ({plain.folded:,}).")
        if len(encode(found, self._vocabulary, 1_000_000)[0]) > self._max_tokens:
            notes.append("It is long, so only its beginning and its end were judged.")
        return tuple(notes)


def _main_script(text: str) -> str:
    """The script that most letters of a text are in; empty where none is known."""
    sample = text[:4000].lower()
    counts = {name: sum(1 for letter in sample if first <= letter <= last) for name, first, last in _SCRIPTS}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else ""
