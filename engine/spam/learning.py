"""Learns the linear branch, with a score for every message from a model that had not seen it.

Copies of spam in disguise, or with ordinary text behind it, are not learned: the plane lost more ordinary mail then,
and what is done against both (`normalize`, and the margin of `mix`) needs none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.spam.linear import LinearModel, fit_linear, folds_of
from engine.spam.message import Message
from engine.spam.mix import VIEWS, all_views, fit_linear_mix
from engine.spam.reading import Reading, read_message

FOLDS = 4
MOST_LEARNED = 30_000  # messages

Read = Callable[[Message], Reading]


@dataclass(frozen=True)
class LinearBranch:
    """What was learned: the plane, the mix of its views, and `logits` (messages,) that each message got from a model
    that had not learned it, in the order of the messages; those of messages beyond MOST_LEARNED are not a number."""

    model: LinearModel
    mix: np.ndarray
    logits: np.ndarray


def learn_linear(
    messages: Sequence[Message],
    labels: np.ndarray,
    groups: Sequence[str],
    *,
    seed: int = 0,
    read: Read = read_message,
) -> LinearBranch:
    """Learns from messages; the same input and seed give the same branch.

    Args:
        labels: (messages,), 1 for spam.
        groups: messages of one group (duplicates) are never on both sides.
    """
    labels = np.asarray(labels) > 0.5
    taken = _taken(len(messages), seed)
    folds = folds_of(labels[taken], [groups[i] for i in taken], seed=seed, count=FOLDS)
    readings = [read(messages[i]) for i in taken]
    y = labels[taken]
    looks = np.array([reading.look for reading in readings])

    def fitted(use: np.ndarray) -> LinearModel:
        return fit_linear([readings[i].whole for i in use], looks[use], y[use], seed=seed)

    views = np.zeros((len(taken), len(VIEWS)))
    for one in range(FOLDS):
        inside, outside = np.flatnonzero(folds != one), np.flatnonzero(folds == one)
        if not len(outside) or len(set(y[inside].tolist())) < 2:
            continue
        views[outside] = all_views(fitted(inside), [readings[i] for i in outside])
    mix = fit_linear_mix(views, y)
    logits = np.full(len(messages), np.nan)
    logits[taken] = views @ mix[:-1] + mix[-1]
    return LinearBranch(fitted(np.arange(len(taken))), mix, logits)


def _taken(count: int, seed: int) -> np.ndarray:
    """Which messages are learned, in their order."""
    if count <= MOST_LEARNED:
        return np.arange(count)
    return np.sort(np.random.default_rng(seed).permutation(count)[:MOST_LEARNED])
