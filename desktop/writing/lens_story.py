"""What is told of a draft that a model has read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.widgets.writing.word_popover import Choice, Story
from desktop.writing.lens import Reading, Surprise
from desktop.writing.word_story import percent, visible


def count_sentence(reading: Reading, locale: QLocale) -> str:
    """How many words were not expected."""
    translate = QCoreApplication.translate
    words = len(reading.found)
    marked = sum(item.level > 0 for item in reading.found)
    if not words:
        return translate("Lens", "There is no word in it that the model could judge.")
    if not marked:
        return translate("Lens", "Nothing in it surprises the model.")
    sentence = translate("Lens", "{0} of {1} words were not expected.")
    return sentence.format(locale.toString(marked), locale.toString(words))


def cut_sentence(reading: Reading, locale: QLocale) -> str:
    """That only the beginning of a long draft is read."""
    sentence = QCoreApplication.translate("Lens", "The draft is long: only its first {0} characters are read.")
    return sentence.format(locale.toString(reading.total))


def choices_of(mark: Surprise) -> list[tuple[str, float]]:
    """What could stand there instead; blanks alone cannot."""
    return [(text, probability) for text, probability in mark.expected if text.strip()]


def story(word: str, mark: Surprise, locale: QLocale) -> Story:
    """What the popover of a marked word says."""
    translate = QCoreApplication.translate
    level = (
        translate("Lens", "Somewhat unexpected"),
        translate("Lens", "Unexpected"),
        translate("Lens", "Very unexpected"),
    )[max(1, min(3, mark.level)) - 1]
    rare = locale.toString(round(2 ** min(mark.bits, 30.0)))
    lines = [translate("Lens", "{0}: about 1 in {1}.").format(level, rare)]
    choices = [
        Choice(visible(text), percent(chance, locale), translate("Lens", "Replace it with {0}").format(visible(text)))
        for text, chance in choices_of(mark)
    ]
    if choices:
        lines.append(translate("Lens", "The model would have written:"))
    hint = translate("Lens", "Choosing one replaces the word in your draft.") if choices else ""
    return Story(word, tuple(lines), tuple(choices), hint)
