"""The parts of a mail, found without recursion and within fixed bounds.

The standard library's parser recurses into every part and is quadratic on some broken mails, so a hostile mail could
stop the program; this one reads at most MAX_PARTS parts, MAX_DEPTH deep, and says what it left.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from itertools import islice

from engine.spam.headers import (
    Headers,
    begins_with_headers,
    header_end,
    lenient_base64,
    parameters,
    split_headers,
    without_envelope,
)

MAX_PARTS = 200
MAX_DEPTH = 20

_SNIFF = re.compile(rb"(?:^|\n)--([^\s\n][^\n]{0,68}?)[ \t]*\n(?=[!-9;-~]{1,60}[ \t]*:|\n)")
_ARCHIVES = re.compile(r"\.(zip|rar|7z|tar|gz|tgz|bz2|xz|iso|img|jar|cab|arj|ace|alz|egg|lzh)$", re.IGNORECASE)
_ARCHIVE_KINDS = re.compile(
    r"application/(x-)?(zip|zip-compressed|rar|7z-compressed|tar|gzip|compressed|java-archive)$"
)
_SILENT = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part to read: its bytes after the transfer encoding was undone. `alternative` numbers the set of alternatives
    it belongs to, 0 for none. `encoded` tells whether there was a transfer encoding."""

    kind: str
    charset: str
    data: bytes
    alternative: int
    encoded: bool


@dataclass(slots=True)
class Parts:
    """What walking through a mail found."""

    texts: list[TextPart] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    archives: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    images: int = 0
    encrypted: bool = False

    def note(self, sentence: str) -> None:
        """Adds a sentence once."""
        if sentence not in self.notes:
            self.notes.append(sentence)


@dataclass(frozen=True, slots=True)
class _Open:
    headers: Headers
    body: bytes
    depth: int
    alternative: int
    default: str


def walk(headers: Headers, body: bytes) -> Parts:
    """Finds the texts of a mail and counts everything else; nothing is opened, unpacked or fetched. Never raises.

    Args:
        headers: those of the mail.
        body: everything behind them, with "\\n" line ends.
    """
    found = Parts()
    stack = [_Open(headers, body, 0, 0, "text/plain")]
    read = alternatives = 0
    while stack:
        part = stack.pop()
        read += 1
        if read > MAX_PARTS:
            found.note(f"Only the first {MAX_PARTS} parts of this mail were read.")
            break
        kind, params = parameters(part.headers.raw("content-type"))
        if "/" not in kind:
            kind = "text/plain" if kind == "text" else part.default
        if kind == "multipart/encrypted":
            found.encrypted = True
        elif kind.startswith("multipart/"):
            if kind == "multipart/alternative":
                alternatives += 1
            inherited = alternatives if kind == "multipart/alternative" else part.alternative
            children = _children(part, kind, params.get("boundary", ""), inherited, found)
            stack.extend(reversed(children))
        elif kind in ("message/rfc822", "message/global"):
            inner = _inner_mail(part, found)
            if inner is not None:
                stack.append(inner)
        else:
            _leaf(part, kind, params, found)
    return found


def _children(part: _Open, kind: str, boundary: str, alternative: int, found: Parts) -> list[_Open]:
    """The parts of a multipart; its whole body as one text where no boundary is found."""
    if part.depth >= MAX_DEPTH:
        found.note(f"Parts nested more than {MAX_DEPTH} deep were not read.")
        return []
    marks = _marks(part.body, boundary.encode("utf-8", "replace")) if boundary else []
    if not marks:
        sniffed = _SNIFF.search(part.body)
        marks = _marks(part.body, sniffed[1]) if sniffed else []
        if part.body.strip():
            found.note("The parts of this mail are not marked as its headers say.")
    if not marks:
        return [_Open(Headers(), part.body, part.depth + 1, alternative, "text/plain")]
    default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
    ends = [start for start, _, _ in marks[1:]]
    if len(marks) <= MAX_PARTS:
        ends.append(len(part.body))
    children = []
    for (_, start, closing), end in zip(marks, ends, strict=False):
        if closing:
            break
        children.append(_part(part.body[start:end], part.depth + 1, alternative, default))
    if len(marks) > MAX_PARTS:
        found.note(f"Only the first {MAX_PARTS} parts of this mail were read.")
    return children


def _marks(body: bytes, boundary: bytes) -> list[tuple[int, int, bool]]:
    """Each boundary line: where the part before it ends, where the next begins, and whether it closes the multipart."""
    pattern = re.compile(rb"(?:\n|\A)--" + re.escape(boundary.rstrip()) + rb"(--)?[ \t]*(?:\n|\Z)")
    # A boundary's line end may begin the next boundary, so the search goes on one character earlier.
    marks: list[tuple[int, int, bool]] = []
    position = 0
    while len(marks) <= MAX_PARTS and (match := pattern.search(body, position)):
        marks.append((match.start(), match.end(), match[1] is not None))
        if match[1] is not None:
            break
        position = max(match.end() - 1, match.start() + 1)
    return marks


def _part(data: bytes, depth: int, alternative: int, default: str) -> _Open:
    """One part of a multipart, its own headers split off."""
    if data.startswith(b"\n"):
        return _Open(Headers(), data[1:], depth, alternative, default)
    if not re.match(rb"[!-9;-~]{1,76}[ \t]*:", data):
        return _Open(Headers(), data, depth, alternative, default)
    end = header_end(data)
    return _Open(split_headers(data[:end]), data[end:], depth, alternative, default)


def _inner_mail(part: _Open, found: Parts) -> _Open | None:
    """A mail within the mail: its subject becomes a text, its body is walked."""
    if part.depth >= MAX_DEPTH:
        found.note(f"Parts nested more than {MAX_DEPTH} deep were not read.")
        return None
    data = without_envelope(_decoded(part)[0])
    if not begins_with_headers(data, least=1):
        return _Open(Headers(), data, part.depth + 1, part.alternative, "text/plain") if data.strip() else None
    end = header_end(data)
    headers = split_headers(data[:end])
    subject = headers.text("subject")
    if subject:
        found.texts.append(TextPart("text/plain", "utf-8", subject.encode("utf-8", "replace"), 0, True))
    return _Open(headers, data[end:], part.depth + 1, 0, "text/plain")


def _leaf(part: _Open, kind: str, params: dict[str, str], found: Parts) -> None:
    """Keeps a text, notes anything else."""
    disposition, extra = parameters(part.headers.raw("content-disposition"))
    name = (extra.get("filename") or params.get("name") or "").strip()[:80]
    if kind in _SMIME and params.get("smime-type", "enveloped-data").lower() != "signed-data":
        found.encrypted = True
    elif kind in _SILENT:
        return
    elif kind.startswith("text/") and disposition != "attachment":
        data, encoded = _decoded(part)
        if data.strip():
            found.texts.append(TextPart(kind, params.get("charset", ""), data, part.alternative, encoded))
    elif kind.startswith("image/"):
        found.images += 1
    elif _ARCHIVES.search(name) or _ARCHIVE_KINDS.match(kind):
        found.archives.append(name or kind)
    elif kind == "message/delivery-status":
        return
    else:
        found.attachments.append(name or kind)


def _decoded(part: _Open) -> tuple[bytes, bool]:
    """The bytes of a part without their transfer encoding, and whether there was one."""
    encoding = part.headers.raw("content-transfer-encoding").strip().lower().strip(b"\"'")
    if encoding == b"base64":
        return lenient_base64(part.body), True
    if encoding == b"quoted-printable":
        return binascii.a2b_qp(part.body), True
    if encoding in (b"x-uuencode", b"uuencode", b"x-uue", b"uue"):
        return _uudecoded(part.body), True
    return part.body, False


def _uudecoded(body: bytes) -> bytes:
    """The first uuencoded block of a text, as far as its lines can be decoded."""
    start = re.search(rb"(?:\A|\n)begin [0-7]{3,4} [^\n]*\n", body)
    if start is None:
        return body
    out = []
    for line in islice(body[start.end() :].split(b"\n"), 100_000):
        if line.strip() in (b"end", b"`"):
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(out)
