"""Models side by side: curves, figures, and the same seed for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import clashing_mnemonics, close, make_context, unnamed
from PySide6.QtCore import Qt
from write_page_support import is_written_to_its_end

import engine
from desktop.context import AppContext
from desktop.pages.train import TrainPage
from desktop.widgets.forms import choose
from desktop.widgets.models import compare_view
from desktop.widgets.models.compare_view import CompareView
from desktop.wording.language import Language

SEA = "the sea was calm. the boat was white. " * 4


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return make_context(home)


@pytest.fixture
def described(context: AppContext, bigram_model: Callable[..., str]) -> Callable[..., str]:
    """A small model with figures and a curve."""

    def build(name: str, *, loss: float = 2.0, unit: str = "char", fingerprint: str = "", **kept: Any) -> str:
        bigram_model(name, SEA, unit=unit, **kept)
        stored = context.store.load(name)
        history = tuple(
            engine.HistoryPoint(epoch=n, step=100 * n, seconds=2.0 * n, loss=loss + 1 / n, val_loss=loss + 2 / n)
            for n in range(1, 6)
        )
        metrics = {"val_loss": loss, "perplexity": 7.4, "bits_per_char": loss / 0.6931, "ngram_loss": 2.2}
        info = stored.info.model_copy(update={"history": history, "metrics": metrics, "parameters": 1234})
        info = info.model_copy(update={"corpus": info.corpus.model_copy(update={"fingerprint": fingerprint})})
        context.store.save(info, tokenizer=stored.tokenizer, weights=stored.weights)
        return name

    return build


@pytest.fixture
def page(context: AppContext, qtbot: Any) -> Iterator[TrainPage]:
    made = TrainPage(context)
    made.resize(1200, 900)
    made.show()
    made.shown(None)
    yield made
    close(made, context)


def opened(page: TrainPage, qtbot: Any) -> CompareView:
    qtbot.mouseClick(page.compare_button, Qt.MouseButton.LeftButton)
    assert page.compare is not None
    assert page.compare.isVisible()
    return page.compare


def row(view: CompareView, title: str) -> list[str]:
    table = view.table
    for number in range(table.rowCount()):
        if table.item(number, 0).text() == title:
            return [table.item(number, column).text() for column in range(1, table.columnCount())]
    raise AssertionError(title)


def test_without_two_models_it_says_what_is_missing_and_leads_back(page: TrainPage, qtbot: Any) -> None:
    view = opened(page, qtbot)
    assert view.empty.title.text() == "Nothing to compare yet"
    assert not view.inside.isVisible()
    qtbot.mouseClick(view.back, Qt.MouseButton.LeftButton)
    assert page.splitter.isVisible()
    assert not view.isVisible()


def test_the_two_newest_are_chosen_at_first_and_their_curves_overlaid(
    page: TrainPage, qtbot: Any, described: Callable[..., str]
) -> None:
    described("old", created="2025-01-01T00:00:00+00:00")
    described("SimpleRNN", loss=2.0, created="2026-01-02T00:00:00+00:00")
    described("GRU", loss=1.8, created="2026-01-03T00:00:00+00:00")
    view = opened(page, qtbot)
    assert view.chosen == ["GRU", "SimpleRNN"]
    view.plot._repaint()
    assert view.plot.canvas.legend == ["GRU", "SimpleRNN"]
    choose(view.plot.controls.axis, "seconds")
    view.plot._repaint()
    held_out = [s for s in view.plot.canvas.scene.series if s.key == "held_out"]
    assert [list(series.xs) for series in held_out] == [[2.0, 4.0, 6.0, 8.0, 10.0]] * 2


def test_the_table_holds_every_figure_and_marks_the_best(
    page: TrainPage, qtbot: Any, described: Callable[..., str]
) -> None:
    described("SimpleRNN", loss=2.0)
    described("GRU", loss=1.8, created="2026-01-03T00:00:00+00:00")
    view = opened(page, qtbot)
    assert [view.table.horizontalHeaderItem(n).text() for n in (1, 2)] == ["GRU", "SimpleRNN"]
    assert row(view, "Held-out loss") == ["1.800 (best)", "2.000"]
    assert row(view, "Plain n-gram") == ["2.200", "2.200"]
    assert row(view, "Parameters")[0].replace(",", "") == "1234"
    for title in ("Unit", "Cell", "Units", "Layers", "Characters", "Perplexity", "Bits per character", "Time"):
        assert len(row(view, title)) == 2
    assert row(view, "Time") == ["–", "–"]
    assert not view.note.isVisible()


def test_models_of_other_units_are_compared_by_bits_a_character(
    page: TrainPage, qtbot: Any, described: Callable[..., str]
) -> None:
    described("words", loss=3.0, unit="word")
    described("characters", loss=1.8)
    view = opened(page, qtbot)
    assert "different units" in view.note.text()
    assert not any("best" in text for text in row(view, "Held-out loss"))
    assert any("best" in text for text in row(view, "Bits per character"))


def test_models_of_other_texts_are_not_ranked(page: TrainPage, qtbot: Any, described: Callable[..., str]) -> None:
    described("one", loss=3.0, fingerprint="a")
    described("two", loss=1.8, fingerprint="b")
    view = opened(page, qtbot)
    assert "different texts" in view.note.text()
    assert view.note.isVisible()
    assert not any("best" in text for title in ("Held-out loss", "Bits per character") for text in row(view, title))


def test_four_models_at_most_and_the_keyboard_chooses(
    page: TrainPage, qtbot: Any, described: Callable[..., str]
) -> None:
    for number in range(5):
        described(f"m{number}", created=f"2026-01-0{number + 1}T00:00:00+00:00")
    view = opened(page, qtbot)
    view.list.setCurrentRow(2)
    qtbot.keyClick(view.list, Qt.Key.Key_Space)
    assert view.chosen == ["m4", "m3", "m2"]
    view.list.setCurrentRow(3)
    qtbot.keyClick(view.list, Qt.Key.Key_Space)
    assert len(view.chosen) == 4
    assert not view.list.item(4).flags() & Qt.ItemFlag.ItemIsEnabled
    qtbot.keyClick(view.list, Qt.Key.Key_Space)
    assert view.list.item(4).flags() & Qt.ItemFlag.ItemIsEnabled


def test_what_was_written_stays_in_another_language(
    page: TrainPage, qtbot: Any, qapp: Any, described: Callable[..., str]
) -> None:
    names = ["English prose", "Plain n-gram"]  # words that the window itself has, and says in Korean
    for name in names:
        described(name)
    view = opened(page, qtbot)
    view.choose(names)
    qtbot.keyClicks(view.seed, "the ")
    view.write()
    qtbot.waitUntil(lambda: not view.work.active, timeout=20_000)
    written = [sample.toPlainText() for sample in view.samples]
    assert all(written[:2])
    language = Language(qapp, choice="en")
    try:
        for choice in ("ko", "en"):
            language.choose(choice)
            view.refresh()
            assert [sample.toPlainText() for sample in view.samples] == written
            assert [title.text() for title in view.sample_titles[:2]] == view.chosen
    finally:
        language.close()


def test_the_same_seed_is_continued_by_every_model_and_the_same_way_each_time(
    page: TrainPage, qtbot: Any, described: Callable[..., str]
) -> None:
    for name in ("LSTM", "GRU", "SimpleRNN"):
        described(name)
    view = opened(page, qtbot)
    view.choose(["LSTM", "GRU", "SimpleRNN"])
    assert not view.write_button.isEnabled()
    qtbot.keyClicks(view.seed, "the ")
    qtbot.mouseClick(view.write_button, Qt.MouseButton.LeftButton)
    assert view.stop_button.isVisible()
    qtbot.waitUntil(lambda: not view.work.active, timeout=20_000)
    texts = [sample.toPlainText() for sample in view.samples if sample.isVisible()]
    assert len(texts) == 3
    assert all(text.startswith("the ") and is_written_to_its_end(text, 4 + 160) for text in texts)
    assert len(set(texts)) == 1  # three copies of one network, one seed
    assert [t.text() for t in view.sample_titles if t.isVisible()] == view.chosen
    qtbot.keyClick(view.seed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.work.active, timeout=20_000)
    assert [sample.toPlainText() for sample in view.samples if sample.isVisible()] == texts
    choose(view.sampling, 0.0)
    qtbot.mouseClick(view.write_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.work.active, timeout=20_000)
    assert view.samples[0].toPlainText() != texts[0]
    kept = [sample.toPlainText() for sample in view.samples]
    page.context.models_changed.emit()  # as at a checkpoint of a training, and after a switch of the language
    assert [sample.toPlainText() for sample in view.samples] == kept
    view.choose(view.chosen[:2])
    assert view.samples[0].toPlainText() == kept[0]
    assert not view.samples[2].toPlainText()


def test_a_model_that_cannot_be_opened_says_so_in_its_column(
    page: TrainPage, qtbot: Any, described: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    described("good")
    described("bad")
    real = engine.open_completer

    def opener(models_dir: Path, name: str) -> Any:
        if name == "bad":
            raise engine.ModelDamagedError("Its weights cannot be read.")
        return real(models_dir, name)

    monkeypatch.setattr(engine, "open_completer", opener)
    view = opened(page, qtbot)
    view.seed.setText("the ")
    view.write()
    qtbot.waitUntil(lambda: not view.work.active, timeout=20_000)
    shown = {t.text(): s.toPlainText() for t, s in zip(view.sample_titles, view.samples, strict=True) if t.isVisible()}
    assert "cannot be read" in shown["bad"]
    assert shown["good"].startswith("the ")


def test_leaving_stops_the_writing(
    page: TrainPage, qtbot: Any, described: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    described("one")
    described("two")
    monkeypatch.setitem(compare_view.LENGTHS, "char", 100_000)
    view = opened(page, qtbot)
    view.seed.setText("the ")
    view.write()
    qtbot.waitUntil(lambda: bool(view.samples[0].toPlainText()), timeout=20_000)
    view.write_button.setFocus()
    qtbot.mouseClick(view.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.work.active, timeout=5000)
    assert len(view.samples[0].toPlainText()) < 100_000


def test_escape_stops_and_then_leads_back(page: TrainPage, qtbot: Any, described: Callable[..., str]) -> None:
    described("one")
    described("two")
    view = opened(page, qtbot)
    qtbot.keyClick(view.write_button, Qt.Key.Key_Escape)
    assert page.splitter.isVisible()


def test_another_page_that_wants_to_train_gets_the_form(
    page: TrainPage, qtbot: Any, described: Callable[..., str]
) -> None:
    opened(page, qtbot)
    page.shown("sample")
    assert page.splitter.isVisible()


def test_new_models_appear_while_it_is_open(
    page: TrainPage, context: AppContext, qtbot: Any, described: Callable[..., str]
) -> None:
    described("one")
    view = opened(page, qtbot)
    described("two")
    context.models_changed.emit()
    assert view.list.count() == 2


def test_every_control_has_a_name(page: TrainPage, qtbot: Any, described: Callable[..., str]) -> None:
    described("one")
    described("two")
    view = opened(page, qtbot)
    assert unnamed(view) == []
    assert clashing_mnemonics(page) == {}
