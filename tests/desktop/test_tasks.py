"""Background work: results on the window's thread, throttled reports, cancelling, and a clean end."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread, Slot

from desktop.tasks import Control, Tasks
from engine.errors import CorpusError, EngineError


class Receiver(QObject):
    """Collects what arrives, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[EngineError] = []
        self.reports: list[object] = []
        self.threads: set[QThread] = set()

    @Slot(object)
    def result(self, value: object) -> None:
        self.threads.add(QThread.currentThread())
        self.results.append(value)

    @Slot(object)
    def error(self, error: EngineError) -> None:
        self.errors.append(error)

    @Slot(object)
    def report(self, value: object) -> None:
        self.threads.add(QThread.currentThread())
        self.reports.append(value)


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shutdown()


def test_the_result_arrives_on_the_windows_thread(qtbot, tasks: Tasks) -> None:
    receiver = Receiver()
    worked_on: list[int] = []

    def work(control: Control) -> int:
        worked_on.append(threading.get_ident())
        control.report("half")
        return 42

    handle = tasks.run("import", work, on_success=receiver.result, on_progress=receiver.report)
    with qtbot.waitSignal(handle.finished):
        pass
    assert receiver.results == [42]
    assert receiver.reports == ["half"]
    assert worked_on != [threading.get_ident()]
    assert receiver.threads == {QThread.currentThread()}


def test_an_engine_error_reaches_on_error_as_it_is(qtbot, tasks: Tasks) -> None:
    receiver = Receiver()

    def work(_control: Control) -> None:
        raise CorpusError("No text.", "Choose another file.")

    tasks.run("import", work, on_success=receiver.result, on_error=receiver.error)
    qtbot.waitUntil(lambda: bool(receiver.errors))
    assert isinstance(receiver.errors[0], CorpusError)
    assert receiver.errors[0].hint == "Choose another file."
    assert receiver.results == []


def test_an_unforeseen_error_becomes_a_sentence_without_the_persons_text(qtbot, tasks: Tasks, caplog) -> None:
    receiver = Receiver()

    def work(_control: Control) -> None:
        raise ValueError("my secret diary")

    with caplog.at_level("ERROR"):
        tasks.run("spam", work, on_error=receiver.error)
        qtbot.waitUntil(lambda: bool(receiver.errors))
    assert "inside Maeari" in receiver.errors[0].message
    assert "ValueError" in receiver.errors[0].hint
    assert "secret" not in str(receiver.errors[0]) + caplog.text


def test_a_lane_lives_on_after_an_error(qtbot, tasks: Tasks) -> None:
    receiver = Receiver()

    def bad(_control: Control) -> None:
        raise MemoryError

    def good(_control: Control) -> str:
        return "fine"

    tasks.run("import", bad, on_error=receiver.error)
    tasks.run("import", good, on_success=receiver.result)
    qtbot.waitUntil(lambda: receiver.results == ["fine"])
    assert "memory" in receiver.errors[0].message


def test_reports_are_limited_and_the_last_one_always_arrives(qtbot, tasks: Tasks) -> None:
    receiver = Receiver()

    def work(control: Control) -> None:
        for number in range(2000):
            control.report(number)
            time.sleep(0.0001)

    handle = tasks.run("training", work, on_progress=receiver.report)
    with qtbot.waitSignal(handle.finished, timeout=10_000):
        started = time.monotonic()
    seconds = time.monotonic() - started + 0.1
    assert receiver.reports[0] == 0
    assert receiver.reports[-1] == 1999
    assert len(receiver.reports) <= seconds * 20 + 3


def test_a_final_report_is_never_held_back(qtbot, tasks: Tasks) -> None:
    receiver = Receiver()

    def work(control: Control) -> None:
        for number in range(10):
            control.report(number, final=True)

    tasks.run("training", work, on_progress=receiver.report)
    qtbot.waitUntil(lambda: receiver.reports == list(range(10)))


def test_cancelled_work_delivers_what_it_has(qtbot, tasks: Tasks) -> None:
    receiver = Receiver()
    begun = threading.Event()

    def work(control: Control) -> str:
        begun.set()
        while not control.stopped:
            time.sleep(0.001)
        return "part"

    handle = tasks.run("inference", work, on_success=receiver.result)
    assert begun.wait(5)
    handle.cancel()
    qtbot.waitUntil(lambda: receiver.results == ["part"])
    assert handle.state == "done"


def test_work_cancelled_before_it_began_is_dropped(qtbot, tasks: Tasks) -> None:
    receiver = Receiver()
    gate = threading.Event()

    def first(_control: Control) -> str:
        gate.wait(5)
        return "first"

    def second(_control: Control) -> str:
        return "second"

    tasks.run("inference", first, on_success=receiver.result)
    handle = tasks.run("inference", second, on_success=receiver.result)
    handle.cancel()
    with qtbot.waitSignal(handle.finished):
        gate.set()
    assert receiver.results == ["first"]
    assert handle.state == "dropped"


def test_latest_drops_waiting_work_and_stops_running_work(qtbot, tasks: Tasks) -> None:
    receiver = Receiver()
    begun = threading.Event()

    def long(control: Control) -> str:
        begun.set()
        while not control.stopped:
            time.sleep(0.001)
        return "stopped"

    def named(name: str):
        return lambda _control: name

    tasks.run("inference", long, on_success=receiver.result)
    assert begun.wait(5)
    old = tasks.run("inference", named("old"), on_success=receiver.result)
    tasks.run("inference", named("new"), on_success=receiver.result, latest=True)
    qtbot.waitUntil(lambda: "new" in receiver.results)
    assert receiver.results == ["stopped", "new"]
    assert old.state == "dropped"


def test_lanes_do_not_wait_for_each_other(qtbot, tasks: Tasks) -> None:
    receiver = Receiver()
    gate = threading.Event()

    def slow(_control: Control) -> str:
        gate.wait(5)
        return "slow"

    def quick(_control: Control) -> str:
        return "quick"

    tasks.run("training", slow, on_success=receiver.result)
    tasks.run("inference", quick, on_success=receiver.result)
    qtbot.waitUntil(lambda: receiver.results == ["quick"])
    gate.set()
    qtbot.waitUntil(lambda: receiver.results == ["quick", "slow"])


def test_a_callback_whose_object_is_gone_is_left_out(qtbot, tasks: Tasks) -> None:
    import shiboken6

    receiver = Receiver()
    gate = threading.Event()

    def work(_control: Control) -> str:
        gate.wait(5)
        return "late"

    handle = tasks.run("import", work, on_success=receiver.result)
    shiboken6.delete(receiver)
    with qtbot.waitSignal(handle.finished):
        gate.set()
    assert receiver.results == []


def test_a_callback_must_belong_to_an_object_of_qt(tasks: Tasks) -> None:
    with pytest.raises(TypeError, match="bound method"):
        tasks.run("import", lambda _control: 1, on_success=print)


def test_shutdown_stops_running_work_and_joins_every_lane(qtbot, tasks: Tasks) -> None:
    begun = threading.Barrier(3)

    def work(control: Control) -> None:
        begun.wait(5)
        while not control.stopped:
            time.sleep(0.001)

    tasks.run("training", work)
    tasks.run("inference", work)
    begun.wait(5)
    started = time.monotonic()
    assert tasks.shutdown()
    assert time.monotonic() - started < 1
    with pytest.raises(EngineError, match="closing"):
        tasks.run("import", work)


def test_shutdown_gives_up_on_work_that_does_not_answer(qtbot, tasks: Tasks, caplog) -> None:
    gate = threading.Event()
    begun = threading.Event()

    def work(_control: Control) -> None:
        begun.set()
        gate.wait(20)

    tasks.run("training", work)
    assert begun.wait(5)
    started = time.monotonic()
    ended = tasks.shutdown(timeout_ms=100)
    assert not ended
    assert time.monotonic() - started < 2
    from desktop.tasks import _unfinished

    gate.set()
    for lane in _unfinished:
        lane.wait()
    _unfinished.clear()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_ten_thousand_reports_lose_no_reference_to_none(qtbot, tasks: Tasks, tmp_path: Path) -> None:
    receiver = Receiver()

    def work(control: Control) -> None:
        for number in range(2000):
            control.report(number, final=True)

    before = sys.getrefcount(None)
    tasks.run("training", work, on_progress=receiver.report)
    qtbot.waitUntil(lambda: len(receiver.reports) == 2000)
    assert abs(sys.getrefcount(None) - before) < 1000
