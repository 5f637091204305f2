"""Reads the inside of networks on a lane; the latest question wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal, Slot

import engine
from engine import EngineError

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.tasks import Control
    from engine import Inside, ModelStore, StoredModel

MOST = 3  # models side by side, and kept in memory


@dataclass(frozen=True, slots=True)
class Network:
    """A model of the library by its name, or where that is empty an untrained network of a cell."""

    name: str = ""
    cell: str = "lstm"


@dataclass(frozen=True, slots=True)
class Read:
    """The networks that were asked for with what was found in each, or why nothing was."""

    networks: tuple[Network, ...]
    seed: str
    found: tuple[Inside | EngineError, ...]


class InsideReader(QObject):
    """Keeps the models that were read last, so that a changed seed is answered at once."""

    read = Signal(object)  # Read

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: dict[str, StoredModel] = {}
        self._asked: Read | None = None

    def ask(self, networks: Sequence[Network], seed: str) -> None:
        """Asks for the inside of networks over a seed; an older question that was not answered is dropped."""
        self._asked = Read(tuple(networks), seed, ())
        work = partial(_read, self._context.store, self._kept, self._asked)
        self._context.tasks.run("inside", work, on_success=self._done, on_error=self._failed, latest=True)

    @Slot()
    def forget(self) -> None:
        """The models have changed: they are loaded again."""
        self._kept = {}  # the work that goes on keeps the old one to itself

    @Slot(object)
    def _done(self, read: Read | None) -> None:
        if read is not None:
            self.read.emit(read)

    @Slot(object)
    def _failed(self, error: EngineError) -> None:
        if self._asked is not None:
            asked = self._asked
            self.read.emit(Read(asked.networks, asked.seed, tuple(error for _ in asked.networks)))


def _read(store: ModelStore, kept: dict[str, StoredModel], asked: Read, control: Control) -> Read | None:
    found: list[Inside | EngineError] = []
    for network in asked.networks:
        if control.stopped:
            return None
        try:
            found.append(_inside(store, kept, network, asked.seed))
        except EngineError as error:
            found.append(error)
    return Read(asked.networks, asked.seed, tuple(found))


def _inside(store: ModelStore, kept: dict[str, StoredModel], network: Network, seed: str) -> Inside:
    if not network.name:
        return engine.untrained_inside(cast(Any, network.cell), seed)
    if network.name not in kept:
        while len(kept) >= MOST:
            del kept[next(iter(kept))]
        kept[network.name] = store.load(network.name)
    return engine.inside(kept[network.name], seed)
