"""A language for developers: every word of the window accented, longer and in brackets, so that what is not
translated, or clipped, is seen at once. `MAEARI_LANGUAGE=pseudo maeari` speaks it."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, QTranslator

CODE = "pseudo"
MORE = 0.4  # how much longer a sentence becomes; English into German or Korean into English is about a third
_ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
_KEPT = re.compile(r"(\{\d*\}|%n|%L?\d|&\w|<[^>]*>|\(\*[^)]*\))")
_PADDING = "ëxtrà "


def stretched(text: str) -> str:
    """The text as this language says it; values, mnemonics and patterns of files stay."""
    if not re.search(r"[^\W\d_]", text):
        return text
    parts = _KEPT.split(text)
    said = "".join(part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts))
    length = max(2, round(len(text) * MORE))
    padding = (_PADDING * (length // len(_PADDING) + 1))[:length].rstrip()
    begin, end = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]
    return f"{begin}[{said.strip()} {padding}]{end}"


class PseudoTranslator(QTranslator):
    """Says everything that is asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def isEmpty(self) -> bool:  # noqa: N802 - a name of Qt
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:  # the arguments of Qt
        return stretched(source)
