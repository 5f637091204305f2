"""Installs dist/maeari_*.deb in a clean root and uses it there: `python packaging/test_package.py` (make test-package).

The root holds the files of the system's essential packages and of what the package depends on, see clean_root.py; the
commands run in it by chroot, in namespaces of their own without any network, without this machine's environment. What
this cannot show: another release of Debian or Ubuntu, and a real display.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import clean_root

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
    "QT_QPA_PLATFORM": "offscreen",
}
ENTER = """
mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/dev" && mkdir -p "$0/dev/shm" || exit 90
for name in null zero urandom random; do
    touch "$0/dev/$name" && mount --bind "/dev/$name" "$0/dev/$name" || exit 90
done
exec chroot "$0" "$@"
"""


class FailedError(Exception):
    """What did not work, in a sentence."""


def say(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def inside(root: Path, *command: str, fails: bool = False) -> str:
    """What a command prints in the root, without network. Raises FailedError with its words where it fails."""
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    enter = ["unshare", *user, "--mount", "--pid", "--fork", "--net", "--ipc", "sh", "-c", ENTER, str(root)]
    began = time.monotonic()
    ended = subprocess.run(
        [*enter, *command], env=ENVIRONMENT, cwd="/", capture_output=True, text=True, timeout=900, check=False
    )
    if ended.returncode and not fails:
        raise FailedError(
            f"{' '.join(command)} ended with {ended.returncode}:\n{ended.stdout[-1500:]}{ended.stderr[-1500:]}"
        )
    say(f"  {time.monotonic() - began:6.1f} s  {' '.join(command)[:90]}")
    return ended.stdout


def unmet(root: Path) -> list[str]:
    """Libraries that a part of the installed program wants and that are neither in its folder nor in the root."""
    script = (
        "cd /usr/lib/maeari/_internal && find . -name '*.so*' -type f | LD_LIBRARY_PATH=/usr/lib/maeari/_internal "
        "xargs -n 40 ldd 2>/dev/null | grep 'not found' | sort -u"
    )
    found = inside(root, "sh", "-c", script, fails=True)
    return sorted({line.split()[0] for line in found.splitlines() if line.strip()})


def check(root: Path, package: Path) -> None:
    """Installs, uses and removes the package. Raises FailedError."""
    shutil.copy(package, root / "maeari.deb")
    before = {path for path in root.rglob("*") if not path.is_dir()}
    inside(root, "dpkg", "--install", "/maeari.deb")
    for path in (
        "usr/bin/maeari",
        "usr/share/applications/maeari.desktop",
        "usr/share/icons/hicolor/48x48/apps/maeari.png",
    ):
        if not (root / path).exists():
            raise FailedError(f"/{path} is missing after the installation.")
    say(f"  libraries wanted and not found: {', '.join(unmet(root)) or 'none'}")
    shown = inside(root, "maeari", "--exit-after-show").strip()
    if not re.fullmatch(r"\d+", shown):
        raise FailedError(f"maeari --exit-after-show printed {shown!r} and not a number of milliseconds.")
    again = inside(root, "maeari", "--exit-after-show").strip()
    say(f"  the window's first frame: {shown} ms, {again} ms the second time")
    demo = inside(root, "maeari", "demo")
    say("\n".join("  | " + line for line in demo.strip().splitlines()[-14:]))
    written = inside(root, "maeari", "complete", "sample-english", "The lighthouse", "--length", "40").strip()
    if "lighthouse" not in written:
        raise FailedError(f"The sample model did not write on: {written!r}")
    refused = inside(root, "maeari", "complete", "no-such-model", "x", fails=True)
    if "Traceback" in refused:
        raise FailedError("A mistake ends in a traceback.")
    inside(root, "dpkg", "--purge", "maeari")
    left = {path for path in root.rglob("*") if not path.is_dir()} - before
    left = {
        str(path.relative_to(root))
        for path in left
        if not str(path.relative_to(root)).startswith(("root/", "var/", "tmp/"))
    }
    if left:
        raise FailedError(f"Left behind after the removal: {', '.join(sorted(left)[:5])}")


def main() -> int:
    """The exit code: 0 where the package works, 1 where not, 77 where it cannot be tested here."""
    packages = sorted((ROOT / "dist").glob("maeari_*.deb"))
    if not packages:
        say("There is no package in dist: make package builds it.")
        return 1
    if not all(shutil.which(tool) for tool in ("dpkg", "unshare", "chroot", "ldconfig")):
        say("The package is not tested: that needs Debian or Ubuntu with dpkg and unshare.")
        return 77
    control = subprocess.run(
        ["dpkg-deb", "-f", str(packages[-1]), "Depends"], capture_output=True, text=True, check=True
    )
    needs = [clean_root.alternatives(need) for need in control.stdout.strip().split(",")]
    chosen, missing = clean_root.closure(needs)
    with tempfile.TemporaryDirectory(prefix="maeari-root-") as folder:
        root = Path(folder) / "root"
        root.mkdir()
        clean_root.make(root, chosen)
        size = sum(f.stat().st_size for f in root.rglob("*") if f.is_file() and not f.is_symlink())
        say(f"A clean root of {len(chosen)} packages, {size / 1e6:.0f} MB, without network:")
        if missing:
            say(f"  not installed here, so not in it: {', '.join(missing)}")
        changed = clean_root.altered(chosen, root)
        say(f"  files that differ from what their package brought: {', '.join(changed[:5]) or 'none'}")
        try:
            check(root, packages[-1])
        except FailedError as error:
            say(f"FAILED: {error}")
            return 1
    say("The package installs, opens its window, trains, writes, judges, and leaves nothing behind.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
