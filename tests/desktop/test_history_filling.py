"""A file of an older version comes into the search after it was opened, in parts, and goes on after a kill."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conversation_support import Bench
from test_history_migration import _CONVERSATION, _MESSAGE, _NEW_IN_2

from desktop.history import History
from desktop.history.schema import INDEX_KEPT_UP
from desktop.writing import searching

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = 900


def old_file(path: Path, messages: int = MESSAGES) -> Path:
    """A file of version 2 with many messages."""
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.executescript(_CONVERSATION + _MESSAGE.format(_NEW_IN_2) + "PRAGMA user_version = 2;")
    row = "INSERT INTO message VALUES (?, 1, NULL, 'seed', 0, ?, '', '{}', '', '2026-01-01', NULL, '', ?, 0)"
    db.executemany(row, [(n, f"Nachricht {n} 날씨", n - 1 or None) for n in range(1, messages + 1)])
    db.commit()
    db.close()
    return path


def found(history: History, query: str) -> list[int | None]:
    return [item.message for item in history.search(query)]


def indexed(history: History) -> list[tuple[int, ...]]:
    """What the index of words itself finds; raises where it does not fit its texts."""
    history._db.execute("INSERT INTO plain_words(plain_words, rank) VALUES ('integrity-check', 1)")
    return [
        tuple(row) for row in history._rows("SELECT rowid FROM plain_words WHERE plain_words MATCH '\"nachricht\"'")
    ]


def test_the_newest_messages_are_found_first_and_at_the_end_all(tmp_path: Path) -> None:
    made = History(old_file(tmp_path / "c.sqlite3"))
    try:
        assert made.conversations()[0].title == "일기"
        assert len(made.turns(1)) == MESSAGES
        assert made.unsearched
        assert found(made, "날씨") == []
        assert made.fill_search()
        assert found(made, f"nachricht {MESSAGES}") == [MESSAGES]
        assert found(made, "nachricht 1 날씨") != [1]
        while made.fill_search():
            pass
        assert not made.unsearched
        assert made._rows("SELECT COUNT(*) FROM plain")[0][0] == MESSAGES
        assert len(indexed(made)) == (MESSAGES if made._rows(INDEX_KEPT_UP) else 0)
        assert 1 in [item.message for item in made.search("nachricht 1 ", limit=MESSAGES)]
        assert not made.fill_search()
    finally:
        made.close()


def test_what_is_sent_and_forgotten_meanwhile_is_as_it_should_be(tmp_path: Path) -> None:
    made = History(old_file(tmp_path / "c.sqlite3"))
    try:
        made.fill_search()
        seed = made.add_seed(1, "sent meanwhile")
        assert found(made, "sent meanwhile") == [seed.id]
        other = made.new("other")
        extra = made.add_seed(other.id, "soon forgotten")
        made.delete_message(MESSAGES)
        made.delete_message(5)
        made.delete(other.id)
        made.purge()
        while made.fill_search():
            pass
        assert len(indexed(made)) == MESSAGES - 2
        assert found(made, "forgotten") == found(made, f"nachricht {MESSAGES}") == []
        again = made.add_seed(1, "a number that was used before")
        assert again.id == extra.id
        assert found(made, "used before") == [again.id]
    finally:
        made.close()


SCRIPT = """
import sys
from pathlib import Path
from desktop.history import History, filling
filling.MESSAGES = 40
history = History(Path(sys.argv[1]))
print("opened", flush=True)
while history.fill_search():
    print("more", flush=True)
    sys.stdin.readline()
print("done", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_kill_loses_nothing_and_the_next_start_goes_on(tmp_path: Path) -> None:
    path, rest = old_file(tmp_path / "c.sqlite3", 200), []
    for steps in (0, 1, 2):
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            assert process.stdout.readline() == "opened\n"
            for _step in range(steps):
                assert process.stdout.readline() == "more\n"
                process.stdin.write("\n")
                process.stdin.flush()
        finally:
            process.kill()
            process.wait(30)
            process.stdout.close()
            process.stdin.close()
        left = History(path)
        rest.append(int(left._rows("SELECT value FROM kept WHERE name = 'unsearched'")[0][0]))
        left.close()
    assert rest == sorted(rest, reverse=True)
    made = History(path)
    while made.fill_search():
        pass
    assert len(indexed(made)) == 200
    made.close()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Until it is set, nothing comes into the search."""
    made, fill = threading.Event(), History.fill_search
    monkeypatch.setattr(History, "fill_search", lambda self: fill(self) if made.is_set() else True)
    monkeypatch.setattr(searching, "FILL_SECONDS", 0.0)
    return made


@pytest.fixture
def bench(qtbot, home: Path, gate: threading.Event) -> Iterator[Bench]:
    """A Write page on an old file."""
    old_file(home / "data" / "conversations.sqlite3")
    made = Bench(qtbot, home)
    yield made
    made.close()


def test_the_page_is_used_while_the_search_is_made_ready_and_says_so(
    qtbot, bench: Bench, gate: threading.Event
) -> None:
    page = bench.page
    panel = page.conversations.search
    assert [page.conversations.list.item(row).text() for row in range(page.conversations.list.count())] == ["일기"]
    page.conversing.open(1)
    assert len(page.chat.turns) == MESSAGES
    panel.focus_field()
    qtbot.keyClicks(panel.field, "nachricht 17 ")
    qtbot.waitUntil(lambda: panel.searching)
    assert panel.results.count() == 0
    assert panel.preparing.isVisible()
    assert "Older messages" in panel.preparing.text()
    assert bench.history.unsearched
    gate.set()
    qtbot.waitUntil(lambda: not panel.preparing.isVisible(), timeout=20_000)
    qtbot.waitUntil(lambda: panel.results.count() > 0)
    assert not bench.history.unsearched


def test_a_start_that_has_all_messages_says_nothing(qtbot, home: Path) -> None:
    made = Bench(qtbot, home)
    try:
        panel = made.page.conversations.search
        panel.field.setText("nothing")
        qtbot.waitUntil(lambda: panel.searching)
        assert not panel.preparing.isVisible()
    finally:
        made.close()
