"""Data and privacy in the settings: what is kept, a backup while the window is open, and jobs that close it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_support import clashing_mnemonics, close, make_context, unnamed
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

import engine
from desktop.context import AppContext
from desktop.data import data_jobs
from desktop.data.data_jobs import DataJob
from desktop.pages.settings import SettingsPage
from desktop.widgets.settings.data_section import DataSection
from desktop.widgets.settings.erase_dialog import EraseDialog
from desktop.widgets.settings.privacy_section import PrivacySection
from desktop.widgets.start.data_job_dialog import DataJobDialog
from engine import paths

FILES = {
    "models/mine/current": "v-1",
    "models/mine/v-1/model.json": "{}",
    "corpora/note-1.txt": "가나다",
    "conversations.sqlite3": "not really one",
}


def fill() -> None:
    for name, text in FILES.items():
        path = paths.data_dir() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The standard places of the system, in a temporary folder."""
    monkeypatch.delenv("MAEARI_HOME")
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    if paths.standard_data_dir() != tmp_path / "data" / "Maeari":
        pytest.skip("the standard places of this system cannot be set by the environment")
    fill()
    return tmp_path


@pytest.fixture
def context(qtbot, places: Path) -> AppContext:
    made = make_context(places)
    made.models_dir = paths.models_dir()
    return made


@pytest.fixture
def page(qtbot, context: AppContext) -> Iterator[SettingsPage]:
    made = SettingsPage(context)
    made.resize(1000, 700)
    made.show()
    made.shown(None)
    qtbot.waitUntil(lambda: made.files.on_disk is not None)
    yield made
    close(made, context)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def data(page: SettingsPage) -> DataSection:
    section = page.sections["data"]
    assert isinstance(section, DataSection)
    return section


@pytest.fixture
def privacy(page: SettingsPage) -> PrivacySection:
    section = page.sections["privacy"]
    assert isinstance(section, PrivacySection)
    return section


@pytest.fixture
def jobs(context: AppContext) -> list[DataJob]:
    asked: list[DataJob] = []
    context.request_data_job.connect(asked.append)
    return asked


def agree(qtbot, parent: QLabel | DataSection | PrivacySection) -> str:
    """Agrees to the question that is open; its text."""
    qtbot.waitUntil(lambda: any(box.isVisible() for box in parent.findChildren(QMessageBox)))
    box = next(box for box in parent.findChildren(QMessageBox) if box.isVisible())
    text = f"{box.text()} {box.informativeText()}"
    box.findChild(QPushButton, "agree").click()
    return text


def test_the_place_the_size_and_the_free_space_are_shown(page: SettingsPage, data: DataSection) -> None:
    assert data.folder.text() == str(paths.data_dir())
    assert "in 4 files" in data.used.text()
    assert data.free.text() != "–"
    assert data.move_button.isEnabled()
    assert not data.old.isVisibleTo(data)
    assert not unnamed(page)
    assert not clashing_mnemonics(page)


def test_a_move_is_planned_asked_about_and_handed_to_the_window(
    qtbot, places: Path, data: DataSection, jobs: list[DataJob]
) -> None:
    (places / "drive").mkdir()
    (places / "drive" / "photo.jpg").write_text("mine")
    data.plan_move(places / "drive")
    text = agree(qtbot, data)
    assert str(places / "drive" / "Maeari") in text
    assert jobs == [DataJob("move", places / "drive" / "Maeari")]
    assert paths.data_dir() == paths.standard_data_dir()


def test_a_folder_that_does_not_do_is_told(qtbot, data: DataSection, jobs: list[DataJob]) -> None:
    data.plan_move(paths.data_dir() / "models" / "inner")
    qtbot.waitUntil(lambda: "inside itself" in data.message.text)
    assert jobs == []


def test_while_a_training_runs_the_window_is_not_closed(
    qtbot, context: AppContext, data: DataSection, jobs: list[DataJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    context.training_changed.emit(0.4, "")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/somewhere")
    data.move_button.click()
    assert "A training is running" in data.message.text
    data.erase_button.click()
    assert not data.findChildren(EraseDialog)
    assert jobs == []


def test_the_old_folder_is_offered_and_removed(qtbot, places: Path, page: SettingsPage, data: DataSection) -> None:
    engine.move_data(places / "drive")
    page.shown(None)
    qtbot.waitUntil(lambda: data.old.isVisibleTo(data))
    assert str(places / "data" / "Maeari") in data.old.text()
    data.old_button.click()
    agree(qtbot, data)
    qtbot.waitUntil(lambda: not data.old.isVisibleTo(data))
    assert not (places / "data" / "Maeari").exists()


def test_a_backup_is_written_while_the_window_is_open_and_its_restore_is_asked_about(
    qtbot, places: Path, data: DataSection, jobs: list[DataJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(places / "mine"), ""))
    data.backup_button.click()
    qtbot.waitUntil(lambda: "is written" in data.message.text)
    path = places / "mine.maeari-backup"
    assert path.is_file()
    assert not data.progress.isVisibleTo(data)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    data.restore_button.click()
    assert "1 models" in agree(qtbot, data)
    assert jobs == [DataJob("restore", path)]


def test_a_file_that_is_no_backup_is_told(qtbot, places: Path, data: DataSection) -> None:
    (places / "letter").write_text("hello" * 50)
    data.check_backup(places / "letter")
    qtbot.waitUntil(lambda: "no backup" in data.message.text)
    data.back_up(places / "nowhere" / "b.maeari-backup")
    qtbot.waitUntil(lambda: "cannot be written" in data.message.text)
    assert data.backup_button.isEnabled()


def test_erasing_everything_lists_what_goes_and_needs_the_word(qtbot, data: DataSection, jobs: list[DataJob]) -> None:
    data.erase_button.click()
    dialog = data.findChild(EraseDialog)
    assert dialog is not None
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for words in ("Your conversations", "Model", "Pasted text", "cannot be undone", "linked"):
        assert words in shown
    assert not dialog.action.isEnabled()
    qtbot.keyClicks(dialog.word, "Erase")
    assert dialog.action.isEnabled()
    dialog.action.click()
    assert jobs == [DataJob("erase")]


def test_privacy_lists_every_file(privacy: PrivacySection) -> None:
    rows = {
        privacy.model.index(row, 0).data(): privacy.model.index(row, 1).data()
        for row in range(privacy.model.rowCount())
    }
    assert rows["mine"] == "Model"
    assert rows["note-1"] == "Pasted text"
    assert rows["conversations.sqlite3"] == "Your conversations"
    spoken = privacy.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("mine, Model, ")


def select(privacy: PrivacySection, name: str) -> None:
    row = next(row for row, thing in enumerate(privacy.model.things) if thing.name == name)
    privacy.table.selectRow(row)


def test_a_pasted_text_is_opened_and_erased_with_its_entry(
    qtbot, context: AppContext, page: SettingsPage, privacy: PrivacySection, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = engine.CorpusLibrary(paths.corpora_dir())
    context._corpora = library
    entry = library.add_text("일기", "오늘은 비가 왔다.")
    page.shown(None)
    name = entry.paths[0].stem
    qtbot.waitUntil(lambda: any(thing.name == name for thing in privacy.model.things))
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda url: asked.append(url.toLocalFile()) or True))
    assert not privacy.open_button.isEnabled()
    select(privacy, name)
    privacy.open_button.click()
    assert asked == [str(paths.corpora_dir())]
    privacy.table.setFocus()
    qtbot.keyClick(privacy.table, Qt.Key.Key_Delete)
    with qtbot.waitSignal(context.corpora_changed):
        assert "for good" in agree(qtbot, privacy)
    qtbot.waitUntil(lambda: all(thing.name != name for thing in privacy.model.things))
    assert not entry.paths[0].exists()
    assert [other for other in library.entries() if not other.sample] == []


def test_the_copy_before_an_upgrade_is_listed_opened_and_erased_while_the_window_stays(
    qtbot, monkeypatch: pytest.MonkeyPatch, page: SettingsPage, privacy: PrivacySection, jobs: list[DataJob]
) -> None:
    copy = paths.data_dir() / "conversations.sqlite3.before-3"
    copy.write_text("of an older version", encoding="utf-8")
    page.files.refresh()
    qtbot.waitUntil(lambda: any(thing.path == copy for thing in privacy.model.things))
    privacy.table.selectRow(next(row for row, thing in enumerate(privacy.model.things) if thing.path == copy))
    assert privacy.model.index(privacy.table.currentIndex().row(), 1).data() == "Older copy of your conversations"
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    qtbot.mouseClick(privacy.open_button, Qt.MouseButton.LeftButton)
    assert opened == [str(copy.parent)]
    qtbot.mouseClick(privacy.erase_button, Qt.MouseButton.LeftButton)
    assert "for good" in agree(qtbot, privacy)
    qtbot.waitUntil(lambda: not copy.exists())
    assert (paths.data_dir() / "conversations.sqlite3").exists()
    assert jobs == []


def test_conversations_are_erased_while_the_window_is_closed(
    qtbot, privacy: PrivacySection, jobs: list[DataJob]
) -> None:
    select(privacy, "conversations.sqlite3")
    privacy.erase_button.click()
    assert "closes for a moment" in agree(qtbot, privacy)
    assert [job.kind for job in jobs] == ["erase_things"]
    assert [thing.name for thing in jobs[0].things] == ["conversations.sqlite3"]


# The dialog between two windows


def finished(qtbot, job: DataJob) -> DataJobDialog:
    dialog = DataJobDialog(job, paths.models_dir())
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.done_text) or dialog.result() == 1)
    return dialog


def test_the_dialog_moves_restores_and_says_what_came_of_it(qtbot, places: Path) -> None:
    engine.write_backup(places / "b.maeari-backup")
    moved = finished(qtbot, DataJob("move", places / "drive"))
    assert f"It is in “{places / 'drive'}” now" in moved.done_text
    assert not moved.stop.isVisible()
    moved.go_on.click()
    assert not moved.isVisible()
    (paths.data_dir() / "corpora" / "note-1.txt").write_text("changed")
    restored = finished(qtbot, DataJob("restore", places / "b.maeari-backup"))
    assert "before-restore-" in restored.done_text
    assert (places / "drive" / "corpora" / "note-1.txt").read_text(encoding="utf-8") == "가나다"
    restored.accept()


def test_the_dialog_says_what_went_wrong_and_that_it_was_stopped(
    qtbot, places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = finished(qtbot, DataJob("restore", places / "gone"))
    assert failed.failed
    assert "cannot be restored" in failed.done_text
    failed.accept()
    monkeypatch.setattr(engine, "move_data", lambda _path, **options: _wait(options["should_stop"]))
    dialog = DataJobDialog(DataJob("move", places / "drive"), paths.models_dir())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.close()  # the button of the frame stops, and leaves the dialog open to say so
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: "where it was" in dialog.done_text)
    dialog.close()
    assert not dialog.isVisible()


def _wait(should_stop) -> None:
    import time

    while not should_stop():
        time.sleep(0.005)


def test_a_job_closes_the_window_unless_a_page_wants_it_open(qtbot, application) -> None:
    made = application()
    made.window.show()
    made.window.show_page("settings")
    page = made.window.pages["settings"]
    page.can_close = lambda: False  # type: ignore[method-assign]
    made.context.request_data_job.emit(DataJob("erase"))
    assert made.data_jobs.pending is None
    assert made.window.isVisible()
    del page.can_close
    made.context.request_data_job.emit(DataJob("erase"))
    assert made.data_jobs.pending == DataJob("erase")
    assert not made.window.isVisible()


SCRIPT = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import desktop.app as app
from desktop.data.data_jobs import DataJob
from desktop.system.instance import Instance, instance_folder
from desktop.main_window import MainWindow
from desktop.widgets.start.data_job_dialog import DataJobDialog

app.start_again = lambda files: print("again")
state = {"asked": False}

def tick():
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow) and widget.page is not None and not state["asked"]:
            state["asked"] = True
            widget.context.request_data_job.emit(DataJob("erase"))
        if isinstance(widget, DataJobDialog) and widget.done_text:
            print(widget.done_text)
            widget.go_on.click()

timer = QTimer()
timer.setInterval(30)
timer.timeout.connect(tick)
init = app.start_log
def start_log():
    init()
    timer.start()
app.start_log = start_log
instance = Instance(instance_folder())
instance.claim()
raise SystemExit(app.run(models_dir=None, exit_after_show=False, started=0.0, instance=instance))
"""


def test_erasing_closes_the_window_and_leaves_no_file(places: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(SCRIPT)],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).resolve().parents[2],
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "Everything is erased. The next start begins anew."
    assert [path for path in places.rglob("*") if path.is_file()] == []


def test_maeari_starts_again_without_the_files_of_this_start(monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name == "nt":
        pytest.skip("another way to start there")
    letter = Path.cwd() / "letter.eml"
    asked: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _program, arguments: asked.append(arguments))
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-m", "desktop", "letter.eml", "--models-dir", "here"])
    data_jobs.start_again([letter])
    assert asked == [[sys.executable, "-m", "desktop", "--models-dir", "here"]]
