"""An answered conversation is closed by an editor or by time; a follow-up opens it again."""

import datetime

from django.utils import timezone
from wagtail.models import ModelLogEntry

from backstage_qa.conversations.actions import close, follow_up, thank
from backstage_qa.conversations.closing import close_quiet
from backstage_qa.conversations.querysets import ConversationQuerySet


def test_an_editor_closes_it(answered, editor, heard):
    close(conversation=answered, by=editor)
    answered.refresh_from_db()
    assert answered.status == "closed"
    assert [(n, p["by"]) for n, p in heard] == [("conversation_closed", editor)]


def test_time_closes_it_and_the_log_names_nobody(answered, candidate):
    close(conversation=answered, by=None)
    entry = ModelLogEntry.objects.for_instance(answered).get()
    assert (entry.action, entry.user) == ("backstage_qa.close", None)
    assert entry.data == {"from": "answered", "to": "closed"}
    follow_up(conversation=answered, by=candidate, text="One more thing")
    answered.refresh_from_db()
    assert answered.status == "open"


def test_time_does_not_close_what_somebody_wrote_in_meanwhile(answered, candidate, monkeypatch):
    quiet_since = ConversationQuerySet.quiet_since

    def read_then_somebody_writes(self, moment):
        found = list(quiet_since(self, moment))
        thank(conversation=answered, by=candidate, text="Thank you!")
        return found

    monkeypatch.setattr(ConversationQuerySet, "quiet_since", read_then_somebody_writes)
    assert close_quiet(timezone.now() + datetime.timedelta(days=400)) == 0
    answered.refresh_from_db()
    assert answered.status == "answered"
