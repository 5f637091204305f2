"""The bytes of a mail to text: labels that mean something else, labels that lie, and bytes without a label."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from engine.errors import CorpusError

# Mails call CP949 by its subset's names and then use the whole of it (뷁, 쨰); the same holds for the others here.
_WIDER = {
    "euc_kr": "cp949",
    "iso2022_kr": "iso2022_kr",
    "ascii": "ascii",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
}
_KOREAN = frozenset({"ksc56011987", "ksc5601", "ksc56011992", "ksc56011989", "korean", "euckr", "isoir149", "uhc"})
# Python calls these text encodings, but no mail program does; punycode and idna are slow on long input as well.
_REFUSED = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "palmos"})
_SEVEN_BIT = ("iso2022", "utf-7", "hz", "utf-16", "utf-32")
_HANGUL = re.compile("[가-힣]")
_NON_ASCII = re.compile("[^\x00-\x7f]")
_HIGH_BYTES = bytes(range(128, 256))
_ENOUGH_TO_GUESS = 60
_SAMPLE_BYTES = 16 * 1024


@lru_cache(maxsize=256)
def codec_name(label: str) -> str | None:
    """The Python codec that a charset label means in a mail, or None where no such charset is known."""
    label = label.strip("\"' \t\r\n").lower()[:60]
    if re.sub(r"[^a-z0-9]", "", label) in _KOREAN:
        return "cp949"
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if info.name in _REFUSED or not getattr(info, "_is_text_encoding", False):
        return None
    return _WIDER.get(info.name, info.name)


def decode_bytes(data: bytes, label: str = "") -> tuple[str, str]:
    """Decodes the bytes of a part or of a header; never raises.

    A label is believed only where the bytes fit it: UTF-8 that is valid wins over an eight-bit label, and bytes that do
    not fit are read as CP949 or guessed. A last character that was cut in two is left out.

    Args:
        data: the bytes after base64 or quoted-printable was undone.
        label: the charset that the mail names; empty where it names none.

    Returns:
        The text, and a sentence on what was wrong with the charset (empty where nothing was).
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), ""
    data = data.removeprefix(codecs.BOM_UTF8)
    name = codec_name(label) if label.strip() else "ascii"
    shown = label.strip()[:40]
    if name is None and data.isascii():
        return data.decode("ascii"), ""
    if name is None:
        text, guess = _guess(data)
        return text, f"The charset “{shown}” is not known; the text was read as {guess}."
    if not data.isascii() and not name.startswith(_SEVEN_BIT) and name != "utf-8":
        text_or_none = _strict(data, "utf-8")
        if text_or_none is not None:
            lied = label.strip() and name != "ascii"
            return text_or_none, f"The mail says {shown} but is written in UTF-8; it was read as UTF-8." if lied else ""
    text_or_none = _strict(data, name)
    if text_or_none is not None:
        return text_or_none, ""
    if name.startswith(_SEVEN_BIT) or name == "cp949":
        text = data.decode(name, "replace")
        return text, f"Some characters are broken in the charset {shown} and were replaced."
    text, guess = _guess(data)
    lied = label.strip() and name != "ascii"
    return text, f"The mail says {shown} but its bytes do not fit; it was read as {guess}." if lied else ""


def _strict(data: bytes, name: str) -> str | None:
    """The text where every character fits; only the last one may be incomplete."""
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(data, False)
    except (UnicodeError, LookupError, ValueError):
        return None


def _guess(data: bytes) -> tuple[str, str]:
    """Text and a name for it, for bytes whose label is missing, unknown or wrong."""
    for name, shown in (("utf-8", "UTF-8"), ("cp949", "CP949")):
        text = _strict(data, name)
        # By chance, the accents of Western words fit CP949 as well, but then hardly anything becomes Hangul.
        if text is not None and (name == "utf-8" or _hangul_share(text) > 0.5):
            return text, shown
    lossy = data.decode("utf-8", "replace")
    if lossy.count("\ufffd") * 20 < len(_NON_ASCII.findall(lossy)):
        return lossy, "UTF-8 with broken characters"
    lossy = data.decode("cp949", "replace")
    if lossy.count("\ufffd") * 20 < len(_NON_ASCII.findall(lossy)) and _hangul_share(lossy) > 0.5:
        return lossy, "CP949 with broken characters"
    # A handful of accents fits a dozen charsets; the commonest is then the best guess.
    many = len(data) - len(data.translate(None, _HIGH_BYTES)) >= _ENOUGH_TO_GUESS
    name = (_corpus_guess(data[:_SAMPLE_BYTES]) if many else None) or "cp1252"
    try:
        return data.decode(name, "replace"), name.upper()
    except (UnicodeError, LookupError):
        return data.decode("latin-1"), "Latin-1"


def _corpus_guess(sample: bytes) -> str | None:
    """What the corpus reader makes of a few bytes; imported here, because hardly any mail needs it."""
    from engine.corpus.encodings import decode

    try:
        name = codec_name(decode(sample).encoding)
    except CorpusError:
        return None
    return name if name != "utf-8" else None


def _hangul_share(text: str) -> float:
    """How many of the characters beyond ASCII are Hangul syllables, 0..1."""
    beyond = len(_NON_ASCII.findall(text))
    return len(_HANGUL.findall(text)) / beyond if beyond else 0.0
