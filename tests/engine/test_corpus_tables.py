from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.corpus import csv_columns, read_corpus
from engine.corpus.tables import column_cells, column_names
from engine.errors import CorpusError

CELL = st.text(st.characters(categories=["L", "P", "S", "Zs"], include_characters='\n,;\t"'), max_size=20)


def written(rows: list[list[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), st.sampled_from([",", ";"]))
def test_what_the_csv_module_writes_is_read_back(pairs: list[tuple[str, str]], delimiter: str) -> None:
    rows = [["first", "second"], *(["x" + a, "y" + b] for a, b in pairs)]
    # several plain rows let the separator be found however odd the cells are
    rows[1:1] = [["one", "two"]] * 20
    cells = column_cells(written(rows, delimiter), "second", tab=False)
    assert list(cells) == [row[1].strip(" \t\n") for row in rows[1:]]


def test_a_column_is_found_in_any_case(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("id,Headline\n1,The rain came\n2,The sun left\n")
    document = read_corpus([path], column="headline").documents[0]
    assert document.rows == ("The rain came", "The sun left")
    assert document.text == "The rain came\nThe sun left"


def test_the_only_column_of_text_needs_no_name() -> None:
    table = "id,document,label,when,where\n" + "".join(
        f"{n},a sentence number {n} here,{n % 2},2024-01-{n:02},https://example.org/{n}\n" for n in range(1, 25)
    )
    assert column_cells(table, None, tab=False)[0] == "a sentence number 1 here"


def test_values_that_repeat_are_no_text() -> None:
    table = "section,text\n" + "".join(f"Pro Football,some words about game {n}\n" for n in range(30))
    assert column_cells(table, None, tab=False)[2] == "some words about game 2"


def test_two_columns_of_text_ask_for_a_choice_and_list_all() -> None:
    with pytest.raises(CorpusError, match="“Q”, “A”") as caught:
        column_cells("Q,A,label\nhow are you,very well thanks,0\n", None, tab=False)
    assert "Q, A, label" in caught.value.hint


def test_no_column_of_text_says_so() -> None:
    with pytest.raises(CorpusError, match="no column that is clearly text"):
        column_cells("a,b\n1,2\n3,4\n", None, tab=False)


def test_a_wrong_column_lists_the_right_ones(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("id,headline\n1,The rain came\n")
    with pytest.raises(CorpusError, match=r"“news.csv” cannot be read: it has no column “title”") as caught:
        read_corpus([path], column="title")
    assert "id, headline" in caught.value.hint


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_separator_is_found(delimiter: str) -> None:
    rows = [["name", "text"], ["a", "well, hello; you"], ["b", "good, bye; then"]]
    assert column_names(written(rows, delimiter), tab=False) == ["name", "text"]
    assert column_cells(written(rows, delimiter), "text", tab=False) == ("well, hello; you", "good, bye; then")


def test_a_quote_in_a_tab_separated_file_is_a_plain_character() -> None:
    table = 'id\ttext\n1\t"unclosed and on\n2\tnext one\n3\t"he said ""so"" loudly"\n4\t"a" and "b"\n'
    cells = column_cells(table, "text", tab=True)
    assert cells == ('"unclosed and on', "next one", 'he said "so" loudly', '"a" and "b"')


def test_a_tab_separated_file_with_quoted_line_ends_is_read_as_such() -> None:
    table = 'id\ttext\n1\t"two\nlines"\n2\tone line\n'
    assert column_cells(table, "text", tab=True) == ("two\nlines", "one line")


def test_an_unclosed_quote_does_not_swallow_the_rest() -> None:
    table = 'id,text\n1,"never closed\n2,the second\n3,the third\n'
    assert column_cells(table, "text", tab=False) == ("never closed", "the second", "the third")


def test_a_file_without_header_keeps_its_first_row() -> None:
    assert column_names("1,hello there\n2,good bye\n", tab=False) == ["column 1", "column 2"]
    assert column_cells("1,hello there\n2,good bye\n", None, tab=False) == ("hello there", "good bye")


def test_a_column_without_name_gets_a_number(tmp_path: Path) -> None:
    path = tmp_path / "frame.csv"
    path.write_text(",text\n0,hello there\n")
    assert csv_columns(path) == ["column 1", "text"]


def test_a_huge_cell_is_read() -> None:
    assert len(column_cells("text\n" + "long words " * 50_000 + "\n", None, tab=False)[0]) > 500_000


def test_short_rows_and_blank_cells_are_left_out() -> None:
    assert column_cells("id,text\n1\n2,\n3,  \n4,here it is\n", "text", tab=False) == ("here it is",)


def test_a_column_without_any_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("id,text\n1,\n2,\n")
    with pytest.raises(CorpusError, match="no text in that column"):
        read_corpus([path], column="text")


def test_columns_of_what_is_no_table_give_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"“gone.csv” cannot be read: it does not exist"):
        csv_columns(tmp_path / "gone.csv")


@given(st.text(max_size=200))
def test_any_table_gives_cells_or_a_sentence(table: str) -> None:
    for tab in (False, True):
        sentence, cells = "It has cells.", ("cell",)
        try:
            cells = column_cells(table.replace("\x1f", "").replace("\r", ""), None, tab=tab)
        except CorpusError as error:
            sentence = error.message
        assert sentence.startswith("It ")
        assert all(cell.strip(" \t\n") for cell in cells)
