"""Brings a backup back: checked whole in a new folder first, then put in the place of the data that is there.

A backup is hostile until it is checked. The change of places is a list of renames noted in a journal; after a kill the
next start goes on with it, so that the old data or the restored one is in use, and never half of each.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import secrets
import shutil
import stat
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from engine import atomic, paths
from engine.errors import ModelDamagedError, ModelTooNewError, StoreError
from engine.userdata import datafolder
from engine.userdata.backup import (
    FORMAT,
    MANIFEST,
    SETTINGS,
    BackupInfo,
    Report,
    Stopped,
    described,
    is_harmless,
    plain_settings,
)
from engine.userdata.datafolder import ASIDE

JOURNAL = ".restore.json"
FRESH = ".restoring-"
_MAX_FILES = 200_000
_MAX_MANIFEST_BYTES = 64 * 2**20
_MAX_SETTINGS_BYTES = 2**20
_MAX_DIRECTORY_BYTES = 64 * 2**20
_FREE_BYTES = 2 * 2**30  # below this the ratio does not matter
_MAX_RATIO = 100
_CHUNK = 2**20
_END, _LARGE_END = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q")
_LARGE_LOCATOR = struct.Struct("<4sLQL")
_HINT = "Choose another backup; your present data is as it was."
_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError,
    ValueError, IndexError, KeyError, TypeError, RecursionError, OverflowError, AttributeError,
)  # fmt: skip


def check_backup(path: Path) -> BackupInfo:
    """Reads the list of a backup and checks its names and sizes; the hashes are compared when it is restored.

    Raises ModelDamagedError, ModelTooNewError, StoreError with the reason why it cannot be used.
    """
    try:
        with open(path, "rb") as file:
            archive, manifest = _opened(file)
            archive.close()
            return described(path, manifest)
    except OSError as error:
        reason, _hint = atomic.why(error)
        raise StoreError(f"“{path.name}” cannot be read: {reason}.", "Choose the file again.") from error


def restore_backup(
    path: Path, *, report: Report | None = None, should_stop: Callable[[], bool] | None = None
) -> Path | None:
    """Puts a backup in the place of the present data, which is kept; where, or None where `should_stop` has ended it.

    The kept folder (`before-restore-...` in the data folder) does not exist where there was nothing to keep.

    Raises StoreError and its family: the present data is in use and as it was.
    """
    datafolder.check_there()
    datafolder.refuse_open_window()
    folder = paths.data_dir()
    fresh = folder / f"{FRESH}{secrets.token_hex(6)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        finish_restore()
        with open(path, "rb") as file:
            archive, manifest = _opened(file)
            with archive:
                datafolder.check_room(folder, sum(about["bytes"] for about in manifest["files"].values()))
                fresh.mkdir()
                _unpack(archive, manifest["files"], fresh, report, should_stop)
    except Stopped:
        shutil.rmtree(fresh, ignore_errors=True)
        return None
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        reason, hint = atomic.why(error)
        raise StoreError(f"The backup cannot be restored: {reason}; your present data is as it was.", hint) from error
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    aside = folder / f"{ASIDE}{datetime.now():%Y-%m-%d-%H%M%S}-{secrets.token_hex(2)}"
    try:
        _flush(fresh)
        atomic.write_json(folder / JOURNAL, {"fresh": fresh.name, "aside": aside.name, "step": 1})
        finish_restore()
    except OSError as error:
        reason, hint = atomic.why(error)
        raise StoreError(
            f"The backup is being put in place: {reason}.", "Start Maeari again to go on with it."
        ) from error
    return aside


def finish_restore() -> bool:
    """Goes on with a change of places that was cut off, and removes what an unfinished restore left; whether there
    was one. Raises OSError."""
    folder = paths.data_dir()
    journal = folder / JOURNAL
    try:
        note = json.loads(journal.read_bytes())
        fresh, aside, step = folder / note["fresh"], folder / note["aside"], note["step"]
        if fresh.parent != folder or aside.parent != folder or not fresh.name.startswith(FRESH):
            raise ValueError("a path")
    except FileNotFoundError:
        _remove_unfinished(folder)
        return False
    except (ValueError, TypeError, KeyError, RecursionError):
        journal.unlink()
        return False
    if step == 1:
        aside.mkdir(exist_ok=True)
        for name in datafolder.top_names(folder):
            if not name.startswith((FRESH, ASIDE)) and name != JOURNAL:
                os.rename(folder / name, aside / name)
        atomic.write_json(journal, {**note, "step": 2})
    if (fresh / "data").is_dir():
        for name in sorted(os.listdir(fresh / "data")):
            os.rename(fresh / "data" / name, folder / name)
    _take_settings(fresh / SETTINGS, aside)
    with contextlib.suppress(OSError):
        aside.rmdir()  # where it is empty
    atomic.flush_folder(folder)
    journal.unlink()
    shutil.rmtree(fresh, ignore_errors=True)
    return True


def restore_problem(error: OSError) -> StoreError:
    """What to say where `finish_restore` was refused by the system."""
    reason, hint = atomic.why(error)
    return StoreError(f"A backup is half in its place, and going on with it failed: {reason}; nothing is lost.", hint)


def _take_settings(source: Path, aside: Path) -> None:
    if not source.is_file():
        return
    target = paths.config_dir() / "maeari.ini"
    with contextlib.suppress(FileNotFoundError):
        before = target.read_bytes()
        aside.mkdir(exist_ok=True)
        if not (aside / target.name).exists():
            atomic.write_bytes(aside / target.name, before)
    target.parent.mkdir(parents=True, exist_ok=True)
    atomic.write_bytes(target, source.read_bytes())
    source.unlink()


def _remove_unfinished(folder: Path) -> None:
    """A restore that was killed before its change of places."""
    with contextlib.suppress(OSError):
        for entry in list(folder.glob(f"{FRESH}*")):
            if time.time() - entry.stat().st_mtime > 60:  # not one that goes on beside this
                shutil.rmtree(entry, ignore_errors=True)


# Reading


def _opened(file: io.BufferedReader) -> tuple[zipfile.ZipFile, dict[str, Any]]:
    """The archive and its manifest, checked: each listed file is in it once, under a harmless name."""
    try:
        _check_directory(file)
        archive = zipfile.ZipFile(file)
        manifest = _manifest(archive)
        _check_members(archive, manifest["files"])
    except _DAMAGED as error:
        _refuse("This backup is damaged, or is none.", error)
    size = file.seek(0, io.SEEK_END)
    total = sum(about["bytes"] for about in manifest["files"].values())
    if total > max(_FREE_BYTES, _MAX_RATIO * size):
        _refuse("This backup unpacks to far more than it could hold.")
    return archive, manifest


def _check_directory(file: io.BufferedReader) -> None:
    """Looks at the end of the zip before zipfile does, which would build an object for each of millions of members."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END.size - 0xFFFF))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        _refuse("This is no backup of Maeari, or it was cut off.")
    _, _, _, _, members, directory, _, _ = _END.unpack_from(tail, at)
    locator = tail[max(0, at - _LARGE_LOCATOR.size) : at]
    if locator.startswith(b"PK\x06\x07"):
        file.seek(_LARGE_LOCATOR.unpack(locator)[2])
        large = file.read(_LARGE_END.size)
        if len(large) < _LARGE_END.size:
            _refuse("This is no backup of Maeari, or it was cut off.")
        members, directory = _LARGE_END.unpack(large)[7:9]
    if members > _MAX_FILES or directory > _MAX_DIRECTORY_BYTES:
        _refuse("This backup holds more files than it could.")
    file.seek(0)


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    with archive.open(MANIFEST) as stream:
        data = stream.read(_MAX_MANIFEST_BYTES + 1)
    if len(data) > _MAX_MANIFEST_BYTES:
        _refuse("This backup is damaged, or is none.")
    manifest = json.loads(data)
    if manifest["program"] != paths.APP_NAME or not isinstance(manifest["format"], int):
        _refuse("This is no backup of Maeari.")
    if manifest["format"] > FORMAT:
        raise ModelTooNewError("This backup was written by a newer version of Maeari.", "Update Maeari to use it.")
    if not all(isinstance(manifest[key], str) for key in ("created", "version")):
        _refuse("This backup is damaged, or is none.")
    files = manifest["files"]
    for name, about in files.items():
        plain = isinstance(about["bytes"], int) and about["bytes"] >= 0 and isinstance(about["sha256"], str)
        if not plain or not is_harmless(name):
            _refuse("This backup names files outside of the data folder, or none that are data.")
    if len({name.casefold() for name in files}) != len(files):
        _refuse("This backup holds a file twice.")
    if files.get(SETTINGS, {"bytes": 0})["bytes"] > _MAX_SETTINGS_BYTES:
        _refuse("The settings in this backup are larger than any.")
    return dict(manifest)


def _check_members(archive: zipfile.ZipFile, files: dict[str, Any]) -> None:
    members = archive.infolist()
    names = [member.orig_filename for member in members]
    if len(set(names)) != len(names) or set(names) != {*files, MANIFEST}:
        _refuse("This backup does not hold exactly the files that it lists.")
    for member in members:
        kind = stat.S_IFMT(member.external_attr >> 16) if member.create_system == 3 else 0
        if member.filename != member.orig_filename or kind not in (0, stat.S_IFREG) or member.flag_bits & 0x1:
            _refuse("This backup holds something that does not belong to one.")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            _refuse("This backup is packed in a way that Maeari does not use.")


def _unpack(
    archive: zipfile.ZipFile,
    files: dict[str, Any],
    fresh: Path,
    report: Report | None,
    should_stop: Callable[[], bool] | None,
) -> None:
    """Writes every listed file below `fresh`; no more bytes of one than the list says, and only with its hash."""
    done, total = 0, max(1, sum(about["bytes"] for about in files.values()))
    for name, about in files.items():
        target = fresh.joinpath(*name.split("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        try:
            with archive.open(name) as reader, open(target, "xb") as writer:
                while chunk := reader.read(_CHUNK):
                    if should_stop is not None and should_stop():
                        raise Stopped
                    size += len(chunk)
                    if size > about["bytes"]:
                        _refuse("A file of this backup is longer than it says.")
                    digest.update(chunk)
                    writer.write(chunk)
                    done += len(chunk)
                    if report is not None:
                        report(done, total)
                writer.flush()
                os.fsync(writer.fileno())
        except _DAMAGED as error:
            _refuse("This backup is damaged, or is none.", error)
        if size != about["bytes"] or digest.hexdigest() != about["sha256"]:
            _refuse("A file of this backup is not what was saved; it was cut off or changed.")
    settings = fresh / SETTINGS
    if settings.is_file():
        settings.write_bytes(plain_settings(settings.read_bytes()))


def _flush(folder: Path) -> None:
    for place, _folders, _files in os.walk(folder):
        atomic.flush_folder(Path(place))


def _refuse(sentence: str, cause: Exception | None = None) -> NoReturn:
    raise ModelDamagedError(sentence, _HINT) from cause
