"""Numbers, dates and times as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QLocale

from desktop.app import use_readable_numbers
from desktop.widgets.metrics import metric_text, metric_title
from desktop.writing.generation import Progress
from desktop.writing.writing_text import speed_text

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


@pytest.fixture(autouse=True)
def default_locale() -> Iterator[None]:
    """Puts back the locale of the other tests."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


def test_without_a_language_of_the_system_numbers_have_separators_and_dates_begin_with_the_year(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("desktop.app.QLocale.system", QLocale.c)
    use_readable_numbers()
    assert QLocale().toString(67356) == "67,356"
    assert QLocale().toString(QDate(2026, 11, 24), QLocale.FormatType.ShortFormat) == "2026-11-24"


def test_the_language_of_the_system_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    korean = QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea)
    QLocale.setDefault(korean)
    monkeypatch.setattr("desktop.app.QLocale.system", lambda: korean)
    use_readable_numbers()
    assert QLocale() == korean


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("epochs", 27.933, "27.9"),
        ("spam_loss", 0.205, "20.5 %"),
        ("seconds", 80.0, "1 min 20 s"),
        ("tokens_per_second", 29671.4, "29,671"),
        ("perplexity", 4.7581, "4.758"),
    ],
)
def test_a_figure_is_shown_by_its_kind(key: str, value: float, shown: str) -> None:
    QLocale.setDefault(ENGLISH)
    assert metric_text(key, value) == shown


def test_a_figure_of_verdicts_has_a_name_in_words() -> None:
    assert metric_title("verdict_ham_spam") == "Ham judged spam"


@pytest.mark.parametrize(("seconds", "shown"), [(0.0004, "1 ms"), (0.25, "250 ms"), (1.26, "1.3 s")])
def test_the_time_to_the_first_word_is_never_nothing(seconds: float, shown: str) -> None:
    text = speed_text(Progress(("two words",), (), seconds, seconds + 1), ENGLISH)
    assert text.startswith(f"First word after {shown}")
