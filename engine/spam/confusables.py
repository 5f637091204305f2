"""Letters of other scripts that look like Latin ones, and characters that are not seen at all."""

from __future__ import annotations

import re

_LOOK_ALIKE = {
    # Cyrillic
    "аӑӓ": "a", "ьЬ": "b", "в": "b", "сҫ": "c", "ԁ": "d", "еёѐєҽ": "e", "ғ": "f", "ԍ": "g", "һнҥң": "h", "іїӏ": "i",
    "ј": "j", "кқҝ": "k", "ӎм": "m", "п": "n", "оӧө": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t", "ц": "u",
    "ѵ": "v", "ԝшщ": "w", "хҳ": "x", "уүўӱ": "y", "з": "z",
    # Greek
    "αά": "a", "β": "b", "ϲ": "c", "εέ": "e", "η": "n", "ιίϊ": "i", "ϳ": "j", "κ": "k", "μ": "u", "νυ": "v", "οόσ": "o",
    "ρ": "p", "τ": "t", "χ": "x", "γ": "y", "ζ": "z", "ω": "w",
    # Armenian, Cherokee, Lisu
    "օ": "o", "ո": "n", "ս": "u", "հ": "h", "յ": "j", "զ": "q", "Ꭺ": "a", "Ᏼ": "b", "Ꮯ": "c", "Ꭰ": "d", "Ꭼ": "e",
    "Ꮐ": "g", "Ꮋ": "h", "Ꭵ": "i", "Ꭻ": "j", "Ꮶ": "k", "Ꮮ": "l", "Ꮇ": "m", "Ꮲ": "p", "Ꮪ": "s", "Ꭲ": "t", "Ꮩ": "v",
    "Ꮃ": "w", "Ꮓ": "z",
}  # fmt: skip
# These belong to Latin itself and are folded wherever they stand.
_LATIN_VARIANTS = {
    "ıɩɪ": "i", "ɑᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ꜰ": "f", "ɡɢ": "g", "ʜɦ": "h", "ᴊ": "j", "ᴋ": "k",
    "ʟ": "l", "ᴍ": "m", "ɴ": "n", "ᴏ": "o", "ᴘ": "p", "ʀ": "r", "ꜱ": "s", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w",
    "ʏ": "y", "ᴢ": "z",
}  # fmt: skip


def _spread(table: dict[str, str]) -> dict[str, str]:
    """One entry a character, capitals included."""
    single = {letter: latin for letters, latin in table.items() for letter in letters}
    capitals = {letter.upper(): latin for letter, latin in single.items() if len(letter.upper()) == 1}
    return {**{letter.lower(): latin for letter, latin in single.items()}, **capitals, **single}


# Keys are lower-cased before they are looked up; capitals that look like another Latin letter have their own entry.
LOOK_ALIKE: dict[str, str] = _spread(_LOOK_ALIKE)
# A capital can look like another letter than its small form: ν is a v, but Ν an N.
CAPITALS: dict[str, str] = {"Ν": "n", "Υ": "y", "Η": "h", "Μ": "m", "Σ": "e", "Γ": "r", "Ω": "o", "П": "n", "Ρ": "p"}
LATIN_VARIANTS: dict[str, str] = {letter: latin for letters, latin in _LATIN_VARIANTS.items() for letter in letters}

# Blocks of enclosed Latin capitals that NFKC leaves alone: negative circled, negative squared, regional indicators.
ENCLOSED_BLOCKS = ((0x1F150, 0x1F169), (0x1F170, 0x1F189))

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Joins emoji and chooses their coloured form; next to an emoji these hide nothing.
EMOJI_GLUE = frozenset("\u200d\ufe0e\ufe0f")
