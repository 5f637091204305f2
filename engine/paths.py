"""Where Maeari keeps its files. `MAEARI_HOME` overrides every place, for tests and portable use."""

from __future__ import annotations

import os
from pathlib import Path

import appdirs

APP_NAME = "Maeari"


def _home() -> Path | None:
    value = os.environ.get("MAEARI_HOME", "").strip()
    return Path(value).expanduser() if value else None


def data_dir() -> Path:
    """Models, corpora and conversations."""
    home = _home()
    return home / "data" if home else Path(appdirs.user_data_dir(APP_NAME, appauthor=False))


def config_dir() -> Path:
    """Settings of the window."""
    home = _home()
    return home / "config" if home else Path(appdirs.user_config_dir(APP_NAME, appauthor=False))


def log_dir() -> Path:
    """Technical logs; never any text of a person."""
    home = _home()
    return home / "log" if home else Path(appdirs.user_log_dir(APP_NAME, appauthor=False))


def models_dir() -> Path:
    """The model library."""
    return data_dir() / "models"


def corpora_dir() -> Path:
    """Pasted texts and the list of linked files."""
    return data_dir() / "corpora"


def resources_dir() -> Path:
    """Icons, themes, sample corpora: what the program ships."""
    return Path(__file__).resolve().parent.parent / "resources"


def sample_dir() -> Path:
    """The sample corpora."""
    return resources_dir() / "corpora"


def sample_models_dir() -> Path:
    """The sample models, which are never written to."""
    return resources_dir() / "models"
