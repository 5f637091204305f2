"""Nothing leaves the machine: no network code in the source, and the main job done where there is no network."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
JOB = ROOT / "tests" / "offline_job.py"
# Modules that speak to other machines, of Python, of Qt and of what is often installed beside.
NETWORK = {
    "socket", "socketserver", "ssl", "asyncio", "http", "urllib.request", "urllib.error", "urllib.robotparser",
    "ftplib", "smtplib", "imaplib", "poplib", "nntplib", "telnetlib", "xmlrpc", "webbrowser", "wsgiref", "requests",
    "urllib3", "httpx", "aiohttp", "websockets", "grpc", "paramiko", "multiprocessing.managers",
    "logging.handlers.HTTPHandler", "logging.handlers.SocketHandler", "PySide6.QtNetwork", "PySide6.QtNetworkAuth",
    "PySide6.QtWebSockets", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtHttpServer",
    "PySide6.QtBluetooth",
}  # fmt: skip
# Names that fetch an address without any of the modules above.
FETCHING = {
    "setOpenExternalLinks",
    "get_file",
    "urlretrieve",
    "urlopen",
    "QNetworkAccessManager",
    "QTcpSocket",
    "QLocalServer",
}
# The one way in which the system is asked to open something: a folder on this disk.
OPENING = "QDesktopServices.openUrl(QUrl.fromLocalFile("


def sources() -> list[Path]:
    return [path for package in ("engine", "desktop", "resources") for path in sorted((ROOT / package).rglob("*.py"))]


def forbidden(tree: ast.AST) -> list[str]:
    """What of a source reaches for the network: modules imported, in any form, and names that fetch."""
    found: list[str] = []
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func).rpartition(".")[2]
            names = [str(node.args[0].value)] if called in ("import_module", "__import__") else []
        elif isinstance(node, ast.Attribute | ast.Name):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            found += [name] if name in FETCHING else []
        for name in names:
            found += [part for part in NETWORK if name == part or name.startswith(part + ".")]
    return found


def test_no_source_reaches_for_the_network() -> None:
    assert len(sources()) > 150
    found = {str(path.relative_to(ROOT)): forbidden(ast.parse(path.read_text(encoding="utf-8"))) for path in sources()}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "line",
    [
        "import socket",
        "import urllib.request as r",
        "from urllib import request",
        "from http.client import HTTPConnection",
        "from PySide6 import QtNetwork",
        "from PySide6.QtNetwork import QLocalServer",
        "import_module('requests.sessions')",
        "__import__('ssl')",
        "keras.utils.get_file('a', origin=b)",
        "label.setOpenExternalLinks(True)",
    ],
)
def test_the_search_would_find_it(line: str) -> None:
    assert forbidden(ast.parse(line))


@pytest.mark.parametrize("line", ["from urllib.parse import urlsplit", "import sockets_of_mine", "from . import http"])
def test_the_search_finds_nothing_in_what_only_sounds_alike(line: str) -> None:
    assert not forbidden(ast.parse(line))


def test_only_folders_of_this_disk_are_opened_by_the_system() -> None:
    for path in sources():
        assert "openUrl" not in path.read_text(encoding="utf-8").replace(OPENING, ""), path


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the main job says of itself, done under a guard of sockets and, where allowed, in an empty namespace."""
    folder = tmp_path_factory.mktemp("offline")
    environment = {**os.environ, "MAEARI_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    environment.pop("TF_CONFIG", None)  # the one way to a second machine, which a person sets by hand
    command = [sys.executable, str(JOB), str(folder)]
    isolated = _namespaces()
    done = subprocess.run(
        ["unshare", "-rn", *command] if isolated else command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return {**said, "isolated": isolated}


def _namespaces() -> bool:
    """Whether this system lets a person make a namespace without network."""
    tool = shutil.which("unshare")
    return bool(tool) and subprocess.run([str(tool), "-rn", "true"], capture_output=True, check=False).returncode == 0


def test_the_main_job_asks_for_no_connection(job: dict[str, object]) -> None:
    assert job["guarded"], "the guard did not stop a look-up of a name"
    assert job["asked"] == []


def test_the_main_job_is_done_without_any_interface(job: dict[str, object]) -> None:
    if not job["isolated"]:
        pytest.skip("this system allows no network namespace (unshare -rn); the guard of sockets has done its part")
    assert job["interfaces"] == []
    assert job["trained"] == "completed"
    assert job["written"] == len("The boats") + 20
    assert job["verdict"] in ("spam", "unsure")
    assert job["closed"] is True
