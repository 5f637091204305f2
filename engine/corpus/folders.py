"""Which files a corpus has: those that are named, and those of folders with their sub-folders, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.corpus.readers import is_text_name
from engine.corpus.types import Skipped

LOOP_REASON = "It is a folder that was already read, or a link back to one."
LOCKED_REASON = "It is a folder that may not be read."
AGAIN_REASON = "It is a file that was already read."


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells, without reading it, whether a file is still the same: bytes, and nanoseconds of its last change."""

    size: int
    changed: int


def stamp(path: Path) -> Stamp | None:
    """The stamp of a file now; None where it is gone or may not be looked at."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return Stamp(found.st_size, found.st_mtime_ns)


def walk(given: list[Path], skipped: list[Skipped], seen: set[str]) -> Iterator[Path]:
    """The files to read: named ones as they are; of folders, sorted by name, the kinds that are texts.

    Hidden files are left out silently; other kinds, folders met again and folders that may not be read go to
    `skipped`. `seen` takes the real path of each folder, so that no link leads around in a circle.
    """
    for path in given:
        if os.path.isdir(path):
            yield from _files_of_folder(path, skipped, seen)
        else:
            yield path


def _files_of_folder(folder: Path, skipped: list[Skipped], seen: set[str]) -> Iterator[Path]:
    pending = [folder]
    while pending:
        path = pending.pop()
        if not os.path.isdir(path):
            yield path
            continue
        real = real_path(path)
        if real in seen:
            skipped.append(Skipped(path, LOOP_REASON))
            continue
        seen.add(real)
        try:
            names = sorted(name for name in os.listdir(path) if not name.startswith((".", "__MACOSX")))
        except OSError:
            skipped.append(Skipped(path, LOCKED_REASON))
            continue
        children = [path / name for name in names]
        pending.extend(child for child in reversed(children) if os.path.isdir(child) or _wanted(child, skipped))


def real_path(path: Path) -> str:
    """Where a path leads in the end, so that one file is known by all its names."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # such a name cannot be opened either; reading it gives the reason
        return str(path)


def _wanted(path: Path, skipped: list[Skipped]) -> bool:
    wanted = is_text_name(path)
    if not wanted:
        skipped.append(Skipped(path, f"It is a {path.suffix} file; folders are read for text files only."))
    return wanted
