"""Numbers, dates and sizes are written as the language of the window does, and at once where that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QApplication, QDateEdit, QDoubleSpinBox, QVBoxLayout, QWidget

from desktop.app import Application
from desktop.models.model_text import date_text
from desktop.pages.settings import SettingsPage
from desktop.training.training_text import file_size
from desktop.wording.dates import person_locale
from desktop.wording.language import Language, locale_for

KOREAN = QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea)
BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)
DAY = "2026-11-25T09:00:00+00:00"


@pytest.fixture(autouse=True)
def default_locale() -> Iterator[None]:
    """Puts back the locale of the other tests."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("code", "system", "shown"),
    [
        ("en", BRITISH, "25/11/2026"),
        ("en", GERMAN, "2026-11-25"),
        ("en", KOREAN, "2026-11-25"),
        ("en", QLocale.c(), "25 11 2026"),  # which `use_readable_numbers` replaces when Maeari starts
        ("pseudo", KOREAN, "2026-11-25"),
        ("ko", KOREAN, "26. 11. 25."),
        ("ko", BRITISH, "26. 11. 25."),
        ("ko", QLocale.c(), "26. 11. 25."),
    ],
)
def test_the_country_is_that_of_the_system_where_it_speaks_the_language(code: str, system: QLocale, shown: str) -> None:
    day = locale_for(code, system).toString(QDate(2026, 11, 25), QLocale.FormatType.ShortFormat)
    assert day == shown


def test_a_window_follows_the_language_and_gives_the_old_way_back(qtbot, qapp: QApplication) -> None:
    QLocale.setDefault(GERMAN)
    language = Language(qapp, choice="en")
    window = QWidget()
    qtbot.addWidget(window)
    number, day = QDoubleSpinBox(window), QDateEdit(QDate(2026, 11, 25), window)
    number.setValue(1.5)
    column = QVBoxLayout(window)
    column.addWidget(number)
    column.addWidget(day)
    assert (number.text(), date_text(DAY), file_size(1536)) == ("1.50", "2026-11-25", "1.5 KiB")
    language.choose("ko")
    assert date_text(DAY) == "26. 11. 25."
    assert window.locale() == number.locale() == KOREAN
    assert person_locale() == KOREAN
    language.choose("en")
    assert number.locale().language() == QLocale.Language.English
    assert date_text(DAY) == "2026-11-25"
    language.close()
    assert QLocale() == GERMAN


def test_the_choice_in_the_settings_changes_the_dates_of_the_open_window(
    qtbot, application: Callable[[], Application]
) -> None:
    made = application()
    made.window.show_page("settings")
    page = made.window.pages["settings"]
    assert isinstance(page, SettingsPage)
    made.settings.set("appearance/language", "ko")
    assert QLocale() == page.locale() == made.window.locale() == KOREAN
    made.settings.set("appearance/language", "en")
    assert QLocale().language() != QLocale.Language.Korean
    assert page.locale() == QLocale()
