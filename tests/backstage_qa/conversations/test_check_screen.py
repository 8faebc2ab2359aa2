"""Checking a question before it is sent, and sending it once."""

import datetime
import math
import uuid

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backstage_qa.models import Conversation, Message
from backstage_qa.notifications.tasks import Planned
from tests.factories import ExpertFactory, UserFactory, published_thread

from .screens import ASK, ATTACK, page, sign_in, write

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15  # that sending a question takes, what begins and ends a transaction included
MONDAY = datetime.datetime(2026, 5, 4, 9, 0, tzinfo=datetime.UTC)


def test_similar_answers_of_the_profession_are_shown_before_sending(client, question, profession):
    near = published_thread(
        title="What does a normal day look like here?", professions=[profession]
    )
    published_thread(title="How much holiday is there?", professions=[profession])
    published_thread(title="What does a normal day look like elsewhere?")
    question["subject"] = "A normal day: what does it look like?"
    response = client.get(write(client, question))
    assert [thread.pk for thread in response.context["similar"]] == [near.pk]
    assert f'href="{near.get_absolute_url()}"' in page(response)
    assert "mine is different" in page(response)


def test_personal_data_is_pointed_out_and_removed_on_demand(client, question):
    question["text"] = "Write to camille@example.org or call 06 12 34 56 78."
    address = write(client, question)
    assert "<mark>camille@example.org</mark>" in page(client.get(address))
    response = client.post(address, {"mask": ""}, follow=True)
    assert "camille@example.org" not in page(response)
    assert "06 12 34" not in page(response)
    user = sign_in(client)
    client.post(address, {"send": ""})
    text = Message.objects.get(conversation__candidate=user).text
    assert "camille@" not in text
    assert text.startswith("Write to ")


def test_the_interview_brings_the_date_forward(client, question):
    with time_machine.travel(MONDAY, tick=False):
        question["interview_on"] = "2026-05-07"
        text = page(client.get(write(client, question)))
    assert "by Wednesday 6 May" in text


def test_nothing_typed_runs(client, question):
    for name in ("subject", "text", "public_name"):
        question[name] = ATTACK
    address = write(client, question)
    user = sign_in(client)
    again = client.get(f"{ASK}?draft={question['key']}")
    pages = [client.get(address), again, client.post(address, {"send": ""}, follow=True)]
    pages += [client.get("/en/my/conversations/"), client.post(ASK, question | {"key": ATTACK})]
    assert Conversation.objects.filter(candidate=user).count() == 1
    for response in pages:
        assert response.status_code == 200
        assert "alert(1)" in page(response)
        assert "<script>alert" not in page(response)


# --- Sending once -----------------------------------------------------------


def test_sending_twice_makes_one_question_and_leads_to_it(client, question):
    sign_in(client)
    address = write(client, question)
    first = client.post(address, {"send": ""})
    second = client.post(address, {"send": ""})
    assert first["Location"] == second["Location"] + "?new"
    assert Conversation.objects.count() == 1


def test_the_same_form_sent_again_makes_nothing_new(client, question):
    sign_in(client)
    for _ in range(2):
        client.post(write(client, question), {"send": ""})
        assert question["subject"] not in str(client.session.items())
    assert Conversation.objects.count() == Message.objects.count() == 1


def test_another_text_under_the_same_token_is_refused_in_words_and_can_become_its_own(
    client, question
):
    sign_in(client)
    client.post(write(client, question), {"send": ""})
    address = write(client, question | {"text": "Another text."})
    response = client.post(address, {"send": ""})
    assert response.status_code == 409
    assert "already sent with another text" in page(response)
    assert "Another text." in page(response)
    assert Conversation.objects.count() == 1
    renewed = client.post(address, {"renew": ""})
    client.post(renewed["Location"], {"send": ""})
    assert set(Message.objects.values_list("text", flat=True)) == {
        question["text"],
        "Another text.",
    }


@pytest.mark.django_db(transaction=True)
def test_a_question_and_the_end_of_its_draft_are_one_write_to_the_disk(
    client, question, settings, monkeypatch
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(Planned, "at", math.inf)  # a worker is to deliver in a moment anyway
    sign_in(client)
    address = write(client, question)
    with CaptureQueriesContext(connection) as said:
        client.post(address, {"send": ""})
    assert [query["sql"] for query in said].count("COMMIT") == 1
    assert len(said) <= MOST_QUERIES
    assert question["subject"] not in str(client.session.items())


def test_who_signs_out_elsewhere_while_sending_has_asked(client, question, monkeypatch):
    sign_in(client)
    address = write(client, question)
    save = Conversation.save

    def sign_out_meanwhile(self, *args, **kwargs):
        Session.objects.all().delete()
        save(self, *args, **kwargs)

    monkeypatch.setattr(Conversation, "save", sign_out_meanwhile)
    assert client.post(address, {"send": ""}).status_code == 400
    assert Conversation.objects.count() == 1


# --- Trust ------------------------------------------------------------------


def test_fields_that_no_form_lists_change_nothing(client, question):
    user, other = sign_in(client), UserFactory()
    extra = {
        "candidate": other.pk,
        "status": "answered",
        "assigned_to": ExpertFactory().pk,
        "version": 99,
        "source": "smuggled",
        "due_at": "2030-01-01",
        "language": "xx",
        "public_id": str(uuid.uuid4()),
        "by": other.pk,
    }
    address = write(client, question | extra)
    client.post(address, extra | {"send": ""})
    conversation = Conversation.objects.get()
    assert conversation.candidate == user
    assert conversation.status == "received"
    assert conversation.assigned_to is None
    assert conversation.version == 1
    assert conversation.language == "en"
    assert conversation.due_at < timezone.now() + datetime.timedelta(days=30)
    assert str(conversation.public_id) != extra["public_id"]


def test_every_post_needs_a_csrf_token(question):
    client = Client(enforce_csrf_checks=True)
    assert client.post(ASK, question).status_code == 403
    assert client.post(f"{ASK}{question['key']}/", {"send": ""}).status_code == 403


def test_no_cache_keeps_them(client, question):
    for address in (ASK, write(client, question)):
        assert "no-store" in client.get(address)["Cache-Control"]
        assert "private" in client.get(address)["Cache-Control"]


def test_reading_them_writes_nothing(client, question):
    sign_in(client)
    address = write(client, question)
    client.get(f"{address}?send=")
    assert not Conversation.objects.exists()
