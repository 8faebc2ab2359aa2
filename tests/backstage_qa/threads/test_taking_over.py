"""Two threads become one: what the one that stays takes over, and whose consent it needs then."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from backstage_qa.conversations import actions
from backstage_qa.conversations.errors import NotAllowed
from backstage_qa.models import Entry, PublishedThread, Thread
from backstage_qa.review.errors import ApprovalRequired
from backstage_qa.threads.actions import draft_from
from backstage_qa.threads.retiring import retire
from backstage_qa.threads.taking_over import offered, take_over
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.backstage_qa.review.steps import publish
from tests.factories import ConversationFactory, ProfessionFactory

pytestmark = pytest.mark.django_db


def answered(profession, expert, text):
    conversation = ConversationFactory(profession=profession, status="open", consent=True)
    actions.answer(conversation=conversation, by=expert.user, text=text)
    conversation.refresh_from_db()
    return conversation


@pytest.fixture
def other(claire):
    """Another conversation about the same."""
    return answered(claire.professions.get(), claire, "Trains, mostly.")


@pytest.fixture
def stays(thread, alice, bob):
    publish(thread, alice, bob)
    return thread


@pytest.fixture
def goes(other, stays, alice, bob):
    goes = draft_from(conversation=other, by=alice)
    publish(goes, alice, bob)
    return goes


@pytest.fixture
def merged(goes, stays, alice):
    retire(thread=goes, by=alice, reason="same", instead=stays.published)
    return goes


def screen(thread) -> str:
    return reverse("wagtailsnippets_backstage_qa_thread:take_over", args=[thread.pk])


def said(thread) -> list[str]:
    draft = Thread.objects.get(pk=thread.pk).get_latest_revision_as_object()
    return [entry.text for entry in draft.entries.all()]


def read(thread) -> str:
    return str(PublishedThread.objects.get(thread=thread).entries)


def the_answer() -> Entry:
    return Entry.objects.get(text__contains="Trains")


def test_unpublishing_in_favour_of_another_leads_to_what_it_may_take_over(goes, stays, alice):
    desk = signed_in(alice)
    address = reverse("wagtailsnippets_backstage_qa_thread:unpublish", args=[goes.pk])
    answer = desk.post(address, {"reason": "same", "instead": stays.published.pk})
    assert answer["Location"] == screen(stays)
    page = desk.get(screen(stays)).content.decode()
    assert "Trains, mostly." in page
    assert "Full of surprises." in page
    assert "checked" not in page.partition("take-over-entries")[2]
    edit = reverse("wagtailsnippets_backstage_qa_thread:edit", args=[stays.pk])
    assert screen(stays) in desk.get(edit).content.decode()


def test_an_entry_without_a_name_is_offered_as_what_it_is(merged, stays, alice):
    Entry.objects.filter(pk=the_answer().pk).update(author_name="")
    assert "Answer · Trains, mostly." in signed_in(alice).get(screen(stays)).content.decode()


def test_nothing_is_added_by_itself(merged, stays):
    assert len(offered(stays)) == 2
    assert "Trains" not in read(stays) + str(said(stays))


def test_what_is_chosen_is_public_once_somebody_else_approved_it(merged, stays, alice, bob):
    answer = the_answer()
    signed_in(alice).post(screen(stays), {"entries": [answer.pk]})
    assert "Trains" in said(stays)[-1]
    assert "Trains" not in read(stays)
    stays.refresh_from_db()
    with pytest.raises(ApprovalRequired):
        stays.get_latest_revision().publish(user=alice)
    row = publish(stays, alice, bob)
    assert "Trains" in row.entries[-1]["text"]
    assert row.entries[-1]["anchor"] == str(answer.anchor)
    assert [entry.text for entry in offered(stays)] == [
        entry.text for entry in merged.entries.exclude(pk=answer.pk)
    ]
    log = ModelLogEntry.objects.for_instance(stays).filter(action="backstage_qa.take_over_entries")
    assert [(entry.user, entry.data) for entry in log] == [(alice, {"threads": [merged.pk]})]


def test_from_then_on_the_consent_of_both_counts(merged, stays, other, alice, bob):
    take_over(thread=stays, entries=[the_answer()], by=alice)
    publish(stays, alice, bob)
    actions.change_consent(conversation=other, by=other.candidate, consent=False)
    assert not PublishedThread.objects.public().filter(thread=stays).exists()


def test_who_took_consent_back_is_not_offered(client, merged, stays, other, alice):
    answer = the_answer()
    actions.change_consent(conversation=other, by=other.candidate, consent=False)
    assert offered(stays) == []
    with pytest.raises(ValidationError):
        take_over(thread=stays, entries=[answer], by=alice)
    # Their page is gone, and its address says nothing of it: what stays says the same without them.
    assert client.get(merged.published.get_absolute_url()).status_code == 301
    assert PublishedThread.objects.public().filter(thread=stays).exists()


def test_a_later_draft_of_the_one_that_went_is_not_offered(merged, stays, alice):
    draft = merged.get_latest_revision_as_object()
    draft.entries.add(Entry(kind="answer", text="<p>Nobody approved this.</p>"))
    draft.save_revision(user=alice)
    assert "approved" not in str([entry.text for entry in offered(stays)])


def test_published_again_it_offers_nothing(merged, stays, alice, bob):
    publish(merged, alice, bob)
    assert offered(stays) == []


def test_a_text_that_somebody_holds_is_left_alone(merged, stays, alice):
    stays.locked, stays.locked_by = True, editor()
    stays.save(update_fields=["locked", "locked_by"])
    answer = signed_in(alice).post(screen(stays), {"entries": [the_answer().pk]})
    assert answer.status_code == 422
    assert "Trains" not in str(said(stays))


@pytest.mark.parametrize("chosen", [[], ["999999"], ["x"]])
def test_a_choice_of_nothing_is_refused_beside_its_field(merged, stays, alice, chosen):
    answer = signed_in(alice).post(screen(stays), {"entries": chosen})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"entries"}


def test_it_is_for_editors(merged, stays):
    person = expert(ProfessionFactory()).user
    with pytest.raises(NotAllowed):
        take_over(thread=stays, entries=[the_answer()], by=person)
    assert signed_in(person).get(screen(stays)).status_code in (302, 403)
