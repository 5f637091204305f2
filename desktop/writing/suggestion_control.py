"""Brings what is typed to the model, and what it suggests behind the cursor and into the strip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.keymap import shown
from desktop.settings import Settings
from desktop.widgets.writing.composer import Composer
from desktop.widgets.writing.edit_keys import is_hangul
from desktop.writing.blending import Voice
from desktop.writing.keystrokes import Keystrokes
from desktop.writing.suggesting import SuggestionSource

if TYPE_CHECKING:
    from engine import Suggestion, Suggestions


class SuggestionControl(QObject):
    """Asks with every change of what stands before the cursor, where suggestions are wanted and can be had."""

    told = Signal(str)  # a sentence for the status bar
    saved_changed = Signal(str)  # keystrokes saved so far, in words

    def __init__(
        self,
        composer: Composer,
        source: SuggestionSource,
        settings: Settings,
        voice: Callable[[], Voice | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._composer, self._edit, self._strip = composer, composer.edit, composer.strip
        self._source = source
        self._settings = settings
        self._voice = voice
        self._identity = 0
        self._asked_by_key = False
        self._context = ""  # what the suggestions that are shown go on from
        self._inline: list[str] = []  # what can stand behind the cursor, the likeliest first
        self.keystrokes = Keystrokes()
        edit = self._edit
        edit.tab_moves_focus = settings.get("write/tab_moves_focus")
        edit.context_changed.connect(self._context_changed)
        edit.typed.connect(self._typed)
        edit.accepted.connect(self._accepted)
        edit.request_suggestion.connect(self.ask)
        edit.request_cycle.connect(self.cycle)
        edit.request_take.connect(self.take)
        edit.request_tab_toggle.connect(self.toggle_tab)
        self._strip.chosen.connect(self._chosen)
        composer.model_chosen.connect(self.voice_changed)
        composer.writing_changed.connect(self.refresh)
        settings.changed.connect(self._setting_changed)
        source.answered.connect(self._answered)
        source.fell_silent.connect(self._fell_silent)
        self.refresh()

    # Asking

    @Slot()
    def refresh(self) -> None:
        """Asks anew for what stands before the cursor."""
        self._ask(by_key=False)

    @Slot()
    def voice_changed(self) -> None:
        """Another model writes: nothing of the last one is shown any more."""
        self._inline = []
        self._strip.show_suggestions(())
        self._edit.set_ghost("", asked_for=self._edit.takes_ghost)
        self.refresh()

    @Slot()
    def ask(self) -> None:
        """Asks for whatever the model can say, however sure it is."""
        self.keystrokes.keys += 1
        self._ask(by_key=True)

    def _text(self) -> str:
        return self._edit.text_before_cursor() + self._edit.preedit

    def _ask(self, *, by_key: bool) -> None:
        self._source.cancel()
        self._identity = 0
        voice = self._voice()
        reason = self._reason_for_silence(voice, by_key)
        if voice is None or reason:
            self._clear(reason)
            return
        self._asked_by_key = by_key
        right = 0 if by_key else self._settings.get("write/right_in_ten")
        composing = len(self._edit.preedit)
        self._identity = self._source.ask(voice, self._text(), composing=composing, right_in_ten=right)

    def _reason_for_silence(self, voice: Voice | None, by_key: bool) -> str:
        """Why nothing is asked now, in the strip's words; empty where something is."""
        if voice is None:
            return self.tr("Suggestions come with the first model.")
        if not by_key and not self._settings.get("write/suggestions"):
            return self.tr("Suggestions are off.")
        if self._composer.writing:
            return self.tr("No suggestions while a completion is being written.")
        if self._source.is_silent(voice):
            return self.tr("This model could not be used for suggestions.")
        preedit = self._edit.preedit
        if (not by_key and not self._text().strip()) or (preedit and not is_hangul(preedit)):
            return self.tr("Suggestions appear here while you type.")
        return ""

    def _clear(self, reason: str) -> None:
        self._inline = []
        self._edit.dismiss_ghost()
        self._strip.show_suggestions((), quiet=reason)

    @Slot()
    def _context_changed(self) -> None:
        """What still goes on from the text is kept up to date at once; the rest gives way to the next answer."""
        text = self._text()
        added = text[len(self._context) :] if text.startswith(self._context) else None
        self._context = text
        self._inline = [] if added is None else [rest for rest in (_rest(s, added) for s in self._inline) if rest]
        kept = [self._shortened(suggestion, added) for suggestion in self._strip.suggestions]
        self._strip.hold(kept, before=text)
        self.refresh()

    @staticmethod
    def _shortened(suggestion: Suggestion | None, added: str | None) -> Suggestion | None:
        if suggestion is None or added is None or suggestion.replaces:
            return None
        rest = _rest(suggestion.text, added)
        return replace(suggestion, text=rest) if rest else None

    # Answers

    @Slot(int, object)
    def _answered(self, identity: int, suggestions: Suggestions) -> None:
        if identity != self._identity:
            return
        self._context = self._text()
        strip = [suggestion for suggestion in suggestions.strip if suggestion.text]
        ghost = suggestions.ghost
        inline = [s.text for s in ([ghost] if ghost else []) + strip if s.text and not s.replaces]
        self._inline = list(dict.fromkeys(inline))
        self._strip.show_suggestions(
            strip, before=self._context, quiet=self.tr("Nothing is likely enough to be suggested.")
        )
        by_key, self._asked_by_key = self._asked_by_key, False
        if by_key:
            self._edit.set_ghost(self._inline[0] if self._inline else "", asked_for=True)
            if not self._inline and not strip:
                self.told.emit(self.tr("The model has nothing to suggest here."))
            return
        self._edit.set_ghost(ghost.text if ghost and not ghost.replaces else "")

    @Slot(str)
    def _fell_silent(self, sentence: str) -> None:
        self._clear(self.tr("This model could not be used for suggestions."))
        self.told.emit(sentence)

    # Taking

    @Slot(int)
    def cycle(self, step: int) -> None:
        """Shows the next suggestion behind the cursor, or the one before."""
        if not self._inline or self._edit.preedit:
            return
        self.keystrokes.keys += 1
        index = 0 if step > 0 else -1
        if self._edit.ghost in self._inline:
            index = self._inline.index(self._edit.ghost) + step
        self._edit.set_ghost(self._inline[index % len(self._inline)], asked_for=True)

    @Slot(int)
    def take(self, index: int) -> None:
        """Inserts a suggestion of the strip, from 0; one that is out of date is left alone."""
        suggestion = self._strip.suggestions[index]
        if suggestion is None or self._text() != self._context:
            return
        if not self._edit.preedit or is_hangul(self._edit.preedit):
            self._edit.insert_suggestion(suggestion.text, suggestion.replaces)

    @Slot(int)
    def _chosen(self, index: int) -> None:
        self.take(index)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _typed(self, characters: int) -> None:
        self.keystrokes.typed += characters
        self._show_saved()

    @Slot(str, int)
    def _accepted(self, text: str, replaced: int) -> None:
        self.keystrokes.accept(len(text), replaced)
        self._show_saved()

    def _show_saved(self) -> None:
        self.saved_changed.emit(self.keystrokes.text(self._composer.locale()))

    # Settings

    @Slot()
    def toggle_tab(self) -> None:
        """Tab always moves the focus, or accepts a suggestion that is shown."""
        moves = not self._settings.get("write/tab_moves_focus")
        self._settings.set("write/tab_moves_focus", moves)
        if moves:
            sentence = self.tr("Tab always moves on from the text now. {0}: it accepts suggestions again.")
        else:
            sentence = self.tr("Tab accepts a suggestion while one is shown. {0}: it always moves on.")
        self.told.emit(sentence.format(shown("tab_moves_focus")))

    @Slot(str, object)
    def _setting_changed(self, key: str, value: object) -> None:
        if key == "write/tab_moves_focus":
            self._edit.tab_moves_focus = bool(value)
        elif key in ("write/suggestions", "write/right_in_ten"):
            self.refresh()


def _rest(text: str, added: str) -> str:
    """What is left of a suggestion after some of it was typed; empty where something else was typed."""
    return text[len(added) :] if text.startswith(added) else ""
