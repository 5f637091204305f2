"""A wrongly recognised encoding on the Corpora page: how the file reads in each, and the choice of another."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

import engine
from desktop.widgets.corpora.encoding_dialog import EncodingDialog
from desktop.widgets.corpora.file_tree import shown_name

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.corpora.corpus_cleaning import CorpusCleaning
    from desktop.corpora.corpus_reading import FileRow
    from desktop.tasks import Control
    from desktop.widgets.corpora.corpus_details import CorpusDetails

SHOWN_CHARACTERS = 3_000

Samples = tuple[str, list[tuple[str, str | None]]]


def samples(path: str, control: Control) -> Samples:
    """The beginning of a file as it is recognised and in each encoding; None where it cannot be; on the analysis
    lane."""
    found: list[tuple[str, str | None]] = []
    for encoding in ("", *engine.encoding_choices(Path(path))):
        if control.stopped:
            break
        try:
            found.append((encoding, engine.beginning_in(Path(path), encoding, SHOWN_CHARACTERS)))
        except engine.EngineError:
            found.append((encoding, None))
    return path, found


def can_choose(row: FileRow | None) -> bool:
    """Whether a file is a plain text or a table, whose encoding is a guess."""
    if row is None or not row.size or not engine.encoding_choices(Path(row.path)):
        return False
    suffix = Path(row.path).suffix.lower()
    return not row.reason or not suffix or suffix in engine.read_suffixes()


class CorpusEncoding(QObject):
    """Opens the dialog for the chosen file, and makes the choice part of how the corpus is read."""

    def __init__(self, context: AppContext, details: CorpusDetails, cleaning: CorpusCleaning, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._details = details
        self._cleaning = cleaning
        self._window = window
        self._path = ""
        self.dialog: EncodingDialog | None = None
        details.files.row_chosen.connect(self._row_chosen)
        details.preview.request_encoding.connect(self.ask)

    @Slot(object)
    def _row_chosen(self, row: FileRow | None) -> None:
        entry = self._cleaning.entry
        self._details.preview.encoding_button.setVisible(entry is not None and not entry.sample and can_choose(row))

    @Slot()
    def ask(self) -> None:
        """Reads how the chosen file begins, and then asks."""
        row = self._details.files.current
        if row is not None:
            self._context.tasks.run("analysis", partial(samples, row.path), on_success=self._ask)

    @Slot(object)
    def _ask(self, found: Samples) -> None:
        entry, row = self._cleaning.entry, self._details.files.current
        path, shown = found
        if entry is None or row is None or row.path != path:
            return
        self._path = path
        chosen = entry.cleaning.encoding_of(Path(path))
        self.dialog = EncodingDialog(shown_name(row.name), shown, row.encoding, chosen, self._window)
        self.dialog.accepted.connect(self._chosen)
        self.dialog.open()

    @Slot()
    def _chosen(self) -> None:
        entry = self._cleaning.entry
        if entry is None or self.dialog is None:
            return
        pairs = {path: encoding for path, encoding in entry.cleaning.encodings if path != self._path}
        if self.dialog.value:
            pairs[self._path] = self.dialog.value
        self._cleaning.apply(entry.cleaning.replaced(encodings=tuple(pairs.items())))
