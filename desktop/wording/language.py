"""The language of the window, switched while it is open.

Qt translates what is built anew; what is already shown is turned by the entries of the Linguist file, so that nothing
on a page is lost and a training goes on. English is what the source is written in and needs no file. Dates, numbers
and sizes follow: QLocale() is that of the language in use.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from desktop.wording import pseudo
from desktop.wording.catalogue import ENGINE, Entry, Sentences, read_entries
from desktop.wording.retranslate import Retranslator

LANGUAGES = ("system", "en", "ko")
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "translations"

_engine: Sentences | None = None  # the engine's sentences in the language in use; None for English


def in_words(text: str) -> str:
    """A sentence of the engine in the person's language; as it is where that has none."""
    if _engine is None or not text:
        return text
    said = _engine.say(text)
    if said is not None:
        return said
    parts = [part for part in _parts(text) if part]
    return " ".join(_engine.say(part) or part for part in parts) if len(parts) > 1 else text


def _parts(text: str) -> list[str]:
    """Sentences one after the other, which is how what happened and what to do about it are shown."""
    return text.replace(".\n", ". ").replace(". ", ".\0").split("\0")


def system_language() -> str:
    """ "ko" where the system speaks Korean, else "en"."""
    return "ko" if QLocale.system().language() == QLocale.Language.Korean else "en"


def locale_for(code: str, system: QLocale) -> QLocale:
    """How numbers and dates are written in a language: as the system does where it speaks it, with its country.

    Args:
        code: "ko"; everything else is English, whose dates begin with the year, so that no one reads them wrongly.
        system: what the system says; the C locale says nothing and passes for English.
    """
    if code == "ko":
        own = QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea)
    else:
        own = QLocale(QLocale.Language.English, QLocale.Country.Canada)
    spoken = system.language()
    return system if spoken == own.language() or (code != "ko" and spoken == QLocale.Language.C) else own


class Language(QObject):
    """Which language the window speaks, and how it writes numbers and dates."""

    changed = Signal(str)

    def __init__(self, app: QApplication, *, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._translators: list[QTranslator] = []
        self._system = QLocale()
        self.code = "en"
        self._set_locale()
        self.choose(choice)

    def choose(self, choice: str) -> None:
        """Speaks "en", "ko", "pseudo", or what the system speaks. What is shown already is turned at once."""
        code = choice if choice in ("en", "ko", pseudo.CODE) else system_language()
        if code == self.code:
            return
        before, self.code = self.code, code
        self._set_locale()
        self._install(code)
        Retranslator(_entries(before), _entries(code)).turn(QApplication.topLevelWidgets())
        self.changed.emit(code)

    def _set_locale(self) -> None:
        QLocale.setDefault(locale_for(self.code, self._system))
        for widget in QApplication.topLevelWidgets():
            widget.unsetLocale()  # it and all within take the new one

    def _install(self, code: str) -> None:
        global _engine
        for translator in self._translators:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._translators = []
        _engine = None
        if code != "en":
            entries = _entries(code)
            _engine = Sentences((entry.source, entry.translation) for entry in entries if entry.context == ENGINE)
        if code == pseudo.CODE:
            self._translators = [pseudo.PseudoTranslator(self)]
            self._app.installTranslator(self._translators[0])
        elif code != "en":
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            for name, place in ((f"qtbase_{code}", folder), (f"maeari_{code}", str(FOLDER))):
                translator = QTranslator(self)
                if translator.load(name, place):
                    self._app.installTranslator(translator)
                    self._translators.append(translator)

    def close(self) -> None:
        """Back to English, for what comes after in the same process."""
        self._install("en")
        self.code = "en"
        QLocale.setDefault(self._system)


def _entries(code: str) -> tuple[Entry, ...]:
    if code == pseudo.CODE:
        listed = read_entries(FOLDER / "maeari_ko.ts")
        return tuple(Entry(entry.context, entry.source, pseudo.stretched(entry.source)) for entry in listed)
    return () if code == "en" else read_entries(FOLDER / f"maeari_{code}.ts")
