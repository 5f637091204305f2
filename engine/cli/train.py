"""`maeari train`."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, cast

import typer

from engine.cli.output import AsJson, ModelsDir, ProgressLine, library, plain_time, say, say_json
from engine.config import Cell, TrainingJob, Unit
from engine.errors import ConfigError, TrainingError
from engine.events import EpochEnd, Event, TrainingFinished, TrainingStarted


class InterruptControl:
    """Ctrl+C ends the training after the current step and keeps the best network; a second one ends at once."""

    def __init__(self) -> None:
        self.stopped = False
        self.paused_seconds = 0.0

    def wait_while_paused(self) -> bool:
        return not self.stopped

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        if self.stopped:
            raise KeyboardInterrupt
        self.stopped = True

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Takes Ctrl+C and a polite request to end (SIGTERM) while training."""
        before = {s: signal.signal(s, self._interrupted) for s in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def run(job: TrainingJob, *, quiet: bool = False) -> tuple[TrainingStarted | None, list[EpochEnd], TrainingFinished]:
    """Runs a job in this process with a progress line. Returns its first, its validation and its last records."""
    from engine.jobs import run_job

    control, line = InterruptControl(), ProgressLine()
    started: TrainingStarted | None = None
    epochs: list[EpochEnd] = []
    finished: TrainingFinished | None = None
    with control.listening():
        events: Iterator[Event] = run_job(job, control)
        for event in events:
            if not quiet:
                line.show(event)
            if isinstance(event, TrainingStarted):
                started = started or event
            elif isinstance(event, EpochEnd):
                epochs.append(event)
            elif isinstance(event, TrainingFinished):
                finished = event
    if finished is None:
        raise TrainingError("Training ended without a result.", "Try again with more text.")
    return started, epochs, finished


def train(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE...", help="Texts, tables or folders.")] = None,
    name: Annotated[str, typer.Option(help="The name of the model.")] = "",
    unit: Annotated[str, typer.Option(help="char or word.")] = "char",
    cell: Annotated[str, typer.Option(help="rnn, lstm or gru.")] = "lstm",
    layers: Annotated[int, typer.Option(help="Recurrent layers.")] = 1,
    units: Annotated[int, typer.Option(help="Width of a layer; 0 lets text and time decide.")] = 0,
    recipe: Annotated[str | None, typer.Option(help="A named recipe; see `maeari recipes`.")] = None,
    minutes: Annotated[float | None, typer.Option(help="How long to train.")] = None,
    epochs: Annotated[int | None, typer.Option(help="How many passes over the text.")] = None,
    seed: Annotated[int | None, typer.Option(help="Of all random numbers; 0 unless told.")] = None,
    valid: Annotated[Path | None, typer.Option(metavar="FILE", help="A held-out text.")] = None,
    valid_fraction: Annotated[float | None, typer.Option(help="The share held out, 0..0.9; 0.1 unless told.")] = None,
    column: Annotated[str | None, typer.Option(help="The column of a table that holds the texts.")] = None,
    ham: Annotated[list[Path] | None, typer.Option(help="Ordinary messages, for a classifier recipe.")] = None,
    spam: Annotated[list[Path] | None, typer.Option(help="Spam, for a classifier recipe.")] = None,
    dropout: Annotated[float | None, typer.Option(help="Share of dropped outputs while training.")] = None,
    learning_rate: Annotated[float | None, typer.Option(help="Highest learning rate.")] = None,
    batch_size: Annotated[int | None, typer.Option(help="Sequences a step.")] = None,
    seq_length: Annotated[int | None, typer.Option(help="Tokens a sequence.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the interrupted run of that name.")] = False,
    models_dir: ModelsDir = None,
    as_json: AsJson = False,
) -> None:
    """Train a language model on FILES, or follow a recipe."""
    from engine.recipes import recipe_job
    from engine.sizing import suggested_job

    sources = tuple(files or ())
    changes: dict[str, Any] = {
        "valid_fraction": valid_fraction,
        "dropout": dropout,
        "learning_rate": learning_rate,
        "batch_size": batch_size,
        "seq_length": seq_length,
        "seed": seed,
    }
    changes = {key: value for key, value in changes.items() if value is not None}
    if resume:
        if not (name or recipe):
            raise ConfigError("Which training should go on?", "Add --name NAME.")
        job = TrainingJob.checked(name=name or recipe, models_dir=library(models_dir), resume=True)
    elif recipe is not None:
        job = recipe_job(
            recipe,
            job_name=name or recipe,
            models_dir=library(models_dir),
            sources=sources,
            ham=tuple(ham or ()),
            spam=tuple(spam or ()),
            column=column,
            epochs=epochs,
            minutes=minutes,
        )
        if changes or valid:
            job = job.replaced(training=job.training.replaced(**changes).model_dump(), valid=valid)
    else:
        if not name:
            raise ConfigError("The model needs a name.", "Add --name NAME.")
        if not sources:
            raise ConfigError("There is no text to train on.", "Name at least one file or folder.")
        job = suggested_job(
            name,
            library(models_dir),
            sources,
            _characters(sources, column),
            minutes=minutes,
            epochs=epochs,
            unit=cast(Unit, unit),
            cell=cast(Cell, cell),
            layers=layers,
            units=units,
            column=column,
            valid=valid,
            **changes,
        )
    started, records, finished = run(job)
    shown = _shown(job) if recipe is not None and finished.reason != "diverged" else []
    if as_json:
        say_json(
            {
                "name": finished.name,
                "reason": finished.reason,
                "models_dir": str(job.models_dir),
                **finished.metrics,
                "parameters": started.parameters if started else 0,
                "history": [asdict(record) for record in records],
                "shown": shown,
            }
        )
        return
    _tell(finished, shown)


def _characters(sources: tuple[Path, ...], column: str | None) -> int:
    """How much text there is, so that the network fits it."""
    from engine.corpus import read_corpus

    return len(read_corpus(sources, column=column).text)


def _shown(job: TrainingJob) -> list[dict[str, Any]]:
    """What the recipe shows once it is trained: its seeds completed, or its messages judged."""
    from engine.showing import shown_results

    return shown_results(job)


def _tell(finished: TrainingFinished, shown: list[dict[str, Any]]) -> None:
    """The result for people."""
    metrics = finished.metrics
    for row in metrics.get("table", ()):
        say(
            f"{row['cell'].upper():5} {row['share']:4.0%} of the text  held-out loss {row['val_loss']:.3f}  "
            f"perplexity {row['perplexity']:.2f}  {plain_time(row['seconds'])}"
        )
    labels = {
        "val_loss": "held-out loss {:.3f} nats per token",
        "perplexity": "perplexity {:.2f}",
        "bits_per_char": "{:.3f} bits per character",
        "accuracy": "training accuracy {:.4f}",
        "f1": "F1 {:.3f}",
        "ham_loss": "ham loss {:.2%}",
    }
    figures = [text.format(metrics[key]) for key, text in labels.items() if isinstance(metrics.get(key), (int, float))]
    if figures:
        say("; ".join(figures) + ".")
    if metrics.get("finding"):
        say(metrics["finding"])
    for row in shown:
        said = f"{row['verdict']} ({row['probability']:.2f})" if "verdict" in row else row["text"]
        say(f"{row['seed']}  →  {said}")
    use = f'spam check "{finished.name}" FILE' if "ham_loss" in metrics else f'complete "{finished.name}" SEED'
    say(f"“{finished.name}” is ready after {plain_time(finished.seconds)}: maeari {use}")
