"""Many mails one by one: folders and mailboxes of any size, stopped at will, and as a table that is safe to open."""

from __future__ import annotations

import csv
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from spam_support import limits_only, report, toy_model

from engine.errors import MessageError, StoreError
from engine.spam.batches import Batch, BatchRow, Unread, mail_at, mail_files, rescored, row_of, safe_cell, write_csv
from engine.spam.classifier import SpamChecker, SpamReport
from engine.spam.corrections import Corrections

SPAM = (
    b"From: Win <win@example.com>\nSubject: you are our winner\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n\n"
    b"see the free viagra prize at a winner to you\n"
)
HAM = b"From: Anna <anna@example.org>\nSubject: the lunch\n\nsee you at the meeting tomorrow, best regards to you\n"


class Counting:
    """Answers by the subject, at once."""

    def __init__(self) -> None:
        self.checked = 0
        self.limits, self.guard = (0.2, 0.9), None

    def check(self, source: bytes, *, explain: bool = True) -> SpamReport:
        assert not explain
        self.checked += 1
        return report(source.decode("latin-1"), 0.95 if b"winner" in source else 0.05)


@pytest.fixture
def counting() -> Any:
    return Counting()


@pytest.fixture(scope="module")
def checker() -> SpamChecker:
    return SpamChecker(toy_model())


def mbox(path: Path, *mails: bytes) -> Path:
    path.write_bytes(b"".join(b"From a@b.c Mon Jan  1 00:00:00 2026\n" + mail + b"\n" for mail in mails))
    return path


def rows_of(batch: Batch) -> list[BatchRow]:
    return [found for found in batch if isinstance(found, BatchRow)]


def test_rows_say_what_and_where_a_mail_is(checker: SpamChecker, tmp_path: Path) -> None:
    batch = Batch(checker, [mbox(tmp_path / "all.mbox", SPAM, HAM)])
    spam, ham = rows_of(batch)
    assert (spam.verdict, spam.subject, spam.sender) == ("spam", "you are our winner", "Win <win@example.com>")
    assert (spam.date, spam.path.name, spam.place) == ("Mon, 5 Jan 2026 10:00:00 +0000", "all.mbox", 1)
    assert (ham.verdict, ham.name) == ("normal", "all.mbox #2")
    assert spam.probability == checker.check(SPAM).probability
    assert batch.progress == 1.0
    assert batch.summary == "2 mails: 1 spam, 0 unsure, 1 normal."


def test_folders_are_searched_in_order_and_links_are_not_followed(counting: Any, tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    (folder / "deep").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for name in ("b.eml", "a.eml", "deep/c", ".secret", ".hidden/d.eml"):
        (folder / name).write_bytes(HAM)
    os.symlink(folder, folder / "deep" / "loop")
    assert [file.name for file in mail_files([folder])] == ["a.eml", "b.eml", "c"]
    assert [row.name for row in rows_of(Batch(counting, [folder, folder / "a.eml"]))] == [
        "a.eml",
        "b.eml",
        "c",
        "a.eml",
    ]


def test_what_cannot_be_read_is_said_and_the_rest_is_checked(counting: Any, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(HAM)
    found = list(Batch(counting, [tmp_path / "gone.eml", tmp_path / "a.eml"]))
    assert isinstance(found[0], Unread)
    assert "gone.eml" in found[0].sentence
    assert isinstance(found[1], BatchRow)


def test_an_archive_is_one_mail_that_is_not_unpacked(checker: SpamChecker, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("mail.eml", SPAM)
    (row,) = rows_of(Batch(checker, [tmp_path / "a.zip"]))
    assert (row.verdict, row.doubtful) == ("unsure", True)


def test_ten_thousand_mails_are_checked_with_progress_in_bounded_memory(
    counting: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.spam.batches.fingerprint", lambda _report: None)  # slow where memory is traced
    box = tmp_path / "big.mbox"
    body = b"some line of a mail that is quite long, as mails are " * 20 + b"\n"
    with box.open("wb") as file:
        for i in range(10_000):
            mail = (SPAM if i % 10 == 0 else HAM) + body
            file.write(b"From a@b.c Mon Jan  1 00:00:00 2026\n" + mail + b"\n")
    batch, shares = Batch(counting, [box]), []
    tracemalloc.start()
    try:
        for _ in batch:
            shares.append(batch.progress)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert batch.counts == {"spam": 1000, "unsure": 0, "normal": 9000}
    assert shares == sorted(shares)
    assert 0.4 < shares[5000] < 0.6
    assert peak < 5_000_000  # the rows were not kept; the file has 13 MB


def test_a_check_is_stopped_between_two_mails(counting: Any, tmp_path: Path) -> None:
    box = mbox(tmp_path / "all.mbox", *([HAM] * 50))
    batch = Batch(counting, [box, box], should_stop=lambda: counting.checked >= 7)
    assert len(rows_of(batch)) == 7
    assert batch.progress is not None
    assert batch.progress < 0.5


def test_marks_decide_in_a_batch_and_rows_follow_new_ones(counting: Any, tmp_path: Path) -> None:
    text = "see you at the meeting tomorrow about the {} draft that we wrote, with best regards to all of you"
    mails = [b"Subject: x\n\n" + text.format(word).encode() + b"\n" for word in ("first", "second", "last")]
    box = mbox(tmp_path / "all.mbox", *mails, SPAM)
    corrections = Corrections(tmp_path / "corrections", limits_only())
    rows = rows_of(Batch(counting, [box], corrections=corrections))
    assert [row.verdict for row in rows] == ["normal"] * 3 + ["spam"]
    corrections.mark(report(mails[0].decode(), 0.05), "spam")
    after = rescored(corrections, rows)
    assert [row.decided_by for row in after] == ["mark", "similar", "similar", "checker"]
    assert after[3] is rows[3]
    assert [row.verdict for row in after] == ["spam"] * 4
    again = rows_of(Batch(counting, [box], corrections=corrections))
    assert [row.verdict for row in again] == ["spam"] * 4
    corrections.undo()
    assert rescored(corrections, after) == rows
    assert rescored(corrections, rows, should_stop=lambda: True) == []


def test_a_mail_is_found_again_or_missed_in_a_sentence(tmp_path: Path) -> None:
    box = mbox(tmp_path / "all.mbox", SPAM, HAM)
    second = mail_at(box, 2)
    assert second is not None
    assert b"the lunch" in second
    assert mail_at(box, 2, should_stop=lambda: True) is None
    with pytest.raises(MessageError, match="no longer"):
        mail_at(box, 3)


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5", "@home", "\t=1", "  =HYPERLINK(1)", "＝1"])
def test_a_cell_never_becomes_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "hello", "a=b", "무료 대출", "(광고)"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


def test_the_table_opens_with_every_language_and_odd_name(tmp_path: Path) -> None:
    rows = [
        row_of(report("=cmd|' /C calc'!A0\n\nsee", 0.95), tmp_path / "a,b\udcff.eml"),
        row_of(report('무료 "대출", 지금', 0.05), tmp_path / "b.mbox", 3),
    ]
    file = tmp_path / "out.csv"
    write_csv(file, rows)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        head, first, second = csv.reader(stream)
    assert head[:3] == ["verdict", "probability", "subject"]
    assert first[:3] == ["spam", "0.9500", "'=cmd|' /C calc'!A0 see"]
    assert second[2] == '무료 "대출", 지금'
    assert second[6:] == ["3", "checker"]


def test_a_table_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        write_csv(tmp_path / "missing" / "out.csv", [])
