"""Takes a picture of every page and state of the real window, with models that it trains first.

Each in English and Korean, light and dark: FOLDER/NAME-en-light.png, and so on. Those that the README shows are copied
to docs. `python tests/screenshots.py FOLDER` (make screenshots): some ten minutes on two cores; with `--quick` only the
Write page, in one.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import window_pictures
import write_pictures
from corpora_pictures import corpora
from driven import Driven
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.forms import choose
from engine import paths

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1280, 820)
LANGUAGES = ("en", "ko")
THEMES = ("light", "dark")
SPAM_KO = (
    "(광고) 지금 신청하시면 무료 쿠폰을 드립니다! 한정 수량, 서두르세요. http://coupon.example.com/abc\n"
    "클릭 한 번으로 당신만을 위한 마지막 혜택을 받아 보세요."
)
SPAM_EN = (
    "Subject: You have been selected\n\nDear winner,\n\nyou have been selected to receive a guaranteed cash prize. "
    "Claim your reward now at http://prize.example.net before midnight, or it goes to somebody else!!!\n\n"
    "Thanks for the notes from Tuesday."
)
HAM_EN = (
    "Hi Anna,\n\nthanks for the notes from Tuesday. Could you send me the second draft before lunch tomorrow? "
    "I would like to read it on the train.\n\nBest,\nJohn"
)


def small(image: QImage) -> QImage:
    """The picture in its 256 most frequent colours: a third of the file, and text looks the same."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32)
    colors, counts = np.unique(pixels, return_counts=True)
    colors = colors[np.argsort(-counts)]
    # Of colours that hardly differ one will do, so that a thin line keeps its own.
    _kinds, first = np.unique(colors & 0xFFF8F8F8, return_index=True)
    table = [int(color) for color in colors[np.sort(first)[:256]]]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


class Photographer(Driven):
    """Drives the window and saves what it shows."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        from desktop.app import Application, use_readable_numbers

        use_readable_numbers()

        self._folder = folder
        self.application = Application(app)
        self.window = self.application.window
        self.look(LANGUAGES[0], THEMES[0])
        self.window.resize(*SIZE)
        self.window.show()
        self.until(lambda: self.window.page is not None)

    def shoot(
        self,
        name: str,
        shown: QWidget | Callable[[], QWidget] | None = None,
        *,
        themes: Sequence[str] = THEMES,
        again: Callable[[], None] | None = None,
    ) -> None:
        """Saves name-en-light.png and its kin, of the window or of a dialog; of one that is made, anew for each.

        `again` brings back what another language or theme takes away.
        """
        for language, theme in itertools.product(LANGUAGES, themes):
            self.look(language, theme)
            made = None if shown is None or isinstance(shown, QWidget) else shown()
            if made is not None:
                made.show()
            if again is not None:
                again()
            self.wait(250)
            widget = made or (shown if isinstance(shown, QWidget) else self.window)
            picture = small(widget.grab().toImage())
            picture.save(str(self._folder / f"{name}-{language}-{theme}.png"), quality=0)
            if made is not None:
                made.close()
                made.deleteLater()
        self.look(LANGUAGES[0], THEMES[0])
        self.wait(100)

    def look(self, language: str, theme: str) -> None:
        """How the window speaks and looks from now on."""
        self.application.settings.set("appearance/language", language)
        self.application.settings.set("appearance/theme", theme)

    def page(self, name: str, argument: object = None) -> Any:
        """Brings a page to the front."""
        self.window.show_page(name, argument)
        self.wait(600)
        return self.window.pages[name]

    # -- the pages ---------------------------------------------------------------------------------------------------

    def train(self, corpus: str, name: str, minutes: int = 1, *, cell: str = "lstm", seed: str = "") -> None:
        """Trains a model; pictures of the run and of its end where there is a `name`."""
        page = self.page("train", "sample")
        page.form.select(corpus=corpus)
        choose(page.form.cell, cell)
        page.form.preview_seed.setText(seed)
        page.form.minutes.setValue(minutes)
        choose(page.view.plot.controls.smoothing, "light")
        self.wait(400)
        page.start()
        self.until(lambda: len(page.view._points) >= 9 or not page.training)
        if name:
            self.shoot(name)
        self.until(lambda: not page.training, 400)
        self.wait(800)
        if name:
            self.shoot(f"{name}-done")

    def compare(self, seed: str) -> None:
        """The two newest models side by side."""
        page = self.page("train")
        page.show_comparison()
        view = page.compare
        view.seed.setText(seed)
        view.write()
        self.until(lambda: not view.work.active, 60)
        area = view.splitter.widget(1)
        self.shoot("compare")
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        self.shoot("compare-writing")
        page.show_training()

    def train_spam(self) -> None:
        page = self.page("train", "spam-sample")
        page.start()
        self.until(lambda: not page.training)
        self.wait(500)

    def spam(self) -> None:
        page = self.page("spam")
        for text, name in ((SPAM_KO, "spam-korean"), (HAM_EN, "spam-normal"), (SPAM_EN, "spam")):
            page.clear()
            page.paste.setPlainText(text)
            page.check()
            self.wait(100)
            self.until(lambda: not page.checking, 60)
            self.shoot(name)

    def models(self) -> None:
        """The library, the inside of a model in both kinds of writing and as a table, and the bin."""
        store = self.application.context.store
        page = self.page("models")
        self.wait(1000)
        self.shoot("models")
        names = [info.name for info in store.models() if info.kind == "language"]
        for language in ("English", "orean"):
            self.inside(page, next(name for name in names if language in name))
        page.inside.table_button.setChecked(True)
        self.shoot("models-inside-table")
        page.inside.table_button.setChecked(False)
        page.show_library()
        for copy in ("Letters", "나의 일기"):
            store.duplicate(names[0], copy)
        page.library.discard(["Letters", "나의 일기"])
        self.until(lambda: not page.library.busy)
        self.shoot("models-undo")
        page.message.clear()
        page.show_bin()
        self.wait(600)
        self.shoot("models-bin")
        page.show_library()

    def inside(self, page: Any, name: str) -> None:
        """What a model computes at each step, with a value read out."""
        page.select(name)
        page.look_inside()

        def of_it() -> list[Any]:
            chosen = [(column, column.choice.currentData()) for column in page.inside.columns]
            return [column for column, info in chosen if info is not None and info.name == name]

        self.until(lambda: bool(of_it()), 60)
        self.wait(1000)
        (column, *_) = of_it()
        column.maps["hidden"].map.pointed.emit(3, 40)
        korean = "-korean" if "orean" in name else ""
        self.shoot(f"models-inside{korean}")


def keep_those_of_the_readme(folder: Path) -> list[str]:
    """Copies what the README shows into docs, and takes away what it no longer shows; the names that are missing."""
    docs = ROOT / "docs"
    named = set(re.findall(r"docs/([\w-]+\.png)", (ROOT / "README.md").read_text(encoding="utf-8")))
    for name in named:
        if (folder / name).exists():
            shutil.copy(folder / name, docs / name)
    for path in docs.glob("*.png"):
        if path.name not in named:
            path.unlink()
    return sorted(name for name in named if not (docs / name).exists())


def use_home(home: Path) -> None:
    """The standard places of the system in a temporary folder, as a person has them; where that cannot be, a home
    that the environment names, in which the data cannot be moved."""
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())
    if home not in paths.data_dir().parents:
        os.environ["MAEARI_HOME"] = str(home)


def main(folder: Path, *, quick: bool = False) -> None:
    """Takes every picture; `quick` only those of the Write page, with models that are counted and not trained."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="maeari-pictures-") as name:
        home = Path(name)
        use_home(home)
        app = QApplication([])
        photographer = Photographer(app, folder)
        photographer.until(lambda: photographer.window.pages["write"].models.known)
        photographer.shoot("write-empty")
        if quick:
            korean, english = (
                write_pictures.count(photographer, f"sample:{name}_prose") for name in ("korean", "english")
            )
            write_pictures.writing(photographer, english, korean)
        else:
            everything(photographer, home)
        photographer.application.close()


def everything(photographer: Photographer, home: Path) -> None:
    """Every page and state, in an order in which each finds what it shows."""
    window_pictures.first_steps(photographer)
    window_pictures.start(photographer, home)
    window_pictures.second_start(photographer, home / "handed over")
    corpora(photographer, home / "일기와 편지")
    photographer.train("sample:korean_prose", "train-korean")
    photographer.train("sample:english_prose", "", cell="gru")
    photographer.train("sample:english_prose", "train", minutes=4, seed="The harbour ")
    photographer.compare("The harbour ")
    photographer.train_spam()
    photographer.models()
    photographer.spam()
    names = [info.name for info in photographer.application.context.store.models() if info.kind == "language"]
    korean = next(name for name in names if "orean" in name)
    english = next(name for name in names if "nglish" in name)  # the newest: the one of four minutes
    write_pictures.writing(photographer, english, korean)
    window_pictures.commands(photographer)
    window_pictures.bins(photographer)
    window_pictures.settings(photographer, home)
    window_pictures.other_looks(photographer)
    window_pictures.jobs(photographer, home)


if __name__ == "__main__":
    main(Path(sys.argv[1]), quick="--quick" in sys.argv)
    if missing := keep_those_of_the_readme(Path(sys.argv[1])):
        sys.exit(f"The README shows pictures that are not taken: {', '.join(missing)}.")
