"""The list of threads: filters, order, pages, counts."""

import pytest
from django.test import override_settings
from django.utils import timezone

from backstage_qa.models import PublishedThread
from tests.factories import (
    EntryFactory,
    ExpertFactory,
    ProfessionFactory,
    locale,
    published_thread,
)

pytestmark = pytest.mark.django_db


def titles(page):
    return [thread["title"] for thread in page["items"]]


@pytest.fixture
def three():
    """Published one a day, in the order of their names."""
    rows = [published_thread(title=title) for title in ("Ann", "Bob", "Cid")]
    for days, row in zip((3, 2, 1), rows, strict=True):
        row.published_at = timezone.now() - timezone.timedelta(days=days)
        row.save()
    return rows


def test_newest_come_first_unless_asked_otherwise(api, three):
    assert titles(api("threads")) == ["Cid", "Bob", "Ann"]
    assert titles(api("threads", order="newest")) == ["Cid", "Bob", "Ann"]
    assert titles(api("threads", order="oldest")) == ["Ann", "Bob", "Cid"]


def test_language_narrows(api):
    published_thread(title="Hello")
    published_thread(title="Bonjour", locale=locale("fr"))
    assert titles(api("threads", language="fr")) == ["Bonjour"]
    assert api("threads", language="de")["count"] == 0


def test_profession_tag_and_expert_narrow_alone_and_together(api):
    actuary = ProfessionFactory(slug="actuary")
    expert = ExpertFactory()
    answer = EntryFactory(kind="answer", expert=expert, author_name="Claire")
    published_thread(title="All", professions=[actuary], tags=["pay"], entries=[answer])
    published_thread(title="Profession", professions=[actuary])
    published_thread(title="Tag", tags=["pay"])
    by_profession = {"profession": "actuary"}
    by_tag = {"tag": "pay"}
    by_expert = {"expert": expert.pk}
    assert titles(api("threads", **by_profession)) == ["Profession", "All"]
    assert titles(api("threads", **by_tag)) == ["Tag", "All"]
    assert titles(api("threads", **by_expert)) == ["All"]
    assert titles(api("threads", **by_profession, **by_tag)) == ["All"]
    assert titles(api("threads", **by_profession, **by_tag, **by_expert)) == ["All"]


def test_a_profession_of_the_same_slug_in_two_languages_counts_each_thread_once(api):
    english = ProfessionFactory(slug="audit")
    french = ProfessionFactory(slug="audit", locale=locale("fr"))
    published_thread(title="English", professions=[english])
    published_thread(title="French", professions=[french], locale=locale("fr"))
    both = api("threads", profession="audit")
    assert (both["count"], titles(both)) == (2, ["French", "English"])
    assert titles(api("threads", profession="audit", language="fr")) == ["French"]


@pytest.mark.parametrize("query", [{"profession": "x"}, {"tag": "x"}, {"expert": 2**63 - 1}])
def test_what_nobody_wrote_about_is_an_empty_list(api, three, query):
    assert api("threads", **query) == {
        "count": 0,
        "count_is_exact": True,
        "items": [],
        "next": None,
        "facets": None,
    }


def test_a_tag_with_accents_is_found(api):
    thread = published_thread(title="Pay", tags=["rémunération"])
    slug = thread.tag_list[0]["slug"]
    assert titles(api("threads", tag=slug)) == ["Pay"]


def test_entries_are_written_out_on_demand_only(api, three):
    assert {thread["entries"] for thread in api("threads")["items"]} == {None}
    assert {thread["entries"] for thread in api("threads", entries="false")["items"]} == {None}
    written = api("threads", entries="true")["items"]
    assert [[e["kind"] for e in t["entries"]] for t in written] == [["question", "answer"]] * 3


def test_the_default_page_has_twenty(api):
    for _ in range(21):
        published_thread()
    page = api("threads")
    assert (len(page["items"]), page["count"]) == (20, 21)
    assert page["next"]


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_walking_the_pages_meets_every_thread_once_while_others_are_published(api, order):
    for _ in range(7):
        published_thread()
    now = timezone.now()
    PublishedThread.objects.update(published_at=now)  # ties are broken by id
    there = set(PublishedThread.objects.values_list("pk", flat=True))
    met = []
    for page in api.follow("threads", order=order, limit=2):
        met += [thread["id"] for thread in page["items"]]
        if len(met) < 6:
            published_thread()
    assert len(met) == len(set(met))
    assert there <= set(met)


def test_the_next_page_keeps_the_filters(api):
    actuary = ProfessionFactory(slug="actuary")
    for n in range(3):
        published_thread(title=f"Actuary {n}", professions=[actuary])
        published_thread(title=f"Other {n}")
    pages = list(api.follow("threads", profession="actuary", limit=1, entries="true"))
    assert [titles(page)[0] for page in pages] == ["Actuary 2", "Actuary 1", "Actuary 0"]
    assert all(page["items"][0]["entries"] for page in pages)
    assert [page["count"] for page in pages] == [3, 3, 3]


@override_settings(BACKSTAGE_QA={"COUNT_LIMIT": 2})
def test_beyond_the_limit_the_count_says_at_least(api, three):
    page = api("threads", limit=1)
    assert (page["count"], page["count_is_exact"]) == (2, False)
    three[0].thread.unpublish()
    page = api("threads", limit=1)
    assert (page["count"], page["count_is_exact"]) == (2, True)


def test_a_withdrawn_thread_is_in_no_list(api, three):
    three[0].thread.unpublish()
    page = api("threads")
    assert (page["count"], titles(page)) == (2, ["Cid", "Bob"])
