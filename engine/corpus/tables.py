"""Text columns out of comma-, semicolon- and tab-separated files."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator

from engine.corpus.chunks import ShouldStop, polled
from engine.errors import CorpusError

csv.field_size_limit(2**31 - 1)  # a cell may hold a whole book; the default of 128 KiB is a limit for programs

_DELIMITERS = (",", ";", "\t")
_SAMPLE_ROWS = 200
_LONG_HEADER = 80
_SENTINEL = "\x1f"  # a cleaned text cannot hold it
_NUMBER = re.compile(r"[-+]?[\d.,]+%?")
_NO_PROSE = re.compile(r"(?:https?://\S+|\S+@\S+|[\d\s:./TZ+-]+|\[.*\]|\{.*\})", re.DOTALL)


def column_names(text: str, *, tab: bool) -> list[str]:
    """The names of the columns, in order; a column without a name is called “column N”, counted from 1."""
    return _split_header(_rows(text, tab=tab))[0]


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
    names, rows = _split_header(_rows(text, tab=tab, should_stop=should_stop))
    index = chosen_column(names, rows, column)
    cells = (row[index].strip(" \t\n") for row in rows if index < len(row))
    return tuple(cell for cell in cells if cell)


def table_rows(text: str, *, tab: bool) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, and the rows, which may be shorter or longer. Raises CorpusError as `column_cells`."""
    return _split_header(_rows(text, tab=tab))


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


def _rows(text: str, *, tab: bool, should_stop: ShouldStop | None = None) -> list[list[str]]:
    delimiter = "\t" if tab else _sniff(text)
    plain = _unquoted_rows(text, should_stop) if delimiter == "\t" else None
    rows = plain if plain is not None else _quoted_rows(text, delimiter, should_stop)
    return [row for row in rows if any(row)]


def _sniff(text: str) -> str:
    """The separator that cuts most of the first rows into as many cells as the first row; a comma where none does."""
    lines = list(itertools.islice(_lines(text), _SAMPLE_ROWS))

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        return (widths.count(widths[0]), widths[0]) if widths and widths[0] > 1 else (0, 0)

    return max(_DELIMITERS, key=score)


def _lines(text: str) -> Iterator[str]:
    """Lines with their end; only `\\n` ends one, unlike in str.splitlines."""
    return (line + "\n" for line in text.removesuffix("\n").split("\n"))


def _quoted_rows(text: str, delimiter: str, should_stop: ShouldStop | None = None) -> list[list[str]]:
    """Rows by the csv module. Where a quote is never closed it would swallow the rest: then each line is a row."""
    lines = polled(_lines(text), should_stop)
    rows = list(csv.reader(itertools.chain(lines, [_SENTINEL]), delimiter=delimiter))
    if rows and rows[-1] == [_SENTINEL]:
        return rows[:-1]
    return [row for line in polled(_lines(text), should_stop) for row in csv.reader([line], delimiter=delimiter)]


def _unquoted_rows(text: str, should_stop: ShouldStop | None = None) -> list[list[str]] | None:
    """Rows of a tab-separated file in which a quote is a plain character; None where its cells hold line ends.

    Such files are mostly written without quoting; a message that begins with a quote must not swallow the next ones.
    """
    rows = [line.split("\t") for line in polled(text.split("\n"), should_stop) if line]
    width = len(rows[0]) if rows else 0
    if sum(len(row) == width for row in rows) < 0.98 * len(rows):
        return None
    return [[_unquoted(cell) for cell in row] for row in polled(rows, should_stop)]


def _unquoted(cell: str) -> str:
    if len(cell) < 2 or cell[0] != '"' or cell[-1] != '"':
        return cell
    inner = cell[1:-1].replace('""', "\0")
    return cell if '"' in inner else inner.replace("\0", '"')
