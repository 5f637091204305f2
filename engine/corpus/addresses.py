"""Street addresses, as far as their shape tells: with a street and a number in English, by road or by lot in Korean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.corpus.numbers import DIGITS, Span

_STREETS = (
    "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace|Close|Crescent"
    "|Highway|Hwy|Parkway|Pkwy|Mews|Gardens|Row"
)
_ENGLISH = re.compile(
    rf"""(?<![0-9A-Za-z.,:/$€£₩-])[0-9]{{1,5}}[A-Za-z]?(?:-[0-9]{{1,4}})?,?[ ](?:[NSEW]\.?[ ])?
    (?:(?:[A-Z][a-z'’.-]{{1,20}}|[0-9]{{1,3}}(?:st|nd|rd|th))[ ]){{1,3}}(?:{_STREETS})\b\.?
    (?:,?[ ](?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|\#)\.?[ ]?[0-9A-Za-z-]{{1,6}}\b)?
    (?:,[ ][A-Z][a-z'’.-]{{1,20}}(?:[ ][A-Z][a-z'’.-]{{1,20}}){{0,2}})?
    (?:,?[ ](?:[A-Z]{{2}}[ ][0-9]{{5}}(?:-[0-9]{{4}})?|[A-Z]{{1,2}}[0-9][A-Z0-9]?[ ][0-9][A-Z]{{2}})\b)?""",
    re.VERBOSE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2} ")
_BEFORE_YEAR = re.compile(r"(?:in|since|by|until|from|after|before|during|of|and|to)\s\Z", re.IGNORECASE)
_BEFORE_TITLE = re.compile(r"(?:chapter|page|section|part|line|episode|act|scene|volume|vol\.|no\.)\s\Z", re.IGNORECASE)
_BOX = re.compile(r"[Pp]\.? ?[Oo]\.? [Bb]ox [0-9]{1,6}\b")

_PROVINCE = (
    "(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|충청[남북]|전라[남북]|경상[남북])"
    "(?:특별자치시|특별자치도|특별시|광역시|시|도)?"
)
_NO_UNIT = r"(?!\s?(?:개|명|번(?![지길])|년|월|일|시|분|초|원|배|살|회|장|권|대|위|차|세|km|m\b|%))"
# The first part is bounded by the blank before it; the street, or the district with a lot, decides.
_KOREAN = re.compile(
    rf"""(?<![가-힣0-9A-Za-z])(?P<first>{_PROVINCE}|[가-힣]{{1,6}}[시군구])[ ]
    (?:[가-힣]{{1,6}}[시군구][ ]){{0,2}}(?:[가-힣0-9]{{1,6}}[읍면][ ])?
    (?:[가-힣]{{1,6}}동[ ])?
    (?:(?P<road>[가-힣][가-힣0-9·.]{{0,9}}(?:로|길))(?:[ ]?[0-9]{{1,4}}(?:번|가)?길)?
        [ ]?(?:지하[ ]?)?[0-9]{{1,4}}(?:-[0-9]{{1,4}})?
      |[가-힣0-9]{{1,6}}[동리가][ ](?:산[ ]?)?[0-9]{{1,4}}(?:-[0-9]{{1,4}}(?:번지)?|번지))(?![0-9.]){_NO_UNIT}
    (?:,?[ ]?(?:[가-힣A-Za-z0-9]{{2,12}}(?:아파트|빌라|빌딩|타워|오피스텔)[ ]?)?
      (?:(?:[0-9A-Za-z]{{1,4}}동[ ]?)?[0-9]{{1,4}}호|[0-9]{{1,3}}층))?""",
    re.VERBOSE,
)
# Words that end like a district or a road and are none.
_NO_DISTRICTS = re.compile(
    "다시|역시|혹시|당시|즉시|잠시|동시|몇시|일시|임시|무시|표시|지시|제시|감시|접시|가시|필시|친구|누구|전구|연구|요구|도구|야구|농구|축구|배구|탁구|당구|입구|출구|"
    "지구|항구|식구|가구|기구|욕구|문구|장군|공군|육군|해군|적군|도시"
)
_NO_ROADS = re.compile(
    r".*으로|바로|새로|서로|별로|따로|스스로|대로|그대로|절대로|마음대로|맘대로|제대로|멋대로|실제로|정말로|진짜로|주로|홀로|때로"
    r"|위로|아래로|뒤로|앞로|도로|그길|이길|저길"
)


def addresses(text: str) -> Iterator[Span]:
    """Street addresses in English and in Korean. A year before a street (“In 1984 Main Street was …”) is no number."""
    end = 0
    for run in DIGITS.finditer(text):
        found = _ENGLISH.match(text, run.start()) if run.start() >= end else None
        if found is None:
            continue
        end = found.end()
        before = text[max(0, found.start() - 10) : found.start()]
        is_year = _YEAR.match(found[0]) and _BEFORE_YEAR.search(before)
        if not is_year and not _BEFORE_TITLE.search(before):
            yield "address", found.start(), found.end()
    for found in _BOX.finditer(text):
        yield "address", found.start(), found.end()
    for found in () if text.isascii() else _KOREAN.finditer(text):
        if _NO_DISTRICTS.fullmatch(found["first"]) or (found["road"] and _NO_ROADS.fullmatch(found["road"])):
            continue
        yield "address", found.start(), found.end()
