"""What is suggested while a person types: plain records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way to go on.

    `text` stands in place of the last `replaces` characters before the cursor (0 but for a Hangul syllable that is not
    complete yet). `confidence` (0..1) says how likely the whole of it is what the person would type, calibrated on
    held-out text.
    """

    text: str
    confidence: float
    replaces: int = 0

    def first_word(self) -> Suggestion:
        """The same up to the end of its first word, for whoever accepts word by word; blanks before it belong to it."""
        start = len(self.text) - len(self.text.lstrip())
        ends = (i for i in range(start + 1, len(self.text)) if self.text[i].isspace())
        return Suggestion(self.text[: next(ends, len(self.text))], self.confidence, self.replaces)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What to show for a text: one inline, where the model is sure enough, and up to three beside it, best first, each
    beginning with another word."""

    ghost: Suggestion | None = None
    strip: tuple[Suggestion, ...] = ()
