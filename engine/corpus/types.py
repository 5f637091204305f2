"""One text of a corpus, and one file that was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.corpus.messages import Message

# A text held in memory is handed on in pieces of so many characters.
_PIECE = 2**20


@dataclass(frozen=True, slots=True)
class Document:
    """One file's text: NFC, `\\n` line ends, no byte-order mark, no control characters but `\\n` and `\\t`.

    `replaced` counts the characters that could not be decoded, `rows` are the cells of the chosen column of a .csv or
    .tsv file, or the texts under the chosen key of a .jsonl file (empty for other files), `size` is the file's length
    in bytes. `pages` are the texts of the pages of a .pdf; joined by line ends they are `text`.
    `messages` are those of a chat or a mailbox, of which `text` is the export as it stands, or where that is no text,
    one line for each: its time, its speaker, and its words.
    """

    path: Path
    text: str
    encoding: str
    replaced: int = 0
    rows: tuple[str, ...] = ()
    size: int = 0
    pages: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()

    @property
    def characters(self) -> int:
        """The length of the text."""
        return len(self.text)

    def beginning(self, characters: int) -> str:
        """The first characters of the text."""
        return self.text[:characters]

    def chunks(self, should_stop: Callable[[], bool] | None = None) -> Iterator[str]:
        """The text in pieces; see `StreamedDocument.chunks`."""
        return (self.text[start : start + _PIECE] for start in range(0, len(self.text), _PIECE))


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out; the reason is a sentence that begins with “It”."""

    path: Path
    reason: str
