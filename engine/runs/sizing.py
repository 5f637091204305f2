"""Which network, and how trained, for so much text, so much time, and this machine.

The width is the largest whose training still sees about `_TOKENS_A_PARAMETER` tokens a parameter before the deadline:
larger ones do not get there, smaller ones have nothing left to learn. What is left out by dropout grows with how often
the text is passed and how many parameters could learn it by heart.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, NamedTuple

from engine import machine
from engine.cells import CELLS
from engine.config import Cell, Cleaning, ModelConfig, TrainingConfig, TrainingJob, Unit, WordStyle

DEFAULT_MINUTES = 5.0
_WIDTHS = (64, 96, 128, 160, 192, 256, 320, 384, 448, 512, 640, 768, 1024)
# tinyshakespeare: 256 units after 3.1 tokens a parameter 1.630 nats, 192 units after 8.9 of them 1.651.
_TOKENS_A_PARAMETER = 3.5
# By character the rate is the highest up to so many passes, or steps times units; this share of it is the least.
_ROUNDS, _STEPS_OF_UNITS, _LEAST_RATE = 6.0, 120_000.0, 0.25
_EMBEDDING = {"char": 128, "word": 256}
# Training reaches about this share of a plain matrix product's speed on each core, 0.4 to 0.7 as measured.
_EFFICIENCY = 0.5
_CHARACTERS_A_WORD = 5.5
# Above so many words, rare ones are sampled in the training loss; see engine.training.softmax.
_SAMPLED_VOCABULARY, _TAIL_SAMPLES, HEAD = 6_000, 1_000, 2_000

# Measured at the peak: 722 MB for 64 units by character, 809 for 256, 913 for 512; 1,176 and 1,231 for 256
# and 512 by word (Alice, tinyshakespeare; two cores).
_RUNTIME_BYTES, _COPIES, _BATCH_COPIES, _BYTES_A_TEXT_BYTE = 715 * 2**20, 28, 3, 15


class Size(NamedTuple):
    """How much there is to learn from: tokens of the training part, and the vocabulary."""

    tokens: float
    vocabulary: float

    @classmethod
    def estimated(cls, characters: int, unit: Unit) -> Size:
        """Before the text is read: Heaps' law for words, a book's alphabet for characters."""
        tokens = max(1.0, characters if unit == "char" else characters / _CHARACTERS_A_WORD)
        return cls(tokens, 90 if unit == "char" else min(20_000, 5 * tokens**0.6))


class Speed(NamedTuple):
    """The seconds that a token takes here: so many for itself, and so many for each parameter."""

    fixed: float
    a_parameter: float

    @classmethod
    def estimated(cls) -> Speed:
        """From a plain matrix product: six operations a parameter and token, forward and back."""
        return cls(1.5e-5 / machine.cores(), 6 / (machine.flops() * machine.cores() * _EFFICIENCY))

    @classmethod
    def through(cls, small: tuple[float, float], large: tuple[float, float]) -> Speed:
        """From two measurements, each the parameters a token and the seconds a token."""
        slope = max(1e-13, (large[1] - small[1]) / (large[0] - small[0]))
        return cls(max(0.0, small[1] - slope * small[0]), slope)

    def seconds(self, parameters: float) -> float:
        """For one token."""
        return self.fixed + self.a_parameter * parameters


def parameters_a_token(model: ModelConfig, vocabulary: float, tail_samples: int = 0) -> float:
    """With how many numbers each token is multiplied; looking up an embedding costs nothing."""
    gates, units, embedding = CELLS[model.cell].gates, model.units, model.embedding_dim
    # A small alphabet is read through one table, without a product for the gradient of the input.
    inputs = 2 / 3 * vocabulary if vocabulary <= 1.5 * (embedding or vocabulary) else embedding
    recurrent = gates * units * (inputs + units) + (model.num_layers - 1) * gates * units * 2 * units
    computed = min(vocabulary, HEAD + tail_samples) if tail_samples else vocabulary
    output = units * embedding + embedding * computed if model.tied else units * computed
    return recurrent + output


def stored_parameters(model: ModelConfig, vocabulary: float) -> float:
    """How many numbers the network holds, roughly."""
    gates, units, embedding = CELLS[model.cell].gates, model.units, model.embedding_dim
    recurrent = gates * units * (embedding + units) + (model.num_layers - 1) * gates * units * 2 * units
    return recurrent + vocabulary * embedding + (units * embedding if model.tied else units * vocabulary)


def _shaped(size: Size, units: int, unit: Unit, cell: Cell, layers: int, word_style: WordStyle) -> ModelConfig:
    tied = unit == "word"
    rare: dict[str, Any] = {"min_count": 2} if unit == "word" and size.tokens > 4_000 else {}
    return ModelConfig.checked(
        unit=unit,
        cell=cell,
        num_layers=layers,
        units=units,
        embedding_dim=min(max(units, 1), _EMBEDDING.get(unit, 128)),
        tied=tied,
        word_style=word_style,
        **rare,
    )


def training_memory(size: Size, model: ModelConfig, training: TrainingConfig, *, text_bytes: float = 0) -> float:
    """The bytes that training takes at its peak, roughly: those of TensorFlow, of the network and its gradients in each
    shard, of a batch on its way there and back, and of the text with its ids."""
    computed = min(size.vocabulary, HEAD + training.tail_samples) if training.tail_samples else size.vocabulary
    a_token = model.num_layers * model.units * (CELLS[model.cell].gates + 3) + model.embedding_dim + 3 * computed
    batch = training.batch_size * training.seq_length * a_token
    numbers = _COPIES * stored_parameters(model, size.vocabulary) + _BATCH_COPIES * batch
    return _RUNTIME_BYTES + 4 * numbers + _BYTES_A_TEXT_BYTE * text_bytes


def tail_samples(unit: Unit, vocabulary: float) -> int:
    """How many rare words stand for all in the training loss."""
    return _TAIL_SAMPLES if unit == "word" and vocabulary > _SAMPLED_VOCABULARY else 0


def suggested_model(
    size: Size,
    minutes: float,
    *,
    speed: Speed | None = None,
    unit: Unit = "char",
    cell: Cell = "lstm",
    layers: int = 1,
    units: int = 0,
    word_style: WordStyle = "text",
) -> ModelConfig:
    """The network for a text; `units` 0 lets the text, the time and the machine decide. Raises ConfigError."""
    if units or unit not in ("char", "word") or cell not in CELLS or layers < 1:
        return _shaped(size, units, unit, cell, layers, word_style)
    speed = speed or Speed.estimated()
    samples = tail_samples(unit, size.vocabulary)
    allowed = 256 if size.tokens < 40_000 else 512 if size.tokens < 400_000 else _WIDTHS[-1]
    best = _shaped(size, _WIDTHS[0], unit, cell, layers, word_style)
    for width in _WIDTHS[1:]:
        model = _shaped(size, width, unit, cell, layers, word_style)
        parameters = parameters_a_token(model, size.vocabulary, samples)
        if width <= allowed and minutes * 60 / speed.seconds(parameters) >= _TOKENS_A_PARAMETER * parameters:
            best = model
    return best


def passes(size: Size, model: ModelConfig, minutes: float, speed: Speed) -> float:
    """How often a run of so many minutes reads the text."""
    parameters = parameters_a_token(model, size.vocabulary, tail_samples(model.unit, size.vocabulary))
    return minutes * 60 / speed.seconds(parameters) / size.tokens


def suggested_training(
    size: Size,
    model: ModelConfig,
    *,
    minutes: float | None,
    epochs: int | None,
    speed: Speed | None = None,
    **changes: Any,
) -> TrainingConfig:
    """How to train that network; a run without an end gets `DEFAULT_MINUTES`. Raises ConfigError."""
    if minutes is None and epochs is None:
        minutes = DEFAULT_MINUTES
    rounds = float(epochs or 0) if minutes is None else passes(size, model, minutes, speed or Speed.estimated())
    risk = rounds * stored_parameters(model, size.vocabulary) / size.tokens
    values: dict[str, Any] = {
        "minutes": minutes,
        "epochs": epochs,
        "patience": 8,
        "tail_samples": tail_samples(model.unit, size.vocabulary),
        **_regularised(model, risk),
        **_paced(model, size, rounds),
    }
    return TrainingConfig.checked(**{**values, **changes})


def _regularised(model: ModelConfig, risk: float) -> dict[str, float]:
    """Dropout by `risk`, how many parameters there are a token of the text times how often it is read."""
    unit, level = model.unit, math.log2(max(1.0, risk))
    dropout = round(min(0.5, (0.14 if _is_wide(model) else 0.08) * level), 2)
    recurrent = round(min(0.4, 0.05 * level), 2)
    return {"dropout": dropout, "recurrent_dropout": recurrent, "input_dropout": dropout if unit == "word" else 0.0}


def _is_wide(model: ModelConfig) -> bool:
    """Whether it wants a lower rate and more dropout. 512 units on tinyshakespeare, one run each: 1.448 nats after 5.0
    passes with 0.007, 0.4 and a recurrent dropout of 0.1; 1.471 after 5.4 with 0.014, 0.23 and 0.14, as narrow ones."""
    return model.unit == "char" and model.units > 256


def _paced(model: ModelConfig, size: Size, rounds: float) -> dict[str, float]:
    """The learning rate, and how many tokens share a step. A text that is read often by character is learned by smaller
    steps, or it is known by heart before the rate has fallen; few steps, or those of a small network, stay large."""
    highest = {"rnn": 2e-3, "gru": 1e-2, "lstm": 2e-2}.get(model.cell, 1e-2)
    rate = highest * min(1.0, (256 / model.units) ** (1.5 if _is_wide(model) else 0.5))
    seq_length, batch_size = 32 if model.unit == "word" else 64, 16 if size.tokens < 300_000 else 32
    if model.unit == "char":
        steps = max(1.0, rounds * size.tokens / (seq_length * batch_size))
        rate *= min(1.0, max(_LEAST_RATE, _ROUNDS / max(rounds, _ROUNDS), _STEPS_OF_UNITS / (steps * model.units)))
    return {
        "learning_rate": round(rate if model.unit == "char" else rate / 3, 5),
        "seq_length": seq_length,
        "batch_size": batch_size,
    }


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
    word_style: WordStyle = "text",
    column: str | None = None,
    cleaning: Cleaning | None = None,
    valid: Path | None = None,
    preview_seed: str = "",
    **training: Any,
) -> TrainingJob:
    """A job with the settings that suit so many characters and so many minutes. Raises ConfigError.

    Where nothing but the time is given, the run itself measures the machine and settles the size (`fitted`).
    """
    budget = minutes if minutes is not None else DEFAULT_MINUTES
    size = Size.estimated(characters, unit)
    model = suggested_model(size, budget, unit=unit, cell=cell, layers=layers, units=units, word_style=word_style)
    return TrainingJob.checked(
        name=name,
        models_dir=models_dir,
        sources=sources,
        column=column,
        cleaning=cleaning or Cleaning(),
        valid=valid,
        preview_seed=preview_seed,
        fitted=not units and epochs is None,
        model=model,
        training=suggested_training(size, model, minutes=minutes, epochs=epochs, **training),
        given=tuple(sorted(training)),
    )


def fitted(job: TrainingJob, size: Size, speed: Speed) -> TrainingJob:
    """The job with its network and pace settled for a text that is read and a machine that is measured; what the person
    gave (`job.given`) stays. Raises ConfigError."""
    minutes = job.training.minutes or DEFAULT_MINUTES
    was = job.model
    model = suggested_model(
        size,
        minutes,
        speed=speed,
        unit=was.unit,
        cell=was.cell,
        layers=was.num_layers,
        word_style=was.word_style,
    )
    kept = {key: getattr(job.training, key) for key in (*job.given, "seed", "valid_fraction")}
    training = suggested_training(size, model, speed=speed, minutes=job.training.minutes, epochs=None, **kept)
    return job.replaced(model=model.model_dump(), training=training.model_dump())
