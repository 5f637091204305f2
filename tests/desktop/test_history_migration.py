"""Files of older versions become files of this one, a step a version, and stay as they were where a step fails."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from desktop.history import SCHEMA_VERSION, History, HistoryError
from desktop.history import schema as module

_CONVERSATION = """
CREATE TABLE conversation (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL,
    draft TEXT NOT NULL DEFAULT '', deleted TEXT
);
CREATE TABLE kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO kept VALUES ('draft', 'of a new one');
INSERT INTO conversation VALUES (1, '일기', '2026-01-01', '2026-01-02', '쓰다 만', NULL);
INSERT INTO conversation VALUES (2, 'gone', '2026-01-01', '2026-01-01', '', '2026-01-03');
"""
_MESSAGE = """
CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    parent INTEGER REFERENCES message(id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('seed', 'completion')),
    variant INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL, model TEXT NOT NULL DEFAULT '',
    sampling TEXT NOT NULL DEFAULT '{{}}', note TEXT NOT NULL DEFAULT '', created TEXT NOT NULL, deleted TEXT{0}
);
CREATE INDEX message_of_conversation ON message(conversation, id);
"""
_ROWS = """
INSERT INTO message VALUES (1, 1, NULL, 'seed', 0, 'Die Straße', '', '{}', '', '2026-01-01', NULL{0});
INSERT INTO message VALUES (2, 1, 1, 'completion', 0, ' 날씨가 좋다', 'm', '{"temperature": 0.5}', 'n', '2026-01-01',
    NULL{0});
INSERT INTO message VALUES (3, 1, NULL, 'seed', 0, '둘째', '', '{}', '', '2026-01-01', NULL{1});
INSERT INTO message VALUES (4, 2, NULL, 'seed', 0, 'elsewhere', '', '{}', '', '2026-01-01', NULL{0});
"""
_NEW_IN_2 = ", pieces TEXT NOT NULL DEFAULT '', above INTEGER, chosen INTEGER NOT NULL DEFAULT 0"


def _rows(first: str, following: str) -> str:
    return _ROWS.replace("{0}", first).replace("{1}", following)


OLD = {
    1: _CONVERSATION + _MESSAGE.format("") + _rows("", "") + "PRAGMA user_version = 1;",
    2: _CONVERSATION + _MESSAGE.format(_NEW_IN_2) + _rows(", '', NULL, 0", ", '', 1, 0") + "PRAGMA user_version = 2;",
}


@pytest.fixture(params=sorted(OLD))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "data" / "conversations.sqlite3"
    path.parent.mkdir()
    made = sqlite3.connect(path)
    made.execute("PRAGMA journal_mode = WAL")
    made.executescript(OLD[request.param])
    made.close()
    return path


def version(path: Path) -> int:
    db = sqlite3.connect(path)
    try:
        return int(db.execute("PRAGMA user_version").fetchone()[0])
    finally:
        db.close()


def columns(history: History) -> dict[str, list[str]]:
    tables = history._rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {row[0]: sorted(c[1] for c in history._rows(f"PRAGMA table_info({row[0]})")) for row in tables}


def test_every_old_version_is_read_whole_and_kept_as_a_copy(old: Path, tmp_path: Path) -> None:
    before = version(old)
    made, fresh = History(old), History(tmp_path / "fresh.sqlite3")
    try:
        assert made.problem == ""
        assert columns(made) == columns(fresh)
        assert (made.draft(None), made.draft(1)) == ("of a new one", "쓰다 만")
        first, second = made.turns(1)
        assert (first.seed.text, second.seed.text) == ("Die Straße", "둘째")
        (answer,) = first.completions
        assert (answer.text, answer.model, answer.note, answer.sampling) == (
            " 날씨가 좋다",
            "m",
            "n",
            {"temperature": 0.5},
        )
        assert made.unsearched
        while made.fill_search():
            pass
        assert not made.unsearched
        assert [found.message for found in made.search("날씨")] == [2]
        assert [found.message for found in made.search("STRASSE")] == [1]
        assert [item.title for item in made.binned()] == ["gone"]
        made.add_seed(1, "셋째")
        assert [turn.seed.text for turn in made.turns(1)] == ["Die Straße", "둘째", "셋째"]
    finally:
        made.close()
        fresh.close()
    assert version(old) == SCHEMA_VERSION
    assert version(module.copy_before(old)) == before
    assert not list(old.parent.glob("*.part"))


@pytest.mark.parametrize("step", [1, 2])
def test_a_step_that_fails_leaves_the_old_file_and_says_so(
    old: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version(old)
    if step < before:
        pytest.skip("the file is beyond that step")

    def fails(db: sqlite3.Connection) -> None:
        db.execute("UPDATE message SET text = 'lost'")
        raise ValueError("a fault in the step")

    with monkeypatch.context() as patch:
        patch.setitem(module._STEPS, step, fails)
        with pytest.raises(HistoryError, match="they are as they were") as told:
            History(old)
    assert module.copy_before(old).name in told.value.hint
    assert version(old) == before
    db = sqlite3.connect(old)
    assert db.execute("SELECT text FROM message WHERE id = 1").fetchone()[0] == "Die Straße"
    db.close()
    made = History(old)
    assert [turn.seed.text for turn in made.turns(1)] == ["Die Straße", "둘째"]
    made.close()


def test_where_no_copy_can_be_made_nothing_is_changed(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = version(old)

    def full(_db: sqlite3.Connection, _target: Path) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(module, "_copy", full)
        with pytest.raises(HistoryError, match="disk is full"):
            History(old)
    assert version(old) == before


def test_opening_a_file_of_this_version_makes_no_copy(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    for _ in range(2):
        History(path).close()
    assert [file.name for file in tmp_path.iterdir() if "before" in file.name] == []
