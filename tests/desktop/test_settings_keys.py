"""The keyboard group of the Settings page: every key of the window is changed by keys alone, at once and everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page_support import close, make_context
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAction, QShortcut, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from desktop.actions import COMMANDS, full_text
from desktop.app import Application
from desktop.commands import menu_offers
from desktop.context import AppContext
from desktop.keymap import key_rows, keys_of
from desktop.pages.settings import SettingsPage
from desktop.pages.write import WritePage
from desktop.widgets.settings.key_tree import KeyTree
from desktop.widgets.settings.keyboard_section import KeyboardSection
from desktop.wording.language import Language

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def context(qtbot, home: Path) -> Iterator[AppContext]:
    made = make_context(home)
    yield made
    made.keymap.close()


@pytest.fixture
def page(qtbot, context: AppContext) -> Iterator[SettingsPage]:
    made = SettingsPage(context)
    made.resize(1000, 700)
    made.show()
    made.shown("keyboard")
    yield made
    close(made, context)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def section(page: SettingsPage) -> KeyboardSection:
    found = page.sections["keyboard"]
    assert isinstance(found, KeyboardSection)
    return found


def choose(section: KeyboardSection, name: str) -> KeyTree:
    section.tree.setCurrentItem(section.tree.rows[name])
    return section.tree


def give(qtbot, section: KeyboardSection, name: str, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Return on the row, then the keys."""
    tree = choose(section, name)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    qtbot.keyClick(tree, key, held)


def spoken(section: KeyboardSection, name: str) -> str:
    tree = section.tree
    index = tree.indexFromItem(tree.rows[name], 0)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


# The group of the page


def test_every_command_is_listed_with_its_keys_and_is_read_out(section: KeyboardSection) -> None:
    assert set(section.tree.rows) == set(COMMANDS)
    assert spoken(section, "new_conversation") == "New conversation, Ctrl+N"
    assert spoken(section, "about") == "About Maeari, no keys"
    assert spoken(section, "take_2") == "Take the second suggestion of the row under the text, Alt+2"
    assert section.tree.rows["zoom_in"].text(1) == "Ctrl++ · Ctrl+="
    interface = QAccessible.queryAccessibleInterface(section.tree)
    assert interface.text(QAccessible.Text.Name) == "Commands and their keys"


def test_return_and_the_new_keys_change_a_command(qtbot, section: KeyboardSection, context: AppContext) -> None:
    give(qtbot, section, "quit", Qt.Key.Key_W, CTRL)
    assert keys_of("quit") == ("Ctrl+W",)
    assert spoken(section, "quit") == "Quit, Ctrl+W (changed)"
    assert context.settings.get("keys/quit") == "Ctrl+W"
    assert section.tree.recording == ""
    section.change_button.click()
    assert "Quit" in section.hint.text()
    assert section.tree.rows["quit"].text(1) == "Press the new keys…"
    qtbot.keyClick(section.tree, Qt.Key.Key_F9)
    assert keys_of("quit") == ("F9",)
    section.back_button.click()
    assert keys_of("quit") == ("Ctrl+Q",)
    assert not section.back_button.isEnabled()
    assert context.settings.kept("keys/") == set()


def test_esc_keeps_the_keys_and_backspace_removes_them(qtbot, section: KeyboardSection) -> None:
    give(qtbot, section, "quit", Qt.Key.Key_Escape)
    assert keys_of("quit") == ("Ctrl+Q",)
    assert section.tree.recording == ""
    for key, name in ((Qt.Key.Key_Backspace, "quit"), (Qt.Key.Key_Delete, "keys")):
        give(qtbot, section, name, key)
        assert keys_of(name) == ()
        assert section.tree.rows[name].text(1) == "– (changed)"
    choose(section, "zoom_in")
    section.remove_button.click()
    assert keys_of("zoom_in") == ()
    assert not section.remove_button.isEnabled()


def test_a_modifier_alone_or_a_held_return_is_not_yet_the_keys(qtbot, section: KeyboardSection) -> None:
    tree = choose(section, "quit")
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    qtbot.keyPress(tree, Qt.Key.Key_Control, CTRL)
    qtbot.keyPress(tree, Qt.Key.Key_Shift, CTRL | SHIFT)
    assert tree.recording == "quit"
    assert not section.message.text
    qtbot.keyPress(tree, Qt.Key.Key_Y, CTRL | ALT)
    assert keys_of("quit") == ("Ctrl+Alt+Y",)


def test_keys_of_another_command_can_be_taken_over(qtbot, section: KeyboardSection) -> None:
    give(qtbot, section, "quit", Qt.Key.Key_1, ALT)
    assert keys_of("quit") == ("Ctrl+Q",)
    sentence = "Alt+1 already belongs to “Write: take the first suggestion of the row under the text”."
    assert section.message.text == sentence
    action = section.tree.nextInFocusChain()
    while not action.isVisible() or not action.focusPolicy() & Qt.FocusPolicy.TabFocus:
        action = action.nextInFocusChain()
    assert action.text() == "Take it over"  # one Tab away
    qtbot.keyClick(action, Qt.Key.Key_Space)
    assert (keys_of("quit"), keys_of("take_1")) == (("Alt+1",), ())
    assert not section.message.text
    choose(section, "take_1")
    section.back_button.click()
    assert "“Quit”" in section.message.text


def test_keys_that_typing_needs_are_refused_with_a_sentence(qtbot, section: KeyboardSection) -> None:
    for key in (Qt.Key.Key_A, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Tab):
        give(qtbot, section, "quit", key)
        assert "needed for typing" in section.message.text
        assert section.tree.recording == "quit"  # the next keys may be better
        qtbot.keyClick(section.tree, Qt.Key.Key_Escape)
    assert keys_of("quit") == ("Ctrl+Q",)
    give(qtbot, section, "mark_spam", Qt.Key.Key_S)
    assert keys_of("mark_spam") == ("S",)


def test_leaving_the_list_ends_the_wait_for_keys(qtbot, page: SettingsPage, section: KeyboardSection) -> None:
    qtbot.keyClick(choose(section, "quit"), Qt.Key.Key_Return)
    page.search.setFocus()
    assert section.tree.recording == ""
    assert section.hint.text().startswith("Choose a command")


def test_all_go_back_and_undo_brings_them_again(qtbot, section: KeyboardSection) -> None:
    assert not section.all_button.isEnabled()
    give(qtbot, section, "quit", Qt.Key.Key_F9)
    give(qtbot, section, "keys", Qt.Key.Key_Backspace)
    section.all_button.click()
    assert (keys_of("quit"), keys_of("keys")) == (("Ctrl+Q",), ("F1",))
    section.message.action_requested.emit()
    assert (keys_of("quit"), keys_of("keys")) == (("F9",), ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ctrl+shift+p", {"commands"}),
        ("끝내기", {"quit"}),
        ("variant", {"regenerate", "previous_variant", "next_variant"}),
        ("high contrast", {"theme_contrast"}),
        ("hotkey", set(COMMANDS)),
    ],
)
def test_a_search_finds_commands_by_words_and_keys(
    page: SettingsPage, section: KeyboardSection, text: str, names: set[str]
) -> None:
    page.search.setText(text)
    assert {name for name, row in section.tree.rows.items() if not row.isHidden()} == names
    assert section.tree.current in names
    page.search.setText("no such thing")
    assert section.isHidden()
    assert section.tree.current == ""


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    made = Language(qapp, choice="en")
    yield made
    made.close()


def test_another_language_is_in_the_list_at_once(qtbot, section: KeyboardSection, language: Language) -> None:
    give(qtbot, section, "quit", Qt.Key.Key_F9)
    before = [section.tree.rows[name].text(0) for name in COMMANDS]
    language.choose("ko")
    QApplication.processEvents()
    assert section.tree.rows["quit"].text(0) == "끝내기"
    assert section.tree.rows["next_variant"].text(0) == "다음 변형"
    language.choose("en")
    QApplication.processEvents()
    assert [section.tree.rows[name].text(0) for name in COMMANDS] == before
    assert section.tree.rows["quit"].text(1) == "F9 (changed)"


# The window


@pytest.fixture
def opened(qtbot, application: Callable[[], Application]) -> Application:
    made = application()
    made.window.resize(1100, 760)
    made.window.show()
    qtbot.waitUntil(lambda: made.window.page is not None)
    return made


def shortcuts(root: QWidget, name: str) -> list[str]:
    found = [one.keys() for one in root.findChildren(QShortcut) if one.property("command") == name]
    return [key.toString() for keys in found for key in keys]


def test_new_keys_work_at_once_and_the_old_ones_no_more(qtbot, opened: Application) -> None:
    window, keys = opened.window, opened.context.keymap
    keys.assign("page_train", ("Ctrl+Alt+T",))
    qtbot.keyClick(window, Qt.Key.Key_3, CTRL)
    assert window.rail_buttons["write"].isChecked()
    qtbot.keyClick(window, Qt.Key.Key_T, CTRL | ALT)
    assert window.rail_buttons["train"].isChecked()
    assert window.rail_buttons["train"].toolTip() == "Train (Ctrl+Alt+T)"
    action = window.findChild(QAction, "action_page_train")
    assert isinstance(action, QAction)
    assert [key.toString() for key in action.shortcuts()] == ["Ctrl+Alt+T"]
    assert ("Ctrl+Alt+T", "Train") in key_rows()
    assert {offer.text: offer.keys for offer in menu_offers(window)}["Go to Train"] == "Ctrl+Alt+T"
    keys.assign("page_train", ())
    assert window.rail_buttons["train"].toolTip() == "Train"
    assert "Train" not in dict(key_rows()).values()


def test_the_keys_of_the_pages_and_their_tips_follow(qtbot, opened: Application) -> None:
    window, keys = opened.window, opened.context.keymap
    page = window.page
    assert isinstance(page, WritePage)
    assert page.view.tools.lens.toolTip().endswith(" · Ctrl+L")
    keys.assign("lens", ("Ctrl+Alt+L",))
    assert page.view.tools.lens.toolTip().endswith("did not expect · Ctrl+Alt+L")
    assert page.view.tools.lens.accessibleDescription().endswith(" · Ctrl+Alt+L")
    assert shortcuts(page, "lens") == ["Ctrl+Alt+L"]
    keys.assign("lens", ())
    assert page.view.tools.lens.toolTip().endswith("did not expect")
    keys.assign("find", ("Ctrl+B",))
    qtbot.keyClick(page.composer.edit, Qt.Key.Key_B, CTRL)
    assert page.view.find_bar.isVisible()
    window.show_page("models")
    assert shortcuts(window.pages["models"], "find") == ["Ctrl+B"]


def test_the_composer_listens_to_its_new_keys(qtbot, opened: Application) -> None:
    page, keys = opened.window.page, opened.context.keymap
    assert isinstance(page, WritePage)
    edit = page.composer.edit
    asked: list[object] = []
    edit.request_suggestion.connect(lambda: asked.append("ask"))
    edit.request_take.connect(asked.append)
    keys.assign("ask_suggestion", ("Ctrl+Alt+S",))
    keys.take_over("take_1", ("Alt+2",))
    qtbot.keyClick(edit, Qt.Key.Key_Backslash, ALT)
    assert asked == []
    qtbot.keyClick(edit, Qt.Key.Key_S, CTRL | ALT)
    qtbot.keyClick(edit, Qt.Key.Key_2, ALT)
    assert asked == ["ask", 0]
    assert [button.keys for button in page.composer.strip.buttons] == ["Alt+2", "", "Alt+3"]
    keys.assign("tab_moves_focus", ("F8",))
    qtbot.keyClick(edit, Qt.Key.Key_F8)
    assert opened.settings.get("write/tab_moves_focus") is True
    assert "F8:" in opened.window.statusBar().currentMessage()
    keys.assign("accept_word", ("Ctrl+Alt+W",))
    edit.setPlainText("I am ")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    edit.set_ghost("very glad", asked_for=True)
    assert edit.ghost == "very glad"
    qtbot.keyClick(edit, Qt.Key.Key_Right, CTRL)
    assert edit.toPlainText() == "I am "
    edit.set_ghost("very glad", asked_for=True)
    qtbot.keyClick(edit, Qt.Key.Key_W, CTRL | ALT)
    assert edit.toPlainText() == "I am very"


def test_while_keys_are_awaited_no_command_runs(qtbot, opened: Application) -> None:
    opened.window.show_page("settings", "keyboard")
    page = opened.window.page
    assert isinstance(page, SettingsPage)
    section = page.sections["keyboard"]
    assert isinstance(section, KeyboardSection)
    assert section.tree.hasFocus()
    give(qtbot, section, "about", Qt.Key.Key_1, CTRL)
    assert opened.window.page is page
    assert "“Write”" in section.message.text
    section.message.action_requested.emit()
    assert keys_of("about") == ("Ctrl+1",)
    qtbot.keyClick(opened.window, Qt.Key.Key_1, CTRL)
    assert opened.window.page is page  # About is in front of it


def test_changed_keys_are_there_after_a_restart_in_menus_and_another_language(
    qtbot, application: Callable[[], Application]
) -> None:
    first = application()
    first.context.keymap.assign("page_train", ("Ctrl+Alt+T",))
    assert first.close()
    assert keys_of("page_train") == ("Ctrl+3",)
    second = application()
    second.window.show()
    qtbot.waitUntil(lambda: second.window.page is not None)
    action = second.window.findChild(QAction, "action_page_train")
    assert isinstance(action, QAction)
    assert action.shortcut().toString() == "Ctrl+Alt+T"
    page = second.window.page
    assert isinstance(page, WritePage)
    button = page.conversations.export_button
    english = button.toolTip()
    second.settings.set("appearance/language", "ko")
    assert second.window.rail_buttons["train"].toolTip() == "학습 (Ctrl+Alt+T)"
    assert ("Ctrl+Alt+T", "학습") in key_rows()
    assert button.toolTip().endswith(" · Ctrl+E")
    assert full_text("theme_dark") != "Theme: Dark"
    second.settings.set("appearance/language", "en")
    assert button.toolTip() == english
    assert second.window.rail_buttons["train"].toolTip() == "Train (Ctrl+Alt+T)"


def test_no_word_of_the_list_is_cut_off_at_200_percent(qtbot, opened: Application) -> None:
    opened.settings.set("appearance/zoom", 200)
    opened.window.resize(1000, 700)
    opened.window.show_page("settings", "keyboard")
    page = opened.window.page
    assert isinstance(page, SettingsPage)
    section = page.sections["keyboard"]
    assert isinstance(section, KeyboardSection)
    tree = section.tree

    def height(name: str) -> int:
        return tree.visualItemRect(tree.rows[name]).height()

    qtbot.waitUntil(lambda: height("take_1") > 1.5 * height("keys"))
    assert tree.columnWidth(0) > tree.columnWidth(1)
    assert tree.columnWidth(0) + tree.columnWidth(1) <= tree.viewport().width()
    opened.settings.set("appearance/zoom", 100)  # the size of the next test too
