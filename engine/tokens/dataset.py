"""From a corpus to what a language model is trained on: the split, the vocabulary, the ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from engine import paths
from engine.config import ModelConfig, TrainingJob
from engine.corpus import Corpus, CorpusLibrary, read_corpus
from engine.corpus.readers import MAX_FILE_BYTES
from engine.errors import CorpusError
from engine.runs.continuing import extended_tokenizer
from engine.tokens.batching import Samples, prefix_samples, sliding_samples, small_ids
from engine.tokens.splitting import split_spans, split_texts
from engine.tokens.streaming import beginnings, encode_corpus
from engine.tokens.tokenizer import UNK, CharTokenizer, Tokenizer, WordTokenizer
from engine.tokens.wordcount import fit_words

Prepare = Callable[[Corpus], str]


@dataclass(frozen=True)
class LanguageData:
    """The ids of both parts and where they came from.

    `train` and `valid` are (tokens,); `valid` is None where nothing was held out. Of a large corpus `train` is a memory
    map, and `valid` only a part of what was held out (see `engine.tokens.streaming`). `samples` and `valid_samples` are
    the many-to-one samples of both, None for a stream. `valid_characters` is the length of the held-out text, for bits
    a character.
    """

    tokenizer: Tokenizer
    train: np.ndarray
    valid: np.ndarray | None
    samples: Samples | None
    valid_samples: Samples | None
    corpus: Corpus
    characters: int
    valid_characters: int

    @property
    def unknown_share(self) -> float:
        """The share of held-out tokens that the vocabulary lacks, 0..1."""
        return 0.0 if self.valid is None else float(np.mean(self.valid == UNK))


def fit_tokenizer(text: str, config: ModelConfig) -> Tokenizer:
    """The tokenizer that the config asks for, fitted on the training part."""
    if config.unit == "char":
        return CharTokenizer.fit(text, max_vocabulary=config.max_vocabulary, min_count=config.min_count)
    return WordTokenizer.fit(
        text, style=config.word_style, max_vocabulary=config.max_vocabulary, min_count=config.min_count
    )


def _fitted(text: str, config: ModelConfig, known: Tokenizer | None) -> tuple[Tokenizer, np.ndarray]:
    """The vocabulary of the training part, or a known one that goes on, and its ids."""
    if known is None and config.unit == "word":
        limits: dict[str, Any] = {"max_vocabulary": config.max_vocabulary, "min_count": config.min_count}
        return fit_words(text, style=config.word_style, **limits)
    tokenizer = fit_tokenizer(text, config) if known is None else extended_tokenizer(known, text, config)
    return tokenizer, small_ids(tokenizer.encode(text))


def language_data(
    job: TrainingJob,
    *,
    prepare: Prepare | None = None,
    train_share: float = 1.0,
    known: Tokenizer | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> LanguageData:
    """Reads the job's sources, holds a part out, fits the vocabulary on the rest.

    Args:
        prepare: turns the corpus into one text, where a recipe does so; nothing of it is cleaned otherwise.
        train_share: how much of the training part is used, 0..1, from its beginning; the held-out part stays the same.
        known: a vocabulary to go on with: new tokens of the training part are put behind it.
        should_stop: asked before each file, and before each megabyte of a large corpus.

    A large corpus (see `engine.corpus.Corpus`) is read piece by piece, and `train` is a memory map; a recipe's
    preparation and many-to-one samples need the whole text, and take one of 512 MB at most.

    Raises CorpusError where a file cannot be read or there is too little text, or too much for a recipe;
    ReadingStoppedError where it was told to stop; StoreError where a large corpus finds no room beside the models.
    """
    corpus = read_corpus(
        job.sources,
        column=job.column,
        cleaning=job.cleaning,
        should_stop=should_stop,
        cache_folder=CorpusLibrary(paths.corpora_dir()).cache_folder,
    )
    if corpus.large:
        if prepare is None and job.training.layout in ("stream", "windows"):
            return _streamed(job, corpus, train_share, known, should_stop)
        if sum(document.size for document in corpus.documents) > MAX_FILE_BYTES:
            raise CorpusError(
                f"This recipe holds its whole text in memory, and there are more than {MAX_FILE_BYTES // 2**20} MB.",
                "Choose less text, or train without a recipe.",
            )
    held_out = ""
    if prepare is not None:
        train_text, held_out = split_texts([prepare(corpus)], 0 if job.valid else job.training.valid_fraction)
    else:
        texts = [document.text for document in corpus.documents]
        train_text, held_out = split_texts(texts, 0 if job.valid else job.training.valid_fraction)
    if job.valid is not None:
        held_out = _valid_text(job.valid, job, prepare, should_stop)
    train_text = train_text[: int(len(train_text) * train_share)]
    # Lines are samples of their own, so that their ends are no token.
    separated = train_text.replace("\n", " ") if job.training.layout == "lines" else train_text
    tokenizer, train = _fitted(separated, job.model, known)
    _check_size(train, job.model)
    valid = _valid_ids(held_out, tokenizer, job)
    samples = _samples(train, train_text, tokenizer, job)
    valid_samples = None if valid is None else _samples(valid, held_out, tokenizer, job)
    if samples is not None and not len(samples.targets):
        raise CorpusError("No line has two words, so there is nothing to predict.", "Choose a text with longer lines.")
    return LanguageData(
        tokenizer=tokenizer,
        train=train,
        valid=valid,
        samples=samples,
        valid_samples=valid_samples,
        corpus=corpus,
        characters=len(train_text) + len(held_out),
        valid_characters=len(held_out),
    )


def _streamed(
    job: TrainingJob,
    corpus: Corpus,
    train_share: float,
    known: Tokenizer | None,
    should_stop: Callable[[], bool] | None,
) -> LanguageData:
    """The data of a large corpus, of which neither the text nor the ids are held in memory."""
    lengths = [document.characters for document in corpus.documents]
    train, held_out = split_spans(lengths, 0 if job.valid else job.training.valid_fraction)
    encoded = encode_corpus(
        corpus,
        job.model,
        train=train,
        held_out=held_out,
        folder=job.models_dir,
        train_share=train_share,
        known=known,
        should_stop=should_stop,
    )
    text = encoded.held_out if job.valid is None else _valid_text(job.valid, job, None, should_stop)
    _check_size(encoded.train, job.model)
    return LanguageData(
        tokenizer=encoded.tokenizer,
        train=encoded.train,
        valid=_valid_ids(text, encoded.tokenizer, job),
        samples=None,
        valid_samples=None,
        corpus=corpus,
        characters=encoded.characters + len(text),
        valid_characters=len(text),
    )


def _valid_text(path: Path, job: TrainingJob, prepare: Prepare | None, should_stop: Callable[[], bool] | None) -> str:
    """The text of the job's own held-out file; of a large one as much as is scored."""
    corpus = read_corpus([path], column=job.column, cleaning=job.cleaning, should_stop=should_stop)
    if prepare is not None:
        return prepare(corpus)
    return beginnings(corpus) if corpus.large else corpus.text


def _valid_ids(text: str, tokenizer: Tokenizer, job: TrainingJob) -> np.ndarray | None:
    """The ids of the held-out text; None where it is too short to be scored."""
    ids = small_ids(tokenizer.encode(text)) if text else None
    if ids is None or len(ids) >= 10:
        return ids
    if job.valid is not None:
        raise CorpusError(f"“{job.valid.name}” is too short to be scored.", "Name a longer held-out text.")
    return None


def _check_size(ids: np.ndarray, config: ModelConfig) -> None:
    """Raises CorpusError where nothing can be learned from the ids."""
    what = "characters" if config.unit == "char" else "words"
    if len(ids) < 10:
        raise CorpusError(
            f"There are only {len(ids)} {what} to learn from, which is too little.", "Add more text and train again."
        )
    parts = (ids[start : start + 2**20] for start in range(0, len(ids), 2**20))  # of a memory map mostly only the first
    if all(bool((part == ids[0]).all()) for part in parts):
        raise CorpusError(
            f"The text repeats a single {what[:-1]}, so there is nothing to predict.", "Choose a text with more in it."
        )


def _samples(ids: np.ndarray, text: str, tokenizer: Tokenizer, job: TrainingJob) -> Samples | None:
    window = job.model.window
    if job.training.layout == "lines":
        lines = [tokenizer.encode(line) for line in text.split("\n") if line]
        return prefix_samples(lines, window)
    return sliding_samples(ids, window) if job.training.layout == "sliding" else None
