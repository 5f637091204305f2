"""Which part of a mail its writer only quotes, and which is the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]

# The line above a quotation, at most two lines long: On …, NAME wrote: / 2024년 … 님이 작성: / Am … schrieb NAME:
_ATTRIBUTION = re.compile(
    r"(?m)^(?!>)[ \t]*(?:on\b[^\n]{0,200}(?:\n(?!>)[^\n]{0,120})?\b(?:wrote|writes)"
    r"|\d{4}년[^\n]{0,200}(?:\n(?!>)[^\n]{0,120})?(?:님이|이|가) ?(?:작성|쓴 글|썼습니다)"
    r"|am\b[^\n]{0,200}(?:\n(?!>)[^\n]{0,120})?\bschrieb\b[^\n]{0,120}"
    r"|[^\n]{1,120}\b(?:wrote|writes|said)(?: on[^\n]{0,80})?)[ \t]*:[ \t]*$",
    re.IGNORECASE,
)
# From such a line on, everything is another's mail.
_FROM_HERE = re.compile(
    r"(?m)^[ \t]*(?:[-_]{2,} ?(?:original message|forwarded message|original appointment|ursprüngliche nachricht"
    r"|원본 메시지|원본 메일|전달된 메시지)[^\n]{0,40}|begin forwarded message:"
    r"|(?:from|보낸 ?사람|von) ?:[^\n]{1,300}\n(?:[^\n]{0,300}\n)?"
    r"(?:sent|date|보낸 ?날짜|날짜|gesendet) ?:[^\n]{1,300}\n"
    r"(?:[^\n]{0,300}\n){0,2}(?:to|subject|받는 ?사람|제목|an) ?:)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"(?m)^-- ?$")
# Programs that drop the blank behind “--” are believed where only so many lines follow.
_BARE_LINES = 12
_QUOTED_LINES = re.compile(r"(?m)^(?:[ \t]?[>|][^\n]*(?:\n|\Z)(?:[ \t]*\n(?=[ \t]?[>|]))*)+")


def quoted_parts(text: str) -> tuple[Span, ...]:
    """The quoted parts of a mail's text as sorted (start, end) offsets that do not overlap, with the lines above."""
    spans: list[Span] = []
    rest = len(text)
    found = _FROM_HERE.search(text)
    if found is not None:
        rest = found.start()
    for found in _ATTRIBUTION.finditer(text, 0, rest):
        after = found.end() + len(text[found.end() : rest]) - len(text[found.end() : rest].lstrip())
        if text[after : after + 1] in (">", "|"):
            spans.append((found.start(), after))
        elif found[0].lstrip()[:2].lower() in ("on", "am") or "년" in found[0][:6]:
            rest = found.start()  # what follows is quoted without marks, as mails written as web pages have it
            break
    spans += [found.span() for found in _QUOTED_LINES.finditer(text, 0, rest)]
    if rest < len(text):
        spans.append((rest, len(text)))
    return _merged(spans)


def signature_part(text: str, quoted: Sequence[Span]) -> Span | None:
    """The signature behind a line “-- ”, up to the end or to a quotation that follows; None where there is none."""
    for found in reversed(list(_SIGNATURE.finditer(text))):
        if any(start <= found.start() < end for start, end in quoted):
            continue
        end = min((start for start, _ in quoted if start > found.start()), default=len(text))
        if not found[0].endswith(" ") and text.count("\n", found.end(), end) > _BARE_LINES:
            continue
        return found.start(), end
    return None


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif end > start:
            merged.append((start, end))
    return tuple(merged)
