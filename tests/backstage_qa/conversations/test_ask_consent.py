"""A candidate who did not agree to publication is asked by mail, once, and decides alone."""

import pytest
from django.core.management import call_command

from backstage_qa.conversations import actions
from backstage_qa.conversations.errors import WrongStatus
from backstage_qa.models import Notification
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.factories import ConversationFactory, ProfessionFactory

from .at_the_desk import form, opened, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def profession():
    return ProfessionFactory()


@pytest.fixture
def silent(profession):
    """Answered, and its candidate did not agree to publication."""
    claire = expert(profession)
    conversation = opened(profession, assigned_to=claire, subject="A day?")
    actions.answer(conversation=conversation, by=claire.user, text="Full of surprises.")
    conversation.refresh_from_db()
    return conversation


def test_the_desk_says_why_there_is_no_draft_and_offers_to_ask(silent, mailoutbox):
    client = signed_in(editor())
    page = client.get(url("conversation", silent)).content.decode()
    assert "No thread can be drafted: the candidate did not agree to publication." in page
    assert 'href="#act-ask_consent"' in page
    assert "draft/" not in page
    Notification.objects.all().delete()
    client.post(url("ask_consent", silent), form(silent))
    call_command("backstage_tick", verbosity=0)
    (mail,) = mailoutbox
    assert mail.to == [silent.candidate.email]
    assert mail.subject == "May others read it, too? A day?"
    assert f"/my/conversations/{silent.public_id}/" in mail.body
    assert "Full of surprises." not in mail.body
    silent.refresh_from_db()
    assert not silent.consent  # asking decides nothing
    page = client.get(url("conversation", silent)).content.decode()
    assert "Asked by mail on" in page
    assert "act-ask_consent" not in page


def test_nobody_is_asked_twice_or_after_agreeing(silent):
    ed = editor()
    actions.ask_consent(conversation=silent, by=ed)
    with pytest.raises(WrongStatus):
        actions.ask_consent(conversation=silent, by=ed)
    actions.change_consent(conversation=silent, by=silent.candidate, consent=True)
    actions.change_consent(conversation=silent, by=silent.candidate, consent=False)
    with pytest.raises(WrongStatus):
        actions.ask_consent(conversation=silent, by=ed)
    assert Notification.objects.filter(kind="consent").count() == 1


def test_who_agreed_meanwhile_is_not_asked(silent, mailoutbox):
    Notification.objects.all().delete()
    actions.ask_consent(conversation=silent, by=editor())
    actions.change_consent(conversation=silent, by=silent.candidate, consent=True)
    call_command("backstage_tick", verbosity=0)
    assert mailoutbox == []


def test_nobody_is_asked_where_nobody_could_reply(profession):
    erased = ConversationFactory(profession=profession, candidate=None, status="answered")
    assert "ask_consent" not in page_of(erased)
    with pytest.raises(WrongStatus):
        actions.ask_consent(conversation=erased, by=editor())


def page_of(conversation) -> str:
    return signed_in(editor()).get(url("conversation", conversation)).content.decode()
