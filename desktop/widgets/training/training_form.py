"""The form of the Train page: what to train on, what network, how long; builds a checked TrainingJob."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.corpora.corpus_names import corpus_name
from desktop.training.training_jobs import (
    FieldProblem,
    checked_entry,
    labels_job,
    recipe_job,
    spam_job,
    suggested_texts_job,
    texts_job,
)
from desktop.widgets.forms import FormRow, choose, fill_choices
from desktop.widgets.training.training_controls import TrainingControls
from desktop.widgets.training.training_fields import problem_sentence
from desktop.wording.language import in_words

if TYPE_CHECKING:
    from engine import CorpusEntry, ModelInfo, Recipe, TableColumns, TrainingJob

TEXTS = "texts"
SPAM = "spam"
LABELS = "labels"


class TrainingForm(TrainingControls):
    """Modes: "texts" (the person's own texts), "spam", "labels" (any labelled table), or the name of a recipe.

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
        self.continuing: ModelInfo | None = None
        self._connect()
        self.set_preset("balanced")
        self.set_recipes(())

    def _connect(self) -> None:
        self.mode.currentIndexChanged.connect(self._mode_changed)
        self.corpus.currentIndexChanged.connect(self._corpus_changed)
        self.name.textEdited.connect(self._name_edited)
        self.more.toggled.connect(self._show_more)
        self.taught.toggled.connect(self._show_time)
        self.fields.edited.connect(self._suggest_network)
        self.minutes.valueChanged.connect(self._suggest_network)
        self.unit.currentIndexChanged.connect(self._suggest_network)
        self.cell.currentIndexChanged.connect(self._suggest_network)
        self.start.clicked.connect(self.start_requested)
        self.leave.clicked.connect(self.stop_continuing)

    # -- what is offered ----------------------------------------------------------------------------------------------

    def set_recipes(self, recipes: Sequence[Recipe]) -> None:
        """Offers these recipes below the other modes."""
        self._recipes = {recipe.name: recipe for recipe in recipes}
        choices: list[tuple[str, object]] = [(self.tr("My texts"), TEXTS), (self.tr("Spam checker"), SPAM)]
        choices.append((self.tr("Any labelled table"), LABELS))
        choices += [(in_words(recipe.title), recipe.name) for recipe in recipes]
        fill_choices(self.mode, choices)
        self.retranslate()
        if recipes:
            self.mode.insertSeparator(3)
        self._mode_changed()

    def retranslate(self) -> None:
        """Names that may be cut off are whole in a tooltip, in the language in use."""
        for number in range(self.mode.count()):
            self.mode.setItemData(number, self.mode.itemText(number), Qt.ItemDataRole.ToolTipRole)

    def set_corpora(self, entries: Sequence[CorpusEntry]) -> None:
        """Offers these corpora."""
        self._entries = {entry.id: entry for entry in entries}
        self._fill_corpora()
        self._corpus_changed()

    def set_taken_names(self, names: set[str]) -> None:
        """Names of models that exist: a new model needs another."""
        self._taken = set(names)
        self._suggest_name()

    def select(self, *, mode: str = TEXTS, corpus: str | None = None, minutes: int | None = None) -> None:
        """Chooses a mode, a corpus by its id, and the minutes."""
        if self.continuing is not None:
            self.stop_continuing()
        choose(self.mode, mode)
        if corpus is not None:
            choose(self.corpus, corpus)
        if minutes is not None:
            self.minutes.setValue(minutes)
        self._suggest_name()

    def continue_with(self, info: ModelInfo) -> None:
        """Prepares more training of a finished model: its name and its network stay, the corpus is asked for."""
        self.continuing = info
        self.banner_text.setText(
            self.tr("Continuing “{0}” with more text. Choose the corpus; the network keeps its size.").format(info.name)
        )
        choose(self.mode, TEXTS)
        choose(self.unit, info.model.unit)
        choose(self.cell, info.model.cell)
        self._show_continuing()
        self._suggest_name()
        self.corpus.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def stop_continuing(self) -> None:
        """Back to a new model."""
        self.continuing = None
        self._named_by_person = False
        self._show_continuing()
        self._suggest_name()

    def _show_continuing(self) -> None:
        fixed = self.continuing is not None
        self.banner.setVisible(fixed)
        self.summary.setVisible(not fixed)
        self.mode_row.setVisible(not fixed)
        self.name.setReadOnly(fixed)
        for control in (self.name, self.unit, self.cell):
            control.setEnabled(not fixed)
        self.fields.show_network(not fixed)
        self._suggest_network()
        self.clear_errors()

    @property
    def current_mode(self) -> str:
        """Either "texts", "spam", "labels" or the name of a recipe."""
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
            text = self.tr("{0} (sample)").format(corpus_name(entry)) if entry.sample else entry.name
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
            lines = [in_words(text) for text in (recipe.summary, recipe.teaches, recipe.needs)]
            self.summary.setText("\n".join(line for line in lines if line))
        elif mode == SPAM:
            self.summary.setText(
                self.tr("Learns to tell spam from ordinary messages. The more mails of both, the better.")
            )
        elif mode == LABELS:
            self.summary.setText(
                self.tr("Learns the labels of texts, such as good and bad reviews, from a table: a text a row.")
            )
        else:
            self.summary.setText(self.tr("Learns to write on in the style of the corpus."))
        for row in (self.unit_row, self.cell_row):
            row.setVisible(texts or (row is self.cell_row and mode == SPAM))
        self.seed_row.setVisible(texts)
        self.corpus_row.setVisible(not mails and mode != LABELS)
        self.table.setVisible(mode == LABELS)
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
        timed = self.recipe is None or not self.taught.isChecked()
        self.time.setVisible(timed and self.current_mode != LABELS)

    @Slot(bool)
    def _show_more(self, shown: bool) -> None:
        self.more.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self.fields.setVisible(shown)

    @Slot()
    def _suggest_network(self) -> None:
        """Fills the network's fields with what suits the amount of text and the time."""
        if self.current_mode != TEXTS:
            return
        self.fields.suggest(self._suggested())

    def _suggested(self) -> TrainingJob:
        return suggested_texts_job(
            self._characters,
            minutes=float(self.minutes.value()),
            unit=self.unit.currentData(),
            cell=self.cell.currentData(),
            start=self.continuing,
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

    def set_columns(self, path: Path, columns: TableColumns) -> None:
        """Offers the columns of the chosen table."""
        if path == self.table.path:
            self.table.set_columns(columns)
            self._suggest_name()

    @property
    def sizeable(self) -> bool:
        """Whether the size of the network is the person's to choose."""
        return self.current_mode == TEXTS and self.continuing is None

    def make_smaller(self) -> None:
        """Sets a smaller size, shows it, and leaves the start to the person."""
        self.fields.halve()
        self.more.setChecked(True)
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def entry(self) -> CorpusEntry | None:
        """The chosen corpus; None where messages are learned or the recipe's own sample is chosen."""
        if self.learns_mails or self.current_mode == LABELS:
            return None
        return self._entries.get(str(self.corpus.currentData() or ""))

    @Slot(str)
    def _name_edited(self, text: str) -> None:
        self._named_by_person = bool(text.strip())
        self.name_row.set_error("")

    @Slot()
    def _suggest_name(self) -> None:
        """Offers a name that is free, until the person types one."""
        if self.continuing is not None:
            self.name.setText(self.continuing.name)
            return
        if self._named_by_person and self._free(self.name.text().strip()):
            return
        self._named_by_person = False
        entry = self._entries.get(str(self.corpus.currentData() or ""))
        recipe = self.recipe
        base = recipe.name if recipe is not None else entry.name if entry is not None else self.tr("My model")
        if self.current_mode == SPAM:
            base = self.tr("Spam checker")
        elif self.current_mode == LABELS:
            base = self.table.path.stem if self.table.path is not None else self.tr("Labels")
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
            "table": self.table.path_row,
            "label_column": self.table.label_row,
            "ham": self.ham_row,
            "spam": self.spam_row,
            "minutes": self.time.minutes_row,
            "preview_seed": self.seed_row,
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
        if self.continuing is None and name and not self._free(name):
            self._fault("name", self.tr("A model of this name exists already. Choose another name."))
            return None
        try:
            return self._build(name, models_dir)
        except FieldProblem as problem:
            self._fault(problem.field, problem.sentence)
        except ValidationError as error:
            first: dict[str, Any] = dict(error.errors()[0])
            location = first.get("loc") or ("mode",)
            self._fault(str(location[-1]), problem_sentence(first))
        return None

    def _build(self, name: str, models_dir: Path) -> TrainingJob:
        recipe, minutes = self.recipe, float(self.minutes.value())
        ham, spam = self.ham.paths, self.spam.paths
        if self.learns_mails and bool(ham) != bool(spam):
            field = "spam" if ham else "ham"
            raise FieldProblem(field, self.tr("Messages of both kinds are needed, or none to use the samples."))
        if self.current_mode == SPAM:
            cell = str(self.cell.currentData())
            return spam_job(name, models_dir, ham=ham, spam=spam, minutes=minutes, cell=cell)
        if self.current_mode == LABELS:
            table = self.table
            return labels_job(
                name,
                models_dir,
                table.path,
                text=table.text_column,
                label=table.label_column,
                limit=table.limit.value(),
            )
        if recipe is not None:
            entry = checked_entry(self.entry) if self.entry is not None else None
            taught = None if self.taught.isChecked() else minutes
            return recipe_job(recipe, entry, name, models_dir, ham=ham, spam=spam, minutes=taught)
        return texts_job(
            name,
            models_dir,
            checked_entry(self.entry),
            self._suggested(),
            model=self.fields.model_values(),
            training=self.fields.training_values(),
            preview_seed=self.preview_seed.text().strip(),
            start=self.continuing,
        )
