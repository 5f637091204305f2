"""Steps of cleaning that need the text alone. Each returns the text without something, and how many pieces it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

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


def without_parts(text: str, parts: Sequence[tuple[int, int]]) -> tuple[str, Callable[[int], int]]:
    """The text without some parts, given as sorted (start, end) offsets; and where each offset came to lie."""
    kept, last = [], 0
    for start, end in parts:
        kept.append(text[last:start])
        last = max(last, end)
    kept.append(text[last:])

    def place(offset: int) -> int:
        return offset - sum(min(offset, end) - start for start, end in parts if start < offset)

    return "".join(kept), place


def without_urls(text: str) -> tuple[str, int]:
    """Web addresses go, with the blanks before them; a line that held nothing else goes whole."""
    lowered = text.lower()
    if "://" not in lowered and "www." not in lowered:
        return text, 0
    pieces = 0
    lines = []
    for line in text.split("\n"):
        rest, found = _URL.subn(_ending, line) if "://" in line or "www." in line.lower() else (line, 0)
        pieces += found
        if not found:
            lines.append(line)
        elif rest.strip(" \t<>()[]" + _URL_END):
            lines.append(rest if line[:1] in " \t" else rest.lstrip(" \t"))
    return "\n".join(lines), pieces


def _ending(found: re.Match[str]) -> str:
    """The mark that ends the sentence behind an address."""
    address = found[0]
    return address[len(address.rstrip(_URL_END)) :]


def joined_hyphens(text: str) -> tuple[str, int]:
    """English words that were parted at the end of a line become whole, and stand at the end of the first line.

    A hyphen that belongs to the word stays, where the text itself has the word with it and never without.
    """
    if not ("-\n" in text or "\u2010\n" in text or "\u00ad\n" in text):
        return text, 0
    words: Counter[str] = Counter(re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower()))

    def joined(found: re.Match[str]) -> str:
        first, second, rest = found.groups()
        whole, parted = (first + second).lower(), f"{first}-{second}".lower()
        hyphen = "-" if words[parted] and not words[whole] else ""
        return f"{first}{hyphen}{second}{rest}\n"

    return _BROKEN_WORD.subn(joined, text)


def without_page_headers(pages: Sequence[str]) -> tuple[list[str], int]:
    """Lines at the heads and feet of pages that come again on many of them go, and page numbers with them."""
    lines = [page.split("\n") for page in pages]
    edges = [_edges(page) for page in lines]
    counts: Counter[str] = Counter()
    for page, places in zip(lines, edges, strict=True):
        counts.update({_shape(page[place]) for place in places})
    needed = max(_FEWEST_PAGES, _PAGE_SHARE * len(pages))
    pieces = 0
    kept = []
    for page, places in zip(lines, edges, strict=True):
        gone = {place for place in places if counts[_shape(page[place])] >= needed}
        pieces += len(gone)
        kept.append(
            "\n".join(line for place, line in enumerate(page) if place not in gone) if gone else "\n".join(page)
        )
    return kept, pieces


def _edges(page: Sequence[str]) -> list[int]:
    """The places of the first and last lines of a page that are not blank; of a short page, of fewer."""
    filled = [place for place, line in enumerate(page) if line.strip()]
    count = min(_HEAD_LINES, len(filled) // 3 or (1 if len(filled) > 1 else 0))
    return sorted({*filled[:count], *(filled[-count:] if count else ())})


def _shape(line: str) -> str:
    """A line as it is compared: any number is like any other."""
    shape = _DIGITS.sub("#", " ".join(line.lower().split()))
    return "#" if _PAGE_NUMBER.fullmatch(shape) else shape


def without_boilerplate(text: str) -> tuple[str, int]:
    """A message without what its program wrote: a placeholder for a photo, “Sent from my phone”, a list's foot."""
    if _PLACEHOLDER.fullmatch(text.strip(" \t\n\u200e\u200f")):
        return "", 1
    text, feet = _MAIL_FEET.subn("", text)
    text, lines = _MAIL_LINES.subn("", text)
    return (text.rstrip() if feet or lines else text), feet + lines
