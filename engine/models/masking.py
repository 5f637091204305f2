"""A model without the secrets that it can tell: what an export does unless it is told otherwise.

A stored model holds its vocabulary in plain words, and the n-gram repeats what it counted. Where the texts are still
beside the model, the n-gram is counted anew with nothing in place of each secret, and words that stand in secrets alone
get a mask for a text, under the same id; without the texts only words that are secrets by themselves are known. What a
network learned by heart stays in its weights: of a model by word it then comes out as masks, of one by character it
does not, and the notes say so. The texts themselves never leave the library.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from engine.corpus.secrets import KINDS, MASKS, find_secrets, mask_secrets
from engine.errors import StoreError
from engine.inference.ngram import NgramModel
from engine.models.manifest import StoredModel
from engine.models.sources import Sources, sources_in
from engine.models.store import ModelStore
from engine.tokens.tokenizer import PAD, UNK, Tokenizer, tokenizer_from_json

# Of larger texts so many tokens are looked through, from their end, which is where the n-gram is counted.
_LOOKED_AT = {"char": 20_000_000, "word": 5_000_000}
_COUNTED = 3_000_000
_BLOCK = 2**18
_SHORTEST = 6  # characters; no shorter word is a secret by itself
_UNKNOWN = "\ufffd"

_NO_TEXTS = "The texts of this model are not beside it, so only its vocabulary was looked through for secrets."
_IN_PART = "Only the last part of its texts was looked through for secrets."
_BY_HEART = "Its network may still repeat a secret that it read: train it with secrets masked to be sure."


@dataclass(frozen=True, slots=True)
class Masked:
    """What was masked in a model: how many words of its vocabulary, and how many secrets of its texts by kind.

    `notes` are sentences on what could not be.
    """

    words: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def export_model(store: ModelStore, name: str, path: Path, *, with_secrets: bool = False) -> Masked:
    """Writes a model as one .maeari file, with masks in place of its secrets unless it goes out with them.

    The model in the library stays as it is; the same model gives the same bytes. Raises StoreError where the model
    cannot be read or the file cannot be written. Returns what was masked.
    """
    masked = Masked()

    def change(stored: StoredModel) -> StoredModel:
        nonlocal masked
        sources: Sources | None = None
        if stored.info.kind == "language":
            with contextlib.suppress(StoreError):  # damaged texts are as good as none
                sources = sources_in(store.sources_dir(name), name, stored.tokenizer)
        stored, masked = masked_model(stored, sources)
        return stored

    untouched = with_secrets or store.info(name).sample  # samples were written for the program
    store.export_file(name, path, change=None if untouched else change)
    return masked


def masked_model(stored: StoredModel, sources: Sources | None) -> tuple[StoredModel, Masked]:
    """The model with masks in place of secrets, and what was masked.

    Args:
        sources: the texts beside the model; None where there are none.

    Ids, weights and sizes stay the same, so the result is a model like any other.
    """
    corpus = stored.info.corpus
    names = tuple(mask_secrets(name)[0] for name in corpus.sources)
    if names != corpus.sources:
        info = stored.info.model_copy(update={"corpus": corpus.model_copy(update={"sources": names})})
        stored = replace(stored, info=info)
    if stored.info.kind == "labels":
        return stored, Masked()
    if stored.info.kind == "classifier":
        return _without_words(stored)
    return _language(stored, sources)


def _without_words(stored: StoredModel) -> tuple[StoredModel, Masked]:
    """A spam checker, whose vocabulary is a table of words; numbers and addresses are kinds in it already."""
    vocabulary = stored.tokenizer.get("vocabulary")
    if not isinstance(vocabulary, dict):
        return stored, Masked()
    words = list(vocabulary)
    new, count = _renamed(words, {})
    tokenizer = {**stored.tokenizer, "vocabulary": dict(zip(new, vocabulary.values(), strict=True))}
    return (replace(stored, tokenizer=tokenizer) if count else stored), Masked(count)


def _language(stored: StoredModel, sources: Sources | None) -> tuple[StoredModel, Masked]:
    tokenizer = tokenizer_from_json(stored.tokenizer)
    look = _Look(tokenizer)
    notes = [] if sources is not None else [_NO_TEXTS]
    ngram: dict[str, np.ndarray] | None = None
    if sources is not None:
        ids = sources.ids[-_LOOKED_AT[tokenizer.kind] :]
        notes += [_IN_PART] if len(ids) < len(sources.ids) else []
        counted = [look.masked(block) for block in _blocks(ids, sources.line_end)]
        if look.counts and stored.ngram:
            ngram = _counted_anew(np.concatenate(counted)[-_COUNTED:], stored.ngram, len(tokenizer))
    words, count = _renamed(tokenizer.tokens[tokenizer.specials :], look.alone())
    if (look.counts or count) and stored.weights:
        notes.append(_BY_HEART)
    result = replace(
        stored,
        tokenizer={**stored.tokenizer, "tokens": words} if count else stored.tokenizer,
        ngram=stored.ngram if ngram is None else ngram,
    )
    return result, Masked(count, dict(look.counts), tuple(notes))


def _counted_anew(ids: np.ndarray, before: dict[str, np.ndarray], vocabulary: int) -> dict[str, np.ndarray]:
    return NgramModel.fit(ids, vocabulary, order=NgramModel.from_arrays(before).order).arrays()


def _blocks(ids: np.ndarray, line_end: int) -> Iterator[np.ndarray]:
    """The ids in parts that end with a line, or where there is none within another part as long, anywhere."""
    start = 0
    while start < len(ids):
        stop = min(len(ids), start + _BLOCK)
        ends = np.flatnonzero(ids[stop : stop + _BLOCK] == line_end)
        stop = (
            len(ids) if stop + _BLOCK >= len(ids) and not len(ends) else stop + (int(ends[0]) + 1 if len(ends) else 0)
        )
        yield np.asarray(ids[start:stop])
        start = stop


class _Look:
    """Looks through ids for secrets: which tokens stand in secrets, and which of them nowhere else."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._texts: Callable[[np.ndarray], tuple[str, np.ndarray]]
        self._texts = self._characters if tokenizer.kind == "char" else self._words
        size = len(tokenizer)
        self._inside, self._all = np.zeros(size, np.int64), np.zeros(size, np.int64)
        self._kinds = np.full(size, -1, np.int8)
        self.counts: Counter[str] = Counter()

    def masked(self, ids: np.ndarray) -> np.ndarray:
        """The ids with the unknown token in place of those that stand in secrets."""
        text, ends = self._texts(ids)
        secrets = find_secrets(text)
        self._all += np.bincount(ids, minlength=len(self._all))
        if not secrets:
            return ids
        result = ids.copy()
        for secret in secrets:
            first = int(np.searchsorted(ends, secret.start, "right"))
            last = int(np.searchsorted(ends, secret.end, "left"))
            part = ids[first : last + 1]
            self.counts[secret.kind] += 1
            self._inside += np.bincount(part, minlength=len(self._inside))
            self._kinds[part] = KINDS.index(secret.kind)
            result[first : last + 1] = UNK
        return result

    def alone(self) -> dict[int, str]:
        """The words that stand in secrets and nowhere else, by their place behind the special tokens: their masks."""
        if self._tokenizer.kind == "char":
            return {}
        special, tokens = self._tokenizer.specials, self._tokenizer.tokens
        found = np.flatnonzero((self._inside > 0) & (self._inside == self._all))
        return {
            int(i) - special: MASKS[KINDS[self._kinds[i]]]
            for i in found
            if i >= special and any(map(str.isalnum, tokens[i]))
        }

    def _characters(self, ids: np.ndarray) -> tuple[str, np.ndarray]:
        tokens = list(self._tokenizer.tokens)
        tokens[PAD] = tokens[UNK] = _UNKNOWN
        return "".join([tokens[i] for i in ids.tolist()]), np.arange(1, len(ids) + 1)

    def _words(self, ids: np.ndarray) -> tuple[str, np.ndarray]:
        decoder = self._tokenizer.decoder()
        parts = [decoder.push(i) for i in ids.tolist()]
        return "".join(parts), np.cumsum([len(part) for part in parts])


def _renamed(words: list[str], alone: dict[int, str]) -> tuple[list[str], int]:
    """The words with masks in place of those that are or hold secrets, each different; and how many these are."""
    taken = set(words)
    last: Counter[str] = Counter()
    result = list(words)
    count = 0
    for place, word in enumerate(words):
        mask = alone.get(place) or (mask_secrets(word)[0] if len(word) >= _SHORTEST else word)
        if mask == word:
            continue
        result[place] = _unused(mask, taken, last)
        taken.add(result[place])
        count += 1
    return result, count


def _unused(mask: str, taken: set[str], last: Counter[str]) -> str:
    """`_phone_`, `_phone2_`, ...; `last` counts for each mask how many there were."""
    while True:
        last[mask] += 1
        number = "" if last[mask] == 1 else str(last[mask])
        result = f"{mask[:-1]}{number}_" if mask.endswith("_") else mask + number
        if result not in taken:
            return result
