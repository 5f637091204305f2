"""What a training job for a spam checker needs of this package: its data, and the calibration of what was learned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.config import ModelConfig, TrainingJob
from engine.network import RecurrentStack
from engine.spam.calibration import Calibration, Metrics, evaluate, fit_calibration
from engine.spam.dataset import SpamData
from engine.spam.mailbox import read_labelled
from engine.spam.scoring import logits_of


def labelled_data(job: TrainingJob) -> SpamData:
    """Reads the job's ham and spam, holds a part out (or reads `job.valid`), and encodes both.

    Raises:
        MessageError: a path is missing or holds no labelled message, or there are messages of one class only.
    """
    messages = read_labelled(job.ham, job.spam)
    valid = read_labelled([job.valid], [job.valid]) if job.valid is not None else None
    return SpamData.prepare(
        messages,
        valid=valid,
        valid_fraction=job.training.valid_fraction,
        seed=job.training.seed,
        config=job.model,
        sources=tuple(sorted({path.name for path in (*job.ham, *job.spam)})),
    )


def calibrated(weights: Mapping[str, np.ndarray], model: ModelConfig, data: SpamData) -> tuple[dict[str, Any], Metrics]:
    """The calibration to store (`extras["classifier"]`) and the figures on the held-out messages.

    Without held-out messages of both kinds the calibration says so and there are no figures.
    """
    if len(set(np.asarray(data.valid_labels).tolist())) < 2:
        return Calibration().to_json(), {}
    logits = logits_of(RecurrentStack(weights, model), data.valid_ids)
    calibration = fit_calibration(logits, data.valid_labels)
    return calibration.to_json(), evaluate(calibration.probability(logits), data.valid_labels, calibration)
