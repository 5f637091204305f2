"""What a message would be without one of its sentences: left out, and the checker asked again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from engine.spam.fingerprint import logit

if TYPE_CHECKING:
    import numpy as np

    from engine.spam.explain import Evidence
    from engine.spam.message import Message

ASKED = 10  # sentences that are left out in turn
SHOWN = 3
LEAST_MOVED = 0.02  # a probability that moves less is not worth a line

_READ = 16_000  # characters
_SENTENCE = re.compile(r"[^\n]*?(?:[.!?。!?…]+[\"'”’)\]]*(?=\s|$)|\n|$)")
_LETTERS = re.compile(r"\w.*\w", re.DOTALL)
_FEWEST = 8  # letters and signs: less is no sentence


class Asked(Protocol):
    """A spam checker, or a checker of labels, which answers for the label that it gives the whole message."""

    def without(self, source: str | bytes, spans: Sequence[tuple[int, int]]) -> np.ndarray:
        """The probability (1 + spans,) of a message, and of it without each of the parts."""
        ...


class Told(Protocol):
    """What is needed of a report."""

    @property
    def text(self) -> str: ...
    @property
    def doubtful(self) -> bool: ...
    @property
    def evidence(self) -> Sequence[Evidence]: ...


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """A sentence, `start` to `end` of the shown text, and the probability of spam with it and without it."""

    start: int
    end: int
    text: str
    before: float
    after: float


def counterfactuals(
    checker: Asked, source: str | bytes, report: Told, *, shown: int = SHOWN
) -> tuple[Counterfactual, ...]:
    """The sentences without which the checker's probability moves most, the strongest first.

    Of a long message only the sentences with the strongest evidence are tried, so that it takes no longer than some ten
    checks.

    Args:
        source: what was checked; report: the checker's own report on it.
    """
    sentences = sentences_of(report.text[:_READ])
    if len(sentences) < 2 or report.doubtful:
        return ()

    def strength(span: tuple[int, int]) -> float:
        return sum(abs(e.weight) for e in report.evidence if span[0] <= e.start < span[1])

    tried = sorted(sentences, key=lambda span: (-strength(span), span))[:ASKED]
    before, *after = (float(p) for p in checker.without(source, tried))
    found = [
        Counterfactual(start, end, report.text[start:end], before, p)
        for (start, end), p in zip(tried, after, strict=True)
        if abs(p - before) >= LEAST_MOVED
    ]
    return tuple(sorted(found, key=lambda c: (-abs(logit(c.after) - logit(c.before)), c.start))[:shown])


def without_part(message: Message, start: int, end: int) -> Message:
    """A message without a part of its shown text, and without the links that stand nowhere else in it."""
    part, rest = message.text[start:end], message.text[:start] + message.text[end:]
    links = tuple(link for link in message.facts.links if link.text not in part or link.text in rest)
    return replace(message, text=rest, facts=replace(message.facts, links=links))


def sentences_of(text: str) -> Sequence[tuple[int, int]]:
    """The sentences of a text, each from its first to its last sign; a line ends one as well."""
    spans = []
    for match in _SENTENCE.finditer(text):
        inner = match[0].strip()
        if len(inner) >= _FEWEST and _LETTERS.search(inner):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            spans.append((start, start + len(inner)))
    return spans
