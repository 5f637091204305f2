"""The ids of a corpus that is too large for memory: read piece by piece, counted, encoded into a file on the disk.

By character the texts are read twice after they were looked through: to count, then to encode. By word they are read
once, since cutting words out takes longest: words are numbered as they come, and the numbers exchanged for ids at the
end. The ids are those that `engine.tokens.dataset.language_data` gives for the same corpus in memory, but for three
things: of the held-out part only HELD_OUT_CHARACTERS are taken; a word of a million characters is cut; and words so
rare that `engine.tokens.wordcount` forgets them may be unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from engine.config import ModelConfig
from engine.corpus import Corpus
from engine.tokens.idfile import IdFile, smallest_type
from engine.tokens.splitting import Span, joined_length, limited
from engine.tokens.tokenizer import CharTokenizer, Tokenizer, WordTokenizer, character_counts
from engine.tokens.wordcount import MAX_WORDS, WordCounter

# From the held-out part of every text: half a million characters or 90,000 words, about as many as the Penn Treebank
# validates on. The mean loss is then exact to 0.003 or 0.01 nats. 1.3 million words of a vocabulary of 20,000 took two
# minutes a validation.
HELD_OUT_CHARACTERS = 500_000

ShouldStop = Callable[[], bool]


class Encoded(NamedTuple):
    """`train` is (tokens,), memory mapped; `held_out` the text that is scored, and how many `characters` were read for
    training."""

    tokenizer: Tokenizer
    train: np.ndarray
    held_out: str
    characters: int


def encode_corpus(
    corpus: Corpus,
    config: ModelConfig,
    *,
    train: Sequence[Span],
    held_out: Sequence[Span],
    folder: Path,
    train_share: float = 1.0,
    known: Tokenizer | None = None,
    should_stop: ShouldStop | None = None,
) -> Encoded:
    """Fits the vocabulary on the training part of a corpus and encodes that part.

    Args:
        train, held_out: spans of the corpus' documents, in order.
        folder: on whose disk the ids are put, which go with the returned array. By character they take a byte each, by
            word four, two of which are given back.
        train_share: how much of the training part is used, 0..1, from its beginning.
        known: a vocabulary to go on with: new tokens of the training part are put behind it.

    Raises:
        CorpusError: a file is gone or has changed since it was looked through.
        ReadingStoppedError: `should_stop`, asked before each megabyte, answered True.
        StoreError: the disk is full or cannot be written.
    """
    reader = _Reader(corpus, train, limited(held_out, HELD_OUT_CHARACTERS), train_share, should_stop)
    encode = _characters if config.unit == "char" else _words
    tokenizer, ids = encode(reader, config, folder, known)
    return Encoded(tokenizer, ids, reader.held_out, reader.characters)


def beginnings(corpus: Corpus) -> str:
    """Of a large held-out corpus HELD_OUT_CHARACTERS, a like share from the beginning of each text."""
    whole = [Span(number, 0, document.characters) for number, document in enumerate(corpus.documents)]
    spans = limited(whole, HELD_OUT_CHARACTERS)
    return "\n".join(corpus.documents[span.text].beginning(span.stop) for span in spans)


class _Reader:
    """Reads the training part of a corpus, and collects the held-out part on the way."""

    def __init__(
        self,
        corpus: Corpus,
        train: Sequence[Span],
        held_out: Sequence[Span],
        train_share: float,
        should_stop: ShouldStop | None,
    ) -> None:
        self._documents = corpus.documents
        self._train = {span.text: span for span in train}
        self._held_out = {span.text: span for span in held_out}
        self._should_stop = should_stop
        self._found: dict[int, list[str]] = {}
        self.characters = int(joined_length(train) * train_share)

    @property
    def held_out(self) -> str:
        """The held-out part, after the texts were read with `collect`."""
        return "\n".join("".join(parts) for parts in self._found.values())

    def texts(self, *, collect: bool) -> Iterator[str]:
        """The training part, piece by piece, documents joined by line ends."""
        left = self.characters
        self._found = {} if collect else self._found
        for number in range(len(self._documents)):
            train, held_out = self._train.get(number), self._held_out.get(number) if collect else None
            if train is not None and left > 0:
                if number:
                    yield "\n"
                    left -= 1
                train = train._replace(stop=min(train.stop, left))
                left -= train.stop
            else:
                train = None
            if train is not None or held_out is not None:
                yield from self._parts(number, train, held_out)

    def _parts(self, number: int, train: Span | None, held_out: Span | None) -> Iterator[str]:
        """The training part of one document; what of it is held out goes to `_found`."""
        kept: list[str] = []
        end = max(span.stop for span in (train, held_out) if span is not None)
        place = 0
        for text in self._documents[number].chunks(self._should_stop):
            if train is not None and place < train.stop:
                yield text[: train.stop - place]
            if held_out is not None and place + len(text) > held_out.start:
                kept.append(text[max(0, held_out.start - place) : held_out.stop - place])
            place += len(text)
            if place >= end:
                break
        if held_out is not None:
            self._found[number] = kept


def _characters(
    reader: _Reader, config: ModelConfig, folder: Path, known: Tokenizer | None
) -> tuple[Tokenizer, np.ndarray]:
    counts = np.zeros(0x110000, np.int64)
    for text in reader.texts(collect=True):
        found = character_counts(text)
        counts[: len(found)] += found
    limits: dict[str, Any] = {"max_vocabulary": config.max_vocabulary, "min_count": config.min_count}
    if known is None:
        tokenizer: Tokenizer = CharTokenizer.from_counts(counts, **limits)
    else:
        tokenizer = known.extended({chr(code): int(counts[code]) for code in np.flatnonzero(counts)}, **limits)
    with closing(IdFile(folder, smallest_type(len(tokenizer)))) as file:
        for text in reader.texts(collect=False):
            file.append(tokenizer.encode(text))
        return tokenizer, file.mapped()


def _words(reader: _Reader, config: ModelConfig, folder: Path, known: Tokenizer | None) -> tuple[Tokenizer, np.ndarray]:
    counter = WordCounter(config.word_style, max_words=max(MAX_WORDS, 4 * config.max_vocabulary))
    with closing(IdFile(folder, np.dtype(np.uint32))) as file:
        for text in reader.texts(collect=True):
            for numbers in counter.push(text):
                file.append(numbers)
        for numbers in counter.end():
            file.append(numbers)
        counts = counter.counts(config.max_vocabulary)
        limits: dict[str, Any] = {"max_vocabulary": config.max_vocabulary, "min_count": config.min_count}
        if known is None:
            tokenizer: Tokenizer = WordTokenizer.from_counts(counts, style=config.word_style, **limits)
        else:
            tokenizer = known.extended(counts, **limits)
        file.exchange(counter.table(tokenizer))
        return tokenizer, file.mapped()
