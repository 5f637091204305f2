"""One mail or pasted text to what a person sees of it, with the header facts and with what was skipped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.spam.charsets import decode_bytes
from engine.spam.facts import Facts, read_facts
from engine.spam.headers import (
    KOREAN_NAMES,
    MAX_BLOCK,
    begins_with_headers,
    header_end,
    split_headers,
    without_envelope,
)
from engine.spam.hypertext import HtmlText, Link, html_to_text
from engine.spam.mime import Parts, TextPart, walk

MAX_BYTES = 2 * 1024 * 1024  # of a body that are read
MAX_TEXT = 100_000  # characters of shown text

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HTML_START = re.compile(
    r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body|table|div|p|meta|style)\b", re.I | re.S
)
_KOREAN_LINE = re.compile(r"[ \t]*([가-힣][가-힣 ]{1,6}?)[ \t]*[::][ \t]*(.*)")
_WORD = re.compile(r"\w{2,30}")
_PGP = "-----BEGIN PGP MESSAGE-----"
_BINARY_SHARE = 0.02
_CONTROL_BYTES = bytes(sorted(set(range(32)) - set(b"\t\n\r\f\x0e\x0f\x1b")))


@dataclass(frozen=True, slots=True)
class Message:
    """A mail or text as it is judged.

    `text` is what a person sees: the subject, an empty line, and the body. `notes` are sentences on what was skipped.
    `encrypted` and `images` say why there may be nothing to judge; `hidden` counts the characters that the mail hid.
    """

    subject: str
    text: str
    facts: Facts
    notes: tuple[str, ...] = ()
    has_headers: bool = False
    encrypted: bool = False
    images: int = 0
    hidden: int = 0


def parse_message(source: str | bytes) -> Message:
    """Reads a raw mail (bytes) or a pasted text (str), which may begin with mail headers itself.

    A pasted text counts as a mail only where it begins with at least two well-known header fields. Any input is read,
    at most MAX_BYTES of it, without following links, loading pictures or unpacking archives; nothing is raised.
    """
    if isinstance(source, str):
        return _parse_text(source)
    notes: list[str] = []
    wide = _wide_text(source)
    if wide is not None:
        return _parse_text(wide, least=1)
    data = without_envelope(_limited(source.removeprefix(b"\xef\xbb\xbf"), notes))
    if begins_with_headers(data, least=1):
        return _parse_mail(data, notes, pasted=False)
    if _is_binary(data):
        return Message("", "", Facts(), (*notes, "This is no mail but a binary file, so nothing of it was read."))
    body, problem = decode_bytes(data)
    return _plain(body, [*notes, problem] if problem else notes)


def _parse_text(source: str, *, least: int = 2) -> Message:
    """A pasted text, with or without headers."""
    notes: list[str] = []
    if len(source) > MAX_BYTES:
        notes.append(f"Only the first {MAX_BYTES // 1024**2} million characters were read.")
        source = source[:MAX_BYTES]
    source = _SURROGATE.sub("\ufffd", source).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    head = _korean_headers(source.lstrip("\n"))
    data = without_envelope(head[: 8 * MAX_BLOCK].encode("utf-8"))
    if begins_with_headers(data, least=least):
        return _parse_mail(without_envelope(head.encode("utf-8")), notes, pasted=True)
    return _plain(source, notes)


def _plain(text: str, notes: list[str]) -> Message:
    """A text without headers; a page of HTML is read as one."""
    links: tuple[Link, ...] = ()
    images = hidden = 0
    if _HTML_START.match(text):
        page = html_to_text(text)
        _note_page(page, notes)
        text, links, images, hidden = page.text, tuple(page.links), page.images, page.hidden
    text = _shown("", text, notes)
    return Message("", text, read_facts(None, text, links), tuple(notes), False, _PGP in text, images, hidden)


def _parse_mail(data: bytes, notes: list[str], *, pasted: bool) -> Message:
    """A mail with headers and "\\n" line ends. `pasted`: its bytes are UTF-8, whatever its headers say."""
    end = header_end(data)
    headers = split_headers(data[:end])
    if headers.cut or end > MAX_BLOCK:
        notes.append("The headers of this mail are unusually long; not all of them were read.")
    parts = walk(headers, data[end:])
    body, page = _body(parts, notes, pasted=pasted)
    notes += parts.notes
    _note_skipped(parts, page, notes)
    subject = headers.text("subject")[:1000]
    text = _shown(subject, body, notes)
    facts = read_facts(headers, text, tuple(page.links))
    encrypted = parts.encrypted or _PGP in body
    images = parts.images + page.images
    return Message(subject, text, facts, tuple(dict.fromkeys(notes)), True, encrypted, images, page.hidden)


def _body(parts: Parts, notes: list[str], *, pasted: bool) -> tuple[str, HtmlText]:
    """The text of all parts in their order, and what their HTML held beside text."""
    whole = HtmlText()
    texts: list[str] = []
    done: set[int] = set()
    for part in parts.texts:
        if not part.alternative:
            texts.append(_part_text(part, whole, notes, pasted=pasted)[0])
            continue
        if part.alternative in done:
            continue
        done.add(part.alternative)
        chosen = [other for other in parts.texts if other.alternative == part.alternative]
        read = [_part_text(other, whole, notes, pasted=pasted) for other in chosen]
        plain = "\n".join(text for text, is_html in read if not is_html).strip()
        formatted = "\n".join(text for text, is_html in read if is_html).strip()
        texts.append(plain or formatted)
        if plain and formatted and _disagree(plain, formatted):
            notes.append("The plain and the formatted version of this mail differ; both are shown.")
            texts.append(formatted)
    return "\n\n".join(text.strip("\n") for text in texts if text.strip()), whole


def _part_text(part: TextPart, whole: HtmlText, notes: list[str], *, pasted: bool) -> tuple[str, bool]:
    """The text of one part, and whether it was HTML."""
    text, problem = decode_bytes(part.data, "utf-8" if pasted and not part.encoded else part.charset)
    if problem:
        notes.append(problem)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if part.kind != "text/html" and not (part.kind == "text/plain" and _HTML_START.match(text)):
        return text, False
    page = html_to_text(text)
    whole.links += page.links
    whole.hidden += page.hidden
    whole.images += page.images
    whole.cut = whole.cut or page.cut
    return page.text, True


def _disagree(plain: str, formatted: str) -> bool:
    """Whether the formatted version says mostly other words than the plain one."""
    seen = {word.lower() for word in _WORD.findall(formatted[:MAX_TEXT])}
    told = {word.lower() for word in _WORD.findall(plain[:MAX_TEXT])}
    return len(seen) >= 10 and len(seen & told) < 0.4 * len(seen)


def _note_page(page: HtmlText, notes: list[str]) -> None:
    """Sentences on what a page of HTML held beside its text."""
    if page.hidden:
        notes.append(f"Hidden text was left out ({page.hidden:,} characters).")
    if page.cut:
        notes.append("The page is unusually large or deep; not all of its layout was read.")
    if page.images:
        notes.append(
            "One picture was not loaded." if page.images == 1 else f"{page.images:,} pictures were not loaded."
        )


def _note_skipped(parts: Parts, page: HtmlText, notes: list[str]) -> None:
    """Sentences on the parts that were not read."""
    if parts.encrypted:
        notes.append("The content is encrypted, so it could not be read.")
    if parts.images:
        count = parts.images
        notes.append("One picture was not looked at." if count == 1 else f"{count:,} pictures were not looked at.")
    _note_page(page, notes)
    if parts.archives:
        notes.append(f"Archives are never unpacked: {_names(parts.archives)}.")
    if parts.attachments:
        notes.append(f"Attachments were not opened: {_names(parts.attachments)}.")


def _names(names: list[str]) -> str:
    """A few names and how many more there are."""
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3:,} more" if len(names) > 3 else shown


def _shown(subject: str, body: str, notes: list[str]) -> str:
    """The shown text: clean, and not longer than is judged."""
    text = f"{subject}\n\n{body}" if subject and body.strip() else subject or body
    text = _CONTROL.sub("", _SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))
    if len(text) > MAX_TEXT:
        notes.append(f"The text is very long; its first {MAX_TEXT:,} characters were read.")
        text = text[:MAX_TEXT]
    return text if text.strip() else ""


def _limited(data: bytes, notes: list[str]) -> bytes:
    """The beginning of a mail, with "\\n" line ends. Headers do not count: long ones leave the body readable."""
    if len(data) > MAX_BYTES:
        ends = [data.find(mark) for mark in (b"\n\n", b"\n\r\n", b"\r\r")]
        start = min((end for end in ends if end >= 0), default=0)
        if len(data) - start > MAX_BYTES:
            notes.append(f"This mail is very large; its first {MAX_BYTES // 1024**2} MB were read.")
        head = data[: min(start, 2 * MAX_BLOCK)]
        data = head + data[start : start + MAX_BYTES]
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _wide_text(data: bytes) -> str | None:
    """The text of a file in UTF-16 or UTF-32, with or without a byte-order mark; None for anything else."""
    sample = data[:4096]
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return data[: 4 * MAX_BYTES].decode("utf-32", "replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[: 2 * MAX_BYTES].decode("utf-16", "replace")
    half = len(sample) // 2
    if half >= 8:
        for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
            if zeros.count(0) > 0.6 * half and sample.count(0) < 0.6 * len(sample):
                return data[: 2 * MAX_BYTES].decode(name, "replace")
    return None


def _is_binary(data: bytes) -> bool:
    """Whether bytes without headers are no text at all."""
    sample = data[:8192]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    return bool(sample) and controls > _BINARY_SHARE * len(sample)


def _korean_headers(text: str) -> str:
    """The Korean headers above a mail that was copied out of a mail program, by their English names."""
    if _KOREAN_LINE.match(text[:200]) is None:
        return text
    lines = text.split("\n", 15)
    renamed = []
    for line in lines[:15]:
        match = _KOREAN_LINE.fullmatch(line)
        name = KOREAN_NAMES.get(match[1].replace(" ", "")) if match else None
        if name is None or match is None:
            break
        renamed.append(f"{name}: {match[2]}")
    rest = lines[len(renamed) :]
    return "\n".join([*renamed, *([""] if rest and rest[0].strip() else []), *rest]) if len(renamed) > 1 else text
