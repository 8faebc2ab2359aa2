"""Who reads which conversation: each theirs, editors all, nobody else anything."""

import pytest
from django.contrib.auth.models import AnonymousUser

from backstage_qa.conversations import permissions
from backstage_qa.models import Conversation
from tests.factories import ConversationFactory, ExpertFactory, ProfessionFactory, UserFactory

from .conftest import make_editor


def read_by(user):
    return set(Conversation.objects.visible_to(user))


@pytest.fixture
def of_profession(profession):
    """One conversation in each status, of nobody yet."""
    return {
        status: ConversationFactory(profession=profession, status=status)
        for status in Conversation.Status.values
    }


def test_a_candidate_reads_their_own(of_profession, candidate, received):
    assert read_by(candidate) == {received}


def test_an_expert_reads_what_waits_in_their_professions(of_profession, expert):
    assert read_by(expert.user) == {of_profession["open"], of_profession["on_hold"]}


def test_an_expert_reads_what_they_were_given_whatever_became_of_it(profession, expert):
    theirs = {
        ConversationFactory(profession=profession, status=status, assigned_to=expert)
        for status in Conversation.Status.values
    }
    colleague = ExpertFactory(professions=[profession])
    ConversationFactory(profession=profession, status="open", assigned_to=colleague)
    assert read_by(expert.user) == theirs


def test_an_editor_and_an_administrator_read_all(of_profession, editor):
    for person in (editor, UserFactory(is_superuser=True)):
        assert read_by(person) == set(of_profession.values())


def test_nobody_else_reads_anything(of_profession, received, opened):
    strangers = [
        AnonymousUser(),
        UserFactory(),
        UserFactory(is_staff=True),
        make_editor(is_active=False),
        UserFactory(is_superuser=True, is_active=False),
        ExpertFactory(professions=[ProfessionFactory()]).user,
        ExpertFactory(user__is_active=False, professions=[received.profession]).user,
    ]
    for person in strangers:
        assert read_by(person) == set(), person


def test_once_the_person_is_erased_nobody_inherits(received):
    received.candidate.delete()
    received.refresh_from_db()
    assert received.candidate is None
    assert read_by(AnonymousUser()) == set()
    assert permissions.roles(AnonymousUser(), received) == set()


@pytest.mark.parametrize("is_also", ["editor", "expert"])
def test_nobody_has_their_own_question_on_their_desk(profession, is_also):
    person = make_editor() if is_also == "editor" else UserFactory()
    expert = ExpertFactory(user=person, professions=[profession])
    own = ConversationFactory(profession=profession, candidate=person, status="open")
    ConversationFactory(profession=profession, candidate=person, status="open", assigned_to=expert)
    other = ConversationFactory(profession=profession, status="open")
    erased = ConversationFactory(profession=profession, candidate=None, status="open")
    assert own in read_by(person)
    assert set(Conversation.objects.on_desk_of(person)) == {other, erased}


def test_what_is_read_is_what_may_be_done(of_profession, profession, expert, editor, candidate):
    """No verb is offered on a conversation that a person does not see."""
    ConversationFactory(profession=profession, status="open", assigned_to=expert)
    people = [expert.user, editor, candidate, UserFactory(), make_editor(is_active=False)]
    for person in people:
        seen = read_by(person)
        for conversation in Conversation.objects.all():
            if permissions.available_actions(person, conversation):
                assert conversation in seen
            if conversation in seen:
                assert permissions.roles(person, conversation)


def test_one_query_without_doubles_however_many_there_are(
    expert, profession, django_assert_num_queries
):
    expert.professions.add(*ProfessionFactory.create_batch(3))
    for n in range(30):
        assigned = expert if n % 2 else None
        ConversationFactory(
            profession=profession, candidate=expert.user, status="open", assigned_to=assigned
        )
    expert.user.has_perm("any")  # Django keeps what it read
    with django_assert_num_queries(1):
        found = [c.pk for c in Conversation.objects.visible_to(expert.user)]
    assert len(found) == len(set(found)) == 30


def test_the_right_to_triage_is_asked_once(editor, received, django_assert_num_queries):
    editor = type(editor).objects.get(pk=editor.pk)
    assert not hasattr(editor, "backstage_expert")
    permissions.available_actions(editor, received)
    with django_assert_num_queries(1):  # whether the candidate is blocked
        permissions.available_actions(editor, received)
