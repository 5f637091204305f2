"""The bin of the model library: a folder `.bin` beside the models, with a folder of its own for each discarded one.

A model goes in and comes out by one rename, so a kill at any moment leaves it in the library or in the bin, and whole.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from engine import atomic
from engine.errors import StoreError
from engine.models.modelnames import checked_name, plain_name

BIN = ".bin"
_NAME = "name"
_IDENTITY = re.compile(r"[0-9a-f]{12}\Z")


@dataclass(frozen=True, slots=True)
class BinnedModel:
    """A discarded model: when (ISO 8601, UTC), and how many bytes emptying the bin would free."""

    identity: str
    name: str
    discarded: str
    size_bytes: int


def put(models_dir: Path, folder: Path, name: str) -> BinnedModel:
    """Moves a model's folder into the bin, with its name beside it. StoreError: it stays where it is."""
    holder = models_dir / BIN / secrets.token_hex(6)
    try:
        holder.mkdir(parents=True)
        atomic.write_text(holder / _NAME, name)
        os.rename(folder, holder / folder.name)
    except OSError as error:
        shutil.rmtree(holder, ignore_errors=True)  # the model is not in it
        reason, hint = atomic.why(error)
        raise StoreError(f"The model cannot be put into the bin: {reason}.", hint) from error
    atomic.flush_folder(models_dir)
    return _described(holder, holder / folder.name)


def entries(models_dir: Path) -> list[BinnedModel]:
    """What lies in the bin, last discarded first. StoreError where it cannot be read."""
    found = []
    try:
        for holder in _holders(models_dir):
            inner = [entry for entry in holder.iterdir() if entry.is_dir()]
            found += [_described(holder, inner[0])] if inner else []
    except OSError as error:
        reason, hint = atomic.why(error)
        raise StoreError(f"The bin cannot be read: {reason}.", hint) from error
    return sorted(found, key=lambda entry: (entry.discarded, entry.identity), reverse=True)


def take(models_dir: Path, entry: BinnedModel, target: Path | None) -> None:
    """Moves a model back to `target`, or under the folder's own name. StoreError: it stays in the bin."""
    holder = models_dir / BIN / entry.identity
    try:
        folder = next(found for found in holder.iterdir() if found.is_dir())
        os.rename(folder, target or models_dir / folder.name)
    except (OSError, StopIteration) as error:
        reason, hint = atomic.why(error if isinstance(error, OSError) else OSError())
        raise StoreError(f"The model cannot be taken out of the bin: {reason}.", hint) from error
    with contextlib.suppress(OSError):
        (holder / _NAME).unlink()
        holder.rmdir()
    atomic.flush_folder(models_dir)


def erase(models_dir: Path, entry: BinnedModel) -> None:
    """Deletes one model of the bin for good. StoreError where some of it could not be deleted."""
    try:
        shutil.rmtree(models_dir / BIN / entry.identity)
    except OSError as error:
        reason, hint = atomic.why(error)
        raise StoreError(f"The model cannot be deleted: {reason}.", hint) from error


def empty(models_dir: Path) -> int:
    """Deletes what lies in the bin; how many models that were. StoreError where some could not be deleted."""
    count = len(entries(models_dir))
    try:
        for holder in _holders(models_dir):
            shutil.rmtree(holder)
    except OSError as error:
        reason, hint = atomic.why(error)
        raise StoreError(f"The bin cannot be emptied: {reason}.", hint) from error
    return count


def _holders(models_dir: Path) -> list[Path]:
    folder = models_dir / BIN
    return [entry for entry in sorted(folder.iterdir()) if _IDENTITY.match(entry.name)] if folder.is_dir() else []


def _described(holder: Path, folder: Path) -> BinnedModel:
    size = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            size += path.lstat().st_size if path.is_file() else 0
    moment = datetime.fromtimestamp(holder.stat().st_mtime, UTC).isoformat(timespec="microseconds")
    try:  # a long or forbidden name cannot be read from the folder's
        name = checked_name((holder / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, StoreError):
        name = plain_name(folder.name)
    return BinnedModel(holder.name, name, moment, size)
