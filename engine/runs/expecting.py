"""Which held-out loss to expect of a run, said before it begins.

How hard a text is to predict shows in seconds, by the plain n-gram of the same text (`engine.models.companion`). What a
network makes of that follows from how many tokens it will see, of which a text gives only so many useful passes.
"""

from __future__ import annotations

import math

from engine.config import TrainingJob
from engine.events import Expectation
from engine.runs.sizing import Size, Speed, passes

# Held-out loss as a share of the n-gram's, as `make bench-quality` measured it: 1.018 after 1.7 million useful tokens
# and 0.955 after 4.3 (tinyshakespeare), 1.079 and 1.073 for texts too small for a million (Alice, a Korean story).
_USEFUL_PASSES = 8.0
_RATIO_AT_A_MILLION, _A_DOUBLING, _LOWEST, _HIGHEST = 1.055, 0.047, 0.90, 1.08
_BAND = 0.05
# A large alphabet is learned more slowly: 40,000 Korean reviews with 2,180 characters came to 1.061 after 3.9 million
# tokens, where tinyshakespeare, with 65, is after 0.9.
_ALPHABET, _SLOWER = 65, 0.43


def expectation(job: TrainingJob, size: Size, speed: Speed, ngram_loss: float) -> Expectation:
    """For a job with a time budget. Losses in nats per token, time in seconds."""
    minutes = job.training.minutes or 0.0
    useful = size.tokens * min(_USEFUL_PASSES, passes(size, job.model, minutes, speed))
    if job.model.unit == "char":
        useful /= max(1.0, size.vocabulary / _ALPHABET) ** _SLOWER
    ratio = _RATIO_AT_A_MILLION - _A_DOUBLING * math.log2(max(1e-3, useful / 1e6))
    loss = ngram_loss * min(_HIGHEST, max(_LOWEST, ratio))
    return Expectation(loss, loss * (1 - _BAND), loss * (1 + _BAND), minutes * 60)
