"""Mail headers from raw bytes: bounded, tolerant, and decoded to readable text."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field

from engine.spam.charsets import decode_bytes

MAX_BLOCK = 256 * 1024  # bytes of headers that are read
MAX_FIELDS = 1000
MAX_VALUE = 8 * 1024  # bytes of one header

_FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]*:")
_ENCODED_WORD = re.compile(rb"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_PARAMETER = re.compile(rb";\s*([\w!#$%&'+.^`{|}~*-]{1,60})\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"?|([^;\s]*))")
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64))
_WELL_KNOWN = frozenset(
    [
        "from",
        "to",
        "cc",
        "bcc",
        "subject",
        "date",
        "sender",
        "reply-to",
        "return-path",
        "received",
        "message-id",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
        "content-disposition",
        "delivered-to",
        "in-reply-to",
        "references",
        "dkim-signature",
        "x-mailer",
        "x-original-to",
        "precedence",
        "list-id",
        "list-unsubscribe",
        "received-spf",
        "authentication-results",
        "importance",
        "x-priority",
        "user-agent",
    ]
)
# What Korean web mail and Outlook write above a mail that was copied out of them.
KOREAN_NAMES = {
    "보낸사람": "from",
    "보낸이": "from",
    "발신자": "from",
    "받는사람": "to",
    "받는이": "to",
    "수신자": "to",
    "참조": "cc",
    "제목": "subject",
    "날짜": "date",
    "보낸날짜": "date",
    "보낸시간": "date",
}


@dataclass(frozen=True, slots=True)
class Headers:
    """The fields of one mail or part: lower-case names, undecoded values, in order; `cut` where some were left."""

    fields: tuple[tuple[str, bytes], ...] = ()
    cut: bool = False
    names: dict[str, bytes] = field(default_factory=dict)

    def raw(self, name: str) -> bytes:
        """The first value of that name as it stands, or nothing."""
        return self.names.get(name, b"")

    def text(self, name: str) -> str:
        """The first value of that name, decoded and on one line."""
        return decode_value(self.raw(name))

    def well_known(self) -> int:
        """How many different fields are ones that mails really have."""
        return len(_WELL_KNOWN.intersection(self.names))


def split_headers(block: bytes) -> Headers:
    """Reads a block of headers with "\\n" line ends; lines that are no header are skipped. Never raises."""
    cut = len(block) > MAX_BLOCK
    fields: list[tuple[str, bytes]] = []
    name, size = "", 0
    parts: list[bytes] = []

    def close() -> None:
        if name and len(fields) < MAX_FIELDS:
            fields.append((name, b"".join(parts).strip()))

    for line in block[:MAX_BLOCK].split(b"\n"):
        if line[:1] in b" \t" and name:
            if size < MAX_VALUE and line.strip():
                parts.append(b"\n" + line[: MAX_VALUE - size])
            size += len(line)
            cut = cut or size > MAX_VALUE
            continue
        match = _FIELD.match(line)
        if match is None:
            continue
        close()
        value = line[match.end() :]
        name, parts, size = match[1].decode("ascii").lower(), [value[:MAX_VALUE]], len(value)
        cut = cut or size > MAX_VALUE or len(fields) >= MAX_FIELDS
        if len(fields) >= MAX_FIELDS:
            break
    close()
    names: dict[str, bytes] = {}
    for key, value in fields:
        if not names.get(key):
            names[key] = value
    return Headers(tuple(fields), cut, names)


def begins_with_headers(data: bytes, *, least: int) -> bool:
    """Whether the first lines are headers, at least `least` of them well known."""
    first = data[:MAX_VALUE].split(b"\n", 1)[0]
    return _FIELD.match(first) is not None and split_headers(data[: header_end(data)]).well_known() >= least


def without_envelope(data: bytes) -> bytes:
    """Without empty lines and the "From " line of a mailbox in front of the headers."""
    data = data.lstrip(b"\n")
    if data.startswith((b"From ", b">From ")):
        line, _, rest = data.partition(b"\n")
        if len(line) < 1000 and begins_with_headers(rest, least=1):
            return rest
    return data


def header_end(data: bytes) -> int:
    """Where the body begins: after the first blank line, or after the last header where text follows without one.

    Lines that are no header are passed over as long as another header comes before the blank line.
    """
    blank = 0 if data.startswith(b"\n") else data.find(b"\n\n") + 1
    if data and not blank and not data.startswith(b"\n"):
        blank = len(data)
    if blank > MAX_BLOCK:
        return blank + 1
    position, last, within = 0, 0, False
    for line in data[:blank].split(b"\n"):
        position += len(line) + 1
        if _FIELD.match(line) or (within and line[:1] in (b" ", b"\t")):
            last, within = position, True
        else:
            within = False
    return min(last, blank) if last < blank else blank + 1


def decode_value(raw: bytes) -> str:
    """A header's value as one line of text; bytes that should have been encoded are read as UTF-8 or CP949.

    Neighbouring encoded words of one charset are joined as bytes first, because many programs cut a character in two
    between them.
    """
    raw = re.sub(rb"\s+", b" ", raw[:MAX_VALUE]).strip()
    out: list[str] = []
    pending, label, end = b"", "", 0
    for match in _ENCODED_WORD.finditer(raw):
        between = raw[end : match.start()]
        charset = match[1].decode("ascii", "replace").split("*", 1)[0].lower()
        if between.strip() or charset != label:
            out.append(decode_bytes(pending, label)[0])
            pending = b""
            # White space between two encoded words belongs to the encoding; anything else is text.
            if between.strip() or not end:
                out.append(decode_bytes(between)[0])
        pending += _word_bytes(match[2].lower(), match[3])
        label, end = charset, match.end()
    out.append(decode_bytes(pending, label)[0])
    out.append(decode_bytes(raw[end:])[0])
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", "".join(out)).strip()


def _word_bytes(kind: bytes, payload: bytes) -> bytes:
    """The bytes of one encoded word."""
    if kind == b"q":
        return binascii.a2b_qp(payload, header=True)
    return lenient_base64(payload)


def lenient_base64(data: bytes) -> bytes:
    """Base64 with foreign characters, missing padding or a broken end: what can be decoded of it."""
    letters = data.translate(None, _NOT_BASE64)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def parameters(raw: bytes) -> tuple[str, dict[str, str]]:
    """A structured value such as Content-Type: the lower-case value before the first ";" and its parameters.

    Continued and percent-encoded parameters (RFC 2231: `name*0*=utf-8''...`) are put together.
    """
    value = raw.split(b";", 1)[0].strip().decode("ascii", "replace").lower()
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, bytes]]] = {}
    for match in _PARAMETER.finditer(raw[:MAX_VALUE]):
        key = match[1].decode("ascii", "replace").lower()
        content = re.sub(rb"\\(.)", rb"\1", match[2]) if match[2] is not None else match[3]
        base, star, number = key.partition("*")
        if not star:
            plain.setdefault(key, decode_value(content))
            continue
        index = number.rstrip("*")
        if index.isascii() and (index.isdigit() or not index) and len(index) < 4:
            pieces.setdefault(base, {})[int(index or 0)] = (key.endswith("*"), content)
    for base, numbered in pieces.items():
        label, joined = "", b""
        for index in sorted(numbered):
            encoded, content = numbered[index]
            if encoded and index == 0 and content.count(b"'") >= 2:
                charset, _, content = content.split(b"'", 2)
                label = charset.decode("ascii", "replace")
            joined += re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), content) if encoded else content
        plain[base] = re.sub(r"[\x00-\x1f]+", " ", decode_bytes(joined, label)[0])
    return value, plain
