"""The page of a profession: who answers, by when, how to ask, what was answered."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction, Revision

from backstage_qa.models import Profession, PromiseSettings, PublishedThread
from careers.models import ProfessionPage
from home.models import HomePage
from tests.factories import (
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    locale,
    published_thread,
)

from .pages import profession_page

pytestmark = pytest.mark.django_db


def read(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_it_stands_at_the_address_of_its_profession(client):
    page = profession_page(ProfessionFactory(slug="credit-analyst"))
    assert page.url == "/en/professions/credit-analyst/"
    assert page.profession.get_absolute_url() == page.url
    french = profession_page(ProfessionFactory(slug="analyste-credit", locale=locale("fr")))
    assert french.url == "/fr/professions/analyste-credit/"
    assert french.profession.get_absolute_url() == french.url
    assert 'lang="fr"' in read(client, french)


def test_an_address_that_is_not_the_professions_is_refused():
    page = profession_page()
    page.slug = "another"
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert list(refusal.value.message_dict) == ["slug"]
    assert page.profession.slug in refusal.value.message_dict["slug"][0]


def test_a_profession_of_the_other_language_is_refused():
    page = profession_page(ProfessionFactory(slug="actuary"))
    page.profession = ProfessionFactory(slug="actuary", locale=locale("fr"))
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert list(refusal.value.message_dict) == ["profession"]


def test_pages_stand_only_where_they_belong():
    assert [m.__name__ for m in ProfessionPage.allowed_parent_page_models()] == [
        "ProfessionIndexPage"
    ]
    assert ProfessionPage.allowed_subpage_models() == []
    below_home = {model.__name__ for model in HomePage.allowed_subpage_models()}
    assert below_home == {"ProfessionIndexPage", "TextPage"}


def test_it_shows_who_answers_in_their_own_words(client):
    page = profession_page()
    ExpertProfileFactory(
        expert=ExpertFactory(name="Claire Marchand", professions=[page.profession]),
        job_title="Senior analyst",
        team="Corporate credit",
        since=2014,
        bio="I read balance sheets.",
    )
    html = read(client, page)
    for words in ("Claire Marchand", "Senior analyst", "Corporate credit", "2014", "balance"):
        assert words in html


def test_it_hides_who_did_not_agree_or_is_not_published(client):
    page = profession_page()
    hidden = ExpertFactory(professions=[page.profession], agreed_public_on=None)
    ExpertProfileFactory(expert=hidden, name="Hidden Helena")
    draft = ExpertProfileFactory(
        expert=ExpertFactory(professions=[page.profession]), name="Drafted Dan"
    )
    draft.unpublish()
    other = ExpertFactory(professions=[ProfessionFactory()])
    ExpertProfileFactory(expert=other, name="Elsewhere Ed")
    html = read(client, page)
    for name in ("Hidden Helena", "Drafted Dan", "Elsewhere Ed"):
        assert name not in html


def test_an_open_profession_promises_an_answer_and_can_be_asked(client):
    rules = PromiseSettings.load()
    rules.working_days = 3
    rules.save()
    page = profession_page()
    html = read(client, page)
    assert "within 3 working days" in html
    assert f'href="/en/questions/ask/?profession={page.slug}"' in html


@pytest.mark.parametrize(
    ("state", "words"),
    [(Profession.State.WAITING, "Not open yet"), (Profession.State.CLOSED, "Closed to questions")],
)
def test_another_says_so_and_what_to_do_next(client, state, words):
    page = profession_page(ProfessionFactory(state=state))
    html = read(client, page)
    assert words in html
    assert f"?profession={page.slug}" in html
    assert f"/ask/?profession={page.slug}" not in html
    assert "working days" not in html


def test_it_shows_the_latest_threads_of_its_profession_by_default(client):
    page = profession_page()
    published_thread(title="What is a Tuesday like?", professions=[page.profession])
    published_thread(title="Not about this", professions=[ProfessionFactory()])
    html = read(client, page)
    assert "What is a Tuesday like?" in html
    assert "Not about this" not in html


def test_a_source_is_named_with_its_licence(client):
    note = "Contains public sector information (OGL v3.0)"
    page = profession_page(
        ProfessionFactory(source_note=note, source_url="https://careers.example/actuary")
    )
    html = read(client, page)
    assert note in html
    assert 'href="https://careers.example/actuary"' in html


def test_it_outlives_its_profession(client):
    page = profession_page(ProfessionFactory(name="Actuary"))
    page.profession.delete()
    html = read(client, page)
    assert "Actuary" in html
    assert "/ask/?profession" not in html
    revision = Revision.objects.for_instance(page).latest("id")
    assert revision.as_object().profession is None


def test_the_api_writes_the_body_out(client):
    page = profession_page()
    row = published_thread(title="Written out?", professions=[page.profession])
    [block] = ProfessionPage.objects.get(pk=page.pk).body.stream_block.get_api_representation(
        page.body, {"page": page}
    )
    [thread] = block["value"]["threads"]
    assert thread["id"] == row.pk
    assert thread["entries"] == PublishedThread.objects.get(pk=row.pk).entries


def test_a_page_for_some_is_kept_by_no_cache_and_listed_nowhere(client):
    page = profession_page(ProfessionFactory(name="Secret agent"))
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    response = client.get(page.url)
    assert response.status_code == 302
    assert "public" not in response.headers.get("Cache-Control", "")
    assert "Secret agent" not in client.get("/en/professions/").content.decode()
