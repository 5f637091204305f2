"""A backup brings everything back, is checked as hostile, and never costs the present data."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import sqlite3
import textwrap
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warm_python import WarmPython

from engine import paths
from engine.cli import main
from engine.errors import EngineError, ModelDamagedError, ModelTooNewError, StoreError
from engine.userdata import backup, datafolder, restoring

FILES = {
    "models/내 일기/current": b"v-1",
    "models/내 일기/v-1/weights.safetensors": bytes(range(256)) * 40,
    "corpora/corpora.json": b'{"version": 1, "corpora": []}',
    "corpora/note-1.txt": "가나다\n".encode() * 50,
}


def fill(files: dict[str, bytes] = FILES, length: int = 7) -> None:
    for name, data in files.items():
        path = paths.data_dir() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    paths.config_dir().mkdir(parents=True, exist_ok=True)
    (paths.config_dir() / "maeari.ini").write_text(f"[write]\nlength={length}\nevil=@Variant(\\0\\0)\n")


def talk(text: str) -> sqlite3.Connection:
    """A database of conversations with one message that is still in its journal."""
    db = sqlite3.connect(paths.data_dir() / "conversations.sqlite3", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE IF NOT EXISTS message (text TEXT)")
    db.execute("INSERT INTO message VALUES (?)", (text,))
    return db


def contents(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if not name.startswith(("conversations", "before-restore-"))}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    fill()
    db = talk("안녕하세요")
    path = tmp_path / "all.maeari-backup"
    backup.write_backup(path)
    db.close()
    return path


def test_a_backup_holds_everything_while_the_window_is_open_and_restores_it(tmp_path: Path) -> None:
    fill()
    db = talk("안녕하세요")
    told: list[tuple[int, int]] = []
    path = tmp_path / "all.maeari-backup"
    info = backup.write_backup(path, report=lambda done, total: told.append((done, total)))
    db.close()
    assert info is not None
    assert (info.models, info.conversations, info.settings) == (1, True, True)
    assert told[-1][0] == told[-1][1]
    assert restoring.check_backup(path) == info
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []
    fill({"corpora/note-1.txt": b"changed", "models/other/current": b"v-9"}, length=99)
    talk("after").close()
    aside = restoring.restore_backup(path)
    assert aside is not None
    assert contents(paths.data_dir()) == FILES
    with sqlite3.connect(paths.data_dir() / "conversations.sqlite3") as again:
        assert again.execute("SELECT text FROM message").fetchall() == [("안녕하세요",)]
    again.close()
    assert (paths.config_dir() / "maeari.ini").read_bytes() == b"[write]\nlength=7\n"
    kept = contents(aside)
    assert kept["corpora/note-1.txt"] == b"changed"
    assert kept["models/other/current"] == b"v-9"
    assert b"length=99" in kept["maeari.ini"]
    assert not [entry for entry in paths.data_dir().iterdir() if entry.name.startswith(".")]


def test_a_backup_is_restored_on_a_machine_that_has_nothing(saved: Path, home: Path) -> None:
    home.rename(home.with_name("elsewhere"))
    aside = restoring.restore_backup(saved)
    assert aside is not None
    assert not aside.exists()
    assert contents(paths.data_dir()) == FILES


def test_what_was_kept_aside_is_in_no_later_backup(saved: Path, tmp_path: Path) -> None:
    restoring.restore_backup(saved)
    info = backup.write_backup(tmp_path / "second.maeari-backup")
    assert info is not None
    assert info.files == restoring.check_backup(saved).files


def test_stopping_writes_and_restores_nothing(saved: Path, tmp_path: Path) -> None:
    before = saved.read_bytes()
    assert backup.write_backup(saved, should_stop=lambda: True) is None
    assert saved.read_bytes() == before
    assert restoring.restore_backup(saved, should_stop=lambda: True) is None
    assert contents(paths.data_dir()) == FILES
    assert not list(paths.data_dir().glob(".restoring-*"))


def test_a_backup_inside_the_data_or_into_no_folder_is_refused(saved: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="lost with it"):
        backup.write_backup(paths.data_dir() / "b.maeari-backup")
    with pytest.raises(StoreError, match="the folder does not exist"):
        backup.write_backup(tmp_path / "nowhere" / "b.maeari-backup")


def test_a_full_disk_leaves_the_backup_before(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = saved.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="the disk is full"):
        backup.write_backup(saved)
    assert saved.read_bytes() == before
    with pytest.raises(StoreError, match="the disk is full; your present data is as it was"):
        restoring.restore_backup(saved)
    assert contents(paths.data_dir()) == FILES


def test_no_room_is_told_with_both_numbers(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datafolder, "free_bytes", lambda _folder: 3 * 2**20)
    with pytest.raises(StoreError, match="are needed and 3 MB are free"):
        restoring.restore_backup(saved)
    assert contents(paths.data_dir()) == FILES


# Hostile backups

Change = Callable[[dict[str, Any], dict[str, bytes]], None]


def forged(path: Path, change: Change) -> Path:
    """A backup with one file, changed before it is packed."""
    files = {"data/corpora/note.txt": b"text"}
    manifest: dict[str, Any] = {"program": "Maeari", "format": 1, "version": "1", "created": "2026", "files": {}}
    manifest["files"] = {n: {"sha256": hashlib.sha256(d).hexdigest(), "bytes": len(d)} for n, d in files.items()}
    change(manifest, files)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr("manifest.json", json.dumps(manifest))
    return path


def listed(name: str, data: bytes = b"x") -> Change:
    def change(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
        files[name] = data
        manifest["files"][name] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}

    return change


def test_an_untouched_forgery_is_sound(tmp_path: Path) -> None:
    restoring.restore_backup(forged(tmp_path / "a", lambda _manifest, _files: None))
    assert contents(paths.data_dir()) == {"corpora/note.txt": b"text"}


@pytest.mark.parametrize(
    "name",
    ["../evil", "data/../../evil", "/etc/evil", "data//evil", "data/C:/evil", "data/a\\..\\evil", "data/.restore.json",
     "data/maeari-data.json", "data/data-folder.json", "data/before-restore-1/x", "config/other.ini", "data/a/ .. /b",
     "data/" + "a" * 300, "data/" + "a/" * 40 + "b", "data/.", "evil", "data/CORPORA/NOTE.TXT"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    fill()
    with pytest.raises(ModelDamagedError, match=r"names files outside|holds a file twice|damaged|exactly"):
        restoring.restore_backup(forged(tmp_path / "a", listed(name)))
    assert contents(paths.data_dir()) == FILES
    assert not list(tmp_path.rglob("*evil*"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda m, _f: m["files"]["data/corpora/note.txt"].update(sha256="0" * 64), "not what was saved"),
        (lambda m, _f: m["files"]["data/corpora/note.txt"].update(bytes=2), "longer than it says"),
        (lambda m, _f: m["files"]["data/corpora/note.txt"].update(bytes=9), "not what was saved"),
        (lambda m, _f: m["files"]["data/corpora/note.txt"].update(bytes=10**13), "far more than it could hold"),
        (lambda m, _f: m["files"]["data/corpora/note.txt"].update(bytes=-1), "names files"),
        (lambda m, _f: m["files"].update({"data/x": None}), "damaged"),
        (lambda m, f: f.update({"data/unlisted": b"x"}), "exactly the files"),
        (lambda m, _f: m["files"].update({"data/x": {"sha256": "0", "bytes": 1}}), "exactly the files"),
        (lambda m, _f: m.update(program="Other"), "no backup of Maeari"),
        (lambda m, _f: m.update(files=[]), "damaged"),
        (lambda m, _f: m.pop("created"), "damaged"),
        (listed("config/maeari.ini", b"x" * 2**21), "larger than any"),
    ],
)
def test_a_backup_that_is_not_what_it_says_is_refused(tmp_path: Path, change: Change, words: str) -> None:
    fill()
    with pytest.raises(ModelDamagedError, match=words):
        restoring.restore_backup(forged(tmp_path / "a", change))
    assert contents(paths.data_dir()) == FILES
    assert not list(paths.data_dir().glob(".restoring-*"))


def test_a_newer_backup_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelTooNewError, match="newer version"):
        restoring.check_backup(forged(tmp_path / "a", lambda manifest, _files: manifest.update(format=2)))


def test_a_link_in_a_backup_is_refused(tmp_path: Path) -> None:
    path = forged(tmp_path / "a", lambda _manifest, _files: None)
    with zipfile.ZipFile(path) as archive:
        manifest = archive.read("manifest.json")
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("data/corpora/note.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, b"text")
        archive.writestr("manifest.json", manifest)
    with pytest.raises(ModelDamagedError, match="does not belong"):
        restoring.restore_backup(path)


def test_a_file_that_is_no_zip_or_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"hello" * 100)
    with pytest.raises(ModelDamagedError, match="no backup"):
        restoring.check_backup(tmp_path / "a")
    with pytest.raises(StoreError, match="cannot be read"):
        restoring.check_backup(tmp_path / "missing")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_is_refused_or_harmless(tmp_path: Path, data: st.DataObject) -> None:
    path = forged(tmp_path / "a", listed("data/models/m/current", b"v-1" * 9))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content)
    with contextlib.suppress(EngineError):  # any other error fails
        restoring.check_backup(path)


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_kill_while_the_places_are_changed_is_gone_on_with(saved: Path, tmp_path: Path) -> None:
    code = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from engine.userdata import restoring
        left = int(sys.argv[2])
        rename = os.rename
        def killing(*arguments):
            global left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            rename(*arguments)
        os.rename = killing
        restoring.restore_backup(Path(sys.argv[1]))
        """
    )
    for moment in (0, 2, 3, 5):
        fill({"corpora/note-1.txt": b"changed"}, length=99)
        process = WarmPython(code, str(saved), str(moment), folder=tmp_path)
        assert process.wait() == -signal.SIGKILL, (moment, process.stderr)
        assert restoring.finish_restore()
        assert contents(paths.data_dir()) == FILES
        assert (paths.config_dir() / "maeari.ini").read_bytes() == b"[write]\nlength=7\n"
        asides = list(paths.data_dir().glob("before-restore-*"))
        assert any(contents(aside)["corpora/note-1.txt"] == b"changed" for aside in asides)
        assert not restoring.finish_restore()


def test_the_command_line_writes_and_restores(saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "second.maeari-backup"
    assert main(["data", "backup", str(target), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["models"] == 1
    fill({"corpora/note-1.txt": b"changed"})
    assert main(["data", "restore", str(target), "--yes"]) == 0
    assert "before-restore-" in capsys.readouterr().out
    assert contents(paths.data_dir()) == FILES
    assert main(["data", "restore", str(tmp_path / "none"), "--yes", "--json"]) == 2
    assert "cannot be read" in json.loads(capsys.readouterr().out)["error"]
