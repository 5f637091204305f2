"""Which network, and how trained, for so much text and so much time.

Measured on two cores with tinyshakespeare (1.1 million characters), held-out nats per character of one LSTM layer: 256
units 1.497 after 80 s, 384 units 1.460 after 300 s, 512 units 1.433 after 500 s. Less text wants fewer units and more
dropout.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.config import Cell, ModelConfig, TrainingConfig, TrainingJob, Unit

DEFAULT_MINUTES = 5.0


def suggested_units(characters: int, minutes: float) -> int:
    """Units of one LSTM layer."""
    by_text = 128 if characters < 40_000 else 256 if characters < 500_000 else 512
    by_time = 256 if minutes < 2.5 else 384 if minutes < 7 else 512
    return min(by_text, by_time)


def suggested_dropout(characters: int, units: int) -> float:
    """More where the network could learn the text by heart; 0..0.5."""
    if characters < 40_000:
        return 0.5
    if characters < 500_000:
        return 0.4
    return {128: 0.05, 256: 0.1, 384: 0.25}.get(units, 0.4)


def suggested_model(
    characters: int, minutes: float, *, unit: Unit = "char", cell: Cell = "lstm", layers: int = 1, units: int = 0
) -> ModelConfig:
    """The network for a corpus; `units` 0 lets the text and the time decide."""
    units = units or suggested_units(characters, minutes)
    rare: dict[str, Any] = {"min_count": 2} if unit == "word" and characters > 20_000 else {}
    return ModelConfig.checked(
        unit=unit, cell=cell, num_layers=layers, units=units, embedding_dim=min(units, 128), **rare
    )


def suggested_training(
    characters: int, model: ModelConfig, *, minutes: float | None, epochs: int | None, **changes: Any
) -> TrainingConfig:
    """How to train that network; a run without an end gets `DEFAULT_MINUTES`."""
    if minutes is None and epochs is None:
        minutes = DEFAULT_MINUTES
    small = characters < 100_000
    values: dict[str, Any] = {
        "minutes": minutes,
        "epochs": epochs,
        "seq_length": 32 if model.unit == "word" else 64,
        "batch_size": 16 if small else 32,
        "learning_rate": 4e-3 if model.cell != "rnn" else 1e-3,
        "dropout": suggested_dropout(characters, model.units),
        "patience": 8,
    }
    return TrainingConfig.checked(**{**values, **changes})


def suggested_job(
    name: str,
    models_dir: Path,
    sources: tuple[Path, ...],
    characters: int,
    *,
    minutes: float | None = None,
    epochs: int | None = None,
    unit: Unit = "char",
    cell: Cell = "lstm",
    layers: int = 1,
    units: int = 0,
    column: str | None = None,
    valid: Path | None = None,
    preview_seed: str = "",
    **training: Any,
) -> TrainingJob:
    """A job with the settings that suit so many characters and so many minutes. Raises ConfigError."""
    budget = minutes if minutes is not None else DEFAULT_MINUTES
    model = suggested_model(characters, budget, unit=unit, cell=cell, layers=layers, units=units)
    return TrainingJob.checked(
        name=name,
        models_dir=models_dir,
        sources=sources,
        column=column,
        valid=valid,
        preview_seed=preview_seed,
        model=model,
        training=suggested_training(characters, model, minutes=minutes, epochs=epochs, **training),
    )
