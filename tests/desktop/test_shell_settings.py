"""Settings: typed, bounded, kept; nonsense in the file counts as the default."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.settings import OPTIONS, Option, Settings


def test_every_default_is_a_value_that_its_option_allows() -> None:
    for option in OPTIONS:
        assert option.checked(option.default) == option.default
        assert option.description


def test_values_come_back_in_their_types(tmp_path: Path, qapp: object) -> None:
    settings = Settings(tmp_path)
    settings.set("appearance/zoom", 150)
    settings.set("write/temperature", 1.2)
    settings.set("write/stop_at_sentence", True)
    settings.set("window/geometry", b"\x00\x01\xff")
    settings.set("write/model", "내 일기, 2")
    assert settings.save()
    again = Settings(tmp_path)
    assert again.get("appearance/zoom") == 150
    assert again.get("write/temperature") == 1.2
    assert again.get("write/stop_at_sentence") is True
    assert again.get("window/geometry") == b"\x00\x01\xff"
    assert again.get("write/model") == "내 일기, 2"


@pytest.mark.parametrize(
    ("key", "value"),
    [("appearance/zoom", 1000), ("appearance/theme", "purple"), ("write/variants", 0), ("write/temperature", "nan")],
)
def test_a_value_out_of_bounds_is_refused(tmp_path: Path, qapp: object, key: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        Settings(tmp_path).set(key, value)


def test_nonsense_in_the_file_counts_as_the_default(tmp_path: Path, qapp: object) -> None:
    (tmp_path / "maeari.ini").write_text(
        "[appearance]\nzoom=enormous\ntheme=purple\n[write]\nstop_at_sentence=perhaps\nlength=-4\n[window]\ngeometry=1\n"
    )
    settings = Settings(tmp_path)
    for key in ("appearance/zoom", "appearance/theme", "write/stop_at_sentence", "write/length", "window/geometry"):
        assert settings.get(key) == settings.option(key).default


def test_a_change_is_told_once(qtbot, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    told: list[tuple[str, object]] = []
    settings.changed.connect(lambda key, value: told.append((key, value)))
    settings.set("write/length", 10)
    settings.set("write/length", 10)
    settings.reset("write/length")
    assert told == [("write/length", 10), ("write/length", settings.option("write/length").default)]


def test_a_page_can_add_an_option(tmp_path: Path, qapp: object) -> None:
    settings = Settings(tmp_path)
    settings.register(Option("train/minutes", "How long", 5, low=1, high=60))
    settings.set("train/minutes", 7)
    assert settings.get("train/minutes") == 7
    with pytest.raises(KeyError):
        settings.get("train/unknown")
