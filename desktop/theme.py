"""Light and dark: tokens from resources/themes, the palette and style sheet made of them, fonts, and the zoom."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop import assets
from engine import paths

THEMES = ("system", "light", "dark", "contrast")
BASE_FONT_PX = 15
# Latin first, then Hangul: Qt takes the first family that has the character.
LATIN_FAMILIES = ("Inter", "Segoe UI", "Noto Sans", "Cantarell", "Ubuntu", "DejaVu Sans")
HANGUL_FAMILIES = (
    "Pretendard",
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "NanumBarunGothic",
    "NanumGothic",
    "UnDotum",
)


@dataclass(frozen=True, slots=True)
class Colors:
    """The tokens of a theme, each a colour as "#rrggbb". `*_soft` are backgrounds that carry `*_text`."""

    window: str
    rail: str
    surface: str
    raised: str
    hover: str
    border: str
    border_strong: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_text: str
    accent_soft: str
    accent_soft_text: str
    focus: str
    selection: str
    selection_text: str
    danger: str
    danger_soft: str
    danger_text: str
    warning: str
    warning_soft: str
    warning_text: str
    success: str
    success_soft: str
    success_text: str
    info_soft: str
    info_text: str
    curves: tuple[str, ...]


def load_colors(name: str) -> Colors:
    """Reads "light", "dark" or "contrast". Raises ValueError where a colour is missing or is none."""
    data = json.loads((paths.resources_dir() / "themes" / f"{name}.json").read_text(encoding="utf-8"))
    names = {item.name for item in fields(Colors)}
    if set(data) != names:
        raise ValueError(f"{name}.json: {sorted(set(data) ^ names)}")
    data["curves"] = tuple(data["curves"])
    for value in (*data["curves"], *(data[key] for key in names - {"curves"})):
        if not re.fullmatch(r"#[0-9a-f]{6}", value):
            raise ValueError(f"{name}.json: {value}")
    return Colors(**data)


_current: list[Colors] = []
_zoom = [100]


def colors() -> Colors:
    """The colours in use."""
    if not _current:
        _current.append(load_colors("light"))
    return _current[0]


def px(length: float) -> int:
    """A length in pixels under the zoom in use; at least 1."""
    return max(1, round(length * _zoom[0] / 100))


def sized(font: QFont, length: float, *, bold: bool = False) -> QFont:
    """A copy of a font, so many pixels high at 100 percent."""
    made = QFont(font)
    made.setPixelSize(px(length))
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def style_sheet(tokens: Colors, zoom: int, icons: Path) -> str:
    """The style sheet of a theme at a zoom in percent; coloured icons that it needs are written to `icons`."""
    source = (paths.resources_dir() / "themes" / "style.qss").read_text(encoding="utf-8")
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    tints = {"chevron_up": tokens.muted, "chevron_down": tokens.muted, "check": tokens.accent_text}

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith("icon_"):
            icon = name.removeprefix("icon_")
            return assets.styled_icon(icon, tints[icon], icons)
        return str(getattr(tokens, name))

    sheet = re.sub(r"@(\w+)", value, source)
    # Halves go away from zero on both sides: a margin below zero must grow as the length does that it makes room for.
    return re.sub(r"(-?)(\d+)\.px", lambda match: f"{match[1]}{(int(match[2]) * zoom + 50) // 100}px", sheet)


def palette(tokens: Colors) -> QPalette:
    """The palette of a theme, for what no style sheet paints."""
    made = QPalette()
    role = QPalette.ColorRole
    for key, value in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.raised),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.danger),
        (role.ToolTipBase, tokens.raised),
        (role.ToolTipText, tokens.text),
        (role.Highlight, tokens.selection),
        (role.HighlightedText, tokens.selection_text),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.Light, tokens.raised),
        (role.Mid, tokens.border),
        (role.Dark, tokens.border_strong),
        (role.Accent, tokens.accent),
    ):
        made.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(tokens.disabled))
    return made


def application_font(zoom: int) -> QFont:
    """The font of the window: families that exist here, Latin before Hangul."""
    present = set(QFontDatabase.families())
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    latin = [name for name in (system, *LATIN_FAMILIES) if name in present][:2]
    font = QFont(latin + [name for name in HANGUL_FAMILIES if name in present][:2])
    font.setPixelSize(max(8, round(BASE_FONT_PX * zoom / 100)))
    return font


def hangul_problem() -> str:
    """One sentence where no installed font has Hangul; empty where one does."""
    if QFontDatabase.families(QFontDatabase.WritingSystem.Korean):
        return ""
    return QApplication.translate(
        "Theme",
        "No font on this computer can show Korean, so Korean text appears as boxes: "
        "install one, for example the package “fonts-nanum”.",
    )


class Theme(QObject):
    """Paints the application in the theme that was chosen, and follows the system where that was chosen."""

    changed = Signal()

    def __init__(self, app: QApplication, *, choice: str = "system", zoom: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._zoom = zoom
        self._closed = False
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._system_changed)
        self.apply()

    @property
    def name(self) -> str:
        """The theme in use: "light", "dark" or "contrast"."""
        if self._choice != "system":
            return self._choice
        return "dark" if self._hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def choose(self, choice: str) -> None:
        """Takes another theme, one of THEMES."""
        if choice not in THEMES:
            raise ValueError(choice)
        if choice != self._choice:
            self._choice = choice
            self.apply()

    def set_zoom(self, percent: int) -> None:
        """Makes everything larger or smaller."""
        if percent != self._zoom:
            self._zoom = percent
            self.apply()

    def apply(self) -> None:
        """Paints everything anew."""
        tokens = load_colors(self.name)
        _current[:] = [tokens]
        _zoom[0] = self._zoom
        self._app.setFont(application_font(self._zoom))
        self._app.setPalette(palette(tokens))
        self._app.setStyleSheet(style_sheet(tokens, self._zoom, assets.styled_folder()))
        self.changed.emit()

    @Slot()
    def _system_changed(self) -> None:
        if self._choice == "system":
            self.apply()

    def close(self) -> None:
        """No longer follows the system. May be called again.

        The style sheet stays: taking it off and setting another one later made Qt 6.11 crash.
        """
        if self._closed:
            return
        self._closed = True
        self._hints.colorSchemeChanged.disconnect(self._system_changed)
