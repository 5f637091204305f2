"""Damaged and hostile documents: refused with a sentence, in no time and little memory, never with another error."""

from __future__ import annotations

import contextlib
import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from format_samples import LAUGHS, docx_of, epub_of, hwp_of, hwpx_of, odt_of, pdf_of, samples, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.corpus.formats import FORMATS, archive
from engine.corpus.formats.archive import Archive
from engine.corpus.formats.hwp import paragraph_text, section_text
from engine.corpus.formats.xml import MAX_DEPTH
from engine.errors import CorpusError

SAMPLES = samples()


def refusal(suffix: str, data: bytes) -> str:
    with pytest.raises(CorpusError) as caught:
        FORMATS[suffix].extracted(data)
    assert caught.value.message.startswith("It ")
    assert caught.value.message.endswith(".")
    assert caught.value.hint
    return caught.value.message


def reads_or_refuses(suffix: str, data: bytes) -> None:
    message = "It "
    try:
        assert FORMATS[suffix].extracted(data).text
    except CorpusError as error:
        message = error.message
    assert message.startswith("It ")


@pytest.mark.parametrize("suffix", SAMPLES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    changes=st.lists(st.tuples(st.integers(0, 2**20), st.binary(min_size=1, max_size=8)), max_size=4), data=st.data()
)
def test_a_changed_file_is_read_or_refused(suffix: str, changes: list[tuple[int, bytes]], data: st.DataObject) -> None:
    changed = bytearray(SAMPLES[suffix])
    for place, content in changes:
        at = place % len(changed)
        changed[at : at + len(content)] = content
    cut = data.draw(st.integers(0, len(changed)) | st.just(len(changed)))
    reads_or_refuses(suffix, bytes(changed[:cut]))


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub", ".hwpx"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(number=st.integers(0, 20), place=st.integers(0, 2**16), content=st.binary(min_size=1, max_size=12))
def test_a_package_with_a_changed_part_is_read_or_refused(suffix: str, number: int, place: int, content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(SAMPLES[suffix])) as package:
        parts = {name: bytearray(package.read(name)) for name in package.namelist()}
    part = list(parts.values())[number % len(parts)]
    at = place % len(part)
    part[at : at + len(content)] = content
    reads_or_refuses(suffix, zipped({name: bytes(data) for name, data in parts.items()}, packed=False))


@pytest.mark.parametrize("suffix", SAMPLES)
@settings(max_examples=20, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    reads_or_refuses(suffix, data)


@given(st.binary(max_size=300))
def test_any_record_is_read_or_refused(data: bytes) -> None:
    paragraph_text(data)
    with contextlib.suppress(CorpusError):
        section_text(data)


@pytest.mark.parametrize("suffix", SAMPLES)
def test_an_empty_file_says_so(suffix: str) -> None:
    assert refusal(suffix, b"") == "It is empty."


def test_an_archive_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FREE_BYTES", 2**16)
    big = "<a>" + " " * 2**20 + "</a>"
    assert "unpacks to far more" in refusal(".odt", zipped({"content.xml": big}))
    assert "unpacks to far more" in refusal(".docx", docx_of(extra={"word/other.xml": big}))
    assert "unpacks to far more" in refusal(".epub", epub_of({"one.xhtml": " " * 2**20}))
    assert "unpacks to far more" in refusal(".hwpx", hwpx_of(" " * 2**20))


def test_a_word_document_of_far_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.corpus.formats.docx.MAX_XML_BYTES", 1000)
    assert "far more text" in refusal(".docx", docx_of(extra={"word/other.xml": "<a>" + "b" * 1000 + "</a>"}))


def test_many_entries_that_together_are_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 2**16)
    assert "unpacks to far more" in refusal(".epub", epub_of({f"{n}.xhtml": "<p>word</p>" * 999 for n in range(9)}))


def test_headers_that_lie_about_the_size_do_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FREE_BYTES", 2**16)
    data = bytearray(zipped({"content.xml": "x" * 2**20}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    data[22:26] = struct.pack("<I", 10)
    refusal(".odt", bytes(data))


def test_an_archive_of_a_million_entries_is_refused_before_it_is_listed() -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 60_000, 60_000, 100, 0, 0)
    assert "unpacks to far more" in refusal(".docx", b"PK\x01\x02" + bytes(100) + end)


def test_an_archive_within_an_archive_is_not_opened() -> None:
    inner = zipped({"content.xml": "x" * 1000})
    assert Archive(zipped({"content.xml": inner})).read("content.xml") == inner
    assert "damaged" in refusal(".odt", zipped({"content.xml": inner}))


def test_entries_with_a_password_or_packed_otherwise_say_so() -> None:
    data = bytearray(zipped({"content.xml": "<a/>"}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "password" in refusal(".odt", bytes(data))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as package:
        package.writestr("content.xml", "<a/>")
    assert "packed in a way" in refusal(".odt", out.getvalue())


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".odt", zipped({"content.xml": f"{LAUGHS}<l>&l9;</l>"})),
        (".hwpx", zipped({"Contents/section0.xml": f"{LAUGHS}<l><t>&l9;</t></l>"})),
        (".docx", docx_of(extra={"word/document.xml": f"{LAUGHS}<l>&l9;</l>"})),
        (".docx", docx_of(extra={"word/styles.xml": f"{LAUGHS}<l>&l9;</l>".encode("utf-16")})),
        (".epub", zipped({"META-INF/container.xml": f"{LAUGHS}<l>&l9;</l>"})),
        (".odt", zipped({"content.xml": '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'})),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_document_that_defines_entities_is_refused(suffix: str, data: bytes) -> None:
    assert "defines entities" in refusal(suffix, data)


def test_endless_nesting_is_refused() -> None:
    deep = MAX_DEPTH * 20
    assert "damaged" in refusal(".odt", odt_of("<a>" * deep + "</a>" * deep))
    assert "damaged" in refusal(".docx", docx_of(body="<w:a>" * deep + "</w:a>" * deep))
    assert "damaged" in refusal(".epub", zipped({"META-INF/container.xml": "<a>" * deep + "</a>" * deep}))


def test_a_hangul_section_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.corpus.formats.hwp.MAX_SECTION_BYTES", 2**16)
    assert "unpacks to far more" in refusal(".hwp", hwp_of(bytes(2**20)))


def test_a_hangul_container_that_claims_more_than_it_has_is_refused() -> None:
    for at in (44, 64, 72):
        data = bytearray(hwp_of())
        data[at : at + 4] = struct.pack("<I", 2**31)
        assert "damaged" in refusal(".hwp", bytes(data))


def test_a_pdf_that_unpacks_without_end_is_refused() -> None:
    packed = zlib.compress(b"0 0 m " * (20 * 2**20))
    small = pdf_of("")
    start = small.index(b"<< /Length")
    end = small.index(b"endstream")
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\n" % (len(packed), packed)
    refusal(".pdf", small[:start] + content + small[end:])


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".srt", b"1\n00:00:01,000 --> 00:00:02,000\n" + b"<a" * 200_000 + b"\n" * 200_000),
        (".srt", b"1\n00:00:01,000 --> 00:00:02,000\n" + (b"{" * 5_000 + b"\n \n") * 40),
        (".md", b"[" * 20_000),
        (".md", b"---\n" + b"-a: b\n" * 20_000),
        (".md", b"> " * 20_000),
        (".md", b"*a **b " * 10_000),
        (".rtf", b"{\\rtf1 " + b'{\\field{\\*\\fldinst{ HYPERLINK "a' * 5_000),
        (".rtf", b"{\\rtf1 " + b"{" * 200_000),
        (".rtf", b"{\\rtf1 " + b"{\\fonttbl{\\f0" * 20_000),
        (".html", b"<a " + b"b='1' " * 50_000 + b">x"),
        (".html", b"<!--" * 100_000),
        (".html", b"<table>" * 50_000 + b"x"),
    ],
)
def test_what_is_made_to_take_forever_does_not(suffix: str, data: bytes) -> None:
    reads_or_refuses(suffix, data)
