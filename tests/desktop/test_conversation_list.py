"""The list of conversations: groups of days, several at once, the bin, files, and the place of the reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from conversation_support import ENGLISH, ONLY, Bench, whole
from page_support import drop, unnamed
from PySide6.QtCore import QItemSelectionModel, QLocale, QMimeData, Qt, QUrl
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget

from desktop.history import Place
from desktop.widgets.writing.group_delegate import GROUP_ROLE
from desktop.wording.dates import group_of, group_text, time_text


@pytest.fixture
def bench(qtbot, home: Path) -> Iterator[Bench]:
    made = Bench(qtbot, home, whole("first"), whole("둘째", days=1), whole("third", days=400))
    yield made
    made.close()


def titles(listed: QListWidget) -> list[str]:
    return [listed.item(row).text() for row in range(listed.count())]


# Dates


@pytest.mark.parametrize(
    ("day", "group"),
    [
        ("2026-11-27", "today"),  # a clock that was wrong
        ("2026-11-26", "today"),
        ("2026-11-25", "yesterday"),
        ("2026-11-24", "week"),
        ("2026-11-23", "week"),
        ("2026-11-22", "2026-11-01"),
        ("2025-02-28", "2025-02-01"),
        ("nonsense", "1970-01-01"),
    ],
)
def test_times_fall_into_groups(day: str, group: str) -> None:
    time = day if day == "nonsense" else datetime.fromisoformat(f"{day}T12:00").astimezone().astimezone(UTC).isoformat()
    assert group_of(time, date(2026, 11, 26)) == group


def test_a_week_that_begins_on_sunday_has_the_sunday() -> None:
    time = datetime(2026, 11, 22, 12).astimezone().isoformat()
    assert group_of(time, date(2026, 11, 26), first_day=7) == "week"


def test_groups_and_times_have_words() -> None:
    english = QLocale(QLocale.Language.English)
    words = [group_text(group, english) for group in ("today", "yesterday", "week", "2025-02-01")]
    assert words == ["Today", "Yesterday", "This week", "February 2025"]
    noon = datetime(2026, 11, 26, 12, 30).astimezone()
    assert "12:30" in time_text(noon.isoformat(), english, date(2026, 11, 26)).replace("\u202f", " ")
    assert "26" in time_text(noon.isoformat(), english, date(2026, 11, 27))
    assert time_text("nonsense", english, date(2026, 11, 27)) == ""


def test_each_group_has_one_heading_that_is_no_row(bench: Bench) -> None:
    listed = bench.page.conversations.list
    assert titles(listed) == ["first", "둘째", "third"]
    groups = [listed.item(row).data(GROUP_ROLE) for row in range(3)]
    assert groups[:2] == ["today", "yesterday"]
    assert groups[2] == (date.today() - timedelta(days=400)).replace(day=1).isoformat()
    assert listed.item(1).data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Yesterday"


# Keys


def test_a_conversation_is_renamed_in_place_by_key(qtbot, bench: Bench) -> None:
    listed = bench.page.conversations.list
    listed.setFocus()
    listed.setCurrentRow(1, ONLY)
    qtbot.keyClick(listed, Qt.Key.Key_F2)
    editor = listed.findChild(QLineEdit)
    assert editor is not None
    heading = listed.visualItemRect(listed.item(1)).height() - editor.height()
    assert heading > 0  # the editor stands under the heading
    editor.setText("이름")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(listed)[1] == "이름")
    assert bench.history.conversation(bench.ids[1]).title == "이름"


def test_moving_by_key_opens_and_selecting_several_does_not(qtbot, bench: Bench) -> None:
    page, listed = bench.page, bench.page.conversations.list
    listed.setFocus()
    listed.setCurrentRow(0, ONLY)
    assert page.conversing.identity == bench.ids[0]
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    assert page.conversing.identity == bench.ids[1]
    qtbot.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.conversations.selected_ids == [bench.ids[1], bench.ids[2]]
    assert page.conversing.identity == bench.ids[1]
    assert not page.conversations.rename_button.isEnabled()
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert page.conversations.selected_ids == [bench.ids[2]]
    assert page.conversing.identity == bench.ids[2]


def test_several_are_deleted_by_key_and_come_back(qtbot, bench: Bench) -> None:
    page, listed = bench.page, bench.page.conversations.list
    bench.open(0)
    listed.setFocus()
    listed.selectAll()
    listed.setCurrentRow(2, QItemSelectionModel.SelectionFlag.NoUpdate)
    listed.item(2).setSelected(False)
    qtbot.keyClick(listed, Qt.Key.Key_Delete)
    assert titles(listed) == ["third"]
    assert page.bar.text == "2 conversations are deleted."
    assert page.conversing.identity == bench.ids[2]
    page.bar._action.click()
    assert titles(listed) == ["first", "둘째", "third"]
    assert page.conversing.identity == bench.ids[0]


# The bin


def test_the_bin_brings_back_and_forgets_only_after_a_question(qtbot, bench: Bench) -> None:
    page = bench.page
    page.conversing.delete(bench.ids[:2])
    page.conversations.bin_button.click()
    dialog = page.binning.dialog
    assert [item.text().split("\n")[0] for item in (dialog.list.item(0), dialog.list.item(1))] == ["둘째", "first"]
    dialog.list.setCurrentRow(1, ONLY)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert titles(page.conversations.list) == ["first", "third"]
    assert page.conversing.identity == bench.ids[0]
    assert dialog.list.count() == 1
    dialog.forget_button.click()
    dialog.asked.reject()
    assert [item.id for item in bench.history.binned()] == [bench.ids[1]]
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert "“둘째” for good?" in dialog.asked.text()
    dialog.asked.accept()
    bench.wait_lane()
    assert bench.history.binned() == []
    assert dialog.list.count() == 0
    assert not dialog.forget_button.isEnabled()
    assert not dialog.empty_button.isEnabled()
    assert page.bar.text == ""  # the undo of what is gone
    assert unnamed(dialog) == []
    dialog.close()
    assert page.binning.dialog is None


def test_the_bin_is_emptied_with_single_messages(bench: Bench) -> None:
    page = bench.page
    bench.open(0)
    page.conversing.delete_message(page.chat.turns[0].completions[0].id)
    page.binning.open()
    dialog = page.binning.dialog
    assert "1 message of other conversations" in dialog.single.text()
    dialog.empty_button.click()
    dialog.asked.accept()
    bench.wait_lane()
    assert bench.history.binned_messages() == 0
    assert not dialog.single.isVisibleTo(dialog)
    dialog.close()


def test_a_bin_that_cannot_be_written_says_so(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.history import HistoryError

    def full(*_ids: int) -> None:
        raise HistoryError("The disk is full.", "Free some space.")

    page = bench.page
    page.conversing.delete(bench.ids[:1])
    monkeypatch.setattr(bench.history, "restore", full)
    page.binning.open()
    page.binning.dialog.restore_button.click()
    assert "disk is full" in page.bar.text
    page.binning.dialog.close()


# Files


def test_the_selected_conversations_are_exported_and_imported(qtbot, bench: Bench, tmp_path: Path, monkeypatch) -> None:
    page, target = bench.page, tmp_path / "둘.json"
    page.conversations.list.selectAll()
    asked = []

    def choose(_parent, _title, name, filters):
        asked.append(name)
        return str(target.with_suffix("")), filters.split(";;")[2]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with qtbot.waitSignal(page.request_status) as told:
        qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert told.args[0] == "3 conversations are written to 둘.json."
    assert asked == ["Conversations.md"]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(target)], ""))
    with qtbot.waitSignal(page.request_status):
        page.conversations.import_button.click()
    assert sorted(titles(page.conversations.list)) == sorted(["first", "둘째", "third"] * 2)
    assert page.conversing.identity not in bench.ids
    assert [turn.seed.text for turn in page.chat.turns] == ["first 0", "first 1"]


def test_the_open_conversation_is_exported_where_none_is_selected(qtbot, bench: Bench, tmp_path, monkeypatch) -> None:
    page = bench.page
    bench.open(1)
    page.conversations.list.clearSelection()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "a.md"), ""))
    with qtbot.waitSignal(page.request_status):
        page.export()
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert text.startswith("# 둘째\n\n**")
    assert ENGLISH in text
    page.new_conversation()
    with qtbot.waitSignal(page.request_status) as told:
        page.export()
    assert "no conversation" in told.args[0]


def test_a_file_that_is_no_export_says_so_and_changes_nothing(qtbot, bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}")
    drop(bench.page.conversations, tmp_path / "bad.json")
    qtbot.waitUntil(lambda: bench.page.bar.kind == "error")
    assert "bad.json" in bench.page.bar.text
    assert len(bench.history.conversations()) == 3


def test_an_export_that_is_dropped_on_the_list_is_imported(qtbot, bench: Bench, tmp_path: Path) -> None:
    bench.page.exchanging.export(bench.ids[:1], tmp_path / "x.txt")
    bench.wait_lane()
    with qtbot.waitSignal(bench.page.request_status):
        drop(bench.page.conversations, tmp_path / "x.txt")
    assert len(bench.history.conversations()) == 4


@pytest.mark.parametrize("name", ["a.txt", "b.md"])
def test_a_text_that_is_dropped_on_the_composer_is_inserted(qtbot, bench: Bench, tmp_path: Path, name: str) -> None:
    edit = bench.page.composer.edit
    edit.setPlainText("before ")
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    (tmp_path / name).write_bytes("오늘은 비가 왔다\n".encode("cp949"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    assert edit.canInsertFromMimeData(data)
    edit.insertFromMimeData(data)
    qtbot.waitUntil(lambda: edit.toPlainText() == "before 오늘은 비가 왔다")


@pytest.mark.parametrize(("name", "size"), [("a.pdf", 10), ("long.txt", 1_200_000), ("missing.txt", -1), ("", 0)])
def test_what_is_no_text_for_the_composer_is_told(bench: Bench, tmp_path: Path, name: str, size: int) -> None:
    if size >= 0 and name:
        (tmp_path / name).write_bytes(b"x" * size)
    edit = bench.page.composer.edit
    edit.setPlainText("as it was")
    bench.page.dropping.insert([tmp_path / name])
    assert "the composer is as it was" in bench.page.bar.text
    assert edit.toPlainText() == "as it was"


# Places


def test_conversation_and_place_come_back_after_a_restart(qtbot, home: Path) -> None:
    bench = Bench(qtbot, home, whole("long", 24), whole("short", 1))
    bench.open(0)
    chat = bench.page.chat
    assert chat.at_end
    chat.show_earlier()
    chat.verticalScrollBar().setValue(chat.verticalScrollBar().maximum() // 4)
    before = chat.places.place()
    assert before is not None
    bench.open(1)
    assert bench.history.place(bench.ids[0]) == before
    bench.open(0)
    bench.restart()
    assert bench.page.conversing.identity == bench.ids[0]
    after = bench.page.chat.places.place()
    assert after == before
    top = bench.page.chat.places.top()
    assert (top.seed, abs(top.offset - before.offset) <= 2) == (before.seed, True)
    bench.page.resize(640, 500)
    qtbot.waitUntil(lambda: bench.page.chat.viewport().width() < 500)
    bench.page.chat.fit_rows()
    assert bench.page.chat.places.top().seed == before.seed
    bench.close()


def test_the_view_follows_only_at_the_end(bench: Bench) -> None:
    bench.open(0)
    chat = bench.page.chat
    bench.page.resize(900, 420)
    chat.fit_rows()
    chat.verticalScrollBar().setValue(0)
    assert chat.places.place() == Place(chat.turns[0].seed.id, 0) or chat.places.place() is not None
    card = chat.last_card()
    card.begin_writing("m")
    card.write((ENGLISH * 20,))
    assert chat.verticalScrollBar().value() == 0
    card.end_writing([])
    chat.scrollToBottom()
    card.begin_writing("m")
    card.write((ENGLISH * 20,))
    assert chat.at_end
    card.end_writing([])


def test_a_place_whose_beginning_is_gone_is_the_end(bench: Bench) -> None:
    bench.history.set_place(bench.ids[0], Place(9999, 5))
    bench.open(0)
    assert bench.page.chat.places.place() is None


def test_every_control_of_the_page_has_a_name(bench: Bench) -> None:
    bench.page.view.find_bar.open()
    assert unnamed(bench.page) == []
