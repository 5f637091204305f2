"""A model as one `.maeari` file: a zip with a fixed set of flat names. What is read is taken to be hostile."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import NoReturn

from engine import atomic
from engine.errors import EngineError, ModelDamagedError, StoreError
from engine.models.manifest import (
    MAX_WEIGHTS_BYTES,
    MODEL,
    NGRAM,
    TOKENIZER,
    WEIGHTS,
    StoredModel,
    is_extra,
    limit_of,
    unpack,
    unpack_manifest,
)

_MAX_MEMBERS = 16
_MAX_DIRECTORY_BYTES = 16 * 1024
_MAX_TOTAL_BYTES = MAX_WEIGHTS_BYTES + 2**30
_MAX_RATIO = 100  # real vocabularies and histories shrink by less than 20
_FREE_BYTES = 2**20  # below this the ratio does not matter
_CHUNK = 2**20
_DATE = (1980, 1, 1, 0, 0, 0)
_MODE = (stat.S_IFREG | 0o644) << 16
_ENCRYPTED_FLAG = 0x1
# What a zip of more than 4 GB ends with; zipfile would believe its counts instead of the small ones checked here.
_LARGE_END, _LARGE_END_BYTES = b"PK\x06\x07", 20
_END = struct.Struct("<4s4H2LH")
_HINT = "Ask for the file again, or export it again where it came from."


def write_archive(path: Path, files: dict[str, bytes]) -> None:
    """Writes the files of a model as a zip, atomically; the same files give the same bytes.

    Raises:
        StoreError: the place cannot be written, or the disk is full; nothing partial remains.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            member = zipfile.ZipInfo(name, _DATE)
            member.external_attr = _MODE
            member.create_system = 3
            member.compress_type = zipfile.ZIP_STORED if name in (WEIGHTS, NGRAM) else zipfile.ZIP_DEFLATED
            archive.writestr(member, files[name], compresslevel=6)
    try:
        atomic.write_bytes(path, buffer.getvalue())
    except OSError as error:
        reason, hint = atomic.why(error)
        raise StoreError(f"“{path.name}” cannot be written: {reason}.", hint) from error


def read_archive(path: Path) -> StoredModel:
    """Reads and checks a `.maeari` file whole, in memory; nothing is unpacked to the disk.

    Only the known flat names are taken, each once; sizes are counted while reading, whatever the headers say.

    Raises:
        ModelDamagedError, ModelTooNewError: it is no sound model of this version.
        StoreError: it cannot be read.
    """
    try:
        return _read(path)
    except OSError as error:
        reason, _ = atomic.why(error)
        raise StoreError(f"“{path.name}” cannot be read: {reason}.", "Choose the file again.") from error
    except EngineError as error:
        reason = error.message[:1].lower() + error.message[1:]
        raise type(error)(
            f"“{path.name}” cannot be imported: {reason}", _HINT if not error.hint else error.hint
        ) from error


def _read(path: Path) -> StoredModel:
    if not path.is_file():
        raise StoreError("It does not exist." if not path.exists() else "It is no file.", "Choose a .maeari file.")
    if path.stat().st_size > _MAX_TOTAL_BYTES:
        _refuse("It is larger than any model.")
    with open(path, "rb") as file:
        _check_directory(file)
        try:
            with zipfile.ZipFile(file) as archive:
                members = _checked_members(archive)
                files = _contents(archive, members)
        except (
            zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error,
            NotImplementedError, RuntimeError, EOFError, ValueError, IndexError, KeyError,
        ) as error:  # fmt: skip
            _refuse("It is damaged or was cut off.", error)
    for name in (MODEL, TOKENIZER, WEIGHTS):
        if name not in files:
            _refuse(f"It has no {name}, so it is no Maeari model.")
    manifest = unpack_manifest(files.pop(MODEL))
    if manifest.files.keys() != files.keys():
        _refuse("It does not hold exactly the files that its description lists.")
    stored = unpack(manifest, files.__getitem__)
    _check_shapes(stored)
    return stored


def _check_shapes(stored: StoredModel) -> None:
    """Refuses weights that are not those of the network described; an n-gram alone has none."""
    from engine.network import array_shapes

    if stored.info.kind == "labels":
        from engine.labels.shapes import LABELS, fits

        if not fits(stored.extras.get(LABELS), stored.weights, stored.ngram):
            _refuse("Its weights are not those of the labels that its description names.")
        return
    if not stored.weights:
        return
    first = stored.weights.get("embedding", stored.weights.get("layers.0.kernel"))
    vocabulary = first.shape[0] if first is not None and first.ndim == 2 else 0
    shapes = array_shapes(stored.info.model, vocabulary)
    if any(name not in stored.weights or stored.weights[name].shape != shape for name, shape in shapes.items()):
        _refuse("Its weights are not those of the network that its description names.")


def _check_directory(file: io.BufferedReader) -> None:
    """Looks at the end of the zip before zipfile does, which would build an object for each of a million members."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END.size - 0xFFFF))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        _refuse("It is no .maeari file, or was cut off.")
    if tail[max(0, at - _LARGE_END_BYTES) : at].startswith(_LARGE_END):
        _refuse("It is larger than any model.")
    _, _, _, _, members, directory_bytes, _, _ = _END.unpack_from(tail, at)
    if members > _MAX_MEMBERS or directory_bytes > _MAX_DIRECTORY_BYTES:
        _refuse("It holds more than a model has.")


def _checked_members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    names = [member.orig_filename for member in members]
    if len(members) > _MAX_MEMBERS or len(set(names)) != len(names):
        _refuse("It holds a file twice, or more than a model has.")
    for member in members:
        known = member.orig_filename in (MODEL, TOKENIZER, WEIGHTS, NGRAM)
        extra = member.orig_filename.endswith(".json") and is_extra(member.orig_filename.removesuffix(".json"))
        kind = stat.S_IFMT(member.external_attr >> 16) if member.create_system == 3 else 0
        if member.filename != member.orig_filename or not (known or extra) or kind not in (0, stat.S_IFREG):
            _refuse("It holds something that does not belong to a model.")
        if member.flag_bits & _ENCRYPTED_FLAG:
            _refuse("It is locked with a password.")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            _refuse("It is packed in a way that Maeari does not use.")
    return members


def _contents(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    files = {}
    total = 0
    for member in members:
        allowed = min(limit_of(member.filename), max(_FREE_BYTES, _MAX_RATIO * member.compress_size))
        data = bytearray()
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                data += chunk
                total += len(chunk)
                if len(data) > allowed or total > _MAX_TOTAL_BYTES:
                    _refuse("It unpacks to far more than a model has.")
        files[member.filename] = bytes(data)
    return files


def _refuse(sentence: str, cause: Exception | None = None) -> NoReturn:
    raise ModelDamagedError(sentence, _HINT) from cause
