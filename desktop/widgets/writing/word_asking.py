"""Why this word: the popover of the transcript, which goes from word to word of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.widgets.writing.chat_rows import CompletionRow
from desktop.widgets.writing.confidence_text import NO_WORD
from desktop.widgets.writing.word_popover import WordPopover
from desktop.writing import word_story

if TYPE_CHECKING:
    from desktop.writing.word_choices import WordChoices, Words


class WordAsking(QObject):
    """One popover for a transcript; it is made when a word is asked about first."""

    request_branch = Signal(object, object, object)  # seed, the variant, and the pieces of the one to be written

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.popover: WordPopover | None = None
        self._card: CompletionRow | None = None
        self._index = NO_WORD
        self._choices: WordChoices | None = None
        self._words: Words = ()

    def use_choices(self, choices: WordChoices) -> None:
        """Asks there for whole words, where a model writes letter by letter."""
        self._choices = choices
        choices.found.connect(self._found)

    def ask(self, card: CompletionRow, index: int) -> bool:
        """Opens the popover of a word; False where the card has none."""
        words = card.text.words
        if not 0 <= index < len(words) or card.current is None:
            return False
        if self.popover is None:
            self.popover = WordPopover(self._view)
            self.popover.chosen.connect(self._chosen)
            self.popover.request_move.connect(self._move)
            self.popover.closed.connect(self._closed)
        self._card, self._index = card, index
        card.text.set_current_word(index)
        text, word, locale = card.current.text, words[index], self._view.locale()
        self._words = ()
        if self._choices is not None:
            self._choices.cancel()
        # What stands in the middle of the seed's last word has no other word of its own.
        before = card.seed.text + text[: word.start]
        begins = not before or not before[-1].isalnum()
        if card.unit == "char" and begins and self._choices is not None and self._choices.ask(card.current, before):
            told = word_story.asking_story(text, word, card.pieces, locale)
        else:
            told = word_story.story(text, word, card.pieces, card.unit, locale)
        self.popover.show_story(told, card.text.word_rect(index))
        return True

    @Slot(object)
    def _found(self, words: Words) -> None:
        card, popover = self._card, self.popover
        if card is None or card.current is None or popover is None or not popover.isVisible():
            return
        text, word, locale = card.current.text, card.text.words[self._index], self._view.locale()
        written = text[word.start : word.end]
        self._words = tuple(item for item in words if item[0] != written)
        if self._words:
            told = word_story.story_of_words(text, word, card.pieces, locale, self._words)
        else:
            told = word_story.story(text, word, card.pieces, card.unit, locale)
        popover.show_story(told, card.text.word_rect(self._index))

    def close(self) -> None:
        """Closes the popover: the row it speaks of goes."""
        if self.popover is not None and self.popover.isVisible():
            self.popover.close()
        self._card = None

    @Slot(int)
    def _move(self, step: int) -> None:
        if self._card is not None:
            self.ask(self._card, self._index + step)

    @Slot()
    def _closed(self) -> None:
        if self._choices is not None:
            self._choices.cancel()
        if self._card is not None:
            self._card.text.set_current_word(NO_WORD)
            self._view.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(int)
    def _chosen(self, choice: int) -> None:
        card = self._card
        if card is None or card.current is None:
            return
        word = card.text.words[self._index]
        if self._words:
            kept = word_story.word_branch(card.current.text, word, self._words[choice], card.pieces)
        else:
            kept = word_story.branch(card.seed.text, word, choice, card.pieces, card.unit)
        self.request_branch.emit(card.seed, card.current, kept)
