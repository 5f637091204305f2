"""Secrets: each kind is found, what only looks like one is not, and masked text has nothing more to mask."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import SecretReport, find_secrets, mask_secrets, scan_secrets
from engine.config import Cleaning
from engine.corpus import Document, ReadingStoppedError, clean_document, read_corpus
from engine.corpus import corpus as corpus_module
from engine.corpus.numbers import luhn, resident_checksum
from engine.corpus.secrets import KINDS, MASKS, hidden, secret_digest, whole_lines
from engine.tokens.tokenizer import CharTokenizer, WordTokenizer

PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\nabc=\n-----END RSA PRIVATE KEY-----"
FOUND = [
    ("card", "card 4111 1111 1111 1111 12/27", "4111 1111 1111 1111"),
    ("card", "5500-0000-0000-0004.", "5500-0000-0000-0004"),
    ("card", "378282246310005", "378282246310005"),
    ("card", "카드번호는4111111111111111입니다", "4111111111111111"),
    ("card", "４１１１　１１１１　１１１１　１１１１", "４１１１　１１１１　１１１１　１１１１"),
    ("card", "4111‑1111‑1111‑1111", "4111‑1111‑1111‑1111"),
    ("iban", "IBAN DE89 3704 0044 0532 0130 00 THANKS", "DE89 3704 0044 0532 0130 00"),
    ("iban", "to GB29NWBK60161331926819", "GB29NWBK60161331926819"),
    ("phone", "번호는010-1234-5678이야", "010-1234-5678"),
    ("phone", "01012345678", "01012345678"),
    ("phone", "02) 123-4567", "02) 123-4567"),
    ("phone", "+82 10-1234-5678", "+82 10-1234-5678"),
    ("phone", "+1 (212) 555-0123 ext", "+1 (212) 555-0123"),
    ("phone", "(212) 555-0123", "(212) 555-0123"),
    ("phone", "+49 30 1234567", "+49 30 1234567"),
    ("phone", "020 7946 0958", "020 7946 0958"),
    ("phone", "Call 555-0123 now", "555-0123"),
    ("resident", "주민번호 900101-1234568", "900101-1234568"),
    ("resident", "9001011234568", "9001011234568"),
    ("resident", "211231-3999999", "211231-3999999"),
    ("resident", "주민등록번호: 900101-1234560", "900101-1234560"),
    ("email", "메일은anna@example.com으로", "anna@example.com"),
    ("email", "<a.b+c@mail.example.co.kr>.", "a.b+c@mail.example.co.kr"),
    ("email", "ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ"),
    ("key", "password: hunter2", "hunter2"),
    ("key", "Password: letmein\nnext", "letmein"),
    ("key", "비밀번호는 hunter2!", "hunter2"),
    ("key", "PIN: 1234", "1234"),
    ("key", "인증번호 [482913]를 입력", "482913"),
    ("key", 'api_key = "abcd1234efgh"', "abcd1234efgh"),
    ("key", "sk-proj-abcdefghij1234567890ABCDEF", "sk-proj-abcdefghij1234567890ABCDEF"),
    ("key", "ghp_abcdefghijklmnopqrstuvwxyz0123456789", "ghp_abcdefghijklmnopqrstuvwxyz0123456789"),
    ("key", "AWS wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
    ("key", "https://x.org/d/1A2b3C4d5E6f7G8h9I0jKlMn/edit", "1A2b3C4d5E6f7G8h9I0jKlMn"),
    ("key", f"key\n{PEM}\nend", PEM),
    ("address", "at 221B Baker Street in", "221B Baker Street"),
    ("address", "120 West 42nd Street, New York, NY 10036", "120 West 42nd Street, New York, NY 10036"),
    ("address", "서울특별시 강남구 테헤란로 152, 12층으로", "서울특별시 강남구 테헤란로 152, 12층"),
    ("address", "서울 중구 세종대로 110에서", "서울 중구 세종대로 110"),
    ("address", "서울 강남구 역삼동 737-12", "서울 강남구 역삼동 737-12"),
]
LEFT_ALONE = [
    "2023-11-05 10:11:12", "12.11.2023 14:55", "ISBN 978-89-374-6047-0", "ISBN 0-306-40615-2 and 9788937460470",
    "0198526636", "3.14159265358979323846", "1990 1991 1992 1993", "2010 2011 2012 2013", "from 1939-1945 to 1588-1592",
    "1,234,567,890", "192.168.100.200", "110-123-456789", "550e8400-e29b-41d4-a716-446655440000",
    "ThisIsAVeryLongCamelCaseIdentifier2", "some/path/to/a/long/File2Name3.txt", "@someone and user@host",
    "the secret is to love", "password is required", "the token: a ring", "Password: the thing is",
    "In 1984 Main Street was quiet", "Chapter 12 The Long Road", "다시 서울로 3번 갔다", "역시 바로 3개",
    "친구 집으로 3명", "이번 회의는 서울 3층", "900101-1234560", "901301-1234567", "4111 1111 1111 1112",
    "DE89 3704 0044 0532 0130 01",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "secret"), FOUND)
def test_each_kind_is_found_where_it_stands(kind: str, text: str, secret: str) -> None:
    assert [(s.kind, s.text(text)) for s in find_secrets(text)] == [(kind, secret)]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_only_looks_like_a_secret_is_left_alone(text: str) -> None:
    assert find_secrets(text) == ()


def test_letters_in_pieces_are_read_like_whole_ones() -> None:
    text = unicodedata.normalize("NFD", "비밀번호는 hunter22, 전화 010-1234-5678")
    assert [(s.kind, s.text(text)) for s in find_secrets(text)] == [("key", "hunter22"), ("phone", "010-1234-5678")]
    assert mask_secrets(text)[0] == unicodedata.normalize("NFD", "비밀번호는 _key_, 전화 _phone_")


def test_check_digits() -> None:
    assert luhn("79927398713")
    assert not luhn("79927398710")
    assert resident_checksum("9001011234568")
    assert not resident_checksum("9001011234560")


def test_masks_are_counted_and_chosen_and_kept() -> None:
    text = "anna@example.com, 010-1234-5678, anna@example.com"
    assert mask_secrets(text) == ("_email_, _phone_, _email_", {"email": 2, "phone": 1})
    assert mask_secrets(text, ["phone"]) == (text.replace("010-1234-5678", "_phone_"), {"phone": 1})
    kept = {secret_digest("Anna@Example.com"), secret_digest("010 1234 5678")}
    assert mask_secrets(text, kept=kept) == (text, {})


def test_a_mask_is_one_word_and_can_be_written_in_characters() -> None:
    text = "Write to _email_, or call _phone_ now."
    words = WordTokenizer.fit(text)
    assert {MASKS["email"], MASKS["phone"]} <= set(words.tokens)
    for tokenizer in (words, CharTokenizer.fit(text)):
        assert tokenizer.decode(tokenizer.encode(text)) == text


SIGNS = st.sampled_from([*"0123456789-. @/+()ABab_:=가나로길구시\n", "010-", "@x.com", "password: ", "서울 중구 "])


@settings(max_examples=150)
@given(st.lists(SIGNS, max_size=60).map("".join) | st.text(max_size=80))
def test_secrets_are_in_order_apart_and_gone_once_masked(text: str) -> None:
    found = find_secrets(text)
    assert all(s.kind in KINDS and 0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    masked, counts = mask_secrets(text)
    assert sum(counts.values()) == len(found)
    assert mask_secrets(masked) == (masked, {})
    assert len(masked) == len(text) + sum(len(MASKS[s.kind]) - (s.end - s.start) for s in found)


@pytest.mark.parametrize(
    "unit", ["1", "4111 ", "a@a.", "-----BEGIN RSA PRIVATE KEY-----\n", "aB3/", "서울 강남구 ", "+82"]
)
def test_a_long_line_of_almost_secrets_ends(unit: str) -> None:
    size = 50_000
    assert all(s.end <= size for s in find_secrets((unit * (size // len(unit) + 1))[:size]))


def test_a_line_of_ten_megabytes_is_looked_through_in_pieces(tmp_path: Path) -> None:
    line = "- " * 5_000_000 + "anna@example.com"
    report = scan_secrets([Document(tmp_path / "a.txt", line, "utf-8")])
    assert (report.counts, report.characters, report.whole) == ({"email": 1}, len(line), True)


def test_an_excerpt_shows_the_place_and_hides_the_secret(tmp_path: Path) -> None:
    text = "first line\nCall me: 010-1234-5678 or anna@example.com.\n010 1234 5678\n"
    report = scan_secrets([Document(tmp_path / "notes.txt", text, "utf-8")])
    phone, email = report.findings
    assert (phone.kind, phone.file.name, phone.line, phone.times) == ("phone", "notes.txt", 2, 2)
    assert phone.excerpt == "Call me: 01•-••••-••78 or _email_."
    assert email.text == "anna@example.com"
    assert "anna@" not in email.excerpt
    assert (report.counts, report.total) == ({"phone": 2, "email": 1}, 3)


def test_short_secrets_show_less() -> None:
    assert [hidden(s) for s in ("1234", "hunter2", "4111-1111-1111-1111")] == ["••••", "h•••••2", "41••-••••-••••-••11"]


def test_a_scan_is_bounded_and_can_be_kept_and_stopped(tmp_path: Path) -> None:
    document = Document(tmp_path / "a.txt", "".join(f"u{i}@example.com\n" for i in range(50)), "utf-8")
    report = scan_secrets([document], limit=3)
    assert (len(report.findings), report.counts) == (3, {"email": 50})
    kept = [finding.digest for finding in report.findings]
    assert scan_secrets([document], kept=kept).counts == {"email": 47}
    part = scan_secrets([document, document], most_characters=10)
    assert isinstance(part, SecretReport)
    assert not part.whole
    with pytest.raises(ReadingStoppedError):
        scan_secrets([document], should_stop=lambda: True)


@given(st.lists(st.text(st.sampled_from("ab \n"), max_size=9), max_size=9))
def test_pieces_are_the_whole_text(chunks: list[str]) -> None:
    pieces = list(whole_lines(iter(chunks), size=4))
    assert "".join(pieces) == "".join(chunks)
    assert all(pieces)


def test_a_secret_between_two_chunks_is_found(tmp_path: Path) -> None:
    class Parted:
        path = tmp_path / "a.txt"

        def chunks(self, should_stop: object = None) -> Iterator[str]:
            yield from ("mail anna@exa", "mple.com\n")

    assert scan_secrets([Parted()]).counts == {"email": 1}  # type: ignore[list-item]


def test_cleaning_masks_last_and_says_how_many() -> None:
    document = Document(Path("a.txt"), "See https://a.example/b or anna@example.com.", "utf-8")
    cleaned = clean_document(document, Cleaning(mask_secrets=True))
    assert cleaned.text == "See or _email_."
    step = cleaned.steps[-1]
    assert (step.name, step.pieces, step.characters) == ("mask_secrets", 1, 16)
    kept = Cleaning(mask_secrets=True, kept_secrets=(secret_digest("anna@example.com"),))
    assert clean_document(document, kept).text == "See or anna@example.com."
    assert clean_document(document, Cleaning()).text == "See or anna@example.com."


def test_a_corpus_is_read_with_its_secrets_masked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Call 010-1234-5678.\n", "utf-8")
    (tmp_path / "b.csv").write_text("text\nanna@example.com wrote\nnothing here\n", "utf-8")
    corpus = read_corpus([tmp_path], cleaning=Cleaning(mask_secrets=True))
    assert corpus.text == "Call _phone_.\n\n_email_ wrote\nnothing here"
    assert [(step.name, step.pieces) for step in corpus.steps if step.pieces] == [("mask_secrets", 2)]
    assert scan_secrets(corpus).counts == {}


def test_an_excerpt_hides_a_secret_that_it_cuts_in_two(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Write to anna.smith@example.com or just pay with 4111 1111 1111 1111.", encoding="utf-8")
    first = scan_secrets(read_corpus([file])).findings[0]
    assert first.kind == "email"
    assert "4111" not in first.excerpt


def test_a_large_corpus_is_masked_as_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 1_000)
    plain = "".join(f"Line {i} says call 010-1234-{i:04} or anna@example.com.\n" for i in range(60))
    (tmp_path / "a.txt").write_text(plain, "utf-8")
    (tmp_path / "b.txt").write_text(plain, "utf-8")
    kept = (secret_digest("anna@example.com"),)
    corpus = read_corpus([tmp_path], cleaning=Cleaning.nothing().replaced(mask_secrets=True, kept_secrets=kept))
    expected, counts = mask_secrets(plain, kept=kept)
    assert corpus.large
    assert corpus.text == f"{expected}\n{expected}"
    assert corpus.characters == len(corpus.text)
    assert corpus.fingerprint == hashlib.sha256(corpus.text.encode()).hexdigest()
    assert [(s.pieces, s.characters) for s in corpus.steps] == [(2 * counts["phone"], 2 * counts["phone"] * 13)]
    assert corpus.notes == ()
    assert corpus.beginning(20) == corpus.text[:20]
