"""Importing: every file of a corpus is read once, and what became of it is reported.

What was found is kept in a cache (see `engine.corpus.cache`), so that an import that was stopped or killed loses no
more than the file that it was at, and the next one takes up where it was.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine import atomic
from engine.corpus.cache import ExtractionCache, Facts, keeps_text
from engine.corpus.chunks import READ_BYTES, ReadingStoppedError
from engine.corpus.folders import AGAIN_REASON, Stamp, real_path, stamp, walk
from engine.corpus.readers import CHANGED_HINT, CHANGED_REASON, is_chat, is_document, is_table, read_document
from engine.corpus.streamed_tables import is_streamed, look_through_table
from engine.corpus.streams import Fingerprint, StreamedDocument, look_through
from engine.corpus.summary import language_of
from engine.corpus.types import Document, Skipped
from engine.errors import CorpusError

Status = Literal["read", "cached", "skipped"]
Progress = Callable[[int, int, int, int, Path], None]

_MEMORY_REASON = "It needs more memory than there is here."
_LANGUAGE_CHARACTERS = 20_000
# Plain texts up to this are read at once, which is quicker than in pieces.
_SMALL_BYTES = 4 * 2**20
# Below, reading a file again is as quick as looking whether it is known; of packed formats every file is kept.
_CHEAP_BYTES = 64 * 1024
_SLOW = frozenset([".pdf", ".docx", ".odt", ".epub", ".hwp", ".hwpx", ".rtf"])
_PROGRESS_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of one file.

    `status` is "read" where it was read now, "cached" where it was known from an earlier import, and "skipped" where it
    is left out; `reason` is then a sentence that begins with “It”, and `hint` one thing to do. `characters` is the
    length of its text, `replaced` those of them that could not be decoded, `language` is "ko", "en", "mixed" or
    "other". `size` in bytes and `changed` in nanoseconds since 1970 tell whether it is still the same file; both are 0
    of what is no file to read. `seconds` is how long it took now.
    """

    path: Path
    status: Status
    reason: str = ""
    encoding: str = ""
    characters: int = 0
    replaced: int = 0
    language: str = ""
    seconds: float = 0.0
    size: int = 0
    changed: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file, in the order in which they were read; what folders hold beside texts comes last.

    `stopped` tells that files are missing, since it was told to stop. `bytes` are those of the files in it. `notes`
    are sentences on what did not go as wished.
    """

    files: tuple[ImportedFile, ...]
    stopped: bool
    bytes: int
    seconds: float
    notes: tuple[str, ...] = ()

    @property
    def skipped(self) -> tuple[ImportedFile, ...]:
        """The files that were left out."""
        return tuple(file for file in self.files if file.status == "skipped")

    @property
    def characters(self) -> int:
        """The length of all texts."""
        return sum(file.characters for file in self.files)

    def count(self, status: Status) -> int:
        """How many files are of a status."""
        return Counter(file.status for file in self.files)[status]


def import_files(
    paths: Iterable[Path],
    cache_folder: Path,
    *,
    column: str | None = None,
    encodings: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> ImportReport:
    """Reads every file of a corpus as `read_corpus` does, holding one at a time, and keeps what documents say.

    Args:
        paths: files (of any name) and folders.
        cache_folder: where what was found is kept, `CorpusLibrary.cache_folder`.
        column: of tables; see `read_corpus`.
        encodings: of files by their paths, where it was chosen; see `Cleaning.encodings`.
        progress: told at most every 50 ms, and at the end: bytes done, bytes in all, files done, files in all, and the
            file that is read now. Only files to read count.
        should_stop: asked before each file, each page, chapter or mail, and each megabyte of a text; the report of
            what was read until then is returned.

    A file that cannot be read never ends an import; that the cache cannot be written does not either.

    Raises CorpusError where no path is given.
    """
    given = [Path(path) for path in paths]
    if not given:
        raise CorpusError("No file was chosen.", "Choose a text file or a folder of them.")
    return _Import(ExtractionCache(cache_folder), column, encodings or {}, progress, should_stop).run(given)


class _Import:
    """One import: the files so far, and how far it is."""

    def __init__(
        self,
        cache: ExtractionCache,
        column: str | None,
        encodings: Mapping[str, str],
        progress: Progress | None,
        should_stop: Callable[[], bool] | None,
    ) -> None:
        self._cache = cache
        self._column = column
        self._encodings = encodings
        self._progress = progress
        self._should_stop = should_stop
        self._notes: dict[str, None] = {}
        self._told = 0.0
        self._done_bytes = self._total_bytes = self._done = self._total = 0
        self._part = 0
        self._now = Path()
        self._now_bytes = 0

    def run(self, given: list[Path]) -> ImportReport:
        began = time.perf_counter()
        left_out: list[Skipped] = []
        files: list[ImportedFile] = []
        found: list[tuple[Path, Stamp | None]] = []
        seen: set[str] = set()
        stopped = False
        try:
            for path in walk(given, left_out, seen):
                self._poll()
                found.append((path, stamp(path)))
            self._total = len(found)
            self._total_bytes = sum(one.size for _, one in found if one is not None)
            for path, before in found:
                self._begin(path, before)
                files.append(self._file(path, seen))
                self._end()
        except ReadingStoppedError:
            stopped = True
        self._tell(always=True)
        files.extend(ImportedFile(one.path, "skipped", one.reason) for one in left_out)
        seconds = time.perf_counter() - began
        return ImportReport(tuple(files), stopped, self._done_bytes, seconds, tuple(self._notes))

    def _file(self, path: Path, seen: set[str]) -> ImportedFile:
        began = time.perf_counter()
        before = stamp(path)
        real = real_path(path)
        if real in seen:
            return _imported(path, "skipped", _facts(before, AGAIN_REASON), began)
        seen.add(real)
        known = None if before is None or not self._is_worth(path, before) else self._known(path, before)
        if known is not None:
            return _imported(path, "skipped" if known.reason else "cached", known, began)
        document: Document | StreamedDocument | None = None
        lasting = True
        try:
            document = self._read(path, before)
            facts = _facts(
                before,
                encoding=document.encoding,
                characters=document.characters,
                replaced=document.replaced,
                language=language_of(document.beginning(_LANGUAGE_CHARACTERS)),
            )
        except ReadingStoppedError:
            raise
        except CorpusError as error:
            facts = _facts(before, error.message, error.hint)
            lasting = not _is_passing(error)
        except MemoryError:
            facts, lasting = _facts(before, _MEMORY_REASON, "Close other programs, or split it."), False
        if before is not None and lasting:
            if stamp(path) != before:
                facts = _facts(before, CHANGED_REASON, CHANGED_HINT)
            elif self._is_worth(path, before):
                self._keep(path, facts, document)
        return _imported(path, "skipped" if facts.reason else "read", facts, began)

    def _is_worth(self, path: Path, now: Stamp) -> bool:
        if str(path) in self._encodings:
            return False
        return now.size >= _CHEAP_BYTES or path.suffix.lower() in _SLOW

    def _known(self, path: Path, now: Stamp) -> Facts | None:
        return self._cache.facts(path, self._column, now)

    def _keep(self, path: Path, facts: Facts, document: Document | StreamedDocument | None) -> None:
        is_text = isinstance(document, Document) and not facts.reason and _keeps_text_of(path, document)
        try:
            self._cache.keep(path, self._column, facts, document if is_text else None)  # type: ignore[arg-type]
        except OSError as error:
            reason = atomic.why(error)[0]
            self._notes[f"What was read could not be kept ({reason}), so it will be read anew next time."] = None

    def _read(self, path: Path, before: Stamp | None) -> Document | StreamedDocument:
        encoding = self._encodings.get(str(path), "")
        if is_streamed(path):
            return look_through_table(
                path, Fingerprint(), column=self._column, should_stop=self._poll_read, encoding=encoding
            )[0]
        is_small = before is None or before.size <= _SMALL_BYTES
        if is_small or is_table(path) or is_document(path) or (not path.suffix and is_chat(path)):
            return read_document(path, column=self._column, should_stop=self._poll_within, encoding=encoding)
        return look_through(path, Fingerprint(), self._poll_read, encoding=encoding)[0]

    def _begin(self, path: Path, before: Stamp | None) -> None:
        self._now, self._now_bytes, self._part = path, before.size if before else 0, 0
        self._poll()
        self._tell(always=self._now_bytes >= _CHEAP_BYTES)

    def _end(self) -> None:
        self._done += 1
        self._done_bytes += self._now_bytes
        self._part = 0

    def _poll(self) -> None:
        if self._should_stop is not None and self._should_stop():
            raise ReadingStoppedError

    def _poll_within(self) -> bool:
        self._tell()
        return self._should_stop is not None and self._should_stop()

    def _poll_read(self) -> bool:
        """Asked before each megabyte of a text, which may be read more than once."""
        stop = self._poll_within()
        self._part = min(self._now_bytes, self._part + READ_BYTES)
        return stop

    def _tell(self, *, always: bool = False) -> None:
        now = time.monotonic()
        if self._progress is None or (now - self._told < _PROGRESS_SECONDS and not always):
            return
        self._told = now
        self._progress(self._done_bytes + self._part, self._total_bytes, self._done, self._total, self._now)


def _facts(
    now: Stamp | None,
    reason: str = "",
    hint: str = "",
    *,
    encoding: str = "",
    characters: int = 0,
    replaced: int = 0,
    language: str = "",
) -> Facts:
    size, changed = (now.size, now.changed) if now else (0, 0)
    return Facts(size, changed, encoding, characters, replaced, language, reason, hint)


def _imported(path: Path, status: Status, facts: Facts, began: float) -> ImportedFile:
    return ImportedFile(
        path,
        status,
        facts.reason,
        facts.encoding,
        facts.characters,
        facts.replaced,
        facts.language,
        time.perf_counter() - began,
        facts.size,
        facts.changed,
        facts.hint,
    )


def _keeps_text_of(path: Path, document: Document) -> bool:
    """Of a file without an ending only where it is a mailbox: a plain text is read as quickly as its copy."""
    return keeps_text(path) and (bool(path.suffix) or is_document(path) or document.encoding == "mail")


def _is_passing(error: BaseException | None) -> bool:
    """Whether a refusal comes from the system and not from what is in the file."""
    while error is not None:
        if isinstance(error, (OSError, MemoryError)):
            return True
        error = error.__cause__ or error.__context__
    return False
