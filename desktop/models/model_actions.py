"""What a person does with the selected models: asks where something has to be asked, and tells what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.models.model_library import SUFFIX, Change, ModelLibrary
from desktop.widgets.cards import MessageBar
from desktop.widgets.small_dialogs import FormDialog, NameDialog, question
from desktop.wording.language import in_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from engine import BinnedModel, ModelInfo


class ModelActions(QObject):
    """The page says which models are selected by `set_selection`; the library does the work."""

    request_status = Signal(str)
    library_changed = Signal(object)  # the Change, after it was told

    def __init__(self, library: ModelLibrary, message: MessageBar, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._library = library
        self._message = message
        self._names: tuple[str, ...] = ()
        self._infos: Mapping[str, ModelInfo] = {}
        self._asked = ""  # the model that an open dialog is about
        self._agreed: Callable[[], object] | None = None  # what an open question is about
        self._action: Callable[[], object] | None = None  # what the button of the message does
        self.dialog: FormDialog | QMessageBox | None = None
        library.changed.connect(self._done)
        message.action_requested.connect(self._act)

    def set_selection(self, names: Sequence[str], infos: Mapping[str, ModelInfo]) -> None:
        """The names that are selected, and what is known of the models."""
        self._names, self._infos = tuple(names), infos

    @property
    def name(self) -> str:
        """The one model that is selected; empty where none is, or several are."""
        return self._names[0] if len(self._names) == 1 else ""

    @property
    def info(self) -> ModelInfo | None:
        """What is known of it; None for a damaged one too."""
        return self._infos.get(self.name)

    @Slot()
    def rename(self) -> None:
        """Asks for another name of the selected model."""
        if self.info is not None and not self.info.sample:
            self._ask_name(self.tr("Rename the model"), self.tr("Rename"), self.name, self._renamed)

    @Slot()
    def duplicate(self) -> None:
        """Asks for the name of a copy of the selected model."""
        if self.info is not None:
            name = self.tr("{0} copy").format(self.name)
            self._ask_name(self.tr("Duplicate the model"), self.tr("Duplicate"), name, self._duplicated)

    def _ask_name(self, title: str, action: str, name: str, accepted: Callable[[], None]) -> None:
        dialog = NameDialog(title, action, name, self._page)
        self.dialog, self._asked = dialog, self.name
        dialog.accepted.connect(accepted)
        dialog.open()

    @Slot()
    def _renamed(self) -> None:
        if isinstance(self.dialog, NameDialog) and self.dialog.value != self._asked:
            self._message.clear()
            self._library.rename(self._asked, self.dialog.value)

    @Slot()
    def _duplicated(self) -> None:
        if isinstance(self.dialog, NameDialog):
            self._message.clear()
            self._library.duplicate(self._asked, self.dialog.value)

    @Slot()
    def choose_export(self) -> None:
        """Asks where the selected model should be written."""
        name = self.name
        chosen, _filter = QFileDialog.getSaveFileName(
            self._page, self.tr("Export the model"), f"{name}{SUFFIX}", self.tr("Models (*{0})").format(SUFFIX)
        )
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Writes the selected model to a .maeari file."""
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        self._message.clear()
        self._library.export(self.name, path)
        self.request_status.emit(self.tr("Exporting to {0}").format(path.name))

    @Slot()
    def delete(self) -> None:
        """Puts the selected models into the bin; samples stay."""
        names = [name for name in self._names if not (name in self._infos and self._infos[name].sample)]
        if names:
            self._message.clear()
            self._library.discard(names)

    @Slot(list)
    def restore(self, entries: Sequence[BinnedModel]) -> None:
        """Takes models out of the bin."""
        self._message.clear()
        self._library.restore([entry.identity for entry in entries])

    @Slot(list)
    def ask_erase(self, entries: Sequence[BinnedModel]) -> None:
        """Asks whether models of the bin should be deleted for good."""
        text = (
            self.tr("Delete “{0}” for good?").format(entries[0].name)
            if len(entries) == 1
            else self.tr("Delete {0} models for good?").format(self._page.locale().toString(len(entries)))
        )
        self._ask_deletion(text, partial(self._library.erase, [entry.identity for entry in entries]))

    @Slot()
    def ask_empty(self) -> None:
        """Asks whether all that lies in the bin should be deleted for good."""
        self._ask_deletion(self.tr("Delete everything in the bin for good?"), self._library.empty_bin)

    def _ask_deletion(self, text: str, agreed: Callable[[], object]) -> None:
        box = question(
            self._page,
            self.tr("Delete for good"),
            text,
            self.tr("The texts it was trained on stay. An exported file stays too."),
            self.tr("Delete"),
        )
        self.dialog = box
        self._agreed = agreed
        box.accepted.connect(self._deletion_agreed)
        box.open()

    @Slot()
    def _deletion_agreed(self) -> None:
        self._message.clear()
        if self._agreed is not None:
            self._agreed()

    @Slot()
    def choose_import(self) -> None:
        """Asks which files should be added."""
        chosen, _filter = QFileDialog.getOpenFileNames(
            self._page, self.tr("Import a model"), "", self.tr("Models (*{0});;All files (*)").format(SUFFIX)
        )
        self.import_from([Path(name) for name in chosen])

    def import_from(self, paths: Sequence[Path]) -> None:
        """Adds the models of .maeari files to the library; the engine checks each before anything is loaded."""
        if paths:
            self._message.clear()
            self._library.import_files(paths)
            self.request_status.emit(self.tr("Importing {0}").format(paths[0].name))

    # -- what came of it ----------------------------------------------------------------------------------------------

    @Slot(object)
    def _done(self, change: Change) -> None:
        if change.kind == "discard" and change.entries:
            self._told_discard(change)
        elif change.errors:
            self._tell_errors(change)
        elif change.kind == "export" and change.count and change.path is not None:
            self._tell_masked(change, change.path)
        else:
            self.request_status.emit(self._sentence(change))
        self.library_changed.emit(change)

    def _told_discard(self, change: Change) -> None:
        count = self._page.locale().toString(len(change.names))
        told = (
            self.tr("“{0}” is in the bin.").format(change.names[0])
            if len(change.names) == 1
            else self.tr("{0} models are in the bin.").format(count)
        )
        if change.errors:
            told = f"{told} {in_words(change.errors[0].message)}"
        self._offer(
            "warning" if change.errors else "info", told, self.tr("Undo"), partial(self.restore, change.entries)
        )

    def _tell_errors(self, change: Change) -> None:
        error, more = change.errors[0], len(change.errors) - 1
        if change.kind == "discard" and self.name and not more:
            # What cannot go into the bin, such as a link to another folder, can still be deleted.
            text = f"{in_words(error.message)} {in_words(error.hint)}".strip()
            question = self.tr("Delete “{0}” for good?").format(self.name)
            delete = partial(self._ask_deletion, question, partial(self._library.delete, self.name))
            self._offer("error", text, self.tr("Delete for good…"), delete)
        elif more:
            number = self._page.locale().toString
            told = self.tr("{0} The same goes for {1} more; {2} were done.")
            text = told.format(in_words(error.message), number(more), number(len(change.names)))
            self._message.show_message("error", text)
        else:
            self._message.show_error(error)

    def _tell_masked(self, change: Change, path: Path) -> None:
        """Says that secrets were masked in a file, and offers to write it with them."""
        told = self.tr("“{0}” was written to {1}, with its secrets masked.").format(change.names[0], path.name)
        again = partial(self._library.export, change.names[0], path, with_secrets=True)
        self._offer("info", " ".join((told, *map(in_words, change.notes))), self.tr("Write it with them"), again)

    def _offer(self, kind: str, text: str, button: str, action: Callable[[], object]) -> None:
        self._action = action
        self._message.show_message(kind, text, action=button)

    @Slot()
    def _act(self) -> None:
        action, self._action = self._action, None
        self._message.clear()
        if action is not None:
            action()

    def _sentence(self, change: Change) -> str:
        """What was done, for the status bar."""
        name = change.names[0] if change.names else ""
        if change.kind == "export" and change.path is not None:
            return self.tr("“{0}” was written to {1}").format(name, change.path.name)
        if change.kind == "empty":
            return self.tr("The bin is empty")
        sentences = {
            "rename": self.tr("The model is called “{0}” now"),
            "duplicate": self.tr("“{0}” is a copy"),
            "delete": self.tr("“{0}” was deleted"),
            "erase": self.tr("“{0}” was deleted"),
            "restore": self.tr("“{0}” is back"),
            "import": self.tr("“{0}” was imported"),
        }
        if len(change.names) > 1:
            return self.tr("{0} models: done").format(self._page.locale().toString(len(change.names)))
        return sentences[change.kind].format(name) if change.kind in sentences else ""
