"""What the staff look for on the desk: words of a subject or of a message, in any order."""

import pytest
from django.db import connection
from django.urls import reverse

from backstage_qa.models import Conversation, Message, Thread
from backstage_qa.search.columns import saying
from tests.backstage_qa.conversations.at_the_desk import LIST, opened
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.factories import ConversationFactory, MessageFactory, ProfessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def profession():
    return ProfessionFactory()


@pytest.fixture
def about_nights(profession):
    conversation = opened(profession, subject="Night shifts in l’agence, paid how?")
    note = "See Camille_Roy@example.com, 2024."
    MessageFactory(conversation=conversation, kind="note", text=note)
    return conversation


def found(text, user=None):
    response = signed_in(user or editor()).get(reverse(LIST), {"q": text})
    return list(response.context["object_list"])


@pytest.mark.parametrize(
    "text",
    [
        "night",
        "NIGHT shifts",
        "shifts night",
        "nig shif",
        "agence",
        "camille_roy@example.com",
        "'night' & (shifts:*",
    ],
)
def test_every_word_begun_is_enough_and_signs_are_none(text, about_nights, profession):
    opened(profession, subject="Something else?")
    assert found(text) == [about_nights]


@pytest.mark.parametrize("text", ["&|!", "—", "nightingale"])
def test_what_no_word_says_is_not_found(text, about_nights):
    assert found(text) == []


def test_a_conversation_is_found_once_however_often_it_says_so(about_nights):
    for _ in range(2):
        MessageFactory(conversation=about_nights, kind="follow_up", text="Night again?")
    assert found("night") == [about_nights]


def test_looking_for_something_widens_no_desk(about_nights, profession):
    received = ConversationFactory(profession=profession, subject="Night, and not accepted yet?")
    opened(ProfessionFactory(), subject="Night elsewhere?")
    assert found("night", expert(profession).user) == [about_nights]
    assert received in found("night")


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("model", "column"), [(Conversation, "subject"), (Message, "text"), (Thread, "title")]
)
def test_postgresql_answers_from_an_index(model, column):
    with connection.cursor() as cursor:  # few rows: it would not care to
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    plan = saying(model.objects.order_by(), column, "night shift").explain()
    assert f"Bitmap Index Scan on backstage_desk_{column}" in plan
