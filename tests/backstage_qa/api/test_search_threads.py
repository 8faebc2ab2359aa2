"""Searching by the API: what is found, in what order, what it is about, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backstage_qa.models import PublishedThread
from backstage_qa.threads import publication
from tests.factories import (
    EntryFactory,
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    locale,
    published_thread,
)

from .conftest import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    """The expert who answered the first of three threads on a subject, in two languages."""
    claire = ExpertFactory()
    ExpertProfileFactory(expert=claire, name="Claire")
    hidden = ExpertFactory(agreed_public_on=None)
    actuary = ProfessionFactory(name="Actuary", slug="actuary")
    answer = EntryFactory(kind="answer", expert=claire, text="<p>Case <b>studies</b> &amp; co.</p>")
    published_thread(title="A day", professions=[actuary], tags=["Pay"], entries=[answer])
    unnamed = EntryFactory(kind="answer", expert=hidden)
    published_thread(title="Which study?", professions=[actuary], entries=[unnamed])
    published_thread(title="Un study", locale=locale("fr"))
    gone = published_thread(title="A study withdrawn")
    publication.withdraw(PublishedThread.objects.filter(pk=gone.pk))
    return claire


def titles(body) -> list[str]:
    return [item["title"] for item in body["items"]]


def test_the_best_match_comes_first_with_its_words_marked(api, library):
    body = api("threads", q="STUDIES", language="en")
    assert titles(body) == ["Which study?", "A day"]
    assert (body["count"], body["count_is_exact"], body["next"]) == (2, True, None)
    assert [item["marked"] for item in body["items"]] == [
        {"title": "Which <mark>study</mark>?", "passage": ""},
        {"title": "A day", "passage": "Case <mark>studies</mark> &amp; co."},
    ]
    assert {item["entries"] for item in body["items"]} == {None}


def test_without_a_language_each_is_searched_by_its_own_stems(api, library):
    assert set(titles(api("threads", q="study"))) == {"Which study?", "A day", "Un study"}
    assert titles(api("threads", q="studies", order="newest")) == ["Which study?", "A day"]


def test_quotes_and_minus(api, library):
    assert titles(api("threads", q='"case study"')) == ["A day"]
    assert titles(api("threads", q="study -case", language="en")) == ["Which study?"]


def test_it_is_narrowed_and_counted(api, library):
    assert titles(api("threads", q="study", tag="pay")) == ["A day"]
    assert titles(api("threads", q="study", expert=library.pk)) == ["A day"]
    assert titles(api("threads", q="study", profession="unknown")) == []
    body = api("threads", q="study", profession="actuary", facets="true")
    assert body["facets"] == {
        "professions": [{"name": "Actuary", "slug": "actuary", "count": 2, "language": "en"}],
        "tags": [{"name": "Pay", "slug": "pay", "count": 1}],
        "experts": [{"id": library.pk, "name": "Claire", "count": 1}],
        "languages": [{"language": "en", "count": 2}],
    }


def test_facets_and_marks_are_null_without_words(api, library):
    body = api("threads", facets="true")
    assert body["facets"] is None
    assert {item["marked"] for item in body["items"]} == {None}


@pytest.mark.parametrize("order", ["relevance", "newest", "oldest", "helpful"])
def test_every_order_is_paged_to_its_end(api, order):
    for number in range(7):
        published_thread(title=f"Study {'study ' * (number % 3)}{number}")
    PublishedThread.objects.filter(title__endswith="3").update(helpful=9)
    seen, body = [], api("threads", q="study", order=order, limit=2)
    first = titles(body)
    while True:
        seen += titles(body)
        if not body["next"]:
            break
        body = api(body["next"].removeprefix(ROOT))
    assert len(seen) == len(set(seen)) == 7
    if order == "helpful":
        assert first[0].endswith("3")
    assert seen == titles(api("threads", q="study", order=order, limit=50))


@pytest.mark.parametrize("typed", ["'", '"', "-", "*", "a OR", "NEAR(", ")", "\\", "😀", "%"])
def test_nothing_typed_is_an_error(api, library, typed):
    assert isinstance(api("threads", q=typed)["items"], list)
    assert isinstance(api("suggestions", q=typed, language="en")["items"], list)


def test_titles_are_suggested(api, library):
    assert api("suggestions", q="stu", language="fr") == {
        "items": [
            {
                "id": PublishedThread.objects.get(title="Un study").pk,
                "title": "Un study",
                "marked_title": "Un <mark>study</mark>",
                "url": PublishedThread.objects.get(title="Un study").get_absolute_url(),
            }
        ]
    }


@pytest.mark.parametrize("number", [1, 40])
def test_searches_cost_the_same_however_many_match(client, number):
    profession = ProfessionFactory(slug="actuary")
    for n in range(number):
        expert = ExpertFactory()
        ExpertProfileFactory(expert=expert)
        answer = EntryFactory(kind="answer", expert=expert)
        published_thread(
            title=f"Study {n}", professions=[profession], tags=[f"t{n}"], entries=[answer]
        )
    costs = {
        "threads?q=study": 3,
        "threads?q=study&language=en": 3,
        "threads?q=study&order=newest": 3,
        "threads?q=study&entries=true": 3,
        "threads?q=study&facets=true": 6,
        "threads?q=study&profession=actuary&facets=true": 7,
        "suggestions?q=stu&language=en": 3,
    }
    for address, cost in costs.items():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(ROOT + address).status_code == 200
        assert len(seen) == cost, (address, [query["sql"][:120] for query in seen])
