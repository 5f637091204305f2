"""Mails and labelled texts from files and folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from engine.errors import MessageError
from engine.mailboxes import MAX_MAIL, begins_with_header, split_mailbox

HAM, SPAM = 0, 1

_CHUNK = 64 * 1024
_LABELS = {"ham": HAM, "normal": HAM, "0": HAM, "정상": HAM, "spam": SPAM, "1": SPAM, "스팸": SPAM}
_MAIL_SUFFIXES = frozenset({".eml", ".mbox", ".mbx"})
_TABLE_SUFFIXES = frozenset({".tsv", ".tab", ".txt", ".csv"})
_LOOK_AT_LINES = 50


@dataclass(frozen=True, slots=True)
class LabelledMessage:
    """A message and what it is: `label` 1 for spam, 0 for ham. `key` names it: the text itself, or its file."""

    source: str | bytes
    label: int
    key: str


def iter_mailbox(path: Path) -> Iterator[bytes]:
    """The raw mails of an .mbox, of one mail's file, or of every file in a folder, sorted by name.

    A mailbox is streamed. Of one mail at most MAX_MAIL bytes are kept.

    Raises:
        MessageError: the path is missing or cannot be read.
    """
    for _, mail in _named_mails(Path(path)):
        yield mail


def read_labelled(ham_paths: Iterable[Path], spam_paths: Iterable[Path]) -> list[LabelledMessage]:
    """Reads ordinary mails and spam in a fixed order.

    A path is a folder of mails, an .mbox, an .eml, or a file of `label<TAB>text` lines (ham, normal or 0; spam or 1).
    Such a file may stand in both lists; each line counts once, with its own label.

    Raises:
        MessageError: a path is missing, empty or unreadable, names no label, or all messages are of one class.
    """
    found: list[LabelledMessage] = []
    tables: set[Path] = set()
    mails: dict[Path, int] = {}
    for label, paths in ((HAM, ham_paths), (SPAM, spam_paths)):
        for path in sorted({Path(path) for path in paths}):
            _check_exists(path)
            resolved = path.resolve()
            if path.is_file() and _is_table(path):
                if resolved not in tables:
                    tables.add(resolved)
                    found += _read_table(path)
                continue
            if mails.setdefault(resolved, label) != label:
                raise MessageError(
                    f"“{path.name}” is named both as ordinary mail and as spam.", "Name it once, or use labelled lines."
                )
            before = len(found)
            found += (LabelledMessage(mail, label, key) for key, mail in _named_mails(path))
            if len(found) == before:
                raise MessageError(f"There is no mail in “{path.name}”.", "Choose a folder, an .mbox or an .eml file.")
    _check_classes(found)
    return found


def _check_classes(found: Sequence[LabelledMessage]) -> None:
    """Raises MessageError unless there are messages of both kinds."""
    if not found:
        raise MessageError("No messages were named.", "Choose ordinary messages and spam to learn from.")
    labels = {message.label for message in found}
    if len(labels) == 1:
        kind, other = ("spam", "ordinary messages") if SPAM in labels else ("ordinary messages", "spam")
        raise MessageError(
            f"There are only {kind} here, so nothing can be told apart.", f"Add {other} to learn from as well."
        )


def _check_exists(path: Path) -> None:
    """Raises MessageError where there is nothing at the path."""
    try:
        exists = path.exists()
    except (OSError, ValueError):
        exists = False
    if not exists:
        raise MessageError(f"“{path.name}” was not found.", "Check the name and the folder.")


def _unreadable(path: Path, cause: OSError) -> NoReturn:
    reason = (cause.strerror or "unknown reason").lower()
    raise MessageError(f"“{path.name}” cannot be read ({reason}).", "Check the file's permissions.") from cause


def _named_mails(path: Path) -> Iterator[tuple[str, bytes]]:
    """Each mail with a name for it: its file's, and its number within a mailbox."""
    _check_exists(path)
    try:
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if not _is_hidden(file, path) and file.is_file())
        else:
            files = [path]
        for file in files:
            with file.open("rb") as stream:
                if not _is_mailbox(file, stream):
                    mail = stream.read(MAX_MAIL)
                    if mail.strip():
                        yield file.name, mail
                    continue
                for number, mail in enumerate(split_mailbox(stream), 1):
                    yield f"{file.name}#{number}", mail
    except OSError as error:
        _unreadable(path, error)


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _is_mailbox(path: Path, stream: BinaryIO) -> bool:
    """Whether a file holds several mails; the stream is left at its beginning."""
    start = stream.read(2048).lstrip(b"\r\n")
    stream.seek(0)
    first, _, rest = start.partition(b"\n")
    if path.suffix.lower() == ".eml":
        return False
    return first.startswith(b"From ") and (path.suffix.lower() in (".mbox", ".mbx") or begins_with_header(rest))


def _is_table(path: Path) -> bool:
    """Whether a file holds `label<TAB>text` lines. Raises MessageError for a table or text without any."""
    if path.suffix.lower() in _MAIL_SUFFIXES:
        return False
    try:
        with path.open("rb") as stream:
            start = stream.read(_CHUNK)
    except OSError as error:
        _unreadable(path, error)
    if not start.strip():
        raise MessageError(f"“{path.name}” is empty.", "Choose a file with messages in it.")
    lines = _decoded_table(start).split("\n", _LOOK_AT_LINES)[:_LOOK_AT_LINES]
    if any(_label_of(line) is not None for line in lines):
        return True
    if path.suffix.lower() in _TABLE_SUFFIXES and not start.startswith(b"From ") and not begins_with_header(start):
        raise MessageError(
            f"No line of “{path.name}” begins with a label.", "Write each line as ham or spam, a tab, and the text."
        )
    return False


def _read_table(path: Path) -> list[LabelledMessage]:
    """The labelled lines of a file; other lines, such as a heading, are passed over."""
    try:
        text = _decoded_table(path.read_bytes())
    except OSError as error:
        _unreadable(path, error)
    found = []
    for line in text.split("\n"):
        label = _label_of(line)
        content = line.partition("\t")[2].strip()
        if label is not None and content:
            found.append(LabelledMessage(content, label, content))
    if not found:
        raise MessageError(
            f"No line of “{path.name}” has both a label and a text.", "Write ham or spam, a tab, and the text."
        )
    return found


def _decoded_table(data: bytes) -> str:
    """A text file as UTF-16 with its mark, else UTF-8, else CP949; a stray broken byte does not change the choice."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        text = data.decode("utf-8-sig", "replace")
        korean = data.decode("cp949", "replace")
        # Text in the other encoding breaks in nearly every word, a damaged byte or the cut end of a file in one.
        if text.count("\ufffd") > 3 and korean.count("\ufffd") < text.count("\ufffd") / 4:
            text = korean
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _label_of(line: str) -> int | None:
    """The label in front of a line's first tab."""
    label, tab, _ = line[:100].partition("\t")
    return _LABELS.get(label.strip().strip('"').lower()) if tab else None
