"""Learns the linear branch, with a score for every message from a model that had not seen it.

Spam is scored with ordinary text behind it, and in disguise, as well: the mix of the views learns from such copies how
much the worst window may say. The plane itself does not learn them: it lost more ordinary mail then (SpamAssassin, one
fold: 15 to 19 errors instead of 12).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.spam.attacks import DISGUISES, with_ham_text
from engine.spam.linear import LinearModel, fit_linear, folds_of
from engine.spam.message import Message
from engine.spam.mix import VIEWS, all_views, fit_linear_mix
from engine.spam.reading import Reading, read_message

FOLDS = 4
MOST_LEARNED = 30_000  # messages
_DISGUISED = {1: 0.2, 0: 0.05}  # the share of spam and of ham that has a disguised copy
_PADDED_LENGTHS = (10, 300)  # words
_SEED = 20_011  # of the copies; the measurements attack with other ones

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
    augmented: bool = True,
) -> LinearBranch:
    """Learns from messages; the same input and seed give the same branch.

    Args:
        labels: (messages,), 1 for spam.
        groups: messages of one group (duplicates) are never on both sides.
        augmented: whether there are copies.
    """
    labels = np.asarray(labels) > 0.5
    taken = _taken(len(messages), seed)
    folds = folds_of(labels[taken], [groups[i] for i in taken], seed=seed, count=FOLDS)
    readings = [read(messages[i]) for i in taken]
    owners, copies = _copies([messages[i] for i in taken], labels[taken], folds, seed) if augmented else ([], [])
    readings += [read(copy) for copy in copies]
    rows = np.concatenate([np.arange(len(taken)), np.array(owners, np.int64)])
    y, fold = labels[taken][rows], folds[rows]
    looks = np.array([reading.look for reading in readings])

    def fitted(use: np.ndarray) -> LinearModel:
        return fit_linear([readings[i].whole for i in use], looks[use], y[use], seed=seed)

    views = np.zeros((len(rows), len(VIEWS)))
    originals = np.arange(len(rows)) < len(taken)
    for one in range(FOLDS):
        inside, outside = np.flatnonzero(originals & (fold != one)), np.flatnonzero(fold == one)
        if not len(outside) or len(set(y[inside].tolist())) < 2:
            continue
        views[outside] = all_views(fitted(inside), [readings[i] for i in outside])
    mix = fit_linear_mix(views, y, np.ones(len(rows)), calibrate_on=slice(0, len(taken)))
    logits = np.full(len(messages), np.nan)
    logits[taken] = views[: len(taken)] @ mix[:-1] + mix[-1]
    return LinearBranch(fitted(np.arange(len(taken))), mix, logits)


def _taken(count: int, seed: int) -> np.ndarray:
    """Which messages are learned, in their order."""
    if count <= MOST_LEARNED:
        return np.arange(count)
    return np.sort(np.random.default_rng(seed).permutation(count)[:MOST_LEARNED])


def _copies(
    messages: Sequence[Message], labels: np.ndarray, folds: np.ndarray, seed: int
) -> tuple[list[int], list[Message]]:
    """Copies and whose they are: each spam with ordinary text behind it, and some messages in disguise.

    The ordinary text comes from the same fold, else a model would learn as spam what it is asked about later.
    """
    chance = random.Random(f"{_SEED}:{seed}")
    donors = {f: [m.text for m, label, own in zip(messages, labels, folds, strict=True) if not label and own == f]
              for f in set(folds.tolist())}  # fmt: skip
    owners: list[int] = []
    copies: list[Message] = []
    for i, (message, label) in enumerate(zip(messages, labels, strict=True)):
        texts = []
        if label and donors[int(folds[i])]:
            texts.append(_padded(message.text, donors[int(folds[i])], chance))
        if chance.random() < _DISGUISED[int(label)]:
            name = chance.choice(sorted(DISGUISES))
            texts.append(DISGUISES[name](message.text, chance.randrange(1 << 30)))
        for text in texts:
            owners.append(i)
            copies.append(replace(message, text=text))
    return owners, copies


def _padded(text: str, donors: Sequence[str], chance: random.Random) -> str:
    """A text with as much ordinary text behind it as up to twice its own length."""
    size = max(1, len(text.split()))
    low, high = _PADDED_LENGTHS
    number = int(min(high, max(low, size * chance.uniform(0.3, 2.0))))
    while number > 0:
        before = len(text.split())
        text = with_ham_text(text, chance.choice(donors), number, chance.randrange(1 << 30))
        number -= max(1, len(text.split()) - before)
    return text
