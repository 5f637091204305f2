"""Errors in the window: a log without any text of a person, the last-resort hooks, and the dialogs."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

from engine import EngineError, paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

_log = logging.getLogger("desktop")


def details_of(error: BaseException) -> str:
    """Type and places of an exception and of its causes, without its message: that may hold a person's text."""
    parts: list[str] = []
    current: BaseException | None = error
    while current is not None and len(parts) < 10:
        lines = [f"{type(current).__module__}.{type(current).__qualname__}"]
        if isinstance(current, OSError) and current.errno is not None:
            lines[0] += f" (errno {current.errno})"
        for frame in traceback.extract_tb(current.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}")
        parts.append("\n".join(lines))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\ncaused by ".join(parts)


def _short(filename: str) -> str:
    """The last three parts of a path: no home folder in a report."""
    return "/".join(filename.replace("\\", "/").split("/")[-3:])


def log_exception(log: logging.Logger, error: BaseException) -> None:
    """Writes type and places of an exception."""
    log.error("%s", details_of(error))


def start_log() -> None:
    """Sends the log to a small rotating file; where that cannot be written, nowhere."""
    root = logging.getLogger("desktop")
    root.setLevel(logging.INFO)
    root.propagate = False
    if root.handlers:
        return
    try:
        paths.log_dir().mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            paths.log_dir() / "maeari.log", maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)


def system_line() -> str:
    """Versions, for a report."""
    from PySide6 import __version__ as pyside

    return f"Python {platform.python_version()}, PySide6 {pyside}, {platform.system()} {platform.release()}"


class CrashHook(QObject):
    """Catches what nothing else caught: logs it and shows a dialog, once at a time."""

    _crashed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self._crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Takes over the hooks of Python and Qt."""
        sys.excepthook = self._python
        threading.excepthook = self._thread
        qInstallMessageHandler(_qt_message)

    def uninstall(self) -> None:
        """Gives the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def _python(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        error = error.with_traceback(trace)
        log_exception(_log, error)
        self._crashed.emit(details_of(error))

    def _thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._python(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(str)
    def _show(self, details: str) -> None:
        if self._showing:
            return
        self._showing = True
        try:
            crash_dialog(details).exec()
        finally:
            self._showing = False


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        _log.warning("Qt %s: %s", kind.name, message)


def crash_dialog(details: str, parent: QWidget | None = None) -> QDialog:
    """The dialog after an unforeseen error, with a button that copies the details."""
    from desktop.widgets.dialogs import DetailsDialog

    return DetailsDialog(
        QCoreApplication.translate("Errors", "Something went wrong"),
        QCoreApplication.translate(
            "Errors",
            "Maeari met an error that it did not expect. Your texts, conversations and models are saved; "
            "you can go on, or close and open Maeari again.",
        ),
        f"{system_line()}\n{details}",
        parent,
    )


def show_error(error: EngineError, parent: QWidget | None = None) -> None:
    """A dialog with the sentence and the hint of an error."""
    from PySide6.QtWidgets import QMessageBox

    from desktop.wording.language import in_words

    words = in_words(error.message)
    box = QMessageBox(QMessageBox.Icon.Warning, "Maeari", words, QMessageBox.StandardButton.Ok, parent)
    box.setInformativeText(in_words(error.hint))
    box.exec()
