"""Spam is set aside without a word, and comes back with its date where that was a mistake."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from backstage_qa.conversations import actions, permissions
from backstage_qa.conversations.errors import WrongStatus
from backstage_qa.models import Conversation, Notification
from tests.backstage_qa.conversations.at_the_desk import LIST, form, url
from tests.backstage_qa.desks import editor, signed_in
from tests.factories import ConversationFactory, DeclineReasonFactory

pytestmark = pytest.mark.django_db


def mark(conversation, by):
    actions.mark_spam(conversation=conversation, by=by)
    conversation.refresh_from_db()


def test_its_sender_is_told_nothing_and_nothing_is_owed(received, editor, heard):
    mark(received, editor)
    assert (received.status, received.decline_reason) == ("declined", "")
    assert (received.due_at, received.promises.get().outcome) == (None, "void")
    assert received.messages.count() == 1
    assert [name for name, _ in heard] == ["conversation_marked_as_spam"]
    assert not Notification.objects.exists()


def test_restored_it_is_owed_by_the_date_first_promised(received, editor):
    due = received.due_at
    mark(received, editor)
    with time_machine.travel(due + datetime.timedelta(days=2), tick=False):
        actions.restore(conversation=received, by=editor)
        received.refresh_from_db()
        assert (received.status, received.spam_since, received.due_at) == ("received", None, due)
        assert received in Conversation.objects.overdue()
    assert [p.outcome for p in received.promises.all()] == ["void", "pending"]


def test_after_thirty_days_it_stays_where_it_is(received, editor):
    mark(received, editor)
    since = received.spam_since
    with time_machine.travel(since + datetime.timedelta(days=29, hours=23), tick=False):
        assert "restore" in permissions.available_actions(editor, received)
    with time_machine.travel(since + datetime.timedelta(days=30), tick=False):
        assert "restore" not in permissions.available_actions(editor, received)
        with pytest.raises(WrongStatus):
            actions.restore(conversation=received, by=editor)


def test_what_was_declined_for_a_reason_is_not_restored(received, editor):
    actions.decline(conversation=received, by=editor, reason=DeclineReasonFactory(), text="No.")
    received.refresh_from_db()
    assert "restore" not in permissions.available_actions(editor, received)
    with pytest.raises(WrongStatus):
        actions.restore(conversation=received, by=editor)


def test_the_message_that_says_so_takes_it_back():
    client = signed_in(editor())
    conversation = ConversationFactory()
    answer = {**form(conversation), "and_next": "1"}
    done = client.post(url("mark_spam", conversation), answer, follow=True)
    undo = BeautifulSoup(done.content, "html.parser").select_one(".messages form")
    assert undo["action"] == url("restore", conversation)
    assert undo.button["aria-keyshortcuts"] == "u"
    sent = {field["name"]: field["value"] for field in undo.select("input")}
    assert client.post(undo["action"], sent).url == url("conversation", conversation)
    conversation.refresh_from_db()
    assert conversation.status == "received"


def test_what_changed_meanwhile_is_not_taken_back_unseen():
    """Restored and marked again by a colleague: the first message's *Undo* is out of date."""
    client = signed_in(editor())
    conversation = ConversationFactory()
    done = client.post(url("mark_spam", conversation), form(conversation), follow=True)
    undo = BeautifulSoup(done.content, "html.parser").select_one(".messages form")
    sent = {field["name"]: field["value"] for field in undo.select("input")}
    colleague = editor()
    actions.restore(conversation=conversation, by=colleague)
    actions.mark_spam(conversation=conversation, by=colleague)
    assert client.post(undo["action"], sent).status_code == 409


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("mark_spam", {}),
        ("accept", {"expert": ""}),
        ("decline", {"text": "No."}),
    ],
)
def test_sorting_goes_on_to_the_next_that_nobody_has_read(verb, fields):
    client = signed_in(editor())
    if verb == "decline":
        fields = {**fields, "reason": DeclineReasonFactory().pk}
    first, second = ConversationFactory(), ConversationFactory()
    ConversationFactory(status="open", interview_on=first.created_at.date())  # more urgent
    sent = form(first, and_next="1", **fields)
    assert client.post(url(verb, first), sent).url == url("conversation", second)
    sent = form(second, and_next="1", **fields)
    assert client.post(url(verb, second), sent).url == reverse(LIST)
