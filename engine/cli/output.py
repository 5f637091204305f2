"""What the commands print: text or one JSON object on standard output, progress on standard error."""

from __future__ import annotations

import json
import math
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from engine import paths
from engine.events import (
    CheckpointSaved,
    EpochEnd,
    Event,
    Notice,
    Paused,
    Resumed,
    StepEnd,
    TrainingFinished,
    TrainingStarted,
)
from engine.userdata import datafolder

ModelsDir = Annotated[
    Path | None, typer.Option("--models-dir", metavar="DIR", help="Where the models are kept, instead of your library.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]

REASONS = {
    "completed": "The training is complete.",
    "stopped": "Stopped; the best network is kept.",
    "early_stopping": "It stopped improving, so training ended early; the best network is kept.",
    "time_budget": "The time is up; the best network is kept.",
    "diverged": "The loss ran away twice; the best network before that is kept.",
}

_UNTRAINED = {
    False: "Training ended before there was anything to keep.",
    True: "The texts are counted: an n-gram answers under this name, without a network.",
}


def library(models_dir: Path | None) -> Path:
    """The models folder that a command works on. Raises StoreError where the data folder is gone."""
    if models_dir is not None:
        return models_dir
    datafolder.check_there()
    return paths.models_dir()


def say(text: str = "") -> None:
    """A line on standard output."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def note(text: str) -> None:
    """A line on standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def say_json(value: dict[str, Any]) -> None:
    """One JSON object on standard output."""
    say(json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, default=str))


def _plain(value: Any) -> Any:
    """The same with None for what JSON cannot say: a loss that is no number."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, (list, tuple)) else value


def failed(message: str, hint: str, *, as_json: bool) -> int:
    """Says what went wrong. Returns exit code 2."""
    if as_json:
        say_json({"error": message, "hint": hint})
    note(f"{message} {hint}".strip())
    return 2


def plain_time(seconds: float) -> str:
    """Seconds as people read them: 42 s, 3 min 05 s, 2 h 10 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


class ProgressLine:
    """A line on standard error on how a training goes: rewritten in place in a terminal, else every ten seconds."""

    def __init__(self) -> None:
        self.saved = False
        self._counted = False  # whether an n-gram alone is kept
        self._labels = False
        self._live = sys.stderr.isatty()
        self._last = 0.0
        self._val_loss: float | None = None
        self._open = False

    def show(self, event: Event) -> None:
        """Tells one event."""
        if isinstance(event, StepEnd):
            self._step(event)
        elif isinstance(event, EpochEnd):
            self._val_loss = event.val_loss if event.val_loss is not None else self._val_loss
        elif isinstance(event, TrainingStarted) and event.kind == "labels":
            self._labels = True
            self._line(
                f"“{event.name}”: {event.train_tokens:,} texts to learn from, {event.valid_tokens:,} held out, "
                f"{event.vocabulary:,} labels."
            )
        elif isinstance(event, TrainingStarted):
            self._line(
                f"“{event.name}”: {event.train_tokens:,} tokens to learn from, {event.valid_tokens:,} held out, "
                f"{event.vocabulary:,} different, {event.parameters:,} parameters."
            )
        elif isinstance(event, (Notice, Paused)):
            self._line(event.text)
        elif isinstance(event, Resumed):
            self._line("Writing works again; training goes on.")
        elif isinstance(event, TrainingFinished):
            self._line(REASONS[event.reason] if self.saved else _UNTRAINED[self._counted])
        elif isinstance(event, CheckpointSaved):
            self.saved, self._counted = self.saved or event.step > 0, True

    def _step(self, event: StepEnd) -> None:
        now = time.monotonic()
        if now - self._last < (0.1 if self._live else 10.0):
            return
        self._last = now
        held_out = "" if self._val_loss is None else f", held out {self._val_loss:.3f}"
        text = (
            f"{event.progress:4.0%}  loss {event.loss:.3f}{held_out}  "
            f"{event.tokens_per_second:,.0f} tokens/s  {plain_time(event.seconds_left)} left"
        )
        if self._labels or not event.tokens_per_second:
            text = f"{event.progress:4.0%}  {plain_time(event.seconds_left)} left"
        if self._live:
            sys.stderr.write("\r\x1b[K" + text)
            sys.stderr.flush()
            self._open = True
        else:
            note(text)

    def _line(self, text: str) -> None:
        if self._open:
            sys.stderr.write("\r\x1b[K")
            self._open = False
        note(text)
