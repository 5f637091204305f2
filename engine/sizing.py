"""Which network, and how trained, for so much text, so much time, and this machine.

A network learns best from about ten training tokens a parameter: more parameters do not get there before the deadline,
fewer have nothing left to learn. Measured with tinyshakespeare (1.1 million characters), one LSTM layer, held-out nats
per character: 256 units 1.497 after 80 s (11 tokens a parameter), 384 units 1.460 after 300 s (10), 512 units 1.433
after 500 s (9). The dropout that served them best, 0.1, 0.25 and 0.4, grows with the logarithm of passes times
parameters a token.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from engine import machine
from engine.cells import CELLS
from engine.config import Cell, ModelConfig, TrainingConfig, TrainingJob, Unit

DEFAULT_MINUTES = 5.0
_WIDTHS = (64, 96, 128, 160, 192, 256, 320, 384, 448, 512)
_TOKENS_A_PARAMETER = 10
_EMBEDDING = 128
# Training reaches about this share of a plain matrix product's speed on each core, 0.44 to 0.6 as measured.
_EFFICIENCY = 0.5
_CHARACTERS_A_WORD = 5.5


def _tokens(characters: int, unit: Unit) -> float:
    return max(1.0, characters if unit == "char" else characters / _CHARACTERS_A_WORD)


def _vocabulary(characters: int, unit: Unit) -> float:
    """An estimate before the text is read: Heaps' law for words, a book's alphabet for characters."""
    return 90 if unit == "char" else min(20_000, 5 * _tokens(characters, unit) ** 0.6)


def _parameters(units: int, layers: int, cell: Cell, vocabulary: float) -> float:
    """How many numbers each token is multiplied with; looking up an embedding costs nothing."""
    gates = CELLS[cell].gates
    embedding = min(units, _EMBEDDING)
    recurrent = gates * units * (embedding + units) + (layers - 1) * gates * units * 2 * units
    return recurrent + units * vocabulary


def tokens_per_second(units: int, layers: int, cell: Cell, vocabulary: float) -> float:
    """How fast such a network trains here, estimated: six operations a parameter and token, forward and back."""
    speed = machine.flops() * machine.cores() * _EFFICIENCY
    return speed / (6 * _parameters(units, layers, cell, vocabulary))


def suggested_units(
    characters: int, minutes: float, *, unit: Unit = "char", cell: Cell = "lstm", layers: int = 1
) -> int:
    """The width of a layer: the largest that time allows, and that the text is worth."""
    vocabulary = _vocabulary(characters, unit)
    allowed = 128 if characters < 40_000 else 256 if characters < 500_000 else 512
    fitting = [
        units
        for units in _WIDTHS
        if units <= allowed
        and tokens_per_second(units, layers, cell, vocabulary) * minutes * 60
        >= _TOKENS_A_PARAMETER * _parameters(units, layers, cell, vocabulary)
    ]
    return max(fitting, default=_WIDTHS[0])


def suggested_dropout(characters: int, passes: float, parameters: float, unit: Unit) -> float:
    """More where the network has time and room to learn the text by heart; 0.05..0.5."""
    risk = passes * parameters / _tokens(characters, unit)
    return round(min(0.5, max(0.05, 0.1 * math.log2(max(1.0, risk)))), 2)


def suggested_model(
    characters: int, minutes: float, *, unit: Unit = "char", cell: Cell = "lstm", layers: int = 1, units: int = 0
) -> ModelConfig:
    """The network for a corpus; `units` 0 lets the text, the time and the machine decide."""
    if not units and unit in ("char", "word") and cell in CELLS and layers > 0:
        units = suggested_units(characters, minutes, unit=unit, cell=cell, layers=layers)
    rare: dict[str, Any] = {"min_count": 2} if unit == "word" and characters > 20_000 else {}
    return ModelConfig.checked(
        unit=unit, cell=cell, num_layers=layers, units=units, embedding_dim=min(max(units, 1), _EMBEDDING), **rare
    )


def suggested_training(
    characters: int, model: ModelConfig, *, minutes: float | None, epochs: int | None, **changes: Any
) -> TrainingConfig:
    """How to train that network; a run without an end gets `DEFAULT_MINUTES`."""
    if minutes is None and epochs is None:
        minutes = DEFAULT_MINUTES
    vocabulary = _vocabulary(characters, model.unit)
    speed = tokens_per_second(model.units, model.num_layers, model.cell, vocabulary)
    passes = float(epochs or 0)
    if minutes is not None:
        passes = speed * minutes * 60 / _tokens(characters, model.unit)
    parameters = _parameters(model.units, model.num_layers, model.cell, vocabulary)
    values: dict[str, Any] = {
        "minutes": minutes,
        "epochs": epochs,
        "seq_length": 32 if model.unit == "word" else 64,
        "batch_size": 16 if _tokens(characters, model.unit) < 500_000 else 32,
        "learning_rate": 4e-3 if model.cell != "rnn" else 1e-3,
        "dropout": suggested_dropout(characters, passes, parameters, model.unit),
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
