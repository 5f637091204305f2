"""A read-only text with its evidence marked by colour and by pattern, and the strongest phrases both ways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QColor, QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QTextEdit,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.widgets.forms import labelled
from desktop.widgets.phrase_list import PhraseList, explanation
from desktop.widgets.sentence_list import SentenceList

if TYPE_CHECKING:
    from engine import Counterfactual, Evidence

MAX_SHOWN = 200_000  # characters of a mail that are shown; the verdict is on all of it


def shown_text(text: str) -> str:
    """The text as a text edit holds it: `\\n` line ends, no NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\x00", "\N{SYMBOL FOR NULL}")


def edit_position(text: str, offset: int) -> int:
    """The position in a text edit (UTF-16 units of `shown_text`) of a character offset in `text`."""
    return len(shown_text(text[:offset]).encode("utf-16-le", errors="surrogatepass")) // 2


class MarkedText(QPlainTextEdit):
    """The text of a message. Spam evidence has a solid line under it, ordinary evidence a dotted one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        # Reachable by keyboard, so that it can be scrolled and read out; nothing in it opens anything.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._marks: list[tuple[int, int, Evidence]] = []
        self._text = ""
        labelled(self, self.tr("Text of the message"))

    @property
    def marks(self) -> list[tuple[int, int, Evidence]]:
        """The marked ranges: start and end as positions of the text edit, and their evidence."""
        return list(self._marks)

    def show_text(self, text: str, evidence: Sequence[Evidence]) -> None:
        """Shows a text and marks its evidence; offsets are characters of `text`."""
        self._text = cut = text[:MAX_SHOWN]
        self.setPlainText(shown_text(cut))
        self._marks = [
            (edit_position(cut, item.start), edit_position(cut, item.end), item)
            for item in evidence
            if 0 <= item.start < item.end <= len(cut)
        ]
        self.apply_theme()

    @Slot()
    def apply_theme(self) -> None:
        """Marks the evidence in the colours of the theme in use."""
        tokens = theme.colors()
        selections = []
        for start, end, item in self._marks:
            spam = item.weight > 0
            made = QTextCharFormat()
            made.setBackground(QColor(tokens.danger_soft if spam else tokens.success_soft))
            made.setForeground(QColor(tokens.danger_text if spam else tokens.success_text))
            made.setUnderlineStyle(
                QTextCharFormat.UnderlineStyle.SingleUnderline if spam else QTextCharFormat.UnderlineStyle.DotLine
            )
            made.setUnderlineColor(QColor(tokens.danger if spam else tokens.success))
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(start, end)
            selection.format = made
            selections.append(selection)
        self.setExtraSelections(selections)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def reveal(self, item: Evidence) -> None:
        """Scrolls to a piece of evidence and selects it."""
        for start, end, marked in self._marks:
            if marked is item:
                self.setTextCursor(self._cursor(start, end))
                self.centerCursor()

    @Slot(int, int)
    def select(self, start: int, end: int) -> None:
        """Scrolls to a part of the text, given by its characters, and selects it."""
        if 0 <= start < end <= len(self._text):
            self.setTextCursor(self._cursor(edit_position(self._text, start), edit_position(self._text, end)))
            self.centerCursor()

    def evidence_at(self, position: QPoint) -> Evidence | None:
        """The evidence under a point of the viewport."""
        place = self.cursorForPosition(position).position()
        return next((item for start, end, item in self._marks if start <= place <= end), None)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            item = self.evidence_at(event.pos())
            if item is not None:
                QToolTip.showText(event.globalPos(), explanation(item), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)


class EvidenceView(QWidget):
    """The marked text beside the strongest phrases both ways, over what single sentences do to the score."""

    evidence_revealed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pending = False
        self.text = MarkedText(self)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.text.setMinimumSize(theme.px(200), theme.px(110))
        self.spam = PhraseList(self.tr("Speaks for &spam"), self)
        self.normal = PhraseList(self.tr("Speaks for ordi&nary"), self)
        for phrases in (self.spam, self.normal):
            phrases.list.itemActivated.connect(self._reveal)
            phrases.list.itemClicked.connect(self._reveal)
            phrases.list.currentItemChanged.connect(self._moved)
        self.sentences = SentenceList(self)
        self.sentences.sentence_chosen.connect(self.text.select)
        side = QVBoxLayout()
        side.setSpacing(10)
        side.addWidget(self.spam, 1)
        side.addWidget(self.normal, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.text, 1)
        left.addWidget(self.sentences)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 3)
        row.addLayout(side, 1)

    def show_evidence(
        self,
        text: str,
        evidence: Sequence[Evidence],
        sentences: Sequence[Counterfactual] = (),
        *,
        pending: bool = False,
    ) -> None:
        """Shows a text with its evidence; `pending` where that is still being looked for."""
        self.pending = pending
        self.text.show_text(text, evidence)
        strongest = sorted(evidence, key=lambda item: -abs(item.weight))
        nothing = self.tr("Looking…") if pending else self.tr("Nothing stands out")
        self.spam.fill([item for item in strongest if item.weight > 0], nothing)
        self.normal.fill([item for item in strongest if item.weight <= 0], nothing)
        self.sentences.fill(sentences)

    def clear(self) -> None:
        """Shows nothing."""
        self.show_evidence("", ())

    @Slot()
    def apply_theme(self) -> None:
        """Takes the colours of the theme in use."""
        self.text.apply_theme()
        for phrases in (self.spam, self.normal):
            phrases.update()

    @Slot(QListWidgetItem)
    def _reveal(self, row: QListWidgetItem) -> None:
        item = row.data(Qt.ItemDataRole.UserRole)
        if item is not None:
            self.text.reveal(item)
            self.evidence_revealed.emit(item)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _moved(self, row: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if row is not None:
            self._reveal(row)
