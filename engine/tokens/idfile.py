"""Ids on the disk, memory mapped: written piece by piece, read without ever being held whole."""

from __future__ import annotations

import mmap
import tempfile
from pathlib import Path
from typing import NoReturn

import numpy as np

from engine import atomic
from engine.errors import StoreError

# Numbers are exchanged for others so many at a time.
_BLOCK = 2**20


class IdFile:
    """A file of unsigned integers without a name: the system removes it with the last array that reads it, also where
    the process is killed, so nothing is ever left behind.

    Errors of the disk are StoreError with a sentence for a person.
    """

    def __init__(self, folder: Path, dtype: np.dtype) -> None:
        """folder: on whose disk the file is; it is created where it is missing."""
        self._dtype = dtype
        self.length = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - it outlives this method
        except OSError as error:
            _refused(error)

    def append(self, ids: np.ndarray) -> None:
        """Writes (n,) ids behind the others."""
        try:
            self._write(np.ascontiguousarray(ids, self._dtype))
        except OSError as error:
            _refused(error)
        self.length += len(ids)

    def exchange(self, table: np.ndarray) -> None:
        """Replaces every id i by table[i], in place; the file becomes that of the table's type, at most as wide."""
        if table.dtype.itemsize > self._dtype.itemsize:
            raise ValueError("what is written would overtake what is read")
        old, new = self._dtype, table.dtype
        try:
            for start in range(0, self.length, _BLOCK):
                count = min(_BLOCK, self.length - start)
                self._file.seek(start * old.itemsize)
                ids = np.frombuffer(self._read(count * old.itemsize), old)
                self._file.seek(start * new.itemsize)
                self._write(table[ids])
            self._file.truncate(self.length * new.itemsize)
        except OSError as error:
            _refused(error)
        self._dtype = new

    def mapped(self) -> np.ndarray:
        """All ids, (length,), read from the disk as they are used. The file takes no more."""
        if not self.length:
            return np.zeros(0, self._dtype)
        try:
            with self._file as file:
                return np.memmap(file, self._dtype, mode="r", shape=(self.length,))
        except OSError as error:
            _refused(error)

    def close(self) -> None:
        """Gives the file up where it is not needed."""
        self._file.close()

    def _write(self, ids: np.ndarray) -> None:
        left = ids.data.cast("B")
        while left:
            left = left[self._file.write(left) :]

    def _read(self, size: int) -> bytes:
        parts = []
        while size and (data := self._file.read(size)):
            parts.append(data)
            size -= len(data)
        return b"".join(parts)


def _refused(error: OSError) -> NoReturn:
    reason, hint = atomic.why(error)
    raise StoreError(f"The text cannot be made ready for training: {reason}.", hint) from error


def release(ids: np.ndarray) -> None:
    """Gives back the memory of the pages of a memory map that were read; the next reading brings them again.

    The system would do so itself when memory gets scarce, but until then a whole epoch counts as the process' own.
    Nothing happens to other arrays, and on Windows.
    """
    mapped = getattr(ids, "_mmap", None)
    if mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)


def smallest_type(vocabulary: int) -> np.dtype:
    """The smallest unsigned type that holds the ids of a vocabulary."""
    return np.dtype(np.uint8 if vocabulary <= 2**8 else np.uint16 if vocabulary <= 2**16 else np.uint32)
