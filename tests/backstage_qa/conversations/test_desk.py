"""The desk: who sees what waits, and what they can do to it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from backstage_qa.dates import day_in_words
from backstage_qa.models import Conversation
from tests.backstage_qa.conversations.at_the_desk import LIST, opened, url
from tests.backstage_qa.desks import editor, expert, member, signed_in
from tests.factories import ConversationFactory, ProfessionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def profession():
    return ProfessionFactory()


def test_an_expert_sees_theirs_and_the_unassigned_of_their_professions(profession):
    claire, oscar = expert(profession), expert(profession)
    mine = opened(profession, assigned_to=claire, subject="Mine?")
    free = opened(profession, subject="Free?")
    opened(profession, assigned_to=oscar, subject="Of Oscar?")
    opened(subject="Elsewhere?")
    ConversationFactory(profession=profession, subject="Not yet accepted?")
    response = signed_in(claire.user).get(reverse(LIST))
    assert set(response.context["object_list"]) == {mine, free}


def test_an_editor_sees_all_most_urgent_first(profession):
    later = opened(profession)
    now = timezone.now()
    late = opened(profession)
    Conversation.objects.filter(pk=late.pk).update(first_due_at=now - datetime.timedelta(days=3))
    done = ConversationFactory(profession=profession, status="answered")
    response = signed_in(editor()).get(reverse(LIST))
    assert list(response.context["object_list"]) == [late, later, done]
    assert "3 days late" in response.content.decode()


def test_filters_narrow_and_never_widen(profession):
    claire, oscar = expert(profession), expert(profession)
    mine = opened(profession, assigned_to=claire)
    free = opened(profession)
    opened(profession, assigned_to=oscar)
    client = signed_in(claire.user)

    def found(**filters):
        return set(client.get(reverse(LIST), filters).context["object_list"])

    assert found(assigned="mine") == {mine}
    assert found(assigned="nobody") == {free}
    assert found(assigned="others") == set()
    assert found(overdue="yes") == set()
    assert found(profession=profession.pk, status="open", language="en") == {mine, free}


@pytest.mark.parametrize("route", ["conversation", "answer", "note", "hold"])
def test_what_is_not_on_the_desk_does_not_exist(route, profession):
    stranger = expert(ProfessionFactory())
    client = signed_in(stranger.user)
    conversation = opened(profession)
    ask = client.get if route == "conversation" else client.post
    assert ask(url(route, conversation)).status_code == 404


@pytest.mark.parametrize("groups", [["HR"], []])
def test_others_have_no_desk(groups, profession):
    conversation = opened(profession)
    client = signed_in(member(*groups))
    assert client.get(reverse(LIST)).status_code == 302
    assert client.get(url("conversation", conversation)).status_code in {302, 404}


def test_the_address_of_the_candidate_is_shown_to_nobody(profession):
    claire = expert(profession)
    candidate = UserFactory(email="canary@example.com")
    conversation = opened(profession, assigned_to=claire, candidate=candidate)
    for user in (claire.user, editor(), UserFactory(is_superuser=True)):
        for address in (reverse(LIST), url("conversation", conversation)):
            assert "canary@example.com" not in signed_in(user).get(address).content.decode()


def test_nobody_works_on_their_own_question(profession):
    alice = editor()
    conversation = opened(profession, candidate=alice)
    client = signed_in(alice)
    assert client.get(url("conversation", conversation)).status_code == 404
    assert conversation not in client.get(reverse(LIST)).context["object_list"]


def test_the_list_costs_the_same_for_two_as_for_many(profession, django_assert_num_queries):
    client = signed_in(editor())
    opened(profession)
    client.get(reverse(LIST))

    def queries():

        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(reverse(LIST)).status_code == 200
        return len(captured)

    few = queries()
    for _ in range(15):
        opened(ProfessionFactory(), assigned_to=expert(profession))
    assert queries() == few


def test_the_day_is_the_one_the_candidate_was_told_wherever_the_reader_is(profession):
    conversation = ConversationFactory(profession=profession, status="open")
    told = day_in_words(conversation.promises.get().due_on)
    person = editor()
    UserProfile.objects.create(
        user=person, preferred_language="en", current_time_zone="Pacific/Auckland"
    )
    for address in (reverse(LIST), url("conversation", conversation)):
        assert told in signed_in(person).get(address).content.decode()
