"""The network and the linear branch of one model side by side: scores of each alone and of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.network import RecurrentStack
from engine.spam.attribution import integrated_gradients
from engine.spam.features import Token, encode
from engine.spam.linear import LinearModel
from engine.spam.mix import Mix, all_views, scores_of, views_of
from engine.spam.ngrams import Grams, grams
from engine.spam.reading import Reading
from engine.spam.scoring import network_views, windows_of

if TYPE_CHECKING:
    from engine.models.manifest import StoredModel

MIX = "mix"  # the part of the model's folder
_ALL_TOKENS = 1_000_000


class Scores(NamedTuple):
    """Calibrated logits (messages,) of spam."""

    network: np.ndarray
    linear: np.ndarray
    both: np.ndarray


class Branches:
    """What a model with a linear branch says of messages. Asking it changes nothing."""

    def __init__(self, network: RecurrentStack, vocabulary: Mapping[str, int], linear: LinearModel, mix: Mix) -> None:
        self._network = network
        self._vocabulary = vocabulary
        self.linear = linear
        self.mix = mix

    @classmethod
    def of(cls, stored: StoredModel, network: RecurrentStack, vocabulary: Mapping[str, int]) -> Branches | None:
        """The branches of a stored model; None where it is a network alone. Raises ValueError where one is damaged."""
        if MIX not in stored.extras:
            return None
        linear = LinearModel.from_arrays(stored.weights, stored.ngram)
        return cls(network, vocabulary, linear, Mix.from_json(stored.extras[MIX]))

    def scores(self, readings: Sequence[Reading]) -> Scores:
        """Logits of each branch and of both."""
        linear = self.mix.linear_logits(all_views(self.linear, readings))
        network = self.network(readings)
        return Scores(network, linear, self.mix.logits(linear, network))

    def network(self, readings: Sequence[Reading]) -> np.ndarray:
        """Calibrated logits of the network alone, (messages,)."""
        texts = [token_windows(reading.found, self._vocabulary) for reading in readings]
        return self.mix.network_logits(network_views(self._network, texts))

    def without(self, reading: Reading, ids: np.ndarray, kept: np.ndarray, texts: Sequence[np.ndarray]) -> np.ndarray:
        """The logits of both for versions of a message that lack some words, (texts,).

        The linear branch is not asked anew: a token takes its own n-grams' share of each score with it.

        Args:
            ids: (n,) the ids of the whole message; kept: (n,) the index of each in `reading.found`.
            texts: what is left of `ids` in each version.
        """
        share = self.shares(reading)[kept]
        most = int(ids.max(initial=1)) + 1
        counts = np.bincount(ids, minlength=most)
        total = np.stack([np.bincount(ids, weights=own, minlength=most) for own in share.T], axis=1)
        each = total / np.maximum(counts, 1)[:, None]
        gone = counts - np.array([np.bincount(text, minlength=most)[:most] for text in texts]).reshape(-1, most)
        linear = self.mix.linear_logits(views_of(scores_of(self.linear, reading) - gone @ each))
        network = self.mix.network_logits(network_views(self._network, [windows_of(text) for text in texts]))
        return self.mix.logits(linear, network)

    def influence(self, reading: Reading, ids: np.ndarray, kept: np.ndarray, *, points: int) -> np.ndarray:
        """What each of `ids` brings to the logit of both, (n,): of the linear branch what would be gone without it, of
        the network its integrated gradients at `points` points of the way."""
        scores = scores_of(self.linear, reading)
        rest = self.mix.linear_logits(views_of(scores - self.shares(reading)[kept]))
        linear = self.mix.linear_logits(views_of(scores[None])) - rest
        if not self.mix.both[1]:
            return self.mix.both[0] * linear
        places = windows_of(np.arange(len(ids)))
        mean, highest = self.mix.alone[:2]
        brought = integrated_gradients(self._network, [ids[own] for own in places], mean, highest, points=points)
        network = np.zeros(len(ids))
        network[np.concatenate(places)] = np.concatenate(brought)
        return self.mix.both[0] * linear + self.mix.both[1] * network

    def shares(self, reading: Reading) -> np.ndarray:
        """What each token adds to the linear score of the whole and of each window, (tokens, 1 + windows), by the
        n-grams that lie within it."""
        parts = (reading.whole, *reading.windows)
        each = [self.linear.contributions(part) / part.counts for part in parts]
        times = Counter(token.text for token in reading.found)
        known: dict[str, np.ndarray] = {}
        for name, found in times.items():
            own = grams("" if name.startswith("<") else name, [name])
            known[name] = np.array([_share(own, part, rate, found) for part, rate in zip(parts, each, strict=True)])
        return np.array([known[token.text] for token in reading.found]).reshape(-1, len(parts))


def _share(own: Grams, part: Grams, rate: np.ndarray, times: int) -> float:
    """What one occurrence of a token that stands `times` times in the message adds to the score of a part of it, on
    average; `rate` (columns,) is what each column of the part adds."""
    places = np.minimum(np.searchsorted(part.columns, own.columns), len(part.columns) - 1)
    same = part.columns[places] == own.columns
    # The token itself is the one word of its own n-grams: a part without it has only letters in common with it.
    if not same[-1]:
        return 0.0
    return float(rate[places[same]] @ own.counts[same]) * float(part.counts[places[-1]]) / times


def token_windows(found: Sequence[Token], vocabulary: Mapping[str, int]) -> list[np.ndarray]:
    """The windows of ids that the network reads of a message; one unknown token where there is none."""
    ids, kept = encode(found, vocabulary, _ALL_TOKENS)
    marked = np.array([found[index].text.startswith("<url>") for index in kept], bool)
    return windows_of(ids, marked)
