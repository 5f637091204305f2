"""Reading a model from its folder: everything is checked, nothing is run, and a save meanwhile does no harm."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from engine import atomic
from engine.errors import ModelDamagedError, ModelTooNewError, StoreError
from engine.models import versions
from engine.models.manifest import MODEL, Manifest, ModelInfo, StoredModel, limit_of, unpack, unpack_manifest
from engine.models.modelnames import folder_name, plain_name, same_folder

_ATTEMPTS = 5
_HINT = "Delete it and train it again, or import it again from a .maeari file."

T = TypeVar("T")


def read_model(name: str, folder: Path) -> StoredModel:
    """A whole model; every file is checked against its hash, and weights for being finite.

    Raises ModelDamagedError, ModelTooNewError, or StoreError where it cannot be read; they call it `name`.
    """

    def read(version: Path) -> StoredModel:
        manifest, size = _described(folder, version)
        return unpack(manifest, lambda file: _read(version / file, manifest.files[file][1]), size_bytes=size)

    return _reading(name, read, folder)


def read_info(name: str, folder: Path) -> ModelInfo:
    """A model's description, with its size on disk; its files are checked for their lengths alone. Raises as
    `read_model` does."""
    return _reading(name, lambda version: _described(folder, version)[0].info, folder)


def _reading(name: str, read: Callable[[Path], T], folder: Path) -> T:
    """Runs `read` on the current version; again where a save has replaced it meanwhile."""
    for _ in range(_ATTEMPTS):
        version: Path | None = None
        try:
            version = versions.current(folder)
            if version is None:
                raise ModelDamagedError("Its file “current” names no version of it.", _HINT)
            return read(version)
        except FileNotFoundError as error:
            with contextlib.suppress(OSError):
                if versions.current(folder) != version:
                    continue
            missing = Path(str(error.filename or "")).name
            raise _about(name, ModelDamagedError(f"Its file {missing} is missing.", _HINT)) from error
        except OSError as error:
            reason, hint = atomic.why(error)
            raise StoreError(f"The model “{name}” cannot be read: {reason}.", hint) from error
        except (ModelDamagedError, ModelTooNewError) as error:
            raise _about(name, error) from error
    raise StoreError(f"The model “{name}” is being saved again and again.", "Try again in a moment.")


def _described(folder: Path, version: Path) -> tuple[Manifest, int]:
    """The manifest with the name that the folder gives, and the bytes of all files, whose lengths are checked."""
    manifest = unpack_manifest(_read(version / MODEL))
    size = (version / MODEL).stat().st_size
    for file, (_, length) in manifest.files.items():
        found = (version / file).stat().st_size
        if found != length:
            raise ModelDamagedError(f"Its file {file} has {found:,} bytes instead of {length:,}.", _HINT)
        size += found
    info = manifest.info
    if not same_folder(folder_name(info.name), folder.name):  # renamed or copied by hand
        info = info.model_copy(update={"name": plain_name(folder.name)})
    return Manifest(info.model_copy(update={"size_bytes": size}), manifest.files), size


def _read(path: Path, length: int | None = None) -> bytes:
    limit = limit_of(path.name) if length is None else min(length, limit_of(path.name))
    with open(path, "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ModelDamagedError(f"Its file {path.name} is too large.", _HINT)
    return data


def _about(name: str, error: StoreError) -> StoreError:
    """The same error with the model's name in its sentence, which begins with “It” or “Its” until then."""
    if error.message.startswith("Its "):
        return type(error)(f"The model “{name}” is damaged: {error.message[:1].lower()}{error.message[1:]}", error.hint)
    return type(error)(f"The model “{name}” cannot be used: i{error.message[1:]}", error.hint)
