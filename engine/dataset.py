"""From a corpus to what a language model is trained on: the split, the vocabulary, the ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from engine.batching import Samples, prefix_samples, sliding_samples, small_ids
from engine.config import ModelConfig, TrainingJob
from engine.continuing import extended_tokenizer
from engine.corpus import Corpus, read_corpus
from engine.errors import CorpusError
from engine.tokenizer import UNK, CharTokenizer, Tokenizer, WordTokenizer

Prepare = Callable[[Corpus], str]


@dataclass(frozen=True)
class LanguageData:
    """The ids of both parts and where they came from.

    `train` and `valid` are (tokens,); `valid` is None where nothing was held out. `samples` and `valid_samples` are the
    many-to-one samples of both, None for a stream. `valid_characters` is the length of the held-out text, for bits a
    character.
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


def split_texts(texts: Iterable[str], fraction: float) -> tuple[str, str]:
    """Cuts the held-out part off the end of every text, so that each text is in both parts.

    Texts too short to be cut go to training whole; where all are, the last ones are held out. One text is cut at
    `int(length * (1 - fraction))`.
    """
    train, valid = [], []
    for text in texts:
        cut = int(len(text) * (1 - fraction)) if fraction else len(text)
        if len(text) - cut < 20:
            cut = len(text)
        train.append(text[:cut])
        if cut < len(text):
            valid.append(text[cut:])
    if not valid and fraction and len(train) > 1:
        # Only short texts, such as notes: some of them are held out whole.
        cut = max(1, int(len(train) * (1 - fraction)))
        train, valid = train[:cut], train[cut:]
    return "\n".join(train), "\n".join(valid)


def fit_tokenizer(text: str, config: ModelConfig) -> Tokenizer:
    """The tokenizer that the config asks for, fitted on the training part."""
    if config.unit == "char":
        return CharTokenizer.fit(text, max_vocabulary=config.max_vocabulary, min_count=config.min_count)
    return WordTokenizer.fit(
        text, style=config.word_style, max_vocabulary=config.max_vocabulary, min_count=config.min_count
    )


def language_data(
    job: TrainingJob, *, prepare: Prepare | None = None, train_share: float = 1.0, known: Tokenizer | None = None
) -> LanguageData:
    """Reads the job's sources, holds a part out, fits the vocabulary on the rest.

    Args:
        prepare: turns the corpus into one text, where a recipe does so; nothing of it is cleaned otherwise.
        train_share: how much of the training part is used, 0..1, from its beginning; the held-out part stays the same.
        known: a vocabulary to go on with: new tokens of the training part are put behind it.

    Raises CorpusError where a file cannot be read or there is too little text.
    """
    corpus = read_corpus(job.sources, column=job.column)
    held_out = ""
    if prepare is not None:
        train_text, held_out = split_texts([prepare(corpus)], 0 if job.valid else job.training.valid_fraction)
    else:
        texts = [document.text for document in corpus.documents]
        train_text, held_out = split_texts(texts, 0 if job.valid else job.training.valid_fraction)
    if job.valid is not None:
        valid_corpus = read_corpus([job.valid], column=job.column)
        held_out = prepare(valid_corpus) if prepare else valid_corpus.text
    train_text = train_text[: int(len(train_text) * train_share)]
    # Lines are samples of their own, so that their ends are no token.
    separated = train_text.replace("\n", " ") if job.training.layout == "lines" else train_text
    tokenizer = (
        fit_tokenizer(separated, job.model) if known is None else extended_tokenizer(known, separated, job.model)
    )
    train = small_ids(tokenizer.encode(separated))
    _check_size(train, job.model)
    valid = small_ids(tokenizer.encode(held_out)) if held_out else None
    if valid is not None and len(valid) < 10:
        if job.valid is not None:
            raise CorpusError(f"“{job.valid.name}” is too short to be scored.", "Name a longer held-out text.")
        valid = None
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


def _check_size(ids: np.ndarray, config: ModelConfig) -> None:
    """Raises CorpusError where nothing can be learned from the ids."""
    what = "characters" if config.unit == "char" else "words"
    if len(ids) < 10:
        raise CorpusError(
            f"There are only {len(ids)} {what} to learn from, which is too little.", "Add more text and train again."
        )
    if int(ids.min()) == int(ids.max()):
        raise CorpusError(
            f"The text repeats a single {what[:-1]}, so there is nothing to predict.", "Choose a text with more in it."
        )


def _samples(ids: np.ndarray, text: str, tokenizer: Tokenizer, job: TrainingJob) -> Samples | None:
    window = job.model.window
    if job.training.layout == "lines":
        lines = [tokenizer.encode(line) for line in text.split("\n") if line]
        return prefix_samples(lines, window)
    return sliding_samples(ids, window) if job.training.layout == "sliding" else None
