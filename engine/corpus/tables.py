"""Text columns out of comma-, semicolon- and tab-separated files."""

from __future__ import annotations

import collections
import csv
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeVar

from engine.corpus.chunks import ShouldStop, polled
from engine.errors import CorpusError

csv.field_size_limit(2**31 - 1)  # a cell may hold a whole book; the default of 128 KiB is a limit for programs

T = TypeVar("T")

_DELIMITERS = (",", ";", "\t")
_SAMPLE_ROWS = 200
_LONG_HEADER = 80
_SENTINEL = "\x1f"  # a cleaned text cannot hold it
_NUMBER = re.compile(r"[-+]?[\d.,]+%?")
_NO_PROSE = re.compile(r"(?:https?://\S+|\S+@\S+|[\d\s:./TZ+-]+|\[.*\]|\{.*\})", re.DOTALL)


def column_names(text: str, *, tab: bool) -> list[str]:
    """The names of the columns, in order; a column without a name is called “column N”, counted from 1."""
    return _split_header(_taken(text, list, tab=tab))[0]


def column_cells(text: str, column: str | None, *, tab: bool, should_stop: ShouldStop | None = None) -> tuple[str, ...]:
    """The cells of one column that hold anything, in order.

    Args:
        text: the cleaned file.
        column: its name in any case; None takes the only column that looks like text.
        tab: the file's name says that tabs separate the cells; otherwise the first rows decide.
        should_stop: asked before each thousand lines.

    Raises:
        CorpusError: no such column, or not exactly one that looks like text. The sentence begins with “It”.
        ReadingStoppedError: `should_stop` answered True.
    """

    def cells(rows: Iterator[list[str]]) -> tuple[str, ...]:
        # Only the first rows and one column are ever held: all cells of a table take several times its size.
        head = list(itertools.islice(rows, _SAMPLE_ROWS + 1))
        try:
            names, first = _split_header(head)
            index = chosen_column(names, first, column)
        except CorpusError:
            collections.deque(rows, maxlen=0)  # that a quote is never closed shows at the end
            raise
        found = (row[index].strip(" \t\n") for row in itertools.chain(first, rows) if index < len(row))
        return tuple(cell for cell in found if cell)

    return _taken(text, cells, tab=tab, should_stop=should_stop)


def table_rows(text: str, *, tab: bool) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, and the rows, which may be shorter or longer. Raises CorpusError as `column_cells`."""
    return _split_header(_taken(text, list, tab=tab))


def chosen_column(names: list[str], rows: list[list[str]], column: str | None) -> int:
    """The place of the column of that name, in any case; of None, of the only one that looks like text.

    Raises CorpusError as `column_cells` does.
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
    text: str, take: Callable[[Iterator[list[str]]], T], *, tab: bool, should_stop: ShouldStop | None = None
) -> T:
    """What `take` makes of the rows that hold anything; it is called anew where they must be read in another way."""
    delimiter = "\t" if tab else _sniff(text)
    if delimiter == "\t" and _is_unquoted(text, should_stop):
        return take(_unquoted_rows(text, should_stop))
    try:
        return take(_quoted_rows(text, delimiter, should_stop))
    except _OpenQuoteError:
        return take(_single_rows(text, delimiter, should_stop))


def _sniff(text: str) -> str:
    """The separator that cuts most of the first rows into as many cells as the first row; a comma where none does."""
    lines = list(itertools.islice(_ended(text), _SAMPLE_ROWS))

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
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


def _ended(text: str) -> Iterator[str]:
    return (line + "\n" for line in lines_of(text))


def _quoted_rows(text: str, delimiter: str, should_stop: ShouldStop | None) -> Iterator[list[str]]:
    """Rows by the csv module. Raises _OpenQuoteError at the end where a quote swallowed it."""
    last: list[str] = []
    lines = itertools.chain(polled(_ended(text), should_stop), [_SENTINEL])
    for row in csv.reader(lines, delimiter=delimiter):
        if any(last):
            yield last
        last = row
    if last != [_SENTINEL]:
        raise _OpenQuoteError


def _single_rows(text: str, delimiter: str, should_stop: ShouldStop | None) -> Iterator[list[str]]:
    """Each line a row, where a quote is never closed."""
    for line in polled(_ended(text), should_stop):
        yield from (row for row in csv.reader([line], delimiter=delimiter) if any(row))


def _is_unquoted(text: str, should_stop: ShouldStop | None) -> bool:
    """Whether each line of a tab-separated file is a row, so that its cells hold no line ends."""
    tabs = Counter(line.count("\t") for line in polled(lines_of(text), should_stop) if line)
    width = next((line.count("\t") for line in lines_of(text) if line), 0)
    return tabs[width] >= 0.98 * tabs.total()


def _unquoted_rows(text: str, should_stop: ShouldStop | None) -> Iterator[list[str]]:
    """Rows of a tab-separated file in which a quote is a plain character.

    Such files are mostly written without quoting; a message that begins with a quote must not swallow the next ones.
    """
    for line in polled(lines_of(text), should_stop):
        row = [_unquoted(cell) for cell in line.split("\t")]
        if any(row):
            yield row


def _unquoted(cell: str) -> str:
    if len(cell) < 2 or cell[0] != '"' or cell[-1] != '"':
        return cell
    inner = cell[1:-1].replace('""', "\0")
    return cell if '"' in inner else inner.replace("\0", '"')
