"""Mailboxes, folders and labelled files."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import MessageError
from engine.spam.mailbox import MAX_MAIL, LabelledMessage, iter_mailbox, read_labelled

DATA = Path(__file__).parents[2] / "../shared/data"


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def box(*bodies: str) -> bytes:
    return "".join(
        f"From a@b.c Mon Jan  1 10:00:00 2024\nSubject: {i}\n\n{b}\n\n" for i, b in enumerate(bodies)
    ).encode()


def test_mailbox_is_cut_at_its_from_lines(tmp_path: Path) -> None:
    mails = list(iter_mailbox(write(tmp_path / "a.mbox", box("one", "two"))))
    assert [mail.split(b"\n\n")[1].strip() for mail in mails] == [b"one", b"two"]


@pytest.mark.parametrize(
    "body",
    ["text\n\nFrom the desk of: me", "text\nFrom a@b.c Mon Jan 1 10:00:00 2024\nX: y", "text\n\nFrom now on\nit is so"],
)
def test_unescaped_from_in_a_text_is_no_border(tmp_path: Path, body: str) -> None:
    mails = list(iter_mailbox(write(tmp_path / "a.mbox", box(body, "two"))))
    assert len(mails) == 2
    assert body.encode() in mails[0]


def test_escaped_from_loses_its_mark(tmp_path: Path) -> None:
    (mail,) = iter_mailbox(write(tmp_path / "a.mbox", box("x\n>From here\n>>From there")))
    assert b"\nFrom here\n>From there" in mail


def test_truncated_last_mail_and_missing_line_ends_are_kept(tmp_path: Path) -> None:
    mails = list(iter_mailbox(write(tmp_path / "a.mbox", box("one") + b"From x@y.z Mon 10:00 2024\nSubject: cu")))
    assert len(mails) == 2
    assert mails[1].endswith(b"Subject: cu")


def test_crlf_mailbox_is_cut_too(tmp_path: Path) -> None:
    assert len(list(iter_mailbox(write(tmp_path / "a.mbox", box("one", "two").replace(b"\n", b"\r\n"))))) == 2


def test_huge_mail_is_cut_and_the_next_one_found(tmp_path: Path) -> None:
    mails = list(iter_mailbox(write(tmp_path / "a.mbox", box("x" * (MAX_MAIL + 200_000), "two"))))
    assert len(mails) == 2
    assert len(mails[0]) < MAX_MAIL + 100_000


def test_many_mails_with_one_id_stream(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mbox", b"From a@b.c Mon Jan 1 10:00:00 2024\nMessage-ID: <1>\n\nx\n\n" * 20_000)
    assert sum(1 for _ in iter_mailbox(path)) == 20_000


def test_folder_gives_every_file_in_order(tmp_path: Path) -> None:
    write(tmp_path / "f/b.eml", "Subject: b\n\nb")
    write(tmp_path / "f/a.mbox", box("1", "2"))
    write(tmp_path / "f/sub/c", "Subject: c\n\nc")
    write(tmp_path / "f/.hidden", "x")
    write(tmp_path / "f/empty.eml", "")
    assert [mail[-3:] for mail in iter_mailbox(tmp_path / "f")] == [b"1\n\n", b"2\n\n", b"\n\nb", b"\n\nc"]


def test_labelled_lines_keep_their_own_label_and_count_once(tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.tsv",
        "label\ttext\nham\thello\nSPAM\tbuy\n0\tzero\n1\tone\tmore\nNormal\tn\n정상\tk\nmaybe\t?\nham\t \n",
    )
    expected = [("hello", 0), ("buy", 1), ("zero", 0), ("one\tmore", 1), ("n", 0), ("k", 0)]
    assert [(m.source, m.label) for m in read_labelled([path], [path])] == expected
    assert [(m.source, m.label) for m in read_labelled([], [path])] == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_labelled_lines_are_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "x.txt", "ham\t안녕하세요\r\nspam\t무료 대출\r\n".encode(encoding))
    assert [m.source for m in read_labelled([path], [])] == ["안녕하세요", "무료 대출"]


def test_mails_get_the_label_of_their_option_and_their_file_as_key(tmp_path: Path) -> None:
    ham = write(tmp_path / "h/a.eml", "Subject: a\n\na")
    spam = write(tmp_path / "s.mbox", box("1"))
    assert read_labelled([ham.parent], [spam]) == [
        LabelledMessage(b"Subject: a\n\na", 0, "a.eml"),
        LabelledMessage(box("1").split(b"\n", 1)[1], 1, "s.mbox#1"),
    ]


def failing(tmp_path: Path, case: str) -> tuple[list[Path], list[Path]]:
    good = write(tmp_path / "good.eml", "Subject: x\n\nx")
    match case:
        case "missing":
            return [tmp_path / "none.tsv"], [good]
        case "empty":
            return [write(tmp_path / "e.tsv", "\n\n")], [good]
        case "no label":
            return [write(tmp_path / "n.tsv", "hello\tworld\n")], [good]
        case "label only":
            return [write(tmp_path / "l.tsv", "ham\t\n")], [good]
        case "ham only":
            return [write(tmp_path / "h.tsv", "ham\tx\n")], []
        case "spam only":
            return [], [good]
        case "empty folder":
            (tmp_path / "folder").mkdir()
            return [tmp_path / "folder"], [good]
        case "both":
            return [good], [good]
        case "odd name":
            return [Path("a\0b")], [good]
    return [], []


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("missing", "was not found"),
        ("empty", "is empty"),
        ("no label", "begins with a label"),
        ("label only", "both a label and a text"),
        ("ham only", "only ordinary messages"),
        ("spam only", "only spam"),
        ("empty folder", "no mail"),
        ("both", "both as ordinary mail and as spam"),
        ("odd name", "was not found"),
        ("nothing", "No messages were named"),
    ],
)
def test_mistakes_are_one_sentence_with_a_hint(tmp_path: Path, case: str, sentence: str) -> None:
    with pytest.raises(MessageError, match=sentence) as caught:
        read_labelled(*failing(tmp_path, case))
    assert caught.value.hint


def test_missing_mailbox_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MessageError, match="was not found"):
        list(iter_mailbox(tmp_path / "none.mbox"))


def test_real_mailboxes_are_cut_as_their_authors_meant() -> None:
    files = sorted((DATA / "documents").glob("*.mbox"))
    if not files:
        pytest.skip("the sample mailboxes are not here")
    counts = {file.name: sum(1 for _ in iter_mailbox(file)) for file in files}
    assert counts == {
        "perceval_mbox_iso8859_encoding.mbox": 1,
        "perceval_mbox_multipart.mbox": 2,
        "perceval_mbox_unknown_encoding.mbox": 1,
    }


def test_sms_collection_is_read_whole() -> None:
    path = DATA / "spam/sms/sms_test.tsv"
    if not path.exists():
        pytest.skip("the SMS collection is not here")
    messages = read_labelled([path], [path])
    assert (len(messages), sum(m.label for m in messages)) == (1032, 128)
