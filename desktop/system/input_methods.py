"""Input methods that the system names and the Qt of this program has no part for: Korean could not be typed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QSettings
from PySide6.QtGui import QGuiApplication

from desktop.settings import Option, Settings

THROUGH_IBUS = "input/through_ibus"
_INSIDE = {"", "none", "simple", "compose", "wayland", "text-input-v1", "text-input-v2", "text-input-v3"}


def asked_for(environment: Mapping[str, str], platform: str) -> tuple[str, ...]:
    """The input methods that the environment names for Qt, the first that is there counts; on X11 also those it names
    for other programs."""
    for name in ("QT_IM_MODULES", "QT_IM_MODULE"):
        if environment.get(name):
            return tuple(part.strip().lower() for part in environment[name].split(";"))
    modifiers = environment.get("XMODIFIERS", "")
    if platform == "xcb" and "@im=" in modifiers:
        return (modifiers.partition("@im=")[2].split("@")[0].strip().lower(),)
    return ()


def plugins() -> set[str]:
    """The input methods that Qt has a part for here."""
    folders = [QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), *QCoreApplication.libraryPaths()]
    ending = "platforminputcontextplugin"
    found = set()
    for folder in folders:
        for file in (Path(folder) / "platforminputcontexts").glob(f"*{ending}*"):
            found.add(file.name.partition(ending)[0].removeprefix("lib"))
    return found


def missing(environment: Mapping[str, str] = os.environ, platform: str = "", present: set[str] | None = None) -> str:
    """The input method that is named and cannot be used; empty where there is none. XIM is named and never used."""
    names = asked_for(environment, platform or QGuiApplication.platformName())
    if not names:
        return ""
    present = plugins() if present is None else present
    through_qt = bool(environment.get("QT_IM_MODULES") or environment.get("QT_IM_MODULE"))
    if any(name in _INSIDE or (through_qt and name in present) for name in names):
        return ""
    return names[0]


def register(settings: Settings) -> None:
    """Adds the option of this module."""
    settings.register(Option(THROUGH_IBUS, "Input goes through IBus, whatever the system names", False))


def apply_choice(folder: Path) -> None:
    """Before Qt starts: takes the way through IBus where the person chose it. `folder` is that of the settings."""
    store = QSettings(str(folder / "maeari.ini"), QSettings.Format.IniFormat)
    if str(store.value(THROUGH_IBUS, "false")).lower() == "true":
        os.environ["QT_IM_MODULE"] = "ibus"
        os.environ.pop("QT_IM_MODULES", None)
