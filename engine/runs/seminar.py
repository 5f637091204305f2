"""The named recipes: the networks of the seminar on recurrent networks, each exactly as it was taught.

A recipe fixes the data's preparation, the network and the training; what it must show is in its `show`.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine import paths
from engine.config import Kind, ModelConfig, TrainingConfig, TrainingJob
from engine.corpus import Corpus
from engine.errors import ConfigError


@dataclass(frozen=True)
class Recipe:
    """One row of the seminar.

    `default_sources` are the shipped samples that it uses where a person names no file; `needs` says what data it is
    made for; `show` are seeds with the number of tokens to complete afterwards; `cells` has more than one entry where
    the recipe trains the same text with each.
    """

    name: str
    title: str
    summary: str
    teaches: str
    kind: Kind
    model: ModelConfig
    training: TrainingConfig
    default_sources: tuple[Path, ...] = ()
    ham: tuple[Path, ...] = ()
    spam: tuple[Path, ...] = ()
    column: str | None = None
    needs: str = ""
    show: tuple[tuple[str, int], ...] = ()
    cells: tuple[str, ...] = ()
    shares: tuple[float, ...] = (1.0,)
    prepare: Callable[[Corpus], str] | None = None


def whole_lines(corpus: Corpus) -> str:
    """The lines of a corpus without blanks around them and without empty ones."""
    lines = (line.strip() for document in corpus.documents for line in document.text.split("\n"))
    return "\n".join(line for line in lines if line)


def headlines(corpus: Corpus) -> str:
    """Headlines one a line: `Unknown` dropped, ASCII only, without punctuation, lower case."""
    drop = str.maketrans("", "", string.punctuation)
    rows = [row for document in corpus.documents for row in (document.rows or document.text.split("\n"))]
    cleaned = (
        row.encode("ascii", "ignore").decode().translate(drop).lower() for row in rows if row.strip() != "Unknown"
    )
    return "\n".join(" ".join(row.split()) for row in cleaned if row.strip())


def one_line(corpus: Corpus) -> str:
    """The lines of a book without blanks around them, ASCII only, lower case, joined by single blanks."""
    lines = (line.strip().lower().encode("ascii", "ignore").decode() for line in corpus.text.split("\n"))
    return " ".join(line for line in lines if line)


def single_spaces(corpus: Corpus) -> str:
    """A text with every run of blanks and line ends as one blank."""
    return " ".join(corpus.text.split())


def _all() -> tuple[Recipe, ...]:
    samples = paths.sample_dir()
    english, korean = samples / "english_messages.tsv", samples / "korean_messages.tsv"
    adam: dict[str, Any] = {"weight_decay": 0.0, "dropout": 0.0, "valid_fraction": 0.0, "clip_norm": 5.0}
    return (
        Recipe(
            name="proverbs-word-rnn",
            title="Proverbs, word by word (SimpleRNN)",
            summary="Three Korean proverbs cut into prefixes; a SimpleRNN of 32 learns which word follows.",
            teaches="Many-to-one prediction, padding in front, softmax over a vocabulary of eleven words.",
            kind="language",
            model=ModelConfig(unit="word", cell="rnn", units=32, embedding_dim=10, window=5, word_style="space"),
            training=TrainingConfig(
                layout="lines", epochs=200, batch_size=32, learning_rate=0.01, schedule="constant", **adam
            ),
            default_sources=(samples / "proverbs_korean.txt",),
            show=(("경마장에", 4), ("그의", 2), ("가는", 5), ("가는", 10)),
            prepare=whole_lines,
        ),
        Recipe(
            name="headlines-word-lstm",
            title="Headlines, word by word (LSTM)",
            summary="Newspaper headlines cut into prefixes; an LSTM of 128 learns which word follows.",
            teaches="Cleaning a table of texts, a vocabulary of thousands, and the same network with a longer memory.",
            kind="language",
            model=ModelConfig(unit="word", cell="lstm", units=128, embedding_dim=10, window=23, word_style="space"),
            training=TrainingConfig(
                layout="lines", epochs=200, batch_size=128, learning_rate=0.01, target_accuracy=0.9173, **adam
            ),
            default_sources=(samples / "english_headlines.csv",),
            column="headline",
            needs="A table (CSV) with a column named headline.",
            show=(("i", 10), ("how", 10)),
            prepare=headlines,
        ),
        Recipe(
            name="chars-lstm-many-to-many",
            title="A book, character by character (two LSTM layers)",
            summary="Windows of 60 characters; two LSTM layers of 256 predict the next character at every step.",
            teaches="Many-to-many prediction, teacher forcing, a dense layer at every time step, deep networks.",
            kind="language",
            model=ModelConfig(unit="char", cell="lstm", num_layers=2, units=256, embedding_dim=0),
            training=TrainingConfig(
                layout="windows", epochs=20, seq_length=60, batch_size=64, learning_rate=0.004, **adam
            ),
            default_sources=(samples / "english_prose.txt",),
            needs="A book as a text file; the seminar used Alice in Wonderland.",
            show=(("alice was ", 100),),
            prepare=one_line,
        ),
        Recipe(
            name="chars-lstm-many-to-one",
            title="A poem, character by character (LSTM)",
            summary="Windows of 10 characters; an LSTM of 80 predicts the character that follows each.",
            teaches="Many-to-one prediction on characters, and how a small network learns a text by heart.",
            kind="language",
            model=ModelConfig(unit="char", cell="lstm", units=80, embedding_dim=0, window=10),
            training=TrainingConfig(
                layout="sliding", epochs=100, batch_size=32, learning_rate=0.005, schedule="constant", **adam
            ),
            default_sources=(samples / "poem.txt",),
            prepare=single_spaces,
        ),
        Recipe(
            name="spam-many-to-one",
            title="Spam or not (LSTM, one sigmoid)",
            summary="Labelled Korean and English messages; an LSTM reads one and says 0 or 1 with a probability.",
            teaches="Many-to-one classification: tokens, padding, embedding, recurrent layer, sigmoid.",
            kind="classifier",
            model=ModelConfig(
                kind="classifier",
                unit="word",
                cell="lstm",
                units=32,
                embedding_dim=64,
                bidirectional=True,
                pooling="max",
            ),
            training=TrainingConfig(epochs=20, batch_size=16, learning_rate=0.002, dropout=0.5, valid_fraction=0.1),
            ham=(english, korean),
            spam=(english, korean),
        ),
        Recipe(
            name="deep-rnn",
            title="A deep network (three SimpleRNN layers)",
            summary="Each layer reads every hidden state of the one below it.",
            teaches="Stacking recurrent layers: all but the last must return their whole sequence.",
            kind="language",
            model=ModelConfig(unit="char", cell="rnn", num_layers=3, units=128, embedding_dim=64),
            training=TrainingConfig(epochs=12, seq_length=64, batch_size=16, learning_rate=0.002, dropout=0.1),
            default_sources=(samples / "english_prose.txt",),
            show=(("The ", 80),),
        ),
        Recipe(
            name="bidirectional-classifier",
            title="Reading from both ends (bidirectional SimpleRNN)",
            summary="Two SimpleRNN layers read each message forwards and backwards before they judge it.",
            teaches="Bidirectional layers, and why only a classifier may have them.",
            kind="classifier",
            model=ModelConfig(
                kind="classifier",
                unit="word",
                cell="rnn",
                num_layers=2,
                units=32,
                embedding_dim=32,
                bidirectional=True,
            ),
            training=TrainingConfig(epochs=15, batch_size=16, learning_rate=0.003, dropout=0.3, valid_fraction=0.2),
            ham=(english, korean),
            spam=(english, korean),
        ),
        Recipe(
            name="gru-vs-lstm",
            title="The three cells on the same text",
            summary="SimpleRNN, GRU and LSTM of the same width, on a small part of a text and on all of it.",
            teaches="Whether the rule “little text: GRU; much text: LSTM” holds here, by measurement.",
            kind="language",
            model=ModelConfig(unit="char", cell="gru", units=128, embedding_dim=64),
            training=TrainingConfig(
                epochs=16, seq_length=64, batch_size=16, learning_rate=0.004, dropout=0.1, patience=4
            ),
            default_sources=(samples / "english_prose.txt",),
            cells=("rnn", "gru", "lstm"),
            shares=(0.15, 1.0),
            show=(("The ", 80),),
        ),
    )


def recipes() -> tuple[Recipe, ...]:
    """Every recipe, in the order of the seminar."""
    return _all()


def recipe(name: str) -> Recipe:
    """The recipe of that name. Raises ConfigError where there is none."""
    for entry in _all():
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in _all())
    raise ConfigError(f"There is no recipe named “{name}”.", f"The recipes are: {known}.")


def recipe_job(
    name: str,
    *,
    job_name: str,
    models_dir: Path,
    sources: tuple[Path, ...] = (),
    ham: tuple[Path, ...] = (),
    spam: tuple[Path, ...] = (),
    column: str | None = None,
    epochs: int | None = None,
    minutes: float | None = None,
    seed: int | None = None,
) -> TrainingJob:
    """The job that runs a recipe on the given files, or on its samples. Raises ConfigError where it cannot."""
    entry = recipe(name)
    changes: dict[str, Any] = {} if minutes is None else {"minutes": minutes}
    if epochs is not None:
        changes["epochs"] = epochs
    if seed is not None:
        changes["seed"] = seed
    return TrainingJob.checked(
        name=job_name,
        models_dir=models_dir,
        sources=sources or entry.default_sources,
        ham=ham or entry.ham,
        spam=spam or entry.spam,
        column=column or entry.column,
        recipe=name,
        preview_seed=entry.show[0][0] if entry.show else "",
        model=entry.model,
        training=entry.training.replaced(**changes),
    )


def spam_job(
    name: str,
    models_dir: Path,
    *,
    ham: tuple[Path, ...],
    spam: tuple[Path, ...],
    epochs: int | None = None,
    minutes: float | None = None,
    seed: int = 0,
) -> TrainingJob:
    """The job of a person's own spam checker. Raises ConfigError where a setting is out of its range."""
    model = ModelConfig(
        kind="classifier",
        unit="word",
        cell="lstm",
        units=32,
        embedding_dim=64,
        bidirectional=True,
        pooling="max",
    )
    training = TrainingConfig.checked(
        epochs=20 if epochs is None and minutes is None else epochs,
        minutes=minutes,
        batch_size=16,
        learning_rate=2e-3,
        dropout=0.5,
        valid_fraction=0.1,
        patience=8,
        seed=seed,
    )
    return TrainingJob.checked(name=name, models_dir=models_dir, ham=ham, spam=spam, model=model, training=training)
