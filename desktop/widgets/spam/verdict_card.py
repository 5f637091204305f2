"""The card with the verdict on one message: in words, by a sign, and as "97 in 100"."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.announcing import announce
from desktop.widgets.cards import Card, heading, muted
from desktop.widgets.spam.verdict_mark import VerdictMark
from desktop.wording.language import in_words

if TYPE_CHECKING:
    from engine import LabelReport, SpamReport

MAX_OTHERS = 5  # labels beside the likeliest


def odds(probability: float) -> int:
    """A probability as "N in 100"; never 0 or 100, because no checker is that sure."""
    return min(99, max(1, round(probability * 100)))


def score(probability: float) -> str:
    """A probability with two digits; never 0 or 1."""
    return QLocale().toString(min(0.99, max(0.01, probability)), "f", 2)


class VerdictCard(Card):
    """Shows a report without its text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say: Callable[[], None] | None = None
        self.mark = VerdictMark(self)
        self.verdict = heading("", self)
        self.verdict.setWordWrap(True)
        self.probability = QLabel("", self)
        self.probability.setWordWrap(True)
        self.decided = QLabel("", self)
        self.decided.setWordWrap(True)
        self.reason = muted("", self)
        self.subject = QLabel("", self)
        self.subject.setWordWrap(True)
        self.contradictions = QLabel("", self)
        self.contradictions.setWordWrap(True)
        self.facts = muted("", self)
        self.notes = muted("", self)
        for label in (self.verdict, self.probability):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.decided, self.reason, self.subject, self.contradictions, self.facts, self.notes):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.verdict)
        words.addWidget(self.probability)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        for label in (self.decided, self.reason, self.subject, self.contradictions, self.facts, self.notes):
            self.body.addWidget(label)
        self.hide()

    def show_report(self, report: SpamReport) -> None:
        """Shows a verdict and announces it."""
        self._say = partial(self._say_report, report)
        self._say()
        self.show()
        announce(self, self.accessibleName())

    def retranslate(self) -> None:
        """Says it in the language in use."""
        if self._say is not None:
            self._say()

    def _say_report(self, report: SpamReport) -> None:
        words = {
            "spam": self.tr("This is probably spam"),
            "unsure": self.tr("Unsure: please judge for yourself"),
            "normal": self.tr("This looks like an ordinary message"),
        }
        if report.decided_by in ("mark", "similar"):
            words |= {"spam": self.tr("Spam, by your mark"), "normal": self.tr("Normal, by your mark")}
        self.mark.set_verdict(report.verdict)
        self.mark.show()
        self.verdict.setText(words[report.verdict])
        self.probability.setText(self._score(report))
        self._fill(self.decided, self._decided(report))
        self._fill(self.reason, in_words(report.reason))
        self._fill(self.subject, self.tr("Subject: {0}").format(report.subject) if report.subject else "")
        self._show_facts(report)
        self._fill(self.notes, "\n".join(map(in_words, report.notes)))
        odd = self.contradictions.text().replace("! ", "").replace("\n", " ")
        spoken = (words[report.verdict] + ".", self.decided.text(), self.probability.text(), odd)
        self.setAccessibleName(" ".join(part for part in spoken if part))

    def show_labels(self, report: LabelReport) -> None:
        """Shows which label a text has, and announces it."""
        self._say = partial(self._say_labels, report)
        self._say()
        self.show()
        announce(self, self.accessibleName())

    def _say_labels(self, report: LabelReport) -> None:
        self.mark.set_verdict("unsure" if report.unsure else "")
        self.mark.setVisible(report.unsure)
        sure = self.tr("This is probably “{0}”")
        title = (self.tr("Unsure, perhaps “{0}”") if report.unsure else sure).format(report.label)
        self.verdict.setText(title)
        told = self.tr("Score {0}: of texts like this, about {1} in 100 are “{2}”.")
        self.probability.setText(told.format(score(report.probability), odds(report.probability), report.label))
        others = ", ".join(f"“{label}” {score(p)}" for label, p in report.scores[1 : 1 + MAX_OTHERS])
        self._fill(self.decided, self.tr("Other labels: {0}").format(others))
        self._fill(self.reason, in_words(report.reason))
        self._fill(self.subject, self.tr("Subject: {0}").format(report.subject) if report.subject else "")
        self._show_facts(report)
        self._fill(self.notes, "\n".join(map(in_words, report.notes)))
        self.setAccessibleName(f"{title}. {self.probability.text()}")

    def _score(self, report: SpamReport) -> str:
        """The score in words; of a marked message, that of the checker alone."""
        probability = report.probability
        if report.decided_by in ("mark", "similar") and report.checked is not None:
            text = self.tr("Score without your mark: {0}")
            return text.format(score(report.checked))
        text = self.tr("Score {0}: of messages like this, about {1} in 100 are spam.")
        return text.format(score(probability), odds(probability))

    def _decided(self, report: SpamReport) -> str:
        """What the person's marks have to do with the verdict."""
        spam = report.verdict == "spam"
        if report.decided_by == "mark":
            return self.tr("You marked it as spam.") if spam else self.tr("You marked it as normal.")
        if report.decided_by == "similar":
            return (
                self.tr("It is nearly the same as a message that you marked as spam.")
                if spam
                else self.tr("It is nearly the same as a message that you marked as normal.")
            )
        before = report.checked
        if report.decided_by == "personal" and before is not None and score(before) != score(report.probability):
            return self.tr("Your marks moved its score from {0} to {1}.").format(
                score(before), score(report.probability)
            )
        return ""

    def _show_facts(self, report: SpamReport | LabelReport) -> None:
        """What does not fit together stands out, and before the rest."""
        self._fill(self.contradictions, "\n".join(f"! {in_words(fact)}" for fact in report.contradictions))
        plain = [fact for fact in report.facts if fact not in report.contradictions]
        self._fill(self.facts, "\n".join(map(in_words, plain)))

    def _fill(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    @Slot()
    def apply_theme(self) -> None:
        """Takes the size of the zoom in use."""
        self.mark.apply_theme()

    def clear(self) -> None:
        """Shows no verdict."""
        self._say = None
        self.mark.set_verdict("")
        self.verdict.clear()
        self.hide()
