"""A trained model of labels: a text in, its label with calibrated probabilities and the reasons out. NumPy only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import ModelDamagedError, StoreError
from engine.labels.calibration import LEAD, Metrics, Softmax, best_first, evaluate, leads, per_label
from engine.labels.planes import Planes
from engine.labels.shapes import LABELS
from engine.spam.counterfactual import without_part
from engine.spam.explain import Evidence, weighed, word_kinds
from engine.spam.facts import contradictions, fact_sentences
from engine.spam.message import Message, parse_message
from engine.spam.reading import Reading, read_message

if TYPE_CHECKING:
    from engine.models.manifest import ModelInfo, StoredModel

__all__ = ["LabelChecker", "LabelReport", "open_label_checker"]

_EXPLAINED = 5  # labels of a text, the likeliest first


@dataclass(frozen=True, slots=True)
class LabelReport:
    """What was found out about one text.

    `scores` are all labels with their probabilities (0..1, of sum 1), the likeliest first. `unsure` with a sentence in
    `reason` where the likeliest is not far enough before the next, or there is too little to judge (`doubtful`).
    `reasons` holds for each of the likeliest labels the words for and against it; of each its `weight` says how much
    it adds to that label's lead over the mean of the others, in logits.
    """

    scores: tuple[tuple[str, float], ...]
    unsure: bool
    reason: str
    text: str
    reasons: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    subject: str = ""
    facts: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    doubtful: bool = False

    @property
    def label(self) -> str:
        """The likeliest label."""
        return self.scores[0][0]

    @property
    def probability(self) -> float:
        """Of the likeliest label."""
        return self.scores[0][1]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words for and against the likeliest label."""
        return self.reasons.get(self.label, ())


def open_label_checker(models_dir: Path, name: str) -> LabelChecker:
    """Loads a saved model of labels.

    Raises:
        StoreError: there is none of that name (ModelNotFoundError), it is damaged, or it is of another kind.
    """
    from engine.models.store import ModelStore

    return LabelChecker(ModelStore.with_samples(models_dir).load(name))


class LabelChecker:
    """A loaded model of labels. Checking changes nothing, so one checker may serve several threads.

    Raises ModelDamagedError where the parts of the model do not fit together, StoreError for a model of another kind.
    """

    def __init__(self, stored: StoredModel) -> None:
        info = stored.info
        if info.kind != "labels":
            raise StoreError(f"“{info.name}” has not learned any labels.", "Choose a model of labels, or train one.")
        try:
            own = _plain(stored.extras.get(LABELS))
            self.names: tuple[str, ...] = tuple(own["names"])
            self.columns: tuple[str, str] = (own["text_column"], own["label_column"])
            self._softmax = Softmax.from_json(own, len(self.names))
            self._planes = Planes.from_arrays(stored.weights, stored.ngram, len(self.names))
        except ValueError as error:
            raise ModelDamagedError(
                f"The model “{info.name}” lacks a part of its labels, so it was not loaded.", "Train it again."
            ) from error
        self._info = info

    @property
    def info(self) -> ModelInfo:
        """The model's description."""
        return self._info

    def check(self, source: str | bytes, *, explain: bool = True) -> LabelReport:
        """Judges a text, or the text of a raw mail (bytes). Never raises for any content.

        Args:
            explain: whether to look for the evidence.
        """
        message = parse_message(source)
        reading = read_message(message)
        scores = self._planes.scores([reading])
        probabilities = self._softmax.probabilities(scores)[0]
        ranked = best_first(probabilities, self.names)
        kinds = word_kinds(reading.found, message.text)
        doubt = "" if kinds else "There is no text in it to judge."
        if kinds and not any(self._planes.known(kind) for kind in kinds):
            doubt = "This model knows too few of its words to judge it."
        near = float(leads(probabilities[None])[0]) < LEAD
        reason = doubt or (f"Two labels are nearly as likely: “{ranked[0][0]}” and “{ranked[1][0]}”." if near else "")
        reasons: dict[str, tuple[Evidence, ...]] = {}
        if explain and not doubt:
            weights = self._leads_of(self._planes.shares(reading, kinds))
            for label, _probability in ranked[:_EXPLAINED]:
                reasons[label] = weighed(kinds, weights[:, self.names.index(label)].tolist(), message.text, label)
        return LabelReport(
            scores=ranked,
            unsure=bool(reason),
            reason=reason,
            text=message.text,
            reasons=reasons,
            subject=message.subject,
            facts=fact_sentences(message.facts) if message.has_headers else (),
            contradictions=contradictions(message.facts) if message.has_headers else (),
            notes=message.notes,
            doubtful=bool(doubt),
        )

    def probabilities(self, sources: Sequence[str | bytes]) -> np.ndarray:
        """The probability of each label for many texts at once, (texts, labels) in the order of `names`."""
        return self._of([parse_message(source) for source in sources])

    def without(self, source: str | bytes, spans: Sequence[tuple[int, int]]) -> np.ndarray:
        """The probability (1 + spans,) of the likeliest label of a text, and of the same label without each of the
        parts `start` to `end` of its shown text."""
        message = parse_message(source)
        found = self._of([message, *(without_part(message, start, end) for start, end in spans)])
        result: np.ndarray = found[:, int(found[0].argmax())]
        return result

    def evaluate(self, texts: Sequence[str], labels: Sequence[int]) -> tuple[Metrics, dict[str, dict[str, float]]]:
        """Figures over labelled texts (see `engine.labels.calibration.evaluate`), and those of each label."""
        found, truth = self.probabilities(texts), np.array(labels)
        return evaluate(found, truth), dict(zip(self.names, per_label(found, truth), strict=True))

    def _of(self, messages: Sequence[Message]) -> np.ndarray:
        readings: list[Reading] = [read_message(message) for message in messages]
        return self._softmax.probabilities(self._planes.scores(readings))

    def _leads_of(self, shares: np.ndarray) -> np.ndarray:
        """(words, labels) shares of the scores as what they add to the lead over the mean of the other labels."""
        others = (shares.sum(axis=1, keepdims=True) - shares) / (shares.shape[1] - 1)
        result: np.ndarray = self._softmax.slope * (shares - others)
        return result


def _plain(content: Any) -> dict[str, Any]:
    """The checked part of the folder. Raises ValueError where something is missing."""
    if not isinstance(content, dict):
        raise ValueError("no labels")
    names = content.get("names")
    if not isinstance(names, list) or len(names) < 2 or len(set(map(str, names))) != len(names):
        raise ValueError("no two labels")
    if not all(isinstance(text, str) for text in (*names, content.get("text_column"), content.get("label_column"))):
        raise ValueError("a label is no text")
    return content
