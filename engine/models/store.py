"""The model library on disk: a folder a model, with its files in a version folder, and `training` for resuming.

A save leaves the old model or the new one, whenever it is killed (see `engine.models.versions`); loading checks
everything and runs nothing.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from engine import atomic, paths
from engine.errors import ModelNotFoundError, StoreError
from engine.models import modelbin, versions
from engine.models.folders import ModelFolders, not_found
from engine.models.manifest import FORMAT_VERSION, CorpusInfo, HistoryPoint, ModelInfo, StoredModel, pack
from engine.models.modelbin import BinnedModel
from engine.models.modelnames import checked_name, folder_name, name_key, plain_name
from engine.models.reading import read_info, read_model

__all__ = ["FORMAT_VERSION", "CorpusInfo", "HistoryPoint", "ModelInfo", "ModelStore", "StoredModel"]

_TRAINING = "training"
_SOURCES = "sources"
_CORRECTIONS = "corrections"
_OF_SAMPLES = ".samples"
_BIN = ".deleted-"


class ModelStore:
    """The models of one folder. Names that differ only in capitals or in Unicode form mean the same model.

    The models of `samples` stand behind the person's own: they are listed last, and read where no own model has the
    name, in which a hyphen may stand for a blank. They are never changed; what belongs to one, such as corrections,
    is kept in the folder of the person's own.

    Errors are StoreError and its family: ModelNotFoundError, ModelDamagedError, ModelTooNewError.
    """

    def __init__(self, models_dir: Path, *, samples: Path | None = None) -> None:
        self._dir = Path(models_dir)
        self._folders = ModelFolders(self._dir)
        self._samples = ModelStore(samples) if samples is not None else None

    @classmethod
    def with_samples(cls, models_dir: Path) -> ModelStore:
        """The person's models with the samples of the program behind them."""
        return cls(models_dir, samples=paths.sample_models_dir())

    def models(self) -> list[ModelInfo]:
        """Every model that can be listed, newest first, then the samples; only descriptions are read, and weights not
        checked."""
        own = self._list()[0]
        if self._samples is None:
            return own
        taken = {name_key(info.name) for info in own}
        found = sorted(self._samples.models(), key=lambda info: info.name)
        return own + [_as_sample(info) for info in found if name_key(info.name) not in taken]

    def damaged(self) -> list[tuple[str, str]]:
        """Name, and what happened with what to do, for each model that cannot be listed."""
        return self._list()[1]

    def info(self, name: str) -> ModelInfo:
        """A model's description, with its size on disk; weights are not checked."""
        sample = self._sample(name)
        if sample is not None:
            return _as_sample(sample[0].info(sample[1]))
        return read_info(name, self._folders.existing(name))

    def has(self, name: str) -> bool:
        """Whether the person has a model of that name, sound or not."""
        folder = self._folders.find(name)
        return folder is not None and versions.has_current(folder)

    def load(self, name: str) -> StoredModel:
        """A whole model; every file is checked against its hash, and weights for being finite."""
        sample = self._sample(name)
        if sample is not None:
            stored = sample[0].load(sample[1])
            return replace(stored, info=_as_sample(stored.info))
        return read_model(name, self._folders.existing(name))

    def save(
        self,
        info: ModelInfo,
        *,
        tokenizer: dict[str, Any],
        weights: dict[str, np.ndarray],
        extras: dict[str, dict[str, Any]] | None = None,
        ngram: dict[str, np.ndarray] | None = None,
    ) -> ModelInfo:
        """Keeps a model under its name; one of that name is replaced, its `training` folder stays.

        Args:
            info: its `name` is stored as NFC without blank space around it; `size_bytes` is ignored.
            tokenizer: plain JSON.
            weights: finite arrays, stored as float32.
            extras: further plain JSON by name (`[a-z_]+`).
            ngram: the arrays of an n-gram, whole numbers.

        Raises:
            StoreError: nothing was changed; the disk is full, the folder cannot be written, or the model is not sound.
        """
        return self._save(StoredModel(info, tokenizer, weights, extras or {}, ngram or {}))

    def check_writable(self) -> None:
        """Raises StoreError where nothing can be written to the library, before hours of training find out."""
        try:
            self._dir.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._dir):
                pass
        except OSError as error:
            reason, hint = atomic.why(error)
            raise StoreError(f"The models folder cannot be written to: {reason}.", hint) from error

    def delete(self, name: str) -> None:
        """Removes a model and its training folder."""
        self._refuse_sample(name)
        folder = self._folders.find(name)
        if folder is None:
            raise not_found(name)
        gone = self._dir / f"{_BIN}{secrets.token_hex(6)}"
        try:
            if not (versions.looks_versioned(folder) or any((folder / own).is_dir() for own in (_TRAINING, _SOURCES))):
                raise ModelNotFoundError(f"The folder of “{name}” holds no model, so it was left alone.")
            if folder.is_symlink():
                folder.unlink()
            else:
                os.rename(folder, gone)  # at once gone for everyone, however long the rest takes
        except OSError as error:
            reason, hint = atomic.why(error)
            raise StoreError(f"The model cannot be deleted: {reason}.", hint) from error
        for leftover in self._dir.glob(f"{_BIN}*"):
            shutil.rmtree(leftover, ignore_errors=True)

    def discard(self, name: str) -> BinnedModel:
        """Puts a model and all that belongs to it into the bin, at once and whole; `restore` brings it back."""
        self._refuse_sample(name)
        folder = self._folders.existing(name)
        if folder.is_symlink():
            raise StoreError(f"“{name}” lies in another folder, so it cannot go into the bin.", "Delete it for good.")
        called = plain_name(folder.name)
        with contextlib.suppress(StoreError):  # a damaged model may be discarded too
            called = read_info(name, folder).name
        return modelbin.put(self._dir, folder, called)

    def binned(self) -> list[BinnedModel]:
        """What lies in the bin, last discarded first."""
        return modelbin.entries(self._dir)

    def restore(self, identity: str) -> str:
        """Takes a model (`BinnedModel.identity`) out of the bin; its name, with “ (2)” where that is in use by now."""
        entry = self._binned(identity)
        name = self._folders.unused(entry.name)
        modelbin.take(self._dir, entry, self._dir / folder_name(name) if name != entry.name else None)
        return name

    def erase(self, identity: str) -> str:
        """Deletes one model of the bin (`BinnedModel.identity`) for good; its name."""
        entry = self._binned(identity)
        modelbin.erase(self._dir, entry)
        return entry.name

    def _binned(self, identity: str) -> BinnedModel:
        entry = next((entry for entry in self.binned() if entry.identity == identity), None)
        if entry is None:
            raise ModelNotFoundError("That model is no longer in the bin.", "Look into the bin again.")
        return entry

    def empty_bin(self) -> int:
        """Deletes for good what lies in the bin; how many models that were."""
        return modelbin.empty(self._dir)

    def rename(self, name: str, new: str) -> ModelInfo:
        """Gives a model another name; its training folder goes along. StoreError where the name is in use."""
        self._refuse_sample(name)
        folder, checked = self._folders.existing(name), checked_name(new)
        if name_key(checked) != name_key(name):
            self._folders.refuse_taken(checked)
        stored = self.load(name)
        target = self._dir / folder_name(checked)
        # the folder's name decides until it is renamed too, so a kill in between leaves the old name
        saved = self._save(replace(stored, info=stored.info.model_copy(update={"name": checked})), folder=folder)
        try:
            if target.name != folder.name:
                os.rename(folder, target)
        except OSError as error:
            reason, hint = atomic.why(error)
            raise StoreError(f"The model cannot be renamed: {reason}.", hint) from error
        return saved

    def duplicate(self, name: str, new: str) -> ModelInfo:
        """Keeps a copy under another name, without the training folder. StoreError where the name is in use."""
        stored, checked = self.load(name), checked_name(new)
        self._folders.refuse_taken(checked)
        copy = stored.info.model_copy(update={"name": checked, "sample": False})
        return self._save(replace(stored, info=copy))

    def training_dir(self, name: str) -> Path:
        """The folder for what a resume needs, created where it is missing, also before the model's first save."""
        folder = self._folders.place(name) / _TRAINING
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason, hint = atomic.why(error)
            raise StoreError(f"The folder of the model cannot be written: {reason}.", hint) from error
        return folder

    def sources_dir(self, name: str) -> Path:
        """The folder for the texts that a model learned from, which may not exist: it goes with the model when that is
        renamed or deleted, and nowhere else."""
        return self._folders.place(name) / _SOURCES

    def corrections_dir(self, name: str) -> Path:
        """The folder for the person's marks on a spam checker's mails, kept as `sources_dir` is; StoreError where there
        is no such model. Those on a sample are kept beside the person's models."""
        sample = self._sample(name)
        if sample is not None:
            folder = self._dir / _OF_SAMPLES
            with contextlib.suppress(OSError):  # a mark says why it cannot be kept
                folder.mkdir(parents=True, exist_ok=True)
            return folder / folder_name(sample[1])
        return self._folders.existing(name) / _CORRECTIONS

    def export_file(self, name: str, path: Path, *, change: Callable[[StoredModel], StoredModel] | None = None) -> None:
        """Writes a model as one .maeari file; the same model gives the same bytes. StoreError, as for `save`.

        `change` makes what is written of what is stored, as `engine.models.masking` does; the library stays as it is.
        """
        from engine.models.archive import write_archive

        sample = self._sample(name)
        if sample is not None:
            sample[0].export_file(sample[1], path, change=change)
            return
        stored = read_model(name, self._folders.existing(name))
        if change is not None:
            stored = change(stored)
        write_archive(Path(path), pack(stored.info, stored.tokenizer, stored.weights, stored.extras, stored.ngram))

    def import_file(self, path: Path, *, name: str | None = None) -> ModelInfo:
        """Reads a .maeari file as if an enemy had made it, and keeps its model; a name in use gets “ (2)”.

        Raises:
            ModelDamagedError, ModelTooNewError: the file is no sound model of this version; nothing was changed.
            StoreError: the file cannot be read or the model cannot be kept.
        """
        from engine.models.archive import read_archive

        stored = read_archive(Path(path))
        wanted = checked_name(name) if name is not None else _usable_name(stored.info.name, Path(path).stem)
        info = stored.info.model_copy(update={"name": self._folders.unused(wanted)})
        return self._save(replace(stored, info=info))

    # -- samples -------------------------------------------------------------------------------------------------

    def _sample(self, name: str) -> tuple[ModelStore, str] | None:
        """The store of the samples and the name there, where no own model has this name but a sample has."""
        if self._samples is None or self.has(name):
            return None
        wanted = _sample_key(checked_name(name))
        found = next((n for f in self._samples._folders.all() if _sample_key(n := plain_name(f.name)) == wanted), None)
        return (self._samples, found) if found is not None else None

    def _refuse_sample(self, name: str) -> None:
        if self._sample(name) is not None:
            raise StoreError(
                f"“{name}” is a sample that came with Maeari, so it stays as it is.",
                "Duplicate it and change the copy.",
            )

    def _list(self) -> tuple[list[ModelInfo], list[tuple[str, str]]]:
        infos: list[ModelInfo] = []
        damaged: list[tuple[str, str]] = []
        for folder in self._folders.all():
            if not versions.has_current(folder):
                continue
            name = plain_name(folder.name)
            try:
                infos.append(read_info(name, folder))
            except StoreError as error:
                damaged.append((name, str(error)))
        infos.sort(key=lambda info: info.created, reverse=True)
        return infos, damaged

    def _save(self, model: StoredModel, *, folder: Path | None = None) -> ModelInfo:
        info = model.info
        checked = info.model_copy(update={"name": checked_name(info.name), "format_version": FORMAT_VERSION})
        files = pack(checked, model.tokenizer, model.weights, model.extras, model.ngram)
        target = folder or self._folders.place(checked.name)
        try:
            versions.write(target, files)
        except OSError as error:
            reason, hint = atomic.why(error)
            raise StoreError(f"The model cannot be saved: {reason}.", hint) from error
        return checked.model_copy(update={"size_bytes": sum(map(len, files.values()))})


def _as_sample(info: ModelInfo) -> ModelInfo:
    return info.model_copy(update={"sample": True})


def _sample_key(name: str) -> str:
    return name_key(name).replace("-", " ")


def _usable_name(name: str, other: str) -> str:
    for candidate in (name, other):
        with contextlib.suppress(StoreError):
            return checked_name(candidate)
    return "Imported model"
