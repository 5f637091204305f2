"""`maeari corpus import` and `maeari corpus list` as a person meets them."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from format_samples import docx_of, pdf_of

from engine.cli import main
from engine.corpus import importing as importing_module

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*argv: object) -> tuple[int, str, str]:
        code = main([str(part) for part in argv])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "나의 글"
    place.mkdir()
    (place / "a.docx").write_bytes(docx_of())
    (place / "b.txt").write_text("plain words of mine", encoding="utf-8")
    (place / "c.pdf").write_bytes(pdf_of(""))
    (place / "d.png").write_bytes(b"x")
    return place


def corpora(run: Run) -> dict[str, dict[str, Any]]:
    code, out, _ = run("corpus", "list", "--json")
    assert code == 0
    return {row["name"]: row for row in json.loads(out)["corpora"]}


def test_a_folder_is_imported_reported_and_listed(run: Run, folder: Path) -> None:
    code, out, err = run("corpus", "import", folder)
    assert (code, err) == (0, "")
    assert "“나의 글”: 2 files, " in out
    assert "Left out: c.pdf. It has no text layer: its pages are pictures." in out
    assert "Left out: d.png. It is a .png file" in out
    code, out, _ = run("corpus", "import", folder)
    assert "known from before: 1" in out
    (folder / "b.txt").write_text("plain words of mine, and others", encoding="utf-8")
    code, out, _ = run("corpus", "list")
    assert "나의 글  (61 characters, 1 file changed since)" in out
    assert "English prose  (a sample" in out
    assert [row["changed"] for row in corpora(run).values() if not row["sample"]] == [1]


def test_a_name_and_a_column_are_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("one,two\nfirst words,other words\n", encoding="utf-8")
    code, out, _ = run("corpus", "import", tmp_path / "t.csv", "--name", "Mine", "--column", "two", "--json")
    found = json.loads(out)
    assert code == 0
    assert (found["name"], found["characters"], found["stopped"]) == ("Mine", 11, False)
    assert found["files"][0]["status"] == "read"
    assert corpora(run)["Mine"]["column"] == "two"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "“a.pdf” does not exist."),
        (b"", "“a.pdf” cannot be read: it is empty."),
        (pdf_of(""), "“a.pdf” cannot be read: it has no text layer"),
    ],
)
def test_what_cannot_be_read_at_all_is_no_corpus(
    run: Run, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "a.pdf"
    if content is not None:
        path.write_bytes(content)
    code, out, err = run("corpus", "import", path)
    assert (code, out) == (2, "")
    assert err.startswith(sentence)
    assert not [row for row in corpora(run).values() if not row["sample"]]


def test_a_folder_without_texts_is_no_corpus(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("corpus", "import", tmp_path / "empty")[2].startswith("There are no text files.")


def test_ctrl_c_stops_in_order_and_the_same_command_goes_on(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importing_module.read_document

    def interrupted(path: Path, **options: Any) -> Any:
        if path.name == "b.txt":
            os.kill(os.getpid(), signal.SIGINT)
        return real(path, **options)

    with monkeypatch.context() as patch:
        patch.setattr(importing_module, "read_document", interrupted)
        code, out, err = run("corpus", "import", folder)
    assert code == 130
    assert "2 files" in out
    assert err == "Stopped; what was read is kept. The same command goes on from there.\n"
    row = next(row for row in corpora(run).values() if not row["sample"])
    assert (row["imported"], row["changed"]) == (False, 1)
    assert "not all imported, 1 file changed since" in run("corpus", "list")[1]
    code, out, _ = run("corpus", "import", folder)
    assert code == 0
    assert "known from before: 1" in out
    assert len([row for row in corpora(run).values() if not row["sample"]]) == 1


def test_a_terminal_sees_how_far_it_is_without_signs_that_move_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    (folder / "b\x1b[31m.txt").write_text("words", encoding="utf-8")
    screen = Terminal()
    monkeypatch.setattr(importing_module, "_PROGRESS_SECONDS", 0.0)
    monkeypatch.setattr(sys, "stderr", screen)
    assert main(["corpus", "import", str(folder)]) == 0
    shown = screen.getvalue()
    assert " 0%  0 of 4 files" in shown
    assert "100%  4 of 4 files" in shown
    assert "\x1b[31m" not in shown
    assert shown.endswith("\r\x1b[K")
