"""The question at the start where the data folder is gone: try again, choose it, or begin in the standard place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

import engine
from desktop.widgets.cards import MessageBar
from desktop.widgets.dialogs import TextDialog
from desktop.widgets.flow_layout import FlowRow
from desktop.wording.language import in_words
from engine import paths


class MissingDataDialog(TextDialog):
    """`answer` is "open" where the folder is there again, "again" where another one was chosen, else "leave".

    `problem`, `hint`: what happened, as the engine says it. `only_try`: there is nothing to choose.
    """

    def __init__(self, problem: str, hint: str, *, only_try: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.answer = "leave"
        self._only_try = only_try
        self.setWindowTitle("Maeari")
        self.title.setText(self.tr("Your data cannot be opened"))
        self.text.setText(f"{in_words(problem)}\n\n{in_words(hint)}")
        self.message = MessageBar(self)
        self.body.addWidget(self.message)
        self.try_button = QPushButton(self.tr("&Try again"), self)
        self.try_button.setProperty("role", "primary")
        self.try_button.setDefault(True)
        self.try_button.clicked.connect(self.try_again)
        self.choose_button = QPushButton(self.tr("&Choose the folder…"), self)
        self.choose_button.clicked.connect(self._choose)
        self.standard_button = QPushButton(self.tr("Use the &standard place"), self)
        self.standard_button.setToolTip(str(paths.standard_data_dir()))
        self.standard_button.clicked.connect(self._use_standard)
        self.leave_button = QPushButton(self.tr("&Quit"), self)
        self.leave_button.clicked.connect(self.reject)
        self.buttons.hide()
        row = FlowRow(self)
        for button in (self.try_button, self.choose_button, self.standard_button, self.leave_button):
            row.flow.addWidget(button)
        self.body.addWidget(row)
        for button in (self.choose_button, self.standard_button):
            button.setVisible(not only_try)
        self.try_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def try_again(self) -> None:
        """Looks whether the folder is there now."""
        problem, hint, _only_try = data_problem()
        if not problem:
            self._end("open")
        else:
            self.text.setText(f"{in_words(problem)}\n\n{in_words(hint)}")
            self.message.show_message("info", self.tr("It is not there yet."))

    @Slot()
    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose the folder of your data"))
        if name:
            self.use(Path(name))

    @Slot()
    def _use_standard(self) -> None:
        self.use(paths.standard_data_dir())

    def use(self, folder: Path) -> None:
        """Takes a folder, or says why it cannot be taken."""
        try:
            engine.use_folder(folder)
        except engine.EngineError as error:
            self.message.show_error(error)
        else:
            self._end("again")

    def _end(self, answer: str) -> None:
        self.answer = answer
        self.accept()


def data_problem() -> tuple[str, str, bool]:
    """What keeps the window from opening on the data: a sentence, a hint, and whether one can only try again.

    Goes on with a restore that was cut off. Empty where all is well.
    """
    found = engine.data_folder()
    if found.state in ("missing", "unknown"):
        return found.problem, found.hint, False
    try:
        engine.finish_restore()
    except OSError as error:
        unfinished = engine.restore_problem(error)
        return unfinished.message, unfinished.hint, True
    return "", "", False
