"""Whoever abuses the place may not write to us for a while, and is told so."""

import csv
import datetime
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from backstage_qa.conversations import actions, permissions
from backstage_qa.conversations.blocks import WRITES
from backstage_qa.conversations.errors import Blocked, WrongStatus
from backstage_qa.models import Access, Block, Conversation
from tests.backstage_qa import desks
from tests.factories import BlockFactory, UserFactory

from .at_the_desk import form, url
from .screens import ASK, address, page, write
from .verbs import do

TOLD = "You cannot write to us"
DAY = datetime.timedelta(days=1)


def asking(profession, by):
    return {
        "profession": profession,
        "by": by,
        "public_name": "Otter",
        "subject": "A day?",
        "text": "What is a day like?",
    }


@pytest.mark.parametrize("verb", sorted(WRITES - {"ask"}))
@pytest.mark.parametrize("status", ["open", "answered"])
def test_who_is_blocked_writes_nothing_and_the_attempt_is_logged(opened, verb, status):
    Conversation.objects.filter(pk=opened.pk).update(status=status)
    block = BlockFactory(conversation=opened)
    with pytest.raises(Blocked, match=TOLD):
        do(verb, opened, opened.candidate)
    assert opened.messages.count() == 1
    (entry,) = ModelLogEntry.objects.for_instance(block)
    assert (entry.action, entry.data, entry.user) == (
        "backstage_qa.refuse_blocked",
        {"verb": verb},
        None,
    )


def test_they_ask_nothing_new_either(opened, profession):
    BlockFactory(conversation=opened)
    with pytest.raises(Blocked):
        actions.ask(**asking(profession, opened.candidate))
    assert Conversation.objects.count() == 1
    actions.ask(**asking(profession, UserFactory()))  # others do


def test_they_take_back_what_they_asked_and_what_they_agreed_to(opened, candidate):
    BlockFactory(conversation=opened)
    offered = permissions.available_actions(candidate, opened)
    assert offered == ["withdraw", "change_consent"]
    actions.withdraw(conversation=opened, by=candidate)


def test_it_ends_with_its_last_day(opened, candidate, editor):
    last = timezone.localdate() + 3 * DAY
    actions.block(conversation=opened, by=editor, reason="Insults.", until=last)
    for days, is_blocked in ((0, True), (3, True), (4, False)):
        with time_machine.travel(timezone.now() + days * DAY, tick=False):
            assert ("add_detail" not in permissions.available_actions(candidate, opened)) == (
                is_blocked
            ), days


def test_it_can_be_lifted_and_made_again(opened, candidate, editor):
    for _ in range(2):
        actions.block(conversation=opened, by=editor, reason="Insults.")
        with pytest.raises(WrongStatus):
            actions.block(conversation=opened, by=editor, reason="Insults.")
        actions.unblock(conversation=opened, by=editor)
        with pytest.raises(WrongStatus):
            actions.unblock(conversation=opened, by=editor)
    actions.add_detail(conversation=opened, by=candidate, text="Sorry.")
    assert Block.objects.count() == 2
    verbs = ModelLogEntry.objects.for_instance(opened).order_by("pk").values_list("action")
    assert [verb.removeprefix("backstage_qa.") for (verb,) in verbs] == [
        *["block", "unblock"] * 2,
        "add_detail",
    ]


def test_a_block_has_a_reason_and_a_day_to_come(opened, editor):
    for changed in ({"reason": " "}, {"until": timezone.localdate() - DAY}):
        with pytest.raises(ValidationError) as refusal:
            do("block", opened, editor, **changed)
        assert list(refusal.value.message_dict) == list(changed)
    assert not Block.objects.exists()


def test_it_goes_with_the_person(opened):
    BlockFactory(conversation=opened)
    opened.candidate.delete()
    assert not Block.objects.exists()


@pytest.mark.usefixtures("signed_in")
def test_they_are_told_before_they_write_and_nothing_typed_is_lost(client, opened, question):
    assert TOLD not in page(client.get(ASK))
    check = write(client, question)
    block = BlockFactory(conversation=opened, until=timezone.localdate() + 3 * DAY)
    sent = client.post(check)
    assert sent.status_code == 409
    assert page(sent).count(f"{TOLD} until") == 1
    assert question["text"] in page(sent)
    assert page(client.get(ASK)).count(TOLD) == 1
    own = page(client.get(address(opened)))
    assert own.count(TOLD) == 1
    assert block.reason not in own
    assert f'"{address(opened, "add_detail")}"' not in own
    typed = {"key": uuid.uuid4(), "text": "Typed for ten minutes"}
    kept = client.post(address(opened, "add_detail"), typed)
    assert kept.status_code == 409
    assert "Typed for ten minutes" in page(kept)


def test_editors_block_on_the_screen_of_what_was_written_and_lift_from_the_list(opened):
    client = desks.signed_in(desks.editor(first_name="Ed", last_name="Itor"))
    sent = form(opened, reason="Insults twice.", until="")
    shown = page(client.post(url("block", opened), sent, follow=True))
    assert "This person can write nothing more." in shown
    assert "Insults twice." in shown
    listed = page(client.get(reverse("backstage_blocks:index"), {"in_force": "yes"}))
    assert "Insults twice." in listed
    assert "Ed Itor" in listed
    assert url("conversation", opened) in listed
    assert opened.candidate.email not in listed
    client.post(url("unblock", opened), form(opened))
    over = page(client.get(reverse("backstage_blocks:index"), {"in_force": "yes"}))
    assert "Insults twice." not in over


def test_the_list_in_a_spreadsheet_says_why_and_not_who(opened):
    BlockFactory(conversation=opened, reason="=1+1 from mallory@evil.example")
    client = desks.signed_in(desks.editor())
    rows = client.get(reverse("backstage_blocks:index"), {"export": "csv"}).getvalue().decode()
    heading, row = list(csv.reader(rows.splitlines()))
    assert heading == ["Conversation", "Reason", "Since", "State", "By"]
    assert row[0] == str(opened.pk)
    assert row[1].startswith("'=1+1 from")
    for who in ("mallory", opened.public_name, opened.candidate.email):
        assert who not in rows
    assert Access.objects.get(kind="exported").row_count == 1
    index = page(client.get(reverse("backstage_blocks:index")))
    assert "export=csv" in index
    assert "export=xlsx" in index


def test_experts_neither_block_nor_see_that_somebody_is(opened, profession):
    claire = desks.expert(profession)
    Conversation.objects.filter(pk=opened.pk).update(assigned_to=claire)
    BlockFactory(conversation=opened, reason="canary")
    client = desks.signed_in(claire.user)
    assert client.post(url("block", opened), form(opened, reason="No.")).status_code == 403
    assert "canary" not in page(client.get(url("conversation", opened)))
