"""How well a model knows a text it never saw: loss, hits, and the keystrokes that its suggestions would save."""

from __future__ import annotations

import math

import numpy as np

from engine.batching import stream_batches
from engine.cells import State
from engine.errors import CorpusError
from engine.inference.completer import Completer
from engine.inference.sampling import softmax

_REPLAYED = 3000
_LONGEST_SUGGESTION = 24


def evaluate(completer: Completer, text: str) -> dict[str, float | int]:
    """Reads a text with a model.

    Returns loss (nats per token), perplexity, bits_per_char, top_1 and top_3 (shares of tokens, 0..1), keystrokes_saved
    (percent), tokens, characters and unknown_share. Raises CorpusError for a text of fewer than two tokens.
    """
    ids = completer.tokenizer.encode(text)
    if len(ids) < 2:
        raise CorpusError("The text is too short to be scored.", "Choose a text of at least two tokens.")
    nats, first, third = _scores(completer, ids)
    tokens = len(nats)
    loss = float(nats.mean())
    return {
        "loss": loss,
        "perplexity": math.exp(min(loss, 50.0)),
        "bits_per_char": float(nats.sum()) / math.log(2) / len(text),
        "top_1": float(first.mean()),
        "top_3": float(third.mean()),
        "keystrokes_saved": keystrokes_saved(completer, text[:_REPLAYED]),
        "tokens": tokens,
        "characters": len(text),
        "unknown_share": float(np.mean(ids == 1)),
    }


def _scores(completer: Completer, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For every token but the first: its nats, whether it was the likeliest, whether among the likeliest three."""
    states: list[State] = []
    if completer.info.model.window:
        window = completer.info.model.window
        befores = (ids[max(0, i - window) : i] for i in range(1, len(ids)))
        parts = [_rank(completer.next_logits(b)[None], ids[i : i + 1]) for i, b in enumerate(befores, 1)]
    else:
        parts = []
        for batch in stream_batches(ids, batch_size=16, seq_length=64):
            states = completer.network.start(batch.inputs.shape[1]) if batch.fresh else states
            hidden, states = completer.network.read(batch.inputs.T, states)
            logits = completer.network.logits(hidden).reshape(-1, len(completer.tokenizer))
            parts.append(_rank(logits, batch.targets.T.reshape(-1)))
    nats, ranks = (np.concatenate(column) for column in zip(*parts, strict=True))
    return nats, ranks < 1, ranks < 3


def _rank(logits: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """logits (N, vocabulary), wanted (N,) -> nats (N,) and how many tokens were likelier (N,)."""
    rows = np.arange(len(wanted))
    probability = softmax(logits.astype(np.float64))[rows, wanted]
    return -np.log(np.maximum(probability, 1e-300)), (logits > logits[rows, wanted][:, None]).sum(axis=1)


def keystrokes_saved(completer: Completer, text: str) -> float:
    """Percent of keys that a person typing the text would save: (1 - (typed + selecting) / plain) * 100.

    At every place the one greedy suggestion up to the end of the word is accepted with one key where it is exactly what
    follows and longer than that key.
    """
    if not text:
        return 0.0
    pressed, position = 0, 0
    while position < len(text):
        suggestion = completer.rest_of_word(text[:position], limit=_LONGEST_SUGGESTION)
        if len(suggestion) > 1 and text.startswith(suggestion, position):
            position += len(suggestion)
        else:
            position += 1
        pressed += 1
    return (1 - pressed / len(text)) * 100
