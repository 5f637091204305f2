"""Files that are either the old or the new one, whatever happens while they are written."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
import time
from pathlib import Path
from typing import Any

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_ATTEMPTS = 8


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file whole: to a temporary neighbour, flushed to the disk, then renamed over the old one.

    Raises:
        OSError: nothing was written; an older file still stands, and no temporary one remains.
    """
    temporary = path.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        write_flushed(temporary, data)
        replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    flush_folder(path.parent)


def write_text(path: Path, text: str) -> None:
    """Writes a text in UTF-8, as `write_bytes` does. Lone surrogates of odd file names survive."""
    write_bytes(path, text.encode("utf-8", errors="surrogatepass"))


def write_json(path: Path, value: Any) -> None:
    """Writes plain JSON, as `write_bytes` does.

    Raises:
        OSError: as for `write_bytes`.
        TypeError, ValueError: the value is no plain JSON; nothing was written.
    """
    write_text(path, json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


def write_flushed(path: Path, data: bytes) -> None:
    """Writes a new file and waits until it is on the disk; not atomic. FileExistsError where there is one."""
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace(source: Path, target: Path) -> None:
    """os.replace, patient with Windows, where a reader that holds the target open makes it fail for a moment."""
    for attempt in range(_ATTEMPTS):
        try:
            os.replace(source, target)
        except PermissionError:
            if os.name != "nt" or attempt == _ATTEMPTS - 1:
                raise
            time.sleep(0.02 * 2**attempt)
        else:
            return


def flush_folder(folder: Path) -> None:
    """Puts the names in a folder on the disk, where the system can: Windows and some network disks cannot."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def why(error: OSError) -> tuple[str, str]:
    """Why the system refused, as the end of a sentence (without the stop), and what to do about it."""
    reason, hint = _why(error)
    return reason[:1].lower() + reason[1:].removesuffix("."), hint


def _why(error: OSError) -> tuple[str, str]:
    # Whole sentences: that is how the translation knows them.
    if error.errno in _FULL:
        return "The disk is full.", "Free some space on the disk and try again."
    if error.errno == errno.EROFS:
        return "The disk is read-only.", "Choose a folder on another disk."
    if error.errno in _FORBIDDEN:
        return "Access to it is not allowed.", "Allow writing in the folder, or choose another one."
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return "A file is in the way of its folder.", "Move that file away, or choose another folder."
    if error.errno == errno.ENOENT:
        return "The folder does not exist.", "Check the folder, or choose another one."
    return (error.strerror or "The system refused it.").lower(), "Check the disk, or choose another folder."
