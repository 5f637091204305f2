"""The keyboard group of the Settings page: every command of the window, its keys, and how to change them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QKeyCombination, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop import theme
from desktop.actions import COMMANDS, full_text
from desktop.announcing import announce
from desktop.keymap import Keymap, Keys, keys_of, native, problem, shown, written
from desktop.settings_text import Group
from desktop.widgets.cards import MessageBar, muted
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.settings.key_tree import KeyTree
from desktop.widgets.settings.settings_sections import Section


class KeyboardSection(Section):
    """The list of commands; what is refused is said below it, with one thing to do."""

    def __init__(self, group: Group, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(group, parent)
        self._keymap = keymap
        self._offered: Callable[[], object] | None = None  # what the button of the message does
        self.hint = muted("", self.card)
        self.tree = KeyTree(self.card)
        self.message = MessageBar(self.card)
        self.change_button = QPushButton(self.tr("Change the keys"), self.card)
        self.remove_button = QPushButton(self.tr("Remove the keys"), self.card)
        self.back_button = QPushButton(self.tr("Back to default"), self.card)
        self.all_button = QPushButton(self.tr("All back to default"), self.card)
        self.all_button.setProperty("role", "flat")
        self.tree.request_change.connect(self.change)
        self.tree.pressed_keys.connect(self._pressed)
        self.tree.removed.connect(self.remove)
        self.tree.kept.connect(self.end)
        self.tree.currentItemChanged.connect(self._show_buttons)
        self.message.action_requested.connect(self._do_offered)
        row = FlowRow(self.card)
        for button, slot in (
            (self.change_button, self.change),
            (self.remove_button, self.remove),
            (self.back_button, self.reset),
            (self.all_button, self.reset_all),
        ):
            button.clicked.connect(slot)
            row.flow.addWidget(button)
        for widget in (self.hint, self.tree, self.message, row):
            self.body.addWidget(widget)
        keymap.changed.connect(self._changed)
        self._show_hint()
        self._show_buttons()
        self.restyle()

    def filter(self, words: Sequence[str]) -> int:
        whole = all(word in self.searched for word in words)
        found = self.tree.filter(words, whole=whole)
        self._show_buttons()
        self.setVisible(bool(found))
        return found

    @Slot()
    def restyle(self) -> None:
        self.body.setSpacing(theme.px(8))
        self.tree.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_hint()

    # Changing

    @Slot()
    def change(self) -> None:
        """The next keys are those of the command that is selected."""
        name = self.tree.current
        if not name:
            return
        self._take_back()
        self.tree.setFocus()
        self.tree.record(name)
        self._show_hint()
        announce(self.tree, self.hint.text())

    @Slot()
    def end(self) -> None:
        """Leaves the keys as they are."""
        self.tree.record("")
        self._show_hint()

    @Slot(object)
    def _pressed(self, combination: QKeyCombination) -> None:
        name = self.tree.recording
        sentence = problem(name, combination)
        if sentence:
            self._take_back()
            self.message.show_message("warning", sentence)  # the next keys may be better
        else:
            self.end()
            self._give(name, (written(combination),))

    def _give(self, name: str, keys: Keys) -> None:
        """Gives a command these keys, or says who has them."""
        self._take_back()
        user = self._keymap.user_of(keys, name)
        if user:
            taken = next(key for key in keys if key in keys_of(user))
            self._offered = partial(self._keymap.take_over, name, keys)
            sentence = self.tr("{0} already belongs to “{1}”.").format(native(taken), full_text(user))
            self.message.show_message("warning", sentence, action=self.tr("Take it over"))
            return
        self._keymap.assign(name, keys)

    @Slot()
    def remove(self) -> None:
        """The command that is selected, or being changed, has no keys any more."""
        name = self.tree.recording or self.tree.current
        self.end()
        if name:
            self._give(name, ())

    @Slot()
    def reset(self) -> None:
        """The command that is selected has its first keys again."""
        if self.tree.current:
            self._give(self.tree.current, COMMANDS[self.tree.current].keys)

    @Slot()
    def reset_all(self) -> None:
        """Every command has its first keys again; Undo brings the others back."""
        before = self._keymap.own
        self._take_back()
        self._keymap.restore({})
        self._offered = partial(self._keymap.restore, before)
        self.message.show_message("info", self.tr("All commands have their first keys."), action=self.tr("Undo"))

    @Slot()
    def _do_offered(self) -> None:
        offered = self._offered
        self._take_back()
        self.tree.setFocus()  # the button goes
        if offered is not None:
            offered()

    def _take_back(self) -> None:
        self._offered = None
        self.message.clear()

    # Look

    @Slot(str)
    def _changed(self, name: str) -> None:
        self.tree.write_row(name)
        self._show_buttons()
        keys = shown(name) or self.tr("no keys")
        announce(self.tree, f"{full_text(name)}: {keys}")

    @Slot()
    def _show_buttons(self) -> None:
        name = self.tree.current
        buttons = (self.change_button, self.remove_button, self.back_button, self.all_button)
        had_focus = any(button.hasFocus() for button in buttons)
        self.change_button.setEnabled(bool(name))
        self.remove_button.setEnabled(bool(name and keys_of(name)))
        self.back_button.setEnabled(bool(name) and keys_of(name) != COMMANDS[name].keys)
        self.all_button.setEnabled(bool(self._keymap.own))
        if had_focus and not any(button.hasFocus() for button in buttons):
            self.tree.setFocus()  # the button that was pressed cannot be pressed again

    def _show_hint(self) -> None:
        name = self.tree.recording
        if name:
            sentence = self.tr("Press the new keys for “{0}”. Esc keeps the old ones, Backspace removes them.")
            self.hint.setText(sentence.format(full_text(name)))
        else:
            self.hint.setText(self.tr("Choose a command, press Return, and then its new keys."))
