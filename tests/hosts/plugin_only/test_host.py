"""The plugin's pages in a project that has nothing else of ours."""

import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from tests.factories import ProfessionFactory, UserFactory, published_thread

pytestmark = pytest.mark.django_db


def test_nothing_of_the_site_is_here():
    assert not apps.is_installed("careers")
    assert get_user_model() is User


def test_a_thread_and_the_list_of_threads_are_read(client):
    thread = published_thread(title="What is a day like?")
    assert thread.title in client.get(thread.get_absolute_url()).text
    assert thread.title in client.get("/en/questions/").text


def test_a_profession_leads_to_its_threads(client):
    profession = ProfessionFactory(slug="analyst")
    assert client.get(profession.get_absolute_url()).status_code == 200


def test_a_person_may_ask(client):
    profession = ProfessionFactory()
    client.force_login(UserFactory())
    page = client.get("/en/questions/ask/", {"profession": profession.slug})
    assert page.status_code == 200
    assert "<form" in page.text


def test_nobody_is_promised_a_way_to_sign_in_that_the_host_may_not_have(client):
    profession = ProfessionFactory()
    form = client.get("/en/questions/ask/", {"profession": profession.slug})
    asked = {"key": form.context["form"].initial["key"], "profession": profession.slug}
    asked |= {"subject": "A day?", "text": "What is a day like?", "public_name": "Otter"}
    check = client.post("/en/questions/ask/", asked, follow=True)
    assert "Sign in and send" in check.text
    for page in (form, check):
        assert "password" not in page.text
        assert "send a code" not in page.text


def test_a_person_reads_their_own_conversations(client):
    client.force_login(UserFactory())
    assert client.get("/en/my/conversations/").status_code == 200


def test_the_api_answers(client):
    thread = published_thread()
    answer = client.get("/api/backstage/v1/threads", {"language": "en"}).json()
    assert [item["id"] for item in answer["items"]] == [thread.pk]


def links_to_french(client, address: str) -> list[str]:
    page = client.get(address)
    assert page.status_code == 200
    return re.findall(r'<a href="([^"]+)" lang="fr" hreflang="fr">Français</a>', page.text)


def test_every_page_leads_to_the_other_language(client):
    thread = published_thread()
    client.force_login(UserFactory())
    for name in ("questions", "questions/ask", "experts", "meetings", "my/conversations"):
        assert links_to_french(client, f"/en/{name}/") == [f"/fr/{name}/"]
    # No French thread has this number.
    assert links_to_french(client, thread.get_absolute_url()) == ["/fr/questions/"]


def test_no_day_is_promised_while_no_profession_takes_questions(client):
    ProfessionFactory(state="closed")
    page = client.get("/en/questions/ask/").text
    assert "No profession takes questions at the moment" in page
    assert "you have an answer by" not in page
    ProfessionFactory(state="open")
    assert "you have an answer by" in client.get("/en/questions/ask/").text
