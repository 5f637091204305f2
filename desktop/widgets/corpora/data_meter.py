"""The data meter: how much text a corpus has, in which language, and what a network can make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.training.training_text import duration, file_size
from desktop.widgets.cards import Card, muted
from desktop.widgets.flow_layout import FlowRow
from desktop.wording.language import in_words

if TYPE_CHECKING:
    from engine import CorpusSummary, Diagnosis

VERDICTS = ("too little", "will recite", "fair", "good")


class VerdictBar(QWidget):
    """Four steps from “too little” to “good”: the reached ones are filled, the word of the reached one is bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Amount of text"))

    @property
    def words(self) -> tuple[str, ...]:
        """The words of VERDICTS in the person's language, which may change while they are shown."""
        return (self.tr("too little"), self.tr("will recite"), self.tr("fair"), self.tr("good"))

    def set_verdict(self, verdict: str) -> None:
        """Shows one of VERDICTS; an unknown word shows none."""
        self.level = VERDICTS.index(verdict) if verdict in VERDICTS else -1
        self.setAccessibleDescription(self.words[self.level] if self.level >= 0 else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 16 + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._widest() + 8, self.sizeHint().height())

    def _widest(self) -> int:
        font = self.font()
        font.setBold(True)
        return max(QFontMetrics(font).horizontalAdvance(word) for word in self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        width = (self.width() - 3 * 4) / 4
        font = self.font()
        narrow = width < self._widest()  # then only the word of the reached step has room
        for index, word in enumerate(self.words):
            left = index * (width + 4)
            filled = index <= self.level
            role = QPalette.ColorRole.Accent if filled else QPalette.ColorRole.Mid
            painter.setPen(palette.color(role))
            painter.setBrush(palette.color(role) if filled else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(left + 0.5, 0.5, width - 1, 8), 4, 4)
            reached = index == self.level
            font.setBold(reached)
            painter.setFont(font)
            text = palette.color(QPalette.ColorRole.WindowText if reached else QPalette.ColorRole.PlaceholderText)
            painter.setPen(text)
            place = QRectF(left, 12, width, self.height() - 12)
            if not narrow:
                painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, word)
            elif reached:
                side = Qt.AlignmentFlag.AlignLeft if index < 2 else Qt.AlignmentFlag.AlignRight
                place.setLeft(left if index < 2 else 0)
                place.setRight(self.width() if index < 2 else left + width)
                painter.drawText(place, side, word)
        painter.end()


class DataMeter(Card):
    """Figures of a corpus, the verdict bar and the advice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures: dict[str, QLabel] = {}
        row = FlowRow(self, horizontal=28)
        for key, title in (
            ("characters", self.tr("Characters")),
            ("words", self.tr("Words")),
            ("distinct_words", self.tr("Distinct words")),
            ("language", self.tr("Language")),
            ("encodings", self.tr("Encodings")),
        ):
            number = QLabel("–", self)
            number.setProperty("role", "subheading")
            number.setTextFormat(Qt.TextFormat.PlainText)
            caption = muted(title, self)
            caption.setWordWrap(False)
            self.figures[key] = number
            figure = QWidget(row)
            column = QVBoxLayout(figure)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(number)
            column.addWidget(caption)
            row.flow.addWidget(figure)
        self.bar = VerdictBar(self)
        self.advice = QLabel("", self)
        self.advice.setWordWrap(True)
        self.advice.setAccessibleName(self.tr("Advice"))
        self.plan = muted("", self)
        self.shares = muted("", self)
        for widget in (row, self.bar, self.advice, self.plan, self.shares):
            self.body.addWidget(widget)
        self._show_diagnosis("", "")

    def show_summary(self, summary: CorpusSummary) -> None:
        """Shows the figures of a corpus."""
        locale = QLocale()
        languages = {
            "ko": self.tr("Korean"),
            "en": self.tr("English"),
            "mixed": self.tr("Korean and English"),
            "other": self.tr("other"),
        }
        texts = {
            "characters": locale.toString(summary.characters),
            "words": locale.toString(summary.words),
            "distinct_words": locale.toString(summary.distinct_words),
            "language": languages.get(summary.language, summary.language),
            "encodings": ", ".join(summary.encodings) or "–",
        }
        for key, text in texts.items():
            self.figures[key].setText(text)
            self.figures[key].setAccessibleName(text)
        self.bar.set_verdict(summary.verdict)
        parts = [in_words(summary.advice)]
        if summary.replaced:
            parts.append(
                self.tr("{0} characters could not be read and were replaced.").format(locale.toString(summary.replaced))
            )
        self.advice.setText(" ".join(part for part in parts if part))
        self._show_diagnosis("", "")

    def show_diagnosis(self, diagnosis: Diagnosis) -> None:
        """Adds what the doctor says: the one piece of advice, what a training takes here, and what is in the text."""
        self.advice.setText(in_words(diagnosis.advice))
        plan = ""
        if diagnosis.expected is not None:
            plan = self.tr("Training takes about {0} here and {1} of memory; expected: {2} bits per character.").format(
                duration(diagnosis.expected.seconds),
                file_size(diagnosis.memory),
                QLocale().toString(diagnosis.bits_per_character, "f", 1),
            )
        summary = diagnosis.summary
        shares = self.tr("Repeated text: {0} % · words that come once: {1} % · new words at the end: {2} %").format(
            *(
                QLocale().toString(round(100 * share))
                for share in (
                    diagnosis.duplicate_share,
                    summary.words_once / max(1, summary.distinct_words),
                    diagnosis.unknown_share,
                )
            )
        )
        if diagnosis.looked_at:
            shares = self.tr("{0} (counted in the first {1} characters)").format(
                shares, QLocale().toString(diagnosis.looked_at)
            )
        self._show_diagnosis(plan, shares)

    def _show_diagnosis(self, plan: str, shares: str) -> None:
        for label, text in ((self.plan, plan), (self.shares, shares)):
            label.setText(text)
            label.setVisible(bool(text))

    def clear(self) -> None:
        """Shows nothing."""
        for label in self.figures.values():
            label.setText("–")
        self.bar.set_verdict("")
        self.advice.clear()
        self._show_diagnosis("", "")
