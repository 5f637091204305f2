"""Documents that are packages: Word, OpenDocument, Hangul, EPUB, and PDF."""

from __future__ import annotations

import contextlib
import logging

import pytest
from format_samples import (
    LINES,
    docx_of,
    epub_of,
    hwp_of,
    hwpx_of,
    odt_of,
    pdf_of,
    record,
    zipped,
)

from engine.corpus import ReadingStoppedError
from engine.corpus.formats import FORMATS
from engine.corpus.formats.hwp import CTRL_HEADER, PARA_TEXT, paragraph_text, records, section_text
from engine.errors import CorpusError


def text_of(suffix: str, data: bytes) -> str:
    return FORMATS[suffix].extracted(data).text


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_word_paragraphs_tables_and_notes_in_order() -> None:
    row = "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in "ab")
    body = p("one") + f"<w:tbl><w:tr>{row}</w:tr><w:tr><w:tc>{p('c')}{p('d')}</w:tc></w:tr></w:tbl>" + p("two")
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p("line")}</w:footnote><w:footnote w:id="1">{p("note")}</w:footnote>'
    )
    assert text_of(".docx", docx_of(body=body, notes=notes)) == "one\na\tb\nc\nd\ntwo\nnote"


def test_word_keeps_what_was_inserted_and_drops_what_was_deleted() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:tab/><w:t>end</w:t><w:br/><w:t>line</w:t></w:r>"
        "</w:p><w:sdt><w:sdtContent>" + p("field") + "</w:sdtContent></w:sdt>"
    )
    assert text_of(".docx", docx_of(body=body)) == "new\tend\nline\nfield"


def test_pictures_in_a_word_document_are_not_unpacked() -> None:
    assert text_of(".docx", docx_of(extra={"word/media/image1.png": bytes(40 * 2**20)})) == "\n".join(LINES)


def test_another_office_package_is_no_word_document() -> None:
    with pytest.raises(CorpusError, match=r"It .*damaged|It is no Word"):
        text_of(".docx", zipped({"xl/workbook.xml": "<a/>"}))
    with pytest.raises(CorpusError, match="locked with a password, or of an older Word"):
        text_of(".docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_opendocument_text_tables_notes_and_blanks() -> None:
    body = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>\n"
        "<text:h>Title</text:h><text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body>"
        "</text:note> e<office:annotation><text:p>comment</text:p></office:annotation></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>"
        "<table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>box</text:p></draw:text-box><svg:title>no</svg:title></draw:frame>z</text:p>"
    )
    assert text_of(".odt", odt_of(body)) == "Title\na  b\tc\nd e\nx\ty\nbox\nz\nnote"


@pytest.mark.parametrize(("suffix", "make"), [(".odt", odt_of), (".hwpx", hwpx_of)])
def test_a_package_with_a_password_says_so(suffix: str, make: object) -> None:
    assert callable(make)
    with pytest.raises(CorpusError, match="locked with a password"):
        text_of(suffix, make(manifest="<manifest><encryption-data/></manifest>"))


def test_hangul_packages_read_their_sections_by_number() -> None:
    sections = [f"<hp:p><hp:run><hp:t>{number}</hp:t></hp:run></hp:p>" for number in range(12)]
    assert text_of(".hwpx", hwpx_of(*sections)) == "\n".join(map(str, range(12)))


def test_hangul_packages_with_tables_headers_and_notes() -> None:
    section = (
        "<hp:p><hp:run><hp:ctrl><hp:header><hp:subList><hp:p><hp:run><hp:t>head</hp:t></hp:run></hp:p></hp:subList>"
        "</hp:header></hp:ctrl><hp:t>a<hp:tab/>b<hp:lineBreak/>c</hp:t><hp:ctrl><hp:footNote><hp:subList><hp:p><hp:run>"
        "<hp:t>note</hp:t></hp:run></hp:p></hp:subList></hp:footNote></hp:ctrl><hp:t> d</hp:t></hp:run></hp:p>"
        "<hp:p><hp:run><hp:tbl><hp:tr><hp:tc><hp:subList><hp:p><hp:run><hp:t>x</hp:t></hp:run></hp:p></hp:subList></hp:tc>"
        "<hp:tc><hp:subList><hp:p><hp:run><hp:t>y</hp:t></hp:run></hp:p></hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p>"
    )
    assert text_of(".hwpx", hwpx_of(section)) == "a\tb\nc d\nx\ty\nnote"


def test_hangul_documents_packed_or_not() -> None:
    sections = [record(PARA_TEXT, 1, f"{number}\r".encode("utf-16-le")) for number in range(11)]
    assert text_of(".hwp", hwp_of(*sections)) == "\n".join(map(str, range(11)))
    long = record(PARA_TEXT, 1, ("메아리 " * 2000 + "\r").encode("utf-16-le"))
    assert text_of(".hwp", hwp_of(long)) == ("메아리 " * 2000).strip()
    plain = hwp_of(record(PARA_TEXT, 1, "가나".encode("utf-16-le")).ljust(4096, b"\0"), flags=0)
    assert text_of(".hwp", plain) == "가나"


def test_a_hangul_document_without_text_gives_its_preview() -> None:
    assert text_of(".hwp", hwp_of(record(66, 0, b""), preview="미리 보기")).strip("\0") == "미리 보기"


@pytest.mark.parametrize(
    ("flags", "reason"), [(3, "locked with a password"), (5, "saved for distribution"), (17, "saved for distribution")]
)
def test_a_locked_hangul_document_says_why(flags: int, reason: str) -> None:
    with pytest.raises(CorpusError, match=reason):
        text_of(".hwp", hwp_of(flags=flags))


def test_an_older_hangul_document_says_so() -> None:
    with pytest.raises(CorpusError, match="Hangul 97 or older"):
        text_of(".hwp", b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05" + bytes(100))


def test_records_by_tag_level_and_size() -> None:
    data = record(66, 0, b"ab") + record(67, 1, b"x" * 5000) + record(68, 1023, b"")
    assert [(tag, level, len(content)) for tag, level, content in records(data)] == [
        (66, 0, 2), (67, 1, 5000), (68, 1023, 0),
    ]  # fmt: skip
    with pytest.raises(CorpusError, match="damaged"):
        list(records(data[:-1000]))


def test_controls_within_a_paragraph_take_their_places() -> None:
    table = "\x0b" + "가" * 6 + "\x0b"
    tab = "\x09" + "가" * 6 + "\x09"
    source = f"a{table}b{tab}c\x0ad\x18e\x1ef\x1fg\U0001f600\r"
    assert paragraph_text(source.encode("utf-16-le")) == "ab\tc\nd-e\xa0f g\U0001f600\n"
    assert paragraph_text(b"a\0\x0b\0b") == "a"


def test_page_headers_are_left_out_with_all_that_hangs_below_them() -> None:
    def line(text: str, level: int) -> bytes:
        return record(PARA_TEXT, level, text.encode("utf-16-le"))

    data = (
        line("one", 1) + record(CTRL_HEADER, 1, b"daeh1234") + line("head", 3) + record(CTRL_HEADER, 1, b" lbt")
        + line("cell", 3) + line("two", 1)
    )  # fmt: skip
    assert section_text(data) == "one\ncell\ntwo"


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    chapters = {"a%20b.xhtml": "<p>two</p>", "c.xhtml": "<p>one</p>", "left.xhtml": "<p>never</p>"}
    data = epub_of(chapters, spine=("c.xhtml", "a%20b.xhtml", "c.xhtml"))
    with pytest.raises(CorpusError, match="damaged"):
        text_of(".epub", data)  # the name in the package is written with an escape, the file is not there
    ordered = epub_of({name.replace("%20", ""): page for name, page in chapters.items()}, spine=("c.xhtml", "ab.xhtml"))
    assert text_of(".epub", ordered) == "one\n\ntwo"


def test_a_book_locked_by_its_seller_says_so_and_one_with_locked_fonts_is_read() -> None:
    def locked(name: str) -> str:
        return f'<encryption><EncryptedData><CipherReference URI="{name}"/></EncryptedData></encryption>'

    with pytest.raises(CorpusError, match="locked by its seller"):
        text_of(".epub", epub_of(encryption=locked("OPS/one.xhtml")))
    assert LINES[0] in text_of(".epub", epub_of(encryption=locked("OPS/font.otf")))


def test_a_pdf_by_pages() -> None:
    found = FORMATS[".pdf"].extracted(pdf_of("One.", "", "Three."))
    assert found.pages == ("One.", "", "Three.")
    assert found.text == "One.\n\nThree."


def test_a_pdf_of_pictures_and_one_of_nothing_say_so() -> None:
    with pytest.raises(CorpusError, match="no text layer"):
        text_of(".pdf", pdf_of("", ""))
    with pytest.raises(CorpusError, match="not a PDF"):
        text_of(".pdf", b"plain words")


def test_a_damaged_pdf_tells_nothing_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    data = pdf_of("One.").replace(b"startxref", b"startxxxx").replace(b"endobj", b"endxxx", 1)
    with caplog.at_level(logging.DEBUG), contextlib.suppress(CorpusError):
        text_of(".pdf", data)
    assert not caplog.records


@pytest.mark.parametrize(("suffix", "data"), [(".pdf", pdf_of("One.", "Two.")), (".epub", epub_of())])
def test_long_documents_can_be_stopped(suffix: str, data: bytes) -> None:
    answers = iter([False, True])
    with pytest.raises(ReadingStoppedError):
        FORMATS[suffix].extracted(data, lambda: next(answers))
