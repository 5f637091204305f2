"""Jobs from what the person chose: own texts, more training of a finished model, mails, a recipe. No widgets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

import engine

if TYPE_CHECKING:
    from engine import CorpusEntry, ModelInfo, Recipe, TrainingJob


class FieldProblem(Exception):  # noqa: N818 - a mistake of the person, not of the program
    """What is wrong with one field of the form: its name and a sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


def checked_entry(entry: CorpusEntry | None) -> CorpusEntry:
    """The chosen corpus. Raises FieldProblem where there is none or its files are gone."""
    if entry is None:
        raise FieldProblem("sources", QCoreApplication.translate("jobs", "Choose a corpus; the Corpora page adds one."))
    if entry.missing:
        raise FieldProblem(
            "sources", QCoreApplication.translate("jobs", "The files of this corpus are no longer where they were.")
        )
    return entry


def texts_job(
    name: str,
    models_dir: Path,
    entry: CorpusEntry,
    suggested: TrainingJob,
    *,
    model: dict[str, Any],
    training: dict[str, Any],
    preview_seed: str = "",
    start: ModelInfo | None = None,
) -> TrainingJob:
    """Trains on a corpus with the suggested settings, but for those of `model` and `training`.

    Where the person left the size as suggested, the run measures the machine and settles it.
    `start`: the finished model to begin with, whose network stays as it is.
    """
    network = start.model if start is not None else engine.ModelConfig(**{**suggested.model.model_dump(), **model})
    given = tuple(key for key, value in training.items() if value != getattr(suggested.training, key))
    return engine.TrainingJob(
        name=name,
        models_dir=models_dir,
        sources=entry.paths,
        column=entry.column,
        cleaning=entry.cleaning,
        model=network,
        training=engine.TrainingConfig(**{**suggested.training.model_dump(), **training}),
        preview_seed=preview_seed,
        start_from=start.name if start is not None else None,
        fitted=suggested.fitted and network.replaced(num_layers=suggested.model.num_layers) == suggested.model,
        given=given,
    )


def suggested_texts_job(
    characters: int, *, minutes: float, unit: Any, cell: Any, start: ModelInfo | None = None
) -> TrainingJob:
    """Settings that suit so much text and time, and the network of `start` where one is trained on."""
    shape: dict[str, Any] = {}
    if start is not None:
        shape = {"layers": start.model.num_layers, "units": start.model.units}
    job = engine.suggested_job("suggestion", Path(), (), characters, minutes=minutes, unit=unit, cell=cell, **shape)
    if start is None:
        return job
    rate = round(job.training.learning_rate * engine.CONTINUED_RATE_SHARE, 6)
    return job.replaced(training=job.training.replaced(learning_rate=rate).model_dump())


def longer_job(job: TrainingJob, minutes: float) -> TrainingJob:
    """The same job once more, from the network that it ended with."""
    rate = job.training.learning_rate * (engine.CONTINUED_RATE_SHARE if job.start_from is None else 1)
    training = job.training.replaced(minutes=minutes, epochs=None, learning_rate=round(rate, 6))
    return job.replaced(start_from=job.name, resume=False, training=training.model_dump())


def can_go_on(job: TrainingJob) -> bool:
    """Whether a finished job can be trained on: a language model of the person's own texts."""
    return job.model.kind == "language" and job.recipe is None


def recipe_job(
    recipe: Recipe,
    entry: CorpusEntry | None,
    name: str,
    models_dir: Path,
    *,
    ham: tuple[Path, ...],
    spam: tuple[Path, ...],
    minutes: float | None,
) -> TrainingJob:
    """Trains as a recipe says; `minutes` None: as long as it was taught."""
    if not name:
        raise FieldProblem("name", QCoreApplication.translate("jobs", "Please give a name."))
    if entry is None and recipe.kind == "language" and not recipe.default_sources:
        raise FieldProblem("sources", recipe.needs or QCoreApplication.translate("jobs", "Choose a corpus."))
    runs = max(1, len(recipe.cells)) * len(recipe.shares)
    job = engine.recipe_job(
        recipe.name,
        job_name=name,
        models_dir=models_dir,
        sources=entry.paths if entry is not None else (),
        ham=ham,
        spam=spam,
        column=entry.column if entry is not None else None,
        minutes=None if minutes is None else minutes / runs,
    )
    return job if entry is None else job.replaced(cleaning=entry.cleaning.model_dump())


def labels_job(name: str, models_dir: Path, table: Path | None, *, text: str, label: str, limit: int) -> TrainingJob:
    """Learns the labels of a table."""
    translate = QCoreApplication.translate
    if table is None or not text:
        raise FieldProblem("table", translate("jobs", "Choose a table with texts and labels."))
    if text == label:
        raise FieldProblem("label_column", translate("jobs", "Choose another column than that of the texts."))
    if not name:
        raise FieldProblem("name", translate("jobs", "Please give a name."))
    return engine.labels_job(name, models_dir, table, text=text, label=label, limit=limit)


def spam_job(
    name: str, models_dir: Path, *, ham: tuple[Path, ...], spam: tuple[Path, ...], minutes: float, cell: str
) -> TrainingJob:
    """Trains a spam checker, on the samples where no mails are named."""
    if not ham:
        ham = spam = tuple(sorted(engine.paths.sample_dir().glob("*_messages.tsv")))
    job = engine.spam_job(name, models_dir, ham=ham, spam=spam, minutes=minutes)
    return job.replaced(model=job.model.replaced(cell=cell).model_dump())
