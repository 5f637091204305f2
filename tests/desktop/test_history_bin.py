"""The bin: what was deleted is seen, comes back, or is forgotten for good and leaves no trace in the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.history import History, Place

SECRET = "quartzneedle"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "c.sqlite3"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    made = History(path)
    yield made
    made.close()


def conversations(history: History, *titles: str) -> list[int]:
    made = []
    for title in titles:
        made.append(history.new(title).id)
        seed = history.add_seed(made[-1], f"{title} seed")
        history.add_completion(seed, f"{title} answer", model="m")
    return made


def test_several_are_deleted_and_brought_back_together(history: History) -> None:
    first, second, third = conversations(history, "a", "b", "c")
    history.delete(first, third)
    assert [item.id for item in history.conversations()] == [second]
    assert [(item.title, item.messages) for item in history.binned()] == [("c", 2), ("a", 2)]
    history.restore(first, third)
    assert history.binned() == []
    assert len(history.conversations()) == 3


def test_deleting_twice_keeps_the_first_time(history: History) -> None:
    (first,) = conversations(history, "a")
    history.delete(first)
    (before,) = history.binned()
    history.delete(first)
    assert history.binned() == [before]


def test_only_what_is_deleted_can_be_forgotten_and_the_rest_stays(history: History) -> None:
    first, second, third = conversations(history, "a", "b", "c")
    history.delete(first, second)
    assert history.forget([first, third]) == 1
    assert [item.id for item in history.binned()] == [second]
    assert [item.id for item in history.conversations()] == [third]
    history.restore(first)
    assert history.conversation(first) is None


def test_emptying_forgets_single_messages_too(history: History) -> None:
    first, second = conversations(history, "a", "b")
    history.delete(first)
    answer = history.turns(second)[0].completions[0]
    history.delete_message(answer.id)
    assert history.binned_messages() == 1
    history.purge()
    assert history.binned() == []
    assert history.binned_messages() == 0
    history.restore_message(answer.id)
    assert history.turns(second)[0].completions == ()
    assert len(history.turns(second)) == 1


def test_what_is_forgotten_is_no_longer_in_the_file(history: History, path: Path) -> None:
    conversations(history, "kept")
    (gone,) = conversations(history, f"{SECRET} title")
    history.delete(gone)
    history.forget([gone])
    conversations(history, "later")
    for file in path.parent.iterdir():
        assert SECRET.encode() not in file.read_bytes(), file.name
        assert SECRET[:6].encode() not in file.read_bytes(), file.name


def test_the_place_of_the_reader_is_kept_for_each_conversation(history: History) -> None:
    first, second = conversations(history, "a", "b")
    seed = history.turns(first)[0].seed.id
    history.set_place(first, Place(seed, 17))
    assert (history.place(first), history.place(second)) == (Place(seed, 17), None)
    history.set_place(first, None)
    assert history.place(first) is None
    assert history.place(99) is None
