"""A candidate's own conversations: only theirs, never notes, in words; and what they withstand."""

import datetime
import uuid

import pytest
import time_machine
from django.test import Client

from backstage_qa.conversations import actions
from backstage_qa.models import Conversation, Message
from tests.factories import (
    ConversationFactory,
    ExpertProfileFactory,
    MessageFactory,
    UserFactory,
)

from .screens import LIST, VERB_PATHS, address, page, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def test_the_list_says_in_words_where_each_stands(client, candidate, profession, expert, editor):
    with time_machine.travel(datetime.datetime(2026, 5, 4, 9, tzinfo=datetime.UTC), tick=False):
        conversation = ConversationFactory(candidate=candidate, profession=profession)
        sign_in(client, candidate)
        assert "Received, answer due Tuesday 12 May" in page(client.get(LIST))
        actions.accept(conversation=conversation, by=editor, expert=expert)
        assert "With Claire, answer due Tuesday 12 May" in page(client.get(LIST))
    with time_machine.travel(datetime.datetime(2026, 5, 13, 9, tzinfo=datetime.UTC), tick=False):
        text = page(client.get(LIST))
        assert "With Claire, and we are late: the answer was due Tuesday 12 May" in text
        actions.answer(conversation=conversation, by=expert.user, text="Yes.")
        assert ">Answered<" in page(client.get(LIST))


def test_it_says_which_account_is_open(client, candidate):
    assert f"You are signed in as {candidate.email}." in page(client.get(LIST))


def test_an_empty_list_says_what_to_do(client, candidate):
    text = page(client.get(LIST))
    assert "You have not asked anything yet" in text
    assert "/en/questions/ask/" in text


def test_it_shows_the_conversation_and_never_notes_nor_addresses(client, talk, expert):
    ExpertProfileFactory(expert=expert)
    actions.note(conversation=talk, by=expert.user, text="Canary of a note")
    text = page(client.get(address(talk)))
    places = [text.index(words) for words in ("What is it like?", "Claire", "Full of surprises.")]
    assert places == sorted(places)
    assert "canary" not in text.lower()
    for person in (expert.user, talk.candidate):
        assert person.email not in text


@pytest.mark.parametrize("verb", ["", *VERB_PATHS])
@pytest.mark.parametrize("who", ["stranger", "expert", "editor"])
def test_those_of_others_are_not_found_whoever_asks(client, talk, expert, editor, verb, who):
    person = {"stranger": UserFactory(), "expert": expert.user, "editor": editor}[who]
    sign_in(client, person)
    before = Conversation.objects.values().get()
    assert client.get(address(talk, verb)).status_code == 404
    posted = {"text": "Canary", "key": uuid.uuid4(), "version": 1, "subject": "Canary"}
    response = client.post(address(talk, verb), posted)
    assert response.status_code in (404, 405)
    assert Conversation.objects.values().get() == before
    assert talk.subject not in page(client.get(LIST))


def test_an_expert_s_own_questions_stand_here_too(client, expert, profession):
    mine = ConversationFactory(candidate=expert.user, profession=profession)
    sign_in(client, expert.user)
    assert mine.subject in page(client.get(LIST))


def test_without_an_account_everything_leads_to_the_sign_in(received):
    client = Client()
    for verb in ("", *VERB_PATHS):
        for response in (client.get(address(received, verb)), client.post(address(received, verb))):
            assert response.status_code == 302
            assert "/accounts/login/?next=" in response["Location"]


def test_no_cache_keeps_them(client, talk):
    for path in (LIST, address(talk), address(talk, "withdraw")):
        assert {"private", "no-store"} <= set(client.get(path)["Cache-Control"].split(", "))


def test_the_list_costs_the_same_for_one_as_for_many(
    client, candidate, profession, django_assert_max_num_queries
):
    for _ in range(20):
        ConversationFactory(candidate=candidate, profession=profession)
    client.get(LIST)
    with django_assert_max_num_queries(10):
        client.get(LIST)


def test_fields_that_no_form_lists_change_nothing(client, talk):
    smuggled = {
        "status": "open",
        "assigned_to": "",
        "candidate": UserFactory().pk,
        "consent": "on",
        "public_name": "X",
        "author_name": "X",
        "kind": "answer",
        "interview_on": "2030-01-01",
    }
    before = Conversation.objects.values(*smuggled.keys() - {"author_name", "kind"}).get()
    client.post(address(talk, "thank"), smuggled | {"key": uuid.uuid4(), "text": "Thanks"})
    after = Conversation.objects.values(*smuggled.keys() - {"author_name", "kind"}).get()
    assert after == before
    message = talk.messages.last()
    assert (message.kind, message.author_name) == ("thanks", talk.public_name)


def test_every_post_needs_a_csrf_token(talk):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, talk.candidate)
    for verb in VERB_PATHS:
        assert client.post(address(talk, verb)).status_code == 403


def test_reading_writes_nothing(client, talk):
    before = Conversation.objects.values().get(), Message.objects.count()
    for verb in ("", *VERB_PATHS):
        client.get(address(talk, verb), {"text": "x", "consent": "on", "key": uuid.uuid4()})
    assert (Conversation.objects.values().get(), Message.objects.count()) == before


def test_nothing_that_anybody_typed_runs(client, talk, expert):
    attack = "<script>alert(1)</script>"
    MessageFactory(
        conversation=talk, kind="answer", text=attack, author_name=attack, author_job=attack
    )
    Conversation.objects.filter(pk=talk.pk).update(subject=attack, public_name=attack)
    for path in (LIST, address(talk), address(talk, "withdraw")):
        assert "alert(1)" in page(client.get(path))
        assert attack not in page(client.get(path))
