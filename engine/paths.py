"""Where Maeari keeps its files. `MAEARI_HOME` overrides every place, for tests and portable use.

Without it, a note in the config folder says where the data was moved to; see `engine.userdata.datafolder`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import appdirs

APP_NAME = "Maeari"
POINTER = "data-folder.json"
_MAX_POINTER_BYTES = 64_000


def _home() -> Path | None:
    value = os.environ.get("MAEARI_HOME", "").strip()
    return Path(value).expanduser() if value else None


def is_fixed() -> bool:
    """Whether the environment says where everything is, so that nothing can be moved."""
    return _home() is not None


def standard_data_dir() -> Path:
    """Where the data is as long as nobody has moved it."""
    home = _home()
    return home / "data" if home else Path(appdirs.user_data_dir(APP_NAME, appauthor=False))


def data_dir() -> Path:
    """Models, corpora and conversations: where they were moved to, else the standard place."""
    try:
        chosen = None if is_fixed() else chosen_data_dir()
    except ValueError:
        chosen = None
    return chosen or standard_data_dir()


def chosen_data_dir() -> Path | None:
    """The folder that the note in the config folder names; None where there is no note.

    Raises ValueError where the note cannot be read or names no absolute path.
    """
    note = read_pointer()
    if note is None:
        return None
    folder = note.get("folder")
    if not isinstance(folder, str) or "\0" in folder or not Path(folder).is_absolute():
        raise ValueError("the note names no folder")
    return Path(folder)


def read_pointer() -> dict[str, object] | None:
    """The note on where the data is; None where there is none. Raises ValueError where it cannot be read."""
    try:
        with open(config_dir() / POINTER, "rb") as file:
            note = json.loads(file.read(_MAX_POINTER_BYTES))
    except FileNotFoundError:
        return None
    except (OSError, RecursionError) as error:
        raise ValueError("the note cannot be read") from error
    if not isinstance(note, dict):
        raise ValueError("the note is none")
    return note


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
