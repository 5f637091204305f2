"""A run that trains the same text with every cell, and what it finds of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from engine.config import TrainingJob
from engine.events import Event, FinishReason, TrainingFinished
from engine.models.store import ModelStore
from engine.runs.language import trained
from engine.runs.seminar import Recipe
from engine.tokens.dataset import language_data

if TYPE_CHECKING:
    from engine.training.progress import Control


def comparison_events(job: TrainingJob, entry: Recipe, control: Control) -> Iterator[Event]:
    """Trains the same text with every cell and at every share of it; the last event holds the table of all runs."""
    store = ModelStore(job.models_dir)
    store.check_writable()
    rows: list[dict[str, Any]] = []
    finished: TrainingFinished | None = None
    for share in entry.shares:
        for cell in entry.cells:
            own = job.replaced(
                name=f"{job.name} {cell.upper()} {share:.0%}", model=job.model.replaced(cell=cell).model_dump()
            )
            data = language_data(own, prepare=entry.prepare, train_share=share)
            for event in trained(own, data, store, control, resumable=False):
                if isinstance(event, TrainingFinished):
                    finished = event
                else:
                    yield event
            if finished is None:
                return
            metrics = finished.metrics
            rows.append(
                {
                    "model": own.name,
                    "cell": cell,
                    "share": share,
                    "characters": data.characters - data.valid_characters,
                    "val_loss": metrics.get("val_loss"),
                    "perplexity": metrics.get("perplexity"),
                    "seconds": metrics.get("seconds"),
                    "tokens_per_second": metrics.get("tokens_per_second"),
                    "epochs": metrics.get("epochs"),
                }
            )
            if finished.reason == "stopped":
                break
        if finished is not None and finished.reason == "stopped":
            break
    if finished is None:
        return
    reason: FinishReason = "stopped" if finished.reason == "stopped" else "completed"
    seconds = sum(row["seconds"] or 0.0 for row in rows)
    metrics = {"table": rows, "finding": comparison_finding(rows), "seconds": seconds}
    yield replace(finished, reason=reason, name=rows[-1]["model"], seconds=seconds, metrics=metrics)


def comparison_finding(rows: list[dict[str, Any]]) -> str:
    """Whether “little text: GRU; much text: LSTM” holds in these runs, in one sentence a share."""
    sentences = []
    for share in sorted({row["share"] for row in rows}):
        losses = {row["cell"]: row["val_loss"] for row in rows if row["share"] == share and row["val_loss"] is not None}
        if "gru" not in losses or "lstm" not in losses:
            continue
        better = "GRU" if losses["gru"] < losses["lstm"] else "LSTM"
        gap = abs(losses["gru"] - losses["lstm"])
        sentences.append(f"On {100 * share:.0f} % of the text the {better} is better by {gap:.3f} nats per token.")
    return " ".join(sentences)
