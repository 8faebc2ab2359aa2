"""A candidate changes what nobody answered yet; a stale change is refused with both texts."""

import pytest
from django.core.exceptions import ValidationError

from backstage_qa.conversations.actions import answer, edit_question, follow_up
from backstage_qa.conversations.errors import StaleWrite, WrongStatus


def edit(conversation, **changed):
    arguments = {
        "conversation": conversation,
        "by": conversation.candidate,
        "subject": "New subject",
        "text": "New text",
        "seen_version": 1,
    }
    return edit_question(**(arguments | changed))


def test_text_and_subject_change_and_the_promise_stays(received, heard):
    promise = received.promises.get()
    message = edit(received)
    received.refresh_from_db()
    message.refresh_from_db()
    assert (received.subject, message.text, message.version) == ("New subject", "New text", 2)
    assert message.edited_at is not None
    assert received.messages.count() == 1
    assert list(received.promises.values()) == [
        {k: v for k, v in vars(promise).items() if k != "_state"}
    ]
    assert [name for name, _ in heard] == ["question_edited"]


def test_a_stale_change_is_refused_with_both_texts(received):
    edit(received, text="From the telephone")
    with pytest.raises(StaleWrite) as refusal:
        edit(received, text="From the desk")
    assert (refusal.value.theirs, refusal.value.yours) == ("From the telephone", "From the desk")
    edit(received, text="Both together", seen_version=refusal.value.version)
    assert received.messages.get().text == "Both together"


def test_the_same_change_sent_twice_is_made_once(received, heard):
    first, second = edit(received), edit(received)
    assert first == second
    assert received.messages.get().version == 2
    assert len(heard) == 1


def test_an_answered_question_is_not_changed_but_its_follow_up_is(opened, expert):
    answer(conversation=opened, by=expert.user, text="So.")
    with pytest.raises(WrongStatus):
        edit(opened)
    follow_up(conversation=opened, by=opened.candidate, text="And then?")
    edit(opened, text="And before?")
    opened.refresh_from_db()
    assert [m.text for m in opened.messages.all()][1:] == ["So.", "And before?"]
    assert opened.subject != "New subject"  # it was answered under its first one


@pytest.mark.parametrize("field", ["text", "subject"])
def test_it_never_becomes_empty(received, field):
    with pytest.raises(ValidationError):
        edit(received, **{field: " "})
