"""Every file that Maeari keeps of a person, as things a person knows; and how one of them, or all, is erased."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from engine import atomic, paths
from engine.errors import StoreError
from engine.models import modelbin
from engine.models.modelnames import plain_name
from engine.userdata import datafolder

Kind = Literal[
    "model", "model_bin", "model_marks", "corpora_list", "pasted_text", "pasted_bin", "extracted", "conversations",
    "conversations_copy", "before_restore", "settings", "data_note", "window", "log", "other",
]  # fmt: skip
# What belongs to the running of the program and comes again by itself, or would be half of something if erased alone.
NOT_ALONE: tuple[Kind, ...] = ("data_note", "window")
_CONVERSATIONS = "conversations.sqlite3"


@dataclass(frozen=True, slots=True)
class StoredThing:
    """A file or a folder of Maeari's own. `changed` is ISO 8601 in UTC, of its newest file; `size_bytes` of all its
    `files`. `name` is what the person calls it, or the file's name."""

    kind: Kind
    name: str
    path: Path
    files: int
    size_bytes: int
    changed: str


def stored_things(models_dir: Path | None = None) -> tuple[StoredThing, ...]:
    """Everything that lies on the disk: data, settings, logs. Files that are only linked are the person's, not here.

    Raises StoreError where a folder cannot be read.
    """
    data = paths.data_dir()
    found: list[StoredThing] = []
    seen: set[Path] = set()
    try:
        for kind, name, path in _places(models_dir or paths.models_dir(), data):
            if path not in seen and os.path.lexists(path):
                seen.add(path)
                found.append(_thing(kind, name, path))
    except OSError as error:
        reason, hint = atomic.why(error)
        raise StoreError(f"The list of files cannot be made: {reason}.", hint) from error
    return tuple(found)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _places(models: Path, data: Path) -> Iterator[tuple[Kind, str, Path]]:
    for path in _entries(models):
        if path.name == modelbin.BIN:
            yield from (("model_bin", _binned_name(holder), holder) for holder in _entries(path))
        elif path.name == ".samples":
            yield from (("model_marks", plain_name(folder.name), folder) for folder in _entries(path))
        else:
            yield ("model" if path.is_dir() else "other", plain_name(path.name), path)
    corpora = data / "corpora"
    for path in _entries(corpora):
        if path.is_dir():
            yield ("pasted_bin" if path.name == "bin" else "extracted", path.name, path)
        else:
            listed = path.name.startswith("corpora.json")
            text = path.suffix == ".txt"
            kind: Kind = "corpora_list" if listed else "pasted_text" if text else "other"
            yield (kind, path.stem if text else path.name, path)
    for name in [*datafolder.top_names(data), datafolder.MARKER]:
        path = data / name
        if path in (models, corpora) or path in models.parents:
            continue
        yield (_kind_of(name), name, path)
    if models != data / "models":
        yield ("other", "models", data / "models")
    shared = {data / name for name in datafolder.top_names(data)}  # on some systems both are one folder
    for path in _entries(paths.config_dir()):
        if path != data and path not in data.parents and path not in shared and path.name != datafolder.MARKER:
            yield (_config_kind(path.name), path.name, path)
    for path in _entries(paths.log_dir()):
        yield ("log", path.name, path)


def _kind_of(name: str) -> Kind:
    if name.startswith(_CONVERSATIONS):
        in_use = name.removeprefix(_CONVERSATIONS) in ("", "-wal", "-shm", "-journal")
        return "conversations" if in_use else "conversations_copy"  # before a change of version, or set aside damaged
    if name.startswith(datafolder.ASIDE):
        return "before_restore"
    return "data_note" if name == datafolder.MARKER else "other"


def _config_kind(name: str) -> Kind:
    if name.startswith("maeari.ini"):
        return "settings"
    if name.startswith("window-"):
        return "window"
    return "data_note" if name == paths.POINTER else "other"


def _binned_name(holder: Path) -> str:
    with contextlib.suppress(OSError, UnicodeError):
        return (holder / "name").read_text(encoding="utf-8")[:200].strip() or holder.name
    return holder.name


def _thing(kind: Kind, name: str, path: Path) -> StoredThing:
    sizes, newest, count = 0, path.lstat().st_mtime, 0
    files = [path]
    if path.is_dir() and not path.is_symlink():
        files = [Path(place, file) for place, _folders, names in os.walk(path) for file in names]
    for file in files:
        with contextlib.suppress(FileNotFoundError):
            about = file.lstat()
            sizes, newest, count = sizes + about.st_size, max(newest, about.st_mtime), count + 1
    moment = datetime.fromtimestamp(newest, UTC).isoformat(timespec="seconds")
    return StoredThing(kind, name, path, count, sizes, moment)


def erase_thing(thing: StoredThing) -> None:
    """Erases one thing of `stored_things` for good. Raises StoreError where it cannot be, or is not Maeari's."""
    if thing.kind in NOT_ALONE:
        raise StoreError(f"“{thing.name}” belongs to the running of Maeari.", "Erase everything to remove it too.")
    own = (paths.data_dir(), paths.config_dir(), paths.log_dir(), paths.models_dir())
    if not any(place in thing.path.parents for place in own) and thing.kind not in (
        "model",
        "model_bin",
        "model_marks",
    ):
        raise StoreError(f"“{thing.name}” is no file of Maeari; nothing was erased.")
    try:
        _remove(thing.path)
    except OSError as error:
        reason, hint = atomic.why(error)
        raise StoreError(f"“{thing.name}” cannot be erased: {reason}.", hint) from error


def erase_everything(models_dir: Path | None = None) -> tuple[Path, ...]:
    """Erases data, settings and logs for good, and the folders where nothing else is in them; what is left, if any.

    Of a folder that the person has chosen for the data only what Maeari has made is erased. The window is closed.

    Raises StoreError where a window is open on the data, or something could not be erased; the rest is gone then.
    """
    datafolder.refuse_open_window()
    left_behind = datafolder.data_folder().left_behind
    data, config, log = paths.data_dir(), paths.config_dir(), paths.log_dir()
    things = stored_things(models_dir)
    problem: OSError | None = None
    for thing in things:
        try:
            if not _is_foreign(thing.path, data):
                _remove(thing.path)
        except OSError as error:
            problem = error
    models = models_dir or paths.models_dir()
    for folder in (models / modelbin.BIN, models / ".samples", models, data / "corpora", data, log, config):
        with contextlib.suppress(OSError):
            folder.rmdir()
    for folder in (log.parent, data.parent, config.parent):
        if folder.name == paths.APP_NAME or paths.is_fixed():
            with contextlib.suppress(OSError):
                folder.rmdir()
    if problem is not None:
        reason, hint = atomic.why(problem)
        raise StoreError(f"Not everything could be erased: {reason}.", hint) from problem
    kept = [folder for folder in (models, data, config, log) if folder.exists()]
    return tuple(dict.fromkeys([*kept, *([left_behind] if left_behind is not None else [])]))


def _is_foreign(path: Path, data: Path) -> bool:
    """Whether a thing at the top of a chosen data folder is the person's own: no name that Maeari gives."""
    if path.parent != data or data == paths.standard_data_dir():
        return False
    known = ("models", "corpora", "conversations", "maeari", *datafolder.UNFINISHED, datafolder.ASIDE)
    return not path.name.startswith(known)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
