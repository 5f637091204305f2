"""The loss plot, its table twin, and the sentence under it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from pathlib import Path

import pytest
from page_support import unnamed
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.settings import Settings
from desktop.training.training_text import CurvePoint, curve_sentence, curve_state, duration, reason_sentence
from desktop.widgets.forms import choose
from desktop.widgets.training.curves import BoundedCurve, nearest, smoothed
from desktop.widgets.training.loss_plot import LossPlot
from desktop.widgets.training.plot_axes import Scale, log_ticks, nice_ticks


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
def plot(qtbot: QtBot) -> LossPlot:
    made = LossPlot()
    qtbot.addWidget(made)
    made.resize(700, 420)
    made.show()
    return made


def feed(plot: LossPlot, losses: Sequence[float]) -> None:
    for number, loss in enumerate(losses, start=1):
        plot.add_step(number * 10, loss + 0.1)
        plot.add_point(CurvePoint(number * 10, loss + 0.1, loss, number * 1.0))


def shown(plot: LossPlot, key: str) -> tuple[list[float], list[float]]:
    """The points of a curve as they are painted."""
    plot._repaint()
    series = next(series for series in plot.canvas.scene.series if series.key == key)
    return list(series.xs), list(series.ys)


def pixels(widget: QWidget, color: QColor) -> int:
    """How many pixels of a picture of the widget have nearly this colour."""
    image = widget.grab().toImage()
    wanted = (color.red(), color.green(), color.blue())
    found = 0
    for y in range(image.height()):
        for x in range(image.width()):
            pixel = image.pixelColor(x, y)
            found += max(abs(a - b) for a, b in zip(wanted, pixel.getRgb()[:3], strict=True)) < 12
    return found


class TestLossPlot:
    def test_the_best_point_is_marked_in_the_plot_and_in_the_table(self, plot: LossPlot) -> None:
        feed(plot, [3.0, 2.0, 2.5])
        assert shown(plot, "best") == ([20], [2.0])
        marks = [plot.model.data(plot.model.index(row, 5)) for row in range(plot.model.rowCount())]
        assert marks == ["", "best", ""]

    def test_a_new_best_point_takes_the_mark_from_the_one_before(self, plot: LossPlot, qtbot: QtBot) -> None:
        feed(plot, [3.0, 2.0])
        with qtbot.waitSignal(plot.model.dataChanged) as changed:
            plot.add_point(CurvePoint(30, 1.6, 1.5, 3.0))
        assert (changed.args[0].row(), changed.args[1].row()) == (1, 1)
        marks = [plot.model.data(plot.model.index(row, 5)) for row in range(plot.model.rowCount())]
        assert marks == ["", "", "best"]

    def test_the_table_lists_the_points_and_the_toggle_shows_it(self, plot: LossPlot, qtbot: QtBot) -> None:
        feed(plot, [3.0, 2.0])
        assert not plot.table.isVisible()
        qtbot.mouseClick(plot.toggle, Qt.MouseButton.LeftButton)
        assert plot.table.isVisible()
        row = [plot.model.data(plot.model.index(1, column)) for column in range(1, 5)]
        locale = QLocale()
        assert row == ["20", locale.toString(2.0, "f", 1), locale.toString(2.1, "f", 4), locale.toString(2.0, "f", 4)]

    def test_a_flood_of_steps_repaints_at_most_twenty_times_a_second(self, plot: LossPlot, qtbot: QtBot) -> None:
        before = plot.repaints
        for number in range(2000):
            plot.add_step(number, 1.0)
            if number % 100 == 0:
                qtbot.wait(10)
        qtbot.wait(80)
        assert 1 <= plot.repaints - before <= 12

    def test_the_crosshair_reads_the_nearest_values(self, plot: LossPlot, qtbot: QtBot) -> None:
        feed(plot, [3.0, 2.0, 1.5])
        plot._repaint()
        qtbot.mouseMove(plot.canvas, plot.canvas.place(19, 2.0).toPoint())
        qtbot.waitUntil(lambda: plot.canvas.crosshair is not None)
        assert "held out 2.000" in plot._readout.text().replace(",", ".")
        qtbot.mouseMove(plot.canvas, QPoint(1, 1))
        qtbot.waitUntil(lambda: plot.canvas.crosshair is None)
        assert "best" in plot._readout.text()

    def test_the_arrow_keys_move_the_crosshair_from_the_best_point(self, plot: LossPlot, qtbot: QtBot) -> None:
        feed(plot, [3.0, 2.0, 2.5])
        qtbot.keyClick(plot.canvas, Qt.Key.Key_Right)
        assert plot.canvas.crosshair == 20
        qtbot.keyClick(plot.canvas, Qt.Key.Key_Right)
        assert plot.canvas.crosshair == 30
        assert "step 30" in plot._readout.text()
        qtbot.keyClick(plot.canvas, Qt.Key.Key_Escape)
        assert plot.canvas.crosshair is None

    def test_several_runs_are_overlaid_and_named(self, plot: LossPlot) -> None:
        for name in ("SimpleRNN", "GRU", "LSTM", "a", "b"):
            plot.start_run(name)
            feed(plot, [3.0, 2.5])
        plot._repaint()
        assert plot.canvas.legend == ["SimpleRNN", "GRU", "LSTM", "a", "b"]
        assert "GRU: training" in plot.readout_at(10)
        assert plot.model.rowCount() == 10
        assert not plot.table.isColumnHidden(0)

    def test_the_horizontal_axis_can_be_the_time(self, plot: LossPlot) -> None:
        feed(plot, [3.0, 2.0])
        choose(plot.controls.axis, "seconds")
        assert shown(plot, "held_out")[0] == [1.0, 2.0]
        assert plot.canvas.scene.x_title == "Time (s)"

    def test_a_run_with_nothing_held_out_shows_its_training_loss_only(self, plot: LossPlot) -> None:
        plot.add_point(CurvePoint(1, 3.0, None))
        plot.add_point(CurvePoint(2, 2.0, None))
        assert shown(plot, "training")[0] == [1, 2]
        assert plot.canvas.legend == ["training"]

    def test_a_screen_reader_hears_the_losses(self, plot: LossPlot) -> None:
        assert plot.accessibleName()
        feed(plot, [3.0, 2.0])
        assert "2" in plot.accessibleDescription()

    def test_another_theme_keeps_the_curves(self, plot: LossPlot) -> None:
        feed(plot, [3.0, 2.0])
        plot.apply_theme()
        assert len(shown(plot, "training")[0]) == 2

    def test_clearing_forgets_everything(self, plot: LossPlot) -> None:
        feed(plot, [3.0, 2.0])
        plot.set_ngram(1.9)
        plot.set_expected(1.0, 1.2)
        plot.clear()
        plot._repaint()
        assert plot.model.rowCount() == 0
        assert plot.canvas.scene.series == []
        assert plot.canvas.legend == []


class TestControls:
    def test_smoothing_draws_the_raw_curve_faintly_behind(self, plot: LossPlot) -> None:
        for number in range(200):
            plot.add_step(number, 2.0 + (0.5 if number % 2 else -0.5))
        choose(plot.controls.smoothing, "strong")
        xs, even = shown(plot, "training")
        _same, raw = shown(plot, "raw")
        assert max(abs(loss - 2.0) for loss in even[20:]) < 0.15
        assert max(raw) == 2.5
        assert xs[-1] == 199
        keys = [series.key for series in plot.canvas.scene.series]
        assert keys.index("raw") < keys.index("training")
        raw_series = plot.canvas.scene.series[keys.index("raw")]
        assert raw_series.color.alpha() < 100
        assert plot.canvas.legend[0] == "training, smoothed"

    def test_without_smoothing_there_is_one_training_curve(self, plot: LossPlot) -> None:
        feed(plot, [3.0, 2.0])
        plot._repaint()
        assert "raw" not in [series.key for series in plot.canvas.scene.series]

    def test_the_log_scale_puts_equal_ratios_at_equal_distances(self, plot: LossPlot, qtbot: QtBot) -> None:
        feed(plot, [8.0, 4.0, 2.0])
        qtbot.keyClick(plot.controls.log, Qt.Key.Key_Space)
        plot._repaint()
        heights = [plot.canvas.place(10, loss).y() for loss in (8.0, 4.0, 2.0)]
        assert heights[1] - heights[0] == pytest.approx(heights[2] - heights[1])
        qtbot.keyClick(plot.controls.log, Qt.Key.Key_Space)
        plot._repaint()
        heights = [plot.canvas.place(10, loss).y() for loss in (8.0, 4.0, 2.0)]
        assert heights[1] - heights[0] == pytest.approx(2 * (heights[2] - heights[1]))

    def test_a_loss_of_nothing_does_not_break_the_log_scale(self, plot: LossPlot) -> None:
        feed(plot, [1.0, 0.0])
        plot.controls.log.setChecked(True)
        plot._repaint()
        plot.canvas.repaint()
        assert plot.canvas.place(10, 0.0).y() > plot.canvas.place(10, 1.0).y()

    def test_scale_and_smoothing_are_remembered_and_shared_by_every_plot(self, plot: LossPlot, home: Path) -> None:
        settings = Settings(home)
        plot.controls.remember(settings)
        other = LossPlot(plot)
        other.controls.remember(settings)
        plot.controls.log.setChecked(True)
        choose(plot.controls.smoothing, "light")
        assert other.controls.log.isChecked()
        assert other.controls.smoothing.currentData() == "light"
        later = LossPlot(plot)
        assert settings.save()
        later.controls.remember(Settings(home))
        assert later.controls.log.isChecked()
        assert later.controls.smoothing.currentData() == "light"

    def test_every_control_can_be_reached_and_has_a_name(self, plot: LossPlot) -> None:
        plot.controls.axis.show()
        for control in (plot.controls.smoothing, plot.controls.axis, plot.controls.log, plot.toggle, plot.canvas):
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert control.accessibleName() or control.text()
        assert unnamed(plot) == []


class TestComparedWith:
    def test_a_plain_ngram_is_a_dashed_line_with_a_name(self, plot: LossPlot) -> None:
        feed(plot, [3.0, 2.0])
        plot.set_ngram(1.75)
        plot._repaint()
        line = plot.canvas.scene.series[-1]
        assert plot.canvas.legend[-1] == "plain n-gram"
        assert set(line.ys) == {1.75}
        assert (line.xs[0], line.xs[-1]) == (0.0, 20.0)
        assert line.style == Qt.PenStyle.DashLine
        assert "plain n-gram 1.75" in plot.accessibleDescription().replace(",", ".")
        assert pixels(plot.canvas, line.color) > 100

    def test_the_expected_loss_is_a_box_at_the_end_of_the_run(self, plot: LossPlot) -> None:
        feed(plot, [3.0, 2.0])
        plot.set_expected(1.4, 1.6)
        plot.set_end(200)
        plot._repaint()
        band = plot.canvas.scene.band
        assert band is not None
        assert (band.low, band.high, band.end) == (1.4, 1.6, 200)
        assert band.start > 100
        assert plot.canvas.legend[-1] == "expected at the end"
        inside = plot.canvas.place((band.start + band.end) / 2, 1.5).toPoint()
        image = plot.canvas.grab().toImage()
        ratio = image.devicePixelRatio()
        color = image.pixelColor(round(inside.x() * ratio), round(inside.y() * ratio))
        assert color != QColor(theme.colors().surface)

    def test_nothing_is_expected_before_there_is_a_curve(self, plot: LossPlot) -> None:
        plot.set_expected(1.4, 1.6)
        plot._repaint()
        assert plot.canvas.legend == []


class TestAxes:
    @pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (1.31, 4.52), (0.001, 0.0042), (0.0, 123_456.0)])
    def test_marks_are_round_and_few(self, low: float, high: float) -> None:
        ticks = nice_ticks(low, high, 6)
        assert 3 <= len(ticks) <= 7
        assert all(low <= tick <= high * 1.0001 for tick in ticks)
        steps = [b - a for a, b in itertools.pairwise(ticks)]
        assert max(steps) == pytest.approx(min(steps))

    @pytest.mark.parametrize(("low", "high"), [(1.31, 4.52), (0.01, 10.0), (1.5, 1.7), (1e-6, 100.0)])
    def test_marks_of_a_log_scale_are_few(self, low: float, high: float) -> None:
        ticks = log_ticks(low, high, 6)
        assert 3 <= len(ticks) <= 7
        assert ticks == sorted(ticks)

    def test_no_range_has_no_marks(self) -> None:
        assert nice_ticks(1.0, 1.0, 5) == []
        assert log_ticks(0.0, 1.0, 5) == []
        assert nice_ticks(0.0, math.nan, 5) == []

    def test_a_place_and_its_value_belong_together(self) -> None:
        for log in (False, True):
            scale = Scale(0.5, 8.0, 300.0, 10.0, log)
            assert scale.value(scale.place(2.0)) == pytest.approx(2.0)

    def test_smoothing_looks_the_same_in_more_and_in_fewer_points(self) -> None:
        def curve(points: int) -> list[float]:
            xs = [1000.0 * number / points for number in range(points)]
            return smoothed(xs, [math.exp(-x / 300) for x in xs], 0.05)

        assert curve(100)[-1] == pytest.approx(curve(1000)[-1], rel=0.1)
        assert smoothed([1, 2, 3], [3.0, 1.0, 2.0], 0.0) == [3.0, 1.0, 2.0]
