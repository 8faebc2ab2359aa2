"""The list of threads: filters, pages by key, and words where nothing is found."""

import re

import pytest
from django.test import override_settings

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

pytestmark = pytest.mark.django_db

LIST = "/en/questions/"


def titles(response) -> list[str]:
    return [thread.title for thread in response.context["threads"]]


def test_it_shows_what_is_public_in_this_language_newest_first(client):
    published_thread(title="First")
    published_thread(title="Second")
    published_thread(title="Troisième", locale=locale("fr"))
    gone = published_thread(title="Gone")
    publication.withdraw(PublishedThread.objects.filter(pk=gone.pk))
    response = client.get(LIST)
    assert titles(response) == ["Second", "First"]
    assert "2 conversations" in response.content.decode()
    assert titles(client.get("/fr/questions/")) == ["Troisième"]


def test_it_is_narrowed_by_profession_tag_and_expert(client):
    actuary, teller = ProfessionFactory(slug="actuary"), ProfessionFactory(slug="teller")
    claire = ExpertFactory(professions=[actuary])
    ExpertProfileFactory(expert=claire, name="Claire")
    answer = EntryFactory(kind="answer", expert=claire, author_name="Claire")
    published_thread(title="A", professions=[actuary], tags=["Pay"])
    published_thread(title="B", professions=[actuary], entries=[EntryFactory(), answer])
    published_thread(title="C", professions=[teller], tags=["Pay"])
    assert titles(client.get(f"{LIST}?profession=actuary")) == ["B", "A"]
    assert titles(client.get(f"{LIST}?tag=pay")) == ["C", "A"]
    assert titles(client.get(f"{LIST}?tag=pay&profession=actuary")) == ["A"]
    by_claire = client.get(f"{LIST}?expert={claire.pk}")
    assert titles(by_claire) == ["B"]
    assert "Answers by Claire" in by_claire.content.decode()
    assert "with the tag “Pay”" in client.get(f"{LIST}?tag=pay").content.decode()


@override_settings(BACKSTAGE_QA={"PAGE_SIZE": 2})
def test_every_thread_is_on_one_page_and_filters_are_kept(client):
    actuary = ProfessionFactory(slug="actuary")
    for number in range(5):
        published_thread(title=str(number), professions=[actuary])
    published_thread(title="other")
    # Some have the same date to the microsecond: the id decides.
    PublishedThread.objects.filter(title__in="123").update(
        published_at=PublishedThread.objects.get(title="2").published_at
    )
    address, seen = f"{LIST}?profession=actuary", []
    while address:
        response = client.get(address)
        seen += titles(response)
        following = response.context["next_page"]
        assert not following or "profession=actuary" in following
        address = following and LIST + following
    assert seen == ["4", "3", "2", "1", "0"]


@override_settings(BACKSTAGE_QA={"COUNT_LIMIT": 2})
def test_the_count_is_exact_up_to_a_limit_and_says_so_beyond(client):
    for _ in range(2):
        published_thread()
    assert "2 conversations" in client.get(LIST).content.decode()
    published_thread()
    assert "More than 2 conversations" in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?after=nonsense",
        "?after=MjAyNi0wMS0wMXwx",
        "?profession=unknown",
        "?expert=999",
        "?expert=%C2%B2",
        "?expert=-1",
        "?expert=99999999999999999999",
    ],
)
def test_an_address_that_names_nothing_says_so_and_leads_on(client, query):
    response = client.get(LIST + query)
    assert response.status_code == 404
    page = response.content.decode()
    assert 'role="alert"' in page
    assert re.search(r'<a href="/en/questions/">\s*See all questions', page)


def test_an_expert_who_did_not_agree_to_be_public_is_not_found(client):
    expert = ExpertFactory(agreed_public_on=None)
    ExpertProfileFactory(expert=expert)
    assert client.get(f"{LIST}?expert={expert.pk}").status_code == 404


def test_an_open_profession_without_threads_asks_for_the_first_question(client):
    ProfessionFactory(slug="actuary")
    response = client.get(f"{LIST}?profession=actuary")
    assert response.status_code == 200
    assert "/en/questions/ask/?profession=actuary" in response.content.decode()


def test_a_closed_profession_without_threads_does_not(client):
    ProfessionFactory(slug="actuary", state="closed")
    page = client.get(f"{LIST}?profession=actuary").content.decode()
    assert "takes no questions at the moment" in page
    assert "ask/?profession=" not in page


def test_an_unknown_tag_finds_nothing_and_shows_itself_harmlessly(client):
    page = client.get(LIST, {"tag": '"><script>alert(1)</script>'}).content.decode()
    assert "Nothing found" in page
    assert "<script>alert" not in page


def test_only_professions_with_threads_are_offered_as_a_filter(client):
    with_threads = ProfessionFactory(name="With")
    ProfessionFactory(name="Without")
    published_thread(professions=[with_threads])
    page = client.get(LIST).content.decode()
    assert ">With</option>" in page
    assert ">Without</option>" not in page


@pytest.mark.parametrize(
    "typed", ["?profession=a%00", "?tag=a%00", "?expert=%00", "?after=%00", "?q=%00"]
)
def test_what_no_database_holds_is_no_error(client, typed):
    assert client.get(f"/en/questions/{typed}").status_code in {200, 404}
