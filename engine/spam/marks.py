"""The marks of a person on the disk: one file, its earlier states for taking changes back, all written atomically."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np

from engine import atomic
from engine.errors import StoreError
from engine.spam.fingerprint import BINS, Fingerprint
from engine.spam.personal import PersonalHead

Label = Literal["spam", "normal"]

_MAX_MARKS = 5_000
_UNDO = 20
_UNDO_BYTES = 20 * 2**20
_MAX_FILE = 2**25
_FILE = "marks.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything that is kept; never changed, only replaced. `items` has the oldest first; `sketches` (marks, BINS) and
    `keys`, the place of each, are made of them."""

    items: tuple[tuple[Label, Fingerprint], ...] = ()
    head: PersonalHead | None = None
    sketches: np.ndarray = field(default_factory=lambda: np.zeros((0, BINS), np.uint32))
    keys: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, items: Sequence[tuple[Label, Fingerprint]], head: PersonalHead | None = None) -> Marks:
        """Builds what is looked up from the newest marks."""
        items = items[-_MAX_MARKS:]
        sketches = np.stack([p.sketch for _, p in items]) if items else np.zeros((0, BINS), np.uint32)
        return cls(tuple(items), head, sketches, {p.key: i for i, (_, p) in enumerate(items)})

    def count(self, label: Label) -> int:
        """How many marks of one kind there are."""
        return sum(1 for own, _ in self.items if own == label)


class MarkFile:
    """The file of one model's marks. `marks` is what was read last, `problem` a sentence where it could not be."""

    def __init__(self, folder: Path, model: str) -> None:
        """`model` names one training: a head is only used with the scores that it was made for."""
        self.folder = folder
        self.marks = Marks()
        self.problem = ""
        self._model = model
        self._seen: bytes | None = None
        self.read()

    def read(self) -> None:
        """Takes what is on the disk, which another window or a command may have changed."""
        path = self.folder / _FILE
        try:
            with open(path, "rb") as file:
                data = file.read(_MAX_FILE + 1)
            if data == self._seen:
                return
            self.marks = self._parsed(data)
            self._seen, self.problem = data, ""
            return
        except FileNotFoundError:
            pass
        except OSError as error:
            self.problem = f"Your corrections cannot be read: {atomic.why(error)[0]}. Until then none of them is used."
        except (ValueError, RecursionError):
            self.problem = "Your corrections were damaged, so they were set aside and you begin with none."
            with contextlib.suppress(OSError):
                atomic.replace(path, path.with_name("marks.damaged.json"))
        self.marks, self._seen = Marks(), None

    def write(self, marks: Marks) -> None:
        """Keeps new marks, and the ones before for `undo`. StoreError where that fails; nothing was changed then."""
        content = {
            "version": _VERSION,
            "model": self._model,
            "marks": [{"label": label, **p.to_json()} for label, p in marks.items],
            "head": None if marks.head is None else marks.head.to_json(),
        }
        data = (json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n").encode()
        before = self._seen or (json.dumps({"version": _VERSION, "marks": []}) + "\n").encode()
        try:
            self.folder.mkdir(exist_ok=True)
            files = list(self._earlier())
            number = int(files[0].stem.partition("-")[2]) + 1 if files else 1
            atomic.write_bytes(self.folder / f"before-{number:08d}.json", before)
        except OSError as error:
            raise _refused(error) from error
        self._put(data)
        kept = 0
        for rank, file in enumerate(self._earlier()):
            with contextlib.suppress(OSError):
                kept += file.stat().st_size
                if rank >= _UNDO or (rank and kept > _UNDO_BYTES):
                    file.unlink()

    def undo(self) -> bool:
        """Goes back to the state before. False where there is none; StoreError where it cannot be written."""
        self.read()
        for file in self._earlier():
            data = b""
            with contextlib.suppress(OSError, ValueError, RecursionError):
                data = file.read_bytes()
                self._parsed(data)
                if data != self._seen:  # the same: it was killed between the two writes of a change
                    self._put(data)
                    file.unlink()
                    return True
            with contextlib.suppress(OSError):
                file.unlink()
        return False

    def forget(self) -> None:
        """Removes the marks and every earlier state. StoreError where that fails."""
        try:
            if self.folder.exists():
                shutil.rmtree(self.folder)
        except OSError as error:
            raise _refused(error) from error
        self.marks, self._seen = Marks(), None

    def snapshots(self) -> list[tuple[str, int, int]]:
        """The states that can be gone back to, newest first: until when it held, its marks of spam and of normal."""
        found = []
        for file in self._earlier():
            with contextlib.suppress(OSError, ValueError, RecursionError):
                marks = self._parsed(file.read_bytes())
                when = datetime.fromtimestamp(file.stat().st_mtime, UTC).isoformat(timespec="seconds")
                found.append((when, marks.count("spam"), marks.count("normal")))
        return found

    @property
    def can_undo(self) -> bool:
        """Whether there is a state to go back to."""
        return any(True for _ in self._earlier())

    def _put(self, data: bytes) -> None:
        try:
            atomic.write_bytes(self.folder / _FILE, data)
        except OSError as error:
            raise _refused(error) from error
        # What comes back from the disk is rounded; so is what is used from now on.
        self.marks, self._seen = self._parsed(data), data

    def _earlier(self) -> Iterator[Path]:
        with contextlib.suppress(OSError):
            yield from sorted(self.folder.glob("before-[0-9]*.json"), reverse=True)

    def _parsed(self, data: bytes) -> Marks:
        """Raises ValueError for anything that was not written here."""
        if len(data) > _MAX_FILE:
            raise ValueError("too large")
        content = json.loads(data.decode("utf-8"))
        if not isinstance(content, dict) or content.get("version") != _VERSION:
            raise ValueError("no corrections of this version")
        listed = content.get("marks")
        items: list[tuple[Label, Fingerprint]] = []
        for item in listed if isinstance(listed, list) else [None]:
            label = item.get("label") if isinstance(item, dict) else None
            if label not in ("spam", "normal"):
                raise ValueError("a mark without a label")
            items.append((label, Fingerprint.from_json(item)))
        same = content.get("model") == self._model
        head = PersonalHead.from_json(content["head"]) if content.get("head") is not None and same else None
        return Marks.of(items, head)


def _refused(error: OSError) -> StoreError:
    reason, hint = atomic.why(error)
    return StoreError(f"Your corrections cannot be written: {reason}. Nothing was changed.", hint)
