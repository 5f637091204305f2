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
    return _pixmaps(name, color, (size,))[0]


def icon(name: str, color: str = "", disabled: str = "") -> QIcon:
    """An icon in a colour of the theme in use, or in a given one. Ask again after the theme has changed."""
    if not color:
        from desktop.theme import colors

        return _icon(name, colors().text, colors().disabled)
    return _icon(name, color, disabled)


@cache
def _icon(name: str, color: str, disabled: str) -> QIcon:
    made = QIcon()
    for own, mode in ((color, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
        for picture in _pixmaps(name, own, SIZES) if own else ():
            made.addPixmap(picture, mode)
    return made


def _pixmaps(name: str, color: str, sizes: tuple[int, ...]) -> list[QPixmap]:
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    pictures = []
    for size in sizes:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        pictures.append(picture)
    return pictures


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
