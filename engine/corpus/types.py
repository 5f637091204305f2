"""One text of a corpus, and one file that was left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Document:
    """One file's text: NFC, `\\n` line ends, no byte-order mark, no control characters but `\\n` and `\\t`.

    `replaced` counts the characters that could not be decoded, `rows` are the cells of the chosen column of a .csv or
    .tsv file (empty for other files), `size` is the file's length in bytes.
    """

    path: Path
    text: str
    encoding: str
    replaced: int = 0
    rows: tuple[str, ...] = ()
    size: int = 0


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out; the reason is a sentence that begins with “It”."""

    path: Path
    reason: str
