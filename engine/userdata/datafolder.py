"""The folder of the person's data: whether it is there, what lies in it, and which folder it is.

A note in the config folder (`paths.POINTER`) names the folder; the folder carries a mark with the same identity, so
that the empty mount point of a drive that is gone is not taken for the data.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from engine import atomic, paths
from engine.errors import StoreError

MARKER = "maeari-data.json"
ASIDE = "before-restore-"  # what stood in the folder before a backup was restored
UNFINISHED = (".restoring-", ".restore.json")
_FORMAT = 1
_MAX_NOTE_BYTES = 64_000
_LOCK_BYTES = 4_000
_MARGIN = 16 * 2**20  # room that stays on a disk
# Names of the config folder, which on some systems is the data folder too.
_CONFIG = re.compile(r"(maeari\.ini(\.lock)?|data-folder\.json|window-.*|Logs|log)\Z")
_VOLATILE = re.compile(r".*(-shm|\.tmp)\Z")


@dataclass(frozen=True, slots=True)
class DataFolder:
    """State of the data folder: "ok", "new" (nothing is there yet), "missing", "unwritable", or "unknown" where the
    note on it cannot be read. `problem` and `hint` are sentences, empty where all is well.

    `fixed`: the environment names it. `left_behind`: the folder before a move, which may be removed.
    """

    folder: Path
    state: str
    problem: str = ""
    hint: str = ""
    standard: bool = True
    fixed: bool = False
    left_behind: Path | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A file or link of the data folder; `relative` has forward slashes, `stamp` changes when its content does."""

    relative: str
    link: bool
    size: int
    stamp: int


def data_folder() -> DataFolder:
    """Looks at the data folder. Writes nothing but a file that is gone at once."""
    folder, fixed = paths.data_dir(), paths.is_fixed()
    standard = folder == paths.standard_data_dir()
    note: dict[str, object] = {}
    if not fixed:
        try:
            paths.chosen_data_dir()
            note = paths.read_pointer() or {}
        except ValueError:
            return DataFolder(
                folder,
                "unknown",
                "The note of where your data is cannot be read, so Maeari does not know the folder; nothing is lost.",
                "Choose the folder of your data, or use the standard place.",
            )
    left = note.get("left_behind")
    behind = Path(left) if isinstance(left, str) and os.path.isabs(left) and os.path.isdir(left) else None
    problem, hint, state = "", "", "ok" if folder.is_dir() else "new"
    if note and not _carries(folder, note.get("id")):
        state = "missing"
        problem = f"The folder of your data, “{folder}”, is not there; nothing is lost if its drive is unplugged."
        hint = "Connect the drive and try again, choose the folder, or use the standard place."
    elif reason := _unwritable(folder):
        state = "unwritable"
        problem = f"The folder of your data, “{folder}”, cannot be written: {reason}; what is in it can still be read."
        hint = "Allow writing in the folder, or move the data to another one."
    return DataFolder(folder, state, problem, hint, standard, fixed, behind)


def check_there() -> None:
    """Raises StoreError where the data folder is gone or not known: writing would begin another one in its place."""
    found = data_folder()
    if found.state in ("missing", "unknown"):
        raise StoreError(found.problem, found.hint)


def use_folder(folder: Path) -> None:
    """Takes a folder that holds data of Maeari already, or an empty one to begin in. Nothing is copied.

    Raises StoreError: the folder holds something else, cannot be written, or the environment names the folder.
    """
    refuse_fixed()
    folder = Path(os.path.abspath(folder))
    if folder.exists() and not holds_data(folder) and top_names(folder):
        raise StoreError(
            f"“{folder}” holds files, but no data of Maeari; nothing was changed.",
            "Choose the folder that was moved there, or an empty one.",
        )
    if reason := _unwritable(folder):
        raise StoreError(f"“{folder}” cannot be used: {reason}.", "Choose another folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_pointer(folder, mark(folder))
    except OSError as error:
        reason, hint = atomic.why(error)
        raise StoreError(f"“{folder}” cannot be used: {reason}.", hint) from error


def refuse_fixed() -> None:
    """Raises StoreError where the environment names the data folder."""
    if paths.is_fixed():
        raise StoreError(
            "MAEARI_HOME says where the data is, so it cannot be moved from here.",
            "Move the folder yourself, or start Maeari without MAEARI_HOME.",
        )


def write_pointer(
    folder: Path, identity: str, *, left_behind: Path | None = None, names: list[str] | None = None
) -> None:
    """Names the data folder from now on, atomically. Raises OSError; the folder before is then still in use."""
    note: dict[str, object] = {"version": _FORMAT, "folder": str(folder), "id": identity}
    if left_behind is not None:
        note |= {"left_behind": str(left_behind), "names": names or []}
    paths.config_dir().mkdir(parents=True, exist_ok=True)
    atomic.write_json(paths.config_dir() / paths.POINTER, note)


def mark(folder: Path, *, state: str = "whole") -> str:
    """Puts the mark of a data folder into it, or renews it; its identity. Raises OSError."""
    identity = str(_mark_of(folder).get("id") or secrets.token_hex(8))
    atomic.write_json(folder / MARKER, {"program": paths.APP_NAME, "version": _FORMAT, "id": identity, "state": state})
    return identity


def mark_state(folder: Path) -> str:
    """ "whole", "moving" where a move into it was cut off, or "" where it has no mark."""
    return str(_mark_of(folder).get("state") or "")


def holds_data(folder: Path) -> bool:
    """Whether a folder looks like data of Maeari."""
    return mark_state(folder) == "whole" or any(
        (folder / name).exists() for name in ("models", "corpora", "conversations.sqlite3")
    )


def top_names(folder: Path) -> list[str]:
    """What in the folder is data: not the settings or logs that some systems keep in the same place. Raises OSError."""
    own = {name for place in (paths.config_dir(), paths.log_dir()) if (name := _first_part(place, folder))}
    shared = _same(paths.config_dir(), folder)
    return sorted(
        name for name in _listed(folder) if name not in own and name != MARKER and not (shared and _CONFIG.match(name))
    )


def files_of(folder: Path, names: list[str]) -> list[Found]:
    """Every file and link below these names of a folder. Raises OSError."""
    found: list[Found] = []
    for name in names:
        top = folder / name
        if top.is_dir() and not top.is_symlink():
            for place, folders, files in os.walk(top, onerror=_raise):
                folders.sort()
                linked = [inner for inner in folders if os.path.islink(os.path.join(place, inner))]
                found += _found(folder, [os.path.join(place, inner) for inner in (*sorted(files), *linked)])
        else:
            found += _found(folder, [str(top)])
    return found


def _found(folder: Path, files: list[str]) -> list[Found]:
    result = []
    for path in files:
        if _VOLATILE.match(os.path.basename(path)):
            continue
        with contextlib.suppress(FileNotFoundError):
            about = os.lstat(path)
            link = stat.S_ISLNK(about.st_mode)
            if link or stat.S_ISREG(about.st_mode):
                relative = os.path.relpath(path, folder).replace(os.sep, "/")
                result.append(Found(relative, link, 0 if link else about.st_size, about.st_mtime_ns))
    return result


def free_bytes(folder: Path) -> int:
    """Free bytes on the disk of a folder, which need not exist yet. Raises OSError."""
    return shutil.disk_usage(existing(folder)).free


def check_room(folder: Path, needed: int) -> None:
    """Raises StoreError with both numbers where a disk has less room than is needed."""
    free = free_bytes(folder)
    if free < needed + _MARGIN:
        raise StoreError(
            f"There is not enough room: {megabytes(needed + _MARGIN)} are needed and {megabytes(free)} are free; "
            "nothing was changed.",
            "Free some space, or choose another disk.",
        )


def megabytes(size: int) -> str:
    """Bytes as a person reads them, rounded up to whole megabytes, or in gigabytes from 10 on."""
    return f"{size / 2**30:,.1f} GB" if size >= 10 * 2**30 else f"{-(-size // 2**20):,} MB"


def existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next((place for place in (folder, *folder.parents) if place.exists()), folder)


def window_open() -> bool:
    """Whether another process has a window open on this data, as far as its lock says."""
    if os.name == "nt":
        return False  # there no file that is open can be moved or removed
    for lock in paths.config_dir().glob("window-*/lock"):
        try:
            owner = lock.read_bytes()[:_LOCK_BYTES].split(b"\n")[0]
            pid = int(owner)
            if pid == os.getpid() or pid <= 0:
                continue
            os.kill(pid, 0)
        except PermissionError:
            return True  # it lives, as somebody else's
        except (OSError, ValueError):
            continue
        return True
    return False


def refuse_open_window() -> None:
    """Raises StoreError where another process has a window open."""
    if window_open():
        raise StoreError("A window of Maeari is open on this data; nothing was changed.", "Close it and try again.")


def _mark_of(folder: Path) -> dict[str, object]:
    try:
        with open(folder / MARKER, "rb") as file:
            value = json.loads(file.read(_MAX_NOTE_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) and value.get("program") == paths.APP_NAME else {}


def _carries(folder: Path, identity: object) -> bool:
    return _mark_of(folder).get("id") == identity and folder.is_dir()


def _unwritable(folder: Path) -> str:
    """Why nothing can be written to a folder, or made where it is to be; empty where it can."""
    place = existing(folder)
    try:
        if not place.is_dir():
            return "a file is in the way of its folder"
        with tempfile.TemporaryFile(dir=place):
            return ""
    except OSError as error:
        return atomic.why(error)[0]


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except FileNotFoundError:
        return []


def _first_part(place: Path, folder: Path) -> str:
    """The first folder on the way from `folder` down to `place`; empty where that is not in it."""
    try:
        parts = place.resolve().relative_to(folder.resolve()).parts
    except (ValueError, OSError):
        return ""
    return parts[0] if parts else ""


def _same(first: Path, second: Path) -> bool:
    return os.path.normcase(os.path.realpath(first)) == os.path.normcase(os.path.realpath(second))


def _raise(error: OSError) -> None:
    raise error
