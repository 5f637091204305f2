"""Version and licences for the about dialog."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtCore import QCoreApplication

from engine import __version__

# Parts that are installed with Maeari, and under which licence.
LICENCES: tuple[tuple[str, str], ...] = (
    ("PySide6", "LGPL-3.0"),
    ("TensorFlow", "Apache-2.0"),
    ("Keras", "Apache-2.0"),
    ("NumPy", "BSD-3-Clause"),
    ("safetensors", "Apache-2.0"),
    ("pydantic", "MIT"),
    ("charset-normalizer", "MIT"),
    ("selectolax", "MIT"),
    ("typer", "MIT"),
    ("rich", "MIT"),
    ("appdirs", "MIT"),
)
DISTRIBUTIONS = {"PySide6": "pyside6-essentials"}


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def version() -> str:
    """The version of Maeari."""
    return __version__


def about_text() -> str:
    """What Maeari is, before the list of its parts."""
    return QCoreApplication.translate(
        "MainWindow",
        "Maeari {0} trains recurrent language models on your own texts, on your own computer. "
        "It is free software under the MIT licence and stands on these parts:",
    ).format(version())


def licence_rows() -> list[tuple[str, str]]:
    """Name with version, and licence, of each part."""
    rows = []
    for name, licence in LICENCES:
        number = _version(DISTRIBUTIONS.get(name, name.lower()))
        rows.append((f"{name} {number}".strip(), licence))
    return rows
