"""The tree of a corpus' files, stopping and going on, the report of skipped files, and noticing changes."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import close, make_context, shown_corpora_page
from PySide6.QtCore import QMimeData, QModelIndex, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

import engine
from desktop.context import AppContext
from desktop.corpora.corpus_reading import FileRow
from desktop.corpora.corpus_watch import CorpusWatch
from desktop.pages.corpora import CorporaPage
from desktop.widgets.corpora.file_tree import LANGUAGE, NAME, SIZE, STATE, FileTree
from desktop.widgets.corpora.import_report import ImportReportDialog, report_text
from desktop.widgets.small_dialogs import NameDialog, PasteDialog

TEXT = "The lamp was lit at six. The keeper wrote a letter to his sister and went to bed.\n" * 40
KOREAN = "아침에 바다가 조용했다. 등대지기는 누이에게 편지를 썼다.\n" * 40


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return make_context(home)


@pytest.fixture
def page(context: AppContext, qtbot: Any) -> Iterator[CorporaPage]:
    yield from shown_corpora_page(context, qtbot)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with a text in it, one below it, and a picture."""
    folder = tmp_path / "notes"
    (folder / "old").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "old" / "b.txt").write_text(KOREAN, encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff" * 9)
    return folder


def add(page: CorporaPage, qtbot: Any, *paths: Path) -> None:
    page.add_paths(list(paths))
    qtbot.waitUntil(
        lambda: page.reading is not None and page.current is not None and page.reading.id == page.current.id,
        timeout=10_000,
    )


def until(condition: Callable[[], bool]) -> None:
    """Waits on a worker thread."""
    for _ in range(1000):
        if condition():
            return
        time.sleep(0.01)


def waiting(*_args: Any, **options: Any) -> engine.ImportReport:
    """An import that does nothing but wait until it is told to stop."""
    until(options["should_stop"])
    return engine.ImportReport((), True, 0, 0.0)


def cells(page: CorporaPage, column: int) -> dict[str, str]:
    """A column of all files by their names, top to bottom."""
    files = page.files.files
    found = {}
    parents = [QModelIndex()] if files.flat else [files.index(row, 0) for row in range(files.rowCount())]
    for parent in parents:
        for row in range(files.rowCount(parent)):
            found[files.index(row, NAME, parent).data()] = files.index(row, column, parent).data()
    return found


def test_files_stand_under_their_folders_with_language_size_and_state(
    page: CorporaPage, qtbot: Any, notes: Path
) -> None:
    add(page, qtbot, notes)
    files = page.files.files
    assert [files.index(row, NAME).data() for row in range(files.rowCount())] == ["notes (2)", "old (1)"]
    assert files.index(0, STATE).data() == "skipped: 1"
    assert cells(page, LANGUAGE) == {"a.txt": "English", "photo.jpg": "–", "b.txt": "Korean"}
    assert cells(page, STATE)["photo.jpg"] == "It is a .jpg file; folders are read for text files only."
    assert cells(page, SIZE)["a.txt"].endswith(("kB", "KiB"))
    assert page.files.isExpanded(files.index(0, 0))
    assert page.files.current is not None
    assert page.files.current.name == "a.txt"


def test_the_chosen_file_is_the_one_that_is_shown(page: CorporaPage, qtbot: Any, notes: Path) -> None:
    add(page, qtbot, notes)
    page.files.setFocus()
    page.files.choose(str(notes / "old" / "b.txt"))
    text = page.details.preview.text
    qtbot.waitUntil(lambda: text.toPlainText().startswith("아침에"), timeout=5_000)
    page.files.choose(str(notes / "photo.jpg"))
    qtbot.waitUntil(lambda: "folders are read for text files only" in page.details.preview.status.text())
    assert not text.toPlainText()


def test_the_model_of_the_tree_keeps_the_rules_of_its_kind(qtbot: Any) -> None:
    tree = FileTree()
    qtbot.addWidget(tree)
    tester = QAbstractItemModelTester(tree.files, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = [FileRow(f"{number}.txt", f"/c/{number % 3}/{number}.txt", "utf-8", 9, 0, 9, "en") for number in range(30)]
    for shown in (rows, rows[:1], [], rows):
        tree.show_rows(shown)
    tree.expandAll()
    assert tree.files.rowCount(tree.files.index(1, 0)) == 10
    assert not tree.files.index_of("/c/9/9.txt").isValid()
    assert tree.files.row_at(tree.files.index_of("/c/2/5.txt")) == rows[5]
    tester.deleteLater()


def test_thirty_thousand_files_are_folders_that_open(qtbot: Any) -> None:
    tree = FileTree()
    qtbot.addWidget(tree)
    tree.show()
    tree.show_rows([FileRow(f"{n:05}.txt", f"/c/{n % 300:03}/{n:05}.txt", "utf-8", 9, 0, 9) for n in range(30_000)])
    assert tree.files.rowCount() == 300
    assert not tree.isExpanded(tree.files.index(0, 0))
    tree.expand(tree.files.index(7, 0))
    tree.choose("/c/007/00307.txt")
    assert tree.current is not None
    assert tree.current.name == "00307.txt"


def test_a_long_decomposed_korean_name_is_put_together_and_elided(
    page: CorporaPage, qtbot: Any, tmp_path: Path
) -> None:
    name = "아주긴이름의일기장" * 5 + ".txt"
    folder = tmp_path / unicodedata.normalize("NFD", "일기")
    folder.mkdir()
    (folder / name).write_text(TEXT, encoding="utf-8")
    add(page, qtbot, folder)
    assert list(cells(page, STATE)) == [name]
    assert page.files.columnWidth(NAME) < page.files.fontMetrics().horizontalAdvance(name)
    assert name in page.files.files.index(0, NAME).data(Qt.ItemDataRole.ToolTipRole)


def test_the_skipped_files_can_be_listed_and_copied(page: CorporaPage, qtbot: Any, notes: Path) -> None:
    (notes / "empty.txt").write_bytes(b"")
    add(page, qtbot, notes)
    qtbot.waitUntil(lambda: page.state.text() == "Files that were skipped: 2.", timeout=10_000)
    qtbot.mouseClick(page.details.report_button, Qt.MouseButton.LeftButton)
    dialog = page.report_dialog
    assert isinstance(dialog, ImportReportDialog)
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "It is empty. Choose a file with text in it. (1)" in copied
    assert copied.startswith(str(notes))
    assert "\n    photo.jpg" in copied
    dialog.reject()


def test_the_report_is_there_again_after_a_restart_before_anything_is_read(
    home: Path, qtbot: Any, notes: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    context = make_context(home)
    pages = shown_corpora_page(context, qtbot)
    page = next(pages)
    add(page, qtbot, notes)
    assert page.reading is not None
    assert not page.reading.earlier
    qtbot.waitUntil(page.train_button.isEnabled, timeout=10_000)
    next(pages, None)  # which closes it

    monkeypatch.setattr(engine, "import_files", waiting)
    context = make_context(home)
    again = CorporaPage(context)
    again.resize(1100, 800)
    again.show()
    again.shown(None)
    qtbot.waitUntil(lambda: again.details.report_button.isVisible(), timeout=10_000)
    assert again.state.text() == "Reading…"
    assert again.details.stop_button.isVisible()
    assert cells(again, STATE)["photo.jpg"] == "It is a .jpg file; folders are read for text files only."
    assert not again.train_button.isEnabled()
    qtbot.mouseClick(again.details.report_button, Qt.MouseButton.LeftButton)
    assert again.report_dialog is not None
    assert str(notes / "photo.jpg") in again.report_dialog.text.toPlainText()
    again.report_dialog.reject()
    close(again, context)


def test_a_stopped_reading_leaves_the_report_of_the_last_whole_one(
    page: CorporaPage, qtbot: Any, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(page, qtbot, notes)
    assert page.current is not None
    whole = page.context.corpora.report(page.current.id)
    assert whole is not None
    assert [file.path.name for file in whole.skipped] == ["photo.jpg"]
    qtbot.waitUntil(page.train_button.isEnabled, timeout=10_000)
    monkeypatch.setattr(engine, "import_files", waiting)
    page.reader.read_again()
    qtbot.waitUntil(page.details.stop_button.isVisible, timeout=10_000)
    qtbot.mouseClick(page.details.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.details.resume_button.isVisible, timeout=10_000)
    assert page.context.corpora.report(page.current.id) == whole


def test_a_report_that_cannot_be_kept_ends_no_reading(
    page: CorporaPage, qtbot: Any, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any) -> None:
        raise engine.CorpusError("The report of the import cannot be kept: the disk is full.", "Make room.")

    monkeypatch.setattr(page.context.corpora, "keep_report", full)
    add(page, qtbot, notes)
    qtbot.waitUntil(lambda: "the disk is full" in page.state.text(), timeout=10_000)
    assert page.train_button.isEnabled()


def test_the_report_names_each_reason_once_and_the_commonest_first() -> None:
    rows = [FileRow(name, f"/c/{name}", reason=reason) for name, reason in (("a", "It is x."), ("b", "It is y."))]
    rows.append(FileRow("c", "/c/c", reason="It is y."))
    assert report_text(rows) == "/c\n\nIt is y. (2)\n    b\n    c\n\nIt is x. (1)\n    a"
    assert report_text(rows[:1]) == "It is x. (1)\n    /c/a"
    rows.append(FileRow("d", "/d", reason="It is x."))
    assert report_text(rows) == "It is x. (2)\n    /c/a\n    /d\n\nIt is y. (2)\n    /c/b\n    /c/c"


def test_a_stopped_reading_shows_what_it_has_and_goes_on(
    page: CorporaPage, qtbot: Any, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = engine.import_files

    def stopping(*args: Any, **options: Any) -> engine.ImportReport:
        options["progress"](0, 9, 1, 3, Path("a.txt"))
        until(options["should_stop"])
        report = real(*args, **{**options, "should_stop": None})
        return engine.ImportReport(report.files[:1], True, 9, 0.1)

    monkeypatch.setattr(engine, "import_files", stopping)
    page.add_paths([notes])
    qtbot.waitUntil(lambda: page.state.text() == "Reading file 1 of 3: a.txt", timeout=10_000)
    qtbot.mouseClick(page.details.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.state.text() == "Reading was stopped. Files that are read: 1.", timeout=10_000)
    assert list(cells(page, NAME)) == ["a.txt"]
    assert not page.train_button.isEnabled()
    monkeypatch.setattr(engine, "import_files", real)
    qtbot.mouseClick(page.details.resume_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.train_button.isEnabled, timeout=10_000)
    assert "b.txt" in cells(page, NAME)
    assert not page.details.resume_button.isVisible()


def test_files_that_change_are_counted_and_read_again_on_request(page: CorporaPage, qtbot: Any, notes: Path) -> None:
    add(page, qtbot, notes)
    (notes / "c.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    (notes / "a.txt").write_text(TEXT + "Other.\n", encoding="utf-8")
    changes = page.details.changes
    qtbot.waitUntil(lambda: changes.text == "2 files changed since they were read.", timeout=10_000)
    qtbot.mouseClick(changes._action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "c.txt" in cells(page, NAME), timeout=10_000)
    assert not changes.text


def test_a_change_that_the_system_does_not_report_is_found_when_the_page_is_shown(
    context: AppContext, qtbot: Any, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    entry = engine.CorpusEntry("x", "x", (file,))
    watch = CorpusWatch(context.tasks)
    watch.watch(entry, engine.import_files([file], tmp_path / "cache"))
    watch._watcher.removePaths(watch._watcher.files() + watch._watcher.directories())
    file.write_text(TEXT + "and more", encoding="utf-8")
    with qtbot.waitSignal(watch.changed) as found:
        watch.check()
    assert found.args == [1]
    watch.stop()
    with qtbot.assertNotEmitted(watch.changed):
        watch.check()
    assert context.tasks.shutdown(10_000)


def test_copied_files_are_added_and_a_copied_text_is_offered(page: CorporaPage, qtbot: Any, notes: Path) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("A line that was copied elsewhere.")
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(page.dialog, PasteDialog)
    assert page.dialog.text.toPlainText() == "A line that was copied elsewhere."
    assert page.dialog.action.isEnabled()
    page.dialog.reject()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(notes))])
    clipboard.setMimeData(data)
    qtbot.keyClick(page.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.current is not None
    assert page.current.name == "notes"


def test_return_goes_to_the_files_and_the_sample_mark_follows_the_language(page: CorporaPage, qtbot: Any) -> None:
    page.activateWindow()
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.files.hasFocus() or page.focusWidget() is page.files
    item = page.list.item(0)
    item.setText("shown in another language")
    page.context.corpora_changed.emit()  # as the application does where the language is switched
    assert item.text().endswith("(sample)")


def test_f2_renames_and_delete_removes_after_a_question(page: CorporaPage, qtbot: Any, notes: Path) -> None:
    add(page, qtbot, notes)
    page.activateWindow()
    page.list.setFocus()
    qtbot.waitUntil(page.list.hasFocus, timeout=5_000)
    qtbot.keyClick(page.list, Qt.Key.Key_F2)
    assert isinstance(page.dialog, NameDialog)
    page.dialog.name.setText("일기")
    page.dialog.accept()
    assert page.current is not None
    assert page.current.name == "일기"
    assert page.details.caption.text() == "일기"
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    box = page.dialog
    assert box is not None
    agree = box.findChild(QPushButton, "agree")
    assert isinstance(agree, QPushButton)
    agree.click()
    assert all(entry.sample for entry in page.context.corpora.entries())
    assert (notes / "a.txt").exists()
