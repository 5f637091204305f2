"""Icons: own monochrome SVG files, coloured by the theme."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from engine import paths

SIZES = (16, 20, 24, 32, 48, 64)


def icon_file(name: str) -> Path:
    """The SVG of an icon; its strokes say `currentColor`."""
    return paths.resources_dir() / "icons" / f"{name}.svg"


@cache
def _source(name: str) -> str:
    return icon_file(name).read_text(encoding="utf-8")


def pixmap(name: str, size: int, color: str) -> QPixmap:
    """An icon in one colour, `size` pixels wide and high."""
    from PySide6.QtSvg import QSvgRenderer

    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@cache
def icon(name: str, color: str = "", disabled: str = "") -> QIcon:
    """An icon in a colour of the theme in use, or in a given one. Ask again after the theme has changed."""
    if not color:
        from desktop.theme import colors

        return icon(name, colors().text, colors().disabled)
    made = QIcon()
    for size in SIZES:
        made.addPixmap(pixmap(name, size, color), QIcon.Mode.Normal)
        if disabled:
            made.addPixmap(pixmap(name, size, disabled), QIcon.Mode.Disabled)
    return made


def forget_icons() -> None:
    """Called when the theme changes: `icon(name)` without a colour means another one now."""
    icon.cache_clear()


@cache
def styled_folder() -> Path:
    """A folder for the icons of style sheets; it goes when the process ends, for Qt reads them whenever it paints."""
    folder = Path(tempfile.mkdtemp(prefix="maeari-icons-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def styled_icon(name: str, color: str, folder: Path) -> str:
    """Writes a coloured icon for a style sheet, which reads files only; its path as the style sheet wants it."""
    if not re.fullmatch(r"#[0-9a-f]{6}", color) or not QColor(color).isValid():
        raise ValueError(color)
    target = folder / f"{name}-{color[1:]}.svg"
    if not target.exists():
        target.write_text(_source(name).replace("currentColor", color), encoding="utf-8")
    return target.as_posix()
