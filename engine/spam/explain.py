"""Why a verdict: which words move the score, found by leaving each out and asking the network again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from engine.spam.features import UNKNOWN, Token
from engine.spam.normalize import normalize

LIMIT = 12
_OTHER_SIDE = 3  # at least so many of the weaker direction, where there are any
_LEAST = 0.02  # logits; less than this is no reason

Score = Callable[[Sequence[np.ndarray]], np.ndarray]
Influence = Callable[[], np.ndarray]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word that moved the score. `start` and `end` are offsets into the shown text, `text` is what stands there and
    `shown` the same undisguised. `weight` is how much the logit falls without the word, wherever it occurs: above 0 it
    speaks for spam, below 0 against it; of a label of the person's own where `label` names one."""

    start: int
    end: int
    text: str
    shown: str
    weight: float
    label: str = ""


def explain(
    score: Score,
    ids: np.ndarray,
    kept: np.ndarray,
    found: Sequence[Token],
    text: str,
    *,
    rows: int,
    influence: Influence,
) -> tuple[Evidence, ...]:
    """The words with the most influence, in both directions, the strongest first.

    Args:
        score: texts of (tokens,) ids to calibrated logits (texts,).
        ids: (n,) the ids of the message; kept: (n,) the index in `found` of each.
        found: the message's tokens; text: the shown text that their offsets refer to.
        rows: how many changed messages may be scored.
        influence: asked where there are more words than that, what each of `ids` brings to the logit, (n,): the words
            that bring most are the ones left out.
    """
    if not len(ids):
        return ()
    words = np.array([found[index].word for index in kept])
    kinds = _kinds(ids, words)
    base = float(score([ids])[0])
    if len(kinds) > rows:
        kinds = _strong(kinds, words, influence(), rows)
    masks = [np.isin(words, occurrences) for occurrences in kinds]
    if not masks:
        return ()
    weights = base - score([_without(ids, mask) for mask in masks])
    spans = _spans(found)
    evidence = []
    for occurrences, weight in zip(kinds, weights, strict=True):
        start, end = spans[occurrences[0]]
        if abs(weight) >= _LEAST and end > start:
            shown = _shown(found, occurrences[0], text[start:end])
            evidence.append(Evidence(start, end, text[start:end], shown, float(weight)))
    return _strongest(evidence)


class WordKind(NamedTuple):
    """A word of a text with all places that read the same: the `names` of its tokens, the span of the first
    occurrence, how it is meant, and how often it occurs."""

    names: tuple[str, ...]
    start: int
    end: int
    shown: str
    times: int


def word_kinds(found: Sequence[Token], text: str) -> list[WordKind]:
    """The different words of a text in their order."""
    names: dict[int, list[str]] = {}
    for token in found:
        names.setdefault(token.word, []).append(token.text)
    kinds: dict[tuple[str, ...], list[int]] = {}
    for word, own in names.items():
        kinds.setdefault(tuple(own), []).append(word)
    spans = _spans(found)
    shown = {word: (token_names, *spans[word]) for token_names, (word, *_) in kinds.items()}
    return [
        WordKind(own, start, end, _shown_alone(own, text[start:end]), len(kinds[own]))
        for own, start, end in shown.values()
    ]


def weighed(kinds: Sequence[WordKind], weights: Sequence[float], text: str, label: str) -> tuple[Evidence, ...]:
    """The words with the most weight for and against a label, the strongest first."""
    return _strongest(
        [
            Evidence(kind.start, kind.end, text[kind.start : kind.end], kind.shown, float(weight), label)
            for kind, weight in zip(kinds, weights, strict=True)
            if abs(weight) >= _LEAST and kind.end > kind.start
        ]
    )


def _kinds(ids: np.ndarray, words: np.ndarray) -> list[list[int]]:
    """Words that read the same, each as the list of its occurrences; words the model does not know are left out."""
    pieces: dict[int, list[int]] = {}
    for token_id, word in zip(ids.tolist(), words.tolist(), strict=True):
        pieces.setdefault(word, []).append(token_id)
    kinds: dict[tuple[int, ...], list[int]] = {}
    for word, parts in pieces.items():
        if parts != [UNKNOWN]:
            kinds.setdefault(tuple(parts), []).append(word)
    return list(kinds.values())


def _strong(kinds: list[list[int]], words: np.ndarray, influence: np.ndarray, rows: int) -> list[list[int]]:
    """So many words as may be left out, those that bring most, in their order."""
    brought = np.bincount(words, weights=influence)
    best = sorted(range(len(kinds)), key=lambda i: -abs(float(brought[kinds[i]].sum())))[:rows]
    return [kinds[i] for i in sorted(best)]


def _without(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The ids that are not masked; one unknown token where none is left."""
    left = ids[~mask]
    return left if len(left) else np.array([UNKNOWN], ids.dtype)


def _spans(found: Sequence[Token]) -> dict[int, tuple[int, int]]:
    """The span of each word over all its pieces."""
    spans: dict[int, tuple[int, int]] = {}
    for token in found:
        start, end = spans.get(token.word, (token.start, token.end))
        spans[token.word] = (min(start, token.start), max(end, token.end))
    return spans


def _shown(found: Sequence[Token], word: int, surface: str) -> str:
    """A word as it is meant: its own token where that covers it whole, else its undisguised characters."""
    return _shown_alone([token.text for token in found if token.word == word], surface)


def _shown_alone(names: Sequence[str], surface: str) -> str:
    plain = normalize(surface).text
    whole = next((name for name in names if not name.startswith(("<", "(")) and len(name) > 2), plain)
    return whole if len(whole) == len(plain) else plain


def _strongest(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    """The best of both directions, the strongest first."""
    ranked = sorted(evidence, key=lambda e: (-abs(e.weight), e.start))
    top, rest = ranked[:LIMIT], ranked[LIMIT:]
    for sign in (1, -1):
        have = sum(1 for e in top if e.weight * sign > 0)
        for extra in [e for e in rest if e.weight * sign > 0][: max(0, _OTHER_SIDE - have)]:
            weakest = max(i for i, e in enumerate(top) if e.weight * sign < 0)
            top[weakest] = extra
    return tuple(sorted(top, key=lambda e: (-abs(e.weight), e.start)))
