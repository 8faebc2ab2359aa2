"""The threads below a thread: proposed, chosen by hand, gone with what is withdrawn."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backstage_qa.conversations.errors import NotAllowed
from backstage_qa.models import RelatedThread, Thread
from backstage_qa.threads.relating import proposed_for, relate
from tests.backstage_qa.desks import signed_in
from tests.backstage_qa.review.steps import publish
from tests.factories import locale, published_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(thread):
    profession = thread.professions.get()
    titles = [f"Mortgage rate number {n}?" for n in range(7)]
    return [published_thread(title=title, professions=[profession]) for title in titles]


def draft_of(thread) -> Thread:
    return Thread.objects.get(pk=thread.pk).get_latest_revision_as_object()


def shown(thread) -> list[str]:
    response = Client().get(thread.published.get_absolute_url())
    return [row.title for row in response.context["related"]]


def test_what_is_chosen_stands_first_once_it_is_approved(thread, others, alice, bob):
    publish(thread, alice, bob)
    assert shown(thread)[0] != others[1].title
    relate(thread=thread, rows=[others[1], others[0]], by=alice)
    assert shown(thread)[0] != others[1].title  # a draft changes no page
    publish(thread, alice, bob)
    assert shown(thread)[:2] == [others[1].title, others[0].title]
    assert len(shown(thread)) == len(set(shown(thread))) == 5


def test_what_is_withdrawn_is_gone_from_below_others_at_once(thread, others, alice, bob):
    relate(thread=thread, rows=[others[0]], by=alice)
    publish(thread, alice, bob)
    assert shown(thread)[0] == others[0].title
    others[0].thread.unpublish()
    assert others[0].title not in shown(thread)


def test_five_at_most_and_nobody_who_may_not(thread, others, alice, claire):
    relate(thread=thread, rows=others[:4], by=alice)
    relate(thread=thread, rows=others[:2], by=alice)  # twice is once
    with pytest.raises(ValidationError):
        relate(thread=thread, rows=others[4:6], by=alice)
    assert [item.related for item in draft_of(thread).related_items.all()] == others[:4]
    with pytest.raises(NotAllowed):
        relate(thread=thread, rows=others[4:5], by=claire.user)


@pytest.mark.postgresql
def test_what_it_draws_on_is_held_before_the_thread(thread, conversation, others, alice):
    """As who withdraws consent does: else both could wait for each other."""
    with CaptureQueriesContext(connection) as captured:
        relate(thread=thread, rows=others[:1], by=alice)
    held = [query["sql"] for query in captured if "FOR UPDATE" in query["sql"]]
    assert 'FROM "backstage_qa_conversation"' in held[0]
    assert any('FROM "backstage_qa_thread"' in sql for sql in held[1:])


def test_the_screen_proposes_those_most_alike_and_chooses_none(thread, others, alice):
    draft = draft_of(thread)
    draft.title = "What is a mortgage rate number?"
    draft.save_revision(user=alice)
    proposed = proposed_for(draft_of(thread))
    assert len(proposed) == 5
    client = signed_in(alice)
    screen = reverse("wagtailsnippets_backstage_qa_thread:side_by_side", args=[thread.pk])
    assert proposed[0].title in client.get(screen).content.decode()
    assert client.post(screen, {"relate": "1"}).status_code == 422
    hidden = next(row for row in others if row not in proposed)
    assert client.post(screen, {"relate": "1", "rows": [hidden.pk]}).status_code == 422
    for status in (302, 422):  # clicked twice
        answer = client.post(screen, {"relate": "1", "rows": [proposed[0].pk]})
        assert answer.status_code == status
    assert "This has changed meanwhile." in answer.content.decode()
    assert [item.related for item in draft_of(thread).related_items.all()] == [proposed[0]]
    assert proposed[0] not in proposed_for(draft_of(thread))


def test_a_translation_leads_to_none_of_the_other_language(thread, others, alice):
    relate(thread=thread, rows=[others[0]], by=alice)
    thread.refresh_from_db()
    text = thread.get_latest_revision_as_object()
    copy = text.copy_for_translation(locale("fr"))
    copy.save()
    assert not RelatedThread.objects.filter(thread=copy).exists()
    assert not copy.latest_revision.as_object().related_items.exists()
