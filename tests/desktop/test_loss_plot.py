"""The loss plot, its table twin, and the sentence under it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QLocale, QPointF, Qt

from desktop.training_text import (
    CurvePoint,
    curve_sentence,
    curve_state,
    duration,
    reason_sentence,
)
from desktop.widgets.curves import BoundedCurve, nearest
from desktop.widgets.loss_plot import LossPlot


def points(held_out: Sequence[float | None], training: Sequence[float] | None = None) -> list[CurvePoint]:
    losses = training or [3.0 - 0.1 * step for step in range(len(held_out))]
    return [CurvePoint(10 * i, loss, val) for i, (loss, val) in enumerate(zip(losses, held_out, strict=True), start=1)]


class TestCurveState:
    def test_fewer_than_two_validations_are_the_start(self) -> None:
        assert curve_state([]) == "starting"
        assert curve_state(points([3.0])) == "starting"

    def test_a_falling_curve_is_learning(self) -> None:
        assert curve_state(points([4.0, 3.4, 3.0, 2.7, 2.5, 2.3, 2.15, 2.0])) == "learning"

    def test_a_curve_that_gained_little_lately_is_flattening(self) -> None:
        assert curve_state(points([4.0, 3.0, 2.5, 2.2, 2.05, 2.0, 1.995, 1.992])) == "flattening"

    def test_a_rising_held_out_loss_under_a_falling_training_loss_is_memorising(self) -> None:
        assert curve_state(points([4.0, 3.0, 2.5, 2.4, 2.5, 2.6])) == "memorising"

    def test_one_bad_validation_is_not_yet_memorising(self) -> None:
        assert curve_state(points([4.0, 3.0, 2.5, 2.4, 2.6])) != "memorising"

    def test_a_rise_of_both_losses_is_not_memorising(self) -> None:
        rising = points([4.0, 3.0, 2.5, 2.6, 2.7], [4.0, 3.0, 2.5, 2.6, 2.7])
        assert curve_state(rising) != "memorising"

    def test_without_held_out_text_the_training_loss_is_judged(self) -> None:
        assert curve_state(points([None] * 8, [4.0, 3.0, 2.0, 1.5, 1.2, 1.0, 0.8, 0.6])) == "learning"
        assert curve_state(points([None] * 8, [4.0, 1.0, 0.5, 0.4, 0.4, 0.4, 0.4, 0.4])) == "flattening"

    def test_values_that_are_not_finite_are_left_out(self) -> None:
        assert curve_state(points([4.0, math.nan, 3.0, math.inf])) == "learning"

    def test_every_state_has_its_own_sentence(self) -> None:
        sentences = {curve_sentence(state) for state in ("starting", "learning", "flattening", "memorising")}
        assert len(sentences) == 4


def test_every_reason_of_an_end_is_a_sentence() -> None:
    for reason in ("completed", "stopped", "early_stopping", "time_budget", "diverged"):
        assert reason_sentence(reason).endswith(".")
    assert reason_sentence("stopped", kept=False) != reason_sentence("stopped")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.4, "0 s"), (59, "59 s"), (60, "1 min"), (125, "2 min 5 s"), (7500, "2 h 5 min"), (math.nan, "0 s")],
)
def test_a_length_of_time_is_written_for_a_person(seconds: float, text: str) -> None:
    assert duration(seconds, QLocale.c()) == text


def test_a_curve_stays_bounded_and_keeps_its_course() -> None:
    curve = BoundedCurve(100)
    for step in range(10_000):
        curve.add(step, 1.0 / (step + 1))
    assert len(curve.steps) < 100
    assert curve.steps == sorted(curve.steps)
    assert curve.losses == sorted(curve.losses, reverse=True)


def test_a_point_that_is_not_finite_does_not_enter_a_curve() -> None:
    curve = BoundedCurve()
    curve.add(1, math.nan)
    curve.add(2, math.inf)
    assert curve.steps == []


def test_the_nearest_point_of_no_points_is_none() -> None:
    assert nearest([], 3) is None
    assert nearest([1, 5, 9], 6) == 1


@pytest.fixture
def plot(qtbot: object) -> LossPlot:
    made = LossPlot()
    qtbot.addWidget(made)  # type: ignore[attr-defined]
    made.resize(700, 420)
    made.show()
    return made


def feed(plot: LossPlot, losses: Sequence[float]) -> None:
    for number, loss in enumerate(losses, start=1):
        plot.add_step(number * 10, loss + 0.1)
        plot.add_point(CurvePoint(number * 10, loss + 0.1, loss, number * 1.0))


class TestLossPlot:
    def test_the_best_point_is_marked_in_the_plot_and_in_the_table(self, plot: LossPlot) -> None:
        plot.prepare()
        feed(plot, [3.0, 2.0, 2.5])
        plot._repaint()
        xs, ys = plot._items[0]["best"].getData()
        assert (list(xs), list(ys)) == ([20], [2.0])
        marks = [plot.model.data(plot.model.index(row, 5)) for row in range(plot.model.rowCount())]
        assert marks == ["", "best", ""]

    def test_the_table_lists_the_points_and_the_toggle_shows_it(self, plot: LossPlot, qtbot: object) -> None:
        plot.prepare()
        feed(plot, [3.0, 2.0])
        assert not plot.table.isVisible()
        qtbot.mouseClick(plot.toggle, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
        assert plot.table.isVisible()
        row = [plot.model.data(plot.model.index(1, column)) for column in range(1, 5)]
        locale = QLocale()
        assert row == ["20", locale.toString(2.0, "f", 1), locale.toString(2.1, "f", 4), locale.toString(2.0, "f", 4)]

    def test_a_flood_of_steps_repaints_at_most_twenty_times_a_second(self, plot: LossPlot, qtbot: object) -> None:
        plot.prepare()
        before = plot.repaints
        for number in range(2000):
            plot.add_step(number, 1.0)
            if number % 100 == 0:
                qtbot.wait(10)  # type: ignore[attr-defined]
        qtbot.wait(80)  # type: ignore[attr-defined]
        assert 1 <= plot.repaints - before <= 12

    def test_points_from_before_the_canvas_are_drawn_later(self, plot: LossPlot, qtbot: object) -> None:
        feed(plot, [3.0, 2.0])
        plot.prepare()
        qtbot.waitUntil(lambda: plot.repaints > 0)  # type: ignore[attr-defined]
        assert len(plot._items[0]["held_out"].getData()[0]) == 2

    def test_the_crosshair_reads_the_nearest_values(self, plot: LossPlot, qtbot: object) -> None:
        plot.prepare()
        feed(plot, [3.0, 2.0, 1.5])
        plot._repaint()
        qtbot.wait(100)  # type: ignore[attr-defined]
        scene = plot._plot.plotItem.vb.mapViewToScene(QPointF(19, 2.0))
        plot._pointer_moved(scene)
        assert "2.000" in plot._readout.text().replace(",", ".")
        assert plot._line.isVisible()
        plot._pointer_moved(QPointF(-50, -50))
        assert not plot._line.isVisible()

    def test_several_runs_are_overlaid_and_named(self, plot: LossPlot) -> None:
        plot.prepare()
        for name in ("SimpleRNN", "GRU", "LSTM", "a", "b"):
            plot.start_run(name)
            feed(plot, [3.0, 2.5])
        plot._repaint()
        assert [label.text for _sample, label in plot._legend.items] == ["SimpleRNN", "GRU", "LSTM", "a", "b"]
        assert "GRU: training" in plot.readout_at(10)
        assert plot.model.rowCount() == 10
        assert not plot.table.isColumnHidden(0)

    def test_a_run_with_nothing_held_out_shows_its_training_loss_only(self, plot: LossPlot) -> None:
        plot.prepare()
        plot.add_point(CurvePoint(1, 3.0, None))
        plot.add_point(CurvePoint(2, 2.0, None))
        plot._repaint()
        assert [label.text for _sample, label in plot._legend.items] == ["training"]
        assert list(plot._items[0]["training"].getData()[0]) == [1, 2]

    def test_a_screen_reader_hears_the_losses(self, plot: LossPlot) -> None:
        assert plot.accessibleName()
        feed(plot, [3.0, 2.0])
        assert "2" in plot.accessibleDescription()

    def test_another_theme_keeps_the_curves(self, plot: LossPlot) -> None:
        plot.prepare()
        feed(plot, [3.0, 2.0])
        plot.apply_theme()
        plot._repaint()
        assert len(plot._items[0]["training"].getData()[0]) == 2

    def test_clearing_forgets_everything(self, plot: LossPlot) -> None:
        plot.prepare()
        feed(plot, [3.0, 2.0])
        plot.clear()
        plot._repaint()
        assert plot.model.rowCount() == 0
        assert plot._items == []
