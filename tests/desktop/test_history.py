"""Conversations: saved when sent, undone when deleted, and never lost to a lock, a damage or a kill."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import history as module
from desktop.history import History, HistoryError, title_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "conversations.sqlite3"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    made = History(path)
    yield made
    made.close()


def test_what_was_sent_is_there_after_opening_again(history: History, path: Path) -> None:
    conversation = history.new("오늘은 비가 왔다\n둘째 줄")
    seed = history.add_seed(conversation.id, "오늘은 비가 왔다")
    history.add_completion(seed, " 그래서 우산을 폈다.", model="일기", sampling={"temperature": 0.7}, note="none")
    again = History(path)
    try:
        assert [item.title for item in again.conversations()] == ["오늘은 비가 왔다"]
        (turn,) = again.turns(conversation.id)
        assert turn.seed.text == "오늘은 비가 왔다"
        assert turn.completions[0].text == " 그래서 우산을 폈다."
        assert turn.completions[0].sampling == {"temperature": 0.7}
        assert turn.completions[0].model == "일기"
    finally:
        again.close()


def test_the_database_is_in_wal_mode_and_flushes_every_commit(history: History) -> None:
    assert history._db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert history._db.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert history._db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert history._db.execute("PRAGMA user_version").fetchone()[0] == module.SCHEMA_VERSION


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_kill_after_sending_loses_nothing(path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from desktop.history import History\n"
        "h = History(Path(sys.argv[1])); c = h.new('t')\n"
        "for i in range(3):\n    s = h.add_seed(c.id, f'seed {i}'); h.add_completion(s, f'answer {i}', model='m')\n"
        "h.add_seed(c.id, 'the last'); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], cwd=ROOT, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    again = History(path)
    try:
        turns = again.turns(again.conversations()[0].id)
        assert [turn.seed.text for turn in turns] == ["seed 0", "seed 1", "seed 2", "the last"]
        assert [len(turn.completions) for turn in turns] == [1, 1, 1, 0]
    finally:
        again.close()


def test_variants_are_counted_and_stay_in_order(history: History) -> None:
    conversation = history.new("x")
    seed = history.add_seed(conversation.id, "x")
    for text in ("one", "two", "three"):
        history.add_completion(seed, text, model="m")
    (turn,) = history.turns(conversation.id)
    assert [(message.variant, message.text) for message in turn.completions] == [(0, "one"), (1, "two"), (2, "three")]


def test_a_deleted_conversation_comes_back_whole(history: History) -> None:
    conversation = history.new("keep")
    history.add_seed(conversation.id, "text")
    history.delete(conversation.id)
    assert history.conversations() == []
    assert history.conversation(conversation.id) is None
    history.restore(conversation.id)
    assert len(history.turns(conversation.id)) == 1
    assert [item.id for item in history.conversations()] == [conversation.id]


def test_undoing_the_deletion_of_a_seed_does_not_bring_back_an_older_deletion(history: History) -> None:
    conversation = history.new("x")
    seed = history.add_seed(conversation.id, "seed")
    first = history.add_completion(seed, "first", model="m")
    history.add_completion(seed, "second", model="m")
    history.delete_message(first.id)
    history.delete_message(seed.id)
    assert history.turns(conversation.id) == []
    history.restore_message(seed.id)
    (turn,) = history.turns(conversation.id)
    assert [message.text for message in turn.completions] == ["second"]
    history.restore_message(first.id)
    (turn,) = history.turns(conversation.id)
    assert [message.text for message in turn.completions] == ["first", "second"]


def test_purge_forgets_only_what_was_deleted(history: History) -> None:
    gone, kept = history.new("gone"), history.new("kept")
    history.add_seed(gone.id, "a")
    seed = history.add_seed(kept.id, "b")
    answer = history.add_completion(seed, "c", model="m")
    history.delete(gone.id)
    history.delete_message(answer.id)
    assert history.purge() == 2
    history.restore(gone.id)
    assert [item.title for item in history.conversations()] == ["kept"]
    assert history._rows("SELECT COUNT(*) FROM message")[0][0] == 1


def test_the_last_changed_conversation_stands_first(history: History) -> None:
    first, second = history.new("first"), history.new("second")
    history.add_seed(first.id, "now")
    assert [item.id for item in history.conversations()] == [first.id, second.id]


def test_drafts_are_kept_for_each_conversation_and_for_a_new_one(history: History) -> None:
    conversation = history.new("x")
    history.set_draft(conversation.id, "half a sen")
    history.set_draft(None, "안녕하")
    assert history.draft(conversation.id) == "half a sen"
    assert history.draft(None) == "안녕하"
    history.add_seed(conversation.id, "half a sentence")
    assert history.draft(conversation.id) == ""


def test_an_empty_name_is_refused(history: History) -> None:
    conversation = history.new("name")
    with pytest.raises(HistoryError, match="needs a name"):
        history.rename(conversation.id, "  \n ")
    history.rename(conversation.id, "  another   name ")
    assert history.conversations()[0].title == "another name"


def test_a_title_is_one_short_line() -> None:
    assert title_of("  first line\nsecond") == "first line"
    assert title_of("") == ""
    assert len(title_of("가" * 500)) == module.TITLE_LENGTH


def test_a_locked_database_gives_a_sentence_and_changes_nothing(
    history: History, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = history.new("x")
    history._db.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(HistoryError, match="another program"):
            history.add_seed(conversation.id, "lost?")
    finally:
        other.execute("ROLLBACK")
        other.close()
    history.add_seed(conversation.id, "not lost")
    assert [turn.seed.text for turn in history.turns(conversation.id)] == ["not lost"]


def test_a_damaged_file_is_set_aside_and_a_new_one_begun(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"this is no database at all, but long enough to be read as one" * 50)
    made = History(path)
    try:
        assert "damaged" in made.problem
        assert made.conversations() == []
        made.new("goes on")
    finally:
        made.close()
    aside = path.with_name(path.name + ".damaged-1")
    assert aside.read_bytes().startswith(b"this is no database")


def test_damage_inside_the_file_is_noticed_and_a_second_one_does_not_overwrite_the_first(path: Path) -> None:
    for number in (1, 2):
        made = History(path)
        conversation = made.new("x")
        for _ in range(200):
            made.add_seed(conversation.id, "some text " * 40)
        made.close()
        data = bytearray(path.read_bytes())
        data[4096 : len(data) - 4096] = b"\xa5" * (len(data) - 8192)
        path.write_bytes(data)
        again = History(path)
        again.close()
        assert f"damaged-{number}" in again.problem
    assert path.with_name(path.name + ".damaged-1").exists()


def test_a_newer_version_is_left_as_it_is(path: Path) -> None:
    made = History(path)
    made.new("kept")
    made._db.execute("PRAGMA user_version = 99")
    made.close()
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="newer version"):
        History(path)
    assert path.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_gives_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(HistoryError, match="cannot be saved"):
        History(folder / "sub" / "c.sqlite3")


def test_a_file_in_the_place_of_the_folder_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(HistoryError, match="cannot be saved"):
        History(tmp_path / "data" / "c.sqlite3")


VERSION_1 = """
CREATE TABLE conversation (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL,
    draft TEXT NOT NULL DEFAULT '', deleted TEXT
);
CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    parent INTEGER REFERENCES message(id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('seed', 'completion')),
    variant INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL, model TEXT NOT NULL DEFAULT '',
    sampling TEXT NOT NULL DEFAULT '{}', note TEXT NOT NULL DEFAULT '', created TEXT NOT NULL, deleted TEXT
);
CREATE TABLE kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE INDEX message_of_conversation ON message(conversation, id);
INSERT INTO conversation VALUES (1, '일기', '2026-01-01', '2026-01-02', '쓰다 만', NULL);
INSERT INTO conversation VALUES (2, 'other', '2026-01-01', '2026-01-01', '', NULL);
INSERT INTO message VALUES (1, 1, NULL, 'seed', 0, '첫째', '', '{}', '', '2026-01-01', NULL);
INSERT INTO message VALUES (2, 1, 1, 'completion', 0, ' 날', 'm', '{"temperature": 0.5}', 'n', '2026-01-01', NULL);
INSERT INTO message VALUES (3, 2, NULL, 'seed', 0, 'elsewhere', '', '{}', '', '2026-01-01', NULL);
INSERT INTO message VALUES (4, 1, NULL, 'seed', 0, 'gone', '', '{}', '', '2026-01-01', '2026-01-02 4');
INSERT INTO message VALUES (5, 1, NULL, 'seed', 0, '둘째', '', '{}', '', '2026-01-01', NULL);
PRAGMA user_version = 1;
"""


@pytest.fixture
def version_1(path: Path) -> Path:
    path.parent.mkdir(parents=True)
    old = sqlite3.connect(path)
    old.execute("PRAGMA journal_mode = WAL")
    old.executescript(VERSION_1)
    old.close()
    return path


def test_a_file_of_version_1_is_copied_and_then_read_whole(version_1: Path) -> None:
    made = History(version_1)
    try:
        assert made.problem == ""
        assert made._db.execute("PRAGMA user_version").fetchone()[0] == module.SCHEMA_VERSION
        assert made.draft(1) == "쓰다 만"
        turns = made.turns(1)
        assert [turn.seed.text for turn in turns] == ["첫째", "둘째"]
        (answer,) = turns[0].completions
        assert (answer.text, answer.model, answer.note, answer.pieces) == (" 날", "m", "n", "")
        assert answer.sampling == {"temperature": 0.5}
        made.restore_message(4)
        assert [turn.seed.text for turn in made.turns(1)] == ["첫째", "gone", "둘째"]
        assert all(turn.branches == (turn.seed.id,) for turn in made.turns(1))
        seed = made.add_seed(1, "셋째")
        made.add_completion(seed, " 날", model="m", pieces="[]")
        assert [turn.seed.text for turn in made.turns(1)] == ["첫째", "gone", "둘째", "셋째"]
    finally:
        made.close()
    copy = sqlite3.connect(version_1.with_name(version_1.name + ".before-3"))
    try:
        assert copy.execute("PRAGMA user_version").fetchone()[0] == 1
        assert copy.execute("SELECT COUNT(*) FROM message").fetchone()[0] == 5
        assert "pieces" not in [row[1] for row in copy.execute("PRAGMA table_info(message)")]
    finally:
        copy.close()
    assert not list(version_1.parent.glob("*.part"))


def test_where_no_copy_can_be_made_a_file_of_version_1_stays_as_it_is(
    version_1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.history import schema

    def full(_db: sqlite3.Connection, _target: Path) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "_copy", full)
        with pytest.raises(HistoryError, match="disk is full"):
            History(version_1)
    old = sqlite3.connect(version_1)
    try:
        assert old.execute("PRAGMA user_version").fetchone()[0] == 1
    finally:
        old.close()
    made = History(version_1)
    assert [turn.seed.text for turn in made.turns(1)] == ["첫째", "둘째"]
    made.close()


def test_a_completion_keeps_its_pieces(history: History) -> None:
    seed = history.add_seed(history.new("x").id, "x")
    history.add_completion(seed, " 고양이", model="m", pieces='{"unit":"word","pieces":[[" 고양이",0.5,[]]]}')
    (turn,) = history.turns(seed.conversation)
    assert turn.completions[0].pieces == '{"unit":"word","pieces":[[" 고양이",0.5,[]]]}'


def texts(history: History, conversation: int) -> list[str]:
    return [turn.seed.text for turn in history.turns(conversation)]


def test_a_branch_takes_the_place_of_a_seed_and_of_what_follows(history: History) -> None:
    conversation = history.new("x").id
    first = history.add_seed(conversation, "a")
    second = history.add_seed(conversation, "b")
    history.add_seed(conversation, "c")
    other = history.add_seed(conversation, "b2", beside=second.id)
    assert texts(history, conversation) == ["a", "b2"]
    assert history.turns(conversation)[1].branches == (second.id, other.id)
    history.add_seed(conversation, "d")
    assert texts(history, conversation) == ["a", "b2", "d"]
    history.choose(second.id)
    assert texts(history, conversation) == ["a", "b", "c"]
    history.choose(other.id)
    assert texts(history, conversation) == ["a", "b2", "d"]
    root = history.add_seed(conversation, "A", beside=first.id)
    assert texts(history, conversation) == ["A"]
    history.delete_message(root.id)
    assert texts(history, conversation) == ["a", "b2", "d"]


def test_what_follows_a_deleted_seed_is_still_shown(history: History) -> None:
    conversation = history.new("x").id
    seeds = [history.add_seed(conversation, text) for text in "abc"]
    history.delete_message(seeds[1].id)
    assert texts(history, conversation) == ["a", "c"]
    history.delete_message(seeds[2].id)
    history.add_seed(conversation, "d")
    history.restore_message(seeds[2].id)
    history.restore_message(seeds[1].id)
    assert texts(history, conversation) == ["a", "b", "c", "d"]
    history.delete_message(seeds[0].id)
    history.delete_message(seeds[1].id)
    assert history.purge() == 2
    assert texts(history, conversation) == ["c", "d"]
    assert history.turns(conversation)[0].branches == (seeds[2].id,)
