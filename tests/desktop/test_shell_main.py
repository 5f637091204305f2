"""The `maeari` command: terminal or window, no display, and how fast the window is painted."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from desktop import __main__ as command

ROOT = Path(__file__).resolve().parents[2]


def test_a_sub_command_goes_to_the_terminal_before_qt_is_imported(home: Path) -> None:
    script = (
        "import sys, types\n"
        "fake = types.ModuleType('engine.cli')\n"
        "fake.main = lambda argv: print(argv, 'PySide6' in sys.modules) or 7\n"
        "sys.modules['engine.cli'] = fake\n"
        "from desktop.__main__ import main\n"
        "sys.exit(main(['complete', 'alice', 'Alice was', '--json']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 7, done.stderr
    assert done.stdout.strip() == "['complete', 'alice', 'Alice was', '--json'] False"


@pytest.mark.parametrize("first", ["train", "complete", "demo", "frobnicate", "--help", "--version"])
def test_every_sub_command_is_handed_over(monkeypatch: pytest.MonkeyPatch, first: str) -> None:
    fake = ModuleType("engine.cli")
    seen: list[list[str]] = []
    fake.main = lambda argv: seen.append(argv) or 0  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "engine.cli", fake)
    assert command.main([first, "x"]) == 0
    assert seen == [[first, "x"]]


def test_without_a_display_one_sentence_names_the_demo(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert command.main([]) == 2
    error = capsys.readouterr().err
    assert "no display" in error
    assert "maeari demo" in error
    assert error.count("\n") == 1


def test_a_missing_system_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setattr(command, "QT_LIBRARIES", ("libnosuchthing.so.7",))
    assert "libnosuchthing.so.7" in command.display_problem()
    assert "maeari demo" in command.display_problem()
    monkeypatch.setattr(command, "QT_LIBRARIES", ())
    assert command.display_problem() == ""


def test_an_unknown_option_ends_with_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command.main(["--no-such-option"])
    assert left.value.code == 2
    assert "--no-such-option" in capsys.readouterr().err


def test_the_start_of_the_process_is_known() -> None:
    started = command.process_started()
    assert 0 < time.time() - started < 24 * 3600


def test_the_window_is_painted_soon_without_what_is_slow_to_import(home: Path) -> None:
    """The bound of 1.5 s is for a machine at rest; here it is wider, and the imports are what is checked."""
    script = (
        "import sys\nfrom desktop.__main__ import main\ncode = main(['--exit-after-show'])\n"
        "slow = {'tensorflow', 'keras', 'numpy', 'pydantic', 'engine.inference'} & set(sys.modules)\n"
        "print(sorted(slow)); sys.exit(code)\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MAEARI_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    milliseconds, slow = done.stdout.splitlines()
    assert 0 < int(milliseconds) < 10_000
    assert slow == "[]"
