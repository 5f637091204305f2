"""A run that trains a spam checker on labelled mails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from engine.config import TrainingJob
from engine.events import Event, TrainingFinished
from engine.models.store import ModelStore
from engine.runs.describing import description
from engine.runs.resuming import fresh_checkpoints, identity

if TYPE_CHECKING:
    from engine.training.progress import Control
    from engine.training.task import Best


def spam_events(job: TrainingJob, control: Control) -> Iterator[Event]:
    """Reads the mails, trains the network with the linear model beside it, and saves both; see `run_job`."""
    from engine.spam.training import BesideNetwork, Parts, calibrated, labelled_data

    store = ModelStore(job.models_dir)
    store.check_writable()
    data = labelled_data(job)

    from engine.training import cluster
    from engine.training.classifier import ClassifierTask
    from engine.training.trainer import Trainer

    task = ClassifierTask(data, job.model, job.training)
    describe = description(job, data.corpus_info())
    # The recipes are what was taught: a network alone.
    beside = BesideNetwork(data, seed=job.training.seed) if job.recipe is None and not cluster.announced()[0] else None
    final: dict[str, Any] = {}

    def save(best: Best, metrics: dict[str, Any]) -> None:
        if beside is None:
            calibration, figures = calibrated(best.arrays, job.model, data)
            parts = Parts(best.arrays, {"classifier": calibration}, {}, figures)
        else:
            parts = beside.parts(best.arrays, job.model)
        final.update(parts.figures)
        info = describe(best, {**metrics, **parts.figures}, len(data.vocabulary))
        store.save(
            info, tokenizer=data.tokenizer_json(), weights=parts.weights, extras=parts.extras, ngram=parts.columns
        )

    checkpoints = fresh_checkpoints(store, job)
    trainer = Trainer(
        task,
        job.training,
        name=job.name,
        control=control,
        save=save,
        checkpoints=checkpoints,
        identity=identity(job, data.fingerprint),
        resume=checkpoints.load() if checkpoints is not None and job.resume else None,
    )
    for event in trainer.run():
        if isinstance(event, TrainingFinished):
            event = replace(event, metrics={**event.metrics, **final})
        yield event
