"""Secrets on the Corpora page: the banner's answers become part of the cleaning of the corpus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.corpora.corpus_reading import find_secrets
from desktop.widgets.corpora.secret_review import SecretReview

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.corpora.corpus_cleaning import CorpusCleaning
    from desktop.corpora.corpus_reading import Reading
    from desktop.tasks import TaskHandle
    from desktop.widgets.corpora.secret_banner import SecretBanner
    from engine import CorpusEntry, EngineError, SecretReport

    Found = tuple[CorpusEntry, SecretReport]

LISTED = 500  # different secrets that are shown for review
KEPT = 10_000  # different secrets that can be kept at once


class CorpusSecrets(QObject):
    """Shows the banner for a corpus, and does what is chosen on it."""

    failed = Signal(object)  # EngineError

    def __init__(self, context: AppContext, banner: SecretBanner, cleaning: CorpusCleaning, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._banner = banner
        self._cleaning = cleaning
        self._window = window
        self._entry: CorpusEntry | None = None
        self._handle: TaskHandle | None = None
        self.review: SecretReview | None = None
        banner.request_mask.connect(self.mask)
        banner.request_review.connect(self.open_review)
        banner.request_keep.connect(self.keep)

    def clear(self) -> None:
        """Another corpus is shown, or none."""
        self._entry = None
        self._banner.hide()
        self._end()

    def show_reading(self, entry: CorpusEntry, reading: Reading) -> None:
        """Says what was found. The samples' own made-up addresses are no secrets."""
        self._entry = entry
        if entry.sample:
            self._banner.hide()
            return
        masked = sum(step.pieces for step in reading.steps if step.name == "mask_secrets")
        if masked:
            self._banner.show_masked(masked)
        elif reading.diagnosis is not None:
            secrets = reading.diagnosis.secrets
            self._banner.show_found(secrets.counts, whole=secrets.whole)

    @Slot()
    def mask(self) -> None:
        """Masks every secret but those that were kept."""
        if self._entry is not None:
            self._cleaning.apply(self._entry.cleaning.replaced(mask_secrets=True))

    @Slot()
    def open_review(self) -> None:
        """Looks for the secrets, and then opens the list of them."""
        self._find(LISTED, self._open)

    @Slot()
    def keep(self) -> None:
        """Looks for the secrets, and remembers that all of them may be learned."""
        self._find(KEPT, self._keep)

    def _find(self, most: int, then: Callable[[Found | None], object]) -> None:
        if self._entry is None or self._handle is not None:
            return
        self._banner.setEnabled(False)
        work = partial(find_secrets, self._entry, self._context.corpora.cache_folder, most)
        self._handle = self._context.tasks.run("analysis", work, on_success=then, on_error=self._not_found)
        self._handle.finished.connect(self._end)

    @Slot()
    def _end(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        self._banner.setEnabled(True)

    @Slot(object)
    def _not_found(self, error: EngineError) -> None:
        self.failed.emit(error)

    @Slot(object)
    def _open(self, found: Found | None) -> None:
        if found is None or self._entry is None or found[0].id != self._entry.id:
            return
        self.review = SecretReview(found[1], self._entry.cleaning.kept_secrets, self._window)
        self.review.accepted.connect(self._reviewed)
        self.review.open()

    @Slot()
    def _reviewed(self) -> None:
        if self.review is not None and self._entry is not None:
            review, cleaning = self.review, self._entry.cleaning
            self._cleaning.apply(cleaning.replaced(mask_secrets=review.masks, kept_secrets=review.kept))

    @Slot(object)
    def _keep(self, found: Found | None) -> None:
        if found is None or self._entry is None or found[0].id != self._entry.id:
            return
        cleaning = self._entry.cleaning
        digests = dict.fromkeys((*cleaning.kept_secrets, *(finding.digest for finding in found[1].findings)))
        self._banner.hide()
        self._cleaning.apply(cleaning.replaced(mask_secrets=False, kept_secrets=tuple(digests)))
