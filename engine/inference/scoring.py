"""What network, n-gram and cache each say of a text: the material of mixing weights and of evaluations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.inference.cache import Cache
from engine.inference.mixing import CACHE, NETWORK, NGRAM, Mixing, buckets
from engine.inference.predictor import ModelPredictor
from engine.inference.sampling import softmax

# Numbers of the distributions that are in memory at once, for each part.
_BLOCK_NUMBERS = 2_000_000
MODES = ("network", "ngram", "both")
_PARTS_OF = {"network": (True, False, False), "ngram": (False, True, False), "both": (True, True, True)}


@dataclass(frozen=True)
class Scores:
    """Of every token after the first. `parts` (n, 3): the probability that network, n-gram and cache gave it;
    `speaking` (n, 3) whether they said anything; `places` (n,) the buckets of the mixing; `ranks`, where asked for, how
    many tokens were likelier (n,), by mode."""

    parts: np.ndarray
    speaking: np.ndarray
    places: np.ndarray
    ranks: dict[str, np.ndarray]

    def nats(self, mode: str, mixing: Mixing) -> np.ndarray:
        """(n,): minus the logarithm of each token's probability."""
        speaking = self.speaking & np.array(_PARTS_OF[mode])
        probabilities = (mixing.of(self.places, speaking) * self.parts).sum(axis=1)
        return -np.log(np.maximum(probabilities, 1e-300))


def modes_of(predictor: ModelPredictor) -> tuple[str, ...]:
    """What can be compared in a model."""
    if predictor.network is None:
        return ("ngram",)
    return MODES if predictor.ngram is not None else ("network",)


def score(predictor: ModelPredictor, ids: np.ndarray, *, ranks: bool = False) -> Scores:
    """Scores ids (tokens,), at least two, from an empty memory on."""
    ids = np.asarray(ids, np.int64)
    vocabulary = len(predictor.tokenizer)
    width = max(1, _BLOCK_NUMBERS // vocabulary)
    blocks = [
        _block(predictor, wanted, distributions, speaking, places, ranks=ranks)
        for wanted, distributions, speaking, places in _distributions(predictor, ids, width)
    ]
    names = blocks[0].ranks
    return Scores(
        np.concatenate([block.parts for block in blocks]),
        np.concatenate([block.speaking for block in blocks]),
        np.concatenate([block.places for block in blocks]),
        {name: np.concatenate([block.ranks[name] for block in blocks]) for name in names},
    )


def _block(
    predictor: ModelPredictor,
    wanted: np.ndarray,
    distributions: np.ndarray,
    speaking: np.ndarray,
    places: np.ndarray,
    *,
    ranks: bool,
) -> Scores:
    rows = np.arange(len(wanted))
    parts = distributions[:, rows, wanted].T
    found: dict[str, np.ndarray] = {}
    for mode in modes_of(predictor) if ranks else ():
        weights = predictor.mixing.of(places, speaking & np.array(_PARTS_OF[mode]))
        mixed = np.einsum("np,pnv->nv", weights, distributions)
        found[mode] = (mixed > mixed[rows, wanted][:, None]).sum(axis=1)
    return Scores(parts, speaking, places, found)


def _distributions(
    predictor: ModelPredictor, ids: np.ndarray, width: int
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
    """For blocks of tokens: the tokens (n,), distributions (3, n, vocabulary), speaking (n, 3), buckets (n,)."""
    network, ngram, vocabulary = predictor.network, predictor.ngram, len(predictor.tokenizer)
    states = network.start() if network is not None else []
    contexts = ngram.contexts(ids) if ngram is not None else None
    cache = Cache(predictor.tokenizer.kind)
    for start in range(0, len(ids) - 1, width):
        read, wanted = ids[start : start + width], ids[start + 1 : start + width + 1]
        read = read[: len(wanted)]
        count = len(wanted)
        distributions = np.zeros((3, count, vocabulary))
        speaking = np.zeros((count, 3), bool)
        matched = agreeing = np.zeros(count, np.int64)
        if network is not None and predictor.window:
            befores = (ids[max(0, i + 1 - predictor.window) : i + 1] for i in range(start, start + count))
            hidden = np.concatenate([predictor.windowed([before.tolist()]) for before in befores])
            distributions[NETWORK] = softmax(network.logits(hidden).astype(np.float64))
        elif network is not None:
            every, states = network.read(read[None], states)
            distributions[NETWORK] = softmax(network.logits(every[0]).astype(np.float64))
        speaking[:, NETWORK] = network is not None
        if ngram is not None and contexts is not None:
            block = contexts[start : start + count]
            distributions[NGRAM] = ngram.distributions(block)
            matched = ngram.matched(block)
            speaking[:, NGRAM] = True
        if predictor.caches:
            agreeing = np.zeros(count, np.int64)
            for i, token in enumerate(read):
                cache = cache.remembered(int(token))
                agreeing[i] = cache.longest()[0]
                speaking[i, CACHE] = cache.speaks()[0]
                distributions[CACHE, i] = cache.distributions(vocabulary)[0]
        yield wanted, distributions, speaking, buckets(matched, agreeing)


def fitted_mixing(predictor: ModelPredictor, ids: np.ndarray) -> tuple[Mixing, dict[str, float]]:
    """Mixing weights for held-out ids (tokens,), and the loss of each mode on them in nats per token.

    The loss of the mixture is cross-fitted: each half of the text is scored with the weights of the other.
    """
    scores = score(predictor, ids)
    present = np.array([predictor.network is not None, predictor.ngram is not None, predictor.caches])
    mixing = Mixing.fitted(scores.parts, scores.places, present)
    losses = {mode: float(scores.nats(mode, mixing).mean()) for mode in modes_of(predictor)}
    half = len(scores.places) // 2
    if present.sum() > 1 and half:
        first, second = slice(0, half), slice(half, None)
        total = 0.0
        for fit, held in ((first, second), (second, first)):
            own = Mixing.fitted(scores.parts[fit], scores.places[fit], present)
            part = Scores(scores.parts[held], scores.speaking[held], scores.places[held], {})
            total += float(part.nats("both", own).sum())
        losses["both"] = total / len(scores.places)
    return mixing, losses
