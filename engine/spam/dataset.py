"""Labelled messages to what a classifier is trained on: a split without leaks, a vocabulary, ids."""

from __future__ import annotations

import hashlib
import random
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.config import ModelConfig
from engine.errors import MessageError
from engine.models.manifest import CorpusInfo
from engine.spam.features import MAX_TOKENS, encode_pieces, fit_vocabulary, tokens
from engine.spam.mailbox import SPAM, LabelledMessage
from engine.spam.message import Message, parse_message

# One in so many of the tokens of a single message is left unknown, so that the network learns what unknown is.
_UNKNOWN_OF_RARE = 4
_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile("[a-zA-Z]")


@dataclass(frozen=True, slots=True)
class _Read:
    """A message after parsing: its tokens, and a key that its duplicates share."""

    names: tuple[str, ...]
    words: tuple[int, ...]
    label: int
    same: str
    message: Message


@dataclass(frozen=True)
class SpamData:
    """Messages as ids, ready to be learned.

    `train_ids` and `valid_ids` hold one (tokens,) int32 array a message, each of at least one token; the labels are
    (messages,) int32, 1 for spam. `vocabulary` gives token texts ids from 2 on (0 pads, 1 is unknown). `counts` has
    train_ham, train_spam, valid_ham, valid_spam, duplicates and empty (messages without any text, left out).
    `train_messages` and `valid_messages` are what was read, `train_groups` and `valid_groups` what duplicates share.
    """

    train_ids: list[np.ndarray]
    train_labels: np.ndarray
    valid_ids: list[np.ndarray]
    valid_labels: np.ndarray
    vocabulary: dict[str, int]
    counts: dict[str, int]
    max_tokens: int = MAX_TOKENS
    sources: tuple[str, ...] = ()
    characters: int = 0
    fingerprint: str = ""
    language: str = ""
    train_messages: tuple[Message, ...] = ()
    valid_messages: tuple[Message, ...] = ()
    train_groups: tuple[str, ...] = ()
    valid_groups: tuple[str, ...] = ()

    @classmethod
    def prepare(
        cls,
        messages: Sequence[LabelledMessage],
        *,
        valid: Sequence[LabelledMessage] | None = None,
        valid_fraction: float = 0.1,
        seed: int = 0,
        config: ModelConfig | None = None,
        max_tokens: int = MAX_TOKENS,
        sources: tuple[str, ...] = (),
    ) -> SpamData:
        """Parses, splits and encodes messages; the same input and seed give the same data.

        Args:
            messages: to learn from; messages with the same tokens always fall on the same side of the split.
            valid: held-out messages; where given, nothing is split off. Those that are in `messages` too are left out.
            valid_fraction: the share of each class to hold out, 0..1.
            config: `max_vocabulary` and `min_count` are used.
            sources: names of files, for the model's description.

        Raises:
            MessageError: after empty messages are left out there is none of one class.
        """
        config = config or ModelConfig(kind="classifier")
        tally = _Tally()
        train = [read for message in messages if (read := _read(message, tally)) is not None]
        counts = {"empty": tally.empty, "duplicates": len(train) - len({read.same for read in train})}
        held: list[_Read] = []
        if valid is not None:
            seen = {read.same for read in train}
            held = [read for message in valid if (read := _read(message, tally)) and read.same not in seen]
        elif valid_fraction > 0:
            train, held = _split(train, valid_fraction, seed)
        for label, kind in ((0, "ordinary message"), (1, "spam message")):
            if not any(read.label == label for read in train):
                raise MessageError(f"There is no {kind} with any text to learn from.", "Add more of both kinds.")
        for part, reads in (("train", train), ("valid", held)):
            counts[f"{part}_ham"] = sum(1 for read in reads if not read.label)
            counts[f"{part}_spam"] = sum(read.label for read in reads)
        vocabulary = _vocabulary(train, config, seed)
        return cls(
            train_ids=[_ids(read, vocabulary, max_tokens) for read in train],
            train_labels=np.array([read.label for read in train], np.int32),
            valid_ids=[_ids(read, vocabulary, max_tokens) for read in held],
            valid_labels=np.array([read.label for read in held], np.int32),
            vocabulary=vocabulary,
            counts=counts,
            max_tokens=max_tokens,
            sources=sources,
            characters=tally.characters,
            fingerprint=tally.digest.hexdigest(),
            language=tally.language,
            train_messages=tuple(read.message for read in train),
            valid_messages=tuple(read.message for read in held),
            train_groups=tuple(read.same for read in train),
            valid_groups=tuple(read.same for read in held),
        )

    def tokenizer_json(self) -> dict[str, Any]:
        """What the model's `tokenizer.json` holds; read back by `read_tokenizer`."""
        return {"type": "spam", "version": 1, "max_tokens": self.max_tokens, "vocabulary": self.vocabulary}

    def corpus_info(self) -> CorpusInfo:
        """Where the messages came from, without any of their text."""
        return CorpusInfo(
            sources=self.sources[:100],
            characters=self.characters,
            tokens=sum(len(ids) for ids in (*self.train_ids, *self.valid_ids)),
            fingerprint=self.fingerprint,
            language=self.language,
        )


def read_tokenizer(content: Any) -> tuple[dict[str, int], int]:
    """The vocabulary and the number of tokens read of a message. Raises ValueError where the content is none."""
    if not isinstance(content, dict) or content.get("type") != "spam" or content.get("version") != 1:
        raise ValueError("no tokenizer of a spam checker")
    vocabulary, max_tokens = content.get("vocabulary"), content.get("max_tokens")
    if not isinstance(vocabulary, dict) or not isinstance(max_tokens, int) or not 2 <= max_tokens <= 100_000:
        raise ValueError("no vocabulary")
    if not all(type(index) is int and index >= 2 for index in vocabulary.values()):
        raise ValueError("ids out of range")
    return vocabulary, max_tokens


class _Tally:
    """What is counted while messages are read."""

    def __init__(self) -> None:
        self.characters = self.empty = self.hangul = self.latin = 0
        self.digest = hashlib.sha256()

    def add(self, text: str) -> None:
        self.characters += len(text)
        self.hangul += len(_HANGUL.findall(text))
        self.latin += len(_LATIN.findall(text))
        self.digest.update(text.encode("utf-8", "replace") + b"\0")

    @property
    def language(self) -> str:
        """ "ko", "en", "mixed" or "other"; a syllable weighs as much as two Latin letters."""
        korean, english = 2 * self.hangul, self.latin
        if 2 * (korean + english) < self.characters:
            return "other"
        share = korean / max(1, korean + english)
        return "ko" if share > 0.9 else "en" if share < 0.1 else "mixed"


def _read(message: LabelledMessage, tally: _Tally) -> _Read | None:
    """Parses and cuts one message; None where it has no text."""
    parsed = parse_message(message.source)
    text = parsed.text
    found = tokens(text)
    if not found:
        tally.empty += 1
        return None
    tally.add(text)
    names = tuple(token.text for token in found)
    said = " ".join(name for name in names if name not in ("<caps>", "<disguised>"))
    same = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
    return _Read(names, tuple(token.word for token in found), message.label, same, parsed)


def _split(reads: list[_Read], fraction: float, seed: int) -> tuple[list[_Read], list[_Read]]:
    """Holds the same share of both classes out, whole groups of duplicates at a time, at least one message of each."""
    groups: dict[str, list[_Read]] = {}
    for read in reads:
        groups.setdefault(read.same, []).append(read)
    held: set[str] = set()
    for label in (0, SPAM):
        keys = sorted(key for key, group in groups.items() if group[0].label == label)
        random.Random(f"{seed}:{label}").shuffle(keys)
        wanted = max(1, round(fraction * sum(len(groups[key]) for key in keys)))
        taken = 0
        for key in keys[:-1]:  # one group stays to learn from
            if taken >= wanted:
                break
            if taken + len(groups[key]) > 2 * wanted:
                continue  # a message that was sent to hundreds would empty the training part
            held.add(key)
            taken += len(groups[key])
    return [read for read in reads if read.same not in held], [read for read in reads if read.same in held]


def _vocabulary(reads: Sequence[_Read], config: ModelConfig, seed: int) -> dict[str, int]:
    """Fits the vocabulary on the training part; a few rare tokens are left unknown on purpose."""
    counts = Counter(name for read in reads for name in set(read.names))
    vocabulary = fit_vocabulary((read.names for read in reads), config.max_vocabulary, config.min_count)
    kept = [
        name
        for name in vocabulary
        if counts[name] > 1 or zlib.crc32(f"{seed}:{name}".encode("utf-8", "replace")) % _UNKNOWN_OF_RARE
    ]
    return {name: index for index, name in enumerate(kept or vocabulary, 2)}


def _ids(read: _Read, vocabulary: dict[str, int], max_tokens: int) -> np.ndarray:
    return encode_pieces(read.names, read.words, vocabulary, max_tokens)[0]
