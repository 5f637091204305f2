"""A clean root folder for the test of the package, made without any network from the files of installed packages.

It holds what a fresh Debian system with the needs of the package would: the files that the system's essential packages,
those that our package depends on, and everything that those depend on, own according to dpkg. Nothing else: no Python
environment, no fonts, no home folder, no other library. What the packages' own scripts would have made is made here:
the links of the merged /usr, the libraries' cache, users and groups.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

INFO = Path("/var/lib/dpkg/info")
FIELDS = ("Package", "Architecture", "Version", "Essential", "Priority", "Depends", "Pre-Depends", "Provides", "Status")
UNWANTED = (
    "/usr/share/doc",
    "/usr/share/man",
    "/usr/share/locale",
    "/usr/share/info",
    "/usr/lib/python3",
    "/usr/lib/llvm",
)


class Package:
    """An installed package: its name, needs and stanza of dpkg's list."""

    def __init__(self, stanza: str) -> None:
        self.stanza = stanza
        self.fields = dict(re.findall(r"^([A-Za-z-]+): (.*)$", stanza, re.MULTILINE))
        self.name = self.fields["Package"]

    @property
    def needs(self) -> list[list[str]]:
        """Alternatives of names for each need."""
        text = ", ".join(self.fields.get(field, "") for field in ("Pre-Depends", "Depends"))
        return [alternatives(part) for part in text.split(",") if part.strip()]

    def files(self) -> list[str]:
        """The paths that the package owns."""
        for name in (self.name, f"{self.name}:{self.fields.get('Architecture', '')}"):
            listed = INFO / f"{name}.list"
            if listed.exists():
                return listed.read_text(encoding="utf-8").splitlines()
        return []


def alternatives(need: str) -> list[str]:
    """The names of `a (>= 1) | b:any`: a and b."""
    return [re.split(r"[\s(:]", part.strip())[0] for part in need.split("|")]


def installed() -> dict[str, Package]:
    """The installed packages by name, and by the names that they provide."""
    text = Path("/var/lib/dpkg/status").read_text(encoding="utf-8")
    packages = [Package(stanza) for stanza in text.split("\n\n") if "Status: install ok installed" in stanza]
    found = {package.name: package for package in packages}
    for package in packages:
        for need in package.fields.get("Provides", "").split(","):
            if need.strip():
                found.setdefault(alternatives(need)[0], package)
    return found


def closure(names: Iterable[list[str]]) -> tuple[list[Package], list[str]]:
    """The essential packages and those needed with all that they need; and the needs that nothing here meets."""
    here = installed()
    chosen: dict[str, Package] = {}
    missing: list[str] = []
    waiting = [*names, *([package.name] for package in here.values() if package.fields.get("Essential") == "yes")]
    waiting.append(["libc-bin"])
    while waiting:
        options = waiting.pop()
        package = next((here[name] for name in options if name in here), None)
        if package is None:
            missing.append(" | ".join(options))
        elif package.name not in chosen:
            chosen[package.name] = package
            waiting += package.needs
    return list(chosen.values()), missing


def make(root: Path, packages: list[Package]) -> None:
    """Copies the packages' files below `root` and what their scripts would make."""
    for name in ("bin", "sbin", "lib", "lib64", "lib32", "libx32"):
        place = Path("/", name)
        if place.is_symlink():
            (root / "usr" / name).mkdir(parents=True, exist_ok=True)
            (root / name).symlink_to(os.readlink(place))
    for package in packages:
        for line in package.files():
            if line not in ("/.", "") and not line.startswith(UNWANTED):
                _copy(Path(line), root)
    for name in ("proc", "sys", "dev", "tmp", "root", "run", "home", "var/lib/dpkg/info", "var/lib/dpkg/updates"):
        (root / name).mkdir(parents=True, exist_ok=True)
    for name in ("etc/passwd", "etc/group", "etc/alternatives"):
        if Path("/", name).is_dir():
            shutil.copytree(Path("/", name), root / name, symlinks=True, dirs_exist_ok=True)
        else:
            shutil.copy(Path("/", name), root / name)
    database = root / "var/lib/dpkg"
    (database / "status").write_text("\n\n".join(package.stanza for package in packages) + "\n", encoding="utf-8")
    (database / "available").touch()
    for package in packages:
        for file in INFO.glob(f"{package.name}[.:]*"):
            if file.suffix in (".list", ".md5sums", ".triggers"):
                shutil.copy(file, database / "info" / file.name)
    subprocess.run(["ldconfig", "-r", str(root)], check=True, env={"PATH": "/usr/sbin:/sbin:/usr/bin:/bin"})


def _copy(source: Path, root: Path) -> None:
    target = root / str(source).lstrip("/")
    if target.exists() or target.is_symlink() or not (source.exists() or source.is_symlink()):
        return
    if source.is_dir() and not source.is_symlink():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_symlink():
        target.symlink_to(os.readlink(source))
    elif source.is_file():
        shutil.copy2(source, target)


def altered(packages: list[Package], root: Path) -> list[str]:
    """Files of the root that are not what their package brought, by dpkg's sums."""
    import hashlib

    wrong = []
    for package in packages:
        for name in (package.name, f"{package.name}:{package.fields.get('Architecture', '')}"):
            sums = INFO / f"{name}.md5sums"
            for line in sums.read_text(encoding="utf-8").splitlines() if sums.exists() else ():
                digest, _space, path = line.partition("  ")
                file = root / path
                if file.is_file() and hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest() != digest:
                    wrong.append(path)
    return wrong
