"""Version and licences for the about dialog."""

from __future__ import annotations

from importlib import metadata

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


def licence_rows() -> list[tuple[str, str]]:
    """Name with version, and licence, of each part."""
    rows = []
    for name, licence in LICENCES:
        number = _version(DISTRIBUTIONS.get(name, name.lower()))
        rows.append((f"{name} {number}".strip(), licence))
    return rows
