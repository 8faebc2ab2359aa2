"""Feeds: valid, in one language, and as quick as the pages to forget what was withdrawn."""

import datetime
import json
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from backstage_qa.models import PublishedThread, Thread
from backstage_qa.threads import publication
from tests.atom import ATOM, DELETED, XML_LANG, parse
from tests.backstage_qa.test_html import PAYLOADS, Inspector
from tests.factories import EntryFactory, ProfessionFactory, locale, published_thread

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
NAMES = ["feed.atom", "feed.json", "posts.atom", "posts.json"]


def read(client, name: str, language: str = "en"):
    """(id, title) of each item, and the ids withdrawn, of a document that is valid."""
    answer = client.get(f"/{language}/questions/{name}")
    assert answer.status_code == 200
    if "atom" in name:
        assert answer["Content-Type"].startswith("application/atom+xml")
        feed = parse(answer.content)
        items = [
            (entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}title"))
            for entry in feed.findall(f"{ATOM}entry")
        ]
        return items, [deleted.get("ref") for deleted in feed.findall(DELETED)]
    assert answer["Content-Type"] == "application/feed+json"
    feed = valid_json(answer.content)
    items = [(item["id"], item["title"]) for item in feed["items"]]
    return items, [gone["id"] for gone in feed["_backstage"]["withdrawn"]]


def valid_json(content: bytes) -> dict:
    """By https://www.jsonfeed.org/version/1.1/."""
    feed = json.loads(content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item.get("content_html") or item.get("content_text")
        for name in ("url", "image"):
            assert name not in item or urlsplit(item[name]).netloc
        for name in ("date_published", "date_modified"):
            assert datetime.datetime.fromisoformat(item[name]).tzinfo
    return feed


@pytest.mark.parametrize("name", NAMES)
def test_a_feed_tells_of_the_newest_threads_of_its_language(client, name):
    threads = [published_thread(title=f"Question {number}?") for number in range(3)]
    published_thread(title="Ailleurs ?", locale=locale("fr"))
    items, withdrawn = read(client, name)
    assert items == [(f"{HERE}/en/questions/{t.pk}/", t.title) for t in reversed(threads)]
    assert withdrawn == []
    [(_, french)], _ = read(client, name, "fr")
    assert french == "Ailleurs ?"


def test_an_id_is_an_address_that_stays(client):
    thread = published_thread(title="Before")
    [(before, _)], _ = read(client, "feed.atom")
    thread.thread.title = "After"
    thread.thread.save_revision().publish()
    [(after, title)], _ = read(client, "feed.atom")
    assert (before, title) == (after, "After")
    assert client.get(after, follow=True).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_one_profession_has_a_feed_of_its_own(client, name):
    actuary = ProfessionFactory(slug="actuary", name="Actuary")
    mine = published_thread(professions=[actuary])
    gone, elsewhere = published_thread(professions=[actuary]), published_thread()
    publication.withdraw(PublishedThread.objects.filter(pk__in=[gone.pk, elsewhere.pk]))
    published_thread()
    items, withdrawn = read(client, f"{name}?profession=actuary")
    assert [title for _, title in items] == [mine.title]
    assert withdrawn == [f"{HERE}/en/questions/{gone.pk}/"]
    assert client.get(f"/en/questions/{name}?profession=unknown").status_code == 404
    assert client.get(f"/fr/questions/{name}?profession=actuary").status_code == 404


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("door", ["withdraw", "unpublish", "delete"])
def test_what_is_withdrawn_leaves_a_tombstone_by_every_door(client, name, door):
    thread = published_thread(title="canary-title", short_answer="canary-answer")
    assert read(client, name)[1] == []
    etag = client.get(f"/en/questions/{name}")["ETag"]
    if door == "withdraw":
        publication.withdraw(PublishedThread.objects.filter(pk=thread.pk))
    elif door == "unpublish":
        thread.thread.unpublish()
    else:
        Thread.objects.filter(pk=thread.thread_id).delete()
    answer = client.get(f"/en/questions/{name}", headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert "canary" not in answer.text
    assert read(client, name) == ([], [f"{HERE}/en/questions/{thread.pk}/"])


def test_what_comes_back_has_no_tombstone(client):
    thread = published_thread()
    thread.thread.unpublish()
    thread.thread.latest_revision.publish()
    items, withdrawn = read(client, "feed.atom")
    assert len(items) == 1
    assert withdrawn == []


def test_an_entry_holds_the_whole_conversation_with_links_that_lead_somewhere(client):
    link = '<p>See <a href="/en/professions/">here</a> and <a href="http://[">there</a>.</p>'
    published_thread(
        title="Why?",
        short_answer="Because.",
        tags=["pay"],
        professions=[ProfessionFactory(name="Actuary")],
        entries=[
            EntryFactory(text="<p>I wonder.</p>"),
            EntryFactory(kind="follow_up", text="<p>Me too.</p>", author_name="Zoe"),
            EntryFactory(
                kind="answer",
                text=link,
                author_name="Ada",
                author_job="Actuary",
                source_url="https://example.org/a/1",
                source_licence="CC BY-SA 4.0",
            ),
        ],
    )
    entry = parse(client.get("/en/questions/feed.atom").content).find(f"{ATOM}entry")
    content = entry.findtext(f"{ATOM}content")
    assert "<p>I wonder.</p>" in content
    assert "Answer · Ada, Actuary" in content
    assert "Follow-up · Zoe" in content
    assert 'href="https://example.org/a/1"' in content
    assert "CC BY-SA 4.0" in content
    assert f'href="{HERE}/en/professions/"' in content
    assert "demonstration" in content  # where a text comes from is said there, too
    assert entry.findtext(f"{ATOM}summary") == "Because."
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ada"
    assert [c.get("term") for c in entry.findall(f"{ATOM}category")] == ["Actuary", "pay"]
    assert entry.get(XML_LANG) == "en"


@pytest.mark.parametrize("title", ["Why?", "What is a day like? " * 9])
def test_a_post_is_a_short_text_with_a_link_and_a_picture(client, title):
    thread = published_thread(title=title.strip(), short_answer="Because we like it. " * 20)
    [item] = valid_json(client.get("/en/questions/posts.json").content)["items"]
    assert item["content_text"].startswith(thread.title)
    assert len(item["content_text"]) <= 250
    assert item["url"] == HERE + thread.get_absolute_url()
    assert client.get(item["image"])["Content-Type"] == "image/png"
    entry = parse(client.get("/en/questions/posts.atom").content).find(f"{ATOM}entry")
    [picture] = [x for x in entry.findall(f"{ATOM}link") if x.get("rel") == "enclosure"]
    assert picture.get("href") == item["image"]


def test_a_feed_says_when_it_changed(client):
    def updated() -> str:
        return parse(client.get("/en/questions/feed.atom").content).findtext(f"{ATOM}updated")

    assert updated() == "1970-01-01T00:00:00Z"
    with time_machine.travel("2026-03-02T10:00:00Z", tick=False):
        thread = published_thread()
        assert updated() == "2026-03-02T10:00:00Z"
    with time_machine.travel("2026-03-03T10:00:00Z", tick=False):
        thread.thread.unpublish()
        assert updated() == "2026-03-03T10:00:00Z"


def test_nothing_typed_breaks_or_runs(client):
    payloads = [text.replace("\x00", "") for text in (*PAYLOADS, "a\x0bb\x00c", "]]>", "\ufffe")]
    for start in range(0, len(payloads), 20):
        some = payloads[start : start + 20]
        lines = [" ".join(payload.split())[:200] or "x" for payload in some]
        for payload, line in zip(some, lines, strict=True):
            answer = EntryFactory(kind="answer", author_name=line[:120], author_job=line)
            published_thread(title=line, entries=[EntryFactory(text=f"<p>{payload}</p>"), answer])
        feed = parse(client.get("/en/questions/feed.atom").content)
        for item in feed.findall(f"{ATOM}entry"):
            assert Inspector(item.findtext(f"{ATOM}content")).faults == []
        newest = valid_json(client.get("/en/questions/feed.json").content)["items"]
        assert [item["title"] for item in newest][: len(some)] == lines[::-1]
        for item in newest:
            assert Inspector(item["content_html"]).faults == []


@pytest.mark.parametrize("name", NAMES)
def test_any_cache_may_keep_a_feed(client, name):
    published_thread()
    answer = client.get(f"/en/questions/{name}")
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    assert "Vary" not in answer
    again = client.get(f"/en/questions/{name}", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", NAMES)
def test_a_feed_costs_the_same_at_any_size(client, name):
    profession = ProfessionFactory(slug="actuary")
    counts = set()
    for _ in range(2):
        for _ in range(5):
            published_thread(professions=[profession])
        gone = published_thread(professions=[profession])
        publication.withdraw(PublishedThread.objects.filter(pk=gone.pk))
        client.get(f"/en/questions/{name}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/questions/{name}?profession=actuary")
        counts.add(len(queries))
    assert counts == {4}


def test_a_feed_is_as_long_as_the_host_wants(client):
    for _ in range(4):
        published_thread()
        gone = published_thread()
        publication.withdraw(PublishedThread.objects.filter(pk=gone.pk))
    with override_settings(BACKSTAGE_QA={"FEED_SIZE": 3}):
        items, withdrawn = read(client, "feed.atom")
    assert (len(items), len(withdrawn)) == (3, 3)
    latest = PublishedThread.objects.withdrawn().order_by("-withdrawn_at")[:3]
    assert withdrawn == [f"{HERE}/en/questions/{row.pk}/" for row in latest]
