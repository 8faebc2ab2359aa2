"""What happens owes a mail to whom: rows of the outbox, written with the event itself."""

import uuid

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.users.models import UserProfile

from backstage_qa.conversations import actions
from backstage_qa.models import Absence, Message, Notification
from backstage_qa.threads.actions import draft_from
from tests.backstage_qa.conversations.verbs import working_day_in
from tests.backstage_qa.desks import editor, expert
from tests.factories import (
    ConversationFactory,
    DeclineReasonFactory,
    ProfessionFactory,
    UserFactory,
    locale,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_person_publishes(settings):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"FOUR_EYES": False}


def owed():
    """(kind, address) of every mail owed, oldest first."""
    rows = Notification.objects.order_by("pk").values_list("kind", "recipient__email")
    return [(kind, email.partition("@")[0]) for kind, email in rows]


def ask(by=None, profession=None, **fields):
    return actions.ask(
        profession=profession or ProfessionFactory(),
        by=by or UserFactory(email="camille@example.com"),
        public_name="Camille",
        subject="A day?",
        text="What is a day like?",
        consent=True,
        **fields,
    )


def an_expert(name, *professions):
    person = expert(*professions, name=name.title())
    person.user.email = f"{name}@example.com"
    person.user.save()
    return person


def test_a_question_is_acknowledged_to_its_candidate():
    ask()
    assert owed() == [("received", "camille")]


def test_the_whole_road_owes_each_mail_once():
    profession = ProfessionFactory()
    claire, alice = an_expert("claire", profession), editor()
    conversation = ask(profession=profession)
    actions.accept(conversation=conversation, by=alice, expert=claire)
    actions.hold(
        conversation=conversation,
        by=claire.user,
        text="I ask a colleague.",
        reason=Message.HoldReason.COLLEAGUE,
        until=working_day_in(1),
    )
    actions.answer(conversation=conversation, by=claire.user, text="Full of surprises.")
    actions.follow_up(conversation=conversation, by=conversation.candidate, text="And on Mondays?")
    assert owed() == [
        ("received", "camille"),
        ("assigned", "claire"),
        ("held", "camille"),
        ("answered", "camille"),
        ("follow_up", "claire"),
    ]


def test_a_declined_question_owes_the_reason():
    conversation = ask()
    reason = DeclineReasonFactory(name="It is not about us")
    actions.decline(conversation=conversation, by=editor(), reason=reason, text="Ask the library.")
    assert owed()[-1] == ("declined", "camille")


def test_accepted_for_nobody_it_is_offered_to_those_who_are_there():
    profession, other = ProfessionFactory(), ProfessionFactory()
    an_expert("claire", profession)
    away = an_expert("away", profession)
    today = timezone.localdate()
    Absence.objects.create(expert=away, starts_on=today, ends_on=today)
    an_expert("elsewhere", other)
    gone = an_expert("gone", profession)
    gone.user.is_active = False
    gone.user.save()
    conversation = ask(profession=profession)
    actions.accept(conversation=conversation, by=editor())
    assert owed()[1:] == [("assigned", "claire")]


def test_who_takes_a_question_for_themselves_needs_no_mail():
    profession = ProfessionFactory()
    claire = an_expert("claire", profession)
    claire.user.groups.add(*editor().groups.all())
    conversation = ask(profession=profession)
    actions.accept(conversation=conversation, by=claire.user, expert=claire)
    assert owed() == [("received", "camille")]


def test_handed_on_and_back_each_time_is_told():
    profession = ProfessionFactory()
    claire, denis, alice = an_expert("claire", profession), an_expert("denis", profession), editor()
    conversation = ask(profession=profession)
    actions.accept(conversation=conversation, by=alice, expert=claire)
    actions.assign(conversation=conversation, by=alice, expert=denis)
    actions.assign(conversation=conversation, by=alice, expert=denis)
    actions.assign(conversation=conversation, by=alice, expert=claire)
    assert [email for kind, email in owed() if kind == "assigned"] == ["claire", "denis", "claire"]


def published_from(conversation, by):
    thread = draft_from(conversation=conversation, by=by)
    thread.latest_revision.publish()
    return thread


def test_publication_is_told_to_those_whose_words_it_shows():
    profession = ProfessionFactory()
    claire, alice = an_expert("claire", profession), editor()
    conversation = ask(profession=profession)
    actions.accept(conversation=conversation, by=alice, expert=claire)
    actions.answer(conversation=conversation, by=claire.user, text="Full of surprises.")
    thread = published_from(conversation, alice)
    assert owed()[-2:] == [("published", "camille"), ("published", "claire")]
    thread.refresh_from_db()
    thread.save_revision().publish()  # a correction is no news
    assert [kind for kind, _ in owed()].count("published") == 2


def test_an_erased_candidate_gets_nothing():
    profession = ProfessionFactory()
    claire = an_expert("claire", profession)
    conversation = ConversationFactory(
        candidate=None, profession=profession, status="open", assigned_to=claire
    )
    actions.answer(conversation=conversation, by=claire.user, text="Full of surprises.")
    assert owed() == []


def test_the_same_request_twice_owes_one_mail():
    profession, candidate, key = ProfessionFactory(), UserFactory(), uuid.uuid4()
    for _ in range(2):
        ask(by=candidate, profession=profession, key=key)
    assert Notification.objects.count() == 1


def test_what_is_rolled_back_owes_nothing():
    with transaction.atomic():
        ask()
        assert owed() == [("received", "camille")]
        transaction.set_rollback(True)
    assert owed() == []


def test_candidates_are_written_to_in_the_language_they_asked_in():
    ask(profession=ProfessionFactory(locale=locale("fr")))
    assert Notification.objects.get().language == "fr"


@pytest.mark.parametrize(("preferred", "expected"), [("fr", "fr"), ("", "en")])
def test_experts_are_written_to_in_their_own_language(preferred, expected):
    profession = ProfessionFactory(locale=locale("en"))
    claire = an_expert("claire", profession)
    UserProfile.objects.create(user=claire.user, preferred_language=preferred)
    conversation = ask(profession=profession)
    actions.accept(conversation=conversation, by=editor(), expert=claire)
    assert Notification.objects.get(kind="assigned").language == expected
