"""One window a data folder: a second start raises the first one and hands its files over."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop import __main__ as command
from desktop.system.instance import Instance, Listener, instance_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def first(home: Path) -> Instance:
    instance = Instance(instance_folder())
    assert instance.claim()
    yield instance
    instance.release()


def handed_over(instance: Instance, files: list[Path]) -> tuple[threading.Thread, list[bool]]:
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(instance.pass_on(files)))
    thread.start()
    return thread, answers


def test_a_second_start_hands_its_files_to_the_first(qtbot, first: Instance, tmp_path: Path) -> None:
    second = Instance(instance_folder())
    assert not second.claim()
    listener = Listener(first.inbox)
    listener.start()
    asked: list[list[Path]] = []
    listener.asked.connect(asked.append)
    thread, answers = handed_over(second, [tmp_path / "a.eml", tmp_path / "메모.txt"])
    qtbot.waitUntil(lambda: bool(asked))
    thread.join(5)
    assert answers == [True]
    assert asked == [[tmp_path / "a.eml", tmp_path / "메모.txt"]]
    assert list(first.inbox.iterdir()) == []


def test_what_was_handed_over_while_the_window_opened_is_taken(qtbot, first: Instance) -> None:
    thread, answers = handed_over(Instance(instance_folder()), [])
    while not list(first.inbox.glob("*.json")):
        time.sleep(0.005)
    listener = Listener(first.inbox)
    with qtbot.waitSignal(listener.asked):
        listener.start()
    thread.join(5)
    assert answers == [True]


def test_another_data_folder_has_its_own_window(first: Instance, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAEARI_HOME", str(home.parent / "other"))
    other = Instance(instance_folder())
    assert other.folder != first.folder
    assert other.claim()
    other.release()


def test_a_window_that_was_killed_blocks_nobody(home: Path) -> None:
    script = (
        "import sys, time\nfrom desktop.system.instance import Instance, instance_folder\n"
        "one = Instance(instance_folder())\nprint(one.claim(), flush=True)\ntime.sleep(60)\n"
    )
    environment = {**os.environ, "MAEARI_HOME": str(home)}
    killed = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert killed.stdout is not None
    assert killed.stdout.readline().strip() == b"True"
    after = Instance(instance_folder())
    assert not after.claim()
    killed.send_signal(signal.SIGKILL)
    killed.wait(10)
    killed.stdout.close()
    assert after.claim()
    after.release()


def test_a_lock_whose_number_another_process_has_now_is_taken_over(home: Path) -> None:
    first = Instance(instance_folder())
    assert first.claim()
    lock = first.folder / "lock"
    written = lock.read_text()
    first.release()
    lock.write_text(written)  # as after a crash; the number in it is that of this process
    second = Instance(instance_folder())
    if not second.claim():
        assert second.take_over()
    second.release()


def test_a_window_that_does_not_answer_is_said_to_in_one_sentence(
    first: Instance, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("desktop.system.instance.ANSWER_SECONDS", 0.05)
    monkeypatch.setattr(Instance.pass_on, "__kwdefaults__", {"seconds": 0.05})
    assert command.main([]) == 2
    error = capsys.readouterr().err
    assert "already open" in error
    assert error.count("\n") == 1
    assert not list(first.inbox.iterdir())


def test_a_second_start_ends_at_once_with_code_0(qtbot, first: Instance, tmp_path: Path) -> None:
    listener = Listener(first.inbox)
    listener.start()
    asked: list[list[Path]] = []
    listener.asked.connect(asked.append)
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(command.main([str(tmp_path / "a.maeari")])))
    thread.start()
    qtbot.waitUntil(lambda: bool(asked))
    thread.join(10)
    assert codes == [0]
    assert asked == [[tmp_path / "a.maeari"]]


@pytest.mark.parametrize(
    "message", [b"", b"[1]", b"\xff", b'{"files": "x"}', b'{"files": [1]}', b'{"files": ["a\\u0000b"]}', b"[" * 50_000]
)
def test_a_message_that_is_none_is_thrown_away(qapp, first: Instance, message: bytes) -> None:
    (first.inbox / "1.json").write_bytes(message)
    listener = Listener(first.inbox)
    asked: list[list[Path]] = []
    listener.asked.connect(asked.append)
    listener.take()
    assert asked == []
    assert list(first.inbox.iterdir()) == []


def test_an_old_message_is_not_opened_and_a_strange_token_left_out(qapp, first: Instance, monkeypatch) -> None:
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    old, strange = first.inbox / "1.json", first.inbox / "2.json"
    old.write_text(json.dumps({"files": ["/old.txt"], "token": ""}))
    os.utime(old, (0, 0))
    strange.write_text(json.dumps({"files": [], "token": "a\nb"}))
    listener = Listener(first.inbox)
    asked: list[list[Path]] = []
    listener.asked.connect(asked.append)
    listener.take()
    assert asked == [[]]
    assert "XDG_ACTIVATION_TOKEN" not in os.environ


def test_a_folder_that_cannot_be_written_does_not_keep_the_window_shut(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Instance(tmp_path / "file" / "window").claim()


def test_the_words_of_the_command_line_that_are_files(monkeypatch: pytest.MonkeyPatch) -> None:
    assert command._is_sub_command("train")
    assert command._is_sub_command("models")
    for name in ("a.maeari", "/x/편지.EML", "notes.txt", "-x.txt", "--models-dir"):
        assert not command._is_sub_command(name)


@pytest.mark.qt_log_ignore("does not support raise", "propagateSizeHints", extend=True)
def test_the_window_is_raised_and_shows_the_files(qtbot, application, first: Instance, tmp_path: Path) -> None:
    text = tmp_path / "diary.txt"
    text.write_text("Today it rained again, and I read. " * 40, encoding="utf-8")
    made = application()
    made.begin(first, [])
    made.window.show()
    qtbot.waitUntil(lambda: made.window.page is not None)
    made.window.showMinimized()
    thread, answers = handed_over(Instance(instance_folder()), [text, tmp_path / "gone.txt"])
    qtbot.waitUntil(lambda: made.window.page is not None and made.window.page.name == "corpora")
    thread.join(5)
    assert answers == [True]
    assert not made.window.isMinimized()
    assert made.window.pages["corpora"].current.name == "diary"
    assert "gone.txt" in made.window.message.text


def test_files_dropped_beside_a_page_are_opened(qtbot, application, tmp_path: Path) -> None:
    mail = tmp_path / "hello.eml"
    mail.write_bytes(b"From: a@example.com\nSubject: Hello\n\nSee you on Tuesday.\n")
    made = application()
    made.window.show()
    qtbot.waitUntil(lambda: made.window.page is not None)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(mail))])
    none = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(5, 300), Qt.DropAction.CopyAction, data, *none)
    QApplication.sendEvent(made.window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(made.window, QDropEvent(QPointF(5, 300), Qt.DropAction.CopyAction, data, *none))
    assert made.window.page.name == "spam"
