"""Every training job, from its files to the model in the library, by the kind of its model and its recipe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.config import TrainingJob
from engine.errors import ConfigError
from engine.events import Event
from engine.runs.comparing import comparison_events
from engine.runs.language import language_events
from engine.runs.resuming import interrupted_job
from engine.runs.seminar import recipe
from engine.runs.spam import spam_events

if TYPE_CHECKING:
    from engine.training.process import TrainingRun
    from engine.training.progress import Control


def start_training(job: TrainingJob) -> TrainingRun:
    """Trains in a process of its own; see `engine.training.process.TrainingRun`."""
    from engine.training.process import TrainingRun

    return TrainingRun(job, run_job)


def run_job(job: TrainingJob, control: Control) -> Iterator[Event]:
    """Runs a job in this process.

    Yields the events of `engine.events`, ends after exactly one TrainingFinished. Raises EngineError where the data
    cannot be read, the settings exclude each other or the model cannot be written.
    """
    job = interrupted_job(job) if job.resume else job
    entry = recipe(job.recipe) if job.recipe else None
    if job.start_from is not None and (entry is not None or job.model.kind != "language"):
        raise ConfigError("Only a language model of your own texts can go on from another model.", "Leave it out.")
    if job.model.kind == "classifier":
        return spam_events(job, control)
    if job.model.kind == "labels":
        from engine.labels.training import labels_events

        return labels_events(job, control)
    if not job.sources:
        raise ConfigError("There is no text to train on.", "Name at least one file or folder.")
    if entry is not None and entry.cells:
        return comparison_events(job, entry, control)
    return language_events(job, entry, control)
