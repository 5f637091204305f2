"""Three suggestions under the text, each a button; silence keeps its room, so that the page never jumps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from desktop import theme
from desktop.keymap import shown
from desktop.widgets.cards import muted
from desktop.widgets.keyed import show_keys

if TYPE_CHECKING:
    from engine import Suggestion

SLOTS = 3
LONGEST_LEAD = 12
HOLD_MS = 400  # so long a suggestion that is out of date stays to be seen, while the next answer is awaited


def confidence_text(confidence: float) -> str:
    """A confidence (0..1) in words."""
    translate = QCoreApplication.translate
    times = round(confidence * 10)
    if times < 1:
        return translate("SuggestionStrip", "seldom right")
    if times == 1:
        return translate("SuggestionStrip", "right about once in 10 times")
    if times > 9:
        return translate("SuggestionStrip", "nearly always right")
    return translate("SuggestionStrip", "right about {0} times in 10").format(times)


def shown_text(text: str) -> str:
    """A suggestion on one line, without the blanks around it."""
    return " ↵ ".join(part.strip() for part in text.split("\n")).strip() or "␣"


def lead_of(before: str, suggestion: Suggestion) -> str:
    """What of an unfinished word stands already, to be read before what a suggestion inserts.

    Args:
        before: the text before the cursor.
        suggestion: what goes on from it.
    """
    kept = before[: len(before) - suggestion.replaces]
    if not kept or kept[-1].isspace() or suggestion.text[:1].isspace():
        return ""
    word = kept.split()[-1]
    return word if len(word) <= LONGEST_LEAD else f"…{word[-LONGEST_LEAD:]}"


class SuggestionButton(QPushButton):
    """One suggestion: its key and the word begun in grey, then what is inserted, cut where it is long."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.suggestion: Suggestion | None = None
        self.lead = ""
        self.shown = ""  # all that is to be read, the lead first
        self.setProperty("role", "chip")
        # A click must not take the focus from the text, which would end a syllable that is being composed.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def keys(self) -> str:
        """The keys that take this suggestion; empty where none do."""
        return shown(f"take_{self.number}")

    def show_suggestion(self, suggestion: Suggestion | None, before: str = "") -> None:
        """Shows what goes on from the text `before`; None leaves the button empty, to be seen no more."""
        self.suggestion = suggestion
        self.lead = lead_of(before, suggestion) if suggestion else ""
        self.shown = self.lead + shown_text(suggestion.text) if suggestion else ""
        self.setEnabled(suggestion is not None)
        if suggestion is not None:
            confidence = confidence_text(suggestion.confidence)
            # Not the button's own text: a "&" in it would be a mnemonic.
            self.setAccessibleName(self.tr("Suggestion {0}: {1}, {2}").format(self.number, self.shown, confidence))
            self.setToolTip(f"{self.shown}, {confidence}")
            show_keys(self, f"take_{self.number}")
        else:
            self.setAccessibleName(self.tr("Suggestion {0}: none").format(self.number))
            self.setToolTip("")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.shown:
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        style: QStyle = self.style()
        area: QRect = style.subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        metrics, flags = self.fontMetrics(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(theme.colors().muted))
        painter.drawText(area, flags, self.keys)
        if self.keys:
            area.setLeft(area.left() + metrics.horizontalAdvance(self.keys) + theme.px(7))
        text = metrics.elidedText(self.shown, Qt.TextElideMode.ElideRight, area.width())
        lead = text[: len(self.lead)]
        painter.drawText(area, flags, lead)
        area.setLeft(area.left() + metrics.horizontalAdvance(lead))
        painter.setPen(QColor(theme.colors().text))
        painter.drawText(area, flags, text[len(lead) :])
        painter.end()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())


class SuggestionStrip(QWidget):
    """Up to three suggestions, or a quiet word where there are none."""

    chosen = Signal(int)  # from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Suggestions"))
        self.buttons = [SuggestionButton(number, self) for number in range(1, SLOTS + 1)]
        self.hint = muted("", self)
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.hint, 1)
        for button in self.buttons:
            self._row.addWidget(button, 1)
            button.clicked.connect(self._clicked)
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(self._hold_ended)
        self._quiet = ""
        self.show_suggestions(())
        self.restyle()

    @property
    def suggestions(self) -> list[Suggestion | None]:
        """What each button inserts; None for one that inserts nothing (any more)."""
        return [button.suggestion for button in self.buttons]

    @property
    def texts(self) -> list[str]:
        """What is to be read on the buttons."""
        return [button.shown for button in self.buttons if button.shown]

    def show_suggestions(self, suggestions: Sequence[Suggestion], *, before: str = "", quiet: str = "") -> None:
        """Shows suggestions that go on from the text `before`, best first; where there are none, `quiet` is said."""
        self._hold.stop()
        self._quiet = quiet
        for index, button in enumerate(self.buttons):
            button.show_suggestion(suggestions[index] if index < len(suggestions) else None, before)
        self._show()

    def hold(self, suggestions: Sequence[Suggestion | None], *, before: str = "") -> None:
        """While the next answer is awaited: what still goes on from the text is kept up to date, the rest stays to be
        seen for a moment, but inserts nothing."""
        for button, suggestion in zip(self.buttons, suggestions, strict=True):
            if suggestion is not None:
                button.show_suggestion(suggestion, before)
            else:
                button.suggestion = None
        self._hold.start()

    @Slot()
    def _hold_ended(self) -> None:
        for button in self.buttons:
            if button.suggestion is None:
                button.show_suggestion(None)
        self._show()

    def _show(self) -> None:
        anything = any(button.shown for button in self.buttons)
        for button in self.buttons:
            button.setVisible(anything)
        self.hint.setText(self._quiet)
        self.hint.setVisible(not anything)
        self._fit()

    @Slot()
    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, SuggestionButton) and button.suggestion is not None:
            self.chosen.emit(button.number - 1)

    def restyle(self) -> None:
        """Takes another theme or zoom."""
        self._row.setSpacing(theme.px(6))
        self.hint.setContentsMargins(theme.px(9), 0, 0, 0)  # under the text, as the words of the buttons are
        self._fit()

    def _fit(self) -> None:
        """As high as the buttons, or as the words in their place, which may need two lines; both stay at one height."""
        words = self.hint.heightForWidth(max(1, self.width()))
        self.setFixedHeight(max(words, *(button.sizeHint().height() for button in self.buttons)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
