"""The documents of the shared test data, read as other programs read them."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from engine.corpus import import_files, read_corpus
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


def test_a_short_mail_and_a_poem_have_every_word() -> None:
    assert words("textract_eml_raw_text.eml")[3:] == expected("textract_eml_raw_text")
    poem = words("pandoc_wasteland.epub")
    assert (poem[:3], poem[-2:]) == (["The", "Waste", "Land"], ["beware", "Women."])
    assert len("".join(poem)) == 8224  # as many signs as its page has beside its tags


# Every file that must be left out, by the sentence that says why.
REPORT = "It is a report by a mail server, which nobody wrote."
ATTACHED = "It has attachments but no text of its own."
BLANK = "It has no text in it."
LEFT_OUT = {
    "pypdf_encrypted-file.pdf": "It is locked with a password.",
    "textract_pdf_ocr_text.pdf": "It has no text layer: its pages are pictures.",
    "attachment_emails__attachment_message_rfc822_inline_image.eml": ATTACHED,  # the mail within it has no text either
    "attachment_emails__attachment_only_email.eml": ATTACHED,
    "error_emails__bad_date_header2.eml": BLANK,
    "error_emails__empty_in_reply_to.eml": BLANK,
    "error_emails__missing_body.eml": BLANK,
    "mime_emails__raw_email_with_binary_encoded.eml": BLANK,
    "mime_emails__raw_email_with_mimepart_without_content_type.eml": REPORT,
    "multi_charset__japanese_attachment_long_name.eml": ATTACHED,
    "multipart_report_emails__multi_address_bounce1.eml": REPORT,
    "multipart_report_emails__multipart_report_multiple_status.eml": REPORT,
    "multipart_report_emails__report_530.eml": REPORT,
    "sample_output_multipart": "It is empty.",
}

# Of every other mail: who wrote it, how its text begins, and how it ends, as the files themselves say.
VCARDS, LAST = "We should not include these files or vcards as attachments.", "encoded with japanese charset."
KOREAN = ("대부분의 마찬가지로, 우리는 하나님을 믿습니다.", "제 이름은 Jamis입니다.")
PDF = ("Just attaching another PDF, here,", "what is going wrong here.")
HELLO = ("John Doe", "This is a message just to say hello.", 'So, "Hello".')
MAILS = {
    "eml/attachment_emails__attachment_content_location.eml": ("foo@example.com", "This is the first part.", ""),
    "eml/attachment_emails__attachment_pdf_lf.eml": ("Test Tester", *PDF),
    "eml/attachment_emails__attachment_pdf_non_ascii_lf.eml": ("Test Tester", PDF[0], f"{PDF[1]}    Ã"),
    "eml/attachment_emails__attachment_with_encoded_name.eml": ("xxxxxxxxx xxxxxxx", VCARDS, LAST),
    "eml/attachment_emails__attachment_with_unquoted_name.eml": ("foo@example.com", "This is the first part.", ""),
    "eml/error_emails__bad_subject.eml": ("MySurvey.com & Carol Adams", "You have a survey waiting!", "===="),
    "eml/error_emails__content_transfer_encoding_7-bit.eml": ("Discover Card", "DISCOVER", "600277550d>"),
    "eml/error_emails__content_transfer_encoding_plain.eml": ("shavonda Cabral", "acidness", "caddis worktable"),
    "eml/error_emails__content_transfer_encoding_spam.eml": ("neal ragland", "middagh  oldusercompare", "little angel"),
    "eml/error_emails__content_transfer_encoding_with_8bits.eml": (
        "announcements@provantage.com", "December 04, 2001", "requested by the customer."
    ),
    "eml/error_emails__content_transfer_encoding_x_uuencode.eml": (
        "Lon L. Peters", "Attached are the comments", "if any.  Thank you."
    ),
    "eml/error_emails__header_fields_with_empty_values.eml": (
        "Jørn Støylen", "--\nJørn Støylen", "jorn@prikkprikkprikk.no"
    ),
    "eml/error_emails__multiple_content_types.eml": ("redacted@flashmail.net", "foo", "foo"),
    "eml/error_emails__multiple_references_with_one_invalid.eml": ("redacted@flashmail.net", "foo", "foo"),
    "eml/error_emails__new_line_in_to_header.eml": ("l@gcn-example.com", "<?xml version", "(not important) ..."),
    "eml/error_emails__weird_to_header.eml": ("anonymous@i.tp.host", "CONTACT:", "PAGE THEY WERE ON:"),
    "eml/mime_emails__raw_email11.eml": ("xxxxx@xxxxx", "XXXXX Xxxxx", ""),
    "eml/mime_emails__raw_email2.eml": ("xxxxxxxxx xxxxxxx", VCARDS, "some\nsort of exclusions list?"),
    "eml/mime_emails__raw_email7.eml": ("foo@example.com", "This is the first part.", ""),
    "eml/mime_emails__raw_email_with_nested_attachment.eml": ("Jamis Buck", "Here is a test of an", "- Jamis"),
    "eml/mime_emails__sig_only_email.eml": ("Test", "This is random text,", "email is not signed correctly."),
    "eml/multi_charset__japanese.eml": ("Mikel Lindsaar", "かきくえこ", "RSpec and Life blog...."),
    "eml/multi_charset__japanese_shift_jis.eml": ("xxxxxxx@docomo.ne.jp", "あいうえお", "よろしくお願い申し上げます！"),
    "eml/plain_emails__basic_email_lf.eml": ("Mikel Lindsaar", "Plain email.", "Mikel"),
    "eml/plain_emails__raw_email.eml": ("Jamis Buck", *KOREAN),
    "eml/plain_emails__raw_email5.eml": ("xxx@xxxx.xxx", "Test test. Hi. Waving. m", "----"),
    "eml/plain_emails__raw_email8.eml": ("xxxxxxxxx xxxxxxx", VCARDS, LAST),
    "eml/plain_emails__raw_email_double_at_in_header.eml": ("Jamis Buck", *KOREAN),
    "eml/plain_emails__raw_email_multiple_from.eml": (
        "tim@powerupdev.com concierge@powerupdev.com", "<p><b>recordkick</b>", "</pre>"
    ),
    "eml/plain_emails__raw_email_reply.eml": ("Testing", "Message body", ""),
    "eml/plain_emails__raw_email_string_in_date_field.eml": ("mikel@me.com", *KOREAN),
    "eml/plain_emails__raw_email_with_at_display_name.eml": ("Mikel Lindsaar", "Plain email.", "Mikel"),
    "eml/plain_emails__raw_email_with_partially_quoted_subject.eml": ("Jamis Buck", *KOREAN),
    "eml/rfc2822__example02.eml": HELLO,
    "eml/rfc2822__example04.eml": ("Pete", "Testing.", ""),
    "eml/rfc2822__example06.eml": ("Mary Smith", "This is a reply to your hello.", ""),
    "eml/rfc2822__example08.eml": HELLO,
    "eml/rfc2822__example10.eml": ("Pete (A wonderful ) chap his account his host)", "Testing.", ""),
    "eml/rfc2822__example12.eml": HELLO,
    "eml/rfc2822__example14.eml": ("Atsushi Yoshida", "Hello", ""),
    "perceval_mbox_iso8859_encoding.mbox": ("Lucía Charlie", "Hello,", "Luc?a Charlie\nAccounts Payable"),
    "perceval_mbox_multipart.mbox": ("yves (yingmin) yang", "technology.esl Committers,", "EMO <emo@example.org>"),
    "perceval_mbox_unknown_encoding.mbox": ("Ô¬´Ï", "Hi,", "another thread?\n   Thanks"),
    "textract_eml_raw_text.eml": ("Example", "test", "test"),
}  # fmt: skip
OTHERS = {
    "textract_docx_raw_text.docx", "textract_epub_raw_text.epub", "textract_html_raw_text.html",
    "textract_pdf_raw_text.pdf", "pandoc_wasteland.epub", "pypdf_multilang.pdf", "pythondocx_test.docx",
}  # fmt: skip
# How many messages; test_chats_exports.py has their speakers.
CHATS = {
    "kakaotalk_uoneway_android_kr.txt": 6, "kakaotalk_uoneway_window_kr.txt": 5,
    "whatsapp_chatminer_ddmmyy_24hrs.txt": 7, "whatsapp_chatminer_mmddyyyy_12hrs.txt": 7,
}  # fmt: skip


@pytest.mark.parametrize("name", MAILS)
def test_every_mail_has_its_writer_and_its_words(name: str) -> None:
    speaker, begins, ends = MAILS[name]
    first = read_document(DOCUMENTS / name).messages[0]
    assert first.speaker == speaker
    assert first.text.startswith(begins)
    assert first.text.endswith(ends or begins)


@pytest.mark.parametrize("name", CHATS)
def test_every_chat_has_its_messages(name: str) -> None:
    assert len(read_document(DOCUMENTS / name).messages) == CHATS[name]


def test_every_file_of_the_folder_is_expected_here_and_nothing_else_is_left_out(tmp_path: Path) -> None:
    report = import_files([DOCUMENTS], tmp_path / "extracted")
    assert {file.path.name: file.reason for file in report.skipped} == LEFT_OUT
    assert all(file.hint for file in report.skipped)
    read = {str(file.path.relative_to(DOCUMENTS)) for file in report.files if file.status == "read"}
    assert read == {*MAILS, *OTHERS, *CHATS, *(name for name in read if name.endswith(".expected.txt"))}
    assert not any(file.replaced for file in report.files)
    corpus = read_corpus([DOCUMENTS])
    assert {skipped.path.name: skipped.reason for skipped in corpus.skipped} == LEFT_OUT
    assert read_corpus([DOCUMENTS], cache_folder=tmp_path / "extracted").documents == corpus.documents
