"""Asking the candidate for a detail answers nothing: the date that was promised stands."""

import uuid

import pytest

from backstage_qa.conversations import permissions
from backstage_qa.conversations.actions import add_detail, ask_for_detail, hold
from backstage_qa.conversations.errors import NotAllowed, StaleWrite, WrongStatus
from backstage_qa.models import Conversation
from backstage_qa.threads.actions import publishable_messages
from tests.backstage_qa import desks

from . import at_the_desk
from .at_the_desk import form, url
from .screens import address, page
from .verbs import ARGUMENTS, do


def ask(conversation, by, **changed):
    return ask_for_detail(
        conversation=conversation, by=by, **({"text": "In which country?"} | changed)
    )


def promised(conversation):
    return list(conversation.promises.values_list("kind", "due_on", "outcome"))


def test_the_status_and_the_date_stay_as_they_are(opened, expert, heard):
    before = promised(opened)
    message = ask(opened, expert.user)
    opened.refresh_from_db()
    assert (opened.status, opened.awaits_detail, opened.is_owed) == ("open", True, True)
    assert promised(opened) == before
    assert (message.kind, message.author_name) == ("request", "Claire")
    assert [name for name, _ in heard] == ["detail_requested"]


def test_what_was_nobodys_is_then_theirs_who_asked(opened, expert):
    Conversation.objects.filter(pk=opened.pk).update(assigned_to=None)
    ask(opened, expert.user)
    opened.refresh_from_db()
    assert opened.assigned_to == expert


@pytest.mark.parametrize("verb", ["add_detail", "edit_question", "answer", "decline"])
def test_it_is_waited_for_until_there_is_a_reply_or_an_end(opened, expert, editor, candidate, verb):
    ask(opened, expert.user)
    do(verb, opened, editor if verb in ("answer", "decline") else candidate)
    opened.refresh_from_db()
    assert not opened.awaits_detail


def test_a_holding_reply_does_not_say_that_the_detail_has_come(opened, expert):
    ask(opened, expert.user)
    hold(conversation=opened, by=expert.user, **ARGUMENTS["hold"](opened))
    opened.refresh_from_db()
    assert opened.awaits_detail


def test_who_was_overtaken_gets_both_texts(opened, expert, candidate):
    add_detail(conversation=opened, by=candidate, text="It is in Belgium.")
    with pytest.raises(StaleWrite) as stale:
        ask(opened, expert.user, seen_version=opened.version)
    assert (stale.value.theirs, stale.value.yours) == ("It is in Belgium.", "In which country?")


def test_nobody_is_asked_where_nobody_can_reply(opened, expert, editor):
    Conversation.objects.filter(pk=opened.pk).update(candidate=None)
    opened.refresh_from_db()
    assert "ask_for_detail" not in permissions.available_actions(editor, opened)
    with pytest.raises(WrongStatus):
        ask(opened, expert.user)


def test_only_who_asked_can_add(opened, expert, editor):
    for person in (expert.user, editor):
        with pytest.raises(NotAllowed):
            add_detail(conversation=opened, by=person, text="It is in Belgium.")


def test_what_was_added_may_be_published_but_not_that_it_was_asked_for(opened, expert, candidate):
    request = ask(opened, expert.user)
    added = add_detail(conversation=opened, by=candidate, text="It is in Belgium.")
    assert added in publishable_messages(opened)
    assert request not in publishable_messages(opened)


@pytest.mark.usefixtures("signed_in")
def test_the_candidate_reads_what_is_asked_and_adds_it_once(client, opened, expert):
    assert "We need a detail from you" not in page(client.get(address(opened)))
    ask(opened, expert.user)
    text = page(client.get(address(opened)))
    assert "In which country?" in text
    assert "Not the answer yet: a question back to you" in text
    assert text.count("We need a detail from you") == 2  # the state in words, and the form
    sent = {"key": uuid.uuid4(), "text": "It is in Belgium."}
    for _ in range(2):
        response = client.post(address(opened, "add_detail"), sent, follow=True)
        assert "what you added is with your question" in page(response)
    assert opened.messages.filter(text="It is in Belgium.").count() == 1
    assert "We need a detail from you" not in page(client.get(address(opened)))


def test_the_desk_asks_and_says_what_is_waited_for(profession):
    claire = desks.expert(profession)
    opened = at_the_desk.opened(profession, assigned_to=claire)
    client = desks.signed_in(claire.user)
    response = client.post(url("ask_for_detail", opened), form(opened, text="Where?"), follow=True)
    assert "The candidate is asked for a detail." in page(response)
    assert "Detail asked for" in page(client.get(url("conversation", opened)))
    assert "Detail asked for" in page(client.get("/admin/backstage/conversations/"))
