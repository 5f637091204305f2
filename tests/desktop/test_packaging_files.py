"""The menu entry, the software centre's description and the icon of the package are what their formats ask for."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

import engine

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
DESKTOP = PACKAGING / "maeari.desktop"
METAINFO = PACKAGING / "app.maeari.Maeari.metainfo.xml"
# The categories of the menu specification that are used here: https://specifications.freedesktop.org/menu-spec
CATEGORIES = {"Office", "Education", "Qt"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def entry() -> dict[str, str]:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(DESKTOP.read_text(encoding="utf-8"))
    assert parser.sections() == ["Desktop Entry"]
    return dict(parser["Desktop Entry"])


def test_the_menu_entry_says_all_that_the_format_asks_for() -> None:
    values = entry()
    assert values["Type"] == "Application"
    assert values["Terminal"] == "false"
    assert values["Exec"].split()[0] == values["TryExec"] == values["Icon"] == "maeari"
    assert set(values["Categories"].strip(";").split(";")) <= CATEGORIES
    for key in ("Categories", "Keywords", "Keywords[ko]"):
        assert values[key].endswith(";"), key
    assert all(re.fullmatch(r"[A-Za-z0-9-]+(\[[a-z]{2}\])?", key) for key in values)


def test_every_word_of_the_menu_entry_is_there_in_korean() -> None:
    values = entry()
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert re.search("[가-힣]", values[f"{key}[ko]"]), key


def test_the_menu_entry_belongs_to_the_window_that_the_program_opens() -> None:
    source = (ROOT / "desktop" / "app.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{DESKTOP.stem}")' in source
    assert entry()["StartupWMClass"] == DESKTOP.stem


def test_the_description_for_software_centres_is_whole() -> None:
    component = ElementTree.parse(METAINFO).getroot()
    assert component.tag == "component"
    assert component.get("type") == "desktop-application"
    assert component.findtext("id") == METAINFO.name.removesuffix(".metainfo.xml")
    assert component.findtext("metadata_license") == "CC0-1.0"
    licence = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["license"]
    assert component.findtext("project_license") == licence
    assert component.findtext("launchable") == DESKTOP.name
    assert component.find("content_rating") is not None
    summaries = component.findall("summary")
    assert all(len(summary.text or "") <= 90 and not (summary.text or "").endswith(".") for summary in summaries)


def test_the_description_names_this_version() -> None:
    release = ElementTree.parse(METAINFO).getroot().find("releases/release")
    assert release is not None
    assert release.get("version") == engine.__version__
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", release.get("date", ""))


def test_every_sentence_of_the_description_is_there_in_korean() -> None:
    component = ElementTree.parse(METAINFO).getroot()
    for path in ("name", "summary", "description/p", "description/ul/li"):
        found = component.findall(path)
        english = [one for one in found if one.get(LANGUAGE) is None]
        korean = [one for one in found if one.get(LANGUAGE) == "ko"]
        assert len(english) == len(korean) > 0, path
        assert all(re.search("[가-힣]", one.text or "") for one in korean), path


def test_the_icon_is_a_square_drawing_that_qt_can_paint(qapp: object) -> None:
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(PACKAGING / "maeari.svg"))
    assert renderer.isValid()
    assert renderer.viewBox().width() == renderer.viewBox().height()


def test_the_systems_own_checkers_accept_both_files() -> None:
    checks = {
        "desktop-file-validate": [str(DESKTOP)],
        "appstreamcli": ["validate", "--no-net", str(METAINFO)],
    }
    present = [name for name in checks if shutil.which(name)]
    for name in present:
        checked = subprocess.run([name, *checks[name]], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    if not present:
        pytest.skip("neither desktop-file-validate nor appstreamcli is installed here; the tests above read both files")


def test_the_package_asks_for_every_system_library_that_the_installer_of_libraries_names() -> None:
    script = (ROOT / "resources" / "install-system-libraries.sh").read_text(encoding="utf-8")
    named = re.search(r"for package in (.*?); do", script.replace("\\\n", " "), re.DOTALL)
    assert named is not None
    asked = (PACKAGING / "deb.py").read_text(encoding="utf-8")
    assert [name for name in named.group(1).split() if f'"{name}"' not in asked] == []


def test_the_copyright_file_holds_the_licence_of_every_part() -> None:
    script = "import sys; sys.path.insert(0, sys.argv[1]); import parts; sys.stdout.write(parts.copyright_file('MIT'))"
    done = subprocess.run(
        [sys.executable, "-c", script, str(PACKAGING)], capture_output=True, check=True, cwd=ROOT, encoding="utf-8"
    )
    for name in (
        "tensorflow",
        "PySide6_Essentials",
        "numpy",
        "pypdf",
        "Apache License",
        "Lesser General Public License",
    ):
        assert name.lower() in done.stdout.lower(), name
    for line in done.stdout.split("-" * 80)[0].splitlines():
        assert "AGPL" not in line, line
