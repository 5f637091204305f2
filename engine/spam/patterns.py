"""The pieces of an undisguised text that count as tokens, as one regular expression; tried in this order."""

from __future__ import annotations

import re

HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"

_DOMAINS = "com|net|org|info|biz|co\\.kr|co\\.uk|kr|uk|me|ly|gl|io|ru|cn|to|tv|xyz|top|shop|site|online|club"
_AMOUNT = r"\d{1,15}(?:[.,]\d{1,6}){0,5}"
_LETTER = rf"(?![가-힣ㄱ-ㅣ{HAN}])[^\W_]"

_KINDS: dict[str, tuple[str, ...]] = {
    # The two commonest kinds stand first: a plain word before something that cannot continue it, and Hangul.
    "plain": (r"[a-z]{1,30}(?=[\s,!?;)]|\.\s|\.?\Z)",),
    "hangul": (r"(?!오[전후]\s?\d)[가-힣]{1,200}",),
    "url": (r"(?:https?://|www\.)[^\s<>\"']{1,500}",),
    "email": (r"(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}",),
    "host": (rf"(?<![\w@.-])(?:[a-z0-9-]{{1,40}}\.){{1,4}}(?:{_DOMAINS})\b(?:/[^\s<>\"']{{0,500}})?",),
    "bracket": (r"[(\[【<〈《「『]\s?[a-z가-힣]{1,8}\s?[)\]】>〉》」』]",),
    "time": (
        r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)(?:\s?[ap]\.?m\b)?",
        r"(?<!\d)\d{1,2}\s?[ap]m\b",
        r"(?:오전|오후)\s?\d{1,2}시(?:\s?\d{1,2}분)?",
        r"(?<!\d)\d{1,2}시(?:\s?\d{1,2}분)?",
    ),
    "date": (
        r"(?<!\d)(?:19|20)\d\d[-./]\s?\d{1,2}[-./]\s?\d{1,2}(?!\d)",
        r"(?<!\d)\d{1,2}/\d{1,2}/(?:19|20)?\d\d(?!\d)",
        r"(?<!\d)\d{1,2}월\s?\d{1,2}일",
    ),
    "percent": (r"(?<![\d.])\d{1,9}(?:[.,]\d{1,6})?\s?(?:%|퍼센트|프로(?![가-힣]))",),
    "money": (
        rf"[$£€¥₩]\s?{_AMOUNT}(?:k|m|bn)?\b",
        rf"(?<![\d.]){_AMOUNT}\s?(?:(?:[십백천만억]\s?){{0,3}}원|[십백천]?[만억](?![가-힣])|[$£€¥₩])",
        rf"(?<![\d.]){_AMOUNT}\s?(?:dollars?|pounds?|euros?|usd|gbp|krw|p)\b",
    ),
    "phone": (
        r"(?<![\w.])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,4}\)\s?|\d{2,4}[\s.-])\d{3,4}[\s.-]\d{3,5}(?!\d)",
        r"(?<![\w.])(?:\+?0|1[568])\d{6,12}(?!\d)",
    ),
    "number": (r"\d{1,40}(?:[.,]\d{1,40}){0,20}(?!\w)",),
    "han": (rf"[{HAN}]{{1,200}}",),
    "jamo": (r"[ㄱ-ㅎㅏ-ㅣ]{1,200}",),
    "word": (rf"(?:{_LETTER}){{1,200}}(?:['’](?:(?!\d){_LETTER}){{1,20}})?",),
    "repeat": (r"(?P<mark>[^\w\s])(?P=mark)+",),
    "sign": (r"[!?$£€¥₩%*#~^+=&@|<>\u00a1-\u00bf\u2010-\u2e7f\U0001f000-\U0001faff]",),
}

TOKEN = re.compile(r"(?=\S)(?:" + "|".join(f"(?P<{kind}>{'|'.join(forms)})" for kind, forms in _KINDS.items()) + ")")
