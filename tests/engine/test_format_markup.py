"""Text formats with marks in them: Markdown, web pages, rich text, subtitles, JSON lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from format_samples import LINES, RTF, SRT, VTT

from engine.corpus import ReadingStoppedError, csv_columns
from engine.corpus.formats import FORMATS, markdown
from engine.corpus.formats.html import shown
from engine.corpus.formats.markdown import plain
from engine.corpus.readers import read_document
from engine.errors import CorpusError


def text_of(suffix: str, data: bytes) -> str:
    return FORMATS[suffix].extracted(data).text


def test_markdown_loses_its_marks() -> None:
    source = "# A *title*\n\nOne `code` and [a link](http://x.org) and **bold**\nsecond line ![picture](p.png)\n"
    assert plain(source) == "A title\n\nOne code and a link and bold\nsecond line "


def test_lists_tables_quotes_and_code_of_markdown_keep_their_words() -> None:
    source = (
        "- a\n- b\n  - c\n\n> said\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n"
        "```py\nprint(1)\n```\n\n---\n\n<b>html</b> end\n"
    )
    assert plain(source) == "a\nb\nc\n\nsaid\n\nx\ty\n1\t2\n\nprint(1)\n\nhtml end"


def test_the_fields_before_a_note_are_no_text() -> None:
    data = b"---\ntitle: x\ntags:\n  - a\n---\n\nWords.\n\n---\n\nMore.\n"
    assert text_of(".md", data) == "Words.\n\nMore."


def test_a_line_of_dashes_at_the_beginning_is_not_always_fields() -> None:
    assert text_of(".md", b"---\n\nHe said so.\nAnd left.\n\n---\nEnd.") == "He said so.\nAnd left.\n\nEnd."


def test_a_long_note_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_PIECE", 20)
    source = "# one\n\n" + "a *b* c\n\n" * 9 + "```\nx\n\n" + "y\n\n" * 20 + "```\n\nend\n"
    whole = plain(source)
    cut = list(markdown.pieces(source))
    assert "".join(cut) == source
    assert len(cut) > 3
    assert text_of(".md", source.encode()) == whole
    monkeypatch.setattr(markdown, "_LONGEST_PIECE", 7)
    assert "".join(markdown.pieces(source)) == source
    answers = iter([False, True])
    with pytest.raises(ReadingStoppedError):
        FORMATS[".md"].extracted(source.encode(), lambda: next(answers))


def test_a_page_shows_neither_scripts_nor_what_is_hidden() -> None:
    source = (
        "<title>t</title><style>p{}</style><script>x</script><p>One <b>bold</b>\n word</p><p hidden>no</p>"
        '<div style="color:red; display: none"><p>no</p></div><!-- no --><ul><li>a<li>b</ul>'
        "<table><tr><td>c<td>d</table><pre>e\n  f</pre>g<br>h &amp; i"
    )
    assert shown(source) == "One bold word\na\nb\nc\td\ne\n  f\ng\nh & i"


def test_empty_elements_of_xhtml_do_not_take_the_rest() -> None:
    source = '<?xml version="1.0"?><html xmlns="x"><head><title/><script src="a"/></head><body><a id="b"/>Seen<br/>too'
    assert shown(source) == "Seen\ntoo"


@pytest.mark.parametrize("encoding", ["shift_jis", "euc-jp", "windows-1251"])
def test_a_page_in_the_encoding_that_it_names(encoding: str) -> None:
    words = "Привет, мир" if encoding == "windows-1251" else "こんにちは世界"
    data = f'<meta charset="{encoding}"><p>{words}</p>'.encode(encoding)
    found = FORMATS[".html"].extracted(data)
    assert (found.text, found.encoding) == (words, encoding)


def test_a_korean_page_without_a_word_on_its_encoding() -> None:
    assert text_of(".htm", f"<p>{LINES[1]}</p>".encode("cp949")) == LINES[1]


def test_an_endless_nest_of_tags_is_read_in_no_time() -> None:
    assert shown("<div><b>" * 50_000 + "deep") == "deep"


def test_rich_text_in_korean_by_codes_and_by_code_page() -> None:
    assert text_of(".rtf", RTF) == "\n".join(LINES)
    escaped = "".join(f"\\'{byte:02x}" for byte in "메아리".encode("cp949"))
    head = rb"{\rtf1\ansi\ansicpg949{\fonttbl{\f0\fcharset129 Batang;}}\f0 "
    assert text_of(".rtf", head + escaped.encode() + b"}") == "메아리"
    assert text_of(".rtf", head + "메아리".encode("cp949") + b"}") == "메아리"


def test_signs_beyond_16_bits_in_rich_text_are_joined() -> None:
    assert text_of(".rtf", rb"{\rtf1 a\u-10179?\u-8704?b}") == "a\U0001f600b"


def test_rich_text_with_a_table_and_a_link() -> None:
    link = rb'{\field{\*\fldinst{HYPERLINK "http://x.org"}}{\fldrslt{there}}}'
    assert text_of(".rtf", rb"{\rtf1 go " + link + rb"\par a\cell b\cell\row c}") == "go there\na\tb\nc"


def test_subtitles_are_a_line_a_cue() -> None:
    assert text_of(".srt", SRT) == text_of(".vtt", VTT) == "\n".join(LINES)


def test_a_cue_of_two_lines_with_signs_is_one_line() -> None:
    data = b"1\n00:00:01,000 --> 00:00:02,000\n{\\an8}a &lt; b\nc <3 d\n"
    assert text_of(".srt", data) == "a < b c <3 d"


def test_a_file_without_cues_says_so() -> None:
    with pytest.raises(CorpusError, match="no subtitles"):
        text_of(".vtt", b"WEBVTT\n\nNOTE nothing\n")


@pytest.mark.parametrize("name", ["a.jsonl", "a.NDJSON"])
def test_json_lines_by_a_key(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text('{"id": 1, "text": "One of them."}\n\n{"text": "메아리", "who": "x"}\n{"text": null}\n{"te')
    document = read_document(path, column="TEXT")
    assert document.rows == ("One of them.", "메아리")
    assert csv_columns(path) == ["text", "who"]
    assert read_document(path).rows == document.rows  # the only one that looks like text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("not json\n{}", "no JSON in line 1"),
        ('{"a": "b c"}\n[1]\n', "no JSON object in line 2"),
        ('{"a": 1}', "no text under any of its keys"),
        ("[" * 100_000, "no JSON in line 1"),
        ('{"a": "b c", "d": "e f"}', "2 columns of text"),
    ],
)
def test_json_lines_that_cannot_be_read_say_why(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(content)
    with pytest.raises(CorpusError, match=reason):
        read_document(path)
