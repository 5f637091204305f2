"""KakaoTalk's exports in Korean and English: of a PC (text, and a table on a Mac), of Android, and of iOS."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime

from engine.corpus.chats.clock import BLANK, moment, month_number
from engine.corpus.messages import Message

_HEAD = re.compile(
    r"\A\s*[^\n]{0,200}?(?:카카오톡 대화|KakaoTalk Chats?\b)[^\n]*\n\s*(?:저장한 날짜|Date Saved|Saved on)\s*:",
    re.IGNORECASE,
)
_HALF = r"(?P<half>오전|오후|AM|PM)"
_KOREAN_TIME = rf"(?:{_HALF}{BLANK}?)?(?P<clock>\d{{1,2}}:\d\d)"
_ENGLISH_TIME = rf"(?P<clock>\d{{1,2}}:\d\d)(?:{BLANK}?{_HALF})?"
_KOREAN_DAY = r"(?P<year>\d{4})(?:년|\.) ?(?P<month>\d{1,2})(?:월|\.) ?(?P<day>\d{1,2})(?:일|\.)"
_ENGLISH_DAY = r"(?:[A-Za-z]+day, )?(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2}), (?P<year>\d{4})"
# A PC names the day once and each message by its time.
_PC_DAYS = tuple(re.compile(rf"-{{5,}} {day}[^-\n]* -{{5,}}") for day in (_KOREAN_DAY, _ENGLISH_DAY))
_PC_MESSAGES = tuple(
    re.compile(rf"\[(?P<name>[^\n]{{1,100}}?)\] \[{time}\] ?(?P<text>.*)") for time in (_KOREAN_TIME, _ENGLISH_TIME)
)
# A telephone writes day and time before each; what follows without a name is of the program, as is a day alone.
_PHONE = tuple(
    re.compile(rf"{day}(?:,?{BLANK}(?:at{BLANK})?{time})?(?P<rest>, .*|$|{BLANK}*\w*요일$)")
    for day, time in ((_KOREAN_DAY, _KOREAN_TIME), (_ENGLISH_DAY, _ENGLISH_TIME))
)
_NAMED = re.compile(r", (?P<name>[^\n]{1,100}?) : ?(?P<text>.*)")
_SYSTEM = re.compile(
    r".{1,100}님이 (?:들어왔|나갔)습니다\.?(?:채팅방으로 초대하기)?|.{1,100}님을 (?:초대했|내보냈)습니다\.?"
    r"|.{1,100}님이 .{1,200}님을 초대(?:하였|했)습니다\.?|채팅방 관리자가 메시지를 가렸습니다\.?"
    r"|.{1,100} (?:joined|left) (?:this|the) chat ?room\.?"
)
_TABLE_HEAD = re.compile(
    r"\s*\"?(?:Date|날짜)\"?,\"?(?:User|사용자|보낸 ?사람)\"?,\"?(?:Message|메시지)\"?\s*\n", re.IGNORECASE
)


def sniff(head: str) -> bool:
    """Whether a text begins as an export does, with its title or at least with messages in its way of writing."""
    if _HEAD.match(head):
        return True
    lines = [line for line in head.split("\n", 12)[:12] if line.strip()]
    named = sum(1 for line in lines if any(kind.fullmatch(line) for kind in _PC_MESSAGES))
    dated = any(kind.fullmatch(line.strip()) for line in lines for kind in _PC_DAYS)
    return named >= 1 and dated


def read(text: str) -> list[Message]:
    """The messages of an export. Lines of the program, such as who came and went, are left out."""
    found: list[_Open] = []
    now: _Open | None = None
    day: datetime | None = None
    lines = text.split("\n")
    start = 2 if _HEAD.match(text.lstrip()) else 0
    for line in lines[start:]:
        bare = line.strip()
        if bare.startswith("---") and (dated := _first(_PC_DAYS, bare)):
            day, now = _moment(dated), None
        elif bare.startswith("[") and (said := _first(_PC_MESSAGES, line)):
            now = _Open(said["name"], _on(day, said), [said["text"]])
            found.append(now)
        elif bare[:1].isalnum() and (marked := _first(_PHONE, line)):
            named = _NAMED.fullmatch(marked["rest"])
            now = _Open(named["name"], _moment(marked), [named["text"]]) if named else None
            if now is not None:
                found.append(now)
        elif now is not None and not _SYSTEM.fullmatch(bare):
            now.lines.append(line)
    return [message for message in map(_Open.closed, found) if message.text]


def sniff_table(head: str) -> bool:
    """Whether a .csv begins as the export of a Mac does."""
    return _TABLE_HEAD.match(head) is not None


def read_table(text: str) -> list[Message]:
    """The messages of such a table."""
    found = []
    try:
        for row in csv.reader(io.StringIO(text)):
            if len(row) == 3 and row[1].strip() and row[2].strip() and not _SYSTEM.fullmatch(row[2].strip()):
                found.append(Message(row[1].strip(), _iso(row[0]), row[2].strip()))
    except csv.Error:  # a cell of more than 128 KB: it is something else
        return []
    return found[1:]


class _Open:
    """A message whose further lines may follow."""

    def __init__(self, name: str, when: datetime | None, lines: list[str]) -> None:
        self.name, self.when, self.lines = name.strip(), when, lines

    def closed(self) -> Message:
        return Message(self.name, self.when, "\n".join(self.lines).strip())


def _first(kinds: tuple[re.Pattern[str], ...], line: str) -> re.Match[str] | None:
    return next((match for kind in kinds if (match := kind.fullmatch(line))), None)


def _moment(found: re.Match[str]) -> datetime | None:
    parts = found.groupdict()
    month = parts["month"]
    number = int(month) if month.isdecimal() else month_number(month)
    return moment(int(parts["year"]), number, int(parts["day"]), parts.get("clock") or "0:00", parts.get("half") or "")


def _on(day: datetime | None, said: re.Match[str]) -> datetime | None:
    return moment(day.year, day.month, day.day, said["clock"], said["half"] or "") if day else None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None
