"""Chats and mails among other files: which files are taken for them, and that they come with their messages."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
from format_samples import pdf_of

from engine.config import Cleaning
from engine.corpus import Document, read_corpus
from engine.corpus.readers import read_document
from engine.errors import CorpusError

corpus_module = importlib.import_module("engine.corpus.corpus")
MAIL = b"From: Ann <a@x.org>\nTo: b@x.org\nDate: Mon, 2 Nov 2020 10:00:00 +0000\nSubject: s\n\nHello from the hill.\n"
MAILBOX = b"From a@x.org Mon Nov  2 10:00:00 2020\n" + MAIL + b"\nFrom a@x.org Mon Nov  2 10:01:00 2020\n" + MAIL
CHAT = (
    "친구 님과 카카오톡 대화\n저장한 날짜 : 2020-11-03 10:44:52\n\n----- 2020년 6월 28일 일요일 -----\n"
    "[친구] [오전 10:21] 안녕\n[회원님] [오전 10:22] 반가워\n"
)


def test_mails_of_every_kind_of_place(tmp_path: Path) -> None:
    for name in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / name).mkdir(parents=True)
    (tmp_path / "Maildir" / "cur" / "1604.M1P2.host:2,S").write_bytes(MAIL)
    (tmp_path / "Inbox").write_bytes(MAILBOX)
    (tmp_path / "a.eml").write_bytes(MAIL)
    (tmp_path / "b.MBOX").write_bytes(MAILBOX)
    corpus = read_corpus([tmp_path])
    assert not corpus.skipped
    counts = {document.path.name: len(document.messages) for document in corpus.documents}
    assert counts == {"1604.M1P2.host:2,S": 1, "Inbox": 2, "a.eml": 1, "b.MBOX": 2}
    assert all("Ann: Hello from the hill." in document.text for document in corpus.documents)


def test_a_text_that_begins_with_from_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("From here on: nothing.\nNo mail at all.")
    document = read_document(tmp_path / "note")
    assert (document.text, document.messages) == ("From here on: nothing.\nNo mail at all.", ())


def test_a_chat_keeps_its_text_and_comes_with_its_messages(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(CHAT, encoding="utf-8")
    document = read_document(tmp_path / "talk.txt")
    assert document.text == CHAT
    assert [(message.speaker, message.text) for message in document.messages] == [
        ("친구", "안녕"),
        ("회원님", "반가워"),
    ]


def test_a_chat_in_a_large_corpus_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(CHAT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("plain words", encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"")
    whole = read_corpus([tmp_path])
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    corpus = read_corpus([tmp_path])
    assert [type(document).__name__ for document in corpus.documents] == ["RereadDocument", "StreamedDocument"]
    assert (corpus.text, corpus.fingerprint) == (whole.text, whole.fingerprint)
    assert [skipped.reason for skipped in corpus.skipped] == ["It is empty."]


def test_the_speakers_of_a_corpus_are_counted_whether_it_is_held_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(CHAT, encoding="utf-8")
    (tmp_path / "b.mbox").write_bytes(MAILBOX)
    (tmp_path / "c.txt").write_text("plain words", encoding="utf-8")
    whole = read_corpus([tmp_path])
    assert whole.speakers == {"Ann": 2, "친구": 1, "회원님": 1}
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    large = read_corpus([tmp_path], cleaning=Cleaning())
    assert not any(isinstance(document, Document) for document in large.documents)
    assert large.speakers == whole.speakers
    monkeypatch.setattr("engine.corpus.rereading.MOST_SPEAKERS", 1)
    assert list(read_corpus([tmp_path / "a.txt"]).speakers) == ["친구"]


def test_a_corpus_knows_whether_it_has_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("plain words", encoding="utf-8")
    assert not read_corpus([tmp_path]).has_pages
    (tmp_path / "b.pdf").write_bytes(pdf_of("One page.", "Another page."))
    assert read_corpus([tmp_path]).has_pages
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    assert read_corpus([tmp_path]).has_pages


@pytest.mark.parametrize("content", [json.dumps({"a": [1]}), "[1, 2]", "no json"])
def test_json_that_is_no_chat_says_so(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(CorpusError, match="no chat that can be read here"):
        read_document(tmp_path / "a.json")


@pytest.mark.parametrize(("content", "reason"), [(b"", "is empty"), (b"no header\n\nwords", "is no mail")])
def test_a_file_that_is_no_mail_says_so(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.eml").write_bytes(content)
    with pytest.raises(CorpusError, match=reason):
        read_document(tmp_path / "a.eml")
