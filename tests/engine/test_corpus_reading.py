from __future__ import annotations

import errno
import hashlib
import os
import unicodedata
from pathlib import Path
from typing import NoReturn

import pytest

from engine.corpus import read_corpus
from engine.corpus import readers as readers_module
from engine.errors import CorpusError


def test_files_keep_their_order_and_are_joined_by_line_ends(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("second")
    (tmp_path / "a.md").write_text("first")
    corpus = read_corpus([tmp_path / "b.txt", tmp_path / "a.md"])
    assert corpus.text == "second\nfirst"
    assert corpus.fingerprint == hashlib.sha256(b"second\nfirst").hexdigest()
    assert corpus.documents[0].size == 6


def test_a_folder_is_read_with_its_sub_folders_sorted_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", ".hidden.txt", "notes", "sub/c.md", ".git/config.txt", "photo.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    corpus = read_corpus([tmp_path])
    assert [document.text for document in corpus.documents] == ["a.TXT", "b.txt", "notes", "sub/c.md"]
    assert [(skipped.path.name, ".png" in skipped.reason) for skipped in corpus.skipped] == [("photo.png", True)]


def test_a_file_of_another_kind_is_read_when_named(tmp_path: Path) -> None:
    path = tmp_path / "chat.log"
    path.write_text("hello")
    assert read_corpus([path]).text == "hello"


def test_names_in_the_form_of_a_mac_open(tmp_path: Path) -> None:
    path = tmp_path / unicodedata.normalize("NFD", "메아리.txt")
    path.write_text(unicodedata.normalize("NFD", "산울림"))
    document = read_corpus([tmp_path]).documents[0]
    assert document.path == path
    assert document.text == "산울림"


def test_what_cannot_be_used_among_others_is_skipped_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("good")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_text(" \n\n")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01")
    corpus = read_corpus([tmp_path, tmp_path / "gone.txt"])
    assert corpus.text == "good"
    reasons = {skipped.path.name: skipped.reason for skipped in corpus.skipped}
    assert reasons.keys() == {"empty.txt", "blank.txt", "binary.txt", "gone.txt"}
    assert all(reason.startswith("It ") and reason.endswith(".") for reason in reasons.values())
    assert "empty" in reasons["empty.txt"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "“x.txt” cannot be read: it does not exist."),
        (b"", "“x.txt” cannot be read: it is empty."),
        (b"\n \n", "“x.txt” cannot be read: it has nothing but blank space in it."),
        (b"a\x00b", "“x.txt” cannot be read: it is a binary file, not a text."),
        (b"\x89PNG\r\n\x1a\n\x00", "“x.txt” cannot be read: it is a PNG picture, not a text."),
    ],
)
def test_the_only_file_gives_one_sentence(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    path = tmp_path / "x.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CorpusError) as caught:
        read_corpus([path])
    assert caught.value.message == sentence
    assert caught.value.hint


def test_an_unreadable_file_gives_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.txt"
    path.write_text("secret")

    def refuse(*_: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(readers_module, "open", refuse, raising=False)
    with pytest.raises(CorpusError, match=r"“x.txt” cannot be read: it may not be read"):
        read_corpus([path])


def test_a_broken_disk_gives_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.txt"
    path.write_text("secret")

    def refuse(*_: object) -> NoReturn:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(readers_module, "open", refuse, raising=False)
    with pytest.raises(CorpusError, match="cannot be opened"):
        read_corpus([path])


def test_an_unreadable_folder_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("good")
    listdir = os.listdir

    def refuse(path: Path) -> list[str]:
        if Path(path).name == "sub":
            raise PermissionError(errno.EACCES, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)
    corpus = read_corpus([tmp_path])
    assert corpus.text == "good"
    assert corpus.skipped[0].reason == "It is a folder that may not be read."


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers_module, "MAX_FILE_BYTES", 10)
    path = tmp_path / "x.txt"
    path.write_text("more than ten letters")
    with pytest.raises(CorpusError, match="larger than"):
        read_corpus([path])


def test_several_bad_files_give_the_first_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00")
    with pytest.raises(CorpusError, match=r"None of the 2 files can be read; the first, “a.txt”: it is empty"):
        read_corpus([tmp_path])


def test_an_empty_folder_gives_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="has no text files"):
        read_corpus([tmp_path])


def test_no_path_gives_one_sentence() -> None:
    with pytest.raises(CorpusError, match="No file was chosen"):
        read_corpus([])


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("once")
    corpus = read_corpus([path, tmp_path])
    assert corpus.text == "once"
    assert "already read" in corpus.skipped[0].reason


def test_a_link_in_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("once")
    try:
        (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
        (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    except OSError:
        pytest.skip("links are not allowed here")
    corpus = read_corpus([tmp_path])
    assert corpus.text == "once"
    assert {skipped.path.name for skipped in corpus.skipped} == {"loop", "self.txt", "gone.txt"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(CorpusError, match="no ordinary file"):
        read_corpus([tmp_path / "pipe.txt"])


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("text")
    answers = iter([False, True])
    with pytest.raises(CorpusError, match="stopped"):
        read_corpus([tmp_path], should_stop=lambda: next(answers))


def test_a_cp949_file_is_recorded_as_such(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes("옛날 옛적에 호랑이가 살았다.".encode("cp949"))
    document = read_corpus([path]).documents[0]
    assert (document.encoding, document.text) == ("cp949", "옛날 옛적에 호랑이가 살았다.")
