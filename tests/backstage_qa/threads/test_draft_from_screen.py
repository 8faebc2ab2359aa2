"""From conversation to thread at the desk: the editor chooses the messages."""

import uuid

import pytest
from django.urls import reverse

from backstage_qa.conversations import actions
from backstage_qa.conversations.errors import NotAllowed
from backstage_qa.models import Tag, Thread
from backstage_qa.threads.actions import draft_from
from backstage_qa.threads.proposing import tags_for
from tests.backstage_qa.conversations.at_the_desk import opened, url
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.factories import ProfessionFactory, published_thread

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


def test_titles_are_proposed_from_what_was_asked_and_masked(profession):
    claire = expert(profession)
    conversation = opened(profession, consent=True, subject="A day?")
    text = "Hello. Do you travel, or not? Write to zoe@example.org? And is a suit needed every day?"
    actions.answer(conversation=conversation, by=claire.user, text="Full of surprises.")
    actions.follow_up(conversation=conversation, by=conversation.candidate, text=text)
    actions.answer(conversation=conversation, by=claire.user, text="It is not.")
    client = signed_in(editor())
    form = client.get(url("draft_thread", conversation)).context["form"]
    titles = [title for title, _ in form.fields["title"].choices]
    assert titles[0] == form.initial["title"] == "A day?"
    assert titles[-3:] == [
        "Do you travel, or not?",
        "Write to […]?",
        "And is a suit needed every day?",
    ]
    data = {"messages": [conversation.messages.first().pk], "key": uuid.uuid4()}
    sent = client.post(url("draft_thread", conversation), data | {"title": "Of my own"})
    assert sent.status_code == 422
    client.post(url("draft_thread", conversation), data | {"title": "Do you travel, or not?"})
    assert Thread.objects.get().title == "Do you travel, or not?"


def test_tags_in_use_are_proposed_and_those_that_the_words_name_come_first(profession):
    claire = expert(profession)
    usual, travel, unused = (Tag.objects.create(name=n) for n in ("usual", "travels", "unused"))
    published_thread(professions=[profession], tags=[usual])
    published_thread(professions=[ProfessionFactory()], tags=[travel])
    conversation = opened(profession, consent=True, subject="Do you travel?")
    actions.answer(conversation=conversation, by=claire.user, text="Often.")
    conversation.refresh_from_db()
    assert tags_for(conversation) == [travel, usual]
    data = {"messages": [conversation.messages.first().pk], "key": uuid.uuid4()}
    address, client = url("draft_thread", conversation), signed_in(editor())
    assert client.post(address, data | {"tags": [unused.pk]}).status_code == 422
    client.post(address, data | {"tags": [travel.pk]})
    assert list(Thread.objects.get(sources__conversation=conversation).tags.all()) == [travel]
