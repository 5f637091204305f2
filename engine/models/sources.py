"""The texts that a model learned from, kept beside it to say what of an output is copied, from which file and line.

One file holds the ids of the training part, the index of `engine.inference.provenance`, and a description at its end.
It is the person's text, so it stays in the library: no export, copy or duplicate of a model takes it along. Ids mean
nothing without their vocabulary; where the model's is another one, the texts are not its own and are left alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from engine import atomic
from engine.errors import ModelDamagedError, ModelNotFoundError, StoreError
from engine.inference.provenance import DEFAULT_RUN, SHORTEST_RUN, Copied, CopyIndex, covered, entries, samples
from engine.models.store import ModelStore
from engine.tokens.idfile import release, smallest_type
from engine.tokens.normalized import normalized
from engine.tokens.tokenizer import UNK, Tokenizer, tokenizer_from_json

FILE = "texts.index"
_FORMAT = 1
_MAGIC = b"MAEARISR"
_MAX_DESCRIPTION = 64 * 2**20
# Ids are written, checked and searched for line ends so many at a time.
_BLOCK = 2**20
_HINT = "Train the model again to have its texts beside it."


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the training part: its file's name, its first token, and whether its lines are those of the file."""

    name: str
    start: int
    lines: bool = True


class Sources:
    """The texts of one model; opened by `open_sources`."""

    def __init__(self, index: CopyIndex, texts: tuple[Text, ...], tokenizer: Tokenizer) -> None:
        self._index = index
        self._texts = texts
        self._starts = np.array([text.start for text in texts], np.int64)
        self._tokenizer = tokenizer
        self._line_end = line_end(tokenizer)
        self.default_tokens = DEFAULT_RUN[tokenizer.kind]
        self.unit = {"char": "characters", "word": "words"}[tokenizer.kind]

    @property
    def ids(self) -> np.ndarray:
        """The ids of the training part, (tokens,) unsigned; a memory map."""
        return self._index.ids

    @property
    def line_end(self) -> int:
        """The id of the line end; -1 where the vocabulary lacks it."""
        return self._line_end

    @property
    def shortest_tokens(self) -> int:
        """The smallest `min_tokens` that can be asked for."""
        return self._index.minimum

    def copied(self, text: str, *, min_tokens: int | None = None) -> list[Copied]:
        """The longest runs of at least `min_tokens` (30 characters or 8 words) that stand in the texts, in order.

        They may overlap, where what two places have in common lies between. The spans are those of the text as it is
        given, also where it is not in NFC. Raises ValueError for a `min_tokens` below `shortest_tokens`.
        """
        plain = normalized(text)
        ids, spans = self._tokenizer.encode_with_offsets(plain.text)
        return [
            Copied(
                plain.start(int(spans[run.start, 0])),
                plain.end(int(spans[run.end - 1, 1])),
                *self._place(run.place, run.end - run.start),
                run.end - run.start,
            )
            for run in self._index.runs(ids, min_tokens=min_tokens or self.default_tokens)
        ]

    def recitation(self, texts: Iterable[str], *, min_tokens: int | None = None) -> float:
        """The share of the tokens of these texts that lie in copied runs, 0..1."""
        tokens = inside = 0
        for text in texts:
            ids = self._tokenizer.encode(normalized(text).text)
            runs = self._index.runs(ids, min_tokens=min_tokens or self.default_tokens)
            tokens += len(ids)
            inside += int(covered(runs, len(ids)).sum())
        return inside / tokens if tokens else 0.0

    def _place(self, place: int, tokens: int) -> tuple[str, int]:
        """File and line of a run; of one that begins with line ends, the line behind them."""
        ids = self._index.ids
        behind = np.flatnonzero(ids[place : place + tokens] != self._line_end)
        place += int(behind[0]) if len(behind) else 0
        text = self._texts[int(np.searchsorted(self._starts, place, "right")) - 1]
        if not text.lines:
            return text.name, 0
        return text.name, 1 + _count(ids, text.start, place, self._line_end)


def line_end(tokenizer: Tokenizer) -> int:
    """The id of the line end; -1 where the vocabulary lacks it."""
    found = int(tokenizer.encode("\n")[0])
    return -1 if found == UNK else found


def _count(ids: np.ndarray, start: int, stop: int, token: int) -> int:
    """How often a token stands from `start` to before `stop`."""
    return sum(int(np.count_nonzero(ids[at : min(at + _BLOCK, stop)] == token)) for at in range(start, stop, _BLOCK))


# -- on the disk -----------------------------------------------------------------------------------------------------


def open_sources(models_dir: Path, name: str) -> Sources | None:
    """The texts of a model of the library, memory mapped; None where there are none, or those of another vocabulary.

    Those of a sample are the sample texts, indexed in memory. Raises ModelDamagedError where they are damaged,
    StoreError where they or the model cannot be read.
    """
    from engine.models.sample_sources import sample_sources

    store = ModelStore.with_samples(models_dir)
    folder = store.sources_dir(name)
    if (folder / FILE).is_file():
        return sources_in(folder, name, store.load(name).tokenizer)
    if store.has(name):
        return None
    try:
        return sample_sources(store.load(name))
    except ModelNotFoundError:
        return None


def sources_in(folder: Path, name: str, tokenizer_json: dict[str, Any]) -> Sources | None:
    """As `open_sources`, of the texts in a folder and a model that is loaded already."""
    path = folder / FILE
    if not path.is_file():
        return None
    tokenizer = tokenizer_from_json(tokenizer_json)
    try:
        with open(path, "rb") as file:
            return _read(file, tokenizer)
    except FileNotFoundError:  # replaced or deleted meanwhile
        return None
    except OSError as error:
        reason, hint = atomic.why(error)
        raise StoreError(f"The texts beside the model cannot be read: {reason}.", hint) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelDamagedError(f"The texts kept beside “{name}” are damaged, so nothing is traced.", _HINT) from error


def write_texts(folder: Path, ids: np.ndarray, texts: Iterable[Text], tokenizer: Tokenizer) -> None:
    """Keeps (tokens,) ids and their index in a folder: the old file or the new one, whenever it is killed.

    Raises StoreError where that fails; the old file still stands.
    """
    minimum = SHORTEST_RUN[tokenizer.kind]
    description: dict[str, Any] = {
        "format": _FORMAT,
        "vocabulary": _digest(tokenizer),
        "minimum": minimum,
        "tokens": len(ids),
        "keys": 0,
        "texts": [[text.name, text.start, text.lines] for text in texts],
    }
    temporary = folder / f".{secrets.token_hex(6)}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in folder.glob(".*.tmp"):
            leftover.unlink(missing_ok=True)
        with open(temporary, "xb") as file:
            kind = smallest_type(len(tokenizer))
            for start in range(0, len(ids), _BLOCK):
                file.write(np.ascontiguousarray(ids[start : start + _BLOCK], kind).data)
            file.write(bytes(-file.tell() % 8))
            for keys in entries(ids, minimum=minimum):
                file.write(np.ascontiguousarray(keys, "<u8").data)
                description["keys"] += len(keys)
            data = json.dumps(description, ensure_ascii=True).encode("ascii")
            file.write(data + len(data).to_bytes(8, "little") + _MAGIC)
            file.flush()
            os.fsync(file.fileno())
        atomic.replace(temporary, folder / FILE)
    except OSError as error:
        reason, hint = atomic.why(error)
        raise StoreError(f"The texts cannot be kept beside the model: {reason}.", hint) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    atomic.flush_folder(folder)


def _read(file: BinaryIO, tokenizer: Tokenizer) -> Sources | None:
    """Maps and checks the file. Raises ValueError and others where it is damaged."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 16))
    length, magic = int.from_bytes(file.read(8), "little"), file.read(8)
    if magic != _MAGIC or not 0 < length <= min(size - 16, _MAX_DESCRIPTION):
        raise ValueError("no end")
    file.seek(size - 16 - length)
    description = json.loads(file.read(length))
    tokens, count, minimum = (int(description[key]) for key in ("tokens", "keys", "minimum"))
    texts = tuple(Text(str(name), int(start), bool(lines)) for name, start, lines in description["texts"])
    if description["format"] != _FORMAT or description["vocabulary"] != _digest(tokenizer):
        return None
    kind = smallest_type(len(tokenizer))
    offset = -(-tokens * kind.itemsize // 8) * 8
    starts = [text.start for text in texts]
    if tokens < 1 or count < 0 or minimum < 2 or offset + 8 * count + length + 16 != size:
        raise ValueError("lengths contradict each other")
    if not starts or starts[0] != 0 or starts != sorted(starts) or starts[-1] > tokens:
        raise ValueError("texts are out of order")
    mapped = np.memmap(file, np.uint8, mode="r")
    ids = mapped[: tokens * kind.itemsize].view(kind)
    keys = mapped[offset : offset + 8 * count].view("<u8")
    _check(ids, keys, len(tokenizer), samples(tokens, minimum=minimum))
    release(mapped)
    return Sources(CopyIndex(ids, keys, minimum=minimum), texts, tokenizer)


def _check(ids: np.ndarray, keys: np.ndarray, vocabulary: int, places: int) -> None:
    """Raises ValueError where ids or keys are out of range or order."""
    for start in range(0, len(ids), _BLOCK):
        if int(ids[start : start + _BLOCK].max()) >= vocabulary:
            raise ValueError("an id is no token")
    for start in range(0, len(keys), _BLOCK):
        part = keys[start : start + _BLOCK + 1]
        if (part[1:] <= part[:-1]).any() or int((part & np.uint64(2**32 - 1)).max()) >= places:
            raise ValueError("the index is out of order")


def _digest(tokenizer: Tokenizer) -> str:
    """What tells one vocabulary from another."""
    return hashlib.sha256(json.dumps(tokenizer.to_json(), sort_keys=True).encode("ascii")).hexdigest()
