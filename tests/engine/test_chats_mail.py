"""Mails as messages: the own words, and what is quoted or signed."""

from __future__ import annotations

import io
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.config import Cleaning
from engine.corpus import Message, count_characters, read_corpus
from engine.corpus.mail import MAX_PARTS, mail_messages
from engine.corpus.quotes import quoted_parts, signature_part
from engine.errors import CorpusError

DATA = Path(__file__).parents[3] / "shared" / "data" / "documents"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the test data is not here")
HEADERS = b"From: Ann Hill <ann@x.org>\nDate: Mon, 2 Nov 2020 10:00:00 +0000\n"


def messages_in(data: bytes) -> list[Message]:
    return list(mail_messages(io.BytesIO(data)))


def one(data: bytes) -> Message:
    (message,) = messages_in(data)
    return message


def own(text: str) -> str:
    """A mail's text without what is marked in it."""
    quoted = quoted_parts(text)
    signature = signature_part(text, quoted)
    marked = [*quoted, *((signature,) if signature else ())]
    return "".join(letter for place, letter in enumerate(text) if not any(a <= place < b for a, b in marked)).strip()


@pytest.mark.parametrize(
    "rest",
    [
        "> old\n> older\n",
        "On Mon, 2 Nov 2020 at 10:00, Ben <ben@x.org>\nwrote:\n\n> old\n> older",
        "On Mon, 2 Nov 2020 at 10:00, Ben <ben@x.org> wrote:\nold\nolder",
        "2020년 11월 2일 (월) 오전 10:00, 벤 <ben@x.org>님이 작성:\n\n> 옛말",
        "-----Original Message-----\nFrom: Ben\nold",
        "---------- Forwarded message ---------\nFrom: Ben\nold",
        "From: Ben\nSent: Monday\nTo: Ann\nSubject: s\n\nold",
        "보낸 사람: 벤\n보낸 날짜: 월요일\n받는 사람: 앤\n제목: 옛\n\n옛말",
        "-- \nAnn\nThe Hill 1",
        "--\nAnn",
        "-- \nAnn\n\n> old",
    ],
)
def test_what_is_not_ones_own_is_marked(rest: str) -> None:
    assert own(f"Yes, do that.\n\n{rest}") == "Yes, do that."


def test_answers_between_quotations_stay() -> None:
    assert own("> one?\n\nYes.\n\n> two?\n\nNo.").split() == ["Yes.", "No."]
    assert own("A table:\n--\n" + "row\n" * 30).startswith("A table:\n--")
    assert own("She wrote: nothing.\nAnn said:\nNothing.") == "She wrote: nothing.\nAnn said:\nNothing."


@given(st.lists(st.sampled_from(["> a", "On x wrote:", "-- ", "From: a", "Sent: b", "To: c", "", "text"]), max_size=12))
def test_marks_are_sorted_and_within(lines: list[str]) -> None:
    text = "\n".join(lines)
    spans = quoted_parts(text)
    assert list(spans) == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] < b[0] for a, b in pairwise(spans))
    signature = signature_part(text, spans)
    assert signature is None or not any(start < signature[1] and signature[0] < end for start, end in spans)


def test_a_korean_mail_by_an_old_label() -> None:
    mail = HEADERS + b"Content-Type: text/plain; charset=ks_c_5601-1987\n\n" + "뷁, 안녕".encode("cp949")
    assert one(mail) == Message("Ann Hill", datetime(2020, 11, 2, 10), "뷁, 안녕")


def test_of_alternatives_the_plain_one_and_no_attachment() -> None:
    mail = HEADERS + (
        b'Content-Type: multipart/mixed; boundary="m"\n\n--m\nContent-Type: multipart/alternative; boundary="a"\n\n'
        b"--a\nContent-Type: text/plain\n\nplain\n--a\nContent-Type: text/html\n\n<p>page</p>\n--a--\n"
        b"--m\nContent-Type: text/plain\nContent-Disposition: attachment\n\nattached\n--m--\n"
    )
    assert one(mail).text == "plain"
    page = HEADERS + b"Content-Type: text/html\n\n<p>page</p><style>x</style>"
    assert one(page).text.strip() == "page"


def test_a_mail_within_a_mail_counts_as_quoted() -> None:
    mail = HEADERS + (
        b'Content-Type: multipart/mixed; boundary="m"\n\n--m\nContent-Type: text/plain\n\nmine\n'
        b"--m\nContent-Type: message/rfc822\n\nFrom: Ben <b@x.org>\n\nhis\n--m--\n"
    )
    message = one(mail)
    assert (message.text, message.quoted) == ("mine\n\nhis", ((6, 9),))


def test_a_mailbox_is_cut_into_its_mails() -> None:
    part = (
        b"From a@x.org Mon Nov  2 10:00:00 2020\n" + HEADERS + b"\nOne.\n>From here on.\n\nFrom the hill: no cut.\n\n"
    )
    messages = messages_in(part * 3)
    assert [message.text for message in messages] == ["One.\nFrom here on.\n\nFrom the hill: no cut."] * 3


def mailbox(folder: Path, *bodies: str) -> Path:
    path = folder / "box.mbox"
    path.write_bytes(b"".join(b"From a@x.org\n" + HEADERS + body.encode() + b"\n\n" for body in bodies))
    return path


def test_of_a_large_mailbox_only_the_texts_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attached = "Content-Type: text/plain\nContent-Disposition: attachment\n\n" + "line of a file\n" * 500
    mixed = f'Content-Type: multipart/mixed; boundary="m"\n\n--m\n\nmine\n--m\n{attached}--m--\n'
    path = mailbox(tmp_path, *[mixed] * 3)
    monkeypatch.setattr("engine.corpus.readers.MAX_FILE_BYTES", 1000)
    assert path.stat().st_size > 1000
    assert [message.text for message in read_corpus([path]).documents[0].messages] == ["mine"] * 3


def test_a_mailbox_with_too_much_text_is_refused_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.corpus.readers.MAX_FILE_BYTES", 2**20)
    with pytest.raises(CorpusError, match="hold more than 1 MB of text"):
        read_corpus([mailbox(tmp_path, *["\n" + "words " * 50_000] * 5)])


def test_the_length_of_a_large_mailbox_is_estimated_from_its_first_mails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mailbox(tmp_path, *["\n" + f"mail {number:03} " * 20 for number in range(200)])
    exact = read_corpus([path]).characters
    monkeypatch.setattr("engine.corpus.corpus.LARGE_BYTES", 0)
    assert count_characters([path]) == exact
    monkeypatch.setattr("engine.corpus.readers._BEGINNING_BYTES", 9_000)
    assert count_characters([path]) == pytest.approx(exact, rel=0.01)
    asked = []
    count_characters([path], should_stop=lambda: bool(asked.append(1)))
    assert len(asked) < 60


def test_flowed_lines_become_whole() -> None:
    mail = HEADERS + b"Content-Type: text/plain; format=flowed\n\nOne line \nthat goes on.\n-- \nAnn"
    assert one(mail).text == "One line that goes on.\n-- \nAnn"


def test_too_many_parts_are_left_out() -> None:
    mail = HEADERS
    for number in range(MAX_PARTS + 50):
        mail += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number)
    assert messages_in(mail + b"\ntext") == []


@given(st.binary(max_size=300) | st.lists(st.sampled_from([HEADERS, b"\n", b"From a 10:00\n", b"Content-Type: multipart/x; boundary=b\n", b"--b\n", b"Content-Type: text/html; charset=utf-7\n", b"Content-Transfer-Encoding: base64\n", b"=?x?q?=FF?=", b"text \xff\n"]), max_size=15).map(b"".join))  # fmt: skip  # noqa: E501
def test_any_bytes_are_read(data: bytes) -> None:
    for message in messages_in(data):
        assert message.text.strip()
        assert message.speaker


@needs_data
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("perceval_mbox_multipart.mbox", ["yves (yingmin) yang", "Nehren, Daniel"]),
        ("perceval_mbox_unknown_encoding.mbox", ["Ô¬´Ï"]),
        ("textract_eml_raw_text.eml", ["Example"]),
        ("eml/plain_emails__raw_email.eml", ["Jamis Buck"]),
        ("eml/error_emails__header_fields_with_empty_values.eml", ["Jørn Støylen"]),
    ],
)
def test_real_mails(name: str, expected: list[str]) -> None:
    assert [message.speaker for message in messages_in((DATA / name).read_bytes())] == expected


@needs_data
def test_a_folder_of_real_mails() -> None:
    corpus = read_corpus([DATA / "eml"], cleaning=Cleaning())
    assert "Test test. Hi. Waving." in corpus.text
    assert "대부분의 마찬가지로" in corpus.text
    assert "Forwarded message" not in corpus.text
    assert {item.path.name for item in corpus.skipped} >= {"sample_output_multipart"}


@needs_data
def test_the_expected_text_of_a_mail() -> None:
    (message,) = messages_in((DATA / "textract_eml_raw_text.eml").read_bytes())
    assert message.text.split() == (DATA / "textract_eml_raw_text.expected.txt").read_text().split()
