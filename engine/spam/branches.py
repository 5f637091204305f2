"""The network and the linear branch of one model side by side: scores of each alone and of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.network import RecurrentStack
from engine.spam.features import Token, encode
from engine.spam.linear import LinearModel
from engine.spam.mix import Mix, all_views
from engine.spam.ngrams import grams
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

        The linear branch is not asked anew: a token takes its own n-grams' share of the score with it.

        Args:
            ids: (n,) the ids of the whole message; kept: (n,) the index of each in `reading.found`.
            texts: what is left of `ids` in each version.
        """
        share = self.contributions(reading)[kept]
        most = int(ids.max(initial=1)) + 1
        counts = np.bincount(ids, minlength=most)
        each = np.bincount(ids, weights=share, minlength=most) / np.maximum(counts, 1)
        base = float(self.mix.linear_logits(all_views(self.linear, [reading]))[0])
        left = np.array([float(np.bincount(text, minlength=most)[:most] @ each) for text in texts])
        linear = base - (float(counts @ each) - left)
        network = self.mix.network_logits(network_views(self._network, [windows_of(text) for text in texts]))
        return self.mix.logits(linear, network)

    def contributions(self, reading: Reading) -> np.ndarray:
        """What each token adds to the logit of the linear branch, (tokens,), by the n-grams that lie within it."""
        whole = reading.whole
        each = self.linear.contributions(whole) / whole.counts * float(self.mix.linear[:-1].sum())
        known: dict[str, float] = {}
        for token in reading.found:
            if token.text not in known:
                own = grams("" if token.text.startswith("<") else token.text, [token.text])
                places = np.minimum(np.searchsorted(whole.columns, own.columns), len(whole.columns) - 1)
                same = whole.columns[places] == own.columns
                known[token.text] = float(each[places[same]] @ own.counts[same])
        return np.array([known[token.text] for token in reading.found])


def token_windows(found: Sequence[Token], vocabulary: Mapping[str, int]) -> list[np.ndarray]:
    """The windows of ids that the network reads of a message; one unknown token where there is none."""
    ids, kept = encode(found, vocabulary, _ALL_TOKENS)
    marked = np.array([found[index].text.startswith("<url>") for index in kept], bool)
    return windows_of(ids, marked)
