"""Builds the objects of the application and wires them; the only place that does."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop import assets, first_steps
from desktop.context import AppContext
from desktop.data.data_jobs import DataJob, DataJobs, perform, start_again
from desktop.errors import CrashHook, start_log
from desktop.main_window import MainWindow
from desktop.opening import Opener
from desktop.pages import PAGES
from desktop.settings import Settings
from desktop.system import input_methods
from desktop.system.attending import Attending
from desktop.system.instance import Instance, Listener
from desktop.system.last_end import LastEnd
from desktop.system.signals import EndSignals
from desktop.tasks import Tasks
from desktop.theme import Theme
from desktop.wording.language import Language
from engine import EngineError, paths

if TYPE_CHECKING:
    from desktop.history import History
    from desktop.tasks import Control
    from engine import CorpusLibrary, ModelStore


# After the first paint, so that what follows it at once (leaving, or the first page) does not wait.
_WARM_UP_MS = 300
_BUILD_MS = 60  # between two pages that are built ahead: the window answers in between


class _Openers:
    """Opens the libraries when they are first needed: their modules take a while to import."""

    def __init__(self, models_dir: Path, samples: Path | None) -> None:
        self._models_dir = models_dir
        self._samples = samples

    def corpora(self) -> CorpusLibrary:
        import engine

        return engine.CorpusLibrary(paths.corpora_dir(), samples=paths.sample_dir())

    def store(self) -> ModelStore:
        import engine

        return engine.ModelStore(self._models_dir, samples=self._samples)

    def history(self) -> History:
        from desktop.history import History

        return History(paths.data_dir() / "conversations.sqlite3")


def _import_spawning() -> None:
    """What multiprocessing imports with its first process: after PySide6 an import reads the module's source as well,
    and the start of a training is shown meanwhile."""
    platform = "win32" if sys.platform == "win32" else "posix"
    for name in (f"popen_spawn_{platform}", "resource_tracker"):
        import_module(f"multiprocessing.{name}")


def _prepare_pages(control: Control) -> None:
    """Imports what the pages are made of, and measures the machine for the sizes that Train suggests."""
    import engine

    steps: list[Callable[[], object]] = [partial(getattr, engine, name) for name in engine.__all__]
    steps += [partial(import_module, page.module) for page in PAGES]
    steps += [_import_spawning, engine.flops]
    for step in steps:
        if control.stopped:
            return
        step()


class Application(QObject):
    """Everything of one running window. `samples`: the models that are shown behind the person's own."""

    def __init__(self, app: QApplication, *, models_dir: Path | None = None, samples: Path | None = None) -> None:
        super().__init__(app)
        folder = models_dir or paths.models_dir()
        openers = _Openers(folder, samples)
        self.settings = Settings(paths.config_dir(), self)
        spoken = os.environ.get("MAEARI_LANGUAGE") or self.settings.get("appearance/language")
        self.language = Language(app, choice=spoken)
        self.theme = Theme(app, choice=self.settings.get("appearance/theme"), zoom=self.settings.get("appearance/zoom"))
        self.tasks = Tasks(self)
        self.context = AppContext(
            models_dir=folder,
            settings=self.settings,
            tasks=self.tasks,
            open_corpora=openers.corpora,
            open_store=openers.store,
            open_history=openers.history,
            parent=self,
        )
        self.settings.changed.connect(self._setting_changed)
        if self.settings.get("training/threads"):
            self._set_threads()
        self.theme.changed.connect(self.context.theme_changed)
        app.setWindowIcon(assets.icon("maeari", "#1c6b66"))
        self.window = MainWindow(self.context)
        self.language.changed.connect(self.window.language_changed)
        self.opener = Opener(self.window)
        self.attending = Attending(self.window)
        self.data_jobs = DataJobs(self.context, self.window)
        self._files: list[Path] = []
        self._warm_up_timer = QTimer(self)
        self._warm_up_timer.setSingleShot(True)
        self._warm_up_timer.setInterval(_WARM_UP_MS)
        self._warm_up_timer.timeout.connect(self._warm_up)
        self.window.painted.connect(self._warm_up_timer.start)
        self._build_timer = QTimer(self)
        self._build_timer.setSingleShot(True)
        self._build_timer.setInterval(_BUILD_MS)
        self._build_timer.timeout.connect(self._build_ahead)

    def begin(self, instance: Instance | None, files: Sequence[Path]) -> None:
        """Opens `files` after the first paint, and listens to later starts; shows the first steps once."""
        first_steps.register(self.settings)
        if first_steps.are_due(self.settings) and not files:
            self.window.painted.connect(self.window.show_first_steps)
        self._files = list(files)
        if instance is not None:
            self._listener = Listener(instance.inbox, self)
            self._listener.asked.connect(self.opener.asked)
            self.window.painted.connect(self._listener.start)
        self.window.painted.connect(self._open_files)

    def ask_about(self, details: str) -> None:
        """After a window that never said that it closed: asks whether this one should load a model."""
        from desktop.widgets.start.unclean_dialog import UncleanDialog

        dialog = UncleanDialog(details)
        QApplication.setQuitOnLastWindowClosed(False)  # the window comes after it
        self.context.without_model = dialog.exec() == UncleanDialog.DialogCode.Accepted
        QApplication.setQuitOnLastWindowClosed(True)
        dialog.deleteLater()

    @Slot()
    def _open_files(self) -> None:
        self.opener.open(self._files)

    @Slot()
    def _warm_up(self) -> None:
        """Imports on a lane what the pages will want; on this thread the first look at each would wait for it."""
        with contextlib.suppress(EngineError):  # the window is closing already
            self.tasks.run("import", _prepare_pages, on_success=self._imported)

    @Slot(object)
    def _imported(self, _result: object) -> None:
        self._build_timer.start()

    @Slot()
    def _build_ahead(self) -> None:
        if self.window.build_ahead():
            self._build_timer.start()

    @Slot(str, object)
    def _setting_changed(self, key: str, value: object) -> None:
        if key == "appearance/theme":
            self.theme.choose(str(value))
        elif key == "appearance/language":
            self.language.choose(str(value))
            for changed in (self.context.models_changed, self.context.corpora_changed):
                changed.emit()  # lists are written anew
        elif key == "appearance/zoom" and isinstance(value, int):
            self.theme.set_zoom(value)
        elif key == "training/threads":
            self._set_threads()

    def _set_threads(self) -> None:
        """The next training process takes so many threads over from this one's environment."""
        threads = self.settings.get("training/threads")
        if threads:
            os.environ["MAEARI_THREADS"] = str(threads)
        else:
            os.environ.pop("MAEARI_THREADS", None)

    def close(self) -> bool:
        """Closes the window and ends all work; False where a thread is still busy."""
        self.window.close()
        self.attending.stop()
        self.settings.save()
        self.theme.close()
        self.language.close()
        return self.window.ended_cleanly


class _Stopwatch(QObject):
    """Prints the milliseconds from the start of the process to the first painted frame, then leaves."""

    def __init__(self, started: float, application: Application) -> None:
        super().__init__(application)
        self._started = started
        self._application = application

    @Slot()
    def painted(self) -> None:
        sys.stdout.write(f"{round((time.time() - self._started) * 1000)}\n")
        sys.stdout.flush()
        QApplication.quit()


def use_readable_numbers() -> None:
    """Where the system names no language, numbers get separators and dates the form 2026-11-24."""
    if QLocale.system().language() == QLocale.Language.C:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.Canada))


def _settle_data(app: QApplication) -> str:
    """Sees to it that the data folder is there: "open", "again" where Maeari has to start anew, or "leave"."""
    from desktop.widgets.start.missing_data_dialog import MissingDataDialog, data_problem

    problem, hint, only_try = data_problem()
    if not problem:
        return "open"
    settings = Settings(paths.config_dir())
    language = Language(app, choice=settings.get("appearance/language"))
    theme = Theme(app, choice=settings.get("appearance/theme"), zoom=settings.get("appearance/zoom"))
    dialog = MissingDataDialog(problem, hint, only_try=only_try)
    QApplication.setQuitOnLastWindowClosed(False)
    dialog.exec()
    QApplication.setQuitOnLastWindowClosed(True)
    theme.close()
    language.close()
    dialog.deleteLater()
    return dialog.answer


def _work_alone(app: QApplication, application: Application, job: DataJob, release: Callable[[], None]) -> bool:
    """Does a job on the data when nothing of the window is left; whether Maeari is to start again."""
    models_dir, choice = application.context.models_dir, application.settings.get("appearance/language")
    application.window.deleteLater()
    application.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if job.kind == "erase":
        release()
    return perform(job, models_dir, Language(app, choice=choice))


def run(
    *,
    models_dir: Path | None,
    exit_after_show: bool,
    started: float,
    instance: Instance | None = None,
    files: Sequence[Path] = (),
) -> int:
    """Opens the window, and files in it; returns when it is closed, with the exit code.

    `instance`: the claim on being the only window, given back at the end; None for a look that disturbs nothing.
    """
    last_end = LastEnd(instance.folder) if instance is not None else None
    unclean = last_end is not None and last_end.begin()
    input_methods.apply_choice(paths.config_dir())
    QApplication.setApplicationName(paths.APP_NAME)
    QApplication.setDesktopFileName("maeari")
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QApplication.setStyle("Fusion")  # the only style that paints the same everywhere under a style sheet
    app = QApplication([sys.argv[0]])
    use_readable_numbers()
    start_log()
    hook = CrashHook()
    hook.install()

    def release() -> None:
        if last_end is not None:
            last_end.end()
        if instance is not None:
            instance.release()

    answer = "open" if exit_after_show else _settle_data(app)
    if answer != "open":
        release()
        hook.uninstall()
        if answer == "again":
            start_again(())
        return 0
    application = Application(app, models_dir=models_dir, samples=paths.sample_models_dir())
    if exit_after_show:
        watch = _Stopwatch(started, application)
        application.window.painted.connect(watch.painted)
    else:
        application.begin(instance, files)
    if last_end is not None:
        last_end.watch()
        if unclean:
            application.ask_about(last_end.details)
    signals = EndSignals(application)
    application.window.show()
    code = app.exec()
    signals.close()
    job = application.data_jobs.pending
    ended = application.close()
    again = ended and job is not None and _work_alone(app, application, job, release)
    release()
    if not ended:
        # A thread that does not answer must not keep the process; everything of the person is saved by now.
        sys.stdout.flush()
        shutil.rmtree(assets.styled_folder(), ignore_errors=True)
        os._exit(code)
    hook.uninstall()
    if again:
        shutil.rmtree(assets.styled_folder(), ignore_errors=True)
        start_again(files)
    return code
