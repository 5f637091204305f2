"""What must not break the checker must not break marks, sentences and batches either: same inputs, same two seconds."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from spam_support import toy_model
from test_spam_hostile import CASES

from engine.spam.batches import Batch, BatchRow, rescored, row_of, safe_cell, write_csv
from engine.spam.classifier import SpamChecker
from engine.spam.corrections import Corrections
from engine.spam.counterfactual import counterfactuals
from engine.spam.fingerprint import fingerprint
from engine.spam.message import parse_message

HEAD = b"From: a@b.c\r\nSubject: hello\r\n"
HTML = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>hello you</p>"
BOTH = HEAD + b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nSee you at the lunch.\r\n--b\r\n"

MORE: dict[str, tuple[bytes, str]] = {
    "hidden by display": (HTML + b"<p style='display:none'>win</p>", "Hidden text was left out (3 characters)."),
    "hidden by size": (HTML + b"<p style='font-size:0px'>win</p>", "Hidden text was left out (3 characters)."),
    "white on white": (
        HTML + b"<body bgcolor=white><font color='#ffffff'>win</font></body>",
        "Hidden text was left out (3 characters).",
    ),
    "off screen": (
        HTML + b"<div style='position:absolute;left:-9999px'>win</div>",
        "Hidden text was left out (3 characters).",
    ),
    "alternatives that disagree": (
        BOTH
        + b"Content-Type: text/html\r\n\r\n<p>claim one large free cash prize today before midnight runs out now</p>"
        + b"\r\n--b--\r\n",
        "differ; both are shown",
    ),
    "pictures only": (
        HEAD + b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0=\r\n",
        "not looked at",
    ),
    "archive": (
        HEAD + b"Content-Type: application/x-7z-compressed; name=a.7z\r\n\r\n7z",
        "Archives are never unpacked: a.7z.",
    ),
    "s/mime": (HEAD + b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMIIB", "encrypted"),
    "pgp/mime": (
        HEAD + b'Content-Type: multipart/encrypted; boundary=b; protocol="application/pgp-encrypted"\r\n\r\n--b--\r\n',
        "encrypted",
    ),
    "a charset that lies": (
        HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + "뷁쨰 안녕하세요".encode("cp949"),
        "do not fit",
    ),
}


@pytest.fixture(scope="module")
def checker() -> SpamChecker:
    return SpamChecker(toy_model())


def everything(checker: SpamChecker, source: str | bytes, folder: Path) -> None:
    """All that a person can do with a message."""
    own = checker.check(source)
    for item in counterfactuals(checker, source, own):
        assert own.text[item.start : item.end] == item.text
    corrections = Corrections(folder, checker)
    if fingerprint(own) is None:
        return
    corrections.mark(own, "spam")
    assert corrections.apply(own).verdict == "spam"
    row = rescored(corrections, [row_of(own, folder / "a.eml")])[0]
    assert row.verdict == "spam"
    assert len(row.subject) <= 200
    write_csv(folder / "out.csv", [row])
    assert Corrections(folder, checker).apply(own).verdict == "spam"


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_message_is_marked_and_known_again(case: str, checker: SpamChecker, tmp_path: Path) -> None:
    source = CASES[case]()
    start = time.process_time()
    everything(checker, source, tmp_path / "corrections")
    seconds = time.process_time() - start
    if seconds >= 2:  # the machine may be busy with something else
        start = time.process_time()
        everything(checker, source, tmp_path / "again")
        seconds = time.process_time() - start
    assert seconds < 2


@pytest.mark.parametrize("case", MORE)
def test_what_was_skipped_is_a_sentence(case: str) -> None:
    source, sentence = MORE[case]
    assert any(sentence in note for note in parse_message(source).notes)


def test_an_empty_mail_within_a_mail_is_read() -> None:
    assert parse_message(HEAD + b"Content-Type: message/rfc822\r\n\r\n").text.strip() == "hello"
    assert parse_message(HEAD + b"Content-Type: message/rfc822\r\n\r\n\r\n\r\n").text.strip() == "hello"


def test_encrypted_mail_gets_no_verdict(checker: SpamChecker) -> None:
    report = checker.check(CASES["pgp"]())
    assert (report.verdict, report.doubtful) == ("unsure", True)
    assert "encrypted" in report.reason


def test_invisible_characters_are_told(checker: SpamChecker) -> None:
    for case in ("tag characters", "bidi overrides"):
        assert any("Invisible characters were left out" in note for note in checker.check(CASES[case]()).notes), case


def test_a_mailbox_of_a_hundred_thousand_mails_streams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from spam_support import report

    class Fake:
        limits, guard = (0.2, 0.9), None

        def check(self, source: bytes, *, explain: bool) -> Any:
            return report("", 0.05)

    monkeypatch.setattr("engine.spam.batches.fingerprint", lambda _report: None)
    box = tmp_path / "all.mbox"
    box.write_bytes(b"From a@b.c Mon Jan 1 10:00:00 2024\nMessage-ID: <1>\n\nx\n\n" * 100_000)
    batch = Batch(Fake(), [box])  # type: ignore[arg-type]
    assert sum(isinstance(found, BatchRow) for found in batch) == 100_000
    assert batch.counts["normal"] == 100_000


def test_every_odd_mail_of_the_collection_is_checked_marked_and_written(checker: SpamChecker, tmp_path: Path) -> None:
    folder = Path(__file__).parents[3] / "shared/data/documents/eml"
    if not any(folder.glob("*.eml")):
        pytest.skip("the collection of odd mails is not here")
    rows = [found for found in Batch(checker, [folder]) if isinstance(found, BatchRow)]
    assert len(rows) >= len(list(folder.glob("*.eml")))
    write_csv(tmp_path / "out.csv", rows)
    corrections = Corrections(tmp_path / "corrections", checker)
    for row in rows:
        if row.print is not None:
            corrections.mark(row.print, "normal")
    assert all(row.verdict == "normal" for row in rescored(corrections, rows) if row.print is not None)


@pytest.mark.parametrize("prefix", ["=", "+", "-", "@", "\t=", " -", "\n@"])
def test_a_hostile_subject_is_no_formula(prefix: str, checker: SpamChecker, tmp_path: Path) -> None:
    assert safe_cell(f"{prefix}cmd").startswith("'")
    own = checker.check(b"From: a@b.c\nSubject: " + prefix.encode() + b"cmd|x\n\nhello")
    write_csv(tmp_path / "out.csv", [row_of(own, tmp_path / "=a.eml")])
    cells = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[1].split(",")
    assert not any(cell.strip('"').startswith(("=", "+", "-", "@")) for cell in cells)
