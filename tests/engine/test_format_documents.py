"""The documents of the shared test data, read as other programs read them."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from engine.corpus import read_corpus
from engine.corpus.readers import read_document
from engine.errors import CorpusError

DOCUMENTS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "documents"

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the shared test data is not here")


def words(name: str) -> list[str]:
    return read_document(DOCUMENTS / name).text.split()


def expected(name: str) -> list[str]:
    return (DOCUMENTS / f"{name}.expected.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("name", ["textract_docx_raw_text.docx", "textract_epub_raw_text.epub"])
def test_the_words_are_the_expected_ones(name: str) -> None:
    assert words(name) == expected(Path(name).stem)


def test_a_pdf_has_the_expected_words_but_for_those_parted_at_line_ends() -> None:
    found = "".join(words("textract_pdf_raw_text.pdf"))
    assert found.replace("-", "") == "".join(expected("textract_pdf_raw_text")).replace("-", "")
    document = read_document(DOCUMENTS / "textract_pdf_raw_text.pdf")
    assert len(document.pages) == 2
    assert document.text == "\n".join(document.pages)
    assert "I love word documents." in document.text.replace("\xa0", " ")


def test_a_page_has_the_expected_words_but_for_what_it_hides() -> None:
    found, wanted = words("textract_html_raw_text.html"), expected("textract_html_raw_text")
    changes = difflib.SequenceMatcher(None, found, wanted, autojunk=False).get_opcodes()
    different = [(found[a:b], " ".join(wanted[c:d])) for kind, a, b, c, d in changes if kind != "equal"]
    assert different == [
        (["&"], "&amp;"),  # the other program left a sign as it is written
        ([], "Play or swipe through"),  # not displayed
        (["Pankey", "and"], "Pankeyand"),
        ([], "-->"),  # the end of a comment
        (["‘beepbeepbeepbeepbeepBEEPBEEPBEEPBEEPBEEP,’"], "‘beepbeepbeepbeepbeep - BEEPBEEPBEEPBEEPBEEP,’"),
        ([], "Jump to chapter Tunnel Creek To the Peak Descent Begins Blur of White Discovery Word Spreads"),
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("pypdf_encrypted-file.pdf", "It is locked with a password."),
        ("textract_pdf_ocr_text.pdf", "It has no text layer: its pages are pictures."),
    ],
)
def test_what_cannot_be_read_says_why(name: str, reason: str) -> None:
    with pytest.raises(CorpusError) as caught:
        read_document(DOCUMENTS / name)
    assert caught.value.message == reason
    assert caught.value.hint


def test_a_document_of_many_scripts_keeps_them() -> None:
    text = read_document(DOCUMENTS / "pypdf_multilang.pdf").text
    assert all(word in text for word in ("Hello World", "Привет", "こんにちは世界", "你好世界", "مرحبا"))


def test_a_poem_keeps_its_lines() -> None:
    lines = read_document(DOCUMENTS / "pandoc_wasteland.epub").text.split("\n")
    assert "April is the cruellest month, breeding" in lines
    assert "Lilacs out of the dead land, mixing" in lines


def test_a_short_word_document() -> None:
    assert read_document(DOCUMENTS / "pythondocx_test.docx").text.startswith("python-docx was here!")


def test_the_whole_folder_reads_and_names_what_it_leaves_out() -> None:
    corpus = read_corpus([DOCUMENTS])
    left_out = {skipped.path.name for skipped in corpus.skipped if skipped.path.suffix in (".pdf", ".docx", ".epub")}
    assert left_out == {"pypdf_encrypted-file.pdf", "textract_pdf_ocr_text.pdf"}
