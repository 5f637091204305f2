"""The data folder: found, moved whole or not at all, missed when its drive is gone, listed, and erased."""

from __future__ import annotations

import json
import os
import signal
import textwrap
from pathlib import Path

import pytest
from warm_python import WarmPython

from engine import atomic, paths
from engine.cli import main
from engine.errors import StoreError
from engine.userdata import datafolder, datamove, stored

FILES = {
    "models/내 일기/current": b"v-1",
    "models/내 일기/v-1/weights.safetensors": bytes(range(256)) * 40,
    "models/.bin/0123456789ab/old/current": b"v-2",
    "models/.bin/0123456789ab/name": "옛 모델".encode(),
    "corpora/corpora.json": b'{"version": 1, "corpora": []}',
    "corpora/note-1.txt": "가나다\n".encode(),
    "conversations.sqlite3": b"not really one",
}


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The standard places of the system, in a temporary folder."""
    monkeypatch.delenv("MAEARI_HOME")
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    if paths.standard_data_dir() != tmp_path / "data" / "Maeari":
        pytest.skip("the standard places of this system cannot be set by the environment")
    return tmp_path


@pytest.fixture
def filled(places: Path) -> Path:
    for name, data in FILES.items():
        path = paths.data_dir() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (paths.data_dir() / "models" / "empty").mkdir()
    paths.config_dir().mkdir(parents=True)
    (paths.config_dir() / "maeari.ini").write_text("[write]\nlength=7\n")
    paths.log_dir().mkdir(parents=True)
    (paths.log_dir() / "maeari.log").write_text("started\n")
    return places


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != datafolder.MARKER]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_nothing_is_wrong_before_the_first_start(places: Path) -> None:
    assert datafolder.data_folder() == datafolder.DataFolder(paths.standard_data_dir(), "new")
    datafolder.check_there()


def test_a_move_copies_everything_then_names_the_new_place_and_only_later_removes_the_old(filled: Path) -> None:
    old, new = paths.data_dir(), filled / "drive" / "메아리 data"
    times = {name: (old / name).stat().st_mtime_ns for name in FILES}
    told: list[tuple[int, int]] = []
    plan = datamove.move_data(new, report=lambda done, total: told.append((done, total)))
    assert plan is not None
    assert (plan.files, plan.size_bytes) == (len(FILES), sum(map(len, FILES.values())))
    assert told[-1][0] == told[-1][1] == 2 * plan.size_bytes
    assert paths.data_dir() == new
    assert paths.models_dir() == new / "models"
    assert contents(new) == FILES == contents(old)
    assert (new / "models" / "empty").is_dir()
    assert {name: (new / name).stat().st_mtime_ns for name in FILES} == times
    state = datafolder.data_folder()
    assert (state.state, state.standard, state.left_behind) == ("ok", False, old)
    assert datamove.remove_left_behind() == old
    assert not old.exists()
    assert datafolder.data_folder().left_behind is None
    assert datamove.remove_left_behind() is None
    assert contents(new) == FILES


def test_data_can_be_moved_back_to_the_standard_place(filled: Path) -> None:
    old, new = paths.data_dir(), filled / "drive"
    datamove.move_data(new)
    datamove.remove_left_behind()
    datamove.move_data(old)
    assert paths.data_dir() == old
    assert datafolder.data_folder().standard
    assert contents(old) == FILES


def test_what_the_person_put_beside_the_old_data_stays(filled: Path) -> None:
    old = paths.data_dir()
    datamove.move_data(filled / "drive")
    (old / "mine.txt").write_text("mine")
    datamove.remove_left_behind()
    assert contents(old) == {"mine.txt": b"mine"}


@pytest.mark.parametrize(
    ("where", "words"),
    [("data/Maeari", "already"), ("data/Maeari/inner", "inside itself"), ("config/Maeari/data", "settings"),
     ("full", "not empty"), ("file", "is a file"), ("other", "already holds data")],
)  # fmt: skip
def test_a_place_that_does_not_do_is_refused_and_nothing_is_changed(filled: Path, where: str, words: str) -> None:
    (filled / "full").mkdir()
    (filled / "full" / "letter.txt").write_text("mine")
    (filled / "file").write_text("mine")
    (filled / "other").mkdir()
    datafolder.mark(filled / "other")
    before = contents(filled)
    with pytest.raises(StoreError, match=words):
        datamove.move_data(filled / where)
    assert contents(filled) == before
    assert paths.data_dir() == paths.standard_data_dir()


def test_a_full_disk_is_told_with_both_numbers_before_anything_is_copied(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datafolder, "free_bytes", lambda _folder: 3 * 2**20)
    with pytest.raises(StoreError, match="17 MB are needed and 3 MB are free"):
        datamove.move_data(filled / "drive")
    assert not (filled / "drive").exists()


def test_a_disk_that_fills_up_meanwhile_leaves_nothing_half(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="the disk is full; it is in use where it was"):
        datamove.move_data(filled / "drive")
    assert not (filled / "drive").exists()
    assert contents(paths.data_dir()) == FILES


def test_a_folder_that_cannot_be_written_is_refused(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (filled / "locked").mkdir()
    monkeypatch.setattr(os, "access", lambda path, _mode: "locked" not in str(path))
    with pytest.raises(StoreError, match="cannot be written"):
        datamove.move_data(filled / "locked")


def test_a_copy_that_differs_is_not_used(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datamove._Mover, "_hash", lambda _self, _path: "0" * 64)
    with pytest.raises(StoreError, match="not what is in your data folder"):
        datamove.move_data(filled / "drive")
    assert paths.data_dir() == paths.standard_data_dir()
    assert not (filled / "drive").exists()


def test_stopping_takes_the_copy_back(filled: Path) -> None:
    (filled / "drive").mkdir()
    count = iter(range(100))
    assert datamove.move_data(filled / "drive", should_stop=lambda: next(count) > 4) is None
    assert paths.data_dir() == paths.standard_data_dir()
    assert not any((filled / "drive").iterdir())


def test_what_changes_meanwhile_is_copied_again(filled: Path) -> None:
    source = paths.data_dir()
    seen: list[int] = []

    def report(done: int, _total: int) -> None:
        if not seen:
            (source / "corpora" / "note-1.txt").write_text("another text")
            (source / "corpora" / "note-2.txt").write_text("new")
        seen.append(done)

    datamove.move_data(filled / "drive", report=report)
    assert contents(filled / "drive") == contents(source)
    assert (filled / "drive" / "corpora" / "note-2.txt").read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_kill_at_any_moment_leaves_one_whole_folder_in_use_and_the_move_can_be_repeated(
    filled: Path, tmp_path: Path
) -> None:
    code = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from engine.userdata import datamove
        from engine.userdata import datafolder
        left = int(sys.argv[2])
        def kill(*_):
            global left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        mark, pointer = datafolder.mark, datafolder.write_pointer
        def marked(*arguments, **options):
            kill()
            return mark(*arguments, **options)
        def pointed(*arguments, **options):
            kill()
            pointer(*arguments, **options)
            kill()
        datafolder.mark, datafolder.write_pointer = marked, pointed
        datamove.move_data(Path(sys.argv[1]), report=kill)
        """
    )
    new = filled / "drive"
    for moment in (0, 1, 6, 9, 16, 17):
        process = WarmPython(code, str(new), str(moment), folder=tmp_path)
        assert process.wait() == -signal.SIGKILL, (moment, process.stderr)
        assert contents(paths.data_dir()) == FILES
        assert datafolder.data_folder().state == "ok"
        if paths.data_dir() == new:
            break
    else:
        datamove.move_data(new)
    assert contents(new) == FILES


def test_a_drive_that_is_gone_is_missed_even_where_its_mount_point_stands(filled: Path) -> None:
    new = filled / "drive"
    datamove.move_data(new)
    new.rename(filled / "unplugged")
    for _ in range(2):
        state = datafolder.data_folder()
        assert state.state == "missing"
        assert "nothing is lost" in state.problem
        with pytest.raises(StoreError, match="is not there"):
            datafolder.check_there()
        new.mkdir(exist_ok=True)  # an empty mount point
    new.rmdir()
    datafolder.use_folder(filled / "unplugged")  # it is mounted elsewhere now
    assert paths.data_dir() == filled / "unplugged"
    assert datafolder.data_folder().state == "ok"
    datafolder.use_folder(paths.standard_data_dir())
    assert datafolder.data_folder().standard
    assert contents(filled / "unplugged") == FILES


def test_a_folder_without_data_of_maeari_is_not_taken_for_it(filled: Path) -> None:
    (filled / "photos").mkdir()
    (filled / "photos" / "one.jpg").write_text("x")
    with pytest.raises(StoreError, match="no data of Maeari"):
        datafolder.use_folder(filled / "photos")
    datafolder.use_folder(filled / "fresh")
    assert paths.data_dir() == filled / "fresh"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"folder": 3}', '{"folder": "relative"}', "[" * 100_000])
def test_a_damaged_note_is_told_and_never_hides_the_data(filled: Path, text: str) -> None:
    (paths.config_dir() / paths.POINTER).write_text(text)
    assert datafolder.data_folder().state == "unknown"
    with pytest.raises(StoreError, match="nothing is lost"):
        datafolder.check_there()
    datafolder.use_folder(paths.standard_data_dir())
    assert datafolder.data_folder().state == "ok"


def test_a_folder_that_cannot_be_written_is_told(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(datafolder.tempfile, "TemporaryFile", refuse)
    state = datafolder.data_folder()
    assert state.state == "unwritable"
    assert "access to it is not allowed" in state.problem


def test_the_environment_wins_over_the_note(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datamove.move_data(filled / "drive")
    monkeypatch.setenv("MAEARI_HOME", str(filled / "portable"))
    assert paths.data_dir() == filled / "portable" / "data"
    assert datafolder.data_folder().fixed
    with pytest.raises(StoreError, match="MAEARI_HOME"):
        datamove.move_data(filled / "elsewhere")


def test_nothing_is_moved_under_an_open_window(filled: Path) -> None:
    lock = paths.config_dir() / "window-1" / "lock"
    lock.parent.mkdir()
    lock.write_text(f"{os.getppid()}\nmaeari\nhere\n")
    with pytest.raises(StoreError, match="window of Maeari is open"):
        datamove.move_data(filled / "drive")
    lock.write_text("999999999\nmaeari\nhere\n")
    assert datamove.move_data(filled / "drive") is not None


def test_every_file_is_listed_once(filled: Path) -> None:
    datamove.move_data(filled / "drive")
    datamove.remove_left_behind()
    things = stored.stored_things()
    listed = {thing.path for thing in things}
    for path in filled.rglob("*"):
        if path.is_file():
            assert len(listed & {path, *path.parents}) == 1, path
    kinds = {thing.name: thing.kind for thing in things}
    assert kinds["내 일기"] == "model"
    assert kinds["옛 모델"] == "model_bin"
    assert kinds["note-1"] == "pasted_text"
    assert kinds["conversations.sqlite3"] == "conversations"
    assert kinds["maeari.ini"] == "settings"
    assert kinds["maeari.log"] == "log"
    assert kinds[paths.POINTER] == "data_note"
    assert next(thing for thing in things if thing.name == "내 일기").files == 2


def test_one_thing_is_erased_and_nothing_else(filled: Path) -> None:
    thing = next(thing for thing in stored.stored_things() if thing.kind == "pasted_text")
    stored.erase_thing(thing)
    assert contents(paths.data_dir()) == {name: data for name, data in FILES.items() if name != "corpora/note-1.txt"}
    foreign = stored.StoredThing("other", "letter", filled / "letter.txt", 1, 1, "")
    (filled / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match="no file of Maeari"):
        stored.erase_thing(foreign)
    assert (filled / "letter.txt").exists()


def test_erasing_everything_leaves_nothing(filled: Path) -> None:
    assert stored.erase_everything() == ()
    assert [path for path in filled.rglob("*") if path.is_file()] == []
    assert not any("Maeari" in path.name for path in filled.rglob("*"))
    assert stored.stored_things() == ()


def test_erasing_in_a_chosen_folder_spares_what_is_not_maearis(filled: Path) -> None:
    datamove.move_data(filled / "drive")
    datamove.remove_left_behind()
    (filled / "drive" / "letter.txt").write_text("mine")
    assert stored.erase_everything() == (filled / "drive",)
    assert [path.name for path in filled.rglob("*") if path.is_file()] == ["letter.txt"]


def test_the_copies_before_an_upgrade_are_listed_erased_alone_and_erased_with_everything(filled: Path) -> None:
    names = ("before-2", "before-3", "before-3-wal", "damaged-1")
    for name in names:
        atomic.write_text(paths.data_dir() / f"conversations.sqlite3.{name}", "of an older version")
    copies = [thing for thing in stored.stored_things() if thing.kind == "conversations_copy"]
    assert [thing.name for thing in copies] == [f"conversations.sqlite3.{name}" for name in names]
    stored.erase_thing(copies[0])
    assert not copies[0].path.exists()
    assert (paths.data_dir() / "conversations.sqlite3").exists()
    datamove.move_data(filled / "drive")  # of a chosen folder only what is Maeari's is erased
    assert (filled / "drive" / "conversations.sqlite3.before-3").exists()
    datamove.remove_left_behind()
    stored.erase_everything()
    assert [path for path in filled.rglob("*") if path.is_file()] == []


def test_erasing_a_portable_home_leaves_nothing(home: Path) -> None:
    for name in ("data/models/m/current", "data/conversations.sqlite3", "config/maeari.ini", "log/maeari.log"):
        atomic_path = home / name
        atomic_path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_text(atomic_path, "x")
    assert stored.erase_everything() == ()
    assert not home.exists()


def test_the_command_line_says_where_and_moves(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "where", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["folder"] == str(paths.standard_data_dir())
    assert told["state"] == "ok"
    assert {thing["kind"] for thing in told["stored"]} >= {"model", "conversations", "settings", "log"}
    assert main(["data", "move", str(filled / "drive"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["moved"] == str(filled / "drive")
    assert main(["data", "remove-old", "--yes"]) == 0
    assert not (filled / "data" / "Maeari").exists()
    assert main(["data", "move", str(filled / "drive")]) == 2
    assert "already" in capsys.readouterr().err
    (filled / "drive").rename(filled / "gone")
    assert main(["models", "list"]) == 2
    assert "is not there" in capsys.readouterr().err
    assert main(["data", "where"]) == 0
    assert "is not there" in capsys.readouterr().out
    assert main(["data", "use", str(filled / "gone")]) == 0
    assert main(["data", "erase", "--yes", "--json"]) == 0
    assert [path for path in filled.rglob("*") if path.is_file()] == []
