"""After a crash: the next start knows of it, and offers to open without loading a model."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from page_support import opened_write_page
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.system.instance import instance_folder
from desktop.system.last_end import LastEnd
from desktop.widgets.start.unclean_dialog import UncleanDialog

ROOT = Path(__file__).resolve().parents[2]


def test_a_window_that_closed_leaves_no_mark(tmp_path: Path) -> None:
    mark = LastEnd(tmp_path / "window")
    assert mark.begin() is False
    mark.end()
    mark.end()
    assert not (tmp_path / "window" / "open").exists()


def test_a_window_that_never_closed_is_noticed_with_its_fault_and_without_folders(tmp_path: Path) -> None:
    first = LastEnd(tmp_path)
    first.begin()
    first._file.close()
    (tmp_path / "open").write_text(
        'Fatal Python error: Segmentation fault\n  File "/home/sooni/maeari/desktop/tasks.py", line 7 in run\n'
    )
    second = LastEnd(tmp_path)
    assert second.begin() is True
    assert "Segmentation fault" in second.details
    assert '"maeari/desktop/tasks.py", line 7 in run' in second.details
    assert "sooni" not in second.details
    second.end()


def test_a_folder_that_cannot_be_written_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    mark = LastEnd(tmp_path / "file" / "window")
    assert mark.begin() is False
    mark.watch()
    mark.end()


def run_window(home: Path, then: str) -> subprocess.CompletedProcess[str]:
    """Opens the window as `maeari` does, and does `then` once it is painted."""
    script = (
        "import faulthandler, os, signal, sys\n"
        "from desktop import app as application_module\n"
        "from desktop.__main__ import main\n"
        "built = application_module.Application\n"
        "class Application(built):\n"
        "    def __init__(self, *args, **kwargs):\n"
        "        super().__init__(*args, **kwargs)\n"
        f"        self.window.painted.connect(lambda: {then})\n"
        "application_module.Application = Application\n"
        "sys.exit(main([]))\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MAEARI_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_signal_closes_the_window_properly_and_a_fault_is_kept(home: Path) -> None:
    done = run_window(home, "os.kill(os.getpid(), signal.SIGTERM)")
    assert done.returncode == 0, done.stderr
    assert not (instance_folder() / "open").exists()
    done = run_window(home, "faulthandler._sigsegv()")
    assert done.returncode != 0
    mark = LastEnd(instance_folder())
    assert mark.begin() is True
    assert "egmentation fault" in mark.details
    assert str(ROOT) not in mark.details
    mark.end()


def answer(button: str, seen: list[str]) -> None:
    dialog = next(found for found in QApplication.topLevelWidgets() if isinstance(found, UncleanDialog))
    seen.append(dialog.title.text())
    dialog.copy.click()
    getattr(dialog, button).click()


def test_the_next_start_can_do_without_a_model_until_one_is_chosen(
    qtbot, application: Callable[[], object], bigram_model: Callable[..., str]
) -> None:
    bigram_model("diary", "it rained again and again " * 20)

    def asked() -> object:
        made = application()
        seen: list[str] = []
        QTimer.singleShot(0, lambda: answer("without", seen))
        made.ask_about("Segmentation fault")
        assert "did not close properly" in seen[0]
        return made

    page = opened_write_page(qtbot, asked)
    assert QGuiApplication.clipboard().text().endswith("Segmentation fault")
    assert page.composer.current_model is None
    assert "No model is loaded" in page.bar.text
    page.completing.send("it rained")
    assert "No model is loaded" in page.bar.text
    page.context.models_changed.emit()
    qtbot.wait(50)
    assert page.composer.current_model is None
    page.composer.select_model("diary")
    assert page.composer.current_model.name == "diary"
    assert not page.context.without_model
    assert page.bar.text == ""


def test_the_next_start_can_also_go_on_as_usual(
    qtbot, application: Callable[[], object], bigram_model: Callable[..., str]
) -> None:
    bigram_model("diary", "it rained again and again " * 20)

    def asked() -> object:
        made = application()
        QTimer.singleShot(0, lambda: answer("usual", []))
        made.ask_about("")
        return made

    page = opened_write_page(qtbot, asked)
    assert page.composer.current_model.name == "diary"
