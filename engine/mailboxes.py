"""Mailboxes as mail programs keep them, cut into their mails one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

# Of one mail: the texts of people take a hundredth of it, and what reads mails is slow on huge ones.
MAX_MAIL = 3 * 2**20
_LINE = 64 * 1024

_HEADER = re.compile(rb"[!-9;-~]{1,76}[ \t]*:")
_SEPARATOR = re.compile(rb"From (?:\S+@|-|MAILER-DAEMON|.{0,200}\d\d:\d\d)")


def begins_with_header(data: bytes) -> bool:
    """Whether a line begins with a header's name and a colon."""
    return _HEADER.match(data) is not None


def looks_like_mail(data: bytes) -> bool:
    """Whether the first bytes of a file are those of a mail or of a mailbox."""
    start = data[:4096].lstrip(b"\r\n")
    if start.startswith(b"From "):
        start = start.partition(b"\n")[2]
    return begins_with_header(start)


def split_mailbox(stream: BinaryIO) -> Iterator[bytes]:
    """The mails of a mailbox, each without its “From ” line and up to about MAX_MAIL bytes.

    It is cut at “From ” lines that stand behind an empty line and before a header (the mbox of RFC 4155); lines that
    begin with “>From ” lose their mark.
    """
    mail: list[bytes] = []
    size = 0
    line_start = after_blank = True
    first = True
    held = b""  # a "From " line whose next line decides
    while True:
        line = stream.readline(_LINE)
        if held:
            if begins_with_header(line) and (first or _SEPARATOR.match(held)):
                if b"".join(mail[:4]).strip():
                    yield b"".join(mail)
                mail, size, first = [], 0, False
            else:
                mail.append(held)
                size += len(held)
            held = b""
            after_blank = False
        if not line:
            break
        if line_start and after_blank and line.startswith(b"From ") and line.endswith(b"\n"):
            held = line
            continue
        blank = line_start and not line.strip(b"\r\n")
        if line_start and line.startswith(b">") and line.lstrip(b">").startswith(b"From "):
            line = line[1:]
        if size < MAX_MAIL:
            mail.append(line)
            size += len(line)
        line_start = line.endswith(b"\n")
        after_blank = blank
    if b"".join(mail).strip():
        yield b"".join(mail)
