"""A kill at any moment of a save leaves the old model or the new one."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.config import ModelConfig
from engine.errors import ModelNotFoundError
from engine.models import versions
from engine.models.store import ModelInfo, ModelStore

ROOT = Path(__file__).resolve().parents[2]


class Killed(BaseException):
    """Stands for the end of the process: nothing after it may run."""


def keep(store: ModelStore, number: int) -> None:
    store.save(
        ModelInfo(name="alice", model=ModelConfig(), created="2025-01-01", vocabulary=number),
        tokenizer={"number": number},
        weights={"w": np.full((64, 64), number, dtype=np.float32)},
        extras={"classifier": {"number": number}},
    )


def check(store: ModelStore) -> int:
    model = store.load("alice")
    number = model.info.vocabulary
    assert model.tokenizer == model.extras["classifier"] == {"number": number}
    assert (model.weights["w"] == number).all()
    return number


class Killer:
    """Dies at the n-th call to the file system; from then on every call dies, as if the process were gone."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
        self.left = at
        for owner, name in (
            (os, "fsync"), (os, "replace"), (os, "mkdir"), (os, "open"), (os, "close"), (os, "unlink"), (os, "rmdir"),
            (shutil, "rmtree"), (Path, "unlink"), (Path, "rmdir"), (Path, "iterdir"),
        ):  # fmt: skip
            monkeypatch.setattr(owner, name, self.wrapped(getattr(owner, name)))

    def wrapped(self, function: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.left -= 1
            if self.left < 0:
                raise Killed
            return function(*args, **kwargs)

        return call


@pytest.mark.parametrize("existing", [False, True])
def test_a_kill_before_any_call_to_the_system_leaves_a_whole_model(tmp_path: Path, existing: bool) -> None:
    outcomes = []
    for at in range(60):
        store = ModelStore(tmp_path / str(at))
        if existing:
            keep(store, 1)
        with pytest.MonkeyPatch.context() as patch:
            killer = Killer(patch, at)
            with contextlib.suppress(Killed):
                keep(store, 2)
            finished = killer.left >= 0
        try:
            outcomes.append(check(store))
        except ModelNotFoundError:
            outcomes.append(0)
        assert store.damaged() == []
        keep(store, 3)
        assert check(store) == 3
        if finished:
            break
    assert finished
    old = 1 if existing else 0
    assert set(outcomes) == {old, 2}
    assert outcomes == sorted(outcomes)


def test_what_killed_saves_left_goes_with_a_later_save(tmp_path: Path) -> None:
    store = ModelStore(tmp_path)
    keep(store, 1)
    folder = tmp_path / "alice"
    old = folder / "v-20200101T000000-aaaaaaaa"
    fresh = folder / "v-20990101T000000-bbbbbbbb"
    for leftover in (old, fresh):
        leftover.mkdir()
    (folder / ".0123.tmp").write_text("x")
    long_ago = time.time() - versions._LEFTOVER_SECONDS - 10
    os.utime(old, (long_ago, long_ago))
    os.utime(folder / ".0123.tmp", (long_ago, long_ago))
    keep(store, 2)
    assert not old.exists()
    assert not (folder / ".0123.tmp").exists()
    assert fresh.exists(), "another process may be saving there right now"


def test_a_process_killed_while_it_saves_leaves_a_whole_model(tmp_path: Path) -> None:
    script = (
        "import itertools, sys\nfrom pathlib import Path\n"
        "sys.path[:0] = [sys.argv[1], sys.argv[2]]\n"
        "from test_store_kill import keep, ModelStore\n"
        "store = ModelStore(Path(sys.argv[3]))\n"
        "for number in itertools.count(1): keep(store, number)\n"
    )
    store = ModelStore(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(ROOT), str(Path(__file__).parent), str(tmp_path)], stdin=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 60
        while not store.models() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.2)
    finally:
        process.kill()
        process.wait(timeout=30)
    first = check(store)
    keep(store, first + 1)
    assert check(store) == first + 1


def test_a_reader_beside_a_writer_always_sees_a_whole_model(tmp_path: Path) -> None:
    store = ModelStore(tmp_path)
    keep(store, 1)
    done = threading.Event()
    problems: list[BaseException] = []

    def write() -> None:
        try:
            for number in range(2, 60):
                keep(store, number)
        except BaseException as error:  # noqa: BLE001 - handed to the test
            problems.append(error)
        finally:
            done.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen = []
    while not done.is_set():
        seen.append(check(store))
        assert len(store.models()) == 1
    writer.join()
    assert not problems
    assert seen == sorted(seen)
