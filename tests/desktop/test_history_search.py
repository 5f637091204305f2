"""Search over all conversations: Korean of any length, any case, any composition, kept up to date."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.history import History
from desktop.history import schema as module
from desktop.writing.finding import EXCERPT, excerpt, fold, spans


@pytest.fixture(params=["index", "no index"])
def history(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[History]:
    if request.param == "no index":  # as where SQLite has no trigrams
        monkeypatch.setattr("desktop.history.database.index_words", lambda _db: False)
    made = History(tmp_path / "c.sqlite3")
    yield made
    made.close()


@pytest.fixture
def filled(history: History) -> History:
    for title, texts in (
        ("비 오는 날", ("오늘은 비가 왔다", "우산을 폈다")),
        ("Harbour", ("The Harbour was quiet", 'she said "quiet, please"')),
    ):
        conversation = history.new(title)
        for text in texts:
            seed = history.add_seed(conversation.id, text)
            history.add_completion(seed, f" 그래서 {text} 100%_", model="m")
    return history


def found(history: History, query: str) -> list[str]:
    return [item.excerpt for item in history.search(query) if item.message is not None]


def test_korean_words_of_one_two_and_more_syllables_are_found(filled: History) -> None:
    for query in ("비", "오늘", "오늘은", "우산을 폈다", "폈다"):
        assert found(filled, query), query
    assert found(filled, "눈") == []


def test_case_and_composition_do_not_matter(filled: History) -> None:
    assert found(filled, "HARBOUR") == found(filled, "harbour") != []
    assert found(filled, unicodedata.normalize("NFD", "오늘은")) == found(filled, "오늘은") != []
    seed = filled.add_seed(filled.conversations()[0].id, unicodedata.normalize("NFD", "Ärger 나비"))
    assert [item.message for item in filled.search("ärger")] == [seed.id]
    assert [item.message for item in filled.search("나비")] == [seed.id]


def test_all_words_must_be_there_in_any_order(filled: History) -> None:
    assert len(found(filled, "quiet harbour")) == 2
    assert found(filled, "quiet umbrella") == []


def test_signs_of_the_query_language_are_only_characters(filled: History) -> None:
    assert len(found(filled, '"quiet,')) == 2
    assert len(found(filled, "100%_")) == 4
    for query in ("*", '"', "NEAR(", "a AND", "-", "(", "\\", "';--", "\0", "  "):
        filled.search(query)
    assert found(filled, "10%%_") == []


def test_the_newest_stands_first_and_titles_before_messages(filled: History) -> None:
    items = filled.search("비")
    assert [item.message is None for item in items] == [True, False, False]
    assert items[1].message > items[2].message
    assert items[0].title == items[0].excerpt == "비 오는 날"
    assert {item.conversation for item in items} == {1}
    assert len(filled.search("e", limit=2)) == 2


def test_what_is_deleted_is_not_found_until_it_is_back(filled: History) -> None:
    conversation = filled.search("오늘은")[0].conversation
    seed = filled.turns(conversation)[0].seed
    filled.delete_message(seed.id)
    assert found(filled, "오늘은") == []
    filled.restore_message(seed.id)
    assert len(found(filled, "오늘은")) == 2
    filled.delete(conversation)
    assert filled.search("오늘은") == filled.search("오는 날") == []
    filled.restore(conversation)
    assert len(found(filled, "오늘은")) == 2
    filled.delete(conversation)
    filled.forget([conversation])
    assert filled.search("오늘은") == []
    assert filled._rows("SELECT COUNT(*) FROM plain")[0][0] == 4


def test_a_found_message_is_shown_although_other_branches_were_chosen(filled: History) -> None:
    conversation = filled.search("오늘은")[0].conversation
    first, second = (turn.seed for turn in filled.turns(conversation))
    other = filled.add_seed(conversation, "another first", beside=first.id)
    below = filled.add_seed(conversation, "below it")
    assert filled.show_message(second.id)
    assert [turn.seed.id for turn in filled.turns(conversation)] == [first.id, second.id]
    answer = filled.add_completion(below, "answer", model="m")
    assert filled.show_message(answer.id)
    assert [turn.seed.id for turn in filled.turns(conversation)] == [other.id, below.id]
    assert not filled.show_message(10_000)


def test_an_index_of_another_sqlite_is_given_up_and_made_anew(tmp_path: Path) -> None:
    class Old:
        """A connection that knows no trigrams."""

        def __init__(self, db: sqlite3.Connection) -> None:
            self._db = db

        def execute(self, statement: str) -> sqlite3.Cursor:
            if "trigram" in statement:
                raise sqlite3.OperationalError("no such tokenizer: trigram")
            return self._db.execute(statement)

    path = tmp_path / "c.sqlite3"
    made = History(path)
    conversation = made.new("x").id
    made.add_seed(conversation, "with the index")
    assert not module.index_words(Old(made._db))  # type: ignore[arg-type]
    made.add_seed(conversation, "without the index")
    assert len(made.search("index")) == 2
    made.close()
    again = History(path)
    assert again._rows(module.INDEX_KEPT_UP)
    assert again.unsearched
    while again.fill_search():
        pass
    assert len(again.search("index")) == 2
    again.close()


def test_another_connection_finds_too(filled: History) -> None:
    other = History(filled.path, check=False)
    assert len(found(other, "오늘은")) == 2
    other.close()


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("abc ABC", "abc", [(0, 3), (4, 7)]),
        ("aaaa", "aa", [(0, 2), (2, 4)]),
        ("Straße", "STRASSE", [(0, 6)]),
        ("die Straße war", "war", [(11, 14)]),
        (unicodedata.normalize("NFD", "한글 나비"), "나비", [(7, 11)]),
        ("x" * 3, "", []),
        ("😀 날 😀", "날", [(2, 3)]),
        ("İstanbul", "stan", [(1, 5)]),
    ],
)
def test_places_are_those_of_the_text_itself(text: str, query: str, expected: list[tuple[int, int]]) -> None:
    assert spans(text, query) == expected


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.integers(0, 40), st.integers(1, 5))
def test_each_part_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    query = text[start : start + length].strip()
    for begin, end in spans(text, query):
        assert 0 <= begin < end <= len(text)
        assert fold(query) in fold(text[begin:end]) or fold(text[begin:end])
    if query.isascii() and text.isascii() and query:
        assert any(begin <= text.find(query) for begin, _end in spans(text, query))


@given(st.text(max_size=400), st.text(max_size=4))
def test_an_excerpt_is_a_line_with_its_marks(text: str, query: str) -> None:
    line, marks = excerpt(text, query)
    assert "\n" not in line
    assert len(line) <= EXCERPT + 4
    assert all(0 <= start < end <= len(line) for start, end in marks)


def test_an_excerpt_begins_shortly_before_what_was_found() -> None:
    line, ((start, end),) = excerpt("word " * 100 + "the needle is here " + "word " * 100, "needle")
    assert line[start:end] == "needle"
    assert line.startswith("… ")
    assert line.endswith(" …")
