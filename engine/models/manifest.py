"""What a model's files hold, and how they are checked: plain data in, plain data out, nothing is ever run."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn, Self

import numpy as np
from pydantic import Field, ValidationError, model_validator

from engine.config import FrozenModel, Kind, ModelConfig, TrainingConfig
from engine.errors import ModelDamagedError, ModelTooNewError, StoreError

FORMAT_VERSION = 1
MODEL, TOKENIZER, WEIGHTS = "model.json", "tokenizer.json", "weights.safetensors"
# Beside a network, or alone: the counts of an n-gram, unsigned numbers.
NGRAM = "ngram.safetensors"

MAX_MODEL_BYTES = 32 * 2**20
MAX_JSON_BYTES = 512 * 2**20
MAX_WEIGHTS_BYTES = 3 * 2**30
_MAX_HEADER_BYTES = 10_000_000
_MAX_EXTRAS = 8
_EXTRA = re.compile(r"[a-z_]{1,40}\Z")
_NOT_EXTRAS = {"model", "tokenizer", "con", "prn", "aux", "nul"}
_HINT = "Delete it and train it again, or import it again from a .maeari file."


class CorpusInfo(FrozenModel):
    """What a model was trained on: names of files without their folders, and counts; never any text."""

    sources: tuple[str, ...] = ()
    characters: int = Field(default=0, ge=0)
    tokens: int = Field(default=0, ge=0)
    fingerprint: str = ""
    language: str = ""


class HistoryPoint(FrozenModel):
    """One validation of a training run; losses in nats per token, time in seconds."""

    epoch: float
    step: int
    seconds: float
    loss: float
    val_loss: float | None = None


class ModelInfo(FrozenModel):
    """What is known of a model without its weights. `size_bytes` is counted on the disk, `sample` says that the model
    came with the program; neither is stored."""

    format_version: int = FORMAT_VERSION
    name: str
    kind: Kind = "language"
    model: ModelConfig
    training: TrainingConfig | None = None
    created: str
    recipe: str | None = None
    parameters: int = Field(default=0, ge=0)
    vocabulary: int = Field(default=0, ge=0)
    corpus: CorpusInfo = CorpusInfo()
    metrics: dict[str, float | int | str | None] = Field(default_factory=dict)
    history: tuple[HistoryPoint, ...] = ()
    size_bytes: int = Field(default=0, ge=0)
    sample: bool = False

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        if self.kind != self.model.kind:
            raise ValueError("The model is said to be of two kinds")
        return self


@dataclass(frozen=True)
class StoredModel:
    """A whole model: `weights` are finite float32 arrays of any shape, by name, none at all for an n-gram alone;
    `ngram` are the arrays of `engine.inference.ngram.NgramModel.arrays`, none at all where there is no n-gram."""

    info: ModelInfo
    tokenizer: dict[str, Any]
    weights: dict[str, np.ndarray]
    extras: dict[str, dict[str, Any]] = field(default_factory=dict)
    ngram: dict[str, np.ndarray] = field(default_factory=dict)


@dataclass(frozen=True)
class Manifest:
    """`model.json`: the model's description, and for each other file its SHA-256 and length in bytes."""

    info: ModelInfo
    files: dict[str, tuple[str, int]]


def pack(
    info: ModelInfo,
    tokenizer: dict[str, Any],
    weights: dict[str, np.ndarray],
    extras: dict[str, dict[str, Any]],
    ngram: dict[str, np.ndarray],
) -> dict[str, bytes]:
    """The bytes of each file of a model, the description last.

    Raises:
        StoreError: weights that are not finite, data that is no plain JSON, or a name that does not work for a file.
    """
    for name in extras:
        if not is_extra(name):
            raise StoreError(f"“{name}” cannot be the name of a part of a model.", "Use small letters and underscores.")
    if len(extras) > _MAX_EXTRAS:
        raise StoreError(f"A model has at most {_MAX_EXTRAS} parts beside its network.")
    files = {TOKENIZER: _dump(tokenizer, TOKENIZER), WEIGHTS: _pack_weights(weights)}
    if ngram:
        files[NGRAM] = _pack_counts(ngram)
    files |= {f"{name}.json": _dump(value, name) for name, value in sorted(extras.items())}
    content = info.model_dump(mode="json", exclude={"size_bytes", "sample"})
    content["files"] = {name: {"sha256": _sha256(data), "bytes": len(data)} for name, data in files.items()}
    return files | {MODEL: _dump(content, MODEL)}


def unpack_manifest(data: bytes) -> Manifest:
    """Reads `model.json`.

    Raises:
        ModelTooNewError: a newer version of Maeari wrote it.
        ModelDamagedError: it is no description of a model. The sentence begins with “Its”, to stand behind a name.
    """
    content = _load(data, MODEL)
    content.pop("sample", None)  # only its place says so
    version = content.get("format_version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise ModelTooNewError("It was written by a newer version of Maeari.", "Update Maeari to use it.")
    listed = content.pop("files", None)
    try:
        info = ModelInfo.model_validate(content)
        files = {str(name): (str(entry["sha256"]), int(entry["bytes"])) for name, entry in listed.items()}
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        _damaged(f"Its description (model.json) has a wrong or missing value at “{where}”.", error)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        _damaged("Its description (model.json) does not list its files.", error)
    if version != FORMAT_VERSION:
        _damaged("Its description (model.json) names no version that exists.")
    for name in (TOKENIZER, WEIGHTS):
        if name not in files:
            _damaged(f"Its description (model.json) does not list {name}.")
    for name in files.keys() - {TOKENIZER, WEIGHTS, NGRAM}:
        if not is_extra(name.removesuffix(".json")) or not name.endswith(".json"):
            _damaged("Its description (model.json) lists a file that does not belong to a model.")
    if len(files) > 3 + _MAX_EXTRAS:
        _damaged("Its description (model.json) lists too many files.")
    return Manifest(info, files)


def unpack(manifest: Manifest, read: Callable[[str], bytes], *, size_bytes: int = 0) -> StoredModel:
    """Reads and checks every file that a manifest lists; `read` gives the bytes of one, by its name.

    Raises:
        ModelDamagedError: a file is altered or wrong. The sentence begins with “Its”.
    """
    contents = {}
    for name, (digest, length) in manifest.files.items():
        data = read(name)
        if len(data) != length or _sha256(data) != digest:
            _damaged(f"Its file {name} is not what was saved; it was cut off or changed.")
        contents[name] = _UNPACKED[name](data) if name in _UNPACKED else _load(data, name)
    weights, tokenizer, ngram = contents.pop(WEIGHTS), contents.pop(TOKENIZER), contents.pop(NGRAM, {})
    extras = {name.removesuffix(".json"): value for name, value in contents.items()}
    return StoredModel(manifest.info.model_copy(update={"size_bytes": size_bytes}), tokenizer, weights, extras, ngram)


def is_extra(name: str) -> bool:
    """Whether a part beside tokenizer and weights may have this name."""
    return _EXTRA.match(name) is not None and name not in _NOT_EXTRAS


def limit_of(file: str) -> int:
    """The largest length in bytes that a file of this name may have."""
    return {MODEL: MAX_MODEL_BYTES, WEIGHTS: MAX_WEIGHTS_BYTES, NGRAM: MAX_WEIGHTS_BYTES}.get(file, MAX_JSON_BYTES)


def _pack_weights(weights: dict[str, np.ndarray]) -> bytes:
    from safetensors.numpy import save

    arrays = {}
    for name, array in weights.items():
        with np.errstate(over="ignore"):
            value = np.ascontiguousarray(array, dtype=np.float32).reshape(np.shape(array))
        if not np.isfinite(value).all():
            raise StoreError(
                "The network was not saved, because its weights are no longer numbers.",
                "Train with a smaller learning rate.",
            )
        arrays[name] = value
    if sum(array.nbytes for array in arrays.values()) > MAX_WEIGHTS_BYTES - _MAX_HEADER_BYTES:
        raise StoreError("The network is too large to be saved.", "Train with fewer units or a smaller vocabulary.")
    return save(arrays)


def _unpack_weights(data: bytes) -> dict[str, np.ndarray]:
    weights = _arrays(data, WEIGHTS, "weights")
    if any(array.dtype != np.float32 for array in weights.values()):
        _damaged("Its weights (weights.safetensors) are not 32-bit numbers.")
    if not all(np.isfinite(array).all() for array in weights.values()):
        _damaged("Its weights (weights.safetensors) hold values that are no numbers.")
    return weights


def _pack_counts(arrays: dict[str, np.ndarray]) -> bytes:
    from safetensors.numpy import save

    if any(array.dtype.kind not in "iu" for array in arrays.values()):
        raise StoreError("The n-gram was not saved, because its counts are no whole numbers.", "Train it again.")
    return save({name: np.ascontiguousarray(array) for name, array in arrays.items()})


def _unpack_counts(data: bytes) -> dict[str, np.ndarray]:
    counts = _arrays(data, NGRAM, "n-gram")
    if any(array.dtype.kind not in "iu" for array in counts.values()):
        _damaged("Its n-gram (ngram.safetensors) does not hold whole numbers.")
    return counts


def _arrays(data: bytes, file: str, what: str) -> dict[str, np.ndarray]:
    from safetensors import SafetensorError
    from safetensors.numpy import load

    if int.from_bytes(data[:8], "little") > _MAX_HEADER_BYTES:
        _damaged(f"Its {what} ({file}) begins with a table that is too large.")
    try:
        return load(data)
    except (SafetensorError, ValueError, KeyError, TypeError, AttributeError) as error:
        _damaged(f"Its {what} ({file}) cannot be read.", error)


_UNPACKED: dict[str, Callable[[bytes], dict[str, np.ndarray]]] = {WEIGHTS: _unpack_weights, NGRAM: _unpack_counts}


def _dump(value: Any, name: str) -> bytes:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        data = text.encode("utf-8", errors="surrogatepass")
    except (TypeError, ValueError, RecursionError) as error:
        raise StoreError(f"The model was not saved, because its part “{name}” is not plain data.") from error
    if len(data) > limit_of(name):
        raise StoreError(f"The model was not saved, because its part “{name}” is too large.")
    return data


def _load(data: bytes, name: str) -> dict[str, Any]:
    try:
        content = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        _damaged(f"Its file {name} cannot be read.", error)
    if not isinstance(content, dict):
        _damaged(f"Its file {name} cannot be read.")
    return content


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _damaged(sentence: str, cause: Exception | None = None) -> NoReturn:
    raise ModelDamagedError(sentence, _HINT) from cause
