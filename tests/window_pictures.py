"""The pictures of what stands around the pages: first steps, the start, commands, settings, dialogs, other looks."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from desktop.data.data_jobs import DataJob
from desktop.pages import PAGES
from desktop.widgets.settings.data_section import DataSection
from desktop.widgets.settings.erase_dialog import EraseDialog
from desktop.widgets.settings.privacy_section import PrivacySection
from desktop.widgets.start.data_job_dialog import DataJobDialog
from desktop.widgets.start.missing_data_dialog import MissingDataDialog, data_problem
from desktop.widgets.start.unclean_dialog import UncleanDialog
from engine import paths

if TYPE_CHECKING:
    from screenshots import Photographer


def first_steps(camera: Photographer) -> None:
    """The three cards, over the window as the first start shows it."""
    window = camera.window
    window.show_first_steps()
    for number in range(3):
        camera.wait(200)
        camera.shoot(f"first-steps-{number + 1}", window.first_steps)
        if number < 2:
            window.first_steps.next.click()
    window.first_steps.close()


def start(camera: Photographer, home: Path) -> None:
    """What is asked before the window opens: after a crash, and where the data folder is gone; keys and about."""
    note = paths.config_dir() / paths.POINTER
    note.write_text(json.dumps({"folder": str(home / "drive" / "Maeari"), "id": "1"}), encoding="utf-8")
    problem, hint, _only_try = data_problem()
    note.unlink()
    camera.shoot("start-missing-data", lambda: MissingDataDialog(problem, hint))
    camera.shoot("start-crashed", lambda: UncleanDialog("Fatal Python error: Segmentation fault"))
    for show, name in ((camera.window.show_keys, "keys"), (camera.window.show_about, "about")):
        camera.shoot(name, partial(opened, show))


def opened(show: Callable[[], None]) -> QWidget:
    """The dialog that an act of the window opens."""
    show()
    return cast(QWidget, QApplication.activeModalWidget())


def commands(camera: Photographer) -> None:
    """The command list, whole and with letters typed."""
    camera.page("write")
    camera.window.show_commands()
    camera.wait(600)
    camera.shoot("commands", camera.window.commands)
    camera.window.commands.edit.setText("train")
    camera.wait(200)
    camera.shoot("commands-found", camera.window.commands)
    camera.window.commands.edit.setText("qqxx")
    camera.wait(200)
    camera.shoot("commands-none", camera.window.commands)
    camera.window.commands.close()


def second_start(camera: Photographer, folder: Path) -> None:
    """A second start hands over texts and mails, and a file that is gone; what it added is taken away again."""
    folder.mkdir(parents=True)
    (folder / "diary.txt").write_text("The lamp was lit at six, and the wind went round.\n" * 60, encoding="utf-8")
    camera.application.opener.asked([folder / "diary.txt", folder / "gone.txt"])
    page = camera.window.pages["corpora"]
    camera.until(lambda: page.reading is not None and page.reading.diagnosis is not None)
    camera.wait(400)
    camera.shoot("second-start")
    camera.window.message.clear()
    page.context.corpora.remove(page.current.id)
    page.context.corpora_changed.emit()


def settings(camera: Photographer, home: Path) -> None:
    """Every group of the settings, a search, and each dialog about the data; nothing is moved or erased."""
    page = camera.page("settings")
    camera.until(lambda: page.files.on_disk is not None)
    for name in page.sections:
        page.shown(name)
        camera.wait(300)
        camera.shoot(f"settings-{name}")
    page.search.setText("scale")
    camera.shoot("settings-search")
    page.search.clear()
    data = cast(DataSection, page.sections["data"])
    privacy = cast(PrivacySection, page.sections["privacy"])
    page.shown("data")
    (home / "drive").mkdir()
    asked(camera, lambda: data.plan_move(home / "drive"), "settings-move")
    data.back_up(home / "drive" / "Maeari.maeari-backup")
    camera.until(lambda: bool(data.message.text))
    camera.wait(200)
    camera.shoot("settings-backup")
    data.message.clear()
    asked(camera, lambda: data.check_backup(home / "drive" / "Maeari.maeari-backup"), "settings-restore")
    asked(camera, data.erase, "settings-erase")
    page.shown("privacy")
    camera.wait(300)
    privacy.table.selectRow(0)
    asked(camera, privacy.erase, "settings-erase-one")


def asked(camera: Photographer, ask: Callable[[], object], name: str) -> None:
    """A question that an act asks, in each language; it is refused."""

    def questions() -> list[QDialog]:
        kinds = (QMessageBox, EraseDialog)
        return [box for box in QApplication.topLevelWidgets() if isinstance(box, kinds) and box.isVisible()]

    def question() -> QDialog:
        ask()
        camera.until(lambda: bool(questions()), 30)
        return questions()[0]

    camera.shoot(name, question)


def bins(camera: Photographer) -> None:
    """The questions of both bins."""
    page = camera.page("write")
    page.conversations.list.selectAll()
    page.conversing.delete(page.conversations.selected_ids)
    camera.wait(300)
    page.binning.open()
    camera.until(page.binning.dialog.empty_button.isEnabled, 30)
    asked(camera, page.binning.dialog.empty_button.click, "write-bin-empty")
    page.binning.dialog.close()
    page.bar._action.click()
    models = camera.page("models")
    models.show_bin()
    camera.wait(400)
    asked(camera, models.acts.ask_empty, "models-bin-empty")
    models.show_library()


def other_looks(camera: Photographer) -> None:
    """Every page in high contrast, and at 200 % in a window of 1000 by 700."""
    names = [spec.name for spec in PAGES]
    for name in names:
        camera.page(name)
        camera.shoot(f"contrast-{name}", themes=("contrast",))
    size = camera.window.size()
    camera.application.settings.set("appearance/zoom", 200)
    camera.window.resize(1000, 700)
    for name in names:
        camera.page(name)
        camera.shoot(f"zoom-{name}", themes=("light",))
    camera.application.settings.set("appearance/zoom", 100)
    camera.window.resize(size)


def jobs(camera: Photographer, home: Path) -> None:
    """Work on the data without a window: a move that is done, a restore that fails. The last pictures of a run."""
    folder = camera.application.context.models_dir

    def done(job: DataJob) -> DataJobDialog:
        dialog = DataJobDialog(job, folder)
        dialog.show()
        camera.until(lambda: bool(dialog.done_text), 60)
        return dialog

    camera.shoot("job-failed", lambda: done(DataJob("restore", home / "drive" / "none.maeari-backup")))
    moved = done(DataJob("move", home / "other" / "Maeari"))
    camera.shoot("job-moved", moved)
    moved.accept()
