"""People and a thread drawn from a conversation."""

import pytest

from backstage_qa.conversations import actions
from backstage_qa.threads.actions import draft_from
from tests.backstage_qa.desks import editor, expert
from tests.factories import ConversationFactory, ProfessionFactory


@pytest.fixture
def alice():
    return editor()


@pytest.fixture
def bob():
    return editor()


@pytest.fixture
def claire():
    return expert(ProfessionFactory())


@pytest.fixture
def conversation(claire):
    conversation = ConversationFactory(
        profession=claire.professions.get(), status="open", consent=True
    )
    actions.answer(conversation=conversation, by=claire.user, text="Full of surprises.")
    conversation.refresh_from_db()
    return conversation


@pytest.fixture
def thread(conversation, alice):
    return draft_from(conversation=conversation, by=alice)
