"""Bytes to text: which encoding a file is in, what it is when it is no text, and how the text is cleaned."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from engine.errors import CorpusError

_BOMS = (  # the longer marks first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Office or Hangul (HWP) document"),
    (b"HWP Document File", "an older Hangul (HWP) document"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS\x00", "a sound or video file"),
    (b"RIFF", "a picture, sound or video file"),
)
_NEEDS_NUL = {b"ID3", b"RIFF"}  # ordinary words could begin a text with these; the real files always hold zero bytes
CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\r\f\x1b") | {0x7F})  # logs of terminals hold escapes
BROKEN_SHARE = 0.02  # of control characters, or of characters that do not decode behind a byte-order mark
GUESS_BYTES = 256 * 1024
# What a person can choose where the encoding was not recognised rightly, the commonest first.
ENCODINGS = (
    "utf-8", "cp949", "johab", "utf-16-le", "utf-16-be", "cp1252", "mac-roman", "cp932", "gb18030", "big5", "cp1251",
)  # fmt: skip
_REMOVED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")
_REMOVED_BYTES = bytes(set(range(0x20)) - set(b"\t\n") | {0x7F})
_REMOVED_WIDE = re.compile(rb"\xc2[\x80-\x9f]|\xef\xbb\xbf")
_SURROGATES = re.compile("[\ud800-\udfff]")
_KS_X_1001 = re.compile(rb"[\xa1-\xfe][\xa1-\xfe]")
_ASCII_LETTERS = bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text: as it stands (not cleaned), its encoding, and how many characters were replaced by U+FFFD."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes, encoding: str = "") -> Decoded:
    """Decodes bytes by their byte-order mark, else as UTF-8, else as CP949, else as charset-normalizer guesses.

    With one of ENCODINGS they are in that, whatever they seem to be; anything else counts as none. A UTF-8 text with a
    few broken bytes, or cut off within its last character, stays UTF-8 with those replaced.

    Raises:
        CorpusError: the bytes are a picture, an archive, another binary file, or in no encoding that fits. The sentence
            begins with “It”, so that it can stand behind a file's name.
    """
    if encoding in ENCODINGS:
        text = data.decode(encoding, errors="replace")
        return Decoded(text, encoding, text.count("\ufffd"))
    marked = encoding_by_mark(data)
    if marked:
        return _lossy(data, marked)
    refuse_binary(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    nearly = _nearly_utf8(data)
    if nearly is not None:
        return nearly
    try:
        korean = data.decode("cp949")
    except UnicodeDecodeError:
        pass
    else:
        if _plausible_korean(data, korean):
            return Decoded(korean, "cp949")
    return _guess(data)


def encoding_by_mark(data: bytes) -> str:
    """The encoding that a byte-order mark at the beginning names; empty where there is none."""
    return next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "")


def clean(text: str) -> str:
    """The text with NFC, `\\n` line ends, and no byte-order marks or control characters but `\\n` and `\\t`.

    Lone surrogates, which no file can hold, become U+FFFD. Cleaning twice changes nothing.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if not _spotless(text):
        text = _SURROGATES.sub("\ufffd", _REMOVED.sub("", text))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _spotless(text: str) -> bool:
    """Whether nothing is to be removed or replaced, found on bytes: 4 MB take 17 ms, by the two patterns 68 ms."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    if len(data.translate(None, _REMOVED_BYTES)) != len(data):
        return False
    return not ((b"\xc2" in data or b"\xef\xbb\xbf" in data) and _REMOVED_WIDE.search(data))


def _lossy(data: bytes, encoding: str) -> Decoded:
    name = encoding.removesuffix("-sig")
    try:
        return Decoded(data.decode(encoding), name)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        replaced = text.count("\ufffd")
        if replaced > 1 + BROKEN_SHARE * len(text):
            raise binary() from None
        return Decoded(text, name, replaced)


def refuse_binary(data: bytes) -> None:
    """Raises CorpusError where bytes are no text; they are the whole file, or its beginning."""
    has_nul = b"\x00" in data
    for magic, what in _MAGIC:
        if data.startswith(magic) and (has_nul or magic not in _NEEDS_NUL):
            document = "document" in what
            ending = "Give its name the ending of its kind, such as .pdf or .docx, or save its text as .txt."
            hint = ending if document else "Choose a text file."
            raise CorpusError(f"It is {what}, not a text.", hint)
    controls = len(data) - len(data.translate(None, CONTROL_BYTES))
    if has_nul or controls > BROKEN_SHARE * len(data):
        raise binary()


def binary() -> CorpusError:
    """What is raised where a file is no text."""
    return CorpusError("It is a binary file, not a text.", "Choose a text file.")


def _nearly_utf8(data: bytes) -> Decoded | None:
    """The text as UTF-8 where broken bytes are rare beside whole characters; None where it is something else."""
    text = data.decode("utf-8", errors="replace")
    replaced = text.count("\ufffd") - data.count("\ufffd".encode())
    whole = sum(map(len, re.findall("[^\x00-\x7f]+", text))) - replaced
    fits = is_nearly_utf8(replaced, whole, text.endswith("\ufffd"))
    return Decoded(text, "utf-8", replaced) if fits else None


def is_nearly_utf8(replaced: int, whole: int, ends_broken: bool) -> bool:
    """Whether so few characters are broken, beside those of several bytes that are whole, or only the last is cut."""
    return 20 * replaced <= whole or (replaced == 1 and ends_broken and whole > 0)


def _plausible_korean(data: bytes, text: str) -> bool:
    """False for other text that happens to decode, such as the curly apostrophe of Windows: `it\\x92s`.

    Real Korean is nearly all of KS X 1001 (both bytes from 0xA1 on); the later additions of CP949 are rare, while other
    encodings read as CP949 are full of them. A few characters with few Latin letters around them are too short to tell.
    """
    wide = len(data) - len(text)
    common = sum(1 for _ in _KS_X_1001.finditer(data))
    letters = len(data) - len(data.translate(None, _ASCII_LETTERS))
    return 2 * common >= wide or (wide <= 8 and letters <= 5 * wide)


def _guess(data: bytes) -> Decoded:
    sample = data[:GUESS_BYTES]
    if len(data) > len(sample) and b"\n" in sample:
        sample = sample[: sample.rindex(b"\n") + 1]
    encoding = guessed_encoding(sample)
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding.replace("_", "-"), text.count("\ufffd"))


def guessed_encoding(sample: bytes) -> str:
    """What charset-normalizer takes some bytes for. Raises CorpusError where it does not know."""
    from charset_normalizer import from_bytes  # slow to import, rarely needed

    best = from_bytes(sample).best()
    if best is None:
        raise CorpusError(
            "It is in an encoding that could not be recognised.", "Open it in an editor and save it as UTF-8."
        )
    return "cp1252" if _same_as_windows(sample, str(best)) else best.encoding


def _same_as_windows(sample: bytes, text: str) -> bool:
    """Whether the commonest Western encoding gives the same text: then it is the better name for it."""
    try:
        return sample.decode("cp1252") == text
    except UnicodeDecodeError:
        return False
