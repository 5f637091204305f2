"""Names of models and the folders they live in: any name, on any of the three systems, and never two in one folder."""

from __future__ import annotations

import hashlib
import unicodedata

from engine.errors import StoreError

MAX_NAME = 120
_LIMIT = 100  # bytes of a folder's name; Windows allows about 260 characters for a whole path
_PREFIX = 60
_FORBIDDEN = set('<>:"/\\|?*%~') | {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))}
_RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"
}
_HASHED = "%-"  # an escape is two hexadecimal digits, so no name escapes to this


def checked_name(name: str) -> str:
    """The name as it is stored: NFC, without blank space around it.

    Raises:
        StoreError: it is empty, longer than 120 characters, or holds control characters or line ends.
    """
    result = unicodedata.normalize("NFC", name).strip()
    if not result:
        raise StoreError("A model needs a name.", "Type a name for it.")
    if len(result) > MAX_NAME:
        raise StoreError(f"The name of a model has at most {MAX_NAME} characters.", "Choose a shorter name.")
    if any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in result):
        raise StoreError("The name of a model cannot hold line ends or control characters.", "Choose another name.")
    return result


def name_key(name: str) -> str:
    """What two names share when they mean the same model: NFC, without regard to capitals."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def folder_name(name: str) -> str:
    """The folder's name for a model's name, allowed on Linux, macOS and Windows.

    Hangul, spaces and most signs stay; what Windows forbids becomes %XX (the bytes of UTF-8). A long name keeps its
    beginning in small letters and gets a hash. Two names give the same folder, up to capitals, exactly if their
    `name_key` is the same.
    """
    key = name_key(name)
    escaped_key = _escaped(key)
    if key and len(_utf8(escaped_key)) <= _LIMIT:
        return _escaped(unicodedata.normalize("NFC", name))
    cut = key[:_PREFIX]
    while len(_utf8(_escaped(cut))) > _PREFIX:
        cut = cut[:-1]
    return _escaped(cut) + _HASHED + hashlib.sha256(_utf8(key)).hexdigest()[:20]


def plain_name(folder: str) -> str:
    """The model's name that a folder's name stands for; a hashed one stands for itself."""
    if _HASHED in folder:
        return folder
    data = bytearray()
    parts = folder.split("%")
    data += _utf8(parts[0])
    for part in parts[1:]:
        try:
            data.append(int(part[:2], 16))
        except ValueError:  # renamed by hand to something that no name escapes to
            return folder
        data += _utf8(part[2:])
    return unicodedata.normalize("NFC", data.decode("utf-8", errors="replace"))


def same_folder(first: str, second: str) -> bool:
    """Whether two folders' names are one to a file system that ignores capitals or stores NFD."""
    return name_key(first) == name_key(second)


def _escaped(text: str) -> str:
    inner = text.strip(". ")
    start = text.index(inner) if inner else len(text)
    end = start + len(inner)
    result: list[str] = []
    after_escape = False
    for index, character in enumerate(text):
        # a combining mark behind an escape would melt into its last digit (the one with a capital form never does)
        joins = after_escape and unicodedata.category(character)[0] == "M" and character.casefold() == character
        outside = not start <= index < end
        after_escape = outside or joins or character in _FORBIDDEN or "\ud800" <= character <= "\udfff"
        result.append(_percent(character) if after_escape else character)
    escaped = "".join(result)
    if escaped.split(".", 1)[0].rstrip(" ").upper() in _RESERVED:
        return _percent(escaped[0].upper()) + escaped[1:]  # one escape for “con” and “CON”
    return escaped


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in _utf8(character))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogatepass")
