"""WhatsApp's exports of Android and iOS, in the ways of writing dates that its languages have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from engine.corpus.chats.clock import BLANK, moment
from engine.corpus.messages import Message
from engine.corpus.passages import is_placeholder

_DATE = r"(?P<a>\d{1,4})(?:[./-]|년)[ ]?(?P<b>\d{1,2})(?:[./-]|월)[ ]?(?P<c>\d{1,4})[.일]?"
_HALF = r"[ap]\.?[ \u00a0\u202f]?m\.?|오전|오후|[上下]午|午[前後]|[πμ]\.?μ\.?"
# Android has “date, time - ” and no seconds, which tells it from the records of programs; iOS has “[date, time] ”.
_TIME = rf"(?:(?P<before>{_HALF}){BLANK}?)?(?P<clock>\d{{1,2}}[:.]\d\d%s)(?:{BLANK}?(?P<after>{_HALF}))?"
_ANDROID = re.compile(rf"\u200e?{_DATE},?{BLANK}(?:um )?{_TIME % ''}{BLANK}[-–]{BLANK}(?P<rest>.*)", re.IGNORECASE)
_IOS = re.compile(rf"\u200e?\[{_DATE},?{BLANK}{_TIME % '(?:[:.][0-9]{2})?'}\]{BLANK}(?P<rest>.*)", re.IGNORECASE)
_NAMED = re.compile(r"(?:~[ \u00a0\u202f])?(?P<name>[^:\n]{1,100}):(?: (?P<text>.*)|(?P<close>[^ /].*|$))")
_NO_NAME = re.compile(
    r"created group|changed (?:the|this|their)|added |removed |security code|joined using|end-to-end|pinned a message"
    r"|그룹을 만들|초대 링크|종단 ?간 암호화|보안 코드|변경했습니다|추가했습니다",
    re.IGNORECASE,
)
_SECURED = re.compile(r"end-to-end encrypt|종단 ?간 암호화", re.IGNORECASE)
_EDITED = re.compile(r"[ \u200e]*<(?:This message was edited|이 메시지가 수정되었습니다\.?)>\s*\Z", re.IGNORECASE)
_MARKS = "\u200e\u200f\u202a\u202c\u2068\u2069"


def sniff(head: str) -> bool:
    """Whether a text begins as an export does: with a line of it, and one with a name among the first."""
    lines = head.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if not _marked(first):
        return False
    starts = [found for line in lines[:200] if (found := _marked(line))]
    named = [found for found in starts if _named(found["rest"])]
    return len(named) >= 2 or (len(named) == 1 and len(starts) == 1 and len(lines) < 5)


def read(text: str) -> list[Message]:
    """The messages of an export. Lines of the program, such as who was added to a group, are left out."""
    found: list[tuple[re.Match[str], str, list[str]]] = []
    lines: list[str] | None = None
    for line in text.split("\n"):
        marked = _marked(line)
        if marked is None:
            if lines is not None:
                lines.append(line)
            continue
        named = _named(marked["rest"])
        lines = None
        if named is not None:
            lines = [named["text"] or named["close"] or ""]
            found.append((marked, named["name"].strip(_MARKS + " "), lines))
    order = _order([marked for marked, _, _ in found])
    messages = []
    for marked, name, parts in found:
        said = _said("\n".join(parts))
        if said and name:
            messages.append(Message(name, _moment(marked, order), said))
    return messages


def _marked(line: str) -> re.Match[str] | None:
    if line[:1].isdecimal() or line[:2].strip(_MARKS)[:1].isdecimal():
        return _ANDROID.fullmatch(line)
    return _IOS.fullmatch(line) if "[" in line[:2] else None


def _named(rest: str) -> re.Match[str] | None:
    named = _NAMED.fullmatch(rest)
    return None if named is None or _NO_NAME.search(named["name"]) else named


def _said(text: str) -> str:
    """What a person said; blank for what the program says in their name, which iOS marks with U+200E."""
    text = _EDITED.sub("", text)
    bare = text.strip(_MARKS + " \t\n")
    if _SECURED.search(bare[:400]) and len(bare) < 400:
        return ""
    if text.startswith("\u200e") and not is_placeholder(bare):
        return ""
    return bare


def _order(found: Sequence[re.Match[str]]) -> str:
    """How the three numbers of a date are meant, as "ymd", "dmy" or "mdy": the order in which none is impossible and
    time runs forward; where both do, month first only beside a clock of twelve hours and slashes, as in the USA."""
    if not found or len(found[0]["a"]) == 4:
        return "ymd"
    first = found[0]
    american = bool(first["after"]) and "/" in first[0][:6]
    orders = ("mdy", "dmy", "ymd") if american else ("dmy", "mdy", "ymd")

    def wrong(order: str) -> int:
        times = [_moment(marked, order) for marked in found]
        known = [time for time in times if time is not None]
        backwards = sum(1 for one, other in pairwise(known) if other < one)
        return 10 * (len(times) - len(known)) + backwards

    return min(orders, key=wrong)


def _moment(marked: re.Match[str], order: str) -> datetime | None:
    values = {name: int(marked[place]) for name, place in zip(order, "abc", strict=True)}
    half = marked["before"] or marked["after"] or ""
    return moment(values["y"], values["m"], values["d"], marked["clock"].replace(".", ":"), half)
