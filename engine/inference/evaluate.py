"""How well a model knows a text it never saw: loss, hits, and the keystrokes that its suggestions would save."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np

from engine.errors import CorpusError, StoreError
from engine.inference.completer import Completer
from engine.inference.predictor import ModelPredictor
from engine.inference.replay import replay
from engine.inference.scoring import Scores, modes_of, score
from engine.inference.suggester import Suggester
from engine.tokens.tokenizer import UNK

# What is scored and what is typed of a longer text: some seconds of each.
SCORED = 50_000
REPLAYED = 1_500


def evaluate(
    completer: Completer,
    text: str,
    *,
    replayed: int = REPLAYED,
    right_in_ten: int = 5,
    should_stop: Callable[[], bool] | None = None,
) -> dict[str, Any]:
    """Reads a text with a model, and types it with the model's suggestions.

    Of a long text the first `SCORED` tokens are scored and the first `replayed` characters typed.

    Returns tokens, characters and unknown_share; and loss (nats per token), perplexity, bits_per_char, top_1 and top_3
    (shares of tokens, 0..1) and what `engine.inference.replay.Replay` has, for the model as it is used. `modes` holds
    the same for the network alone, the n-gram alone and both, where the model has them. Raises CorpusError for a text
    of fewer than two tokens, StoreError for a blend.
    """
    predictor = completer.predictor
    if not isinstance(predictor, ModelPredictor):
        raise StoreError("A blend of models cannot be scored.", "Score each of its models.")
    ids, spans = completer.tokenizer.encode_with_offsets(text)
    if len(ids) < 2:
        raise CorpusError("The text is too short to be scored.", "Choose a text of at least two tokens.")
    ids = ids[:SCORED]
    characters = int(spans[len(ids) - 1, 1])
    scores = score(predictor, ids, ranks=True)
    modes: dict[str, dict[str, Any]] = {}
    for mode in modes_of(predictor):
        modes[mode] = _figures(completer, scores, mode, characters)
        if replayed and not (should_stop and should_stop()):
            suggester = Suggester(completer.restricted(mode))
            modes[mode] |= asdict(replay(suggester, text[:replayed], right_in_ten=right_in_ten))
    used = "both" if "both" in modes else next(iter(modes))
    return {
        **modes[used],
        "tokens": len(ids) - 1,
        "characters": characters,
        "unknown_share": float(np.mean(ids == UNK)),
        "right_in_ten": right_in_ten,
        "modes": modes,
    }


def _figures(completer: Completer, scores: Scores, mode: str, characters: int) -> dict[str, float]:
    predictor = completer.predictor
    if not isinstance(predictor, ModelPredictor):
        raise TypeError("only a model of the library is scored")
    nats = scores.nats(mode, predictor.mixing)
    ranks = scores.ranks[mode]
    loss = float(nats.mean())
    return {
        "loss": loss,
        "perplexity": math.exp(min(loss, 50.0)),
        "bits_per_char": float(nats.sum()) / math.log(2) / characters,
        "top_1": float((ranks < 1).mean()),
        "top_3": float((ranks < 3).mean()),
    }
