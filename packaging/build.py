"""Builds what is handed on: `python packaging/build.py [wheel] [folder] [deb]`, all three by default (make package).

The wheel needs hatchling, the self-contained folder PyInstaller, the package `dpkg-deb`. Everything lands in dist/.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import deb
import parts

ROOT = parts.ROOT
DIST = ROOT / "dist"
BUILD = ROOT / "build"
# One of each kind of thing that the program reads while it runs.
NEEDED = (
    "resources/themes/style.qss",
    "resources/themes/light.json",
    "resources/icons/maeari.svg",
    "resources/corpora/english_prose.txt",
    "resources/corpora/korean_prose.txt",
    "resources/translations/maeari_ko.qm",
)
STRIPPED_BYTES = 10_000_000  # below that there is nothing to win


def say(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def size(path: Path) -> int:
    """Bytes of a file, or of all files of a folder; links count nothing."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink())


def missing_resources(names: set[str]) -> list[str]:
    """What of the resources is not among these file names: the fixed ones and every sample model's weights."""
    models = [str(path.relative_to(ROOT)) for path in (ROOT / "resources" / "models").rglob("*") if path.is_file()]
    return [name for name in (*NEEDED, *models) if name not in names]


def build_wheel() -> Path:
    """dist/maeari-VERSION-py3-none-any.whl; ends with a sentence where a resource is missing in it."""
    for old in DIST.glob("maeari-*.whl"):
        old.unlink()
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*command, "--no-build-isolation", "--wheel-dir", str(DIST), str(ROOT)], check=True)
    wheel = next(DIST.glob("maeari-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        missing = missing_resources(set(archive.namelist()))
    if missing:
        sys.exit(f"The wheel lacks {', '.join(missing)}.")
    return wheel


def build_folder() -> Path:
    """dist/maeari: the program with Python, Qt and TensorFlow; ends with a sentence where a resource is missing."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    names = " ".join(str(part.metadata["Name"]) for part in parts.distributions())
    subprocess.run(
        [*command, "--distpath", str(DIST), "--workpath", str(BUILD), str(ROOT / "packaging" / "maeari.spec")],
        check=True,
        env={**os.environ, "MAEARI_DISTRIBUTIONS": names, "TF_CPP_MIN_LOG_LEVEL": "3"},
    )
    folder = DIST / "maeari"
    inside = folder / "_internal"
    missing = missing_resources({str(file.relative_to(inside)) for file in inside.rglob("*")})
    if missing:
        sys.exit(f"The folder lacks {', '.join(missing)}.")
    network = [file.name for file in inside.rglob("*Qt*Network*")]
    if network:
        sys.exit(f"The folder holds network code of Qt: {', '.join(network)}.")
    strip(inside / "tensorflow")
    return folder


def strip(folder: Path) -> None:
    """Drops the names of local symbols from large libraries: 220 MB of TensorFlow's 1.3 GB."""
    tool = shutil.which("strip")
    if tool is None or not sys.platform.startswith("linux"):
        return
    for file in folder.rglob("*.so*"):
        if file.is_file() and not file.is_symlink() and file.stat().st_size > STRIPPED_BYTES:
            subprocess.run([tool, "--strip-unneeded", str(file)], check=True)


def main(wanted: list[str]) -> None:
    """Builds what is named."""
    DIST.mkdir(exist_ok=True)
    for name in wanted or ["wheel", "folder", "deb"]:
        began = time.monotonic()
        if name == "wheel":
            made = build_wheel()
        elif name == "folder":
            made = build_folder()
        elif shutil.which("dpkg-deb") is None:
            say("No .deb is built: this system has no dpkg-deb.")
            continue
        else:
            made = deb.build(DIST / "maeari", DIST, BUILD / "deb")
        say(f"{made.relative_to(ROOT)}: {size(made) / 1e6:.1f} MB in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
