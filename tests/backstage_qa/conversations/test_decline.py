"""What is not ours to answer is declined, with a reason and where to go instead."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from backstage_qa.conversations.actions import decline
from backstage_qa.conversations.errors import StaleWrite
from backstage_qa.models import Conversation, DeclineReason
from tests.backstage_qa import desks
from tests.factories import DeclineReasonFactory

from . import at_the_desk


def refuse(conversation, editor, **changed):
    reason = changed.pop("reason", None) or DeclineReasonFactory(name="It is about pay")
    arguments = {"reason": reason, "text": "Write to the payroll office."}
    return decline(conversation=conversation, by=editor, **(arguments | changed))


def test_the_candidate_is_told_why_and_nothing_is_owed(received, editor, heard):
    message = refuse(received, editor)
    received.refresh_from_db()
    assert (received.status, received.decline_reason) == ("declined", "It is about pay")
    assert (received.due_at, received.promises.get().outcome) == (None, "void")
    assert message in received.messages.for_candidate()
    assert [name for name, _ in heard] == ["conversation_declined"]


def test_declined_after_its_date_it_was_late_all_the_same(received, editor):
    with time_machine.travel(received.due_at + datetime.timedelta(minutes=1), tick=False):
        refuse(received, editor)
    assert received.promises.get().outcome == "late"


@pytest.mark.parametrize(
    "reason",
    [
        lambda: "boring",
        lambda: DeclineReasonFactory(is_offered=False),
        lambda: DeclineReasonFactory(language="fr"),
    ],
)
def test_the_reason_is_one_that_is_offered_in_the_candidates_language(received, editor, reason):
    with pytest.raises(ValidationError) as refusal:
        refuse(received, editor, reason=reason())
    assert list(refusal.value.message_dict) == ["reason"]


def test_a_language_without_reasons_of_its_own_is_offered_those_of_others(received, editor):
    Conversation.objects.filter(pk=received.pk).update(language="de")
    received.refresh_from_db()
    refuse(received, editor, reason=DeclineReasonFactory(language="fr"))


def test_what_was_told_stays_whatever_becomes_of_the_reason(received, editor):
    reason = DeclineReasonFactory(name="It is about pay")
    refuse(received, editor, reason=reason)
    reason.delete()
    received.refresh_from_db()
    assert received.decline_reason == "It is about pay"


def test_the_desk_sends_the_reasons_own_message_where_none_is_written(received):
    reason = DeclineReasonFactory(text="Write to the payroll office.")
    client = desks.signed_in(desks.editor())
    page = client.get(at_the_desk.url("conversation", received)).content.decode()
    assert 'data-text="Write to the payroll office."' in page
    sent = at_the_desk.form(received, reason=reason.pk, text="")
    assert client.post(at_the_desk.url("decline", received), sent).status_code == 302
    assert received.messages.last().text == "Write to the payroll office."


def test_no_reason_is_chosen_for_an_editor_that_nothing_speaks_for(received):
    """One key opens the form and one sends it: the first reason of the list would be told."""
    client, sent = desks.signed_in(desks.editor()), at_the_desk.form(received, text="")
    page = client.get(at_the_desk.url("conversation", received))
    form = next(form for form in page.context["forms"] if form.verb == "decline")
    assert 'value="" selected' in str(form["reason"])
    refused = client.post(at_the_desk.url("decline", received), sent | {"reason": ""})
    assert refused.status_code == 422
    received.refresh_from_db()
    assert received.status == "received"


def test_a_reason_without_a_message_asks_for_one(received):
    reason = DeclineReasonFactory(text="")
    sent = at_the_desk.form(received, reason=reason.pk, text=" ")
    response = desks.signed_in(desks.editor()).post(at_the_desk.url("decline", received), sent)
    assert response.status_code == 422
    assert "Write a message." in response.content.decode()


def test_editors_word_the_reasons_in_the_admin(db):
    client = desks.signed_in(desks.editor())
    address = reverse("wagtailsnippets_backstage_qa_declinereason:add")
    worded = {"language": "en", "name": "It is about a loan", "text": "See us.", "is_offered": "on"}
    assert client.post(address, worded).status_code == 302
    offered = DeclineReason.objects.offered_in("en")
    assert "It is about a loan" in offered.values_list("name", flat=True)
    again = client.post(address, worded)
    assert "There is such a reason already." in again.content.decode()


def test_a_stale_refusal_is_refused_with_both_texts(received, editor):
    received.refresh_from_db()
    with pytest.raises(StaleWrite) as refusal:
        refuse(received, editor, seen_version=received.version + 1, text="Yours")
    assert (refusal.value.theirs, refusal.value.yours) == (received.messages.get().text, "Yours")
