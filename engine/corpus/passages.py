"""Steps of cleaning that need the text alone. Each takes something out of it, and returns how many pieces it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from engine.corpus.tracked import Edit, TrackedText, joined, line_spans

_URL = re.compile(r"[ \t]*(?:(?:https?|ftp)://|(?<![\w.@-])www\.)[^\s<>\"'“”‘’\])}]+", re.IGNORECASE)
_URL_END = ".,;:!?…"
_BROKEN_WORD = re.compile(r"\b([A-Za-z]*[a-z])[-\u2010\u00ad]\n[ \t]*([a-z]+)([^\s]*)[ \t]*")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.?|쪽|페이지)?\W*(?:#|[ivxlc]{1,7})(?:\W*(?:of|von|/|쪽|페이지)\W*#?)?\W*", re.IGNORECASE
)
# A head or foot has at most so many lines, and stands on at least so many pages and this share of them.
_HEAD_LINES = 3
_FEWEST_PAGES = 3
_PAGE_SHARE = 0.3

# What a chat writes where something other than words was sent.
_PLACEHOLDER = re.compile(
    r"(?:사진(?: \d+장)?|동영상|이모티콘|음성메시지|(?:지도|파일): .*|(?:보이스톡|페이스톡) .*"
    r"|삭제된 메시지입니다\.?|메시지가 삭제되었습니다\.?|(?:이미지|동영상|오디오|스티커|문서) 생략됨"
    r"|photos?(?: \d+)?|\d+ photos?|videos?|emoticons?|stickers?|voice ?note"
    r"|(?:this message was|you) deleted(?: this message)?\.?|null"
    r"|<?\s*(?:media omitted|미디어 (?:파일 )?(?:제외됨|생략됨?|파일을 제외한 내용))\s*>?"
    r"|<?(?:medien ausgeschlossen|multimedia omitido)>?"
    r"|(?:image|video|audio|sticker|gif|document|contact card) omitted|<attached: [^>\n]*>"
    r"|[^\s/]{1,120}\.(?:jpe?g|png|webp|mp4|opus|pdf|vcf|heic)|[^\n]{1,120} \((?:file attached|파일 첨부됨)\))",
    re.IGNORECASE,
)
_MAIL_LINES = re.compile(
    r"(?im)^[ \t]*(?:sent from (?:my|mail for|outlook|yahoo)\b[^\n]{0,80}|get outlook for [^\n]{0,80}"
    r"|(?:(?:나의|내) )?(?:iphone|ipad|갤럭시)[^\n]{0,20}에서 보[냄낸][^\n]{0,20}"
    r"|von meinem \w+ gesendet|(?:click here )?to unsubscribe\b[^\n]{0,200})[ \t]*(?:\n|$)"
)
# The foot that a mailing list or a company puts under every mail, from such a line to the end.
_MAIL_FEET = re.compile(
    r"(?im)^(?:_{30,}\n(?=[^\n]{0,80}mailing list)|(?:this|the information in this) (?:e-?mail|message)[^\n]{0,80}"
    r"(?:confidential|intended (?:only|solely))|본 (?:이?메일|메시지)은[^\n]{0,80}(?:기밀|지정된 수신|발신 ?전용))"
    r"[\s\S]*"
)


def cut_urls(text: TrackedText) -> int:
    """Web addresses go, with the blanks before them; a line that held nothing else goes whole. Returns how many."""
    lowered = text.text.lower()
    if "://" not in lowered and "www." not in lowered:
        return 0
    edits: list[Edit] = []
    touched: dict[int, bool] = {}  # the numbers of lines, and whether they are indented
    for number, (start, end) in enumerate(line_spans(text.text)):
        line = text.text[start:end]
        found = list(_URL.finditer(line)) if "://" in line or "www." in line.lower() else []
        edits += ((start + one.start(), start + one.start() + len(one[0].rstrip(_URL_END)), "") for one in found)
        if found:
            touched[number] = line[0] in " \t"
    text.edit(edits)
    lines = line_spans(text.text)
    indents: list[Edit] = []
    for number, indented in touched.items():
        start, end = lines[number]
        line = text.text[start:end]
        if not indented and line[:1] in (" ", "\t"):
            indents.append((start, end - len(line.lstrip(" \t")), ""))
    text.edit(indents)
    lines = line_spans(text.text)
    bare = (lines[number] for number in touched)
    text.drop_lines([(start, end) for start, end in bare if not text.text[start:end].strip(" \t<>()[]" + _URL_END)])
    return len(edits)


def join_hyphens(text: TrackedText) -> int:
    """English words that were parted at the end of a line become whole, and stand at the end of the first line.

    A hyphen that belongs to the word stays, where the text itself has the word with it and never without. Returns how
    many words.
    """
    whole = text.text
    if not ("-\n" in whole or "\u2010\n" in whole or "\u00ad\n" in whole):
        return 0
    words: Counter[str] = Counter(re.findall(r"[a-z]+(?:-[a-z]+)*", whole.lower()))
    edits: list[Edit] = []
    pieces = 0
    for found in _BROKEN_WORD.finditer(whole):
        first, second, _ = found.groups()
        stays = words[f"{first}-{second}".lower()] and not words[(first + second).lower()]
        start = found.end(1) + (1 if stays and whole[found.end(1)] == "-" else 0)
        edits.append((start, found.start(2), "-" if stays and start == found.end(1) else ""))
        edits.append((found.end(3), found.end(), "\n"))
        pieces += 1
    text.edit(edits)
    return pieces


def cut_page_headers(text: TrackedText, pages: Sequence[str]) -> int:
    """Lines at the heads and feet of pages that come again on many of them go, and page numbers with them.

    `pages`, joined by line ends, are the text. Returns how many lines.
    """
    lines = [page.split("\n") for page in pages]
    edges = [_edges(page) for page in lines]
    counts: Counter[str] = Counter()
    for page, places in zip(lines, edges, strict=True):
        counts.update({_shape(page[place]) for place in places})
    needed = max(_FEWEST_PAGES, _PAGE_SHARE * len(pages))
    pieces = start = 0
    kept = []
    for whole, page, places in zip(pages, lines, edges, strict=True):
        gone = [place for place in places if counts[_shape(page[place])] >= needed]
        pieces += len(gone)
        part = text.part(start, start + len(whole))
        spans = line_spans(whole)
        part.drop_lines([spans[place] for place in gone])
        kept.append(part)
        start += len(whole) + 1
    if pieces:
        text.become(joined(kept))
    return pieces


def _edges(page: Sequence[str]) -> list[int]:
    """The places of the first and last lines of a page that are not blank; of a short page, of fewer."""
    filled = [place for place, line in enumerate(page) if line.strip()]
    count = min(_HEAD_LINES, len(filled) // 3 or (1 if len(filled) > 1 else 0))
    return sorted({*filled[:count], *(filled[-count:] if count else ())})


def _shape(line: str) -> str:
    """A line as it is compared: any number is like any other."""
    shape = _DIGITS.sub("#", " ".join(line.lower().split()))
    return "#" if _PAGE_NUMBER.fullmatch(shape) else shape


def cut_boilerplate(text: TrackedText) -> int:
    """What its program wrote into a message goes: a placeholder for a photo, “Sent from my phone”, a list's foot.

    Returns how many places.
    """
    if _PLACEHOLDER.fullmatch(text.text.strip(" \t\n\u200e\u200f")):
        text.edit([(0, len(text.text), "")])
        return 1
    pieces = 0
    for pattern in (_MAIL_FEET, _MAIL_LINES):
        edits: list[Edit] = [(*found.span(), "") for found in pattern.finditer(text.text)]
        text.edit(edits)
        pieces += len(edits)
    if pieces and (end := len(text.text.rstrip())) < len(text.text):
        text.edit([(end, len(text.text), "")])
    return pieces


def is_placeholder(text: str) -> bool:
    """Whether a message is nothing but what a program writes in place of a photo, a file or a deleted message."""
    return _PLACEHOLDER.fullmatch(text.strip(" \t\n\u200e\u200f")) is not None
