"""The person's list of corpora: linked files and folders, pasted texts, and the samples that come with the program."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from engine import atomic
from engine.config import Cleaning
from engine.corpus.cache import ExtractionCache
from engine.corpus.encodings import clean
from engine.corpus.importing import ImportReport
from engine.corpus.reports import read_report, write_report
from engine.errors import ConfigError, CorpusError
from engine.paths import sample_dir

_FORMAT = 1
_MAX_NAME = 120
_SAMPLES: tuple[tuple[str, str, str | None], ...] = (
    ("english_prose.txt", "English prose", None),
    ("english_headlines.csv", "English headlines", "headline"),
    ("korean_prose.txt", "Korean prose", None),
    ("korean_headlines.csv", "Korean headlines", "headline"),
    ("poem.txt", "A short poem", None),
    ("proverbs_korean.txt", "Korean proverbs", None),
)
_UNSAFE = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class CorpusEntry:
    """A named corpus: where its files are, not what is in them. `created` is ISO 8601 in UTC.

    `cleaning` is what is taken out of its texts before they are learned.
    """

    id: str
    name: str
    paths: tuple[Path, ...]
    column: str | None = None
    created: str = ""
    sample: bool = False
    cleaning: Cleaning = field(default_factory=Cleaning)

    @property
    def missing(self) -> bool:
        """Whether any of its files or folders is no longer there."""
        return not all(os.path.exists(path) for path in self.paths)


class CorpusLibrary:
    """The list, kept in `folder/corpora.json`; read anew by each call, so that two windows can share it.

    Linked files are never changed, moved or deleted.
    """

    def __init__(self, folder: Path, *, samples: Path | None = None) -> None:
        """`samples` is the folder of sample corpora; None takes the ones that come with the program."""
        self._folder = folder
        self._file = folder / "corpora.json"
        self._samples = sample_dir() if samples is None else samples
        self._problem = ""
        self._locked = False

    @property
    def cache_folder(self) -> Path:
        """Where `import_files` keeps what it found in documents."""
        return self._folder / "extracted"

    @property
    def problem(self) -> str:
        """A sentence on what was found wrong with the list; empty where all was well."""
        return self._problem

    def entries(self) -> list[CorpusEntry]:
        """The person's own, in the order in which they were added, then the samples."""
        return self._read() + self._sample_entries()

    def get(self, id: str) -> CorpusEntry:  # noqa: A002 - the contract's name for it
        """One entry. CorpusError where there is none."""
        for entry in self.entries():
            if entry.id == id:
                return entry
        raise CorpusError("This corpus is no longer in the list.", "Choose another one on the Corpora page.")

    def add(self, name: str, paths: list[Path] | tuple[Path, ...], *, column: str | None = None) -> CorpusEntry:
        """Links files and folders under a name; a name in use gets a number behind it.

        Raises:
            CorpusError: no path, a path that does not exist, a name that does not work, or the list cannot be written.
        """
        if not paths:
            raise CorpusError("No file was chosen.", "Choose a text file or a folder of them.")
        for path in paths:
            if not os.path.exists(path):
                raise CorpusError(f"“{path.name or path}” does not exist.", "Choose the file again.")
        own = self._read()
        entry = CorpusEntry(
            id=secrets.token_hex(6),
            name=_unused(_checked_name(name), own),
            paths=tuple(Path(os.path.abspath(path)) for path in paths),
            column=column,
            created=_now(),
        )
        self._write([*own, entry])
        return entry

    def add_text(self, name: str, text: str) -> CorpusEntry:
        """Keeps a pasted text as a .txt file in the library's folder, in UTF-8.

        Raises:
            CorpusError: the text is blank, the name does not work, or the folder cannot be written.
        """
        cleaned = clean(text)
        if not cleaned.strip():
            raise CorpusError("There is no text to keep.", "Paste or type a text first.")
        checked = _checked_name(name)
        path = self._folder / f"{_UNSAFE.sub('-', checked)[:40].strip('-')}-{secrets.token_hex(4)}.txt"
        self._read()
        self._refuse_locked()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            atomic.write_text(path, cleaned)
        except OSError as error:
            self._raise(error)
        try:
            return self.add(checked, [path])
        except CorpusError:
            path.unlink(missing_ok=True)
            raise

    def rename(self, id: str, name: str) -> None:  # noqa: A002
        """Gives one of the person's own corpora another name. CorpusError where that does not work."""
        entry, own = self._own(id)
        checked = _checked_name(name)
        if any(_key(other.name) == _key(checked) for other in own if other.id != id):
            raise CorpusError(f"There is already a corpus named “{checked}”.", "Choose another name.")
        self._write([replace(other, name=checked) if other.id == entry.id else other for other in own])

    def set_cleaning(self, id: str, cleaning: Cleaning) -> None:  # noqa: A002
        """Remembers what is taken out of one of the person's own corpora. CorpusError where that does not work."""
        entry, own = self._own(id)
        self._write([replace(other, cleaning=cleaning) if other.id == entry.id else other for other in own])

    def remove(self, id: str) -> None:  # noqa: A002
        """Takes one of the person's own corpora off the list; a pasted text moves to the folder `bin`. What was kept
        of its documents goes, and its report."""
        entry, own = self._own(id)
        left = [other for other in own if other.id != id]
        self._write(left)
        self._pruned(left)
        with contextlib.suppress(OSError):
            self._report_file(id).unlink()
        for path in entry.paths:
            if self._is_pasted(path) and path.exists():
                try:
                    (self._folder / "bin").mkdir(exist_ok=True)
                    os.replace(path, self._folder / "bin" / path.name)
                except OSError as error:
                    self._raise(error)

    def report(self, id: str) -> ImportReport | None:  # noqa: A002
        """The report that `keep_report` kept of a corpus; None where there is none."""
        return read_report(self._report_file(id))

    def keep_report(self, id: str, report: ImportReport) -> None:  # noqa: A002
        """Keeps the report of a corpus' last import until the corpus is removed. CorpusError where that fails."""
        try:
            write_report(self._report_file(id), report)
        except OSError as error:
            reason, hint = atomic.why(error)
            raise CorpusError(f"The report of the import cannot be kept: {reason}.", hint) from error

    def _report_file(self, id: str) -> Path:  # noqa: A002
        return self._folder / "reports" / f"{_UNSAFE.sub('-', id)}.json"

    def prune(self) -> int:
        """Deletes from the cache what belongs to none of the corpora. Returns how many entries went."""
        own = self._read()
        return 0 if self._locked else self._pruned(own)

    def _pruned(self, own: list[CorpusEntry]) -> int:
        places = [path for entry in (*own, *self._sample_entries()) for path in entry.paths]
        return ExtractionCache(self.cache_folder).prune(places)

    def _own(self, id: str) -> tuple[CorpusEntry, list[CorpusEntry]]:  # noqa: A002
        entry = self.get(id)
        if entry.sample:
            raise CorpusError(f"“{entry.name}” is a sample that comes with Maeari.", "Add a corpus of your own.")
        return entry, self._read()

    def _is_pasted(self, path: Path) -> bool:
        return path.parent == Path(os.path.abspath(self._folder))

    def _sample_entries(self) -> list[CorpusEntry]:
        found = []
        for file, title, column in _SAMPLES:
            path = self._samples / file
            if os.path.isfile(path):
                created = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
                found.append(CorpusEntry(f"sample:{path.stem}", title, (path,), column, created, True))
        return found

    def _read(self) -> list[CorpusEntry]:
        """The person's own entries. A damaged list is set aside, what can be read of it is kept."""
        if self._locked:
            self._locked, self._problem = False, ""
        try:
            data = self._file.read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            self._problem = f"The list of corpora cannot be read: {atomic.why(error)[0]}."
            self._locked = True
            return []
        try:
            content = json.loads(data)
            if content["version"] > _FORMAT:
                self._problem = "The list of corpora was written by a newer version of Maeari."
                self._locked = True
                return []
            items = list(content["corpora"])
        except (ValueError, TypeError, KeyError, RecursionError):
            items = [None]
        entries = [self._entry(item) for item in items]
        good = [entry for entry in entries if entry is not None]
        if len(good) < len(entries):
            self._set_aside(good, data)
        return good

    def _set_aside(self, good: list[CorpusEntry], data: bytes) -> None:
        number = 1
        while (aside := self._folder / f"corpora.json.damaged-{number}").exists():
            number += 1
        kept = f"{len(good)} of its corpora could be read" if good else "it starts empty again"
        self._problem = f"The list of corpora was damaged and is kept as “{aside.name}”; {kept}, no text was touched."
        try:
            atomic.write_bytes(aside, data)
            self._write(good)
        except (OSError, CorpusError):
            self._problem = "The list of corpora is damaged and its folder cannot be written."

    def _entry(self, item: Any) -> CorpusEntry | None:
        try:
            listed, column = item["paths"], item["column"]
            strings = [item["id"], item["name"], item["created"], *listed]
        except (TypeError, KeyError):
            return None
        if not isinstance(listed, list) or not listed or not isinstance(column, str | None):
            return None
        if not all(isinstance(value, str) and value for value in strings):
            return None
        # a pasted text is kept by its bare name, so that the whole folder can be moved
        places = tuple(Path(os.path.abspath(self._folder / path)) for path in listed)
        return CorpusEntry(item["id"], item["name"], places, column, item["created"], cleaning=_cleaning(item))

    def _write(self, entries: list[CorpusEntry]) -> None:
        self._refuse_locked()
        corpora = [
            {
                "id": entry.id,
                "name": entry.name,
                "paths": [path.name if self._is_pasted(path) else str(path) for path in entry.paths],
                "column": entry.column,
                "created": entry.created,
                "cleaning": entry.cleaning.model_dump(),
            }
            for entry in entries
        ]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            atomic.write_json(self._file, {"version": _FORMAT, "corpora": corpora})
        except OSError as error:
            self._raise(error)

    def _refuse_locked(self) -> None:
        if self._locked:
            raise CorpusError(self._problem, "It was left as it is, so nothing can be changed here.")

    def _raise(self, error: OSError) -> NoReturn:
        reason, hint = atomic.why(error)
        raise CorpusError(f"The list of corpora cannot be changed: {reason}.", hint) from error


def _cleaning(item: dict[str, Any]) -> Cleaning:
    """What an entry remembers; the usual where it is of an older version, or of a newer one with other switches."""
    stored = item.get("cleaning")
    try:
        return Cleaning.checked(**stored) if isinstance(stored, dict) else Cleaning()
    except (ConfigError, TypeError):
        return Cleaning()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _checked_name(name: str) -> str:
    checked = " ".join(clean(name).split())
    if not checked:
        raise CorpusError("A corpus needs a name.", "Type a name for it.")
    if len(checked) > _MAX_NAME:
        raise CorpusError(f"The name of a corpus has at most {_MAX_NAME} characters.", "Choose a shorter name.")
    return checked


def _unused(name: str, entries: list[CorpusEntry]) -> str:
    taken = {_key(entry.name) for entry in entries}
    number = 2
    result = name
    while _key(result) in taken:
        result = f"{name[: _MAX_NAME - 6]} ({number})"
        number += 1
    return result
