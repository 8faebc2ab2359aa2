"""A draft beside what was said: what differs, what tells of a person, what is not in it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from backstage_qa.conversations import actions
from backstage_qa.conversations.errors import NotAllowed
from backstage_qa.models import Access, Confirmation, Thread
from backstage_qa.threads.actions import draft_from
from backstage_qa.threads.adding import add_messages, left_out
from backstage_qa.threads.confirming import Unconfirmed, unconfirmed
from backstage_qa.threads.side_by_side import differences, pairs
from tests.backstage_qa.desks import expert, member, signed_in
from tests.backstage_qa.review.steps import change, publish, submit

pytestmark = pytest.mark.django_db


def screen(thread) -> str:
    return reverse("wagtailsnippets_backstage_qa_thread:side_by_side", args=[thread.pk])


def draft_of(thread) -> Thread:
    return Thread.objects.get(pk=thread.pk).get_latest_revision_as_object()


def reworded(thread, by, text):
    draft = draft_of(thread)
    draft.entries.last().text = text
    draft.save_revision(user=by)


def test_what_differs_is_told_word_by_word():
    said, read = "I was born in 1990 and like it.", "I like it. Much."
    removed, added = differences(said, read)
    assert [said[start:end] for start, end in removed] == ["was born in 1990 and"]
    assert [read[start:end] for start, end in added] == ["Much."]
    assert differences(said, said) == ([], [])


def test_what_was_masked_is_struck_out_and_named(claire, alice, conversation):
    text = 'Write to <b>me</b> at camille@example.org, "please".'
    follow_up = actions.follow_up(conversation=conversation, by=conversation.candidate, text=text)
    actions.answer(conversation=conversation, by=claire.user, text="I will.")
    thread = draft_from(conversation=conversation, by=alice)
    (pair,) = [p for p in pairs(draft_of(thread), alice) if p.message == follow_up]
    assert "<mark><del>camille@example.org" in pair.said
    assert "&lt;b&gt;me&lt;/b&gt;" in pair.said
    assert "camille@" not in pair.read
    assert "<ins>[…]," in pair.read


def test_only_names_that_stand_on_the_page_anyway_are_left(claire, alice, conversation):
    called, claire.name = conversation.public_name, "Claire Marchand"
    actions.follow_up(conversation=conversation, by=conversation.candidate, text="And then?")
    text = f"Hello {called}, ask Paul Verdier. Greetings, {claire.name}"
    answer = actions.answer(conversation=conversation, by=claire.user, text=text)
    for agreed_on, signed in ((None, "[…]"), (answer.created_at.date(), claire.name)):
        claire.agreed_public_on = agreed_on
        claire.save()
        conversation.refresh_from_db()
        draft = draft_of(draft_from(conversation=conversation, by=alice))
        (pair,) = [pair for pair in pairs(draft, alice) if pair.message == answer]
        assert pair.entry.text == f"<p>Hello {called}, ask […]. Greetings, {signed}</p>"
        assert "<mark>" not in pair.read


def test_each_finding_keeps_it_from_the_public_until_somebody_confirmed_it(thread, alice, bob):
    reworded(thread, alice, "<p>Call 06 12 34 56 78, or write to jobs@aurore.example.</p>")
    thread.refresh_from_db()
    state = submit(thread, alice)
    with pytest.raises(Unconfirmed):
        state.approve(user=bob)
    state.refresh_from_db()
    client = signed_in(alice)
    page = client.get(screen(thread)).content.decode()
    assert "06 12 34 56 78” (Telephone number, in: Answer)" in page
    keys = list(unconfirmed(draft_of(thread)))
    assert len(keys) == 2
    assert client.post(screen(thread), {}).status_code == 422
    client.post(screen(thread), {"fingerprints": keys[:1]})
    with pytest.raises(Unconfirmed):
        state.approve(user=bob)
    state.refresh_from_db()
    client.post(screen(thread), {"fingerprints": keys[1:]})
    state.approve(user=bob)
    thread.refresh_from_db()
    assert thread.live
    kept = str(list(Confirmation.objects.values()))
    assert "06 12" not in kept
    assert "jobs@" not in kept


def test_an_address_that_a_link_hides_is_found(thread, alice):
    reworded(thread, alice, '<p>Ask <a href="mailto:jobs@aurore.example?subject=x">us</a>.</p>')
    assert [f.finding.text for f in unconfirmed(draft_of(thread)).values()] == [
        "jobs@aurore.example"
    ]


def test_what_is_confirmed_for_one_thread_is_not_for_another(thread, conversation, alice):
    other = draft_from(conversation=conversation, by=alice)
    for text in (thread, other):
        change(text, alice, short_answer="Write to jobs@aurore.example.")
    client = signed_in(alice)
    client.post(screen(thread), {"fingerprints": list(unconfirmed(draft_of(thread)))})
    assert not unconfirmed(draft_of(thread))
    assert unconfirmed(draft_of(other))


def test_the_editor_is_told_where_the_text_is_written(thread, alice):
    change(thread, alice, short_answer="Write to jobs@aurore.example.")
    edit = reverse("wagtailsnippets_backstage_qa_thread:edit", args=[thread.pk])
    page = signed_in(alice).get(edit).content.decode()
    assert "It holds what looks like personal data" in page
    assert screen(thread) in page


def test_later_messages_are_offered_and_masked_and_never_added_by_themselves(
    thread, conversation, claire, alice, bob
):
    publish(thread, alice, bob)
    later = actions.follow_up(
        conversation=conversation, by=conversation.candidate, text="And at night? 06 12 34 56 78"
    )
    actions.note(conversation=conversation, by=claire.user, text="canarynote")
    assert later.pk not in {entry.source_message_id for entry in draft_of(thread).entries.all()}
    client = signed_in(alice)
    page = client.get(screen(thread)).content.decode()
    assert "And at night?" in page
    assert "canarynote" not in page
    assert client.post(screen(thread), {"add": "1"}).status_code == 422
    client.post(screen(thread), {"add": "1", "messages": [later.pk]})
    last = draft_of(thread).entries.last()
    assert (last.source_message_id, last.text) == (later.pk, "<p>And at night? […]</p>")
    assert not left_out(draft_of(thread), alice)
    assert "And at night?" not in str(thread.published.entries)
    with pytest.raises(ValidationError):
        add_messages(thread=thread, messages=[later], by=alice)


def test_a_note_is_not_smuggled_in(thread, conversation, claire, alice):
    note = actions.note(conversation=conversation, by=claire.user, text="canarynote")
    response = signed_in(alice).post(screen(thread), {"add": "1", "messages": [note.pk]})
    assert response.status_code == 422
    with pytest.raises(ValidationError):
        add_messages(thread=thread, messages=[note], by=alice)


def test_the_words_of_a_conversation_are_for_those_who_may_read_it(thread, conversation, claire):
    stranger = expert()
    assert signed_in(stranger.user).get(screen(thread)).status_code == 302
    for somebody in (claire.user, member("HR")):
        with pytest.raises(NotAllowed):
            add_messages(thread=thread, messages=[], by=somebody)
    conversation.candidate.groups.set(member("Editors").groups.all())
    page = signed_in(conversation.candidate).get(screen(thread)).content.decode()
    assert "not for you to read" in page  # the staff's screens show nobody their own question


def test_reading_it_is_recorded(thread, conversation, alice):
    signed_in(alice).get(screen(thread))
    assert Access.objects.filter(kind="opened", conversation=conversation.pk, person=alice).exists()
