"""`maeari spam check | mark | corrections`, in the process of the tests."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from spam_support import toy_model

from engine import paths
from engine.cli import main
from engine.models.store import ModelStore

SPAM = (
    b"From: Win <win@example.com>\nSubject: winner\n\n"
    b"See the free viagra prize. See you at the meeting with our lunch.\n"
)
HAM = b"From: Anna <anna@example.org>\nSubject: the lunch\n\nSee you at the meeting tomorrow, best regards to you.\n"


@pytest.fixture(autouse=True)
def checker(home: Path) -> None:
    model = toy_model()
    ModelStore(paths.models_dir()).save(
        model.info, tokenizer=model.tokenizer, weights=model.weights, extras=model.extras
    )


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: Any) -> tuple[int, str, str]:
        code = main(["spam", *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def box(tmp_path: Path) -> Path:
    path = tmp_path / "all.mbox"
    path.write_bytes(b"".join(b"From a@b.c Mon Jan  1 00:00:00 2026\n" + one + b"\n" for one in (SPAM, HAM, HAM)))
    return path


def mail(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_one_mail_is_judged_with_its_reasons(run: Any, tmp_path: Path) -> None:
    code, out, _ = run("check", "toy", mail(tmp_path, "a.eml", SPAM))
    assert code == 0
    assert out.startswith("a.eml: spam")
    assert "speaks for spam: " in out
    assert "without “See the free viagra prize.” it falls from" in out
    assert "From Win <win@example.com>." in out
    told = json.loads(run("check", "toy", tmp_path / "a.eml", "--json")[1])
    assert (told["verdict"], told["file"]) == ("spam", "a.eml")
    assert told["without_sentence"][0]["after"] < told["without_sentence"][0]["before"]


def test_a_mailbox_is_a_line_a_mail_and_a_summary(run: Any, box: Path) -> None:
    _, out, _ = run("check", "toy", box)
    lines = out.splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["spam", "normal", "normal"]
    assert "all.mbox #2  the lunch" in lines[1]
    assert lines[-1] == "3 mails: 1 spam, 0 unsure, 2 normal."
    told = json.loads(run("check", "toy", box, "--json")[1])
    assert told["summary"] == {"spam": 1, "unsure": 0, "normal": 2, "mails": 3, "unread": []}
    assert told["results"][0]["sender"] == "Win <win@example.com>"


def test_a_folder_is_checked_whole_and_written_as_a_table(run: Any, box: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    folder.mkdir()
    mail(folder, "a.eml", SPAM.replace(b"Subject: winner", b"Subject: =1+1 winner"))
    mail(folder, "b.eml", HAM)
    _, out, _ = run("check", "toy", folder, "--csv", tmp_path / "out.csv")
    assert out.splitlines()[-1] == "2 mails: 1 spam, 0 unsure, 1 normal."
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 3
    assert rows[1][2] == "'=1+1 winner"
    run("check", "toy", folder / "a.eml", "--csv", tmp_path / "one.csv")
    assert len((tmp_path / "one.csv").read_bytes().splitlines()) == 2


def test_a_mark_counts_at_once_and_can_be_taken_back(run: Any, tmp_path: Path) -> None:
    file = mail(tmp_path, "a.eml", HAM)
    code, out, _ = run("mark", "toy", "spam", file)
    assert code == 0
    assert "Marked as spam." in out
    assert "9 more spam and 10 more ordinary" in out
    assert "You marked it so." in run("check", "toy", file)[1]
    assert json.loads(run("check", "toy", file, "--json")[1])["decided_by"] == "mark"
    told = json.loads(run("corrections", "toy", "--json")[1])
    assert (told["spam"], told["normal"], told["needed"]) == (1, 0, {"spam": 9, "normal": 10})
    assert "taken back" in run("corrections", "toy", "--undo")[1]
    assert "no mark to undo" in run("corrections", "toy", "--undo")[1]
    assert run("check", "toy", file)[1].startswith("a.eml: normal")


def test_a_mark_reads_standard_input(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(HAM)))
    told = json.loads(run("mark", "toy", "normal", "--json")[1])
    assert (told["marked"], told["normal"], told["learned"]) == ("normal", 1, False)


def test_a_reset_forgets_and_can_be_taken_back(run: Any, tmp_path: Path) -> None:
    run("mark", "toy", "spam", mail(tmp_path, "a.eml", HAM))
    assert "0 marked as spam" in run("corrections", "toy", "--reset")[1]
    assert "1 marked as spam" in run("corrections", "toy", "--undo")[1]


def test_marks_count_in_a_mailbox_too(run: Any, box: Path, tmp_path: Path) -> None:
    run("mark", "toy", "spam", mail(tmp_path, "a.eml", HAM))
    assert run("check", "toy", box)[1].splitlines()[-1] == "3 mails: 3 spam, 0 unsure, 0 normal."


def test_damaged_marks_are_said_and_the_check_goes_on(run: Any, tmp_path: Path) -> None:
    folder = ModelStore(paths.models_dir()).corrections_dir("toy")
    folder.mkdir()
    (folder / "marks.json").write_text("{")
    code, out, err = run("check", "toy", mail(tmp_path, "a.eml", HAM))
    assert (code, out.startswith("a.eml: normal")) == (0, True)
    assert "damaged" in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "nothing", "a.eml"], "no model named"),
        (["check", "toy", "missing.eml"], "not found"),
        (["check", "toy", "missing.mbox"], "not found"),
        (["mark", "toy", "junk", "a.eml"], "spam or normal"),
        (["mark", "toy", "spam", "missing.eml"], "not found"),
        (["mark", "toy", "spam", "."], "Mark one mail at a time"),
        (["corrections", "toy", "--undo", "--reset"], "exclude each other"),
        (["corrections", "nothing"], "no model named"),
    ],
)
def test_mistakes_are_a_sentence(
    run: Any, arguments: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mail(tmp_path, "a.eml", HAM)
    mail(tmp_path, "b.eml", HAM)
    code, _, err = run(*arguments)
    assert code == 2
    assert sentence in err


def test_an_empty_folder_is_a_sentence(run: Any, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    code, _, err = run("check", "toy", tmp_path / "none")
    assert code == 2
    assert "no mail" in err


def test_a_mail_without_anything_to_know_it_by_cannot_be_marked(run: Any, tmp_path: Path) -> None:
    code, _, err = run("mark", "toy", "spam", mail(tmp_path, "a.eml", b"Content-Type: image/png\n\nx"))
    assert code == 2
    assert "cannot be marked" in err
