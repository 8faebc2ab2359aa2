"""The people of a conversation, and an ear for what it announces."""

import uuid

import pytest
from django.contrib.auth.models import Permission
from django.dispatch import Signal

from backstage_qa import signals
from backstage_qa.conversations import actions
from backstage_qa.models import Conversation
from tests.factories import ConversationFactory, ExpertFactory, ProfessionFactory, UserFactory


def make_editor(**fields):
    user = UserFactory(**fields)
    user.user_permissions.add(Permission.objects.get(codename="triage_conversation"))
    return user


@pytest.fixture
def profession(db):
    return ProfessionFactory()


@pytest.fixture
def candidate(db):
    return UserFactory(first_name="Ada", last_name="Lovelace")


@pytest.fixture
def expert(profession):
    return ExpertFactory(name="Claire", professions=[profession])


@pytest.fixture
def editor(db):
    return make_editor(first_name="Ed", last_name="Itor")


@pytest.fixture
def received(candidate, profession):
    return ConversationFactory(candidate=candidate, profession=profession)


@pytest.fixture
def opened(candidate, profession, expert):
    """Accepted and assigned to ``expert``."""
    return ConversationFactory(
        candidate=candidate,
        profession=profession,
        status=Conversation.Status.OPEN,
        assigned_to=expert,
    )


@pytest.fixture
def answered(candidate, profession, expert):
    return ConversationFactory(
        candidate=candidate,
        profession=profession,
        status=Conversation.Status.ANSWERED,
        assigned_to=expert,
    )


@pytest.fixture
def question(profession):
    """What a candidate fills in."""
    return {
        "key": str(uuid.uuid4()),
        "profession": profession.slug,
        "subject": "What is a day like?",
        "text": "I wonder what a day is like.",
        "public_name": "Curious otter",
        "interview_on": "",
    }


@pytest.fixture
def talk(received, expert, editor):
    """A question and its answer, as the actions make them."""
    actions.accept(conversation=received, by=editor, expert=expert)
    actions.answer(conversation=received, by=expert.user, text="Full of surprises.")
    received.refresh_from_db()
    return received


@pytest.fixture
def signed_in(client, candidate):
    """The candidate, who is signed in to ``client``."""
    client.force_login(candidate, backend="django.contrib.auth.backends.ModelBackend")
    return candidate


@pytest.fixture
def heard():
    """What was announced, in order: (name of the signal, what it provided).

    ``stored_status`` is the conversation's status in the database at that moment.
    """
    events, receivers = [], []
    for name, signal in vars(signals).items():
        if not isinstance(signal, Signal) or name == "Signal":
            continue

        def receiver(sender, signal, name=name, **provided):
            if conversation := provided.get("conversation"):
                row = Conversation.objects.get(pk=conversation.pk)
                provided["stored_status"] = row.status
                provided["stored_version"] = row.version
            events.append((name, provided))

        signal.connect(receiver, weak=False)
        receivers.append((signal, receiver))
    yield events
    for signal, receiver in receivers:
        signal.disconnect(receiver)
