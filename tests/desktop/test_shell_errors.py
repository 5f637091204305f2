"""The last resort: a dialog with a sentence, and a log without any text of a person."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from desktop import errors
from desktop.widgets.dialogs import DetailsDialog
from engine import paths

SECRET = "사랑하는 순이에게"


def raised() -> BaseException:
    try:
        try:
            raise OSError(13, SECRET, "/home/sooni/diary.txt")
        except OSError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        return error


def test_details_name_types_and_places_but_no_text() -> None:
    details = errors.details_of(raised())
    assert "ValueError" in details
    assert "errno 13" in details
    assert "test_shell_errors.py" in details
    assert SECRET not in details
    assert "sooni" not in details
    assert str(Path.home()) not in details


def test_the_log_is_written_without_text(home: Path) -> None:
    root = logging.getLogger("desktop")
    before, propagate = root.handlers[:], root.propagate
    root.handlers.clear()
    try:
        errors.start_log()
        errors.log_exception(root, raised())
        text = (paths.log_dir() / "maeari.log").read_text(encoding="utf-8")
    finally:
        for handler in root.handlers:
            handler.close()
        root.handlers[:] = before
        root.propagate = propagate
    assert "ValueError" in text
    assert SECRET not in text


def test_a_log_that_cannot_be_written_stops_nothing(home: Path) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    home.write_text("a file where the folder should be")
    root = logging.getLogger("desktop")
    before, propagate = root.handlers[:], root.propagate
    root.handlers.clear()
    try:
        errors.start_log()
        errors.log_exception(root, raised())
        assert isinstance(root.handlers[0], logging.NullHandler)
    finally:
        root.handlers[:] = before
        root.propagate = propagate


@pytest.mark.parametrize("on_thread", [False, True])
def test_an_uncaught_error_opens_one_dialog_whose_details_can_be_copied(
    qtbot, monkeypatch: pytest.MonkeyPatch, on_thread: bool
) -> None:
    shown: list[DetailsDialog] = []

    def dialog_exec(dialog: DetailsDialog) -> int:
        shown.append(dialog)
        return 0

    monkeypatch.setattr(DetailsDialog, "exec", dialog_exec)
    hook = errors.CrashHook()
    if on_thread:
        args = threading.ExceptHookArgs((ValueError, raised(), None, None))
        hook._thread(args)
    else:
        hook._python(ValueError, raised(), raised().__traceback__)
    qtbot.waitUntil(lambda: len(shown) == 1)
    dialog = shown[0]
    qtbot.addWidget(dialog)
    assert "saved" in dialog.text.text()
    copy = next(button for button in dialog.findChildren(QPushButton) if "Copy" in button.text())
    copy.click()
    assert "ValueError" in QGuiApplication.clipboard().text()
    assert SECRET not in QGuiApplication.clipboard().text()


def test_the_hooks_are_taken_and_given_back(qapp: QObject) -> None:
    import pytestqt.exceptions  # noqa: F401 - the plugin has its own hook while a test runs

    before = sys.excepthook, threading.excepthook
    hook = errors.CrashHook()
    try:
        hook.install()
        assert sys.excepthook == hook._python
        assert threading.excepthook == hook._thread
        hook.uninstall()
        assert sys.excepthook is sys.__excepthook__
    finally:
        sys.excepthook, threading.excepthook = before


def test_an_interrupt_from_the_keyboard_is_no_crash(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = errors.CrashHook()
    quits: list[bool] = []
    monkeypatch.setattr(errors.QCoreApplication, "quit", staticmethod(lambda: quits.append(True)))
    hook._python(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert quits == [True]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_qt_is_one_that_keeps_its_references(qtbot) -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference to None with every call that returns nothing."""
    from PySide6.QtWidgets import QLabel

    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(2000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 200
