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
    from engine.spam.training import BesideNetwork, Parts, Windows, calibrated, labelled_data, paced

    store = ModelStore(job.models_dir)
    store.check_writable()
    data = labelled_data(job)

    from engine.training import cluster
    from engine.training.classifier import ClassifierTask
    from engine.training.trainer import Trainer

    taught = job.recipe is not None  # a network alone, of whole messages
    learned = data if taught else Windows.of(data)
    if not taught:
        job = job.replaced(training=paced(job.training, len(learned.train_ids)).model_dump())
    task = ClassifierTask(learned, job.model, job.training)
    beside = None if taught or cluster.announced()[0] else BesideNetwork(data, seed=job.training.seed)
    describe = description(job, data.corpus_info())
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
        identity=identity(job, data.fingerprint if taught else f"{data.fingerprint} in windows"),
        resume=checkpoints.load() if checkpoints is not None and job.resume else None,
    )
    for event in trainer.run():
        if isinstance(event, TrainingFinished):
            event = replace(event, metrics={**event.metrics, **final})
        yield event
