"""What a training job for a spam checker needs of this package: its data, the linear branch, and the calibration."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.config import ModelConfig, TrainingConfig, TrainingJob
from engine.network import RecurrentStack
from engine.spam.branches import MIX, token_windows
from engine.spam.calibration import Calibration, Metrics, evaluate, fit_calibration, fit_limits
from engine.spam.corrections import guard_set
from engine.spam.dataset import SpamData
from engine.spam.features import tokens
from engine.spam.learning import learn_linear
from engine.spam.mailbox import read_labelled
from engine.spam.message import Message
from engine.spam.mix import LOGIT, Mix, fit_alone, fit_both
from engine.spam.scoring import logits_of, network_views

# Up to how many texts, how many of them share a step, and its learning rate; few texts keep what the job says.
_PACES = ((1_500, None), (6_000, (32, 6e-3)), (math.inf, (64, 6e-3)))


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


@dataclass(frozen=True)
class Windows:
    """Messages as the windows that the network is asked about, each with the label of its message: what it learns
    (see `engine.training.classifier.LabelledIds`)."""

    train_ids: list[np.ndarray]
    train_labels: np.ndarray
    valid_ids: list[np.ndarray]
    valid_labels: np.ndarray
    vocabulary: dict[str, int]

    @classmethod
    def of(cls, data: SpamData) -> Windows:
        """Cuts both parts."""
        train = _cut(data.train_messages, data.train_labels, data.vocabulary)
        valid = _cut(data.valid_messages, data.valid_labels, data.vocabulary)
        return cls(*train, *valid, data.vocabulary)


def _cut(
    messages: Sequence[Message], labels: np.ndarray, vocabulary: Mapping[str, int]
) -> tuple[list[np.ndarray], np.ndarray]:
    windows = [token_windows(tokens(message.text), vocabulary) for message in messages]
    counts = [len(own) for own in windows]
    return [ids for own in windows for ids in own], np.repeat(np.asarray(labels, np.int32), counts)


def paced(training: TrainingConfig, texts: int) -> TrainingConfig:
    """The training with the batch, and the learning rate of it, that suit so many texts to learn from."""
    pace = next(pace for most, pace in _PACES if texts <= most)
    return training if pace is None else training.replaced(batch_size=pace[0], learning_rate=pace[1])


@dataclass(frozen=True)
class Parts:
    """What is saved of a model with a linear branch beside its network, and its figures on the held-out messages."""

    weights: dict[str, np.ndarray]
    extras: dict[str, dict[str, Any]]
    columns: dict[str, np.ndarray]
    figures: Metrics


class BesideNetwork:
    """The linear branch of a job, learned once; `parts` joins it to the network of the moment.

    It learns the held-out messages too: each of them got its score from a model that had not learned it.
    """

    def __init__(self, data: SpamData, *, seed: int = 0) -> None:
        self._data = data
        labels = np.concatenate([data.train_labels, data.valid_labels])
        groups = (*data.train_groups, *data.valid_groups)
        self.branch = learn_linear((*data.train_messages, *data.valid_messages), labels, groups, seed=seed)
        self._labels = labels > 0.5
        self._texts = [token_windows(tokens(message.text), data.vocabulary) for message in data.valid_messages]

    def parts(self, weights: Mapping[str, np.ndarray], model: ModelConfig) -> Parts:
        """Mixes the branches on the held-out messages and sets the limits of the verdict.

        The mix asks each branch about messages that it has not learned. The limit of spam follows from the linear
        branch's unseen scores of all messages where they are more: a ham loss of 0.3 % needs a thousand of them.
        """
        unseen = self.branch.logits
        known = np.isfinite(unseen)
        held = known[len(self._data.train_labels) :]
        labels = np.asarray(self._data.valid_labels)[held] > 0.5
        linear = np.clip(unseen[len(self._data.train_labels) :][held], -LOGIT, LOGIT)
        alone, both = np.array([0.5, 0.5, 0.0]), np.array([1.0, 0.0, 0.0])
        figures: Metrics = {}
        views = network_views(RecurrentStack(weights, model), self._texts)[held]
        if len(set(labels.tolist())) == 2:
            alone = fit_alone(views, labels)
            mix = Mix(self.branch.mix, both, alone)
            both = fit_both(linear, mix.network_logits(views), labels)
        mix = Mix(self.branch.mix, both, alone)
        calibration = fit_limits(np.clip(unseen[known], -LOGIT, LOGIT), self._labels[known])
        if len(set(labels.tolist())) == 2:
            logits = {"network": mix.network_logits(views), "linear": linear}
            logits["both"] = mix.logits(linear, logits["network"])
            figures = evaluate(calibration.probability(logits["both"]), labels, calibration)
            for name in ("network", "linear"):
                own = evaluate(calibration.probability(logits[name]), labels)
                figures |= {f"{name}_{key}": own[key] for key in ("errors", "ham_errors", "spam_errors", "auc")}
        numbers, columns = self.branch.model.arrays()
        extras = {"classifier": calibration.to_json(), MIX: mix.to_json()}
        # What the person's corrections must not lose: held-out ordinary messages, as hashes.
        asked = [message for message, is_held in zip(self._data.valid_messages, held, strict=True) if is_held]
        believed = calibration.probability(mix.logits(linear, mix.network_logits(views)))
        ham = zip(asked, believed, labels, strict=True)
        extras["guard"] = guard_set((message.text, float(p)) for message, p, is_spam in ham if not is_spam)
        return Parts({**weights, **numbers}, extras, columns, figures)
