"""A training job for a model of labels: from the table to the model in the library."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from engine.config import ModelConfig, TrainingConfig, TrainingJob
from engine.errors import ConfigError
from engine.events import CheckpointSaved, Event, Notice, StepEnd, TrainingFinished, TrainingStarted
from engine.labels.calibration import Softmax, evaluate, fit_softmax
from engine.labels.planes import Planes, fitting_planes
from engine.labels.shapes import LABELS
from engine.labels.table import LabelledTexts, read_labelled_texts
from engine.models.manifest import CorpusInfo, ModelInfo
from engine.models.store import ModelStore
from engine.spam.linear import Steps
from engine.spam.message import parse_message
from engine.spam.reading import Reading, read_message

MOST_HELD = 5_000
_RECORD_SECONDS = 0.1


class Control(Protocol):
    """What the run asks between steps."""

    @property
    def stopped(self) -> bool: ...
    def wait_while_paused(self) -> bool: ...


def labels_job(
    name: str,
    models_dir: Path,
    table: Path,
    *,
    text: str | None,
    label: str,
    limit: int = 0,
    seed: int = 0,
    valid_fraction: float = 0.2,
) -> TrainingJob:
    """The job of a model of labels; see `TrainingJob`. Raises ConfigError where a setting is out of its range."""
    training = TrainingConfig.checked(valid_fraction=valid_fraction, seed=seed)
    model = ModelConfig(kind="labels", unit="word")
    return TrainingJob.checked(
        name=name, models_dir=models_dir, sources=(table,), column=text, label_column=label, limit=limit,
        model=model, training=training,
    )  # fmt: skip


def labels_events(job: TrainingJob, control: Control) -> Iterator[Event]:
    """Reads, learns from a part, measures on the held-out rest, learns from all, and saves.

    Yields the events of `engine.events`. Raises CorpusError where the table does not do, ConfigError where no column of
    labels is named, StoreError where the model cannot be written. Stopped before its end it keeps nothing.
    """
    if len(job.sources) != 1 or not job.label_column:
        raise ConfigError("One table with a column of labels is needed.", "Name the table and its column of labels.")
    store = ModelStore(job.models_dir)
    store.check_writable()
    seed = job.training.seed
    data = read_labelled_texts(job.sources[0], text=job.column, label=job.label_column, limit=job.limit, seed=seed)
    yield from _notices(data)
    run = _Run(job.name, control)
    readings = yield from run.shown(_reading(data.texts), 0.0, 0.3)
    if readings is None:
        yield run.finished("stopped")
        return
    labels = np.array(data.labels)
    held = held_out(data, job.training.valid_fraction, seed)
    yield TrainingStarted(job.name, "labels", int((~held).sum()), int(held.sum()), len(data.names), 0, 0, 0.0)
    figures: dict[str, Any] = {}
    softmax = Softmax(2.0, (0.0,) * len(data.names))
    size = len(data.names)
    if held.any():
        learned = [reading for reading, out in zip(readings, held, strict=True) if not out]
        planes = yield from run.shown(fitting_planes(learned, labels[~held], size, seed=seed), 0.3, 0.6)
        if planes is None:
            yield run.finished("stopped")
            return
        scores = planes.scores([reading for reading, out in zip(readings, held, strict=True) if out])
        softmax = fit_softmax(scores, labels[held])
        figures = dict(evaluate(softmax.probabilities(scores), labels[held]))
    planes = yield from run.shown(fitting_planes(readings, labels, size, seed=seed), 0.6, 1.0)
    if planes is None:
        yield run.finished("stopped")
        return
    figures["seconds"] = run.seconds
    _save(store, job, data, planes, softmax, figures)
    yield CheckpointSaved(1, figures.get("log_loss"), run.seconds)
    yield run.finished("completed", figures)


def held_out(data: LabelledTexts, fraction: float, seed: int) -> np.ndarray:
    """(texts,) bool: the same share of each label, at least one text and at most MOST_HELD in all; equal texts are on
    one side."""
    random = np.random.default_rng(seed)
    labels = np.array(data.labels)
    held = np.zeros(len(labels), bool)
    groups: dict[str, list[int]] = {}
    for i, text in enumerate(data.texts):
        groups.setdefault(" ".join(text.casefold().split()), []).append(i)
    firsts: dict[int, list[list[int]]] = {}
    for members in groups.values():
        firsts.setdefault(int(labels[members[0]]), []).append(members)
    share = min(fraction, MOST_HELD / max(1, len(labels)))
    for label in sorted(firsts):
        own = firsts[label]
        wanted = max(1, round(share * sum(map(len, own)))) if fraction > 0 else 0
        taken = 0
        for place in random.permutation(len(own))[:-1]:  # one group stays to learn from
            if taken >= wanted:
                break
            held[own[place]] = True
            taken += len(own[place])
    return held


def _reading(texts: Sequence[str]) -> Steps[list[Reading]]:
    readings = []
    for done, text in enumerate(texts):
        if done % 50 == 0:
            yield done / len(texts)
        readings.append(read_message(parse_message(text)))
    return readings


class _Run:
    """What a run shows of itself."""

    def __init__(self, name: str, control: Control) -> None:
        self._name, self._control = name, control
        self._began = self._last = time.monotonic()
        self._step = 0

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self._began

    def shown(self, steps: Steps[Any], first: float, last: float) -> Any:
        """Does the steps and yields how far they are between two shares of the whole; None where it was stopped."""
        while True:
            try:
                done = first + (last - first) * next(steps)
            except StopIteration as end:
                return end.value
            if self._control.stopped or not self._control.wait_while_paused():
                return None
            if time.monotonic() - self._last >= _RECORD_SECONDS:
                self._last = time.monotonic()
                self._step += 1
                left = self.seconds * (1 - done) / max(done, 0.01)
                yield StepEnd(self._step, done, 0.0, 0.0, self.seconds, done, left)

    def finished(self, reason: Any, figures: dict[str, Any] | None = None) -> TrainingFinished:
        """The end of the run."""
        return TrainingFinished(reason, self._name, self._step, self.seconds, figures or {})


def _notices(data: LabelledTexts) -> Iterator[Notice]:
    if data.left_out:
        yield Notice(f"Rows without a text or a label were left out ({data.left_out:,}).")
    if data.rare:
        shown = ", ".join(f"“{name}”" for name in data.rare[:3])
        yield Notice(f"Labels with very few texts were left out ({len(data.rare):,}): {shown}.")
    if data.whole > len(data.texts):
        yield Notice(f"Of {data.whole:,} texts {len(data.texts):,} are learned, drawn at random.")


def _save(
    store: ModelStore, job: TrainingJob, data: LabelledTexts, planes: Planes, softmax: Softmax, figures: dict[str, Any]
) -> None:
    numbers, columns = planes.arrays()
    info = ModelInfo(
        name=job.name,
        kind="labels",
        model=job.model,
        training=job.training,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        parameters=sum(int(array.size) for array in numbers.values()),
        vocabulary=len(planes.columns),
        corpus=CorpusInfo(
            sources=(job.sources[0].name,),
            characters=sum(map(len, data.texts)),
            tokens=len(data.texts),
            fingerprint=data.fingerprint,
        ),
        metrics={key: value for key, value in figures.items() if isinstance(value, (float, int, str))},
    )
    own = {"names": list(data.names), "text_column": data.text_column, "label_column": data.label_column}
    store.save(
        info,
        tokenizer={"type": "labels", "version": 1},
        weights=numbers,
        extras={LABELS: {**own, **softmax.to_json()}},
        ngram=columns,
    )
