"""Moves the data folder: copied, compared by hashes, and only then named as the one in use.

Until the last step the old folder is in use and untouched, so a kill at any moment loses nothing. The old folder is
removed by a call of its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine import atomic, paths
from engine.errors import StoreError
from engine.userdata import datafolder
from engine.userdata.datafolder import MARKER, Found

_CHUNK = 2**20
_ROUNDS = 3  # how often what changed meanwhile is copied again

Report = Callable[[int, int], None]  # bytes done, bytes in all


@dataclass(frozen=True, slots=True)
class MovePlan:
    """What a move will do: `files` of `size_bytes` from `source` to `target`, where `free_bytes` are free."""

    source: Path
    target: Path
    files: int
    size_bytes: int
    free_bytes: int


class _Stopped(Exception):  # noqa: N818 - no error
    """The person has stopped the move."""


def plan_move(target: Path) -> MovePlan:
    """Checks whether the data can be moved to a folder that is empty or does not exist.

    Raises StoreError with the reason why not; nothing is written that stays.
    """
    datafolder.refuse_fixed()
    datafolder.check_there()
    source, target = paths.data_dir(), Path(os.path.abspath(target))
    real_source, real_target = Path(os.path.realpath(source)), Path(os.path.realpath(target))
    if real_source == real_target:
        raise StoreError("The data is in this folder already.", "Choose another folder.")
    if real_source in real_target.parents:
        raise StoreError("The data cannot be moved into a folder inside itself.", "Choose a folder outside of it.")
    config = Path(os.path.realpath(paths.config_dir()))
    if config == real_target or config in real_target.parents:
        raise StoreError("This is the folder of the settings.", "Choose another folder for the data.")
    try:
        names = datafolder.top_names(source) if source.is_dir() else []
        found = datafolder.files_of(source, names)
        _check_target(target, names)
        size = sum(item.size for item in found)
        datafolder.check_room(target, size)
        free = datafolder.free_bytes(target)
    except OSError as error:
        _refuse(error)
    datafolder.refuse_open_window()
    return MovePlan(source, target, len(found), size, free)


def _check_target(target: Path, names: list[str]) -> None:
    """Refuses a folder with anything in it but what an earlier move into it has left."""
    if target.exists() and not target.is_dir():
        raise StoreError(f"“{target}” is a file.", "Choose a folder.")
    if target.is_dir():
        if not os.access(target, os.W_OK | os.X_OK):
            raise StoreError(f"“{target}” cannot be written; nothing was changed.", "Choose another folder.")
        allowed = {*names, MARKER} if datafolder.mark_state(target) == "moving" else set()
        if datafolder.mark_state(target) == "whole":
            raise StoreError(
                f"“{target}” already holds data of Maeari; nothing was changed.", "Choose an empty folder."
            )
        if set(os.listdir(target)) - allowed:
            raise StoreError(
                f"“{target}” is not empty; nothing was changed.", "Choose an empty folder, or a new one inside it."
            )
    elif not os.access(datafolder.existing(target), os.W_OK | os.X_OK):
        raise StoreError(f"“{target}” cannot be made; nothing was changed.", "Choose another folder.")


def move_data(
    target: Path, *, report: Report | None = None, should_stop: Callable[[], bool] | None = None
) -> MovePlan | None:
    """Moves the data folder; None where `should_stop` has ended it, with everything as it was.

    `report` is called with bytes done and bytes in all; each byte counts twice, copied and compared.

    Raises StoreError: the old folder is in use and whole, what was copied is gone again.
    """
    plan = plan_move(target)
    target, existed = plan.target, plan.target.exists()
    mover = _Mover(plan, report, should_stop)
    try:
        target.mkdir(parents=True, exist_ok=True)
        identity = datafolder.mark(target, state="moving")
        names = mover.copy_all()
        atomic.flush_folder(target)
        datafolder.write_pointer(target, identity, left_behind=plan.source if names else None, names=names)
        with contextlib.suppress(OSError):
            datafolder.mark(target)
    except BaseException as error:
        if paths.data_dir() != target:
            _clean(target, existed)
        if isinstance(error, _Stopped):
            return None
        if isinstance(error, OSError):
            _refuse(error)
        raise
    return plan


class _Mover:
    """Copies and compares, and goes over what has changed meanwhile."""

    def __init__(self, plan: MovePlan, report: Report | None, should_stop: Callable[[], bool] | None) -> None:
        self._source, self._target = plan.source, plan.target
        self._report, self._should_stop = report, should_stop
        self._done, self._all = 0, max(1, 2 * plan.size_bytes)

    def copy_all(self) -> list[str]:
        """Copies everything; the names at the top. Raises OSError, StoreError where something keeps changing."""
        copied: dict[str, Found] = {}
        for _ in range(_ROUNDS):
            names = datafolder.top_names(self._source) if self._source.is_dir() else []
            there = {item.relative: item for item in datafolder.files_of(self._source, names)}
            changed = [item for item in there.values() if copied.get(item.relative) != item]
            for relative in copied.keys() - there.keys():
                (self._target / relative).unlink(missing_ok=True)
            if not changed:
                self._fit_folders(names)
                return names
            for item in changed:
                self._copy(item)
            copied = there
        raise StoreError(
            "The data kept changing while it was copied; it is in use where it was.",
            "Stop trainings and other windows of Maeari, and try again.",
        )

    def _copy(self, item: Found) -> None:
        source, target = self._source / item.relative, self._target / item.relative
        target.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            target.unlink()
        if item.link:
            os.symlink(os.path.join(source.parent, os.readlink(source)), target)
            return
        digest = hashlib.sha256()
        with open(source, "rb") as reader, open(target, "xb") as writer:
            while chunk := reader.read(_CHUNK):
                digest.update(chunk)
                writer.write(chunk)
                self._step(len(chunk))
            writer.flush()
            os.fsync(writer.fileno())
        shutil.copystat(source, target)
        if self._hash(target) != digest.hexdigest():
            raise StoreError(
                "What was copied is not what is in your data folder, which is in use where it was.",
                "Check the other disk, or choose another one.",
            )

    def _hash(self, path: Path) -> str:
        digest = hashlib.sha256()
        with open(path, "rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                self._step(len(chunk))
        return digest.hexdigest()

    def _fit_folders(self, names: list[str]) -> None:
        """Empty folders come along, and folders keep their times."""
        for name in names:
            for place, folders, _files in os.walk(self._source / name, topdown=False):
                for inner in (*folders, "."):
                    source = Path(place, inner)
                    target = self._target / source.relative_to(self._source)
                    if not source.is_symlink():
                        target.mkdir(parents=True, exist_ok=True)
                        shutil.copystat(source, target)

    def _step(self, size: int) -> None:
        if self._should_stop is not None and self._should_stop():
            raise _Stopped
        self._done += size
        if self._report is not None:
            self._report(min(self._done, self._all), self._all)


def remove_left_behind() -> Path | None:
    """Removes the folder that a move has left, and only what was copied from it; the folder, or None.

    Raises StoreError where some of it could not be removed, or the folder in use is not sound.
    """
    datafolder.check_there()
    state = datafolder.data_folder()
    old = state.left_behind
    if old is None or os.path.realpath(old) == os.path.realpath(state.folder):
        return None
    note = paths.read_pointer() or {}
    listed = note.get("names")
    names = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    try:
        for name in [*names, MARKER]:
            if name in ("", ".", "..") or "/" in name or "\\" in name:
                continue
            path = old / name
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        for side in old.glob("*-shm"):
            side.unlink()
        with contextlib.suppress(OSError):  # the person's own files stay
            old.rmdir()
        datafolder.write_pointer(state.folder, str(note.get("id")))
    except OSError as error:
        reason, hint = atomic.why(error)
        raise StoreError(f"The old folder cannot be removed: {reason}.", hint) from error
    return old


def _clean(target: Path, existed: bool) -> None:
    """Takes back what was copied."""
    with contextlib.suppress(OSError):
        for entry in list(target.iterdir()):
            if entry.name == MARKER:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink()
        (target / MARKER).unlink(missing_ok=True)
        if not existed:
            target.rmdir()


def _refuse(error: OSError) -> None:
    reason, hint = atomic.why(error)
    raise StoreError(f"The data cannot be moved: {reason}; it is in use where it was.", hint) from error
