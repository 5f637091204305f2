"""Text columns out of comma-, semicolon- and tab-separated files."""

from __future__ import annotations

import collections
import csv
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeVar

from engine.corpus.chunks import ShouldStop, polled
from engine.errors import CorpusError

csv.field_size_limit(2**31 - 1)  # a cell may hold a whole book; the default of 128 KiB is a limit for programs

T = TypeVar("T")
Lines = Callable[[], Iterator[str]]
Quotes = Literal["plain", "closed", "open"]

# More characters are no cell, though a cell may hold a book, but what an open quote or a missing line end swallowed.
LONGEST_CELL = 2**24

_DELIMITERS = (",", ";", "\t")
_SAMPLE_ROWS = 200
_LONG_HEADER = 80
_SENTINEL = "\x1f"  # a cleaned text cannot hold it
_NUMBER = re.compile(r"[-+]?[\d.,]+%?")
_NO_PROSE = re.compile(r"(?:https?://\S+|\S+@\S+|[\d\s:./TZ+-]+|\[.*\]|\{.*\})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the cells of a column are found: the separator, how quotes are read, the column's place, and whether the
    first row is no data."""

    delimiter: str
    quotes: Quotes
    column: int
    header: bool


def column_names(text: str, *, tab: bool) -> list[str]:
    """The names of the columns, in order; a column without a name is called “column N”, counted from 1."""
    return _split_header(_taken(partial(lines_of, text), list, tab=tab)[1])[0]


def column_cells(text: str, column: str | None, *, tab: bool, should_stop: ShouldStop | None = None) -> tuple[str, ...]:
    """The cells of one column that hold anything, in order; `text` is the cleaned file. See `read_cells`."""
    return read_cells(partial(lines_of, text), column, tuple, tab=tab, should_stop=should_stop)[1]


def read_cells(
    lines: Lines,
    column: str | None,
    take: Callable[[Iterator[str]], T],
    *,
    tab: bool,
    should_stop: ShouldStop | None = None,
) -> tuple[Layout, T]:
    """Hands the cells of one column that hold anything to `take`, in order; and how they are found again.

    Only the first rows and the row at hand are ever held: all cells of a table take several times its size.

    Args:
        lines: begins the lines of the cleaned file anew with each call.
        column: its name in any case; None takes the only column that looks like text.
        take: called anew where the rows turn out to be others than it was given.
        tab: the file's name says that tabs separate the cells; otherwise the first rows decide.
        should_stop: asked before each thousand lines.

    Raises:
        CorpusError: no such column, or not exactly one that looks like text. The sentence begins with “It”.
        ReadingStoppedError: `should_stop` answered True.
    """

    def cells(rows: Iterator[list[str]]) -> tuple[int, bool, T]:
        head = list(itertools.islice(rows, _SAMPLE_ROWS + 1))
        try:
            names, first = _split_header(head)
            index = chosen_column(names, first, column)
        except CorpusError:
            collections.deque(rows, maxlen=0)  # that a quote is never closed shows at the end
            raise
        return index, len(first) < len(head), take(_cells(itertools.chain(first, rows), index))

    (delimiter, quotes), (index, header, taken) = _taken(lines, cells, tab=tab, should_stop=should_stop)
    return Layout(delimiter, quotes, index, header), taken


def cells_again(lines: Iterator[str], layout: Layout, should_stop: ShouldStop | None = None) -> Iterator[str]:
    """The cells that `read_cells` found, from the lines of the same file."""
    rows = _ROWS[layout.quotes](lines, layout.delimiter, should_stop)
    return _cells(itertools.islice(rows, int(layout.header), None), layout.column)


def _cells(rows: Iterable[list[str]], index: int) -> Iterator[str]:
    found = (row[index].strip(" \t\n") for row in rows if index < len(row))
    return (cell for cell in found if cell)


def table_rows(text: str, *, tab: bool) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, and the rows, which may be shorter or longer. Raises CorpusError as `read_cells`."""
    return _split_header(_taken(partial(lines_of, text), list, tab=tab)[1])


def chosen_column(names: list[str], rows: list[list[str]], column: str | None) -> int:
    """The place of the column of that name, in any case; of None, of the only one that looks like text.

    Raises CorpusError as `read_cells` does.
    """
    return _find(names, column) if column is not None else _only_text_column(names, rows)


def _find(names: list[str], column: str) -> int:
    if column in names:
        return names.index(column)
    wanted = column.strip().casefold()
    for index, name in enumerate(names):
        if name.strip().casefold() == wanted:
            return index
    raise CorpusError(f"It has no column “{column}”.", _choose(names))


def _only_text_column(names: list[str], rows: list[list[str]]) -> int:
    if len(names) == 1:
        return 0
    sample = rows[:_SAMPLE_ROWS]
    found = [index for index in range(len(names)) if _is_prose([row[index] for row in sample if index < len(row)])]
    if len(found) == 1:
        return found[0]
    if not found:
        raise CorpusError("It has no column that is clearly text.", _choose(names))
    columns = ", ".join(f"“{names[index]}”" for index in found)
    raise CorpusError(f"It has {len(found)} columns of text: {columns}.", _choose(names))


def _choose(names: list[str]) -> str:
    return f"Choose one of its columns: {', '.join(names)}."


def _is_prose(cells: list[str]) -> bool:
    """Several words in many cells, which are not dates, addresses or lists, nor a few values again and again."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return False
    phrases = sum(1 for cell in filled if " " in cell and not _NO_PROSE.fullmatch(cell))
    repeated = len(filled) >= 20 and len(set(filled)) < len(filled) / 5
    return phrases >= 0.3 * len(filled) and not repeated


def _split_header(rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Names and data rows. A first row with a number, a long text, or one name twice is data already."""
    if not rows:
        raise CorpusError("It has no rows.", "Choose a file with text in it.")
    first = [cell.strip() for cell in rows[0]]
    named = [cell for cell in first if cell]
    is_header = (
        bool(named)
        and len(set(named)) == len(named)
        and not any(_NUMBER.fullmatch(cell) or len(cell) > _LONG_HEADER for cell in named)
    )
    if not is_header:
        return [f"column {number}" for number in range(1, max(map(len, rows[:_SAMPLE_ROWS])) + 1)], rows
    return [cell or f"column {number}" for number, cell in enumerate(first, start=1)], rows[1:]


class _OpenQuoteError(Exception):
    """A quote was never closed, so that what follows it was taken for one cell."""


def _taken(
    lines: Lines, take: Callable[[Iterator[list[str]]], T], *, tab: bool, should_stop: ShouldStop | None = None
) -> tuple[tuple[str, Quotes], T]:
    """What `take` makes of the rows that hold anything; it is called anew where they must be read in another way.

    Returns the separator and the way, and what it made.
    """
    delimiter = "\t" if tab else _sniff(lines())
    if delimiter == "\t" and _is_unquoted(lines, should_stop):
        return (delimiter, "plain"), take(_unquoted_rows(lines(), delimiter, should_stop))
    try:
        return (delimiter, "closed"), take(_quoted_rows(lines(), delimiter, should_stop))
    except _OpenQuoteError:
        return (delimiter, "open"), take(_single_rows(lines(), delimiter, should_stop))


def _sniff(lines: Iterator[str]) -> str:
    """The separator that cuts most of the first rows into as many cells as the first row; a comma where none does."""
    first = [line + "\n" for line in itertools.islice(lines, _SAMPLE_ROWS)]

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(first, delimiter=delimiter) if row]
        return (widths.count(widths[0]), widths[0]) if widths and widths[0] > 1 else (0, 0)

    return max(_DELIMITERS, key=score)


def lines_of(text: str) -> Iterator[str]:
    """Lines without their end, one at a time; only `\\n` ends one, unlike in str.splitlines."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    if start < len(text):
        yield text[start:]


def lines_in(texts: Iterable[str]) -> Iterator[str]:
    """The lines of a text that comes in pieces. Raises CorpusError where one is longer than any cell."""
    held: list[str] = []
    length = 0
    for text in texts:
        start = 0
        while (end := text.find("\n", start)) >= 0:
            yield "".join((*held, text[start:end])) if held else text[start:end]
            held, length, start = [], 0, end + 1
        if start < len(text):
            held.append(text[start:])
            length += len(text) - start
            if length > LONGEST_CELL:
                raise CorpusError(
                    f"It has a line of more than {LONGEST_CELL // 2**20} MB.",
                    "Split it into lines and choose that file.",
                )
    if held:
        yield "".join(held)


def _quoted_rows(lines: Iterator[str], delimiter: str, should_stop: ShouldStop | None) -> Iterator[list[str]]:
    """Rows by the csv module. Raises _OpenQuoteError, at the latest at the end, where a quote swallowed it."""
    last: list[str] = []
    length = 0

    def ended() -> Iterator[str]:
        nonlocal length
        for line in polled(lines, should_stop):
            length += len(line)
            if length > LONGEST_CELL:
                raise _OpenQuoteError
            yield line + "\n"
        yield _SENTINEL

    for row in csv.reader(ended(), delimiter=delimiter):
        length = 0
        if any(last):
            yield last
        last = row
    if last != [_SENTINEL]:
        raise _OpenQuoteError


def _single_rows(lines: Iterator[str], delimiter: str, should_stop: ShouldStop | None) -> Iterator[list[str]]:
    """Each line a row, where a quote is never closed."""
    for line in polled(lines, should_stop):
        yield from (row for row in csv.reader([line + "\n"], delimiter=delimiter) if any(row))


def _is_unquoted(lines: Lines, should_stop: ShouldStop | None) -> bool:
    """Whether each line of a tab-separated file is a row, so that its cells hold no line ends."""
    tabs = Counter(line.count("\t") for line in polled(lines(), should_stop) if line)
    width = next((line.count("\t") for line in lines() if line), 0)
    return tabs[width] >= 0.98 * tabs.total()


def _unquoted_rows(lines: Iterator[str], _delimiter: str, should_stop: ShouldStop | None) -> Iterator[list[str]]:
    """Rows of a tab-separated file in which a quote is a plain character.

    Such files are mostly written without quoting; a message that begins with a quote must not swallow the next ones.
    """
    for line in polled(lines, should_stop):
        row = [_unquoted(cell) for cell in line.split("\t")]
        if any(row):
            yield row


_ROWS: dict[Quotes, Callable[[Iterator[str], str, ShouldStop | None], Iterator[list[str]]]] = {
    "plain": _unquoted_rows,
    "closed": _quoted_rows,
    "open": _single_rows,
}


def _unquoted(cell: str) -> str:
    if len(cell) < 2 or cell[0] != '"' or cell[-1] != '"':
        return cell
    inner = cell[1:-1].replace('""', "\0")
    return cell if '"' in inner else inner.replace("\0", '"')
