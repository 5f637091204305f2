"""What every page is given: the libraries on disk, settings, background work and the signals between pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.keymap import Keymap

if TYPE_CHECKING:
    from desktop.history import History
    from desktop.settings import Settings
    from desktop.tasks import Tasks
    from engine import CorpusLibrary, ModelStore


class AppContext(QObject):
    """Shared state of one window; built by app.py and, with other parts, by tests.

    `corpora`, `store` and `history` are opened on first use, so that the window can be painted before their modules
    are imported. Emit `models_changed` or `corpora_changed` after each change on disk.
    """

    models_changed = Signal()
    corpora_changed = Signal()
    theme_changed = Signal()
    model_selected = Signal(str)  # the language model in use; empty where there is none
    request_data_job = Signal(object)  # a desktop.data.data_jobs.DataJob: work that the window has to be closed for
    training_changed = Signal(object, str)  # progress 0..1 or None where nothing trains, text of the chip
    training_ended = Signal(str, str)  # what ended and how, in words
    request_hold = Signal(str)  # why the training should wait; empty: it may go on

    def __init__(
        self,
        *,
        models_dir: Path,
        settings: Settings,
        tasks: Tasks,
        open_corpora: Callable[[], CorpusLibrary],
        open_store: Callable[[], ModelStore],
        open_history: Callable[[], History],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.models_dir = models_dir
        self.settings = settings
        self.keymap = Keymap(settings, self)
        self.tasks = tasks
        self.without_model = False  # after a crash: no model is loaded before the person chooses one
        self._open_corpora = open_corpora
        self._open_store = open_store
        self._open_history = open_history
        self._corpora: CorpusLibrary | None = None
        self._store: ModelStore | None = None
        self._history: History | None = None

    @property
    def corpora(self) -> CorpusLibrary:
        """The corpora of the person and the samples."""
        if self._corpora is None:
            self._corpora = self._open_corpora()
        return self._corpora

    @property
    def store(self) -> ModelStore:
        """The models in `models_dir`."""
        if self._store is None:
            self._store = self._open_store()
        return self._store

    @property
    def history(self) -> History:
        """The conversations. Raises EngineError where the database cannot be opened."""
        if self._history is None:
            self._history = self._open_history()
        return self._history

    def close(self) -> bool:
        """Ends background work and closes the database; False where a lane did not end in time."""
        ended = self.tasks.shutdown()
        self.keymap.close()
        if self._history is not None:
            self._history.close()
            self._history = None
        return ended
