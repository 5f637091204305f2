"""A switch of the language turns everything that is shown: the same words as in a window opened in that language."""

from __future__ import annotations

import queue
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conversation_support import whole
from corpora_pictures import own_folder
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from reading import words
from shiboken6 import isValid
from spam_page_support import mail, mbox, save_checker

import engine
from desktop.app import Application
from desktop.history import History
from desktop.pages import PAGES
from desktop.settings import Settings
from desktop.widgets.settings.erase_dialog import EraseDialog
from engine import paths

NAMES = [spec.name for spec in PAGES]
OWN = ("Open", "Write at once", "Stop")  # models that a person named like words of the window
# What differs from one moment to the next, in either language: the settings file, sizes, and dates.
_OF_NOW = re.compile(
    r"maeari\.ini|QTableView: (설정|Settings)$|\d (bytes|바이트)|\d [KM]iB|\d\d \d\d\d\d$|\d\d\. \d+\. \d+\.$"
)


class Run:
    """A training whose events are all there already."""

    def __init__(self, job: Any) -> None:
        self._events: queue.Queue[Any] = queue.Queue()
        name = job.name
        for event in (
            engine.TrainingStarted(name, "language", 1000, 100, 40, 5000, 0, 300.0),
            engine.EpochEnd(0.1, 40, 2.5, 2.6, 4.0, True, None, "The lamp was"),
            engine.CheckpointSaved(40, 2.6, 4.0),
            engine.EpochEnd(0.2, 80, 2.3, 2.5, 8.0, True, None, "The lamp is"),
            engine.CheckpointSaved(80, 2.5, 8.0),
            engine.TrainingFinished("time_budget", name, 400, 40.0, {"val_loss": 2.5, "ngram_val_loss": 2.9}),
            None,
        ):
            self._events.put(event)

    def events(self) -> Iterator[Any]:
        while (event := self._events.get(timeout=20)) is not None:
            yield event

    def stop(self) -> None: ...

    def pause(self) -> None: ...

    def resume_run(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def filled(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with conversations, models, a checker, a folder of texts and a mailbox; trainings end at once."""
    history = History(paths.data_dir() / "conversations.sqlite3")
    history.add_whole([whole("Stop", 3), whole("비", 2, days=1), whole("Open", 2, days=50)])
    history.delete(history.conversations()[-1].id)
    history.close()
    store = engine.ModelStore(paths.models_dir(), samples=paths.sample_models_dir())
    sample = next(info.name for info in store.models() if info.kind == "language")
    for name in OWN[:2]:
        store.duplicate(sample, name)
    save_checker(paths.models_dir(), OWN[2])
    corpora = engine.CorpusLibrary(paths.corpora_dir(), samples=paths.sample_dir())
    corpora.add("Open", [own_folder(tmp_path / "texts")])
    mbox(
        tmp_path / "box.mbox",
        mail("A prize for the winner", "You are a winner of a free prize."),
        mail("Lunch", "Lunch tomorrow? The draft is ready."),
        mail("Hello", "See you at the meeting with a free prize."),
    )
    monkeypatch.setattr(engine, "start_training", Run)
    return tmp_path


class Shown:
    """A window with contents on each page."""

    def __init__(self, qapp: QApplication, qtbot: Any, place: Path, code: str) -> None:
        self._qtbot, self._qapp = qtbot, qapp
        before = Settings(paths.config_dir())
        before.set("appearance/language", code)
        before.save()
        self.app = Application(qapp, samples=paths.sample_models_dir())
        window = self.window = self.app.window
        window.resize(1280, 860)
        window.show()
        qtbot.waitUntil(lambda: window.page is not None)
        for name in NAMES:
            window.show_page(name)
        pages = window.pages
        qtbot.waitUntil(lambda: pages["write"].models.known and pages["settings"].files.on_disk is not None)
        pages["write"].composer.select_model(OWN[0])
        pages["write"].conversing.open(pages["write"].context.history.conversations()[0].id)
        self._fill_corpora()
        self._fill_spam(place / "box.mbox")
        self._fill_training()
        window.show_page("models")
        qtbot.waitUntil(lambda: pages["models"].list.count() > 2)
        pages["models"].select(OWN[1])

    def _fill_corpora(self) -> None:
        page = self.window.pages["corpora"]
        self.window.show_page("corpora")
        page.select(next(entry.id for entry in page.context.corpora.entries() if entry.name == "Open"))
        self._qtbot.waitUntil(
            lambda: (
                page.reading is not None
                and page.reading.id == page.current.id
                and page.reading.diagnosis is not None
                and page.details.preview.preview is not None
            ),
            timeout=20_000,
        )

    def _fill_spam(self, box: Path) -> None:
        page = self.window.pages["spam"]
        self.window.show_page("spam")
        self._qtbot.waitUntil(lambda: page.model.count() > 0)
        page.model.setCurrentText(OWN[2])
        page.open_paths([box])
        self._qtbot.waitUntil(lambda: not page.checking and page.results.table.isVisible(), timeout=20_000)

    def _fill_training(self) -> None:
        page = self.window.pages["train"]
        self.window.show_page("train", "sample")
        self._qtbot.waitUntil(lambda: page.form.start.isEnabled(), timeout=20_000)
        page.start()
        self._qtbot.waitUntil(lambda: page.view.end.isVisible(), timeout=20_000)

    def until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=20_000)

    def speak(self, code: str) -> None:
        """Switches as the settings do."""
        self.app.settings.set("appearance/language", code)
        self.settle()

    def settle(self) -> None:
        for lane in ("library", "inference", "analysis", "history", "data", "import"):
            handle = self.app.tasks.run(lane, lambda _control: None)
            with self._qtbot.waitSignal(handle.finished):
                pass
        for _round in range(4):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QTest.qWait(30)

    def read(self, name: str) -> Counter[str]:
        self.window.show_page(name)
        self.settle()
        return words(self.window)

    def close(self) -> None:
        assert self.app.close()
        self.window.deleteLater()
        self.app.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def differing(first: Counter[str], second: Counter[str]) -> list[str]:
    """What one has more than the other; the file of settings and its lock are written meanwhile."""
    lines = [f"- {text}" for text in first - second] + [f"+ {text}" for text in second - first]
    return sorted(line for line in lines if not _OF_NOW.search(line))


def test_every_page_turns_whole(qapp: QApplication, qtbot: Any, filled: Path) -> None:
    shown = Shown(qapp, qtbot, filled, "en")
    english = {name: shown.read(name) for name in NAMES}
    shown.speak("ko")
    korean = {name: shown.read(name) for name in NAMES}
    shown.speak("en")
    back = {name: shown.read(name) for name in NAMES}
    shown.close()
    fresh = Shown(qapp, qtbot, filled, "ko")
    opened = {name: fresh.read(name) for name in NAMES}
    fresh.speak("en")
    turned = {name: fresh.read(name) for name in NAMES}
    fresh.close()
    wrong = [f"{name}: {line}" for name in NAMES for line in differing(opened[name], korean[name])]
    wrong += [f"{name} back: {line}" for name in NAMES for line in differing(english[name], back[name])]
    wrong += [f"{name} from Korean: {line}" for name in NAMES for line in differing(english[name], turned[name])]
    assert not wrong, "\n".join(wrong)


def _commands(shown: Shown) -> QWidget:
    shown.window.show_commands()
    return shown.window.commands


def _first_steps(shown: Shown) -> QWidget:
    shown.window.show_first_steps()
    return shown.window.first_steps


def _about(shown: Shown) -> QWidget:
    shown.window.show_about()
    return QApplication.activeModalWidget()


def _bin(shown: Shown) -> QWidget:
    page = shown.window.pages["write"]
    page.binning.open()
    return page.binning.dialog


def _mixer(shown: Shown) -> QWidget:
    page = shown.window.pages["write"]
    page.mixer.open()
    return page.mixer.dialog


def _lens(shown: Shown) -> QWidget:
    page = shown.window.pages["write"]
    page.lensing.close()
    page.lensing.open()
    return page.view.lens


def _report(shown: Shown) -> QWidget:
    page = shown.window.pages["corpora"]
    page.show_report()
    return page.report_dialog


def _encoding(shown: Shown) -> QWidget:
    page = shown.window.pages["corpora"]
    page.encoding.ask()
    shown.until(lambda: page.encoding.dialog is not None and isValid(page.encoding.dialog))
    return page.encoding.dialog


def _review(shown: Shown) -> QWidget:
    page = shown.window.pages["corpora"]
    page.secrets.open_review()
    shown.until(lambda: page.secrets.review is not None and isValid(page.secrets.review))
    return page.secrets.review


def _erase(shown: Shown) -> QWidget:
    section = shown.window.pages["settings"].sections["data"]
    section.erase()
    return section.findChild(EraseDialog)


DIALOGS = (
    ("write", _commands),
    ("write", _first_steps),
    ("write", _about),
    ("write", _bin),
    ("write", _mixer),
    ("write", _lens),
    ("corpora", _report),
    ("corpora", _encoding),
    ("corpora", _review),
    ("settings", _erase),
)


def test_every_dialog_that_is_open_turns_whole(qapp: QApplication, qtbot: Any, filled: Path) -> None:
    shown = Shown(qapp, qtbot, filled, "en")
    wrong = []
    for name, show in DIALOGS:
        shown.window.show_page(name)
        dialog = show(shown)
        shown.settle()
        english = words(dialog)
        assert sum(english.values()) > 3, show.__name__
        shown.speak("ko")
        korean = words(dialog)
        shown.speak("en")
        wrong += [f"{show.__name__} back: {line}" for line in differing(english, words(dialog))]
        dialog.close()
        shown.settle()
        shown.speak("ko")
        again = show(shown)
        shown.settle()
        wrong += [f"{show.__name__}: {line}" for line in differing(words(again), korean)]
        again.close()
        shown.settle()
        shown.speak("en")
    shown.close()
    assert not wrong, "\n".join(wrong)


def test_names_that_are_words_of_the_window_stay_as_they_were_typed(
    qapp: QApplication, qtbot: Any, filled: Path
) -> None:
    shown = Shown(qapp, qtbot, filled, "en")
    shown.speak("ko")
    pages = shown.window.pages
    shown.window.show_page("models")
    shown.settle()
    pages["models"].select(OWN[1])
    assert pages["models"].panel.caption.text() == OWN[1]
    listed = [pages["models"].list.item(row).text() for row in range(pages["models"].list.count())]
    assert {line.partition("\n")[0] for line in listed} >= set(OWN)
    choice = pages["write"].composer.model
    assert {choice.itemText(number) for number in range(choice.count())} >= set(OWN[:2])
    assert choice.currentText() == OWN[0]
    assert pages["spam"].model.currentText() == OWN[2]
    assert OWN[0] in shown.window.model_label.text()
    titles = pages["write"].conversations.list
    assert {titles.item(row).text() for row in range(titles.count())} == {"Stop", "비"}
    shown.close()
