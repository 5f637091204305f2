"""A read-only text with its evidence marked by colour and by pattern, and the strongest phrases both ways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QTextEdit,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.widgets.forms import labelled

if TYPE_CHECKING:
    from engine import Evidence

MAX_SHOWN = 200_000  # characters of a mail that are shown; the verdict is on all of it
MAX_PHRASES = 12
MAX_PHRASE = 24  # characters of a phrase in the list


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
        labelled(self, self.tr("Text of the message"))

    @property
    def marks(self) -> list[tuple[int, int, Evidence]]:
        """The marked ranges: start and end as positions of the text edit, and their evidence."""
        return list(self._marks)

    def show_text(self, text: str, evidence: Sequence[Evidence]) -> None:
        """Shows a text and marks its evidence; offsets are characters of `text`."""
        cut = text[:MAX_SHOWN]
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


def explanation(item: Evidence) -> str:
    """What a piece of evidence says, in one line."""
    from PySide6.QtCore import QCoreApplication

    tr = QCoreApplication.translate
    weight = signed(item.weight)
    direction = (
        tr("evidence", "speaks for spam") if item.weight > 0 else tr("evidence", "speaks for an ordinary message")
    )
    read_as = "" if item.shown == item.text else " " + tr("evidence", "(read as “{0}”)").format(item.shown)
    return f"“{item.text}”{read_as} {direction}: {weight}"


def signed(weight: float) -> str:
    """A weight with its sign."""
    return ("+" if weight > 0 else "−") + QLocale().toString(abs(weight), "f", 2)


class EvidenceView(QWidget):
    """The marked text beside the strongest phrases for spam and for an ordinary message."""

    evidence_revealed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = MarkedText(self)
        self.spam = PhraseList(self.tr("Speaks for &spam"), self)
        self.normal = PhraseList(self.tr("Speaks for ordi&nary"), self)
        for phrases in (self.spam, self.normal):
            phrases.list.itemActivated.connect(self._reveal)
            phrases.list.itemClicked.connect(self._reveal)
            phrases.list.currentItemChanged.connect(self._moved)
        side = QVBoxLayout()
        side.setSpacing(10)
        side.addWidget(self.spam, 1)
        side.addWidget(self.normal, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.text, 3)
        row.addLayout(side, 1)

    def show_evidence(self, text: str, evidence: Sequence[Evidence], *, pending: bool = False) -> None:
        """Shows a text with its evidence; `pending` where that is still being looked for."""
        self.text.show_text(text, evidence)
        strongest = sorted(evidence, key=lambda item: -abs(item.weight))
        nothing = self.tr("Looking…") if pending else self.tr("Nothing stands out")
        self.spam.fill([item for item in strongest if item.weight > 0], nothing)
        self.normal.fill([item for item in strongest if item.weight <= 0], nothing)

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


def _short(phrase: str) -> str:
    """A phrase in one line that fits the list; the tooltip has all of it."""
    line = " ".join(phrase.split())
    return line if len(line) <= MAX_PHRASE else f"{line[: MAX_PHRASE - 1]}…"


class PhraseList(QWidget):
    """A titled list of phrases with their weights, the strongest first; the same phrase is listed once."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = QLabel(title, self)
        self.title.setProperty("role", "subheading")
        self.title.setBuddy(self.list)
        labelled(self.list, title.replace("&", ""), self.tr("Choosing a phrase shows it in the text"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)

    def fill(self, evidence: Sequence[Evidence], nothing: str) -> None:
        """Lists evidence that is already in order; where there is none, the sentence `nothing`."""
        self.list.clear()
        seen: set[str] = set()
        for item in evidence:
            key = item.shown.casefold()
            if key in seen or len(seen) >= MAX_PHRASES:
                continue
            seen.add(key)
            phrase, plain = _short(item.text), _short(item.shown)
            text = phrase if phrase.casefold() == plain.casefold() else f"{phrase} → {plain}"
            row = QListWidgetItem(f"{signed(item.weight)}   {text}")
            row.setToolTip(explanation(item))
            row.setData(Qt.ItemDataRole.UserRole, item)
            row.setData(Qt.ItemDataRole.AccessibleTextRole, explanation(item))
            self.list.addItem(row)
        if not seen:
            row = QListWidgetItem(nothing)
            row.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(row)


class VerdictMark(QWidget):
    """The sign of a verdict: shape and colour both differ (octagon with a bar, diamond with a question, round tick)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = ""
        self.setFixedSize(theme.px(44), theme.px(44))

    def set_verdict(self, verdict: str) -> None:
        """Shows "spam", "unsure" or "normal"; nothing for an empty word."""
        self.verdict = verdict
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.verdict:
            return
        tokens = theme.colors()
        color = {"spam": tokens.danger, "unsure": tokens.warning, "normal": tokens.success}[self.verdict]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(color)))
        side = min(self.width(), self.height())
        if self.verdict == "spam":
            cut = side * 0.29
            points = [(cut, 0), (side - cut, 0), (side, cut), (side, side - cut), (side - cut, side), (cut, side)]
            points += [(0, side - cut), (0, cut)]
            painter.drawPolygon([QPoint(round(x), round(y)) for x, y in points])
        elif self.verdict == "unsure":
            half = side / 2
            painter.drawPolygon(
                [QPoint(round(x), round(y)) for x, y in ((half, 0), (side, half), (half, side), (0, half))]
            )
        else:
            painter.drawEllipse(0, 0, side, side)
        font = self.font()
        font.setBold(True)
        font.setPixelSize(max(8, round(side * 0.5)))
        painter.setFont(font)
        painter.setPen(QColor(tokens.surface))
        sign = {"spam": "✕", "unsure": "?", "normal": "✓"}[self.verdict]
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, sign)
        painter.end()
