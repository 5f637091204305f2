"""The models on disk, listed and changed on a lane of their own: one change after the other, each told when done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal, Slot

from engine import EngineError, export_model

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.tasks import Control, TaskHandle
    from engine import BinnedModel, ModelInfo, ModelStore

Kind = Literal["rename", "duplicate", "discard", "delete", "restore", "erase", "empty", "export", "import"]
SUFFIX = ".maeari"


@dataclass(frozen=True, slots=True)
class Listing:
    """What the library holds: models newest first, name and sentence of each damaged one, and the bin."""

    infos: tuple[ModelInfo, ...] = ()
    damaged: tuple[tuple[str, str], ...] = ()
    binned: tuple[BinnedModel, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What was done: the names of the models as they are now, and why some of them stayed as they were.

    `entries` are those that went into the bin; `count` is how many models an emptied bin held, or how many secrets and
    words were masked in an exported file; `before` is the name that was changed; `notes` are sentences to show.
    """

    kind: Kind
    names: tuple[str, ...] = ()
    entries: tuple[BinnedModel, ...] = ()
    errors: tuple[EngineError, ...] = ()
    path: Path | None = None
    count: int = 0
    before: str = ""
    notes: tuple[str, ...] = ()


def read_library(store: ModelStore, _control: Control) -> Listing:
    """Reads every description and the bin. Raises EngineError."""
    return Listing(tuple(store.models()), tuple(store.damaged()), tuple(store.binned()))


def _one_by_one(kind: Kind, do: Callable[[str], str], names: Sequence[str], control: Control) -> Change:
    """Does the same to each; one that cannot be done does not keep the others from it."""
    done: list[str] = []
    errors: list[EngineError] = []
    for name in names:
        if control.stopped:
            break
        try:
            done.append(do(name))
        except EngineError as error:
            errors.append(error)
    return Change(kind, tuple(done), errors=tuple(errors))


def _discard(store: ModelStore, names: Sequence[str], control: Control) -> Change:
    entries: list[BinnedModel] = []

    def put(name: str) -> str:
        entries.append(store.discard(name))
        return name

    change = _one_by_one("discard", put, names, control)
    return Change(change.kind, change.names, tuple(entries), change.errors)


def _delete(store: ModelStore, name: str, _control: Control) -> Change:
    store.delete(name)
    return Change("delete", (name,))


def _rename(store: ModelStore, name: str, new: str, _control: Control) -> Change:
    return Change("rename", (store.rename(name, new).name,), before=name)


def _duplicate(store: ModelStore, name: str, new: str, _control: Control) -> Change:
    return Change("duplicate", (store.duplicate(name, new).name,))


def _empty(store: ModelStore, _control: Control) -> Change:
    return Change("empty", count=store.empty_bin())


def _export(store: ModelStore, name: str, path: Path, with_secrets: bool, _control: Control) -> Change:
    masked = export_model(store, name, path, with_secrets=with_secrets)
    return Change("export", (name,), path=path, count=masked.words + sum(masked.counts.values()), notes=masked.notes)


def _import(store: ModelStore, paths: Sequence[Path], control: Control) -> Change:
    known = {str(path): path for path in paths}
    return _one_by_one("import", lambda name: store.import_file(known[name]).name, list(known), control)


class ModelLibrary(QObject):
    """Asks the store on the lane. A change that failed as a whole is a Change with its error and no name."""

    listed = Signal(object)  # Listing
    not_listed = Signal(object)  # EngineError
    changed = Signal(object)  # Change

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reading: TaskHandle | None = None
        self._kinds: list[Kind] = []  # of the changes on their way, in their order

    @property
    def busy(self) -> bool:
        """Whether a change is on its way."""
        return bool(self._kinds)

    def refresh(self) -> None:
        """Reads the library again; asked twice before it begins, it is read once."""
        if self._reading is not None and self._reading.state == "queued":
            return
        work = partial(read_library, self._context.store)
        self._reading = self._context.tasks.run("library", work, on_success=self._read, on_error=self._not_read)

    def rename(self, name: str, new: str) -> None:
        """Gives a model another name."""
        self._run("rename", partial(_rename, self._context.store, name, new))

    def duplicate(self, name: str, new: str) -> None:
        """Copies a model."""
        self._run("duplicate", partial(_duplicate, self._context.store, name, new))

    def discard(self, names: Sequence[str]) -> None:
        """Puts models into the bin."""
        self._run("discard", partial(_discard, self._context.store, tuple(names)))

    def delete(self, name: str) -> None:
        """Deletes a model for good, past the bin."""
        self._run("delete", partial(_delete, self._context.store, name))

    def restore(self, identities: Sequence[str]) -> None:
        """Takes models out of the bin."""
        self._run("restore", partial(_one_by_one, "restore", self._context.store.restore, tuple(identities)))

    def erase(self, identities: Sequence[str]) -> None:
        """Deletes models of the bin for good."""
        self._run("erase", partial(_one_by_one, "erase", self._context.store.erase, tuple(identities)))

    def empty_bin(self) -> None:
        """Deletes all that lies in the bin for good."""
        self._run("empty", partial(_empty, self._context.store))

    def export(self, name: str, path: Path, *, with_secrets: bool = False) -> None:
        """Writes a model as one .maeari file; its secrets are masked there unless it goes out with them."""
        self._run("export", partial(_export, self._context.store, name, path, with_secrets))

    def import_files(self, paths: Sequence[Path]) -> None:
        """Adds the models of .maeari files; each is checked before anything of it is kept."""
        self._run("import", partial(_import, self._context.store, tuple(paths)))

    def _run(self, kind: Kind, work: Callable[[Control], Change]) -> None:
        self._kinds.append(kind)
        self._context.tasks.run("library", work, on_success=self._done, on_error=self._failed)

    @Slot(object)
    def _read(self, listing: Listing) -> None:
        self.listed.emit(listing)

    @Slot(object)
    def _not_read(self, error: EngineError) -> None:
        self.not_listed.emit(error)

    @Slot(object)
    def _done(self, change: Change) -> None:
        self._kinds.pop(0)
        self.changed.emit(change)

    @Slot(object)
    def _failed(self, error: EngineError) -> None:
        self.changed.emit(Change(self._kinds.pop(0), errors=(error,)))
