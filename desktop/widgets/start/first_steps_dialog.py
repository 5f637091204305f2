"""The first steps: three cards that can be skipped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.actions import command_text, plain
from desktop.announcing import announce
from desktop.first_steps import LOW_BYTES, SHOWN, free_bytes, register
from desktop.widgets.cards import heading, muted
from desktop.widgets.forms import FormRow, choose, fill_choices
from engine import paths

if TYPE_CHECKING:
    from desktop.main_window import MainWindow


def _command(name: str) -> str:
    return plain(command_text(name))


class FirstStepsDialog(QDialog):
    """Language and theme, where the data lives, and how to begin; deleted when it closes.

    `request_sample` and `request_files` say how the person wants to begin.
    """

    request_sample = Signal()
    request_files = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("Maeari")
        self._settings = window.context.settings
        register(self._settings)
        self.cards = QStackedWidget(self)
        self._titles: list[QLabel] = []
        for build in (self._build_look, self._build_place, self._build_beginning):
            self.cards.addWidget(build())
        self.place = muted("", self)
        self.skip = QPushButton(self.tr("&Skip"), self)
        self.skip.setProperty("role", "flat")
        self.skip.clicked.connect(self.reject)
        self.back = QPushButton(self.tr("&Back"), self)
        self.back.clicked.connect(self._back)
        self.next = QPushButton(self.tr("&Next"), self)
        self.next.setProperty("role", "primary")
        self.next.setDefault(True)
        self.next.clicked.connect(self._next)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.skip)
        row.addWidget(self.place, 1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, theme.px(20), margin, theme.px(20))
        column.setSpacing(theme.px(16))
        column.addWidget(self.cards, 1)
        column.addLayout(row)
        self.setMinimumWidth(min(theme.px(540), window.width()))
        self._show(0)

    def retranslate(self) -> None:
        """Says it in the language in use; the names of the languages are always their own."""
        for row, kind in ((self.language, "language"), (self.theme, "theme")):
            if isinstance(row.control, QComboBox):
                for number in range(row.control.count()):
                    row.control.setItemText(number, _command(f"{kind}_{row.control.itemData(number)}"))
                choose(row.control, self._settings.get(row.control.objectName()))
        self._say_place()

    def _say_place(self) -> None:
        self.place.setText(self.tr("{0} of {1}").format(self.cards.currentIndex() + 1, self.cards.count()))

    def _card(self, title: str, *parts: QWidget) -> QWidget:
        card = QWidget(self.cards)
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        label = heading(title, card, level=1)
        label.setWordWrap(True)
        self._titles.append(label)
        column.addWidget(label)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return card

    def _sentence(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        return label

    def _choice(self, label: str, key: str, choices: Sequence[tuple[str, str]]) -> FormRow:
        combo = QComboBox(self)
        fill_choices(combo, choices)
        choose(combo, self._settings.get(key))
        combo.setObjectName(key)
        combo.currentIndexChanged.connect(self._chosen)
        return FormRow(label, combo, parent=self)

    def _build_look(self) -> QWidget:
        names = [(_command(f"language_{name}"), name) for name in ("system", "ko", "en")]
        themes = [(_command(f"theme_{name}"), name) for name in theme.THEMES]
        self.language = self._choice(self.tr("&Language"), "appearance/language", names)
        self.theme = self._choice(self.tr("&Colours"), "appearance/theme", themes)
        return self._card(
            self.tr("Welcome to Maeari"),
            self._sentence(
                self.tr(
                    "Maeari learns from your own texts, on this computer alone, and goes on with what you begin in "
                    "your own voice. It also tells spam from ordinary mail, and says why."
                )
            ),
            self.language,
            self.theme,
        )

    def _build_place(self) -> QWidget:
        folder = paths.data_dir()
        self.folder = QLineEdit(str(folder), self)
        self.folder.setReadOnly(True)
        self.folder.setCursorPosition(0)
        free = free_bytes(folder)
        room = self.locale().formattedDataSize(max(0, free), 1)
        if free < 0:
            text = ""
        elif free < LOW_BYTES:
            text = self.tr("Only {0} are free there: enough for the sample, little for texts of your own.").format(room)
        else:
            text = self.tr("{0} are free there; a model takes a few megabytes.").format(room)
        self.free = self._sentence(text)
        self.free.setVisible(bool(text))
        return self._card(
            self.tr("Everything stays here"),
            self._sentence(
                self.tr(
                    "Maeari uses no network. Conversations, models and what you paste are kept in one folder; files "
                    "that you add stay where they are. The settings can move the folder, back it up or erase it."
                )
            ),
            FormRow(self.tr("&Folder"), self.folder, parent=self),
            self.free,
        )

    def _build_beginning(self) -> QWidget:
        self.sample = QPushButton(self.tr("&Try the sample"), self)
        self.sample.setProperty("role", "primary")
        self.sample.clicked.connect(self._try_sample)
        self.files = QPushButton(self.tr("&Use my files"), self)
        self.files.clicked.connect(self._use_files)
        below = (
            self.tr("A small model that comes with Maeari goes on with a sentence at once."),
            self.tr("Add texts, chats or mails; a training of a few minutes makes a model of them."),
        )
        for button, text in zip((self.sample, self.files), below, strict=True):
            button.setAccessibleDescription(text)
        return self._card(
            self.tr("How do you want to begin?"),
            self.sample,
            muted(below[0], self),
            self.files,
            muted(below[1], self),
        )

    def _show(self, number: int) -> None:
        self.cards.setCurrentIndex(number)
        last = number == self.cards.count() - 1
        self.back.setEnabled(number > 0)
        self.next.setVisible(not last)
        self._say_place()
        first = (self.language.control, self.folder, self.sample)[number]
        self.sample.setDefault(last)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self._titles[number].text()}. {self.place.text()}")

    @Slot()
    def _next(self) -> None:
        self._show(min(self.cards.currentIndex() + 1, self.cards.count() - 1))

    @Slot()
    def _back(self) -> None:
        self._show(max(0, self.cards.currentIndex() - 1))

    @Slot()
    def _chosen(self) -> None:
        for row in (self.language, self.theme):
            combo = row.control
            if isinstance(combo, QComboBox) and combo is self.sender():
                self._settings.set(combo.objectName(), combo.currentData())

    @Slot()
    def _try_sample(self) -> None:
        self.accept()
        self.request_sample.emit()

    @Slot()
    def _use_files(self) -> None:
        self.accept()
        self.request_files.emit()

    def done(self, result: int) -> None:
        """However it ends, it was seen."""
        self._settings.set(SHOWN, True)
        super().done(result)
