"""What changed in the files and folders of a corpus since they were imported; none of them is opened."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.corpus.chunks import ReadingStoppedError
from engine.corpus.folders import LOCKED_REASON, Stamp, stamp, walk
from engine.corpus.importing import ImportReport
from engine.corpus.types import Skipped


@dataclass(frozen=True, slots=True)
class FolderChanges:
    """Files that are new, other than they were, or gone; each sorted as they are read.

    `unreadable` are folders that may not be read or are gone themselves, as those of a disk that is not there: what was
    in them counts as neither changed nor removed.
    """

    added: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    unreadable: tuple[Path, ...] = ()

    @property
    def count(self) -> int:
        """How many files differ."""
        return len(self.added) + len(self.changed) + len(self.removed)


def fingerprint(paths: Iterable[Path], *, should_stop: Callable[[], bool] | None = None) -> dict[Path, Stamp]:
    """The stamps of the files that would be read. Raises ReadingStoppedError."""
    return _stamps([Path(path) for path in paths], [], should_stop)


def corpus_changes(
    paths: Iterable[Path],
    known: ImportReport | Mapping[Path, Stamp],
    *,
    should_stop: Callable[[], bool] | None = None,
) -> FolderChanges:
    """Compares the files of a corpus with those of a report, or of a `fingerprint`.

    Only sizes and times of change are looked at. A name counts as the same in whichever of its Unicode forms a system
    gives it. Files that a stopped import did not come to are new.

    Args:
        should_stop: asked before each file.

    Raises ReadingStoppedError where `should_stop` answered True.
    """
    given = [Path(path) for path in paths]
    before = _of_report(known) if isinstance(known, ImportReport) else known
    left_out: list[Skipped] = []
    now = _stamps(given, left_out, should_stop)
    unreadable = [skipped.path for skipped in left_out if skipped.reason == LOCKED_REASON]
    unreadable += [path for path in given if not os.path.exists(path) and path not in before]
    old = {path: one for path, one in before.items() if path not in now}
    same_name = {_composed(path): path for path in old}
    added, changed = [], []
    for path, found in now.items():
        was = path if path in before else same_name.get(_composed(path))
        if was is None:
            added.append(path)
            continue
        old.pop(was, None)
        if before[was] != found:
            changed.append(path)
    removed = [path for path in old if not any(folder in path.parents for folder in unreadable)]
    return FolderChanges(tuple(added), tuple(changed), tuple(removed), tuple(unreadable))


def _of_report(report: ImportReport) -> dict[Path, Stamp]:
    return {file.path: Stamp(file.size, file.changed) for file in report.files if file.changed}


def _stamps(given: list[Path], left_out: list[Skipped], should_stop: Callable[[], bool] | None) -> dict[Path, Stamp]:
    found: dict[Path, Stamp] = {}
    for path in walk(given, left_out, set()):
        if should_stop is not None and should_stop():
            raise ReadingStoppedError
        now = stamp(path)
        if now is not None:
            found[path] = now
    return found


def _composed(path: Path) -> str:
    return unicodedata.normalize("NFC", str(path))
