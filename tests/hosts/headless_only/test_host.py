"""No HTML address of ours is mounted, and nothing misses it."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import NoReverseMatch, reverse

from backstage_qa.conversations import actions
from backstage_qa.meetings.files import address as address_of
from tests.factories import (
    ProfessionFactory,
    RecordingFactory,
    UserFactory,
    published_meeting,
    published_thread,
)

pytestmark = pytest.mark.django_db


def test_no_page_of_the_plugin_is_mounted(client):
    with pytest.raises(NoReverseMatch):
        reverse("backstage_qa:thread_list")
    assert client.get("/en/questions/").status_code == 404


def test_the_api_tells_of_threads_without_an_address(client):
    thread = published_thread()
    answer = client.get(f"/api/backstage/v1/threads/{thread.pk}").json()
    assert answer["title"] == thread.title
    assert answer["url"] is None


def test_the_api_tells_of_professions_without_an_address(client):
    profession = ProfessionFactory()
    answer = client.get(f"/api/backstage/v1/professions/{profession.pk}")
    assert answer.status_code == 200
    assert answer.json()["url"] is None


@pytest.mark.parametrize("model", ["thread", "profession", "expert", "expertprofile"])
def test_the_editors_desk_opens(client, model):
    profession = ProfessionFactory()
    published_thread(professions=[profession])
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    try:
        address = reverse(f"wagtailsnippets_backstage_qa_{model}:list")
    except NoReverseMatch:
        pytest.skip(f"{model} has no screen of its own")
    assert client.get(address).status_code == 200


def test_a_conversation_opens_on_the_desk_beside_threads_without_a_page(client):
    thread = published_thread()
    conversation = ask(profession=thread.thread.professions.get())
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    page = client.get(reverse("backstage_conversations:conversation", args=[conversation.pk]))
    assert page.status_code == 200
    assert thread.title in page.text


def test_what_the_api_tells_of_films_is_reachable(client):
    row = published_meeting()
    film = RecordingFactory(translation_key=row.translation_key)
    film.chapters.create(language="en", starts_at=0, title="Why?", is_question=True)
    told = client.get(f"/api/backstage/v1/meetings/{row.pk}").json()
    assert told["url"] is None
    tracks = [track["url"] for track in told["film"]["tracks"]]
    assert len(tracks) == 2
    for address in tracks:
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/vtt; charset=utf-8")
        assert answer["Access-Control-Allow-Origin"] == "*"
    for address in (told["film"]["url"], told["film"]["poster"]):
        assert address.startswith(f"/api/backstage/v1/films/{film.public_id}/")
    signed = address_of(film, "captions-en.vtt", signed=True)
    film.published_at = None
    film.save()
    refused = client.get(tracks[0])
    assert (refused.status_code, refused["Content-Type"]) == (404, "application/problem+json")
    assert client.get(signed).status_code == 200
    assert client.post(signed).status_code == 405


def test_mails_lead_to_the_front_end():
    conversation = ask()
    call_command("backstage_tick")
    [message] = mail.outbox
    assert f"https://front.example/conversations/{conversation.public_id}" in message.body


def ask(**fields):
    fields = {"profession": ProfessionFactory(), "by": UserFactory()} | fields
    return actions.ask(public_name="Camille", subject="A day?", text="What is it like?", **fields)
