"""Nothing that a person typed runs, loads, styles or leads where it does not say."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstage_qa.html import ATTRIBUTES, TAGS, clean, from_plain_text, to_plain_text

PAYLOADS = (Path(__file__).parent / "xss_payloads.txt").read_text().splitlines()
SCHEMES = ("http://", "https://", "mailto:", "tel:")
ALLOWED = {tag: ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) for tag in TAGS}


class Inspector(HTMLParser):
    """Collects whatever is not on the lists."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag not in ALLOWED:
            self.faults.append(f"<{tag}>")
            return
        for name, value in attributes:
            if name not in ALLOWED[tag] | ({"rel"} if tag == "a" else set()):
                self.faults.append(f"{tag}[{name}]")
            elif name == "href" and not self.is_safe(value):
                self.faults.append(f"{tag}[{name}={value!r}]")

    @staticmethod
    def is_safe(address: str) -> bool:
        """As a browser reads it: without tabs and line ends, "\\" as "/"."""
        seen = re.sub(r"[\t\r\n]", "", address.strip("".join(map(chr, range(33)))))
        seen = seen.replace("\\", "/").lower()
        if re.match(r"[a-z][a-z0-9+.-]*:", seen):
            return seen.startswith(SCHEMES)
        return not seen.startswith("//")

    handle_startendtag = handle_starttag

    def handle_comment(self, data):
        self.faults.append(f"<!--{data}-->")

    def handle_decl(self, decl):
        self.faults.append(f"<!{decl}>")

    def handle_pi(self, data):
        self.faults.append(f"<?{data}>")

    unknown_decl = handle_decl


def test_the_corpus_is_worth_its_name():
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60
    harmful = [payload for payload in PAYLOADS if Inspector(payload).faults]
    assert len(harmful) >= len(PAYLOADS) * 0.8  # the rest breaks parsers in other ways


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_inert(payload):
    for html in (payload, f"<p>{payload}</p>", f'<a title="{payload}">x</a>', f"<table>{payload}"):
        cleaned = clean(html)
        assert Inspector(cleaned).faults == []
        assert clean(cleaned) == cleaned
    assert Inspector(from_plain_text(payload)).faults == []


@given(st.lists(st.sampled_from([*PAYLOADS, "<", ">", '"', "'", "`", "&#", "\x00"]), max_size=4))
def test_payloads_do_not_help_each_other(parts):
    assert Inspector(clean("".join(parts))).faults == []


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "\x01//evil.example",
        "\u00a0//evil.example",
        "&#47;&#47;evil.example",
        "&#x2f;\\evil.example",
        "/&Tab;/evil.example",
        "&#1;//evil.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "java\nscript:alert(1)",
        "java&Tab;script:alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "blob:https://evil.example/1",
        "ftp://evil.example",
        "intent://evil.example",
    ],
)
def test_an_address_that_deceives_is_dropped(address):
    assert "href" not in clean(f'<a href="{address}">x</a>')


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a?b=c#d",
        "http://example.com",
        "/fr/questions/",
        "?q=1#top",
        "tel:+33612345678",
    ],
)
def test_an_honest_address_stays_and_says_that_we_do_not_vouch_for_it(address):
    expected = f'<a href="{address}" rel="nofollow ugc noopener">x</a>'
    assert clean(f'<a href="{address}" target="_blank">x</a>') == expected


def test_what_editors_write_stays():
    html = (
        "<h3>Day</h3><p>One <b>two</b> <i>three</i><br>four</p><ul><li>five</li></ul>"
        "<blockquote>six</blockquote><pre><code>a &lt; b</code></pre>"
    )
    assert clean(html) == html


def test_very_deep_html_is_cleaned_too():
    assert Inspector(clean("<b>" * 20_000 + "x")).faults == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\n\nb", "<p>a</p><p>b</p>"),
        ("a\r\n\r\nb\rc", "<p>a</p><p>b<br/>c</p>"),
        ("  a  ", "<p>a</p>"),
        ("\n\n\n\n", ""),
        ("1 < 2 & \"3\" '4'", "<p>1 &lt; 2 &amp; &quot;3&quot; &#x27;4&#x27;</p>"),
    ],
)
def test_plain_text_becomes_paragraphs(text, html):
    assert from_plain_text(text) == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "a\nb"),
        ("<blockquote>a<pre>b</pre></blockquote>", "a\nb"),
        ("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<ul><li>a</li><li>b</li></ul><p>c</p>", "a\nb\n\nc"),
        ("<blockquote><p>a</p></blockquote><p>b</p>", "a\n\nb"),
        ("<p>un&nbsp;: «&nbsp;<b>deux</b>&nbsp;»</p>", "un\xa0: «\xa0deux\xa0»"),
        ("<p>1 &lt; 2 &amp;amp; &lt;b&gt;</p>", "1 < 2 &amp; <b>"),
        ("", ""),
    ],
)
def test_html_reads_as_plain_text(html, text):
    assert to_plain_text(clean(html)) == text


def test_plain_text_comes_back_as_it_was():
    text = 'Un\n\ndeux < trois & "quatre"\ncinq'
    assert to_plain_text(clean(from_plain_text(text))) == text


@given(st.text())
def test_plain_text_never_becomes_markup(text):
    assert set(re.findall(r"<[^>]*>", from_plain_text(text))) <= {"<p>", "</p>", "<br/>"}
