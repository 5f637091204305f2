"""One column of a large table: looked through once, and then read again cell by cell, never held whole."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.config import Cleaning
from engine.corpus.chunks import Decoding, ShouldStop, cleaned, decoded, read_parts
from engine.corpus.cleaning import CleaningStep, clean_document, nothing_left, summed
from engine.corpus.formats.jsonl import chosen_key, key_values, values_again
from engine.corpus.readers import LINES_OF_JSON, MAX_TEXT_BYTES, is_chat, is_table, named, opened, table_beginning
from engine.corpus.streams import Fingerprint, StreamedDocument, changed, look_through
from engine.corpus.tables import Layout, cells_again, column_cells, lines_in, read_cells
from engine.corpus.types import Document
from engine.errors import CorpusError

# Tables up to this are held while they are read, which is quicker.
HELD_BYTES = 4 * 2**20
_PIECE = 2**20


@dataclass(frozen=True, slots=True)
class StreamedTable(StreamedDocument):
    """As `StreamedDocument`, of the cells of one column. `layout` tells where they are: of a .jsonl file, its key.

    `cleaning` is what is taken out of each cell, each time.
    """

    layout: Layout | str = ""
    cleaning: Cleaning | None = None

    @property
    def rows(self) -> tuple[str, ...]:
        """All cells, read anew by each call. Raises CorpusError as `chunks` does."""
        return tuple(self.cells())

    def chunks(self, should_stop: ShouldStop | None = None) -> Iterator[str]:
        """The cells, joined by line ends, in pieces of about a megabyte. Raises as `StreamedDocument.chunks` does."""
        characters = 0
        for piece in _pieces(self.cells(should_stop)):
            characters += len(piece)
            yield piece
        if characters != self.characters:
            with named(self.path):
                raise changed()

    def cells(self, should_stop: ShouldStop | None = None) -> Iterator[str]:
        """The cells that hold anything, cleaned, one at a time. Raises as `chunks` does."""
        with named(self.path), opened(self.path, limit=MAX_TEXT_BYTES) as file:
            self._check(file)
            lines = lines_in(cleaned(decoded(read_parts(file, should_stop), Decoding(self.encoding))))
            cells = (
                values_again(lines, self.layout) if isinstance(self.layout, str) else cells_again(lines, self.layout)
            )
            yield from _without(cells, self.path, self.cleaning, {})
            self._check(file)

    def opening(self, characters: int) -> Document:
        """The first cells, as a document that is held. Raises CorpusError as `chunks` does."""
        rows: list[str] = []
        for cell in self.cells():
            rows.append(cell)
            characters -= len(cell) + 1
            if characters <= 0:
                break
        return Document(self.path, "\n".join(rows), self.encoding, rows=tuple(rows), size=self.size)


def is_streamed(path: Path) -> bool:
    """Whether a file is a table that is too large to be held, and no export of a chat."""
    if not is_table(path):
        return False
    try:
        return os.stat(path).st_size > HELD_BYTES and not is_chat(path)
    except (OSError, ValueError):
        return False  # reading it says why


def estimated_characters(path: Path, column: str | None) -> int:
    """How long the cells of a column are together, from the first 4 MB of the table. Raises as `read_document` does."""
    text, share = table_beginning(path)
    if path.suffix.lower() in LINES_OF_JSON:
        cells = key_values(text, column)
    else:
        cells = column_cells(text, column, tab=path.suffix.lower() == ".tsv")
    return round((sum(map(len, cells)) + max(0, len(cells) - 1)) / share)


def look_through_table(
    path: Path,
    before: Fingerprint,
    *,
    column: str | None = None,
    cleaning: Cleaning | None = None,
    should_stop: ShouldStop | None = None,
    encoding: str = "",
) -> tuple[StreamedTable, Fingerprint, tuple[CleaningStep, ...]]:
    """Reads a table: in which encoding it is, where the column's cells are, and how long they are together.

    Args:
        before: the fingerprint of the texts before this one, which is not changed.
        column: its name in any case; None takes the only column of text.
        cleaning: what is taken out of each cell.
        should_stop: asked before each piece.
        encoding: see `look_through`.

    Returns the document, the fingerprint with it, and what was taken out. Raises CorpusError with a sentence that
    begins with “It”, to stand behind the file's name, and ReadingStoppedError.
    """
    plain, _ = look_through(path, Fingerprint(), should_stop, encoding=encoding)

    def lines() -> Iterator[str]:
        with opened(path, limit=MAX_TEXT_BYTES) as file:
            yield from lines_in(cleaned(decoded(read_parts(file, should_stop), Decoding(plain.encoding))))

    def take(cells: Iterator[str]) -> tuple[Fingerprint, int, bool, dict[str, CleaningStep]]:
        after, characters, is_there = before.copy(), 0, False
        after.begin()
        taken: dict[str, CleaningStep] = {}

        def noticed() -> Iterator[str]:
            nonlocal is_there
            for cell in cells:
                is_there = True
                yield cell

        for piece in _pieces(_without(noticed(), path, cleaning, taken)):
            after.push(piece)
            characters += len(piece)
        return after, characters, is_there, taken

    layout: Layout | str
    if path.suffix.lower() in LINES_OF_JSON:
        layout = chosen_key(lines(), column)
        after, characters, is_there, taken = take(values_again(lines(), layout))
    else:
        tab = path.suffix.lower() == ".tsv"
        layout, (after, characters, is_there, taken) = read_cells(lines, column, take, tab=tab)
    if not is_there:
        raise CorpusError("It has no text in that column.", "Choose another column.")
    if not characters:
        raise nothing_left()
    with opened(path, limit=MAX_TEXT_BYTES) as file:
        now = os.fstat(file.fileno())
    if (now.st_size, now.st_mtime_ns) != (plain.size, plain.changed):
        raise changed()
    table = StreamedTable(path, plain.encoding, plain.replaced, plain.size, characters, plain.changed, layout, cleaning)
    return table, after, tuple(taken.values())


def _without(
    cells: Iterable[str], path: Path, cleaning: Cleaning | None, taken: dict[str, CleaningStep]
) -> Iterator[str]:
    """The cells of which cleaning leaves anything; what it takes out is added to `taken`."""
    if cleaning is None:
        yield from cells
        return
    for cell in cells:
        found = clean_document(Document(path, cell, ""), cleaning)
        if any(step.pieces for step in found.steps) or not taken:
            taken.update((step.name, step) for step in summed([tuple(taken.values()), found.steps]))
        if found.text.strip():
            yield found.text


def _pieces(cells: Iterable[str]) -> Iterator[str]:
    """The cells, joined by line ends, in pieces of about a megabyte."""
    held: list[str] = []
    length = 0
    is_first = True
    for cell in cells:
        held.append(cell if is_first else "\n" + cell)
        is_first = False
        length += len(cell) + 1
        if length >= _PIECE:
            yield "".join(held)
            held, length = [], 0
    if held:
        yield "".join(held)
