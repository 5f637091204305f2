"""The controls of the training form and where they stand; what they do is in training_form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.cards import Card, muted
from desktop.widgets.forms import FormRow, fill_choices, labelled
from desktop.widgets.path_picker import PathPicker
from desktop.widgets.stacking import TurningRow
from desktop.widgets.training.table_fields import TableFields
from desktop.widgets.training.training_fields import NetworkFields
from desktop.widgets.training.training_time import TimeFields


class TrainingControls(QWidget):
    """Every control of the form, each in its row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Card(self)
        self.banner_text = QLabel("", self.banner)
        self.banner_text.setWordWrap(True)
        self.banner.body.addWidget(self.banner_text)
        self.leave = QPushButton(self.tr("Train a new model instead"), self.banner)
        self.leave.setProperty("role", "flat")
        self.banner.body.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        self.banner.hide()
        self.mode = QComboBox(self)
        self.mode_row = FormRow(self.tr("&What to train"), self.mode, parent=self)
        self.summary = muted("", self)
        self.corpus = QComboBox(self)
        self.corpus_row = FormRow(self.tr("&Corpus"), self.corpus, parent=self)
        self.name = QLineEdit(self)
        self.name.setMaxLength(120)
        self.name_row = FormRow(self.tr("&Name of the model"), self.name, parent=self)
        self.preview_seed = QLineEdit(self)
        self.preview_seed.setMaxLength(200)
        self.preview_seed.setPlaceholderText(self.tr("The first words of the corpus"))
        self.seed_row = FormRow(self.tr("Seed for samples"), self.preview_seed, parent=self)
        self.preview_seed.setAccessibleDescription(self.tr("Each round the network writes a sample that begins so"))
        self.unit = QComboBox(self)
        fill_choices(self.unit, [(self.tr("Character"), "char"), (self.tr("Word"), "word")])
        self.unit_row = FormRow(self.tr("&Unit"), self.unit, parent=self)
        self.cell = QComboBox(self)
        fill_choices(self.cell, [("LSTM", "lstm"), ("GRU", "gru"), ("SimpleRNN", "rnn")])
        self.cell_row = FormRow(self.tr("C&ell"), self.cell, parent=self)
        for box in (self.mode, self.corpus, self.unit, self.cell):
            # The longest name must not set the width of the whole form.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(9)
        self.ham = PathPicker(self.tr("Ordinary messages"), self.tr("The samples that come with Maeari"), self)
        self.spam = PathPicker(self.tr("Spam messages"), self.tr("The samples that come with Maeari"), self)
        mail = self.tr("Folders of mails, .mbox, .eml, or lines “label, tab, text”")
        self.ham_row = FormRow(self.tr("&Ordinary messages"), self.ham, mail, self)
        self.spam_row = FormRow(self.tr("S&pam messages"), self.spam, parent=self)
        self.table = TableFields(self)
        self.fields = NetworkFields(self)
        self.more = QToolButton(self)
        self.more.setText(self.tr("More settings"))
        self.more.setCheckable(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setArrowType(Qt.ArrowType.RightArrow)
        self.more.setProperty("role", "flat")
        labelled(self.more, self.tr("More settings"), self.tr("Shows the settings of the network"))
        self.fields.hide()
        self.start = QPushButton(self.tr("&Start training"), self)
        self.start.setProperty("role", "primary")
        self.taught = QCheckBox(self.tr("As long as it was taught"), self)
        self.taught.setChecked(True)
        labelled(self.taught, self.tr("As long as it was taught"), self.tr("Uses the recipe's own number of rounds"))
        self.time = TimeFields(self)
        self.minutes, self.slider = self.time.minutes, self.time.slider
        self.preset_buttons, self.set_preset = self.time.preset_buttons, self.time.set_preset
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.banner)
        column.addWidget(self.mode_row)
        column.addWidget(self.summary)
        column.addWidget(self.corpus_row)
        column.addWidget(self.ham_row)
        column.addWidget(self.spam_row)
        column.addWidget(self.table)
        column.addWidget(self.name_row)
        column.addWidget(self.seed_row)
        pair = TurningRow(self, spacing=14)
        pair.add(self.unit_row, 1)
        pair.add(self.cell_row, 1)
        column.addWidget(pair)
        column.addWidget(self.taught)
        column.addWidget(self.time)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.fields)
        column.addWidget(self.start)
        column.addStretch(1)
