"""A person's minutes: the machine is measured for a moment, the network is chosen by that, and the loss is foretold."""

from __future__ import annotations

import time
from typing import NamedTuple

from engine.config import TrainingJob
from engine.events import Expectation
from engine.runs.expecting import expectation
from engine.runs.sizing import Size, Speed, fitted
from engine.tokens.dataset import LanguageData

# A shorter run has no time to measure anything; its size follows from a plain matrix product.
_SHORTEST_MINUTES = 0.5


class Settled(NamedTuple):
    """The job as it will run, the measured speed (None: not measured), and the seconds that measuring took: they are
    part of the person's minutes."""

    job: TrainingJob
    speed: Speed | None = None
    seconds: float = 0.0

    def expected(self, data: LanguageData, ngram_loss: float | None) -> Expectation | None:
        """The held-out loss to expect; None where nothing tells."""
        if self.speed is None or ngram_loss is None:
            return None
        return expectation(self.job, _size(data), self.speed, ngram_loss)


def settled(job: TrainingJob, data: LanguageData) -> Settled:
    """Measures where the job leaves its size to the run."""
    from engine.training import cluster

    minutes = job.training.minutes or 0.0
    is_open = job.fitted and not job.resume and job.start_from is None
    # The workers of a cluster must all choose the same network.
    if not is_open or minutes < _SHORTEST_MINUTES or cluster.announced()[1] > 1:
        return Settled(job)
    began = time.monotonic()
    from engine.training.probe import measured_speed

    speed = measured_speed(job.model, job.training, len(data.tokenizer))
    return Settled(fitted(job, _size(data), speed), speed, time.monotonic() - began)


def _size(data: LanguageData) -> Size:
    return Size(len(data.train), len(data.tokenizer))
