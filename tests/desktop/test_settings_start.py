"""The start on a data folder that is gone, cannot be written, or holds a backup half in its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import engine
from desktop import app as app_module
from desktop.widgets.start.missing_data_dialog import MissingDataDialog, data_problem
from engine import paths


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data that was moved to a drive, which is unplugged then; where it is now."""
    monkeypatch.delenv("MAEARI_HOME")
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    if paths.standard_data_dir() != tmp_path / "data" / "Maeari":
        pytest.skip("the standard places of this system cannot be set by the environment")
    (paths.models_dir() / "mine").mkdir(parents=True)
    (paths.models_dir() / "mine" / "current").write_text("v-1")
    engine.move_data(tmp_path / "drive")
    (tmp_path / "drive").rename(tmp_path / "unplugged")
    return tmp_path / "unplugged"


@pytest.fixture
def dialog(qtbot, moved: Path) -> MissingDataDialog:
    problem, hint, only_try = data_problem()
    made = MissingDataDialog(problem, hint, only_try=only_try)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_drive_that_is_gone_is_told_and_waited_for(dialog: MissingDataDialog, moved: Path) -> None:
    assert "nothing is lost if its drive is unplugged" in dialog.text.text()
    assert str(moved.with_name("drive")) in dialog.text.text()
    dialog.try_button.click()
    assert "not there yet" in dialog.message.text
    assert dialog.isVisible()
    moved.rename(moved.with_name("drive"))
    dialog.try_button.click()
    assert dialog.answer == "open"
    assert not dialog.isVisible()


def test_the_folder_can_be_chosen_and_a_foreign_one_is_refused(dialog: MissingDataDialog, moved: Path) -> None:
    foreign = moved.with_name("photos")
    foreign.mkdir()
    (foreign / "one.jpg").write_text("x")
    dialog.use(foreign)
    assert "no data of Maeari" in dialog.message.text
    assert dialog.answer == "leave"
    dialog.use(moved)
    assert dialog.answer == "again"
    assert paths.data_dir() == moved


def test_the_standard_place_begins_anew_and_nothing_is_lost(dialog: MissingDataDialog, moved: Path) -> None:
    dialog.standard_button.click()
    assert dialog.answer == "again"
    assert paths.data_dir() == paths.standard_data_dir()
    assert (moved / "models" / "mine" / "current").read_text() == "v-1"


def test_leaving_changes_nothing(dialog: MissingDataDialog) -> None:
    dialog.leave_button.click()
    assert dialog.answer == "leave"
    assert engine.data_folder().state == "missing"


def test_the_start_asks_only_where_something_is_wrong(
    qtbot, qapp, moved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def leave(dialog: MissingDataDialog) -> int:
        asked.append(dialog.text.text())
        return 0

    monkeypatch.setattr(MissingDataDialog, "exec", leave)
    assert app_module._settle_data(qapp) == "leave"
    assert len(asked) == 1
    moved.rename(moved.with_name("drive"))
    assert app_module._settle_data(qapp) == "open"
    assert len(asked) == 1


def test_a_restore_that_was_cut_off_is_gone_on_with(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = paths.data_dir() / ".restoring-1" / "data" / "corpora"
    fresh.mkdir(parents=True)
    (fresh / "note.txt").write_text("restored")
    note = {"fresh": ".restoring-1", "aside": "before-restore-1", "step": 1}
    (paths.data_dir() / ".restore.json").write_text(json.dumps(note))
    with monkeypatch.context() as patch:

        def refuse() -> None:
            raise PermissionError(13, "Permission denied")

        patch.setattr(engine, "finish_restore", refuse)
        problem, _hint, only_try = data_problem()
        assert "half in its place" in problem
        assert only_try
    assert data_problem() == ("", "", False)
    assert (paths.corpora_dir() / "note.txt").read_text() == "restored"


def test_a_folder_that_cannot_be_written_is_told_in_the_window(
    qtbot, application, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = engine.DataFolder(paths.data_dir(), "unwritable", "It cannot be written.", "Move the data.")
    monkeypatch.setattr(engine, "data_folder", lambda: found)
    made = application()
    made.window.show()
    qtbot.waitUntil(lambda: made.window.message.text == "It cannot be written. Move the data.")
