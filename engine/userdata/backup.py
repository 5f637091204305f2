"""One file with everything of a person: models, corpora list and pasted texts, conversations, settings.

A zip (`.maeari-backup`) of `data/...` and `config/maeari.ini`, with a manifest of lengths and hashes. It is written
beside its place, read again, and then named; linked files of the person are not in it, only where they are.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine import __version__, atomic, paths
from engine.errors import StoreError
from engine.userdata import datafolder

SUFFIX = ".maeari-backup"
MANIFEST = "manifest.json"
DATA, SETTINGS = "data/", "config/maeari.ini"
FORMAT = 1
_CHUNK = 2**20
_MAX_PART, _MAX_DEPTH = 255, 12
_FORBIDDEN = set('<>:"|?*\\') | {chr(code) for code in range(0x20)} | {chr(code) for code in range(0xD800, 0xE000)}
_MAX_SETTINGS_BYTES = 2**20
_DATABASE = re.compile(r"conversations\.sqlite3\Z")
_LEFT_OUT = re.compile(r"(conversations\.sqlite3-(wal|shm|journal)|\.restor.*|before-restore-.*|.*\.tmp)\Z")
_STORED = (".safetensors", ".extracted")  # packed already, or numbers that hardly shrink
# Qt would build objects of these from the text of a settings file.
_BUILDS = re.compile(rb"@(Variant|DateTime|Invalid)\s*\(")

Report = Callable[[int, int], None]  # bytes done, bytes in all


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """What a backup holds: `created` is ISO 8601 in UTC, `size_bytes` of the files when unpacked."""

    path: Path
    created: str
    version: str
    files: int
    size_bytes: int
    models: int
    conversations: bool
    settings: bool


class Stopped(Exception):  # noqa: N818 - no error
    """The person has stopped the work."""


def write_backup(
    path: Path, *, report: Report | None = None, should_stop: Callable[[], bool] | None = None
) -> BackupInfo | None:
    """Writes a backup of the data folder and the settings; None where `should_stop` has ended it.

    May run while the window is open. `report` is called with bytes done and bytes in all, each counted twice.

    Raises StoreError: nothing was written, and a file of that name is as it was.
    """
    datafolder.check_there()
    folder = paths.data_dir()
    path = Path(os.path.abspath(path))
    if os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep):
        raise StoreError("A backup inside the data folder would be lost with it.", "Choose another folder.")
    temporary = path.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        with tempfile.TemporaryDirectory(prefix=".maeari-", dir=path.parent) as scratch:
            found = _collected(folder, Path(scratch))
            size = sum(os.path.getsize(source) for _name, source in found)
            datafolder.check_room(path.parent, size // 2)
            writer = _Writer(temporary, 2 * size, report, should_stop)
            info = writer.write(found, path)
        atomic.replace(temporary, path)
        atomic.flush_folder(path.parent)
        return info
    except Stopped:
        return None
    except FileNotFoundError as error:
        if not path.parent.is_dir():
            raise _refused(path, error) from error
        raise StoreError(
            "A file of the data was replaced while it was read, so no backup was written.",
            "Try again when no training runs.",
        ) from error
    except (OSError, zipfile.LargeZipFile) as error:
        raise _refused(path, error if isinstance(error, OSError) else OSError()) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _refused(path: Path, error: OSError) -> StoreError:
    reason, hint = atomic.why(error)
    return StoreError(f"The backup “{path.name}” cannot be written: {reason}.", hint)


def _collected(folder: Path, scratch: Path) -> list[tuple[str, Path]]:
    """Names in the backup, and the files that are read for them."""
    names = [name for name in datafolder.top_names(folder) if not _LEFT_OUT.match(name)] if folder.is_dir() else []
    found = []
    for item in datafolder.files_of(folder, names):
        source = folder / item.relative
        if not is_harmless(DATA + item.relative) or (item.link and not source.is_file()):
            continue  # nothing that Maeari has made
        if _DATABASE.match(item.relative):
            source = _snapshot(source, scratch)
        found.append((DATA + item.relative, source))
    settings = paths.config_dir() / "maeari.ini"
    if settings.is_file() and settings.stat().st_size <= _MAX_SETTINGS_BYTES:
        cleaned = scratch / "settings"
        cleaned.write_bytes(plain_settings(settings.read_bytes()))
        found.append((SETTINGS, cleaned))
    return found


def _snapshot(database: Path, scratch: Path) -> Path:
    """The database as it is at one moment, with what is still in its journal; a damaged one as it lies there."""
    copy = scratch / "conversations"
    try:
        source = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=5)
        try:
            target = sqlite3.connect(copy)
            try:
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")
            finally:
                target.close()
        finally:
            source.close()
    except sqlite3.Error:
        with contextlib.suppress(OSError):
            copy.unlink()
        return database
    return copy


def plain_settings(data: bytes) -> bytes:
    """The lines of a settings file that hold plain values: nothing that Qt would build an object from."""
    return b"\n".join(line for line in data.splitlines() if not _BUILDS.search(line)) + b"\n"


def is_harmless(name: str) -> bool:
    """Whether a name leads into the data folder on every system, and to nothing that Maeari itself relies on."""
    if name == SETTINGS:
        return True
    if not name.startswith(DATA) or set(name) & _FORBIDDEN:
        return False
    parts = name.split("/")[1:]
    own = (*datafolder.UNFINISHED, datafolder.ASIDE, datafolder.MARKER, paths.POINTER)
    return (
        1 <= len(parts) <= _MAX_DEPTH
        and all(part and part.strip(". ") and part == part.rstrip(". ") and len(part) <= _MAX_PART for part in parts)
        and not parts[0].startswith(own)
    )


class _Writer:
    """Writes the zip and reads it again."""

    def __init__(
        self, temporary: Path, size: int, report: Report | None, should_stop: Callable[[], bool] | None
    ) -> None:
        self._temporary, self._report, self._should_stop = temporary, report, should_stop
        self._done, self._all = 0, max(1, size)

    def write(self, found: Iterable[tuple[str, Path]], path: Path) -> BackupInfo:
        listed: dict[str, dict[str, Any]] = {}
        with open(self._temporary, "xb") as file:
            with zipfile.ZipFile(file, "w", allowZip64=True) as archive:
                for name, source in found:
                    listed[name] = self._add(archive, name, source)
                manifest = {
                    "program": paths.APP_NAME,
                    "format": FORMAT,
                    "version": __version__,
                    "created": datetime.now(UTC).isoformat(timespec="seconds"),
                    "files": listed,
                }
                text = json.dumps(manifest, ensure_ascii=False, indent=0)
                archive.writestr(_member(MANIFEST), text.encode("utf-8", errors="surrogatepass"))
            file.flush()
            os.fsync(file.fileno())
        self._compare(listed)
        return described(path, manifest)

    def _add(self, archive: zipfile.ZipFile, name: str, source: Path) -> dict[str, Any]:
        digest, size = hashlib.sha256(), 0
        with open(source, "rb") as reader, archive.open(_member(name), "w", force_zip64=True) as writer:
            while chunk := reader.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                writer.write(chunk)
                self._step(len(chunk))
        return {"sha256": digest.hexdigest(), "bytes": size}

    def _compare(self, listed: dict[str, dict[str, Any]]) -> None:
        """Reads everything again: a backup that cannot be read is none."""
        with zipfile.ZipFile(self._temporary) as archive:
            for name, about in listed.items():
                digest = hashlib.sha256()
                try:
                    with archive.open(name) as reader:
                        while chunk := reader.read(_CHUNK):
                            digest.update(chunk)
                            self._step(len(chunk))
                except zipfile.BadZipFile:
                    digest = hashlib.sha256(b"damaged")
                if digest.hexdigest() != about["sha256"]:
                    raise StoreError(
                        "What was written is not what was read, so there is no backup.",
                        "Check the disk, or choose another one.",
                    )

    def _step(self, size: int) -> None:
        if self._should_stop is not None and self._should_stop():
            raise Stopped
        self._done += size
        if self._report is not None:
            self._report(min(self._done, self._all), self._all)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.external_attr = 0o100600 << 16
    member.create_system = 3
    member.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
    return member


def described(path: Path, manifest: dict[str, Any]) -> BackupInfo:
    """A manifest in short."""
    files = manifest["files"]
    models = {name.split("/")[2] for name in files if re.match(r"data/models/[^./][^/]*/current\Z", name)}
    return BackupInfo(
        path,
        str(manifest["created"]),
        str(manifest["version"]),
        len(files),
        sum(about["bytes"] for about in files.values()),
        len(models),
        f"{DATA}conversations.sqlite3" in files,
        SETTINGS in files,
    )
