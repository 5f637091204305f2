"""Labelled texts out of a table: one column of texts, one of labels."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from engine.corpus.encodings import clean, decode
from engine.corpus.formats.jsonl import key_rows
from engine.corpus.readers import MAX_FILE_BYTES, named, opened
from engine.corpus.tables import chosen_column, table_rows
from engine.errors import CorpusError

MOST = 20_000  # texts that are learned where nothing else is said: about a minute for two labels
MOST_LABELS = 50
FEWEST = 5  # texts of a label; with fewer there is nothing to hold out
TABLES = (".csv", ".tsv", ".jsonl", ".ndjson")


@dataclass(frozen=True)
class LabelledTexts:
    """`labels` holds for each of `texts` its place in `names`, which are in alphabetical order. `left_out` counts rows
    without a text or a label, `rare` are labels with too few texts, and `whole` is how many texts there were before the
    limit."""

    texts: tuple[str, ...]
    labels: tuple[int, ...]
    names: tuple[str, ...]
    text_column: str
    label_column: str
    left_out: int
    rare: tuple[str, ...]
    whole: int
    fingerprint: str


def read_pairs(path: Path, text: str | None, label: str) -> tuple[list[tuple[str, str]], int, str, str]:
    """The text and the label of each row that has both; how many have not; the names of both columns.

    Raises CorpusError where the file is no table or has no such columns.
    """
    with named(path):
        names, rows = _table(path)
        label_place = chosen_column(names, rows, label)
        others = [i for i in range(len(names)) if i != label_place]
        if text is None:
            own = [[row[i] if i < len(row) else "" for i in others] for row in rows]
            text = names[others[chosen_column([names[i] for i in others], own, None)]] if others else label
        place = chosen_column(names, rows, text)
        if place == label_place:
            raise CorpusError("It has the texts and the labels in one column.", "Name two different columns.")
        cells = [(row[place].strip(), row[label_place].strip()) for row in rows if max(place, label_place) < len(row)]
        pairs = [pair for pair in cells if pair[0] and pair[1]]
        return pairs, len(rows) - len(pairs), names[place], names[label_place]


def _table(path: Path) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, and the rows. Raises CorpusError with a sentence that begins with “It”."""
    suffix = path.suffix.lower()
    if suffix not in TABLES:
        raise CorpusError("It is no table.", f"Choose a file that ends in {', '.join(TABLES)}.")
    with opened(path, limit=MAX_FILE_BYTES) as file:
        content = clean(decode(file.read()).text)
    if not content.strip():
        raise CorpusError("It is empty.", "Choose a file with text in it.")
    lines = suffix in (".jsonl", ".ndjson")
    return key_rows(content) if lines else table_rows(content, tab=suffix == ".tsv")


def read_labelled_texts(
    path: Path, *, text: str | None, label: str, limit: int = 0, seed: int = 0, names: tuple[str, ...] = ()
) -> LabelledTexts:
    """Reads a table.

    Args:
        text: the column of texts in any case; None takes the only one that looks like text.
        label: the column of labels; any value is one.
        limit: at most so many texts, drawn by `seed`; 0 means MOST.
        names: the labels of a model: rows with another one are left out, and a label may be rare or missing.

    Raises:
        CorpusError: it is no table, lacks a column, or has not at least two labels with texts enough, or too many.
    """
    pairs, left_out, text_column, label_column = read_pairs(path, text, label)
    counts = Counter(own for _, own in pairs)
    with named(path):
        rare: tuple[str, ...] = ()
        if names:
            kept = set(names)
        elif len(counts) > MOST_LABELS:
            raise CorpusError(
                f"It has {len(counts):,} different values in the column “{label_column}”, too many to be labels.",
                f"Choose a column with at most {MOST_LABELS} of them.",
            )
        else:
            kept = {name for name, count in counts.items() if count >= FEWEST}
            rare = tuple(sorted(counts.keys() - kept))
            if len(kept) < 2:
                raise CorpusError(
                    f"It has fewer than two labels with at least {FEWEST} texts in the column “{label_column}”.",
                    "Choose another column, or add texts.",
                )
        usable = [pair for pair in pairs if pair[1] in kept]
        if not usable:
            raise CorpusError("It has no text with a label that this model knows.", "Choose another column.")
    most = limit or MOST
    chosen = usable
    if len(usable) > most:
        places = sorted(random.Random(seed).sample(range(len(usable)), most))
        chosen = [usable[i] for i in places]
    present = names or tuple(sorted({own for _, own in chosen}))
    if not names:
        few = {name for name, count in Counter(own for _, own in chosen).items() if count < FEWEST}
        if few:
            chosen = [pair for pair in chosen if pair[1] not in few]
            present, rare = tuple(sorted(set(present) - few)), tuple(sorted({*rare, *few}))
        if len(present) < 2:
            raise CorpusError(
                f"So few texts hold fewer than two labels with at least {FEWEST} of them.", "Choose a higher limit."
            )
    place = {name: i for i, name in enumerate(present)}
    digest = hashlib.sha256()
    for own in chosen:
        digest.update("\0".join((*own, "")).encode("utf-8", "replace"))
    return LabelledTexts(
        texts=tuple(own for own, _ in chosen),
        labels=tuple(place[own] for _, own in chosen),
        names=present,
        text_column=text_column,
        label_column=label_column,
        left_out=left_out + (len(pairs) - len(usable) if names else 0),
        rare=rare,
        whole=len(usable),
        fingerprint=digest.hexdigest(),
    )


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns of a table, and which of them are most likely its texts and its labels; "" where none is."""

    names: tuple[str, ...]
    text: str
    label: str


def table_columns(path: Path) -> TableColumns:
    """Looks at a table before it is learned. Raises CorpusError where it is none."""
    with named(path):
        names, rows = _table(path)
    filled = {name: [row[i] for row in rows if i < len(row) and row[i]] for i, name in enumerate(names)}
    text = _longest(filled)
    values = {
        name: len(set(cells))
        for name, cells in filled.items()
        if name != text and 2 <= len(set(cells)) <= min(MOST_LABELS, len(cells) // FEWEST)
    }
    return TableColumns(tuple(names), text, min(values, key=lambda name: values[name], default=""))


@dataclass(frozen=True, slots=True)
class TableTexts:
    """The texts of a table that are to be judged, with the numbers of their rows (from 1) and their own labels, each
    "" where the table has none."""

    column: str
    places: tuple[int, ...]
    texts: tuple[str, ...]
    labels: tuple[str, ...]


def read_texts(path: Path, *, text: str = "", label: str = "") -> TableTexts:
    """Every text of a table. Raises CorpusError where it is no table, or has no column of the name asked for.

    Args:
        text: the column of the texts; of "" the one with the longest cells.
        label: a column of labels, in any case; the table may lack it.
    """
    with named(path):
        names, rows = _table(path)
        filled = {name: [row[i] for row in rows if i < len(row) and row[i]] for i, name in enumerate(names)}
        place = chosen_column(names, rows, text or _longest(filled))
    folded = [name.casefold() for name in names]
    own = folded.index(label.casefold()) if label and label.casefold() in folded else -1
    found = [
        (number, row[place].strip(), row[own].strip() if 0 <= own < len(row) and own != place else "")
        for number, row in enumerate(rows, start=1)
        if place < len(row) and row[place].strip()
    ]
    return TableTexts(
        names[place],
        tuple(number for number, _, _ in found),
        tuple(cell for _, cell, _ in found),
        tuple(given for _, _, given in found),
    )


def _longest(filled: dict[str, list[str]]) -> str:
    """The column whose cells are the longest on the mean."""
    lengths = {name: sum(map(len, cells)) / max(1, len(cells)) for name, cells in filled.items()}
    return max(lengths, key=lambda name: lengths[name], default="")
