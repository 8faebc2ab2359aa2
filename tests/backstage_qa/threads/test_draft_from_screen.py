"""From conversation to thread at the desk: the editor chooses the messages."""

import uuid

import pytest
from django.urls import reverse

from backstage_qa.conversations import actions
from backstage_qa.conversations.errors import NotAllowed
from backstage_qa.models import Thread
from backstage_qa.threads.actions import draft_from
from tests.backstage_qa.conversations.at_the_desk import opened, url
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.factories import ProfessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def profession():
    return ProfessionFactory()


def test_an_editor_chooses_the_messages_of_a_draft(profession):
    claire = expert(profession)
    conversation = opened(profession, consent=True)
    actions.answer(conversation=conversation, by=claire.user, text="An answer.")
    actions.note(conversation=conversation, by=claire.user, text="canarynote")
    actions.thank(conversation=conversation, by=conversation.candidate, text="Thanks!")
    client = signed_in(editor())
    page = client.get(url("draft_thread", conversation))
    assert "canarynote" not in page.content.decode()
    answer = conversation.messages.get(kind="answer")
    data = {"messages": [answer.pk], "key": uuid.uuid4()}
    response = client.post(url("draft_thread", conversation), data)
    thread = Thread.objects.get()
    assert response.url == reverse("wagtailsnippets_backstage_qa_thread:edit", args=[thread.pk])
    assert [entry.source_message for entry in thread.entries.all()] == [answer]
    assert not thread.live
    again = client.post(url("draft_thread", conversation), data)
    assert again.url == response.url
    assert Thread.objects.count() == 1


def test_nobody_makes_a_thread_of_a_question_of_their_own(profession):
    alice, claire = editor(), expert(profession)
    conversation = opened(profession, candidate=alice, consent=True)
    actions.answer(conversation=conversation, by=claire.user, text="An answer.")
    with pytest.raises(NotAllowed):
        draft_from(conversation=conversation, by=alice)
    assert not Thread.objects.exists()


def test_a_note_cannot_be_smuggled_into_a_draft(profession):
    claire = expert(profession)
    conversation = opened(profession, consent=True)
    actions.answer(conversation=conversation, by=claire.user, text="An answer.")
    note = actions.note(conversation=conversation, by=claire.user, text="canarynote")
    other = opened(profession).messages.get()
    for message in (note, other):
        response = signed_in(editor()).post(
            url("draft_thread", conversation), {"messages": [message.pk], "key": uuid.uuid4()}
        )
        assert response.status_code == 422
    assert not Thread.objects.exists()


def test_without_consent_or_right_no_draft_is_offered(profession):
    claire = expert(profession)
    silent = opened(profession, assigned_to=claire)
    actions.answer(conversation=silent, by=claire.user, text="An answer.")
    for user in (editor(), claire.user):
        client = signed_in(user)
        assert "draft/" not in client.get(url("conversation", silent)).content.decode()
        assert client.post(url("draft_thread", silent), {"messages": "1"}).status_code == 302
    assert not Thread.objects.exists()
