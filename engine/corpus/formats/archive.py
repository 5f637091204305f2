"""Documents that are zip archives: every limit on what they may unpack to, in one place. Nothing reaches the disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from engine.errors import CorpusError

MAX_ENTRIES = 20_000
MAX_DIRECTORY_BYTES = 8 * 2**20
MAX_ENTRY_BYTES = 128 * 2**20
MAX_TOTAL_BYTES = 512 * 2**20  # of all that is read, and of all that the directory promises
MAX_RATIO = 200  # the XML of real documents shrinks by 5 to 50
FREE_BYTES = 16 * 2**20  # an entry up to this size may shrink by any ratio
_CHUNK = 2**20
_ENCRYPTED_FLAG = 0x1
# What an archive of more than 4 GB ends with; zipfile would believe its counts instead of the small ones checked here.
_LARGE_END, _LARGE_END_BYTES = b"PK\x06\x07", 20
_END = struct.Struct("<4s4H2LH")
_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError,
    ValueError, IndexError, OSError,
)  # fmt: skip


class Archive:
    """A checked zip in memory. Entries are read whole, each time within the limits, whatever its headers say.

    An archive within an archive is an entry like any other and never opened.

    Args:
        data: the file.

    Raises:
        CorpusError: it is no zip, is damaged, has a password, or holds more than a document does. The sentence begins
            with “It”.
    """

    def __init__(self, data: bytes) -> None:
        _check_directory(data)
        self._read_bytes = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise damaged() from error
        members = self._zip.infolist()
        if len(members) > MAX_ENTRIES or sum(member.file_size for member in members) > MAX_TOTAL_BYTES:
            raise _too_much()
        self._members = {member.filename: member for member in members}

    @property
    def names(self) -> list[str]:
        """The names of its files, in their order; folders have none."""
        return [name for name in self._members if not name.endswith("/")]

    def read(self, name: str) -> bytes:
        """One entry. Raises CorpusError where there is none of that name, or as the class says."""
        member = self._members.get(name)
        if member is None:
            raise CorpusError(f"It lacks its part “{name}”, so it is damaged.", _HINT)
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise locked()
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise CorpusError("It is packed in a way that documents are not.", _HINT)
        allowed = min(MAX_ENTRY_BYTES, max(FREE_BYTES, MAX_RATIO * member.compress_size))
        found = bytearray()
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    found += chunk
                    self._read_bytes += len(chunk)
                    if len(found) > allowed or self._read_bytes > MAX_TOTAL_BYTES:
                        raise _too_much()
        except _DAMAGED as error:
            raise damaged() from error
        return bytes(found)


_HINT = "Open it in its own program, save it anew, and choose that file."


def damaged() -> CorpusError:
    """What is raised where a document cannot be taken apart."""
    return CorpusError("It is damaged or was cut off.", _HINT)


def locked() -> CorpusError:
    """What is raised where a document has a password."""
    return CorpusError("It is locked with a password.", "Save it without a password and choose that file.")


def _too_much() -> CorpusError:
    return CorpusError("It unpacks to far more than a document holds, so it was not unpacked.", _HINT)


def _check_directory(data: bytes) -> None:
    """Looks at the end of the zip before zipfile does, which would build an object for each of a million entries."""
    if not data:
        raise CorpusError("It is empty.", "Choose a file with text in it.")
    if not data.startswith(b"PK"):
        raise CorpusError("It is not the kind of document that its name says.", _HINT)
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - 0xFFFF))
    if at < 0 or len(data) - at < _END.size:
        raise damaged()
    if data[max(0, at - _LARGE_END_BYTES) : at].startswith(_LARGE_END):
        raise _too_much()
    _, _, _, _, entries, directory_bytes, _, _ = _END.unpack_from(data, at)
    if entries > MAX_ENTRIES or directory_bytes > MAX_DIRECTORY_BYTES:
        raise _too_much()
