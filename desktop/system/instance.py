"""One window a person and data folder: a second start raises the first window and hands its files over.

A lock file and a watched folder, not QLocalServer: that one lives in QtNetwork, and no socket is the simplest proof
that nothing leaves the machine. What a start hands over is a small file that the first window takes away.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QTimer, Signal, Slot

from engine import paths

ANSWER_SECONDS = 5.0  # a window that is busy for longer than this counts as one that does not answer
POLL_MS = 1000  # where the system cannot watch a folder
MOST_BYTES = 64_000
MOST_FILES = 200
FRESH_SECONDS = 60.0
_TOKEN = "XDG_ACTIVATION_TOKEN"  # what lets a window under Wayland come to the front


def instance_folder() -> Path:
    """Where the windows of this person on this data folder find each other."""
    place = os.path.normcase(str(paths.data_dir().absolute().resolve()))
    return paths.config_dir() / f"window-{hashlib.sha256(place.encode(errors='replace')).hexdigest()[:12]}"


class Instance:
    """The claim on being the one window. `folder` as `instance_folder` says.

    The lock goes with the process, so that one that was killed blocks nobody.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inbox = folder / "asked"
        self._lock = QLockFile(str(folder / "lock"))
        self._lock.setStaleLockTime(0)  # a window may be open for weeks

    def claim(self) -> bool:
        """Whether this process is the one now. Where the folder cannot be written it is: nobody else can be asked."""
        try:
            self.inbox.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def take_over(self) -> bool:
        """Takes the lock of a process that is gone although another one bears its number now."""
        return self._lock.removeStaleLockFile() and self.claim()

    def pass_on(self, files: Sequence[Path], *, seconds: float = ANSWER_SECONDS) -> bool:
        """Asks the first window to come to the front and to open files; False where it does not answer."""
        names = [str(path.absolute()) for path in files[:MOST_FILES]]
        message = json.dumps({"files": names, "token": os.environ.get(_TOKEN, "")})
        target = self.inbox / f"{time.time_ns()}-{secrets.token_hex(4)}.json"
        hidden = target.with_suffix(".tmp")
        end = time.monotonic() + seconds
        try:
            hidden.write_text(message, encoding="ascii")
            hidden.replace(target)
            while time.monotonic() < end:
                if not target.exists():
                    return True
                time.sleep(0.02)
        except OSError:
            pass
        with contextlib.suppress(OSError):
            target.unlink()
        return False

    def release(self) -> None:
        """Lets the next start be the first. May be called again."""
        self._lock.unlock()


class Listener(QObject):
    """Takes what later starts hand over. `asked` carries the files, perhaps none."""

    asked = Signal(list)

    def __init__(self, inbox: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inbox = inbox
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._watcher.directoryChanged.connect(self.take)
        self._timer.timeout.connect(self.take)

    @Slot()
    def start(self) -> None:
        """Listens from now on, and takes what was handed over while the window opened."""
        if not self._watcher.addPath(str(self._inbox)):
            self._timer.start()
        self.take()

    @Slot()
    def take(self) -> None:
        """Takes every waiting message, in the order they came."""
        with contextlib.suppress(OSError):
            for path in sorted(self._inbox.glob("*.json")):
                message = _read(path)
                path.unlink()  # which tells the other process that it was heard
                if message is not None:
                    files, token = message
                    if token:
                        os.environ[_TOKEN] = token
                    self.asked.emit(files)


def _read(path: Path) -> tuple[list[Path], str] | None:
    """The files and the token of a message; None where it is none, or an old one that nobody waits for."""
    try:
        about = path.stat()
        if about.st_size > MOST_BYTES or time.time() - about.st_mtime > FRESH_SECONDS:
            return None
        value = json.loads(path.read_text(encoding="ascii"))
    except (OSError, ValueError, RecursionError):
        return None
    files = value.get("files") if isinstance(value, dict) else None
    token = value.get("token") if isinstance(value, dict) else None
    if not isinstance(files, list) or not all(isinstance(name, str) and "\0" not in name for name in files):
        return None
    plain = isinstance(token, str) and len(token) < 200 and token.isascii() and token.isprintable()
    return [Path(name) for name in files[:MOST_FILES]], str(token) if plain else ""
