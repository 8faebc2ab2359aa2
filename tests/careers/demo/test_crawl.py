"""The whole demonstration, read from link to link: nothing leads nowhere, no language slips in."""

import re

import polib
import pytest

from backstage_qa.discovery.pictures import Picture
from backstage_qa.imports.languages import guess
from tests.crawl import HERE, Answer, Crawl, texts_of
from tests.heads import head_of_html
from tests.house.sources import ROOT
from tests.house.test_translations import CATALOGUES
from tests.schema_org import faults
from tests.sitemap import index_of, places_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.xdist_group("demo")]

NOT_READ = re.compile(r"/(admin|demo|api)/|/\w\w/(accounts|my)/")
TELLING = 6  # words in which a language shows
PLACEHOLDER = re.compile(r"%\((\w+)\)[ds]|%%")
# Of more than one word, or they are the same in both languages.
SAID = [
    (entry.msgid, text)
    for catalogue in CATALOGUES
    for entry in polib.pofile(str(ROOT / catalogue))
    for text in (entry.msgstr or entry.msgstr_plural[0],)
    if entry.msgid != text and " " in entry.msgid.strip() and " " in text.strip()
]


def as_shown(text: str) -> re.Pattern:
    """A text of the catalogue as it stands on a page, whatever was put into it."""
    parts = PLACEHOLDER.split(" ".join(text.split()))[::2]
    return re.compile(".+?".join(map(re.escape, parts)))


ENGLISH = [as_shown(english) for english, _ in SAID]
FRENCH = [as_shown(french) for _, french in SAID]


def slips(answer: Answer, language: str) -> list[str]:
    """What a page says in the other language without saying that it does."""
    foreign = ENGLISH if language == "fr" else FRENCH
    among = [language, *({"en", "fr"} - {language})]
    found = []
    for own, text in texts_of(answer.page):
        if own != language:
            continue
        is_ours = any(said.fullmatch(text) for said in foreign)
        if is_ours or (len(text.split()) >= TELLING and guess(text, among) != language):
            found.append(text)
    return found


@pytest.mark.parametrize(
    ("language", "text", "slipped"),
    [
        ("fr", "<p>Ask a question</p>", True),
        ("fr", "<p>Poser une question</p>", False),
        ("en", "<p>Poser une question</p>", True),
        ("fr", '<img alt="The people who do the job are here for you">', True),
        ("fr", "<p>It is what we say to all of those who ask us here.</p>", True),
        ("fr", '<p lang="en">It is what we say to all of those who ask us here.</p>', False),
        ("en", "<p>It is what we say to all of those who ask us here.</p>", False),
        ("en", "<p>C’est ce que nous disons à celles et ceux qui nous le demandent.</p>", True),
        ("fr", '<meta name="description" content="What we say to all who ask us is here.">', True),
        ("fr", "<script>it is what we say to all of those who ask</script>", False),
    ],
)
def test_a_slip_is_seen(language, text, slipped):
    page = Answer(200, html=f'<html lang="{language}"><body>{text}</body></html>')
    assert bool(slips(page, language)) is slipped


def test_a_broken_link_is_seen(client):
    crawl = Crawl(client)
    page = f"{HERE}/en/"
    crawl.answers = {page: Answer(200, html='<h1 id="top">'), f"{HERE}/en/x/": Answer(404)}
    crawl.links = {(page, f"{page}#top"), (page, f"{page}#end"), (page, f"{HERE}/en/x/")}
    assert len(crawl.broken()) == 2


@pytest.fixture
def crawl(client, monkeypatch):
    monkeypatch.setattr(Picture, "draw", lambda picture: b"")  # tried elsewhere, and slow
    crawl = Crawl(client)
    crawl.named = set()
    for part in index_of(client.get("/sitemap.xml")):
        crawl.named |= set(places_of(client.get(part)))
    starts = ["/", "/en/", "/fr/", "/robots.txt", *crawl.named]
    crawl.read(starts, lambda path: bool(NOT_READ.search(path)))
    return crawl


def test_the_demonstration_is_whole_and_each_page_in_one_language(crawl):
    assert len(crawl.answers) > 200
    assert crawl.broken() == []

    pages = dict(crawl.pages())
    mixed = {}
    for address, answer in pages.items():
        language = address.removeprefix(HERE)[1:3]
        assert answer.page.html["lang"] == language
        if found := slips(answer, language):
            mixed[address] = found
    assert mixed == {}

    titles, descriptions = {}, {}
    for address, answer in pages.items():
        head = head_of_html(answer.html)
        if head.canonical is None:
            continue
        assert head.canonical in crawl.named, address
        if head.canonical != address:
            assert head_of_html(pages[head.canonical].html).title == head.title
            continue
        titles.setdefault(head.title, []).append(address)
        descriptions.setdefault(head.one("description"), []).append(address)
        assert 10 <= len(head.title) <= 230, address
        assert 20 <= len(head.one("description")) <= 160, address
        assert [fault for thing in head.things for fault in faults(thing)] == [], address
        for other in head.alternates.values():
            assert head_of_html(pages[other].html).alternates == head.alternates
    assert len(titles) > 150
    assert {title: where for title, where in titles.items() if len(where) > 1} == {}
    assert {text: where for text, where in descriptions.items() if len(where) > 1} == {}
    assert crawl.named <= set(pages), "what the sitemap names is a page"
