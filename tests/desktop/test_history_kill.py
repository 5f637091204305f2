"""A real process is killed after each message that it sent: each is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.history import History

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = 6

# Says of each message that it is sent, then waits to be killed or to go on.
SCRIPT = """
import sys
from pathlib import Path
from desktop.history import History
history = History(Path(sys.argv[1]))
known = history.conversations()
conversation = known[0].id if known else history.new("killed").id
for number in range(int(sys.argv[2]), 1000):
    if number % 2:
        history.add_completion(history.turns(conversation)[-1].seed, f"message {number}", model="m")
    else:
        history.add_seed(conversation, f"message {number}")
    print("sent", number, flush=True)
    sys.stdin.readline()
"""


def texts(path: Path) -> list[str]:
    history = History(path)
    try:
        assert history.problem == ""
        (conversation,) = history.conversations()
        turns = history.turns(conversation.id)
        return [message.text for turn in turns for message in (turn.seed, *turn.completions)]
    finally:
        history.close()


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_each_message_is_there_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    for number in range(MESSAGES):
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(path), str(number)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            assert process.stdout.readline() == f"sent {number}\n"
        finally:
            process.kill()
            process.wait(30)
            process.stdout.close()
            process.stdin.close()
        assert texts(path) == [f"message {sent}" for sent in range(number + 1)]
    history = History(path)
    assert [found.excerpt for found in history.search("message")] == [
        f"message {number}" for number in reversed(range(MESSAGES))
    ]
    history.close()
