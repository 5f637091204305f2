"""The Debian package of the self-contained folder: /usr/lib/maeari with a command, a menu entry, icons and licences."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path

import parts

HERE = Path(__file__).resolve().parent
ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
# What Qt loads of the system and the folder does not bring, and the C library it was built on. A font that has Hangul
# is wanted and not needed: the window says so where there is none.
DEPENDS = (
    "libc6 (>= {libc})", "libegl1", "libgl1", "libxkbcommon0", "libxkbcommon-x11-0", "libdbus-1-3", "libfontconfig1",
    "libfreetype6", "libx11-6", "libx11-xcb1", "libxcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0",
    "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-render0", "libxcb-shape0", "libxcb-shm0",
    "libxcb-sync1", "libxcb-util1", "libxcb-xfixes0", "libxcb-xinerama0", "libxcb-xkb1",
    "libglib2.0-0 | libglib2.0-0t64", "libgcc-s1", "libstdc++6", "zlib1g", "fontconfig",
)  # fmt: skip
RECOMMENDS = (
    "fonts-nanum | fonts-noto-cjk", "libwayland-client0", "libwayland-cursor0", "libwayland-egl1", "xdg-desktop-portal",
)  # fmt: skip
DESCRIPTION = """write with a language model of your own texts, offline
 Maeari learns to write like you, on your own computer. Pick your own texts,
 train a recurrent language model while its loss falls on a live plot, then
 type a few words and get your own voice back. Or paste a mail and learn
 whether it is spam, and why.
 .
 Nothing ever leaves the machine: there is no network code in it. Python, Qt
 and TensorFlow come with the package."""


def architecture() -> str:
    """Debian's name of this machine's processor."""
    return ARCHITECTURES.get(platform.machine(), platform.machine())


def control(installed_kilobytes: int) -> str:
    """The control file."""
    libc = platform.libc_ver()[1] or "2.31"
    lines = (
        "Package: maeari",
        f"Version: {parts.project()['version']}",
        f"Architecture: {architecture()}",
        "Maintainer: Maeari maintainers <maintainers@maeari.invalid>",
        "Section: editors",
        "Priority: optional",
        f"Installed-Size: {installed_kilobytes}",
        "Depends: " + ", ".join(DEPENDS).format(libc=libc),
        "Recommends: " + ", ".join(RECOMMENDS),
        "Description: " + DESCRIPTION,
    )
    return "\n".join(lines) + "\n"


def draw_icons(folder: Path) -> None:
    """hicolor/SIZExSIZE/apps/maeari.png and the scalable one below `folder`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(HERE / "maeari.svg"))
    for pixels in ICON_SIZES:
        image = QImage(pixels, pixels, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        target = folder / f"{pixels}x{pixels}" / "apps"
        target.mkdir(parents=True)
        image.save(str(target / "maeari.png"))
    scalable = folder / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copy(HERE / "maeari.svg", scalable)


def stage(folder: Path, root: Path) -> None:
    """Lays out the files of the package below `root`. Large files are linked, not copied, where the disk allows."""
    shutil.rmtree(root, ignore_errors=True)
    library = root / "usr" / "lib" / "maeari"
    shutil.copytree(folder, library, symlinks=True, copy_function=_link)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "maeari").symlink_to("../lib/maeari/maeari")
    share = root / "usr" / "share"
    for place, file in (
        ("applications", "maeari.desktop"),
        ("metainfo", "app.maeari.Maeari.metainfo.xml"),
    ):
        (share / place).mkdir(parents=True)
        shutil.copy(HERE / file, share / place / file)
    draw_icons(share / "icons" / "hicolor")
    (share / "doc" / "maeari").mkdir(parents=True)
    licence = (parts.ROOT / "LICENSE").read_text(encoding="utf-8")
    (share / "doc" / "maeari" / "copyright").write_text(parts.copyright_file(licence), encoding="utf-8")


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def build(folder: Path, target: Path, root: Path) -> Path:
    """Makes target/maeari_VERSION_ARCH.deb of the self-contained folder, by way of the staging folder `root`."""
    stage(folder, root)
    kilobytes = sum(f.stat().st_size for f in root.rglob("*") if f.is_file() and not f.is_symlink()) // 1024
    for path in (root, *root.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(control(kilobytes), encoding="utf-8")
    made = target / f"maeari_{parts.project()['version']}_{architecture()}.deb"
    # zstd unpacks in seconds where xz takes a minute; Debian's dpkg reads it since 12, Ubuntu's since 18.04.
    command = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z12", "--build", str(root), str(made)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(root)
    return made
