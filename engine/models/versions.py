"""Version folders: how one folder goes from an old set of files to a new one without a moment of half of each.

`current` is a tiny file that names the version folder in use. A new version is written beside the old one, flushed, and
only then named; a kill at any moment leaves the old one or the new one in use.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

from engine import atomic

POINTER = "current"
_NAME = re.compile(r"v-[0-9A-Za-z-]{1,60}\Z")
_LEFTOVER_SECONDS = 600  # a version that nothing names and nobody wrote to for so long is of a killed save


def has_current(folder: Path) -> bool:
    """Whether the folder names a version; True where that cannot be known, so that reading it gives the reason."""
    try:
        os.stat(folder / POINTER)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def current(folder: Path) -> Path | None:
    """The version folder in use, which may be gone; None where the pointer is damaged. Raises OSError."""
    with open(folder / POINTER, "rb") as file:
        content = file.read(200)
    name = content.decode("ascii", errors="replace").strip()
    return folder / name if _NAME.match(name) else None


def looks_versioned(folder: Path) -> bool:
    """Whether a folder is empty or was made by `write`, also if that was cut off."""
    names = os.listdir(folder)
    return not names or any(name == POINTER or _NAME.match(name) for name in names)


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Writes files by name as the new version of a folder, which is created where it is missing.

    Raises:
        OSError: nothing was changed; the version before still stands.
    """
    existed = folder.exists()
    version = folder / f"v-{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    previous = _current_name(folder)
    try:
        version.mkdir(parents=True)
        for name, data in files.items():
            atomic.write_flushed(version / name, data)
        atomic.flush_folder(version)
        atomic.write_text(folder / POINTER, version.name)
    except BaseException:
        if _current_name(folder) != version.name:
            shutil.rmtree(version, ignore_errors=True)
            if not existed:
                with contextlib.suppress(OSError):
                    folder.rmdir()
        raise
    if not existed:
        atomic.flush_folder(folder.parent)
    _remove_old(folder, previous, keep=version.name)


def _current_name(folder: Path) -> str | None:
    try:
        found = current(folder)
    except OSError:
        return None
    return found.name if found else None


def _remove_old(folder: Path, previous: str | None, *, keep: str) -> None:
    """Removes the replaced version, and what killed saves left; a save that goes on beside this one is left alone."""
    with contextlib.suppress(OSError):
        for entry in list(folder.iterdir()):
            if entry.name == keep or not (_NAME.match(entry.name) or entry.name.endswith(".tmp")):
                continue
            with contextlib.suppress(OSError):
                if entry.name != previous and time.time() - entry.stat().st_mtime < _LEFTOVER_SECONDS:
                    continue
                if entry.is_dir():
                    shutil.rmtree(entry, ignore_errors=True)
                else:
                    entry.unlink()
