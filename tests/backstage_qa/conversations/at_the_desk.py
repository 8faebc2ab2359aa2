"""Addresses, rows and forms of the desk."""

import uuid

from django.urls import reverse

from backstage_qa.conversations.desk.seen import seen_now
from backstage_qa.models import Conversation
from tests.factories import ConversationFactory, ProfessionFactory

LIST = "backstage_conversations:index"


def url(verb, conversation):
    return reverse(f"backstage_conversations:{verb}", args=[conversation.pk])


def opened(profession=None, **fields):
    return ConversationFactory(
        profession=profession or ProfessionFactory(), status=Conversation.Status.OPEN, **fields
    )


def form(conversation, **fields):
    seen = {"seen_version": conversation.version, "seen": seen_now(conversation)}
    return {**seen, "key": str(uuid.uuid4()), **fields}
