"""The switches of cleaning: what is taken out of the texts of a corpus, and how much that was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

import engine
from desktop.widgets.cards import muted
from desktop.widgets.forms import fill_choices

if TYPE_CHECKING:
    from engine import Cleaning, CleaningStep

SPEAKERS_OFFERED = 200  # the busiest; of a mailbox there may be thousands
OF_MESSAGES = frozenset(("quoted_replies", "signatures", "boilerplate", "timestamps_and_names"))
OF_PAGES = frozenset(("page_headers",))


class CleaningSwitches(QWidget):
    """One switch a step of `Cleaning`, with what it took out beside it; those that have nothing to do are hidden."""

    edited = Signal(object)  # the Cleaning that is asked for now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cleaning = engine.Cleaning()
        self.title = QLabel(self.tr("Take out"), self)
        self.title.setProperty("role", "subheading")
        self.note = muted("", self)
        self.note.hide()
        self.speaker = QComboBox(self)
        self.speaker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.speaker.setMinimumContentsLength(12)
        self.speaker.setAccessibleName(self.tr("Only messages of"))
        self.speaker_label = QLabel(self.tr("Onl&y messages of"), self)
        self.speaker_label.setBuddy(self.speaker)
        self.speaker_count = muted("", self)
        self.switches: dict[str, QCheckBox] = {}
        self.counts: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (name, text, description) in enumerate(self._words()):
            switch = QCheckBox(text, self)
            switch.setToolTip(description)
            switch.setAccessibleDescription(description)
            switch.toggled.connect(self._toggled)
            count = muted("", self)
            count.setWordWrap(False)
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.switches[name], self.counts[name] = switch, count
            grid.addWidget(switch, row, 0)
            grid.addWidget(count, row, 1)
        self.speaker.currentIndexChanged.connect(self._toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.title, self.note, self.speaker_label, self.speaker, self.speaker_count):
            column.addWidget(widget)
        column.addLayout(grid)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._steps: tuple[CleaningStep, ...] = ()
        self.show_cleaning(self._cleaning)

    def _words(self) -> Sequence[tuple[str, str, str]]:
        return (
            (
                "quoted_replies",
                self.tr("Quoted replies"),
                self.tr("What a mail only repeats of the one that it answers"),
            ),
            ("signatures", self.tr("Signatures"), self.tr("The lines with name and address at the end of a mail")),
            (
                "timestamps_and_names",
                self.tr("Times and names"),
                self.tr("When and by whom each message of a chat was written"),
            ),
            (
                "boilerplate",
                self.tr("Notices"),
                self.tr("Lines of the program, such as “Photo” or “Sent from my phone”"),
            ),
            ("urls", self.tr("Web addresses"), self.tr("Links, which a model would only spell badly")),
            ("duplicates", self.tr("Repeats"), self.tr("Paragraphs that stood word for word before")),
            ("near_duplicates", self.tr("Near repeats"), self.tr("Paragraphs that stood before but for a few words")),
            (
                "hyphenation",
                self.tr("Line-end hyphens"),
                self.tr("Joins the halves of words that were parted at the end of a line"),
            ),
            (
                "page_headers",
                self.tr("Page headers"),
                self.tr("Titles and numbers that stand on every page of a document"),
            ),
            (
                "mask_secrets",
                self.tr("Secrets"),
                self.tr("Puts a mask such as _email_ in place of addresses, numbers and passwords"),
            ),
        )

    @property
    def cleaning(self) -> Cleaning:
        """What is asked for; what the switches do not show stays as it was given."""
        changes: dict[str, object] = {name: switch.isChecked() for name, switch in self.switches.items()}
        if self.speaker.count():
            changes["speaker"] = self.speaker.currentData()
        return self._cleaning.replaced(**changes)

    def show_cleaning(self, cleaning: Cleaning, *, note: str = "") -> None:
        """Sets the switches; `note` is a sentence above them."""
        self._cleaning = cleaning
        for name, switch in self.switches.items():
            with QSignalBlocker(switch):
                switch.setChecked(getattr(cleaning, name))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._choose_speaker(cleaning.speaker)

    def offer(self, speakers: Mapping[str, int], *, has_pages: bool) -> None:
        """Shows the switches that have something to do: those of messages, where there are speakers, and of pages."""
        for name, switch in self.switches.items():
            useful = name not in OF_MESSAGES | OF_PAGES or (has_pages if name in OF_PAGES else bool(speakers))
            switch.setVisible(useful)
            self.counts[name].setVisible(useful)
        locale = QLocale()
        choices: list[tuple[str, object]] = []
        if speakers:
            choices.append((self.tr("Everyone ({0})").format(locale.toString(sum(speakers.values()))), None))
            for name in list(speakers)[:SPEAKERS_OFFERED]:
                choices.append((f"{name} ({locale.toString(speakers[name])})", name))
        fill_choices(self.speaker, choices, keep=False)
        self._choose_speaker(self._cleaning.speaker)

    def _choose_speaker(self, speaker: str | None) -> None:
        with QSignalBlocker(self.speaker):
            index = self.speaker.findData(speaker)
            if index < 0 and speaker is not None:
                # One who has no message any more must be seen, or nobody would know why nothing is read.
                if not self.speaker.count():
                    self.speaker.addItem(self.tr("Everyone"), None)
                self.speaker.addItem(f"{speaker} (0)", speaker)
                index = self.speaker.count() - 1
            self.speaker.setCurrentIndex(max(index, 0))
        shown = self.speaker.count() > 1
        for widget in (self.speaker, self.speaker_label):
            widget.setVisible(shown)
        if not shown:
            self.speaker_count.hide()

    def show_steps(self, steps: Sequence[CleaningStep]) -> None:
        """Says beside each switch how much it took out of the whole corpus; empty while that is counted."""
        self._steps = tuple(steps)
        found = {step.name: step for step in steps}
        locale = QLocale()
        for name, label in self.counts.items():
            step, switch = found.get(name), self.switches[name]
            short = full = ""
            if step is not None and step.pieces:
                pieces, characters = locale.toString(step.pieces), locale.toString(step.characters)
                short = self.tr("−{0} characters").format(characters)
                full = self.tr("Places taken out: {0}, characters: {1}").format(pieces, characters)
            elif step is not None:
                short = full = self.tr("nothing found")
            label.setText(short)
            label.setToolTip(full)
            switch.setAccessibleDescription(". ".join(part for part in (switch.toolTip(), full) if part))
        step = found.get("speaker")
        self.speaker_count.setVisible(step is not None and self.speaker.count() > 1)
        if step is not None:
            counts = locale.toString(step.pieces), locale.toString(step.characters)
            self.speaker_count.setText(self.tr("Messages left out: {0}, characters: {1}").format(*counts))

    def retranslate(self) -> None:
        """Says it in the language in use."""
        self.show_steps(self._steps)

    @Slot()
    def _toggled(self) -> None:
        self._cleaning = self.cleaning
        self.edited.emit(self._cleaning)
