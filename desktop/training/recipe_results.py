"""What a recipe shows once its network is trained; called on a worker thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale

import engine

if TYPE_CHECKING:
    from desktop.tasks import Control
    from engine import TrainingJob


def recipe_results(job: TrainingJob, name: str, control: Control) -> list[str]:
    """One line a seed with its greedy completion, or one a message with its verdict.

    `name` is the model that was trained. Raises EngineError where it cannot be opened.
    """
    return [_line(row) for row in engine.shown_results(job, name=name, should_stop=control.should_stop)]


def _line(row: dict[str, Any]) -> str:
    if "verdict" in row:
        return f"{row['seed']} → {QLocale().toString(float(row['probability']), 'f', 2)} {row['verdict']}"
    return f"{row['seed']} +{row['length']} → {row['text']}"
