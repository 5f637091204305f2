"""The labels of many texts: tables, folders and mailboxes, on the command line and as a table."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import pytest

import engine
from engine.cli import main
from engine.errors import CorpusError, EngineError
from engine.runs.jobs import run_job
from engine.training.progress import NoControl

WORDS = {"cats": "purring whiskers kitten meow", "cars": "engine wheels motorway diesel", "음식": "김치 된장 국물 반찬"}


def table(path: Path, count: int, *, ending: str = "kind") -> Path:
    chance = random.Random(1)
    lines = [f"nr,body,{ending}"]
    for i in range(count):
        label = list(WORDS)[i % len(WORDS)]
        lines.append(f"{i},the {' '.join(chance.sample(WORDS[label].split(), 3))} today,{label}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def models_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("labels")
    list(
        run_job(
            engine.labels_job("things", folder / "models", table(folder / "t.csv", 60), text="body", label="kind"),
            NoControl(),
        )
    )
    return folder / "models"


@pytest.fixture(scope="module")
def checker(models_dir: Path) -> engine.LabelChecker:
    return engine.open_label_checker(models_dir, "things")


def test_every_row_of_a_table_has_its_label_beside_the_tables_own(checker: engine.LabelChecker, tmp_path: Path) -> None:
    batch = engine.LabelBatch(checker, [table(tmp_path / "new.csv", 9)])
    rows = [row for row in batch if isinstance(row, engine.LabelRow)]
    assert [row.place for row in rows] == list(range(1, 10))
    assert [row.label for row in rows] == [row.given for row in rows] == list(WORDS) * 3
    assert rows[0].name == "new.csv #1"
    assert rows[0].column == "body"
    assert rows[0].title.startswith("the ")
    assert batch.progress == 1.0
    assert dict(batch.counts) == dict.fromkeys(WORDS, 3)
    assert batch.summary.startswith("9 texts: 3 cars, 3 cats, 3 음식; unsure: ")
    assert engine.text_at(rows[4]) == "the " + rows[4].title.removeprefix("the ")


def test_another_column_is_found_or_named(checker: engine.LabelChecker, tmp_path: Path) -> None:
    path = tmp_path / "other.tsv"
    path.write_text("id\tnote\treview\n1\tshort\tthe purring kitten and its whiskers\n2\tkitten\t\n", encoding="utf-8")
    (row,) = engine.LabelBatch(checker, [path])
    assert isinstance(row, engine.LabelRow)
    assert (row.column, row.label, row.given) == ("review", "cats", "")
    assert len(list(engine.LabelBatch(checker, [path], column="note"))) == 2
    (failed,) = engine.LabelBatch(checker, [path], column="nothing")
    assert isinstance(failed, engine.Unread)
    assert "nothing" in failed.sentence


def test_folders_mailboxes_and_what_cannot_be_read(checker: engine.LabelChecker, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    (folder / "a.txt").write_text("a diesel engine with wheels", encoding="utf-8")
    (folder / "b.txt").write_text("", encoding="utf-8")
    mail = "From a@b.c Mon Jan  1 00:00:00 2026\nSubject: 반찬\n\n김치 된장 국물\n\n"
    (folder / "c.mbox").write_text(mail * 2, encoding="utf-8")
    found = list(engine.LabelBatch(checker, [folder]))
    rows = [row for row in found if isinstance(row, engine.LabelRow)]
    assert [(row.name, row.label) for row in rows] == [("a.txt", "cars"), ("c.mbox #1", "음식"), ("c.mbox #2", "음식")]
    assert [one.path.name for one in found if isinstance(one, engine.Unread)] == ["b.txt"]
    assert "diesel" in str(engine.text_at(rows[0]))
    assert "국물".encode() in engine.text_at(rows[2])  # type: ignore[operator]


def test_what_was_found_until_it_was_stopped_stays(checker: engine.LabelChecker, tmp_path: Path) -> None:
    asked = iter([False] * 4 + [True] * 9)
    rows = list(engine.LabelBatch(checker, [table(tmp_path / "new.csv", 30)], should_stop=lambda: next(asked)))
    assert 0 < len(rows) < 30


def test_a_text_that_is_gone_is_said(checker: engine.LabelChecker, tmp_path: Path) -> None:
    path = table(tmp_path / "new.csv", 6)
    row = list(engine.LabelBatch(checker, [path]))[-1]
    assert isinstance(row, engine.LabelRow)
    table(path, 3)
    with pytest.raises(CorpusError, match="no longer"):
        engine.text_at(row)
    path.unlink()
    with pytest.raises(EngineError):
        engine.text_at(row)


def test_the_table_opens_in_a_spreadsheet_and_holds_no_formula(checker: engine.LabelChecker, tmp_path: Path) -> None:
    rows = [engine.LabelRow(tmp_path / "t.csv", 2, "=1+1", "cats", 0.75, True, "@x", "body")]
    engine.write_label_csv(tmp_path / "out.csv", rows)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    first, second = csv.reader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines())
    assert first == ["label", "probability", "sure", "own label", "text", "file", "place"]
    assert second == ["cats", "0.7500", "unsure", "'@x", "'=1+1", str(tmp_path / "t.csv"), "2"]
    (tmp_path / "file").write_text("")
    with pytest.raises(engine.StoreError, match="cannot be written"):
        engine.write_label_csv(tmp_path / "file" / "out.csv", rows)


def test_the_command_line_checks_a_table(models_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table(tmp_path / "new.csv", 6)
    options = ["--models-dir", str(models_dir)]
    assert main(["labels", "check", "things", str(path), "--csv", str(tmp_path / "out.csv"), *options]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 7
    assert told[-1].startswith("6 texts: ")
    assert (tmp_path / "out.csv").read_text("utf-8-sig").count("\n") == 7
    assert main(["labels", "check", "things", str(path), "--json", *options]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert plain["summary"]["labels"] == dict.fromkeys(WORDS, 2)
    assert [row["label"] for row in plain["results"]] == list(WORDS) * 2
    for wrong in ([str(tmp_path / "none.csv")], [str(path), "--text", "nothing"]):
        assert main(["labels", "check", "things", *wrong, *options]) == 2
        assert "\n\n" not in capsys.readouterr().err
