"""One thread by its id."""

import pytest
from django.test import override_settings

from tests.factories import (
    EntryFactory,
    ExpertFactory,
    ProfessionFactory,
    ThreadFactory,
    locale,
    published_thread,
)

pytestmark = pytest.mark.django_db


def test_it_has_its_entries_and_the_address_of_its_page(api, client):
    row = published_thread(title="A day?", entries=[EntryFactory(text="<p>What is a day?</p>")])
    thread = api(f"threads/{row.pk}")
    assert thread["entries"][0]["text"] == "What is a day?"
    assert thread["url"] == row.get_absolute_url()


def test_it_names_itself_in_other_languages_while_these_are_public(api):
    english = published_thread(title="A day?")
    french = published_thread(
        title="Une journée ?",
        locale=locale("fr"),
        translation_key=english.thread.translation_key,
        professions=[ProfessionFactory(locale=locale("fr"))],
    )
    assert api(f"threads/{english.pk}")["translations"] == [
        {
            "id": french.pk,
            "language": "fr",
            "slug": "une-journee",
            "url": french.get_absolute_url(),
        }
    ]
    french.thread.unpublish()
    assert api(f"threads/{english.pk}")["translations"] == []


def test_a_draft_on_top_of_it_does_not_show(api):
    row = published_thread(title="As approved")
    row.thread.title = "As somebody would like it"
    row.thread.save_revision()
    assert api(f"threads/{row.pk}")["title"] == "As approved"


def test_withdrawn_is_gone_and_comes_back_under_the_same_id(api):
    row = published_thread(title="A day?")
    row.thread.unpublish()
    assert api.problem(f"threads/{row.pk}", 410) == []
    row.thread.refresh_from_db()
    row.thread.latest_revision.publish()
    assert api(f"threads/{row.pk}")["title"] == "A day?"


def test_deleted_is_gone(api):
    row = published_thread()
    row.thread.delete()
    api.problem(f"threads/{row.pk}", 410)


@pytest.mark.parametrize(
    "number", ["999", "0", "9223372036854775808", "9" * 5000, "-1", "1.0", "x"]
)
def test_an_unknown_id_is_not_found(api, number):
    api.problem(f"threads/{number}", 404)


def test_the_id_of_a_draft_is_not_a_public_one(api):
    draft = ThreadFactory()
    api.problem(f"threads/{draft.pk}", 404)


def test_an_expert_who_takes_back_their_agreement_is_no_longer_named(api):
    expert = ExpertFactory()
    answer = EntryFactory(kind="answer", expert=expert, author_name="Claire", author_job="Analyst")
    row = published_thread(entries=[answer])
    assert api(f"threads/{row.pk}")["entries"][0]["expert"] == expert.pk
    expert.agreed_public_on = None
    expert.save()
    thread = api(f"threads/{row.pk}")
    entry = thread["entries"][0]
    assert (entry["expert"], entry["name"], entry["job"], entry["portrait"]) == (None, "", "", None)
    assert thread["answered_by"] == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><p>Fine.</p>",
        '<p onclick="alert(1)">Fine.</p>',
        '<a href="javascript:alert(1)">Fine.</a>',
        '<img src=x onerror="alert(1)">Fine.',
        '<a href="//evil.example">Fine.</a>',
    ],
)
def test_nothing_in_the_html_runs(api, text):
    row = published_thread(entries=[EntryFactory(text=text)])
    html = api(f"threads/{row.pk}")["entries"][0]["html"]
    assert "Fine." in html
    assert not any(bad in html for bad in ("alert", "script", "onerror", "evil"))


@override_settings(ROOT_URLCONF="tests.backstage_qa.api.headless_urls")
def test_without_pages_there_are_no_addresses(api):
    row = published_thread()
    assert api(f"threads/{row.pk}")["url"] is None
    assert [thread["url"] for thread in api("threads")["items"]] == [None]
