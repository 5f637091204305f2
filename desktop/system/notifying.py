"""A message of the system for what ended while the person looked elsewhere."""

from __future__ import annotations

import shutil
import sys

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

_SHOWN_MS = 10_000


def notify(window: QWidget, title: str, text: str) -> str:
    """Shows a message through the tray or `notify-send`; where there is neither, the window asks for attention.

    Returns which way it took: "tray", "command" or "window".
    """
    if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
        icon = window.findChild(QSystemTrayIcon) or QSystemTrayIcon(window.windowIcon(), window)
        icon.messageClicked.connect(window.activateWindow)
        icon.messageClicked.connect(icon.hide)
        icon.show()
        icon.showMessage(title, text, window.windowIcon(), _SHOWN_MS)
        return "tray"
    tool = shutil.which("notify-send") if sys.platform.startswith("linux") else None
    if tool and QProcess.startDetached(tool, ["--app-name=Maeari", "--icon=maeari", title, text])[0]:
        return "command"
    QApplication.alert(window)
    return "window"
