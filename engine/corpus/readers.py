"""Files to documents, by their kind."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from engine.corpus.chats import chat_messages, may_be_chat
from engine.corpus.chunks import ReadingStoppedError
from engine.corpus.encodings import ENCODINGS, clean, decode
from engine.corpus.formats import FORMATS, Format
from engine.corpus.formats.jsonl import key_names, key_values
from engine.corpus.mail import mail_messages, without_text
from engine.corpus.messages import Message, prefix, rendered
from engine.corpus.tables import column_cells, column_names
from engine.corpus.types import Document
from engine.errors import CorpusError
from engine.mailboxes import looks_like_mail

LINES_OF_JSON = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv", *LINES_OF_JSON)
_TEXTS = (".txt", ".text", "")
_MAILS = (".eml", ".mbox")
_CHATS = (".json",)
_HEAD_BYTES = 64 * 1024
# A document is read whole, and so is every text of a small corpus.
MAX_FILE_BYTES = 512 * 1024 * 1024
# So much of a table tells the names of its columns, and how much text is in it.
_BEGINNING_BYTES = 4 * 2**20
# A plain text and a table are read in pieces; what is larger than this is nothing personal.
MAX_TEXT_BYTES = 16 * 1024**3


CHANGED_REASON = "It changed while it was read."
CHANGED_HINT = "Leave it alone while it is read, and begin again."


def read_suffixes() -> list[str]:
    """The endings of all files that are read in folders, such as ".txt", sorted."""
    return sorted({*filter(None, _TEXTS), *_TABLES, *_MAILS, *_CHATS, *FORMATS})


def is_text_name(path: Path) -> bool:
    """Whether a file in a folder is read, by its name; a file without an extension is tried."""
    suffix = path.suffix.lower()
    return suffix in _TEXTS or suffix in _TABLES or is_document(path)


def is_document(path: Path) -> bool:
    """Whether a file is more than plain text and is read by a reader of its own, by its name and place."""
    suffix = path.suffix.lower()
    return suffix in FORMATS or suffix in _MAILS or suffix in _CHATS or _in_maildir(path)


def is_chat(path: Path) -> bool:
    """Whether a text or a table begins as a chat's export or a mailbox does. Raises CorpusError as `read_document`."""
    head = _head(path)
    try:
        return _is_mailbox(path, head) or may_be_chat(path, clean(decode(head).text))
    except CorpusError:
        return False  # reading it says why


def is_mail(path: Path) -> bool:
    """Whether a file is a mail or a mailbox, by its name, its place and how it begins. Raises as `read_document`."""
    if path.suffix.lower() in _MAILS or _in_maildir(path):
        return True
    return not path.suffix and _is_mailbox(path, _head(path))


def mail_characters(path: Path, should_stop: Callable[[], bool] | None = None) -> int:
    """About how long the text of a mailbox is, from the mails in its first 4 MB. Raises as `read_document`."""
    with opened(path, limit=MAX_TEXT_BYTES) as file:
        size = os.fstat(file.fileno()).st_size
        characters = -1  # a line end stands between two of them
        for message in mail_messages(file, should_stop):
            characters += len(prefix(message)) + len(message.text) + 1
            if file.tell() > _BEGINNING_BYTES:
                break
        return round(max(0, characters) * size / max(1, min(size, file.tell())))


def _in_maildir(path: Path) -> bool:
    """Whether a file is one mail in a folder of them, whose names end in anything."""
    folder = path.parent
    return folder.name in ("cur", "new") and all((folder.parent / name).is_dir() for name in ("cur", "new", "tmp"))


def _is_mailbox(path: Path, data: bytes) -> bool:
    """Mail programs keep their folders in files without an ending."""
    return not path.suffix and data.startswith(b"From ") and looks_like_mail(data)


def is_table(path: Path) -> bool:
    """Whether a file is read by its columns, by its name."""
    return path.suffix.lower() in _TABLES


def read_document(
    path: Path, *, column: str | None = None, should_stop: Callable[[], bool] | None = None, encoding: str = ""
) -> Document:
    """Reads one file: a table by its column, a document by the reader for its ending, anything else as plain text.

    Exports of chats and mailboxes come with their messages.

    Args:
        path: the file.
        column: of a .csv, .tsv or .jsonl file; None takes the only column of text.
        should_stop: asked before each page, chapter or mail of a document, and each thousand lines of a table.
        encoding: of a plain text or a table, see `decode`.

    Raises:
        CorpusError: with a sentence that begins with “It”, to stand behind the file's name.
        ReadingStoppedError: `should_stop` answered True.
    """
    kind = FORMATS.get(path.suffix.lower())
    if kind is not None:
        return _document(path, kind, should_stop)
    suffix = path.suffix.lower()
    if is_mail(path):
        return _mails(path, should_stop)
    data = _read_bytes(path)
    size = len(data)
    found, replaced, text = _decoded(data, encoding)
    del data  # of a large file nothing is held longer than it must
    messages = chat_messages(path, text)
    if messages is not None:
        text = text if suffix in _TEXTS else rendered(messages)
        return Document(path, text, found, replaced, size=size, messages=messages)
    if suffix in _CHATS:
        raise CorpusError("It is no chat that can be read here.", "Choose the export of a chat by Telegram or ChatGPT.")
    rows: tuple[str, ...] = ()
    if is_table(path):
        is_json = suffix in LINES_OF_JSON
        rows = (
            key_values(text, column, should_stop)
            if is_json
            else column_cells(text, column, tab=suffix == ".tsv", should_stop=should_stop)
        )
        text = "\n".join(rows)
        if not rows:
            raise CorpusError("It has no text in that column.", "Choose another column.")
    return Document(path, text, found, replaced, rows, size)


def _head(path: Path) -> bytes:
    with opened(path, limit=MAX_TEXT_BYTES) as file:
        return file.read(_HEAD_BYTES)


def _mails(path: Path, should_stop: Callable[[], bool] | None) -> Document:
    """A mailbox is large for what is attached to its mails: it is read mail by mail, and only their texts are held."""
    with opened(path, limit=MAX_TEXT_BYTES) as file:
        before = os.fstat(file.fileno())
        if not before.st_size:
            raise CorpusError("It is empty.", "Choose a file with text in it.")
        messages: list[Message] = []
        held = 0
        is_mail = looks_like_mail(file.read(_HEAD_BYTES))
        file.seek(0)
        for message in mail_messages(file, should_stop) if is_mail else ():
            messages.append(message)
            held += len(message.text)
            if held > MAX_FILE_BYTES:
                raise CorpusError(
                    f"Its mails hold more than {MAX_FILE_BYTES // 2**20} MB of text.",
                    "Split it into smaller files and choose those.",
                )
        file.seek(0)
        if not messages:
            raise without_text(file)
        _refuse_changed(before, file)
    return Document(path, rendered(messages), "mail", size=before.st_size, messages=tuple(messages))


def _refuse_changed(before: os.stat_result, file: BinaryIO) -> None:
    after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise CorpusError(CHANGED_REASON, CHANGED_HINT)


def _document(path: Path, kind: Format, should_stop: Callable[[], bool] | None) -> Document:
    data = _read_bytes(path, min(kind.limit, MAX_FILE_BYTES))
    found = kind.extracted(data, should_stop)
    pages = tuple(map(clean, found.pages))
    text = "\n".join(pages) if pages else clean(found.text)
    if not text.strip():
        raise CorpusError("It has nothing but blank space in it.", "Choose a file with text in it.")
    return Document(path, text, found.encoding, found.replaced, size=len(data), pages=pages)


def encoding_choices(path: Path) -> tuple[str, ...]:
    """The encodings that a file could be read in; none for documents and mails, which name their own."""
    return () if is_document(path) else ENCODINGS


def beginning_in(path: Path, encoding: str, characters: int) -> str:
    """The first characters of a plain text in one of the encodings, or as recognised where that is empty.

    Raises:
        CorpusError: the file cannot be read, or its encoding is not recognised.
    """
    with named(path), opened(path, limit=MAX_TEXT_BYTES) as file:
        return clean(decode(file.read(_HEAD_BYTES), encoding).text)[:characters]


def csv_columns(path: Path) -> list[str]:
    """The names of the columns of a .csv or .tsv file, one without a name being “column N”; the keys of a .jsonl file.

    Of a large file the beginning is looked at.

    Raises:
        CorpusError: the file cannot be read.
    """
    with named(path):
        text = table_beginning(path)[0]
        if path.suffix.lower() in LINES_OF_JSON:
            return key_names(text)
        return column_names(text, tab=path.suffix.lower() == ".tsv")


def table_beginning(path: Path) -> tuple[str, float]:
    """The first rows of a table, cleaned, and which share of the file they are, 0..1; all of a table of up to 4 MB.

    Raises CorpusError with a sentence that begins with “It”.
    """
    with opened(path, limit=MAX_TEXT_BYTES) as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(_BEGINNING_BYTES)
    if len(data) < size and b"\n" in data:
        data = data[: data.rindex(b"\n") + 1]
    return _decoded(data)[2], min(1.0, len(data) / max(1, size))


@contextlib.contextmanager
def named(path: Path) -> Iterator[None]:
    """Puts the file's name in front of the sentence of a CorpusError."""
    try:
        yield
    except ReadingStoppedError:
        raise
    except CorpusError as error:
        reason = error.message[:1].lower() + error.message[1:]
        raise CorpusError(f"“{path.name}” cannot be read: {reason}", error.hint) from error


def _decoded(data: bytes, encoding: str = "") -> tuple[str, int, str]:
    """The encoding, how many characters were replaced, and the clean text."""
    if not data:
        raise CorpusError("It is empty.", "Choose a file with text in it.")
    decoded = decode(data, encoding)
    text = clean(decoded.text)
    if not text.strip():
        raise CorpusError("It has nothing but blank space in it.", "Choose a file with text in it.")
    return decoded.encoding, decoded.replaced, text


def _read_bytes(path: Path, limit: int | None = None) -> bytes:
    most = MAX_FILE_BYTES if limit is None else limit
    with opened(path, limit=most) as file:
        before = os.fstat(file.fileno())
        data = file.read(most + 1)  # a file that grows has no end
        _refuse_changed(before, file)
    if len(data) > most:
        raise CorpusError(CHANGED_REASON, CHANGED_HINT)
    return data


@contextlib.contextmanager
def opened(path: Path, *, limit: int) -> Iterator[BinaryIO]:
    """Opens an ordinary file of at most `limit` bytes for reading.

    Raises:
        CorpusError: what is wrong with the file, also while it is read, in a sentence that begins with “It”.
    """
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            raise CorpusError("It is a folder.", "Choose a file.")
        if not stat.S_ISREG(found.st_mode):
            raise CorpusError("It is no ordinary file.", "Choose a text file.")
        if found.st_size > limit:
            raise CorpusError(
                f"It is larger than {limit // 2**20} MB.", "Split it into smaller files and choose those."
            )
        with open(path, "rb") as file:
            yield file
    except FileNotFoundError:
        if path.is_symlink():
            raise CorpusError("It is a link to a file that is gone.", "Choose the file itself.") from None
        raise CorpusError("It does not exist.", "Check the name, or choose the file again.") from None
    except PermissionError:
        raise CorpusError("It may not be read.", "Allow reading it, or choose a copy that you own.") from None
    except (OSError, ValueError) as error:  # a circle of links, a broken disk, a name with a zero byte
        reason = (error.strerror if isinstance(error, OSError) else None) or "the system refuses its name"
        raise CorpusError(f"It cannot be opened ({reason}).", "Check the file, or choose a copy of it.") from error
