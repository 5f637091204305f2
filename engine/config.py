"""Frozen, validated settings of a model, of its training and of sampling; to and from plain JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from engine.errors import ConfigError

Unit = Literal["char", "word"]
Cell = Literal["rnn", "lstm", "gru"]
Kind = Literal["language", "classifier", "labels"]
WordStyle = Literal["text", "space"]
Layout = Literal["stream", "windows", "lines", "sliding"]


class FrozenModel(BaseModel):
    """A value that cannot change after it was checked."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @classmethod
    def checked(cls, **values: Any) -> Self:
        """Builds the value, or raises ConfigError with a sentence for a person."""
        try:
            return cls(**values)
        except ValidationError as error:
            raise ConfigError(_sentence(error)) from error

    def replaced(self, **changes: Any) -> Self:
        """A checked copy with some values changed."""
        return self.checked(**{**self.model_dump(), **changes})


def _sentence(error: ValidationError) -> str:
    """The first problem of a validation error as one sentence."""
    first = error.errors()[0]
    reason = first["msg"].removeprefix("Value error, ").rstrip(".")
    where = ".".join(str(part) for part in first["loc"])
    return f"The setting “{where}” does not work: {reason}." if where else f"{reason}."


class ModelConfig(FrozenModel):
    """The shape of a network.

    `embedding_dim` 0 means one-hot input. `window` 0 means that the state runs through the whole text (many-to-many);
    N > 0 means many-to-one: the next token from the last N tokens, padded in front, from a zero state.
    `tied` lets the embedding serve as the output layer too, behind a projection to its width (Press and Wolf 2017).
    `pooling` is how a classifier reads its hidden states: the last one, or the largest value of each over time.
    A model of `labels` has no network: the linear branch of the spam checker, once for each label.
    """

    kind: Kind = "language"
    unit: Unit = "char"
    cell: Cell = "lstm"
    num_layers: int = Field(1, ge=1, le=8)
    units: int = Field(256, ge=1, le=4096)
    embedding_dim: int = Field(128, ge=0, le=4096)
    tied: bool = False
    bidirectional: bool = False
    window: int = Field(0, ge=0, le=4096)
    pooling: Literal["last", "max"] = "last"
    word_style: WordStyle = "text"
    max_vocabulary: int = Field(20_000, ge=4, le=1_000_000)
    min_count: int = Field(1, ge=1, le=1000)

    @model_validator(mode="after")
    def _language_models_read_forward(self) -> Self:
        if self.kind == "language" and self.bidirectional:
            raise ValueError(
                "A language model cannot be bidirectional, because the backward half would see the token that it "
                "should predict; bidirectional layers are for the classifier"
            )
        if self.tied and (self.kind != "language" or not self.embedding_dim):
            raise ValueError("Only a language model with an embedding can use it as its output layer")
        return self


class TrainingConfig(FrozenModel):
    """How a network is trained. `minutes` wins over `epochs` where both are given.

    `layout` says what a sample is: contiguous lanes whose state is carried (stream), windows from a zero state
    (windows), or many-to-one: every prefix of every line (lines), every window with the token behind it (sliding).
    `seq_length` and `batch_size` are in tokens and sequences, `dropout` and `valid_fraction` are shares in 0..1.
    `dropout` acts behind each layer; in a stream its mask, and those of `input_dropout` (on the embedded input) and
    `recurrent_dropout` (on the recurrent weights), stay the same for a whole window (Gal and Ghahramani 2016, Merity et
    al. 2018).
    `tail_samples` ids stand for the rare ones in the training loss of a large vocabulary (0: all are computed).
    `patience` counts validations without a better loss (0: never stop early), `target_accuracy` ends training once the
    training accuracy of an epoch reaches it (0: off).
    """

    epochs: int | None = Field(None, ge=1, le=1_000_000)
    minutes: float | None = Field(None, gt=0, le=60 * 24 * 14)
    layout: Layout = "stream"
    seq_length: int = Field(64, ge=2, le=4096)
    batch_size: int = Field(32, ge=1, le=65_536)
    learning_rate: float = Field(4e-3, gt=0, le=1)
    schedule: Literal["cosine", "constant"] = "cosine"
    weight_decay: float = Field(0.01, ge=0, le=1)
    dropout: float = Field(0.1, ge=0, lt=1)
    input_dropout: float = Field(0.0, ge=0, lt=1)
    recurrent_dropout: float = Field(0.0, ge=0, lt=1)
    tail_samples: int = Field(0, ge=0, le=100_000)
    clip_norm: float = Field(1.0, gt=0)
    patience: int = Field(0, ge=0)
    target_accuracy: float = Field(0.0, ge=0, le=1)
    valid_fraction: float = Field(0.1, ge=0, lt=1)
    seed: int = Field(0, ge=0, lt=2**32)


class SamplingConfig(FrozenModel):
    """How the next token is drawn. `length` counts tokens; `temperature` 0 is the same as `greedy`. `finish_word` goes
    on behind them to the end of a word that has begun, by character; `avoid_loops` never begins a word that would
    repeat what has been written word for word."""

    length: int = Field(100, ge=0, le=100_000)
    count: int = Field(1, ge=1, le=50)
    temperature: float = Field(0.7, ge=0, le=5)
    top_k: int = Field(0, ge=0)
    top_p: float = Field(1.0, gt=0, le=1)
    repetition_penalty: float = Field(1.0, ge=1, le=5)
    greedy: bool = False
    stop_at_sentence: bool = False
    finish_word: bool = False
    avoid_loops: bool = False
    seed: int | None = Field(None, ge=0, lt=2**32)


class Cleaning(FrozenModel):
    """What is taken out of texts before they are learned; see `engine.corpus.cleaning`.

    `quoted_replies`, `signatures`, `boilerplate` (photos, deleted messages, “Sent from my phone”) and
    `timestamps_and_names` are for chats and mails, `page_headers` for files with pages. `speaker` keeps the messages of
    that speaker alone. In plain prose `urls` and `hyphenation` find something, and duplicates where these are chosen.
    `mask_secrets` puts a mask in place of each secret (`engine.corpus.secrets`) but those whose digests are among
    `kept_secrets`, after all other steps. `encodings` are pairs of a file and the encoding (`engine.corpus.encodings`)
    that it is read in, where its own was not recognised rightly.
    """

    timestamps_and_names: bool = True
    quoted_replies: bool = True
    signatures: bool = True
    boilerplate: bool = True
    urls: bool = True
    duplicates: bool = False
    near_duplicates: bool = False
    hyphenation: bool = True
    page_headers: bool = True
    speaker: str | None = Field(None, min_length=1)
    mask_secrets: bool = False
    kept_secrets: tuple[str, ...] = ()
    encodings: tuple[tuple[str, str], ...] = ()

    @classmethod
    def nothing(cls) -> Self:
        """Takes nothing out."""
        return cls(**{name: False for name, field in cls.model_fields.items() if field.annotation is bool})

    @property
    def of_plain_text(self) -> bool:
        """Whether any step runs on a text without messages and pages."""
        return self.hyphenation or self.urls or self.duplicates or self.near_duplicates or self.mask_secrets

    def encoding_of(self, path: Path) -> str:
        """The encoding that a file is read in; empty where it is recognised."""
        return dict(self.encodings).get(str(path), "")


class TrainingJob(FrozenModel):
    """Everything that one run of training needs; plain data, so that it can be sent to another process.

    `start_from` names a finished model of the same library whose weights and vocabulary the run begins with; words of
    the new texts that it lacks are added. It may be `name` itself.
    A `fitted` job lets the run measure the machine and settle the size of the network and how it is trained; the
    settings named in `given` stay as they are. An `instant` job makes the n-gram alone, without a network.
    A model of labels learns from one table in `sources`: the texts of `column`, labelled by `label_column`, at most
    `limit` of them (0: as many as the engine thinks enough).
    """

    name: str = Field(min_length=1, max_length=120)
    models_dir: Path
    sources: tuple[Path, ...] = ()
    ham: tuple[Path, ...] = ()
    spam: tuple[Path, ...] = ()
    column: str | None = None
    label_column: str | None = None
    limit: int = Field(0, ge=0)
    cleaning: Cleaning = Cleaning()
    valid: Path | None = None
    recipe: str | None = None
    resume: bool = False
    start_from: str | None = None
    fitted: bool = False
    instant: bool = False
    given: tuple[str, ...] = ()
    preview_seed: str = ""
    model: ModelConfig = ModelConfig()
    training: TrainingConfig = TrainingConfig()

    @model_validator(mode="after")
    def _layout_fits_the_network(self) -> Self:
        many_to_one = self.training.layout in ("lines", "sliding")
        if self.model.kind == "language" and many_to_one != bool(self.model.window):
            raise ValueError("A many-to-one network needs windows of samples, and a many-to-many network a stream")
        return self
