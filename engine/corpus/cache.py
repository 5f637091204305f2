"""What was found in documents, kept beside the list of corpora, so that none is taken apart twice.

One file an entry: a line with a checksum and the facts, then, of documents, their text in packed lines of JSON. An
entry holds for one path, size, time of change and column, and for one version of the readers; whatever differs or is
damaged is no entry. Entries are written without waiting for the disk, since a lost one only costs reading the document
again.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import itertools
import json
import os
import secrets
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from engine import atomic
from engine.corpus.folders import Stamp, stamp
from engine.corpus.messages import Message, rendered
from engine.corpus.readers import is_document, is_table, read_document
from engine.corpus.types import Document
from engine.errors import CorpusError

# Raise it whenever a reader finds another text in the same file.
READERS_VERSION = 1
MAX_CACHE_BYTES = 2 * 2**30
_SUFFIX = ".extracted"
_MAX_HEAD = 256 * 1024
_PIECE = 2**20
_LEFTOVER_SECONDS = 3600
_DAMAGED = (OSError, EOFError, ValueError, TypeError, KeyError, IndexError, zlib.error, RecursionError)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file: the fields of an `ImportedFile`, with the hint that stands behind a reason."""

    size: int
    changed: int
    encoding: str = ""
    characters: int = 0
    replaced: int = 0
    language: str = ""
    reason: str = ""
    hint: str = ""


class ExtractionCache:
    """Entries in a folder, which is made by the first of them. Several programs may share it.

    Args:
        folder: where the entries are; nothing else may be in it.
        limit: how many bytes they may take together; the ones that were not used for longest go first.
    """

    def __init__(self, folder: Path, *, limit: int = MAX_CACHE_BYTES) -> None:
        self._folder = folder
        self._limit = limit
        self._bytes: int | None = None

    def facts(self, path: Path, column: str | None, now: Stamp) -> Facts | None:
        """What is known of a file of such a stamp, without its text; None where nothing is."""
        try:
            with open(self._place(path, column), "rb") as file:
                return _read_head(file, now)
        except _DAMAGED:
            return None

    def document(self, path: Path) -> Document | None:
        """The text of a document as it is now; None where it is not known.

        Raises CorpusError with the reason for which it could not be read, where that is known.
        """
        now = stamp(path) if keeps_text(path) else None
        if now is None:
            return None
        place = self._place(path, None)
        try:
            with open(place, "rb") as file:
                facts = _read_head(file, now)
                if facts is None:
                    return None
                found = None if facts.reason else _read_text(path, file, facts)
        except _DAMAGED:
            return None
        with contextlib.suppress(OSError):
            os.utime(place)  # the least used go first
        if found is None:
            raise CorpusError(facts.reason, facts.hint)
        return found

    def keep(self, path: Path, column: str | None, facts: Facts, document: Document | None = None) -> None:
        """Writes an entry, in place of an older one of that file, whole or not at all. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        place = self._place(path, column)
        temporary = self._folder / f".{secrets.token_hex(6)}.tmp"
        try:
            with open(temporary, "xb") as file:
                _write(file, path, facts, document)
                size = file.tell()
            atomic.replace(temporary, place)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        self._bytes = (self.size() if self._bytes is None else self._bytes) + size
        if self._bytes > self._limit:
            self.prune()

    def size(self) -> int:
        """Bytes of all entries."""
        return sum(found.st_size for _, found in self._entries())

    def prune(self, kept: Iterable[Path] | None = None) -> int:
        """Deletes what is too much, and what killed imports left. Returns how many entries went.

        Args:
            kept: the files and folders of all corpora; entries of other files go as well. None keeps them.
        """
        roots = None if kept is None else {os.path.abspath(path) for path in kept}
        found = sorted(self._entries(), key=lambda entry: entry[1].st_mtime_ns, reverse=True)
        total = gone = 0
        for place, status in found:
            total += status.st_size
            if total <= self._limit and (roots is None or _is_within(_path_of(place), roots)):
                continue
            with contextlib.suppress(OSError):
                place.unlink()
                gone += 1
                total -= status.st_size
        self._bytes = total
        self._clear_leftovers()
        return gone

    def _place(self, path: Path, column: str | None) -> Path:
        """The column matters where it chooses the text."""
        chosen = column if is_table(path) else None
        key = os.fsencode(os.path.abspath(path)) + (
            b"" if chosen is None else b"\0" + chosen.encode("utf-8", "surrogatepass")
        )
        return self._folder / f"{hashlib.sha256(key).hexdigest()[:40]}{_SUFFIX}"

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        with contextlib.suppress(OSError), os.scandir(self._folder) as listed:
            for entry in listed:
                if entry.name.endswith(_SUFFIX):
                    with contextlib.suppress(OSError):
                        yield Path(entry.path), entry.stat()

    def _clear_leftovers(self) -> None:
        with contextlib.suppress(OSError), os.scandir(self._folder) as listed:
            for entry in listed:
                # A younger one may be that of an import beside this.
                if entry.name.endswith(".tmp") and time.time() - entry.stat().st_mtime > _LEFTOVER_SECONDS:
                    os.unlink(entry.path)


def keeps_text(path: Path) -> bool:
    """Whether the text of such a file is kept: that of documents, and of mailboxes without an ending."""
    return is_document(path) or not path.suffix


def known_document(
    path: Path,
    cache: ExtractionCache | None,
    *,
    column: str | None = None,
    should_stop: Callable[[], bool] | None = None,
    encoding: str = "",
) -> Document:
    """As `read_document`, from the cache where the document is in it, and no encoding was chosen for it."""
    if encoding:
        return read_document(path, column=column, should_stop=should_stop, encoding=encoding)
    known = cache.document(path) if cache is not None else None
    return known if known is not None else read_document(path, column=column, should_stop=should_stop)


def _is_within(path: str, roots: set[str]) -> bool:
    while path not in roots:
        parent = os.path.dirname(path)
        if parent == path:
            return False
        path = parent
    return True


def _path_of(place: Path) -> str:
    """Whose entry it is; "" where it is damaged."""
    try:
        with open(place, "rb") as file:
            return str(_head(file)["path"])
    except _DAMAGED:
        return ""


def _write(file: BinaryIO, path: Path, facts: Facts, document: Document | None) -> None:
    kind = "" if document is None else "messages" if document.messages else "pages" if document.pages else "text"
    head = {"version": READERS_VERSION, "path": os.path.abspath(path), "kind": kind, **asdict(facts)}
    line = json.dumps(head).encode()
    file.write(b"%08x %s\n" % (zlib.crc32(line), line))
    if document is None:
        return
    with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1, mtime=0) as packed:
        for part in _parts(document):
            packed.write(json.dumps(part, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")


def _parts(document: Document) -> Iterable[Any]:
    if document.messages:
        return (
            (message.speaker, message.when and message.when.isoformat(), message.text, message.quoted,
             message.signature)
            for message in document.messages
        )  # fmt: skip
    return document.pages or (document.text[at : at + _PIECE] for at in range(0, len(document.text), _PIECE))


def _head(file: BinaryIO) -> dict[str, Any]:
    """The first line of an entry. Raises one of _DAMAGED."""
    checksum, _, line = file.readline(_MAX_HEAD).rstrip(b"\n").partition(b" ")
    if int(checksum, 16) != zlib.crc32(line):
        raise ValueError("another checksum")
    return dict(json.loads(line))


def _read_head(file: BinaryIO, now: Stamp) -> Facts | None:
    head = _head(file)
    if head.pop("version") != READERS_VERSION:
        return None
    del head["path"], head["kind"]
    facts = Facts(**head)
    return facts if (facts.size, facts.changed) == (now.size, now.changed) else None


def _read_text(path: Path, file: BinaryIO, facts: Facts) -> Document | None:
    """The text behind the head, which `file` stands behind. Raises one of _DAMAGED."""
    file.seek(0)
    kind = _head(file)["kind"]
    if not kind:
        return None
    pages: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()
    with gzip.GzipFile(fileobj=file, mode="rb") as packed:
        parts = (json.loads(line) for line in packed)
        if kind == "messages":
            messages = tuple(map(_message, parts))
            text = rendered(messages)
        elif kind == "pages":
            pages = tuple(map(str, parts))
            text = "\n".join(pages)
        else:
            text = "".join(itertools.chain(parts))
    if len(text) != facts.characters:
        raise ValueError("another length")
    return Document(path, text, facts.encoding, facts.replaced, size=facts.size, pages=pages, messages=messages)


def _message(part: list[Any]) -> Message:
    speaker, when, text, quoted, signature = part
    return Message(
        speaker,
        datetime.fromisoformat(when) if when else None,
        text,
        tuple((start, end) for start, end in quoted),
        tuple(signature) if signature else None,
    )
