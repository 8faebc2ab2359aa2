"""What is no longer true, or no longer theirs to know, is not sent."""

import datetime

import pytest
import time_machine
from django.core.management import call_command

from backstage_qa.conversations import actions
from backstage_qa.models import Message, Notification
from backstage_qa.threads.actions import draft_from
from tests.backstage_qa.desks import editor, expert
from tests.backstage_qa.notifications.outbox import accepted, answered, asked, states

pytestmark = pytest.mark.django_db

MONDAY = datetime.datetime(2026, 9, 7, 9, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def one_person_publishes(settings):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"FOUR_EYES": False}


@pytest.fixture
def monday():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


def tick():
    call_command("backstage_tick", verbosity=0)


def test_a_question_taken_back_is_not_acknowledged(mailoutbox):
    conversation = asked()
    actions.withdraw(conversation=conversation, by=conversation.candidate)
    tick()
    assert mailoutbox == []
    assert states() == ["dropped"]


def test_who_has_answered_is_not_asked_to(mailoutbox):
    answered()
    tick()
    assert [mail.subject.partition(":")[0] for mail in mailoutbox] == [
        "We have your question",
        "You have an answer",
    ]


def test_a_detail_is_asked_for_until_it_has_come_and_told_to_whoever_has_the_case(mailoutbox):
    conversation, claire = accepted()
    tick()
    mailoutbox.clear()
    actions.ask_for_detail(conversation=conversation, by=claire.user, text="In which country?")
    tick()
    (request,) = mailoutbox
    assert request.to == [conversation.candidate.email]
    assert request.subject == "A question back to you: A day?"
    assert "In which country?" in request.body
    assert "Our date stands" in request.body
    actions.ask_for_detail(conversation=conversation, by=claire.user, text="And when?")
    actions.add_detail(conversation=conversation, by=conversation.candidate, text="In Belgium.")
    tick()
    (detail,) = mailoutbox[1:]  # "And when?" was not asked any more
    assert detail.to == [claire.user.email]
    assert detail.subject == "A detail for you: A day?"
    assert "In Belgium." not in detail.body  # no more of a candidate's words leaves us


def test_an_editor_who_asked_for_a_detail_is_told_of_it_while_nobody_has_the_case(mailoutbox):
    conversation, ed = asked(), editor(first_name="Ed")
    actions.ask_for_detail(conversation=conversation, by=ed, text="In which country?")
    actions.add_detail(conversation=conversation, by=conversation.candidate, text="In Belgium.")
    tick()
    assert [mail.to for mail in mailoutbox if "A detail" in mail.subject] == [[ed.email]]


def test_only_the_latest_holding_reply_is_told(monday, mailoutbox):
    conversation, claire = accepted()
    for day in (22, 24):
        monday.shift(60)
        actions.hold(
            conversation=conversation,
            by=claire.user,
            text="Still at it.",
            reason=Message.HoldReason.TECHNICAL,
            until=datetime.date(2026, 9, day),
        )
    tick()
    held = [mail.body for mail in mailoutbox if "a little longer" in mail.subject]
    assert len(held) == 1
    assert "24 September" in held[0]


def test_a_withdrawn_publication_is_not_told(mailoutbox):
    conversation, claire = accepted()
    actions.answer(conversation=conversation, by=claire.user, text="Full of surprises.")
    draft_from(conversation=conversation, by=editor()).latest_revision.publish()
    actions.change_consent(conversation=conversation, by=conversation.candidate, consent=False)
    tick()
    assert not [mail for mail in mailoutbox if "Now on Backstage" in mail.subject]
    assert set(Notification.objects.filter(kind="published").values_list("state", flat=True)) == {
        "dropped"
    }


def test_who_lost_a_conversation_is_not_told_of_it(mailoutbox):
    conversation, _ = accepted()
    denis = expert(conversation.profession, name="Denis")
    actions.assign(conversation=conversation, by=editor(), expert=denis)
    tick()
    offered = [mail.to for mail in mailoutbox if "A question for you" in mail.subject]
    assert offered == [[denis.user.email]]


def test_a_question_offered_to_all_then_given_to_one_is_told_once(mailoutbox):
    conversation = asked()
    claire = expert(conversation.profession, name="Claire")
    conversation = actions.accept(conversation=conversation, by=editor(), expert=None)
    actions.assign(conversation=conversation, by=editor(), expert=claire)
    tick()
    offers = [mail for mail in mailoutbox if "A question for you" in mail.subject]
    assert [mail.to for mail in offers] == [[claire.user.email]]
    assert "it is for you" in offers[0].body


def test_whose_account_is_closed_is_not_written_to(mailoutbox):
    conversation = asked()
    conversation.candidate.is_active = False
    conversation.candidate.save()
    tick()
    assert mailoutbox == []
