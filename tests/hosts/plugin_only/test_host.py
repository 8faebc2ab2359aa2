"""The plugin's pages in a project that has nothing else of ours."""

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


def test_a_person_reads_their_own_conversations(client):
    client.force_login(UserFactory())
    assert client.get("/en/my/conversations/").status_code == 200


def test_the_api_answers(client):
    thread = published_thread()
    answer = client.get("/api/backstage/v1/threads", {"language": "en"}).json()
    assert [item["id"] for item in answer["items"]] == [thread.pk]
