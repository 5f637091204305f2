"""Drawing the next token from logits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.config import SamplingConfig


def softmax(logits: np.ndarray) -> np.ndarray:
    """(..., vocabulary) -> probabilities of the same shape."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def penalised(logits: np.ndarray, recent: np.ndarray, penalty: float) -> np.ndarray:
    """Lowers the logits of recent ids (Keskar et al. 2019): positive ones divided, negative ones multiplied."""
    if penalty == 1.0 or not len(recent):
        return logits
    logits = logits.copy()
    ids = np.unique(recent)
    logits[ids] = np.where(logits[ids] > 0, logits[ids] / penalty, logits[ids] * penalty)
    return logits


def restricted(probabilities: np.ndarray, *, top_k: int, top_p: float) -> np.ndarray:
    """Keeps the `top_k` likeliest (0: all) and of them the fewest that hold `top_p` of the mass (Holtzman et al. 2020).

    probabilities (vocabulary,) -> the same, scaled to sum 1."""
    if not top_k and top_p >= 1:
        return probabilities
    order = np.argsort(-probabilities, kind="stable")
    keep = len(order) if not top_k else min(top_k, len(order))
    if top_p < 1:
        mass = np.cumsum(probabilities[order[:keep]])
        keep = min(keep, int(np.searchsorted(mass, top_p * mass[-1])) + 1)
    kept = np.zeros_like(probabilities)
    kept[order[:keep]] = probabilities[order[:keep]]
    return kept / kept.sum()


def repeating(ids: Sequence[int], run: int) -> list[int]:
    """What would end a run of `run` ids, two or more, that stands in `ids` already (Paulus et al. 2018)."""
    end = list(ids[len(ids) - run + 1 :])
    return [ids[i + run - 1] for i in range(len(ids) - run + 1) if list(ids[i : i + run - 1]) == end]


def draw(logits: np.ndarray, config: SamplingConfig, random: np.random.Generator, recent: np.ndarray) -> int:
    """The id of the next token. logits (vocabulary,), with -inf for what must not be drawn."""
    logits = penalised(logits, recent, config.repetition_penalty)
    if config.greedy or config.temperature < 1e-3:
        return int(np.argmax(logits))
    probabilities = softmax(logits.astype(np.float64) / config.temperature)
    probabilities = restricted(probabilities, top_k=config.top_k, top_p=config.top_p)
    return int(random.choice(len(probabilities), p=probabilities))
