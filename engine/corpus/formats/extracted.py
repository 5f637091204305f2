"""What a reader of a format hands back, and paragraphs on their way to it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, not yet cleaned.

    `encoding` is that of its letters, or the name of the format where the format decides it; `replaced` counts
    characters that could not be decoded; `pages` are the texts of its pages where it has any, which joined by line
    ends are `text`.
    """

    text: str
    encoding: str
    replaced: int = 0
    pages: tuple[str, ...] = ()


def no_text(what: str = "text") -> CorpusError:
    """What is raised where a document can be read, but there is nothing in it."""
    return CorpusError(f"It has no {what} in it.", "Choose a file with text in it.")


class Paragraphs:
    """Collects the lines of a document: one a paragraph, one a row of a table with tabs between its cells.

    A cell of several paragraphs has several lines, as whole pages are laid out in tables. A paragraph that stands
    within another, as in a frame, ends the line of the outer one. Notes come behind the text.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._notes: list[str] = []
        self._now: list[str] = []
        self._cells: list[int] = []  # of each cell that is open, how many paragraphs it had
        self._outer: list[tuple[list[str], list[int]]] = []

    def add(self, text: str) -> None:
        """Letters of the paragraph."""
        self._now.append(text)

    def begin(self) -> None:
        """A paragraph begins."""
        if not self._cells or self._cells[-1]:
            self._flush()
        if self._cells:
            self._cells[-1] += 1

    def end(self) -> None:
        """A paragraph ends."""
        if not self._cells:
            self._flush()

    def begin_cell(self) -> None:
        """A cell begins."""
        self._cells.append(0)

    def end_cell(self) -> None:
        """A cell ends."""
        if self._cells:
            self._cells.pop()
        self._now.append("\t")

    def end_row(self) -> None:
        """A row of a table ends."""
        self._flush()

    def begin_note(self) -> None:
        """What follows is a note; the paragraph around it goes on behind `end_note`."""
        self._outer.append((self._now, self._cells))
        self._now, self._cells = [], []

    def end_note(self) -> None:
        """The note ends."""
        self._flush()
        if self._outer:
            self._now, self._cells = self._outer.pop()

    def text(self) -> str:
        """All lines, the notes last."""
        self._flush()
        return "\n".join([*self._lines, *self._notes])

    def _flush(self) -> None:
        line = "".join(self._now).strip()
        self._now.clear()
        if line:
            (self._notes if self._outer else self._lines).append(line)
