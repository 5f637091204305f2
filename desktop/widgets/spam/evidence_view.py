"""A read-only text with its evidence marked by colour and by pattern, and the strongest phrases both ways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QColor, QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QTextEdit,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.widgets.forms import fill_choices, labelled
from desktop.widgets.spam.phrase_list import PhraseList, explanation
from desktop.widgets.spam.sentence_list import SentenceList
from desktop.widgets.stacking import TurningRow
from desktop.wording.retranslate import as_typed

if TYPE_CHECKING:
    from engine import Counterfactual, Evidence, LabelReport

MAX_LABEL = 24  # characters of a label in a title
MAX_SHOWN = 200_000  # characters of a mail that are shown; the verdict is on all of it


def shown_text(text: str) -> str:
    """The text as a text edit holds it: `\\n` line ends, no NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\x00", "\N{SYMBOL FOR NULL}")


def edit_position(text: str, offset: int) -> int:
    """The position in a text edit (UTF-16 units of `shown_text`) of a character offset in `text`."""
    return len(shown_text(text[:offset]).encode("utf-16-le", errors="surrogatepass")) // 2


class MarkedText(QPlainTextEdit):
    """The text of a message. Evidence for spam, or for a label, has a solid line under it, the other a dotted one."""

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
            speaks_for = item.weight > 0
            red = speaks_for is not bool(item.label)  # what speaks for spam, or against a label of the person's own
            made = QTextCharFormat()
            made.setBackground(QColor(tokens.danger_soft if red else tokens.success_soft))
            made.setForeground(QColor(tokens.danger_text if red else tokens.success_text))
            made.setUnderlineStyle(
                QTextCharFormat.UnderlineStyle.SingleUnderline if speaks_for else QTextCharFormat.UnderlineStyle.DotLine
            )
            made.setUnderlineColor(QColor(tokens.danger if red else tokens.success))
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
        self._evidence: tuple[Evidence, ...] = ()
        self._sentences: tuple[Counterfactual, ...] = ()
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
        self._labelled: LabelReport | None = None
        self.label_box = as_typed(QComboBox(self))
        self.label_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.label_box.setMinimumContentsLength(6)
        labelled(self.label_box, self.tr("Evidence for this label"))
        self.label_box.currentIndexChanged.connect(self._label_chosen)
        self.label_box.hide()
        row = TurningRow(self, spacing=16)
        left, side = QWidget(row), QWidget(row)
        beside = QVBoxLayout(side)
        beside.setSpacing(10)
        beside.addWidget(self.label_box)
        beside.addWidget(self.spam, 1)
        beside.addWidget(self.normal, 1)
        column = QVBoxLayout(left)
        column.setSpacing(8)
        column.addWidget(self.text, 1)
        column.addWidget(self.sentences)
        whole = QVBoxLayout(self)
        whole.addWidget(row)
        for layout in (beside, column, whole):
            layout.setContentsMargins(0, 0, 0, 0)
        row.add(left, 3)
        row.add(side, 1)

    def show_evidence(
        self,
        text: str,
        evidence: Sequence[Evidence],
        sentences: Sequence[Counterfactual] = (),
        *,
        pending: bool = False,
    ) -> None:
        """Shows a text with its evidence; `pending` where that is still being looked for."""
        self._labelled = None
        self.label_box.hide()
        self._usual_titles()
        self._show(text, evidence, sentences, pending=pending)

    def show_labels(self, report: LabelReport, sentences: Sequence[Counterfactual]) -> None:
        """Shows a text with the evidence for its likeliest label; another one of the likely ones can be chosen."""
        self._labelled = report
        fill_choices(self.label_box, [(label, label) for label in report.reasons], keep=False)
        self.label_box.setVisible(len(report.reasons) > 1)
        self._titles_of(report.label)
        self._show(report.text, report.evidence, sentences)

    @Slot()
    def _label_chosen(self) -> None:
        label = self.label_box.currentData()
        if self._labelled is not None and label is not None:
            self._titles_of(str(label))
            self._mark(self._labelled.text, self._labelled.reasons[str(label)])

    def _titles_of(self, label: str) -> None:
        short = (label if len(label) <= MAX_LABEL else f"{label[: MAX_LABEL - 1]}…").replace("&", "&&")
        self.spam.set_title(self.tr("Speaks for “{0}”").format(short))
        self.normal.set_title(self.tr("Speaks against “{0}”").format(short))

    def _show(
        self,
        text: str,
        evidence: Sequence[Evidence],
        sentences: Sequence[Counterfactual],
        *,
        pending: bool = False,
    ) -> None:
        self.pending = pending
        self._mark(text, evidence)
        self._sentences = tuple(sentences)
        self.sentences.fill(sentences)

    def _mark(self, text: str, evidence: Sequence[Evidence]) -> None:
        self.text.show_text(text, evidence)
        self._evidence = tuple(evidence)
        self._list()

    def _list(self) -> None:
        evidence = self._evidence
        strongest = sorted(evidence, key=lambda item: -abs(item.weight))
        nothing = self.tr("Looking…") if self.pending else self.tr("Nothing stands out")
        self.spam.fill([item for item in strongest if item.weight > 0], nothing)
        self.normal.fill([item for item in strongest if item.weight <= 0], nothing)

    def retranslate(self) -> None:
        """Lists it in the language in use; the text stays where it is."""
        if self._labelled is None:
            self._usual_titles()
        self._list()
        self.sentences.fill(self._sentences)

    def _usual_titles(self) -> None:
        self.spam.set_title(self.tr("Speaks for &spam"))
        self.normal.set_title(self.tr("Speaks for ordi&nary"))

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
