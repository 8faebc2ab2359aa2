"""Whoever declines reads the candidate's mail before it goes, word by word."""

import pytest
from django.core import mail

from backstage_qa.conversations import actions
from backstage_qa.models import DeclineReason, Notification
from backstage_qa.notifications.messages import compose
from tests.backstage_qa.conversations.at_the_desk import form, url
from tests.backstage_qa.desks import editor, signed_in
from tests.factories import ConversationFactory, DeclineReasonFactory, ProfessionFactory, locale

pytestmark = pytest.mark.django_db
TEXT = "Écrivez au service de paie. <b>Merci</b>"


@pytest.fixture
def conversation():
    profession = ProfessionFactory(locale=locale("fr"))
    return ConversationFactory(profession=profession, subject="Ma paie ?")


def preview(conversation, by, **fields):
    reason = DeclineReasonFactory(name="Elle porte sur la paie", language="fr", text="")
    sent = form(conversation, preview="1", **{"reason": reason.pk, "text": TEXT} | fields)
    return signed_in(by).post(url("decline", conversation), sent)


def test_it_is_the_mail_that_is_sent_in_the_candidates_language(conversation):
    anne = editor(first_name="Anne", last_name="Lefort")
    shown = preview(conversation, anne)
    assert shown.status_code == 200
    reason = DeclineReason.objects.get(name="Elle porte sur la paie")
    actions.decline(conversation=conversation, by=anne, reason=reason, text=TEXT)
    sent = compose(Notification.objects.get(kind="declined"))
    words = next(c["text"] for c in shown.context if "text" in c and "subject" in c)
    subject = next(c["subject"] for c in shown.context if "text" in c and "subject" in c)
    assert (subject, words) == (sent.subject, sent.body)
    assert "Bonjour" in words
    assert "&lt;b&gt;Merci&lt;/b&gt;" in shown.content.decode()


def test_a_preview_changes_and_sends_nothing(conversation):
    preview(conversation, editor())
    conversation.refresh_from_db()
    assert (conversation.status, conversation.decline_reason) == ("received", "")
    assert conversation.messages.count() == 1
    assert not Notification.objects.exists()
    assert not mail.outbox


def test_what_was_typed_stays_and_can_be_sent(conversation):
    page = preview(conversation, editor()).content.decode()
    assert "Écrivez au service de paie." in page
    assert f'action="{url("decline", conversation)}"' in page


def test_a_preview_of_what_is_wrong_says_what_is_wrong(conversation):
    shown = preview(conversation, editor(), text="")
    assert shown.status_code == 422
    assert "Write a message." in shown.content.decode()


def test_nobody_previews_what_they_may_not_do(conversation):
    assert preview(conversation, conversation.candidate).status_code in {302, 404}
