"""HTML to the text that a person sees."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.markup import MAX_DEPTH, bounded_markup
from engine.spam.hypertext import Link, html_to_text


def test_layout_becomes_lines_and_spaces() -> None:
    html = "<h1>A</h1><p>b  c\n d</p><p>e<br>f<br><br>g</p><ul><li>h<li>i</ul><table><tr><td>j<td>k</table>"
    assert html_to_text(html).text == "A\nb c d\ne\nf\n\ng\nh\ni\nj k"


def test_comments_and_tags_within_words_vanish() -> None:
    assert html_to_text("vi<!-- x -->ag<b></b>ra <!-->f<!-- > --!>ree").text == "viagra free"


def test_scripts_styles_and_titles_are_no_text() -> None:
    html = "<title>t</title><style>p{}</style><script>if (a<b) x('</p>')</script><p>seen</p><script>never closed"
    assert html_to_text(html).text == "seen"


def test_entities_and_stray_signs_are_characters() -> None:
    assert html_to_text("1 &lt; 2 &amp; 3 < 4 &#44032; &nosuch; a<>b").text == "1 < 2 & 3 < 4 가 &nosuch; a<>b"


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden>ghost</p>",
        "<p style='display: NONE !important'>ghost</p>",
        "<div style='display:none'><p style='display:block'>ghost</p></div>",
        "<p style='visibility:hidden'>ghost</p>",
        "<span style='font-size:0'>ghost</span>",
        "<span style='font-size:1px'>ghost</span>",
        "<span style='font-size:.1em'>ghost</span>",
        "<p style='opacity:0'>ghost</p>",
        "<font color=white>ghost</font>",
        "<font color='#FFF'>ghost</font>",
        "<p style='color:#fefefe'>ghost</p>",
        "<p style='color:rgb(255, 255,254)'>ghost</p>",
        "<table bgcolor=black><tr><td><font color=black>ghost</font></table>",
        "<p style='background:#123456;color:#123456'>ghost</p>",
        "<div style='position:absolute;left:-9999px'>ghost</div>",
        "<div style='text-indent:-5000px'>ghost</div>",
        "<div style='height:0;overflow:hidden'>ghost</div>",
        "<div style='mso-hide:all'>ghost</div>",
        "<style>.h, p.x {display:none} #z{font-size:0}</style><i class='a h'>gh</i><p class=x>os</p><b id=Z>t</b>",
    ],
)
def test_hidden_text_is_left_out_and_counted(html: str) -> None:
    page = html_to_text(f"<p>seen</p>{html}")
    assert page.text == "seen"
    assert page.hidden == len("ghost")


@pytest.mark.parametrize(
    "html",
    [
        "<body bgcolor=black text=white>seen</body>",
        "<table bgcolor='#000'><tr><td><font color=white>seen</font></table>",
        "<p style='font-size:12px;opacity:0.9'>seen</p>",
        "<p style='visibility:hidden'><span style='visibility:visible'>seen</span></p>",
        "<div style='font-size:0'><p style='font-size:14px'>seen</p></div>",
        "<p style='color:white;background-image:url(x)'>seen</p>",
        "<p style='color:nosuchcolour'>seen</p>",
        "<p style='margin-left:-10px'>seen</p>",
        "<style>@media x { .a { color: red } }</style><p class=a>seen</p>",
    ],
)
def test_visible_text_stays(html: str) -> None:
    assert html_to_text(html).text == "seen"


def test_links_keep_their_words_and_targets_and_pictures_are_counted() -> None:
    page = html_to_text(
        "<a href='http://x.y/?a=1&amp;b=\"2\"'>click <b>here</b></a><img src=a.png><a href='#top'>up</a>"
    )
    assert page.links == [Link("click here", 'http://x.y/?a=1&b="2"')]
    assert page.images == 1


def test_markup_keeps_only_what_decides_visibility() -> None:
    assert bounded_markup('<p onclick="x()" class=\'a "b\' data-x=1>t</p>')[0] == '<p class="a &quot;b">t</p>'


def test_depth_is_bounded_and_the_text_below_is_kept() -> None:
    markup, _ = bounded_markup("<div>" * 1000 + "deep" + "</div>" * 1000 + "after")
    assert markup.count("<div>") == markup.count("</div>") == MAX_DEPTH
    assert html_to_text("<div>" * 1000 + "deep" + "</div>" * 1000 + "after").text == "deep\nafter"


HOSTILE = {
    "nested": "<div>" * 100_000 + "x",
    "nested and closed": "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "attributes": "<div " + " ".join(f"a{i}=1" for i in range(100_000)) + ">x",
    "quoted bracket": '<div x=">" ' + " ".join(f"a{i}=1" for i in range(100_000)) + ">x",
    "unclosed quotes": '<a x="' * 100_000 + "x",
    "angles": "<" * 1_000_000 + "x",
    "unclosed tags": "<a " * 300_000,
    "comments": "<!--" * 200_000,
    "comments within words": "vi<!-- x -->agra " * 50_000,
    "formatting": "".join(f"<font color={i}>" for i in range(3000)) + "<p>x</p>" * 30_000,
    "tables": "<table><tr><td>" * 30_000,
    "misnested": "<p>a<b>" * 30_000,
    "styles": "<style>a{b:c}</style>" * 10_000,
    "scripts": "<script>" * 100_000,
    "style rules": "<style>" + ".a{color:red}" * 70_000 + "</style><p class=a>x",
    "declarations": '<p style="' + "a:b;" * 200_000 + '">x',
    "classes": '<p class="' + "a " * 200_000 + '">x' * 2,
    "spaces": "<p " + " " * 900_000 + ">x",
    "ends": "</div>" * 150_000 + "x",
    "declarations in css": "<style>" + "{" * 500_000,
    "numbers in css": "<p style='font-size:" + "1" * 1900 + "px'>x</p>" * 500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_less_than_two_seconds(name: str) -> None:
    start = time.process_time()
    html_to_text(HOSTILE[name])
    assert time.process_time() - start < 2


@given(st.text(alphabet=st.sampled_from("<>/!-='\" abpstyle&;#\n가"), max_size=200))
def test_any_page_is_read(html: str) -> None:
    assert isinstance(html_to_text(html).text, str)
