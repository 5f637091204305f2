"""The messages of a mail or of a mailbox, with what they quote and how they are signed marked."""

from __future__ import annotations

import codecs
import email
import email.header
import email.policy
import email.utils
import itertools
import re
from collections.abc import Iterator
from datetime import datetime
from email.message import Message as Mail
from typing import BinaryIO

from engine.corpus.chunks import ReadingStoppedError, ShouldStop
from engine.corpus.encodings import clean, decode
from engine.corpus.formats.html import html_text
from engine.corpus.messages import Message
from engine.corpus.quotes import quoted_parts, signature_part
from engine.errors import CorpusError
from engine.mailboxes import MAX_MAIL, looks_like_mail, split_mailbox

MAX_HEADERS = 256 * 1024
MAX_PARTS, MAX_DEPTH = 200, 20

_HEADERS_END = re.compile(rb"\r?\n[ \t]*\r?\n")
_BOUNDARY = re.compile(rb"(?i)content-type:\s*multipart/")
# A line of a flowed text that goes on in the next: it ends with a blank, and is neither a quotation nor “-- ”.
_SOFT_END = re.compile(r"(?<=[^\n -]) \n(?![>\n])")
_START = 4096
_KOREAN = frozenset({"euc_kr", "ks_c_5601-1987", "ksc5601", "ks_c_5601"})


def mail_messages(stream: BinaryIO, should_stop: ShouldStop | None = None) -> Iterator[Message]:
    """The mails of an .mbox, or the one of an .eml, in order; those without text left out.

    The text of each is its plain text or else its web page, without attachments; a mail within it counts as quoted.
    Mails beyond MAX_MAIL bytes are read up to there; one mail is held at a time. Raises nothing but OSError, and
    ReadingStoppedError where `should_stop`, asked before each mail, answers True.
    """
    for mail in _mails_in(stream):
        if should_stop is not None and should_stop():
            raise ReadingStoppedError
        if (message := _message(mail)) is not None:
            yield message


def without_text(stream: BinaryIO) -> CorpusError:
    """What is raised where `mail_messages` finds nothing, by what there is instead."""
    hint = "Choose another mailbox, or save the mail anew."
    start = stream.read(_START)
    stream.seek(0)
    if not looks_like_mail(start):
        return CorpusError("It is no mail.", hint)
    mails = list(itertools.islice(_mails_in(stream), 2))
    if len(mails) != 1 or len(mails[0]) > MAX_MAIL or len(_BOUNDARY.findall(mails[0])) > MAX_PARTS:
        return CorpusError("It has no mail with text in it.", hint)
    try:
        parts = list(email.message_from_bytes(mails[0], policy=email.policy.compat32).walk())
        kinds = {part.get_content_type() for part in parts}
        attached = any(part.get_content_disposition() == "attachment" for part in parts)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError):
        return CorpusError("It has no mail with text in it.", hint)
    if "multipart/report" in kinds:
        return CorpusError("It is a report by a mail server, which nobody wrote.", "Choose a mail of a person.")
    if attached:
        return CorpusError("It has attachments but no text of its own.", "Save the attachments, and choose those.")
    return CorpusError("It has no text in it.", "Choose another mail, or save this one anew.")


def _mails_in(stream: BinaryIO) -> Iterator[bytes]:
    """The raw mails of a mailbox, or the single mail that a file is; see `split_mailbox`."""
    start = stream.read(_START).lstrip(b"\r\n")
    stream.seek(0)
    if start.startswith(b"From "):
        yield from split_mailbox(stream)
    else:
        yield stream.read(MAX_MAIL + 1).lstrip(b"\r\n")


def _message(data: bytes) -> Message | None:
    end = _HEADERS_END.search(data)
    if end is None or end.start() > MAX_HEADERS or len(_BOUNDARY.findall(data)) > MAX_PARTS:
        return None
    try:
        mail = email.message_from_bytes(data[:MAX_MAIL], policy=email.policy.compat32)
        own, forwarded = (clean(text).strip("\n").rstrip() for text in _texts(mail))
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError, CorpusError):
        return None  # what the standard library makes of broken mails
    text = f"{own}\n\n{forwarded}" if own and forwarded else own or forwarded
    if not text.strip():
        return None
    quoted = quoted_parts(own)
    signature = signature_part(own, quoted)
    if forwarded:
        quoted = (*quoted, (len(text) - len(forwarded), len(text)))
    return Message(_sender(mail), _when(mail), text, quoted, signature)


def _texts(mail: Mail) -> tuple[str, str]:
    """The own text of a mail, and that of mails within it: of alternatives the plain one, and no attached files."""
    own: list[str] = []
    forwarded: list[str] = []
    stack: list[tuple[Mail, int, list[str]]] = [(mail, 0, own)]
    read = 0
    while stack and read < MAX_PARTS:
        part, depth, texts = stack.pop()
        read += 1
        kind = part.get_content_type()
        if part.is_multipart():
            if kind != "multipart/report" and depth < MAX_DEPTH:
                children = [child for child in part.get_payload() if isinstance(child, Mail)]
                if kind == "multipart/alternative":
                    children = _best(children)
                inner = forwarded if kind == "message/rfc822" else texts
                stack.extend((child, depth + 1, inner) for child in reversed(children))
        elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            texts.append(_decoded(part, kind).strip("\n"))
    joined = ["\n\n".join(text for text in texts if text.strip()) for texts in (own, forwarded)]
    return joined[0], joined[1]


def _best(children: list[Mail]) -> list[Mail]:
    """Of alternatives the plain one, unless it is blank; else the richest one."""
    for child in children:
        if child.get_content_type() == "text/plain" and _payload(child).strip():
            return [child]
    return children[-1:]


def _payload(part: Mail) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: Mail, kind: str) -> str:
    data = _payload(part)
    label = part.get_content_charset()
    text = _by_label(data, label)
    if kind == "text/html":
        return html_text(text.encode("utf-8", "replace") if label else data).text
    text = text.replace("\r\n", "\n")
    parameters = {str(name).lower(): str(value).lower() for name, value in part.get_params([], unquote=True) or []}
    if parameters.get("format") == "flowed":
        text = _SOFT_END.sub(" ", text)
    return text


def _by_label(data: bytes, label: str | None) -> str:
    """Text in the encoding that a mail states, or, where that is none or wrong, in the one that fits."""
    name = (label or "").lower()
    name = "cp949" if name in _KOREAN or name == "euc-kr" else name
    try:
        codecs.lookup(name)
        return data.decode(name)
    except (LookupError, ValueError):
        pass
    try:
        return decode(data).text
    except CorpusError:
        return data.decode("utf-8", "replace")


def _raw(mail: Mail, name: str) -> str:
    """A header as it stands; bytes beyond ASCII in the encoding that fits."""
    for key, value in mail.raw_items():
        if key.lower() == name:
            data = str(value).encode("ascii", "surrogateescape") if not str(value).isascii() else None
            return str(value) if data is None else _of_header(data, "utf-8")
    return ""


def _of_header(data: bytes, label: str) -> str:
    """A header is too short to tell its encoding by its letters, so where the label is wrong the likely ones follow."""
    for name in (label, "utf-8", "cp949"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _sender(mail: Mail) -> str:
    """The name of the writer, or where there is none the address."""
    raw = " ".join(_raw(mail, "from")[:2000].split())
    name, address = email.utils.parseaddr(raw)
    shown = _plain(name).strip(" \"'") or address or raw[:80]
    return clean(" ".join(shown.split())) or "?"


def _plain(header: str) -> str:
    """A header's encoded words as text."""
    try:
        parts = email.header.decode_header(header)
    except (ValueError, LookupError):
        return header
    return "".join(part if isinstance(part, str) else _of_header(part, label or "ascii") for part, label in parts)


def _when(mail: Mail) -> datetime | None:
    try:
        return email.utils.parsedate_to_datetime(_raw(mail, "date")[:200]).replace(tzinfo=None)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
