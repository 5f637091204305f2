"""Suggestions while a person types: one inline, three beside it, silent where the model is not sure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from engine.inference import hangul
from engine.inference.beam import Candidate, Vocabulary, candidates
from engine.inference.completer import Completer, last_word
from engine.inference.confidence import Confidence, Trial
from engine.inference.suggestion import Suggestion, Suggestions
from engine.tokens.tokenizer import WordTokenizer

# Of the text before the cursor; more changes no suggestion. The beginning of what is read moves in such strides, so
# that a key in a long text adds to what was read and does not shift it.
READ_CHARACTERS, _STRIDE = 4000, 2000
STRIP, WORDS = 3, 4
# From this probability on a suggestion counts as taken while confidence is measured.
_TAKEN = 0.4

ShouldStop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where suggestions begin: what is read, the unfinished word behind it, and whether a blank is implied."""

    read: str
    raw: str
    blank_typed: bool


@dataclass(frozen=True, slots=True)
class Option:
    """A way to go on: its first word, what would be suggested, and the model's own probability of it."""

    stem: str
    suggestion: Suggestion
    probability: float

    @property
    def gain(self) -> float:
        """Keys that it saves, times how likely it is; taking it costs one."""
        return self.probability * (len(self.suggestion.text) - 1)


class Suggester:
    """Suggests ways to go on, for one model. Not for two threads at once, as the completer that it uses."""

    def __init__(self, completer: Completer) -> None:
        self.completer = completer
        self.confidence = Confidence.from_json(completer.extras.get("confidence"))
        self._vocabulary = Vocabulary(completer.tokenizer)

    def suggest(
        self,
        text: str,
        *,
        count: int = STRIP,
        right_in_ten: int = 5,
        composing: int = 0,
        should_stop: ShouldStop | None = None,
    ) -> Suggestions:
        """Suggestions behind a text.

        Args:
            text: everything before the cursor; any Unicode, of which at most the last `READ_CHARACTERS` are read.
            count: how many stand in the strip at most.
            right_in_ten: the dial. The ghost is shown where it is right so often by its confidence; the strip where
                one of it is, by the sum of its confidences. 0 shows everything.
            composing: how many of the last characters an input method is still composing.
        """
        return self.shown(self.look(text, composing=composing, should_stop=should_stop), count, right_in_ten)

    def look(self, text: str, *, composing: int = 0, should_stop: ShouldStop | None = None) -> list[Option]:
        """Every way to go on behind a text, the most useful first, as `suggest` chooses from."""
        place = self._place(_tail(text), composing)
        options = [self._option(place, candidate) for candidate in self._found(place, should_stop)]
        return sorted((option for option in options if option.suggestion.text), key=lambda option: -option.gain)

    def shown(self, options: list[Option], count: int = STRIP, right_in_ten: int = 5) -> Suggestions:
        """What of these is shown at a setting of the dial."""
        return Suggestions(self._ghost(options, right_in_ten), self._strip(options, count, right_in_ten))

    def words(
        self, text: str, *, count: int = WORDS, should_stop: ShouldStop | None = None
    ) -> tuple[tuple[str, float], ...]:
        """The likeliest words behind a text, which ends where one begins or stands, each with its probability.

        Args:
            text: as for `suggest`.
            count: how many at most.
        """
        found: dict[str, float] = {}
        for candidate in self._found(self._place(_tail(text), 0), should_stop):
            word = candidate.text.strip()
            if word == candidate.stem.strip():
                found[word] = max(found.get(word, 0.0), candidate.probability)
        return tuple(sorted(found.items(), key=lambda item: -item[1])[:count])

    def trials(self, text: str, places: range) -> list[Trial]:
        """How the candidates fare against what really follows, for `Confidence.fitted`.

        Args:
            text: a held-out text.
            places: where in it a person types; as she takes what is right, she stands before the hard words more often
                than chance would have it, and it is there that suggestions must be right as often as they say.
        """
        found: list[Trial] = []
        place = places.start
        while place < places.stop:
            usable = [option for option in self.look(text[:place]) if _inline(option.suggestion)]
            right = tuple(text.startswith(option.suggestion.text, place) for option in usable)
            found.append(Trial(tuple(option.probability for option in usable), right))
            shown = next((i for i, option in enumerate(usable) if option.probability >= _TAKEN), None)
            place += len(usable[shown].suggestion.text) if shown is not None and right[shown] else 1
        return found

    def _found(self, place: _Place, should_stop: ShouldStop | None) -> list[Candidate]:
        completer = self.completer
        ids = completer.known_ids(place.read)
        return candidates(
            self._vocabulary,
            completer.predictor.read(ids),
            previous=ids[-1] if ids else None,
            pending=hangul.keys(place.raw),
            blank_typed=place.blank_typed,
            should_stop=should_stop,
        )

    def _place(self, text: str, composing: int) -> _Place:
        tokenizer = self.completer.tokenizer
        blank = text[-1:].isspace() or not text
        if not isinstance(tokenizer, WordTokenizer):
            tail = composing or int(hangul.is_jamo(text[-1:]))
            return _Place(text[: len(text) - tail], text[len(text) - tail :], blank)
        if blank:
            return _Place(text.removesuffix(" "), "", True)
        last = text.split()[-1]
        word = last if tokenizer.style == "space" else last_word(last)
        read = text[: len(text) - len(word)]
        return _Place(read.removesuffix(" "), word, bool(word) and (not read or read[-1].isspace()))

    def _option(self, place: _Place, candidate: Candidate) -> Option:
        raw, text = place.raw, candidate.text
        shared = 0
        while shared < min(len(raw), len(text)) and raw[shared] == text[shared]:
            shared += 1
        confidence = float(self.confidence.of(candidate.probability))
        suggestion = Suggestion(text[shared:], confidence, len(raw) - shared)
        return Option(candidate.stem, suggestion, candidate.probability)

    def _ghost(self, options: list[Option], right_in_ten: int) -> Suggestion | None:
        sure = (o.suggestion for o in options if _inline(o.suggestion) and o.suggestion.confidence >= right_in_ten / 10)
        return next(sure, None)

    def _strip(self, options: list[Option], count: int, right_in_ten: int) -> tuple[Suggestion, ...]:
        useful: dict[str, Suggestion] = {}
        safe: dict[str, Suggestion] = {}
        for option in options:
            useful.setdefault(option.stem, option.suggestion)
            if option.stem not in safe or option.suggestion.confidence > safe[option.stem].confidence:
                safe[option.stem] = option.suggestion
        for choice in (useful, safe):
            strip = tuple(choice.values())[:count]
            if sum(suggestion.confidence for suggestion in strip) >= right_in_ten / 10:
                return strip
        return ()


def _inline(suggestion: Suggestion) -> bool:
    """Whether it can stand behind the cursor and saves a key."""
    return not suggestion.replaces and len(suggestion.text) > 1


def _tail(text: str) -> str:
    """The end of a text, in composed form."""
    start = max(0, len(text) - READ_CHARACTERS)
    return unicodedata.normalize("NFC", text[-(-start // _STRIDE) * _STRIDE :])
