"""A note is for the staff: the candidate never reads it, and nothing moves."""

import pytest

from backstage_qa.conversations.actions import edit_question, note
from backstage_qa.conversations.errors import StaleWrite
from backstage_qa.models import Conversation
from tests.factories import ConversationFactory


@pytest.mark.parametrize("status", Conversation.Status.values)
def test_nothing_moves(profession, editor, status):
    conversation = ConversationFactory(profession=profession, status=status)
    before = (conversation.due_at, conversation.promises.count())
    note(conversation=conversation, by=editor, text="Mind the tone")
    conversation.refresh_from_db()
    assert conversation.status == status
    assert (conversation.due_at, conversation.promises.count()) == before


def test_the_candidate_never_reads_it(received, editor, candidate):
    note(conversation=received, by=editor, text="Mind the tone")
    assert "Mind the tone" not in [m.text for m in received.messages.for_candidate()]
    with pytest.raises(StaleWrite) as refusal:
        edit_question(
            conversation=received, by=candidate, subject="New", text="New", seen_version=9
        )
    assert "Mind the tone" not in refusal.value.theirs


def test_it_is_not_the_candidates_last_news(received, editor):
    said = received.last_message_at
    note(conversation=received, by=editor, text="Mind the tone")
    received.refresh_from_db()
    assert received.last_message_at == said
