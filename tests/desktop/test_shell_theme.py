"""Both themes: readable by the numbers, whole, and followed live."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase

from desktop import assets, theme
from desktop.pages import PAGES

# Text on its background: at least 4.5 to 1.
TEXT_PAIRS = [
    ("text", "window"), ("text", "rail"), ("text", "surface"), ("text", "raised"), ("text", "hover"),
    ("muted", "window"), ("muted", "rail"), ("muted", "surface"), ("muted", "raised"),
    ("accent_text", "accent"), ("accent_text", "accent_hover"), ("accent_soft_text", "accent_soft"),
    ("selection_text", "selection"), ("danger", "surface"), ("danger", "window"), ("danger_text", "danger_soft"),
    ("warning_text", "warning_soft"), ("success_text", "success_soft"), ("info_text", "info_soft"),
    ("accent", "surface"), ("accent", "window"), ("success", "surface"), ("warning", "surface"),
]  # fmt: skip
# Borders of controls, the focus ring and curves: at least 3 to 1.
SHAPE_PAIRS = [
    ("border_strong", "surface"), ("border_strong", "window"), ("focus", "surface"), ("focus", "window"),
    ("focus", "rail"), ("accent", "window"), ("disabled", "surface"),
]  # fmt: skip


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_text_is_readable_on_every_background(name: str) -> None:
    tokens = theme.load_colors(name)
    poor = {
        pair: round(contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])), 2)
        for pair in TEXT_PAIRS
        if contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) < 4.5
    }
    assert not poor


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_borders_focus_and_curves_are_seen(name: str) -> None:
    tokens = theme.load_colors(name)
    pairs = [(getattr(tokens, a), getattr(tokens, b)) for a, b in SHAPE_PAIRS]
    pairs += [(curve, tokens.surface) for curve in tokens.curves]
    assert not [pair for pair in pairs if contrast(*pair) < 3]


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize("zoom", [75, 100, 300])
def test_the_style_sheet_is_filled_in_whole(name: str, zoom: int, tmp_path: Path, qapp: object) -> None:
    sheet = theme.style_sheet(theme.load_colors(name), zoom, tmp_path)
    assert "@" not in sheet
    assert ".px" not in sheet
    for path in re.findall(r"url\(([^)]*)\)", sheet):
        assert Path(path).is_file()
    assert "url(" in sheet


def test_every_icon_is_a_drawing_that_takes_its_color(qapp: object) -> None:
    from engine import paths

    files = sorted((paths.resources_dir() / "icons").glob("*.svg"))
    names = {file.stem for file in files}
    assert {spec.icon for spec in PAGES} <= names
    for file in files:
        assert "currentColor" in file.read_text(encoding="utf-8")
        image = assets.pixmap(file.stem, 24, "#ff0000").toImage()
        seen = {
            image.pixelColor(x, y).name() for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 200
        }
        assert seen, file.stem
        assert all(name.startswith("#f") for name in seen), file.stem


def test_a_theme_file_with_a_missing_color_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine import paths

    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "light.json").write_text('{"text": "#000000"}')
    monkeypatch.setattr(paths, "resources_dir", lambda: tmp_path)
    with pytest.raises(ValueError, match=r"light\.json"):
        theme.load_colors("light")


def test_the_system_theme_is_followed_only_where_it_was_chosen(qtbot, qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import Qt

    made = theme.Theme(qapp, choice="system")
    try:
        scheme = [Qt.ColorScheme.Light]
        monkeypatch.setattr(type(made._hints), "colorScheme", lambda _self: scheme[0])
        scheme[0] = Qt.ColorScheme.Dark
        with qtbot.waitSignal(made.changed):
            made._hints.colorSchemeChanged.emit(scheme[0])
        assert made.name == "dark"
        assert theme.colors() == theme.load_colors("dark")
        made.choose("light")
        assert theme.colors() == theme.load_colors("light")
        with qtbot.assertNotEmitted(made.changed, wait=20):
            made._hints.colorSchemeChanged.emit(scheme[0])
        with pytest.raises(ValueError, match="purple"):
            made.choose("purple")
    finally:
        made.choose("light")
        made.close()


def test_a_missing_hangul_font_is_said_in_one_sentence(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "families", staticmethod(lambda *_args: []))
    assert "Korean" in theme.hangul_problem()
    monkeypatch.setattr(QFontDatabase, "families", staticmethod(lambda *_args: ["NanumGothic"]))
    assert theme.hangul_problem() == ""
