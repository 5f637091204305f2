"""The parts that are installed with Maeari: its dependencies, theirs, and the licences of all."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LICENCE_NAMES = ("licen", "copying", "notice", "copyright", "authors")


def project() -> dict[str, Any]:
    """The `project` table of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def distributions() -> list[metadata.Distribution]:
    """The installed distributions that Maeari needs and those that they need, by name."""
    found: dict[str, metadata.Distribution] = {}
    first = [Requirement(line) for line in project()["dependencies"]]
    waiting = [(need.name, frozenset(need.extras)) for need in first]
    while waiting:
        name, extras = waiting.pop()
        key = name.lower().replace("_", "-")
        if key in found:
            continue
        try:
            found[key] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system
        for line in found[key].requires or ():
            need = Requirement(line)
            wanted = extras or {""}
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in wanted):
                waiting.append((need.name, frozenset(need.extras)))
    return [found[key] for key in sorted(found)]


def licence_name(part: metadata.Distribution) -> str:
    """What a distribution says its licence is, in a line."""
    info = part.metadata
    stated = info.get("License-Expression") or ""
    classifiers = [
        line.rpartition("::")[2].strip() for line in info.get_all("Classifier") or () if line.startswith("License ::")
    ]
    first = (info.get("License") or "").strip().splitlines()
    return stated or ", ".join(classifiers) or (first[0] if first else "see below")


def licence_texts(part: metadata.Distribution) -> dict[str, str]:
    """The licence files that a distribution brings, by name."""
    texts: dict[str, str] = {}
    for file in part.files or ():
        if ".dist-info" not in str(file) or not file.name.lower().startswith(LICENCE_NAMES):
            continue
        path = Path(str(part.locate_file(file)))
        if path.is_file():
            texts[file.name] = path.read_text(encoding="utf-8", errors="replace")
    return texts


def copyright_file(own: str) -> str:
    """The text of /usr/share/doc/maeari/copyright: our own licence, then those of every part, each text once."""
    lines = ["Maeari", "", own.strip(), "", "Maeari is installed together with these parts:", ""]
    texts: dict[str, list[str]] = {}
    for part in distributions():
        name = str(part.metadata["Name"])
        lines.append(f"  {name} {part.version}: {licence_name(part)}")
        for file, text in licence_texts(part).items():
            texts.setdefault(text.strip(), []).append(f"{name} ({file})")
    lines += [
        "  Python, under the licence of the Python Software Foundation: https://docs.python.org/3/license.html",
        "",
        "PySide6, Shiboken and Qt are used under the GNU Lesser General Public License, version 3: their libraries lie",
        "as files of their own in /usr/lib/maeari/_internal/PySide6 and may be replaced by others of the same version;",
        "their source is at https://download.qt.io. The text of the licence: /usr/share/common-licenses/LGPL-3.",
    ]
    for text, owners in texts.items():
        lines += ["", "-" * 80, ", ".join(owners), "", text]
    return "\n".join(lines) + "\n"
