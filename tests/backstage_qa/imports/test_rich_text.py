"""HTML from elsewhere reads the same here, and Wagtail's editor can open, keep and save it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from backstage_qa.html import clean, to_plain_text
from backstage_qa.imports.rich_text import to_rich_text
from backstage_qa.threads.models import RICH_TEXT_FEATURES

TAGS = ["p", "b", "em", "code", "pre", "ul", "ol", "li", "blockquote", "a", "h1", "h3", "table"]
TAGS += ["tr", "td", "div", "img", "br", "hr", "sup", "script", "style", "kbd", "dl", "dd", "svg"]
PIECES = ['<a href="https://example.org/?a=1&b=2">', "<a href='javascript:alert(1)'>"]
PIECES += ['<img src=x onerror=alert(1) alt="a>b">', "&lt;", "&nbsp;", "&", "<", "\n"]


def imported(html: str) -> str:
    return to_rich_text(html, lambda href: href or None)


def saved_by_the_editor(html: str) -> str:
    converter = ContentstateConverter(RICH_TEXT_FEATURES)
    return converter.to_database_format(converter.from_database_format(html))


LINK = '<p><a href="https://a.example" rel="nofollow ugc noopener">a Image</a></p>'


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ("<p>a <strong>b <em>c</em></strong></p>", "<p>a <strong>b <em>c</em></strong></p>"),
        ("plain", "<p>plain</p>"),
        ("<h1>T</h1><h2>U</h2><h5>V</h5>", "<h3>T</h3><h3>U</h3><h4>V</h4>"),
        (
            "<ol><li><p>a</p><p>b</p></li><li>c<ul><li>d</li></ul></li></ol>",
            "<ol><li>a<br><br>b</li><li>c<ul><li>d</li></ul></li></ol>",
        ),
        ("<blockquote><p>a</p>\n<p>b</p></blockquote>", "<blockquote>a<br><br>b</blockquote>"),
        ("<b><p>a</p>b</b>", "<p><b>a</b></p><p><b>b</b></p>"),
        ("<p>Press <kbd>Enter</kbd></p>", "<p>Press <code>Enter</code></p>"),
        ("<p>a</p><hr><p>b<br>c</p>", "<p>a</p><hr><p>b<br>c</p>"),
        ("<p>x<sup>2</sup></p>", "<p>x<sup>2</sup></p>"),
        (
            "<div><table><tr><td>a</td><td><p>b</p></td></tr></table></div>",
            "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
        ),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p><p>b</p>"),
        ("<p>a<!-- b --><script>c</script></p>", "<p>a</p>"),
        ('<p><a href="https://a.example">a <img src="x"></a></p>', LINK),
        ("<p><s>a</s> <span class=x>b</span></p>", "<p>a b</p>"),
    ],
)
def test_it_keeps_what_a_text_says_and_how(found, shown):
    assert clean(imported(found)) == shown


CODE = "def f(x):\n    if x:\n        return  1\n\n    return 2"


def test_code_keeps_its_lines_and_spaces_also_when_an_editor_saves_it():
    stored = imported(f"<pre class='lang-py'><code>{CODE}\n</code></pre><p>Yes.</p>")
    for text in (stored, saved_by_the_editor(stored)):
        shown = clean(text)
        assert f"<pre><code>{CODE}</code></pre>" in shown
        assert CODE in to_plain_text(shown)


def test_a_picture_is_a_link_to_it_since_nothing_is_loaded_from_elsewhere():
    picture = '<img src="https://i.example/x.png" alt="A circuit">'
    assert '<a href="https://i.example/x.png"' in clean(imported(f"<p>{picture}</p>"))
    assert ">A circuit</a>" in clean(imported(picture))
    undescribed = picture.replace("A circuit", "enter image description here")
    assert ">Image</a>" in clean(imported(undescribed))
    linked = clean(imported(f'<a href="https://i.example/big.png">{picture}</a>'))
    assert linked.count("<a ") == 1
    assert 'href="https://i.example/big.png"' in linked


NOTHING = ["", " ", "<p> </p>", "<script>x</script>", "<p><br></p>", "<hr>", "<ul><li></ul>"]


@pytest.mark.parametrize("html", NOTHING)
def test_what_says_nothing_is_nothing(html):
    assert imported(html) == ""


def test_what_is_in_one_another_without_end_keeps_its_words_and_not_its_depth():
    stored = imported("<ul><li>a" * 2000)
    assert stored.count("a") == 2000
    assert stored.count("<ul>") < 30
    assert imported("<i>" * 2000 + "a<p>b").count("<i>") < 120


@st.composite
def soups(draw):
    """HTML as no program writes it."""
    parts = st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.sampled_from(PIECES),
        st.text(max_size=5),
    )
    return "".join(draw(st.lists(parts, max_size=25)))


@given(soups())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_no_soup_stops_the_editor_or_loses_a_word(soup):
    stored = imported(soup)
    again = saved_by_the_editor(stored)
    saved_by_the_editor(again)
    assert "<script" not in clean(stored)
    assert "onerror=" not in re.sub(r">[^<]*<", "><", clean(stored))
    assert imported(stored) == imported(imported(stored))
    if "<table" not in soup and "<pre" not in soup:
        words = re.findall(r"\w+", to_plain_text(clean(stored)))
        assert re.findall(r"\w+", to_plain_text(clean(again))) == words
