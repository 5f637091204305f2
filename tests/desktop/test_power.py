"""While something trains: awake, spared on the battery, told in steps and at its end."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from desktop import announcing
from desktop.pages import train
from desktop.system import attending, awake
from desktop.system import notifying as notifying_module
from desktop.system.awake import Awake
from desktop.system.battery import on_battery
from desktop.system.notifying import notify
from engine import TrainingStarted


def supply(folder: Path, name: str, **files: str) -> None:
    (folder / name).mkdir(parents=True, exist_ok=True)
    for key, text in files.items():
        (folder / name / key).write_text(text + "\n")


def plug(folder: Path, plugged: bool) -> None:
    supply(folder, "AC", type="Mains", online="1" if plugged else "0")
    supply(folder, "BAT0", type="Battery", status="Charging" if plugged else "Discharging")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the files of Linux")
def test_the_power_supplies_of_linux(tmp_path: Path) -> None:
    assert on_battery(tmp_path / "none") is None
    assert on_battery(tmp_path) is None
    supply(tmp_path, "mouse", type="Battery", scope="Device", status="Discharging")
    supply(tmp_path, "AC", type="Mains", online="1")
    assert on_battery(tmp_path) is None  # a desktop with a mouse
    plug(tmp_path, True)
    assert on_battery(tmp_path) is False
    plug(tmp_path, False)
    assert on_battery(tmp_path) is True
    supply(tmp_path, "usb", type="USB", online="1")
    assert on_battery(tmp_path) is False
    supply(tmp_path, "usb", online="0")
    supply(tmp_path, "BAT0", status="Unknown")
    assert on_battery(tmp_path) is False
    (tmp_path / "BAT0" / "status").unlink()
    assert on_battery(tmp_path) is False


def test_the_holder_of_the_sleep_goes_with_what_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(awake, "command", lambda: ["cat"])
    held = Awake()
    held.begin()
    holder = held._holder
    held.begin()
    assert held._holder is holder
    assert held.held
    assert holder is not None
    assert holder.stdin is not None
    held.end()
    held.end()
    assert holder.returncode is not None
    assert not held.held
    alone = subprocess.Popen(
        ["cat"], stdin=subprocess.PIPE
    )  # as when this process is killed: its end of the pipe closes
    assert alone.stdin is not None
    alone.stdin.close()
    assert alone.wait(10) == 0


@pytest.mark.parametrize("line", [None, ["/no/such/tool"], ["false"]])
def test_a_system_that_does_not_hold_the_sleep_off_stops_nothing(monkeypatch: pytest.MonkeyPatch, line: Any) -> None:
    monkeypatch.setattr(awake, "command", lambda: line)
    held = Awake()
    held.begin()
    if held._holder is not None:
        held._holder.wait(10)
    assert not held.held
    held.end()


def test_the_message_takes_the_way_there_is(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told: list[Any] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    monkeypatch.setattr(notifying_module.shutil, "which", lambda _name: None)
    monkeypatch.setattr(QApplication, "alert", staticmethod(lambda widget: told.append(widget)))
    assert notify(window, "“diary” is ready", "Done.") == "window"
    assert told == [window]
    if sys.platform.startswith("linux"):
        monkeypatch.setattr(notifying_module.shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(QProcess, "startDetached", staticmethod(lambda *args: (told.append(args), (True, 1))[1]))
        assert notify(window, "“diary” is ready", "Done.") == "command"
        assert told[-1][1][-2:] == ["“diary” is ready", "Done."]


class Work(QObject):
    """A run that begins when it is told to and ends when it is stopped."""

    made: list[Work]

    def __init__(self, job: Any, parent: QObject) -> None:
        super().__init__(parent)
        self.job = job
        self.paused: list[bool] = []
        self.go, self.done = threading.Event(), threading.Event()
        type(self).made.append(self)

    def perform(self, control: Any) -> None:
        self.go.wait(10)
        control.report(TrainingStarted("m", "language", 10, 10, 10, 10, 100, 60.0), final=True)
        self.done.wait(10)

    def stop(self) -> None:
        self.go.set()
        self.done.set()

    def pause(self, paused: bool) -> None:
        self.paused.append(paused)


@pytest.fixture
def running(qtbot, application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A window with a training that has not begun yet, on a computer that is plugged in."""
    Work.made = []
    monkeypatch.setattr(train, "TrainingWork", Work)
    monkeypatch.setattr(awake, "command", lambda: ["cat"])
    plug(tmp_path, True)
    made = application()
    made.attending._supplies = tmp_path
    made.window.show()
    qtbot.waitUntil(lambda: made.window.page is not None)
    made.window.show_page("train", "sample")
    made.window.pages["train"].start()
    yield made, Work.made[0]
    Work.made[0].stop()


def begin(qtbot, running) -> Any:
    made, work = running
    view = made.window.pages["train"].view
    work.go.set()
    qtbot.waitUntil(view.pause.isEnabled)
    return view


def test_a_training_waits_for_power_and_goes_on(qtbot, running, tmp_path: Path) -> None:
    made, work = running
    view = begin(qtbot, running)
    made.attending.look()
    assert made.attending.awake
    assert work.paused == []
    plug(tmp_path, False)
    made.attending.look()
    made.attending.look()
    assert work.paused == [True]
    assert view.pause.isChecked()
    assert "battery" in view.trouble.text
    plug(tmp_path, True)
    made.attending.look()
    assert work.paused == [True, False]
    assert view.trouble.text == ""
    work.stop()
    qtbot.waitUntil(lambda: not made.window.pages["train"].training)
    assert not made.attending.awake


def test_a_system_that_does_not_stay_awake_is_told_of_once(qtbot, running, monkeypatch: pytest.MonkeyPatch) -> None:
    made, _work = running
    monkeypatch.setattr(awake, "command", lambda: None)
    told: list[str] = []
    monkeypatch.setattr(made.window, "show_status", told.append)
    made.attending._awake.end()
    for _look in range(3):
        made.attending.look()
    assert len(told) == 1
    assert "awake" in told[0]


def test_a_training_that_reads_its_texts_waits_once_it_can(qtbot, running, tmp_path: Path) -> None:
    made, work = running
    plug(tmp_path, False)
    made.attending.look()
    assert work.paused == []
    begin(qtbot, running)
    assert work.paused == [True]


def test_the_person_decides_against_waiting_and_for_pausing(qtbot, running, tmp_path: Path) -> None:
    made, work = running
    view = begin(qtbot, running)
    plug(tmp_path, False)
    made.attending.look()
    view.pause.click()  # Continue
    made.attending.look()
    assert work.paused == [True, False]
    view.pause.click()
    plug(tmp_path, True)
    made.attending.look()
    assert work.paused == [True, False, True]  # that pause was the person's own


def test_the_settings_are_in_force_at_once(qtbot, running, tmp_path: Path) -> None:
    made, work = running
    begin(qtbot, running)
    plug(tmp_path, False)
    made.attending.look()
    made.settings.set("training/pause_on_battery", False)
    assert work.paused == [True, False]
    made.settings.set("training/keep_awake", False)
    assert not made.attending.awake


def test_each_ten_percent_and_the_end_are_said_single_steps_are_not(
    qtbot, running, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _work = running
    said: list[str] = []
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(announcing, "_send", lambda event: said.append(event.message()))
    monkeypatch.setattr(attending, "notify", lambda _window, title, text: told.append((title, text)))
    for step in range(1000):
        made.context.training_changed.emit(step / 1000, "some time left")
    assert said == [f"Training {percent} %" for percent in range(10, 100, 10)]
    made.context.training_ended.emit("“diary” is ready", "It has learned all it could.")
    assert said[-1] == "“diary” is ready. It has learned all it could."
    assert told == []
    made.settings.set("training/notify", True)
    monkeypatch.setattr(type(made.window), "isActiveWindow", lambda _self: False)
    made.context.training_ended.emit("“diary” is ready", "Done.")
    assert told == [("“diary” is ready", "Done.")]
