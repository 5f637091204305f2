"""Inside: the states and gates of networks as maps, as numbers and as a table, on real networks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from page_support import clashing_mnemonics, close, make_context, unnamed
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication

import engine
from desktop import theme
from desktop.context import AppContext
from desktop.models.inside_text import as_csv, formula_html, token_label, value_range
from desktop.models.inside_work import Network
from desktop.models.model_text import CELLS
from desktop.pages.models import ModelsPage
from desktop.widgets.forms import choose
from desktop.widgets.models.heat_axes import TokenAxis
from desktop.widgets.models.heat_map import HeatMap, color_table, shade
from desktop.widgets.models.inside_view import InsideView
from engine.network import array_shapes
from engine.tokens.tokenizer import CharTokenizer

SEED = "바다가 sea"
TEXT = "바다가 조용했다. the sea was calm"


def save(store: engine.ModelStore, name: str, cell: Any, *, layers: int = 1, units: int = 7) -> None:
    tokenizer = CharTokenizer.fit(TEXT)
    config = engine.ModelConfig(unit="char", cell=cell, units=units, num_layers=layers, embedding_dim=4)
    random = np.random.default_rng(3)
    weights = {
        key: random.normal(0, 0.5, shape).astype(np.float32)
        for key, shape in array_shapes(config, len(tokenizer)).items()
    }
    info = engine.ModelInfo(
        name=name,
        model=config,
        created="2026-01-01T00:00:00+00:00",
        vocabulary=len(tokenizer),
        parameters=sum(array.size for array in weights.values()),
    )
    store.save(info, tokenizer=tokenizer.to_json(), weights=weights)


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    made = make_context(home)
    save(made.store, "기억", "lstm", layers=2)
    save(made.store, "Gate", "gru")
    return made


@pytest.fixture
def page(context: AppContext, qtbot: Any) -> Iterator[ModelsPage]:
    made = ModelsPage(context)
    made.resize(1200, 800)
    made.show()
    made.shown("기억")
    qtbot.waitUntil(lambda: made.current_name == "기억")
    made.panel.inside.click()
    assert made.inside is not None
    made.inside.seed.setText(SEED)
    made.inside.look()
    qtbot.waitUntil(lambda: read(made.inside) == SEED)
    yield made
    close(made, context)


@pytest.fixture
def view(page: ModelsPage) -> InsideView:
    assert page.inside is not None
    return page.inside


def read(view: InsideView | None) -> str:
    return view._shown.seed if view is not None and view._shown is not None else ""


def look(view: InsideView, qtbot: Any, seed: str) -> None:
    view.seed.setText(seed)
    qtbot.keyClick(view.seed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: read(view) == seed)


def pick(view: InsideView, qtbot: Any, place: int, network: Network | None) -> None:
    before = view._shown
    choose(view.columns[place].choice, network)
    view.look()
    qtbot.waitUntil(lambda: view._shown is not before)


def values(view: InsideView, place: int, name: str) -> np.ndarray:
    found = view.columns[place].found
    assert found is not None
    return found.layers[view.columns[place].layer].values[name]


# -- side by side -----------------------------------------------------------------------------------------------------


def test_the_three_cells_stand_side_by_side_on_one_seed_and_a_missing_one_is_untrained(view: InsideView) -> None:
    assert [column.found.cell for column in view.columns if column.found is not None] == list(CELLS)
    assert view.networks == [Network("", "rnn"), Network("기억", "lstm"), Network("Gate", "gru")]
    assert "untrained" in view.columns[0].choice.currentText()
    assert "random weights" in view.columns[0].told.text()
    assert "random" not in view.columns[1].told.text()
    assert view.train_button.isVisible()
    assert [list(column.maps) for column in view.columns] == [
        ["hidden"],
        ["hidden", "cell", "input", "forget", "candidate", "output"],
        ["hidden", "update", "reset", "candidate"],
    ]
    for column in view.columns:
        assert column.found is not None
        assert column.found.tokens == tuple(SEED)
        units = column.found.layers[0].shape[1]
        for shown in column.maps.values():
            assert shown.shape.text() == f"(steps {len(SEED)} × units {units})"
            assert shown.map.shape == (len(SEED), units)
            assert shown.formula.text()


def test_one_or_two_networks_are_enough(view: InsideView, qtbot: Any) -> None:
    pick(view, qtbot, 0, Network("Gate", "gru"))
    pick(view, qtbot, 2, None)
    assert [column.found is not None for column in view.columns] == [True, True, False]
    assert not view.columns[2].area.isVisible()
    assert not view.train_button.isVisible()
    pick(view, qtbot, 2, Network("", "lstm"))
    assert view.columns[2].area.isVisible()


def test_every_layer_can_be_looked_at(view: InsideView) -> None:
    column = view.columns[1]
    assert column.found is not None
    assert column.layers.count() == 2
    assert not view.columns[2].layers.isEnabled()
    first = column.maps["forget"].map._codes.copy()
    column.layers.setCurrentIndex(1)
    assert column.layer == 1
    assert not np.array_equal(first, column.maps["forget"].map._codes)


def test_a_new_seed_is_read_after_a_pause_and_none_is_asked_for(view: InsideView, qtbot: Any) -> None:
    view.seed.setText("calm")
    qtbot.waitUntil(lambda: read(view) == "calm")
    assert view.columns[1].found is not None
    assert view.columns[1].found.tokens == tuple("calm")
    view.seed.setText("")
    view.look()
    assert "Type" in view.hint.text()
    assert view.hint.isVisible()


def test_a_long_seed_is_cut_and_unknown_tokens_are_counted(view: InsideView, qtbot: Any) -> None:
    look(view, qtbot, "sea " * 90)
    assert "256" in view.hint.text()
    look(view, qtbot, "sea 힣")
    assert not view.hint.isVisible()
    assert "1 of 5" in view.columns[1].told.text()
    assert "1 of 5" not in view.columns[0].told.text()


def test_networks_are_loaded_on_a_lane_and_only_once(
    view: InsideView, context: AppContext, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[tuple[str, bool]] = []
    load = engine.ModelStore.load

    def watched(store: engine.ModelStore, name: str) -> Any:
        loaded.append((name, threading.current_thread() is threading.main_thread()))
        return load(store, name)

    monkeypatch.setattr(engine.ModelStore, "load", watched)
    look(view, qtbot, "calm")
    assert loaded == []
    context.models_changed.emit()
    look(view, qtbot, "was")
    assert sorted(loaded) == [("Gate", False), ("기억", False)]


def test_a_network_that_cannot_be_read_says_why_and_the_others_are_shown(
    view: InsideView, context: AppContext, home: Path, qtbot: Any
) -> None:
    weights = next(path for path in (home / "data" / "models" / "Gate").rglob("weights.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-8] + b"\xff" * 8)
    view.reader.forget()
    look(view, qtbot, "calm")
    column = view.columns[2]
    assert column.problem.isVisible()
    assert "Gate" in column.problem.text()
    assert not column.area.isVisible()
    assert view.columns[1].found is not None
    view.table_button.setChecked(True)
    assert view.table.network.count() == 2


# -- reading values ---------------------------------------------------------------------------------------------------


def test_arrow_keys_read_every_value_out(view: InsideView, qtbot: Any) -> None:
    shown = view.columns[1].maps["forget"].map
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(shown, key)
    value = values(view, 1, "forget")[1, 2]
    assert view.readout.text().startswith(f"Step 2, “다”: Forget gate of unit 3 is {value:.3f}.")
    assert "how much of the cell is kept" in view.readout.text()
    assert shown.accessibleDescription() in view.readout.text()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(shown, key)
    assert shown.cursor_at == (0, 0)
    for key in (Qt.Key.Key_End, Qt.Key.Key_PageDown):
        qtbot.keyClick(shown, key)
    assert shown.cursor_at == (len(SEED) - 1, 6)


def test_the_pointer_reads_values_and_all_maps_mark_the_same_step(view: InsideView, qtbot: Any) -> None:
    shown = view.columns[2].maps["update"].map
    place = shown.cell(3, 5).center().toPoint()
    qtbot.mouseMove(shown, place)
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=place)
    assert "a blank: Update gate of unit 6" in view.readout.text()
    for column in view.columns:
        assert all(other.map.cursor_at == (3, 5) for other in column.maps.values())
        assert column.axis._step == 3
    look(view, qtbot, "sea")
    assert shown.cursor_at is None
    assert view.readout.text().startswith("Each column is a step")


def test_the_table_has_the_same_numbers_in_words_too(view: InsideView) -> None:
    view.columns[1].maps["cell"].map.pointed.emit(2, 4)
    view.table_button.setChecked(True)
    assert view.table.table.isVisible()
    assert view.table.shown == ("기억 (LSTM)", 0, "cell")
    model = view.table.values
    assert (model.rowCount(), model.columnCount()) == (len(SEED), 7)
    value = values(view, 1, "cell")[2, 4]
    index = model.index(2, 4)
    assert float(index.data().replace("\N{MINUS SIGN}", "-")) == pytest.approx(value, abs=1e-3)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Step 3, “가”: Cell state of unit 5 is ")
    assert model.headerData(3, Qt.Orientation.Vertical) == f"4  {token_label(' ')}"
    choose(view.table.value, "output")
    assert float(model.index(2, 4).data()) == pytest.approx(values(view, 1, "output")[2, 4], abs=1e-3)
    view.table_button.setChecked(False)
    assert view.columns[0].isVisible()


def test_what_is_under_the_cursor_is_copied_as_a_table(view: InsideView, qtbot: Any) -> None:
    view.columns[2].maps["reset"].map.pointed.emit(0, 0)
    with qtbot.waitSignal(view.request_status) as said:
        qtbot.mouseClick(view.copy_button, Qt.MouseButton.LeftButton)
    assert "Gate" in said.args[0]
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split(",")[:3] == ["step", "token", "unit 1"]
    assert len(lines) == 1 + len(SEED)
    cells = lines[1].split(",")
    assert cells[1] == "바"
    np.testing.assert_allclose([float(cell) for cell in cells[2:]], values(view, 2, "reset")[0], rtol=1e-4)
    view.table_button.setChecked(True)
    choose(view.table.value, "hidden")
    view.copy()
    first = QGuiApplication.clipboard().text().splitlines()[1].split(",")
    np.testing.assert_allclose([float(cell) for cell in first[2:]], values(view, 2, "hidden")[0], rtol=1e-4)


def test_escape_goes_back_and_every_control_has_a_name(page: ModelsPage, view: InsideView, qtbot: Any) -> None:
    assert unnamed(page) == []
    assert clashing_mnemonics(page) == {}
    for column in view.columns:
        assert all(shown.map.accessibleName() for shown in column.maps.values())
    qtbot.keyClick(view.seed, Qt.Key.Key_Escape)
    assert page.splitter.isVisible()


# -- painting ---------------------------------------------------------------------------------------------------------


def test_a_cell_of_the_map_has_the_colour_of_its_value(qtbot: Any) -> None:
    shown = HeatMap()
    qtbot.addWidget(shown)
    array = np.array([[-1.0, 0.0, 1.0], [0.5, -0.5, 0.0]], np.float32)
    shown.show_values(array, 1.0)
    shown.resize(202, shown.height())
    picture = shown.grab().toImage()
    for step in range(2):
        for unit in range(3):
            seen = picture.pixelColor(shown.cell(step, unit).center().toPoint())
            wanted = shade(theme.colors(), float(array[step, unit]))
            assert abs(seen.red() - wanted.red()) + abs(seen.blue() - wanted.blue()) <= 6


def test_every_unit_has_the_same_height(qtbot: Any) -> None:
    shown = HeatMap()
    qtbot.addWidget(shown)
    for units in (1, 7, 128, 200, 512):
        shown.show_values(np.zeros((3, units), np.float32), 1.0)
        assert (shown.height() - 2) % units == 0
        assert shown.height() - 2 >= units


# How colours look to people without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1).
BLINDNESS = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize("kind", [None, *BLINDNESS])
def test_both_ends_and_the_middle_are_told_apart_by_everyone(name: str, kind: str | None) -> None:
    tokens = theme.load_colors(name)
    matrix = np.eye(3) if kind is None else np.array(BLINDNESS[kind])
    low, middle, high = (
        matrix @ np.array([color.redF(), color.greenF(), color.blueF()])
        for color in (shade(tokens, share) for share in (-1, 0, 1))
    )
    for one, other in ((low, high), (low, middle), (high, middle)):
        assert np.linalg.norm(one - other) > 0.3
    table = color_table(tokens)
    assert len(set(table)) > 150  # neighbouring shades differ


def test_tokens_stand_side_by_side_upright_or_give_way_to_numbers(qtbot: Any) -> None:
    axis = TokenAxis()
    qtbot.addWidget(axis)
    axis.resize(400, 20)
    axis.show_tokens(list("바다가조용했다"))
    height = QFontMetricsF(axis._font(bold=True)).height()
    assert not axis.upright
    assert axis.texts() == dict(enumerate("바다가조용했다"))
    assert axis.height() >= height  # Hangul is as high as its line
    axis.show_tokens(["할머니는", "아침마다", "바다를", "보았다", "조용했던", "그날의", "물결처럼", "천천히"] * 2)
    assert axis.upright
    assert len(axis.texts()) == 16
    assert axis.height() > 2 * height
    axis.show_tokens(list("가나다라마바사아자차") * 10)
    assert not axis.upright
    shown = axis.texts()
    assert set(shown.values()) <= {str(step + 1) for step in range(100)}
    assert 2 <= len(shown) < 20
    axis.set_step(4)
    assert axis.texts()[4] == "마"
    axis.grab()


def test_scales_formulas_and_tables_say_what_they_are() -> None:
    assert value_range("forget", np.zeros((1, 1))) == (0.0, 1.0)
    assert value_range("candidate", np.zeros((1, 1))) == (-1.0, 1.0)
    assert value_range("cell", np.array([[-3.14, 2.0]])) == (-3.2, 3.2)
    assert value_range("cell", np.zeros((1, 1))) == (-0.1, 0.1)
    assert formula_html("c_t = f c_{t-1} + i g") == "c<sub>t</sub> = f c<sub>t−1</sub> + i g"
    assert as_csv(["=1+1"], np.array([[0.5]])).splitlines()[1] == "1,'=1+1,0.5"


def test_a_map_without_values_paints_nothing(qtbot: Any) -> None:
    shown = HeatMap()
    qtbot.addWidget(shown)
    shown.grab()
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    assert shown.cursor_at is None


def test_what_has_no_network_offers_no_look_inside(context: AppContext, qtbot: Any) -> None:
    stored = context.store.load("Gate")
    info = stored.info.model_copy(update={"name": "counted", "parameters": 0, "created": "2026-03-01T00:00:00+00:00"})
    context.store.save(info, tokenizer=stored.tokenizer, weights={})
    page = ModelsPage(context)
    page.show()
    page.shown("counted")
    qtbot.waitUntil(lambda: page.current_name == "counted")
    assert not page.panel.inside.isVisible()
    page.select("Gate")
    assert page.panel.inside.isVisible()
    close(page, context)
