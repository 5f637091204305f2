"""Reading on the Corpora page: how it goes, what it found, what was skipped, and what changed since."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.corpora.corpus_reading import Reading, ReadingProgress, read_entry
from desktop.corpora.corpus_watch import CorpusWatch
from desktop.widgets.corpora.import_report import ImportReportDialog
from desktop.wording.language import in_words

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.tasks import TaskHandle
    from desktop.widgets.corpora.corpus_details import CorpusDetails
    from engine import CorpusEntry, EngineError


class CorpusReader(QObject):
    """Reads the chosen corpus in the background and says on the line of state how that goes."""

    found = Signal(object)  # a Reading: of the last time, then before the doctor has examined it, then whole

    def __init__(self, context: AppContext, details: CorpusDetails, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._details = details
        self._window = window
        self._handle: TaskHandle | None = None
        self._entry: CorpusEntry | None = None
        self._source: CorpusEntry | None = None  # what is read, or was
        self._stop_asked = False
        self._closed = False  # what is still reported then starts nothing new
        self.reading: Reading | None = None
        self.report_dialog: ImportReportDialog | None = None
        self.watch = CorpusWatch(context.tasks, self)
        self.watch.changed.connect(self._files_changed)
        details.request_stop.connect(self.stop)
        details.request_read.connect(self.read_again)
        details.request_report.connect(self.show_report)

    @property
    def source(self) -> CorpusEntry | None:
        """The corpus that is read, or was; None where that failed."""
        return self._source

    def forget(self) -> None:
        """Another corpus is shown: what was read of the last one is no longer wanted."""
        self.watch.stop()
        self.reading = None

    def read(self, entry: CorpusEntry) -> None:
        """Reads a corpus, unless it is what was read last."""
        self._entry = entry
        is_known = self._source is not None and _texts(self._source) == _texts(entry)
        self._source = entry
        if not is_known:
            self._start(entry)

    @Slot()
    def read_again(self) -> None:
        """Reads the corpus anew; what is known of its documents is not read twice."""
        if self._entry is not None:
            self.watch.stop()
            self._start(self._entry)

    @Slot()
    def stop(self) -> None:
        """Ends the reading; what was read until then is shown, and kept for the next time."""
        if self._handle is None:
            return
        self._stop_asked = True
        if self._handle.state == "queued":
            self._details.show_state(self.tr("Reading was stopped before it began."), stopped=True)
        self._handle.cancel()

    def close(self) -> None:
        """Ends a reading that goes on, for good."""
        self.watch.stop()
        if self._handle is not None:
            self._handle.cancel()
        self._closed = True

    def say_again(self) -> None:
        """The figures and sentences, in the language in use."""
        if self.reading is not None and self._handle is None and self._is_wanted(self.reading):
            self.found.emit(self.reading)
            self._say(self.reading)

    @Slot()
    def show_report(self) -> None:
        """Opens the list of skipped files."""
        if self.reading is not None:
            name = self._details.caption.text()
            self.report_dialog = ImportReportDialog(name, self.reading.skipped, self._window)
            self.report_dialog.open()

    def _start(self, entry: CorpusEntry) -> None:
        if self._handle is not None:
            self._handle.cancel()
        self._stop_asked = False
        self._details.changes.clear()
        skipped = self.reading is not None and bool(self.reading.skipped)
        self._details.show_state(self.tr("Reading…"), running=True, skipped=skipped)
        self._handle = self._context.tasks.run(
            "import",
            partial(read_entry, entry, self._context.corpora),
            on_success=self._read,
            on_error=self._not_read,
            on_progress=self._went_on,
        )

    @Slot(object)
    def _went_on(self, progress: ReadingProgress | Reading) -> None:
        if self._stop_asked or self._handle is None:
            return
        if isinstance(progress, ReadingProgress):
            self._say_progress(progress)
        elif progress.earlier:
            if self.reading is None and self._is_wanted(progress):  # until the files are read anew
                self._show(progress)
                self._details.show_state(self.tr("Reading…"), running=True, skipped=bool(progress.skipped))
        elif self._is_wanted(progress):
            self._show(progress)
            self._watch(progress)
            self._say(progress, examined=False)

    @Slot(object)
    def _read(self, reading: Reading) -> None:
        ended = reading.diagnosis is not None or reading.error is not None
        if not self._is_wanted(reading) or not (ended or self._stop_asked):
            return  # another reading took its place
        self._handle = None
        self._show(reading)
        if reading.diagnosis is None:  # else it is watched since it was read
            self._watch(reading)
        self._say(reading)

    @Slot(object)
    def _not_read(self, error: EngineError) -> None:
        self._handle = None
        self._source = None
        self._details.show_state(f"{in_words(error.message)} {in_words(error.hint)}".strip(), stopped=True)

    def _is_wanted(self, reading: Reading) -> bool:
        entry = self._entry
        return not self._closed and entry is not None and (reading.id, reading.cleaning) == (entry.id, entry.cleaning)

    def _show(self, reading: Reading) -> None:
        before, self.reading = self.reading, reading
        if before is None or before.rows != reading.rows:
            self._details.files.show_rows(reading.rows)
        self.found.emit(reading)

    def _watch(self, reading: Reading) -> None:
        if self._entry is not None and not reading.report.stopped:
            self.watch.watch(self._entry, reading.report)

    def _say_progress(self, progress: ReadingProgress) -> None:
        locale = self._details.locale()
        counts = locale.toString(progress.files), locale.toString(progress.all_files)
        said = self.tr("Reading file {0} of {1}: {2}").format(*counts, progress.name)
        skipped = self.reading is not None and bool(self.reading.skipped)
        self._details.show_state(said, running=True, skipped=skipped)
        thousandths = round(1000 * progress.bytes / max(1, progress.all_bytes))
        self._details.progress.setRange(0, 1000)
        self._details.progress.setValue(min(1000, thousandths))

    def _say(self, reading: Reading, *, examined: bool = True) -> None:
        locale = self._details.locale()
        skipped = len(reading.skipped)
        parts = []
        if reading.report.stopped:
            read = locale.toString(len(reading.rows) - skipped)
            parts.append(self.tr("Reading was stopped. Files that are read: {0}.").format(read))
        if reading.error is not None:
            parts += [in_words(reading.error.message), in_words(reading.error.hint)]
        elif skipped:
            parts.append(self.tr("Files that were skipped: {0}.").format(locale.toString(skipped)))
        parts += [in_words(note) for note in (*reading.report.notes, *reading.notes)]
        if not examined:
            parts.append(self.tr("The texts are being examined…"))
        said = " ".join(part for part in parts if part)
        self._details.show_state(said, running=not examined, stopped=reading.report.stopped, skipped=bool(skipped))

    @Slot(int)
    def _files_changed(self, count: int) -> None:
        said = (
            self.tr("A file changed since it was read.")
            if count == 1
            else self.tr("{0} files changed since they were read.").format(self._details.locale().toString(count))
        )
        self._details.changes.show_message("info", said, action=self.tr("Read again"))


def _texts(entry: CorpusEntry) -> tuple[object, ...]:
    """What a reading depends on: another name of a corpus needs no other reading."""
    return entry.id, entry.paths, entry.column, entry.cleaning
