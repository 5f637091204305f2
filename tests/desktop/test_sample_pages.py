"""The models that come with the program, as the pages show them: named as samples, and behind the person's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import clashing_mnemonics, close, make_context, opened_write_page, unnamed
from PySide6.QtCore import Qt
from spam_page_support import save_checker

import engine
from desktop.app import Application
from desktop.context import AppContext
from desktop.pages.models import ModelsPage
from desktop.pages.spam import SpamPage

SPAM_TEXT = "(광고) 지금 신청하시면 무료 쿠폰을 드립니다! 한정 수량, 서두르세요. 수신거부 080-000-0000"


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    made = make_context(home)
    made._open_store = lambda: engine.ModelStore.with_samples(made.models_dir)
    return made


@pytest.fixture
def spam_page(context: AppContext, qtbot: Any) -> Iterator[SpamPage]:
    made = SpamPage(context)
    made.resize(1100, 850)
    made.show()
    qtbot.waitExposed(made)
    made.shown(None)
    yield made
    close(made, context)


@pytest.fixture
def application_with_samples(qapp: Any) -> Iterator[Callable[[], Application]]:
    built: list[Application] = []

    def build() -> Application:
        built.append(Application(qapp, samples=engine.paths.sample_models_dir()))
        return built[-1]

    yield build
    for made in built:
        made.close()
        made.window.deleteLater()
        made.deleteLater()


def test_the_first_mail_gets_an_answer_that_says_it_is_of_a_sample(spam_page: SpamPage, qtbot: Any) -> None:
    assert spam_page.model.currentText() == "Sample spam checker"
    assert spam_page.sample_bar.isVisible()
    spam_page.paste.setPlainText(SPAM_TEXT)
    qtbot.mouseClick(spam_page.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: spam_page.report is not None)
    assert spam_page.report is not None
    assert spam_page.report.verdict == "spam"
    assert unnamed(spam_page) == []
    assert clashing_mnemonics(spam_page) == {}


def test_a_mark_on_the_sample_wins_at_once(spam_page: SpamPage, qtbot: Any) -> None:
    spam_page.paste.setPlainText(SPAM_TEXT)
    qtbot.mouseClick(spam_page.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: spam_page.report is not None)
    qtbot.mouseClick(spam_page.marks.normal_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: spam_page.report is not None and spam_page.report.verdict == "normal")


def test_the_sample_gives_way_to_the_persons_own(spam_page: SpamPage) -> None:
    save_checker(spam_page.context.models_dir)
    spam_page.context.models_changed.emit()
    assert [spam_page.model.itemText(i) for i in range(spam_page.model.count())] == ["Words"]
    assert not spam_page.sample_bar.isVisible()


def test_the_way_to_an_own_checker_is_one_button(spam_page: SpamPage, qtbot: Any) -> None:
    asked: list[tuple[str, object]] = []
    spam_page.request_page.connect(lambda name, argument: asked.append((name, argument)))
    qtbot.mouseClick(spam_page.train_button, Qt.MouseButton.LeftButton)
    assert asked == [("train", "spam-sample")]


def test_the_library_names_samples_and_offers_only_what_can_be_done(context: AppContext, qtbot: Any) -> None:
    page = ModelsPage(context)
    page.show()
    page.shown("Sample English")
    qtbot.waitUntil(lambda: page.list.count() == 3)
    assert "sample" in page.list.item(0).text().partition("\n")[2]
    assert "sample" in page.panel.details.facts["Kind"]
    for button, possible in (
        (page.panel.use, True),
        (page.panel.duplicate, True),
        (page.panel.export, True),
        (page.panel.rename, False),
        (page.panel.delete, False),
        (page.panel.go_on, False),
    ):
        assert button.isVisible() is possible
    page.acts.delete()
    page.acts.rename()
    assert page.acts.dialog is None
    assert not page.library.busy
    context.store.duplicate("Sample English", "Mine")
    context.models_changed.emit()
    qtbot.waitUntil(lambda: page.list.count() == 4)
    page.select("Mine")
    assert page.panel.delete.isEnabled()
    close(page, context)


def test_writing_begins_with_a_sample_that_says_so(
    qtbot: Any, application_with_samples: Callable[[], Application]
) -> None:
    page = opened_write_page(qtbot, application_with_samples)
    assert page.composer.current_model is not None
    assert page.composer.current_model.name == "Sample English"
    assert page.empty.isVisible()
    assert "sample" in page.empty.text.text()
    asked: list[tuple[str, object]] = []
    page.request_page.connect(lambda name, argument: asked.append((name, argument)))
    page.empty.button.click()
    assert asked == [("train", None)]


def test_in_a_korean_window_the_korean_sample_is_the_first(
    qtbot: Any, application_with_samples: Callable[[], Application]
) -> None:
    from desktop.settings import Settings

    settings = Settings(engine.paths.config_dir())
    settings.set("appearance/language", "ko")
    settings.save()
    page = opened_write_page(qtbot, application_with_samples)
    assert page.composer.current_model is not None
    assert page.composer.current_model.name == "Sample Korean"


def test_a_sample_writes_and_the_first_own_model_takes_its_place(
    qtbot: Any, application_with_samples: Callable[[], Application], bigram_model: Callable[..., str]
) -> None:
    page = opened_write_page(qtbot, application_with_samples)
    page.composer.length.setValue(20)
    page.completing.send("The lighthouse")
    assert not page.empty.isVisible()
    qtbot.waitUntil(lambda: not page.generator.active and bool(page.chat.turns))
    bigram_model("Letters", "the keeper wrote a letter to his sister and went to bed")
    page.context.models_changed.emit()
    qtbot.waitUntil(lambda: page.composer.model.count() == 3)
    assert page.composer.current_model is not None
    assert page.composer.current_model.name == "Letters"
