"""Parsing mails and pasted texts."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.spam.charsets import codec_name, decode_bytes
from engine.spam.facts import Facts, contradictions, fact_sentences
from engine.spam.headers import decode_value, header_end, parameters, split_headers
from engine.spam.message import MAX_TEXT, parse_message

DOCUMENTS = Path(__file__).parents[2] / "../shared/data/documents"


def mail(body: bytes, *headers: str) -> bytes:
    return "\r\n".join(["From: a@example.com", "Subject: Hello", *headers]).encode() + b"\r\n\r\n" + body


def alternative(plain: str, html: str) -> bytes:
    body = (
        f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{plain}\r\n"
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--b--\r\n"
    )
    return mail(body.encode(), 'Content-Type: multipart/alternative; boundary="b"')


# -- what is shown ---------------------------------------------------------------------------------------------------


def test_shown_text_is_the_subject_an_empty_line_and_the_body() -> None:
    message = parse_message(mail(b"Good morning.\r\nBye.\r\n"))
    assert message.text == "Hello\n\nGood morning.\nBye."
    assert message.subject == "Hello"
    assert message.has_headers
    assert message.facts.sender == "a@example.com"
    assert message.notes == ()


def test_plain_text_is_preferred_to_html_that_says_the_same() -> None:
    message = parse_message(alternative("See you at noon.", "<p>See <b>you</b> at noon.</p>"))
    assert message.text == "Hello\n\nSee you at noon."


def test_alternatives_that_disagree_are_both_shown_and_noted() -> None:
    html = "<p>win a million dollars today with our amazing secret casino offer just for lucky people</p>"
    message = parse_message(alternative("Minutes of the meeting", html))
    assert "Minutes of the meeting" in message.text
    assert "secret casino" in message.text
    assert any("differ" in note for note in message.notes)


def test_html_is_read_where_the_plain_alternative_is_empty() -> None:
    assert parse_message(alternative(" ", "<p>only here</p>")).text == "Hello\n\nonly here"


def test_a_mail_within_a_mail_is_read_with_its_subject() -> None:
    body = b"--b\n\nsee below\n--b\nContent-Type: message/rfc822\n\nSubject: Inner\nFrom: x@y.z\n\ninner text\n--b--\n"
    message = parse_message(mail(body, "Content-Type: multipart/mixed; boundary=b"))
    assert message.text == "Hello\n\nsee below\n\nInner\n\ninner text"


def test_attachments_archives_and_pictures_are_noted_and_never_read() -> None:
    body = (
        b"--b\n\nhi\n"
        b"--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=bill.pdf\n\nSECRET\n"
        b'--b\nContent-Type: application/octet-stream; name="x.zip"\n\nPK\x03\x04SECRET\n'
        b"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nSECRET\n"
        b"--b\nContent-Type: image/png\n\nSECRET\n--b--\n"
    )
    message = parse_message(mail(body, "Content-Type: multipart/mixed; boundary=b"))
    assert message.text == "Hello\n\nhi"
    assert message.images == 1
    assert "Archives are never unpacked: x.zip." in message.notes
    assert "Attachments were not opened: bill.pdf, a.txt." in message.notes
    assert "One picture was not looked at." in message.notes


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/encrypted; boundary=b", b"--b\n\nVersion: 1\n--b--"),
        ("application/pkcs7-mime; smime-type=enveloped-data", b"MIIB"),
        ("text/plain", b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----"),
    ],
)
def test_encrypted_mail_is_recognised(kind: str, body: bytes) -> None:
    assert parse_message(mail(body, f"Content-Type: {kind}")).encrypted


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("base64", base64.b64encode("사과 세 개".encode())),
        ("quoted-printable", b"=EC=82=AC=EA=B3=BC =EC=84=B8 =\r\n=EA=B0=9C"),
        ("BASE64", base64.b64encode("사과 세 개".encode()).rstrip(b"=") + b"\r\n!!"),
        ("8bit", "사과 세 개".encode()),
    ],
)
def test_transfer_encodings_are_undone_even_where_they_are_broken(encoding: str, body: bytes) -> None:
    message = parse_message(
        mail(body, "Content-Type: text/plain; charset=utf-8", f"Content-Transfer-Encoding: {encoding}")
    )
    assert message.text.startswith("Hello\n\n사과 세 개")


def test_uuencoded_text_is_decoded() -> None:
    body = b"begin 644 a.txt\n+:&5L;&\\@=V]R;&0\n`\nend\n"
    message = parse_message(mail(body, "Content-Transfer-Encoding: x-uuencode"))
    assert message.text == "Hello\n\nhello world"


def test_very_long_text_is_cut_and_noted() -> None:
    message = parse_message(b"Subject: x\n\n" + b"word " * 40_000)
    assert len(message.text) == MAX_TEXT
    assert any("very long" in note for note in message.notes)


# -- charsets --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label", ["ks_c_5601-1987", "KS_C_5601-1987", "euc-kr", "EUC_KR", "ksc5601", '"euc-kr"', "korean"]
)
def test_korean_labels_mean_cp949(label: str) -> None:
    assert codec_name(label) == "cp949"
    assert decode_bytes("뷁쨰".encode("cp949"), label) == ("뷁쨰", "")


def test_utf8_that_claims_to_be_cp949_is_read_as_utf8() -> None:
    text, problem = decode_bytes("안녕하세요".encode(), "euc-kr")
    assert text == "안녕하세요"
    assert "written in UTF-8" in problem


def test_cp949_that_claims_to_be_utf8_is_read_as_cp949() -> None:
    text, problem = decode_bytes("안녕하세요".encode("cp949"), "utf-8")
    assert text == "안녕하세요"
    assert "CP949" in problem


@pytest.mark.parametrize("label", ["x-no-such", "unicode_escape", "punycode", "rot13", "base64", "\x00", "u" * 5000])
def test_unknown_and_unfit_charsets_fall_back(label: str) -> None:
    text, problem = decode_bytes("안녕 세상".encode(), label)
    assert text == "안녕 세상"
    assert problem


def test_western_text_without_a_label_does_not_become_hangul() -> None:
    assert decode_bytes("naïve café à la carte".encode("latin-1"))[0] == "naïve café à la carte"


def test_truncated_escape_of_iso_2022_kr_is_survived() -> None:
    data = "가나".encode("iso2022_kr")
    assert "가" in decode_bytes(data[:-1], "iso-2022-kr")[0]
    assert decode_bytes(data + b"\x1b$", "iso-2022-kr")[0]


def test_character_cut_at_the_end_is_left_out() -> None:
    assert decode_bytes("가나".encode()[:-1], "utf-8") == ("가", "")


@given(st.binary(max_size=200), st.text(max_size=20))
def test_decoding_never_raises(data: bytes, label: str) -> None:
    assert isinstance(decode_bytes(data, label)[0], str)


# -- headers ---------------------------------------------------------------------------------------------------------


def test_encoded_words_that_split_a_character_are_joined_first() -> None:
    data = "안녕하세요".encode()
    first, second = (base64.b64encode(part).decode() for part in (data[:4], data[4:]))
    assert decode_value(f"=?utf-8?B?{first}?=\r\n =?UTF-8?B?{second}?= end".encode()) == "안녕하세요 end"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("광고 메일".encode("cp949"), "광고 메일"),
        ("광고 메일".encode(), "광고 메일"),
        (b"=?ks_c_5601-1987?B?" + base64.b64encode("뷁".encode("cp949")) + b"?=", "뷁"),
        (b"=?utf-8?Q?a_b=20c?= d", "a b c d"),
        (b"Re: =?utf-8?Q?x?=", "Re: x"),
        (b"=?utf-8?B?!!!?= =?broken", " =?broken".strip()),
        (b"plain\x00\x07text", "plain text"),
        (b"", ""),
    ],
)
def test_header_values_become_text(raw: bytes, text: str) -> None:
    assert decode_value(raw) == text


def test_folded_headers_are_joined_and_empty_ones_give_way() -> None:
    headers = split_headers(b"Subject:\nSubject: one\n two\nX: y\nnot a header\nTo : z")
    assert headers.text("subject") == "one two"
    assert headers.text("to") == "z"


def test_body_begins_after_the_last_header_where_the_empty_line_is_missing() -> None:
    data = b"From: a@b.c\nSubject: x\nThis is text.\n\nMore."
    assert data[header_end(data) :] == b"This is text.\n\nMore."


def test_parameters_are_read_in_every_notation() -> None:
    raw = b"Text/Plain; charset=\"utf-8\"; filename*0*=utf-8''%EA%B0%80; filename*1=b.txt; x=a;"
    assert parameters(raw) == ("text/plain", {"charset": "utf-8", "filename": "가b.txt", "x": "a"})


def test_facts_name_what_does_not_fit_together() -> None:
    html = '<a href="http://evil.example.ru/x">www.bank.com</a> <a href="https://login.shop.com/">shop.com</a>'
    data = mail(
        html.encode(), "Content-Type: text/html", "Reply-To: x@other.org", "Date: Mon, 1 Jan 2024 10:00:00 +0900"
    )
    sentences = fact_sentences(parse_message(data).facts)
    assert "Replies go to another domain: x@other.org." in sentences
    assert "A link shows bank.com but leads to evil.example.ru." in sentences
    assert not any("shop.com but" in sentence for sentence in sentences)
    assert sentences[-1] == "2 links to evil.example.ru, login.shop.com; none was opened."


def test_replies_within_one_site_do_not_contradict() -> None:
    same = Facts(sender="Shop <news@mail.shop.com>", reply_to="help@shop.com")
    assert contradictions(same) == ()
    other = Facts(sender='"service@bank.com" <x@evil.org>', reply_to="y@elsewhere.net")
    assert len(contradictions(other)) == 2
    assert set(contradictions(other)) <= set(fact_sentences(other))


# -- pasted text -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Note: buy milk\nand bread",
        "Subject: only one field\n\nrest",
        "https://x.y: look",
        "12:30 is fine",
        "시간: 3시\n장소: 역",
        "a:b\nc:d",
    ],
)
def test_pasted_text_with_colons_is_not_taken_for_headers(text: str) -> None:
    message = parse_message(text)
    assert not message.has_headers
    assert message.text == text


def test_pasted_mail_with_two_well_known_fields_is_read_as_one() -> None:
    message = parse_message("From: 김 <a@b.c>\nSubject: 안녕\nContent-Type: text/plain; charset=euc-kr\n\n본문")
    assert (message.subject, message.text, message.facts.sender) == ("안녕", "안녕\n\n본문", "김 <a@b.c>")
    assert message.notes == ()


def test_korean_headers_of_a_copied_mail_are_understood() -> None:
    message = parse_message("보낸사람: 김철수 <a@b.c>\n제목: 회의\n내일 봅시다.")
    assert (message.has_headers, message.subject, message.text) == (True, "회의", "회의\n\n내일 봅시다.")


def test_pasted_html_is_shown_as_text() -> None:
    assert parse_message("<html><body><p>hi <b>you</b></p></body></html>").text == "hi you"


def test_pasted_surrogates_and_controls_are_cleaned() -> None:
    assert parse_message("a\ud800b\x00\r\nc").text == "a\ufffdb\nc"


@given(st.binary(max_size=600))
def test_any_bytes_give_a_message(data: bytes) -> None:
    assert isinstance(parse_message(data).text, str)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                b"From: a@b.c\n",
                b"Subject: =?utf-8?b?7IKs?=\n",
                b"Content-Type: multipart/mixed; boundary=b\n",
                b"Content-Type: text/html\n",
                b"Content-Type: message/rfc822\n",
                b"Content-Transfer-Encoding: base64\n",
                b"--b\n",
                b"--b--\n",
                b"\n",
                b"text\xea\xb0\n",
                b"<p style='display:none'>x</p\n",
                b"From x 10:00\n",
            ]
        ),
        max_size=30,
    )
)
def test_any_order_of_mail_parts_gives_a_message(lines: list[bytes]) -> None:
    assert isinstance(parse_message(b"".join(lines)).text, str)


@given(st.text(max_size=300))
def test_any_pasted_text_gives_a_message(text: str) -> None:
    message = parse_message(text)
    assert len(message.text) <= MAX_TEXT
    message.text.encode()


def test_every_odd_mail_of_the_collection_is_parsed() -> None:
    files = sorted((DOCUMENTS / "eml").glob("*.eml"))
    if not files:
        pytest.skip("the collection of odd mails is not here")
    for file in files:
        message = parse_message(file.read_bytes())
        assert message.has_headers, file.name
        assert message.text, file.name
    korean = parse_message((DOCUMENTS / "eml/plain_emails__raw_email.eml").read_bytes())
    assert "우리는 하나님을 믿습니다" in korean.text
    japanese = parse_message((DOCUMENTS / "eml/multi_charset__japanese_shift_jis.eml").read_bytes())
    assert "あいうえお" in japanese.text
