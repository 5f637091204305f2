"""Why a word stands where it stands, in sentences, and what could stand there instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.widgets.writing.word_popover import Choice, Story
from desktop.writing.pieces import Kept, Word, joined

_MOSTLY = 0.5  # a source that gave more than this share gave most of it


def percent(probability: float, locale: QLocale) -> str:
    """A probability as people read it: "34 %", "0.4 %", "under 0.1 %"."""
    translate = QCoreApplication.translate
    if probability < 0.001:
        return translate("WordStory", "under {0} %").format(locale.toString(0.1, "f", 1))
    if probability < 0.01:
        return translate("WordStory", "{0} %").format(locale.toString(probability * 100, "f", 1))
    return translate("WordStory", "{0} %").format(locale.toString(min(99, round(probability * 100))))


def likelihood(word: Word, locale: QLocale) -> str:
    """How likely a word was, in words and as a number."""
    translate = QCoreApplication.translate
    if word.level >= 3:
        words = translate("WordStory", "A very unlikely word: {0}.")
    elif word.level:
        words = translate("WordStory", "An unlikely word: {0}.")
    elif word.probability >= 0.5:
        words = translate("WordStory", "The expected word: {0}.")
    else:
        words = translate("WordStory", "One of several that fit: {0}.")
    return words.format(percent(word.probability, locale))


def origin(pieces: Sequence[Kept], unit: str, locale: QLocale) -> str:
    """Where most of a word's probability came from.

    Args:
        pieces: those of the word.
        unit: "char" or "word", what a piece is.
    """
    translate = QCoreApplication.translate
    _network, phrases, just_written = (
        sum(piece.shares[source] for piece in pieces) / len(pieces) for source in range(3)
    )
    matched = pieces[0].matched
    if just_written >= _MOSTLY and just_written >= phrases:
        return translate("WordStory", "It was written just before.")
    if phrases < _MOSTLY:
        return translate("WordStory", "Mostly the network.")
    # The engine says that what stands before it is in the corpus, not that it was followed by this.
    if matched < 1:
        return translate("WordStory", "Mostly from phrases of your texts.")
    if unit == "word":
        if matched == 1:
            return translate("WordStory", "Mostly from phrases of your texts, where the word before it stands too.")
        sentence = translate("WordStory", "Mostly from phrases of your texts, where the {0} words before it stand too.")
    elif matched == 1:
        return translate("WordStory", "Mostly from phrases of your texts, where the character before it stands too.")
    else:
        sentence = translate(
            "WordStory", "Mostly from phrases of your texts, where the {0} characters before it stand too."
        )
    return sentence.format(locale.toString(matched))


def visible(text: str) -> str:
    """A token as it can be shown: a blank or a line end by its name."""
    translate = QCoreApplication.translate
    if text.strip():
        return text.strip()
    return translate("WordStory", "(new line)") if "\n" in text else translate("WordStory", "(space)")


def choices_of(word: Word, pieces: Sequence[Kept]) -> list[tuple[str, float]]:
    """The tokens that could stand in the place of the word's least likely piece, without the one that does."""
    piece = pieces[word.weakest]
    written = piece.text.strip(" ") or piece.text
    return [(text, chance) for text, chance in piece.alternatives if (text.strip(" ") or text) != written]


def story(text: str, word: Word, pieces: Sequence[Kept], unit: str, locale: QLocale) -> Story:
    """What the popover of a word says, with the tokens that could stand there."""
    return _told(text, word, pieces, unit, locale, _tokens(word, pieces, unit, locale))


def story_of_words(
    text: str, word: Word, pieces: Sequence[Kept], locale: QLocale, words: Sequence[tuple[str, float]]
) -> Story:
    """The same of a text that was written letter by letter, with whole words that could stand there."""
    return _told(text, word, pieces, "char", locale, [_choice(other, chance, locale) for other, chance in words])


def asking_story(text: str, word: Word, pieces: Sequence[Kept], locale: QLocale) -> Story:
    """The same while the model is asked for such words."""
    lines = (likelihood(word, locale), origin(pieces[word.first : word.last], "char", locale))
    hint = QCoreApplication.translate("WordStory", "Looking for other words…")
    return Story(text[word.start : word.end], lines, (), hint)


def _told(
    text: str, word: Word, pieces: Sequence[Kept], unit: str, locale: QLocale, choices: Sequence[Choice]
) -> Story:
    lines = (likelihood(word, locale), origin(pieces[word.first : word.last], unit, locale))
    hint = QCoreApplication.translate("WordStory", "Choosing one writes another variant from here on.")
    return Story(text[word.start : word.end], lines, tuple(choices), hint if choices else "")


def _choice(shown: str, chance: float, locale: QLocale) -> Choice:
    told = percent(chance, locale)
    spoken = QCoreApplication.translate("WordStory", "Write {0} instead, {1}").format(shown, told)
    return Choice(shown, told, spoken)


def _tokens(word: Word, pieces: Sequence[Kept], unit: str, locale: QLocale) -> list[Choice]:
    begun = "".join(piece.text for piece in pieces[word.first : word.weakest]).strip()
    choices = []
    for other, chance in choices_of(word, pieces):
        shown = visible(other)
        if unit == "char" and (begun or word.last - word.first > 1) and other.strip():
            shown = f"{begun}{shown}…"
        elif unit == "char" and begun and other == " ":
            shown = QCoreApplication.translate("WordStory", "{0} (the word ends)").format(begun)
        choices.append(_choice(shown, chance, locale))
    return choices


def branch(seed: str, word: Word, choice: int, pieces: Sequence[Kept], unit: str) -> tuple[Kept, ...]:
    """The pieces of a variant that goes on from a choice: all before it, and it."""
    before = tuple(pieces[: word.weakest])
    piece = pieces[word.weakest]
    other, chance = choices_of(word, pieces)[choice]
    text = joined(seed + "".join(item.text for item in before), piece.text, other, unit)
    return (*before, Kept(text, chance, piece.alternatives))


def word_branch(text: str, word: Word, other: tuple[str, float], pieces: Sequence[Kept]) -> tuple[Kept, ...]:
    """The pieces of a variant, written letter by letter, that goes on from another word; a blank behind it stays."""
    behind = text[word.end : word.end + 1]
    return (*pieces[: word.first], Kept(other[0] + (behind if behind.isspace() else ""), other[1]))
