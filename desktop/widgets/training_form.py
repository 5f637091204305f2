"""The form of the Train page: what to train on, what network, how long; builds a checked TrainingJob."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

import engine
from desktop.widgets.cards import muted
from desktop.widgets.forms import FormRow, choose, fill_choices, labelled
from desktop.widgets.path_picker import PathPicker
from desktop.widgets.training_fields import PRESETS, NetworkFields, problem_sentence

if TYPE_CHECKING:
    from engine import CorpusEntry, Recipe, TrainingJob

TEXTS = "texts"
SPAM = "spam"
MAX_MINUTES = 120


class TrainingForm(QWidget):
    """Modes: "texts" (the person's own texts), "spam", or the name of a recipe.

    `job` returns None after a mistake and puts a sentence at the field.
    """

    start_requested = Signal()
    corpus_chosen = Signal(object)  # CorpusEntry; answer with `set_characters` once it is counted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipes: dict[str, Recipe] = {}
        self._entries: dict[str, CorpusEntry] = {}
        self._taken: set[str] = set()
        self._named_by_person = False
        self._characters = 100_000

        self.mode = QComboBox(self)
        self.mode_row = FormRow(self.tr("&What to train"), self.mode, parent=self)
        self.summary = muted("", self)
        self.corpus = QComboBox(self)
        self.corpus_row = FormRow(self.tr("&Corpus"), self.corpus, parent=self)
        self.name = QLineEdit(self)
        self.name.setMaxLength(120)
        self.name_row = FormRow(self.tr("&Name of the model"), self.name, parent=self)
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
        self._build_time()
        self._lay_out()
        self._connect()
        self.set_preset("balanced")
        self.set_recipes(())

    def _build_time(self) -> None:
        self.taught = QCheckBox(self.tr("As long as it was taught"), self)
        self.taught.setChecked(True)
        labelled(self.taught, self.tr("As long as it was taught"), self.tr("Uses the recipe's own number of rounds"))
        self.presets = QButtonGroup(self)
        self.presets.setExclusive(True)
        self.preset_buttons: dict[str, QPushButton] = {}
        titles = {"quick": self.tr("Quick"), "balanced": self.tr("Balanced"), "thorough": self.tr("Thorough")}
        for key, title in titles.items():
            button = QPushButton(title, self)
            button.setCheckable(True)
            labelled(button, title, self.tr("{0} minutes").format(PRESETS[key]))
            self.presets.addButton(button)
            self.preset_buttons[key] = button
        self.minutes = QSpinBox(self)
        self.minutes.setRange(1, MAX_MINUTES)
        self.minutes.setSuffix(self.tr(" min"))
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(1, MAX_MINUTES)
        labelled(self.slider, self.tr("Minutes, as a slider"))
        self.slider.valueChanged.connect(self.minutes.setValue)
        self.minutes.valueChanged.connect(self.slider.setValue)
        self.minutes_row = FormRow(self.tr("I have time for (&minutes)"), self.minutes, parent=self)
        self.time = QWidget(self)
        column = QVBoxLayout(self.time)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in self.preset_buttons.values():
            buttons.addWidget(button, 1)
        column.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.minutes_row, 0)
        row.addWidget(self.slider, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.mode_row)
        column.addWidget(self.summary)
        column.addWidget(self.corpus_row)
        column.addWidget(self.ham_row)
        column.addWidget(self.spam_row)
        column.addWidget(self.name_row)
        pair = QHBoxLayout()
        pair.setSpacing(14)
        pair.addWidget(self.unit_row, 1)
        pair.addWidget(self.cell_row, 1)
        column.addLayout(pair)
        column.addWidget(self.taught)
        column.addWidget(self.time)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.fields)
        column.addWidget(self.start)
        column.addStretch(1)

    def _connect(self) -> None:
        self.mode.currentIndexChanged.connect(self._mode_changed)
        self.corpus.currentIndexChanged.connect(self._corpus_changed)
        self.name.textEdited.connect(self._name_edited)
        self.more.toggled.connect(self._show_more)
        self.taught.toggled.connect(self._show_time)
        self.fields.edited.connect(self._suggest_network)
        self.minutes.valueChanged.connect(self._show_preset)
        self.minutes.valueChanged.connect(self._suggest_network)
        self.unit.currentIndexChanged.connect(self._suggest_network)
        self.cell.currentIndexChanged.connect(self._suggest_network)
        self.presets.buttonClicked.connect(self._preset_clicked)
        self.start.clicked.connect(self.start_requested)

    # -- what is offered ----------------------------------------------------------------------------------------------

    def set_recipes(self, recipes: Sequence[Recipe]) -> None:
        """Offers these recipes below “My texts” and “Spam checker”."""
        self._recipes = {recipe.name: recipe for recipe in recipes}
        choices: list[tuple[str, object]] = [(self.tr("My texts"), TEXTS), (self.tr("Spam checker"), SPAM)]
        choices += [(recipe.title, recipe.name) for recipe in recipes]
        fill_choices(self.mode, choices)
        for index, (text, _data) in enumerate(choices):
            self.mode.setItemData(index, text, Qt.ItemDataRole.ToolTipRole)
        if recipes:
            self.mode.insertSeparator(2)
        self._mode_changed()

    def set_corpora(self, entries: Sequence[CorpusEntry]) -> None:
        """Offers these corpora."""
        self._entries = {entry.id: entry for entry in entries}
        self._fill_corpora()
        self._corpus_changed()

    def set_taken_names(self, names: set[str]) -> None:
        """Names of models that exist: a new model needs another."""
        self._taken = set(names)
        self._suggest_name()

    def set_preset(self, key: str) -> None:
        """Chooses Quick, Balanced or Thorough."""
        self.minutes.setValue(PRESETS[key])

    def select(self, *, mode: str = TEXTS, corpus: str | None = None, minutes: int | None = None) -> None:
        """Chooses a mode, a corpus by its id, and the minutes."""
        choose(self.mode, mode)
        if corpus is not None:
            choose(self.corpus, corpus)
        if minutes is not None:
            self.minutes.setValue(minutes)
        self._suggest_name()

    @property
    def current_mode(self) -> str:
        """Either "texts", "spam" or the name of a recipe."""
        return str(self.mode.currentData() or TEXTS)

    @property
    def recipe(self) -> Recipe | None:
        """The chosen recipe, if a recipe is chosen."""
        return self._recipes.get(self.current_mode)

    @property
    def learns_mails(self) -> bool:
        """Whether a spam checker would be trained, by the mode or by a recipe."""
        recipe = self.recipe
        return self.current_mode == SPAM or (recipe is not None and recipe.kind == "classifier")

    def _fill_corpora(self) -> None:
        choices: list[tuple[str, object]] = []
        recipe = self.recipe
        if recipe is not None and recipe.default_sources:
            choices.append((self.tr("The sample of this recipe"), ""))
        for entry in self._entries.values():
            text = self.tr("{0} (sample)").format(entry.name) if entry.sample else entry.name
            choices.append((text, entry.id))
        fill_choices(self.corpus, choices)
        if recipe is not None and recipe.default_sources:
            self.corpus.setCurrentIndex(0)

    # -- reactions ----------------------------------------------------------------------------------------------------

    @Slot()
    def _mode_changed(self) -> None:
        mode, recipe = self.current_mode, self.recipe
        texts, mails = mode == TEXTS, self.learns_mails
        self._fill_corpora()
        if recipe is not None:
            lines = [recipe.summary, recipe.teaches, recipe.needs]
            self.summary.setText("\n".join(line for line in lines if line))
        elif mode == SPAM:
            self.summary.setText(
                self.tr("Learns to tell spam from ordinary messages. The more mails of both, the better.")
            )
        else:
            self.summary.setText(self.tr("Learns to write on in the style of the corpus."))
        for row in (self.unit_row, self.cell_row):
            row.setVisible(texts or (row is self.cell_row and mode == SPAM))
        self.corpus_row.setVisible(not mails)
        self.ham_row.setVisible(mails)
        self.spam_row.setVisible(mails)
        self.more.setVisible(texts)
        self.fields.setVisible(texts and self.more.isChecked())
        self.taught.setVisible(recipe is not None)
        self._show_time()
        self._corpus_changed()
        self._suggest_network()
        self.clear_errors()

    @Slot()
    def _show_time(self) -> None:
        self.time.setVisible(self.recipe is None or not self.taught.isChecked())

    @Slot(bool)
    def _show_more(self, shown: bool) -> None:
        self.more.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self.fields.setVisible(shown)

    @Slot()
    def _show_preset(self) -> None:
        """Marks the preset that has the chosen minutes, or none."""
        self.presets.setExclusive(False)
        for key, button in self.preset_buttons.items():
            button.setChecked(PRESETS[key] == self.minutes.value())
        self.presets.setExclusive(True)

    @Slot()
    def _suggest_network(self) -> None:
        """Fills the network's fields with what suits the amount of text and the time."""
        if self.current_mode != TEXTS:
            return
        self.fields.suggest(self._suggested())

    def _suggested(self) -> TrainingJob:
        return engine.suggested_job(
            "suggestion",
            Path(),
            (),
            self._characters,
            minutes=float(self.minutes.value()),
            unit=self.unit.currentData(),
            cell=self.cell.currentData(),
        )

    def set_characters(self, characters: int) -> None:
        """Says how much text the chosen corpus has; the suggested network follows."""
        self._characters = characters
        self._suggest_network()

    @Slot()
    def _corpus_changed(self) -> None:
        self._suggest_name()
        self.corpus_row.set_error("")
        self.corpus_row.set_description("")
        entry = self.entry
        if entry is not None:
            self.corpus_chosen.emit(entry)

    @property
    def entry(self) -> CorpusEntry | None:
        """The chosen corpus; None where messages are learned or the recipe's own sample is chosen."""
        return None if self.learns_mails else self._entries.get(str(self.corpus.currentData() or ""))

    @Slot(object)
    def _preset_clicked(self, button: object) -> None:
        for key, candidate in self.preset_buttons.items():
            if candidate is button:
                self.set_preset(key)

    @Slot(str)
    def _name_edited(self, text: str) -> None:
        self._named_by_person = bool(text.strip())
        self.name_row.set_error("")

    @Slot()
    def _suggest_name(self) -> None:
        """Offers a name that is free, until the person types one."""
        if self._named_by_person and self._free(self.name.text().strip()):
            return
        self._named_by_person = False
        entry = self._entries.get(str(self.corpus.currentData() or ""))
        recipe = self.recipe
        base = recipe.name if recipe is not None else entry.name if entry is not None else self.tr("My model")
        if self.current_mode == SPAM:
            base = self.tr("Spam checker")
        base = base[:100]
        name, number = base, 2
        while not self._free(name):
            name, number = f"{base} {number}", number + 1
        self.name.setText(name)

    def _free(self, name: str) -> bool:
        """Whether no model has this name, nor one of the names that a comparison of cells would give."""
        taken = {other.casefold() for other in self._taken}
        recipe = self.recipe
        if recipe is not None and recipe.cells:
            ahead = f"{name} ".casefold()
            return not any(other.startswith(ahead) and other.endswith("%") for other in taken)
        return name.casefold() not in taken

    # -- the job ------------------------------------------------------------------------------------------------------

    def clear_errors(self) -> None:
        """Takes every sentence away from the fields."""
        for row in self._rows().values():
            row.set_error("")

    def _rows(self) -> dict[str, FormRow]:
        return {
            **self.fields.rows,
            "name": self.name_row,
            "sources": self.corpus_row,
            "ham": self.ham_row,
            "spam": self.spam_row,
            "minutes": self.minutes_row,
            "mode": self.mode_row,
        }

    def _fault(self, field: str, sentence: str) -> None:
        rows = self._rows()
        row = rows.get(field, self.mode_row)
        row.set_error(sentence)
        if field in self.fields.rows:
            self.more.setChecked(True)
        row.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def job(self, models_dir: Path) -> TrainingJob | None:
        """The job that the form describes, or None with a sentence at the field that is wrong.

        Raises EngineError where a recipe cannot be prepared at all.
        """
        from pydantic import ValidationError

        self.clear_errors()
        name = self.name.text().strip()
        if name and not self._free(name):
            self._fault("name", self.tr("A model of this name exists already. Choose another name."))
            return None
        try:
            return self._build(name, models_dir)
        except ValidationError as error:
            problem: dict[str, Any] = dict(error.errors()[0])
            location = problem.get("loc") or ("mode",)
            self._fault(str(location[-1]), problem_sentence(problem))
            return None

    def _build(self, name: str, models_dir: Path) -> TrainingJob | None:
        recipe, minutes = self.recipe, float(self.minutes.value())
        if self.learns_mails and bool(self.ham.paths) != bool(self.spam.paths):
            field = "spam" if self.ham.paths else "ham"
            self._fault(field, self.tr("Messages of both kinds are needed, or none to use the samples."))
            return None
        if self.current_mode == SPAM:
            return self._spam_job(name, models_dir, minutes)
        entry = self.entry
        if entry is not None and entry.missing:
            self._fault("sources", self.tr("The files of this corpus are no longer where they were."))
            return None
        if recipe is not None:
            return self._recipe_job(recipe, entry, name, models_dir, minutes)
        if entry is None:
            self._fault("sources", self.tr("Choose a corpus; the Corpora page adds one."))
            return None
        suggested = self._suggested()
        model = engine.ModelConfig(**{**suggested.model.model_dump(), **self.fields.model_values()})
        training = engine.TrainingConfig(**{**suggested.training.model_dump(), **self.fields.training_values()})
        return engine.TrainingJob(
            name=name, models_dir=models_dir, sources=entry.paths, column=entry.column, model=model, training=training
        )

    def _recipe_job(
        self, recipe: Recipe, entry: CorpusEntry | None, name: str, models_dir: Path, minutes: float
    ) -> TrainingJob | None:
        if not name:
            self._fault("name", self.tr("Please give a name."))
            return None
        if entry is None and recipe.kind == "language" and not recipe.default_sources:
            self._fault("sources", recipe.needs or self.tr("Choose a corpus."))
            return None
        runs = max(1, len(recipe.cells)) * len(recipe.shares)
        return engine.recipe_job(
            recipe.name,
            job_name=name,
            models_dir=models_dir,
            sources=entry.paths if entry is not None else (),
            ham=self.ham.paths,
            spam=self.spam.paths,
            column=entry.column if entry is not None else None,
            minutes=None if self.taught.isChecked() else minutes / runs,
        )

    def _spam_job(self, name: str, models_dir: Path, minutes: float) -> TrainingJob:
        ham, spam = self.ham.paths, self.spam.paths
        if not ham:
            ham = spam = tuple(sorted(engine.paths.sample_dir().glob("*_messages.tsv")))
        job = engine.spam_job(name, models_dir, ham=ham, spam=spam, minutes=minutes)
        return job.replaced(model=job.model.replaced(cell=self.cell.currentData()).model_dump())
