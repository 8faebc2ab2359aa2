"""A candidate asks: a promise from that moment on, and exactly what was sent."""

import datetime
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from backstage_qa.conversations.actions import ask
from backstage_qa.conversations.errors import KeyReused, NotAllowed, NotOpenToQuestions
from backstage_qa.conversations.promise import due_date
from backstage_qa.models import Conversation, Message, Promise
from tests.factories import ProfessionFactory, UserFactory, locale


def question(profession, candidate, **changed):
    arguments = {
        "profession": profession,
        "by": candidate,
        "public_name": "Camille",
        "subject": "A day?",
        "text": "What is a day like?",
    }
    return ask(**(arguments | changed))


def test_a_question_is_received_with_its_promise(profession, candidate, heard):
    conversation = question(profession, candidate, consent=True, source="fair-2026")
    conversation.refresh_from_db()
    assert conversation.status == "received"
    assert (conversation.candidate, conversation.profession) == (candidate, profession)
    assert (conversation.consent, conversation.source) == (True, "fair-2026")
    assert conversation.assigned_to is None
    message = conversation.messages.get()
    assert (message.kind, message.text, message.author) == (
        "question",
        "What is a day like?",
        candidate,
    )
    promise = conversation.promises.get()
    assert (promise.kind, promise.outcome) == ("question", "pending")
    assert promise.due_at == conversation.due_at == due_date(conversation.created_at).at
    assert conversation.created_at == promise.made_at or promise.made_at > conversation.created_at
    assert conversation.last_message_at == message.created_at
    [(event, provided)] = heard
    assert event == "question_asked"
    assert (provided["conversation"].pk, provided["message"], provided["by"]) == (
        conversation.pk,
        message,
        candidate,
    )


def test_the_name_shown_is_the_one_they_chose_never_their_own(profession, candidate):
    conversation = question(profession, candidate, public_name="  Curious \n otter ")
    assert conversation.public_name == "Curious otter"
    assert conversation.messages.get().author_name == "Curious otter"
    said = f"{conversation} {conversation.messages.get()} {conversation.promises.get()}"
    log = str(list(ModelLogEntry.objects.for_instance(conversation).values("label", "data")))
    for private in ("Ada", "Lovelace", candidate.email, "A day?", "What is a day", "otter"):
        assert private not in said + log


def test_the_language_is_the_professions(candidate):
    profession = ProfessionFactory(locale=locale("fr"))
    assert question(profession, candidate).language == "fr"


@pytest.mark.parametrize("state", ["waiting", "closed"])
def test_only_an_open_profession_takes_questions(profession, candidate, state):
    stale = profession
    type(profession).objects.filter(pk=profession.pk).update(state=state)
    with pytest.raises(NotOpenToQuestions):
        question(stale, candidate)
    assert not Conversation.objects.exists()


def test_asking_needs_an_account_in_use(profession):
    for person in (AnonymousUser(), UserFactory(is_active=False)):
        with pytest.raises(NotAllowed):
            question(profession, person)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", " \n\t "),
        ("text", "\x00"),
        ("text", "\u200b\u2060"),
        ("text", "x" * 10_001),
        ("subject", "  "),
        ("subject", "x" * 161),
        ("public_name", ""),
        ("public_name", "\u200b"),
        ("public_name", "x" * 61),
    ],
)
def test_what_says_nothing_or_too_much_is_refused_by_name(profession, candidate, field, value):
    with pytest.raises(ValidationError) as refusal:
        question(profession, candidate, **{field: value})
    assert list(refusal.value.message_dict) == [field]
    assert not Conversation.objects.exists()


def test_texts_are_kept_as_typed_but_for_what_no_database_or_reader_wants(profession, candidate):
    text = "  \x00First\r\nsecond\rthird\ttab \ud800\u202eyes\u2069 é 😀 العربية\x07\n "
    conversation = question(
        profession, candidate, text=text, subject="One\r\nBcc: all@example.com\u2028two"
    )
    conversation.refresh_from_db()
    expected = "First\nsecond\nthird\ttab yes é 😀 العربية"
    assert conversation.messages.get().text == expected
    assert conversation.subject == "One Bcc: all@example.com two"


def test_the_longest_text_fits(profession, candidate):
    conversation = question(
        profession,
        candidate,
        text="é" * 10_000,
        subject="é" * 160,
        public_name="é" * 60,
        source="s" * 500,
    )
    conversation.refresh_from_db()
    assert len(conversation.source) == 60


def test_their_own_date_is_kept_and_told_to_nobody_else(profession, candidate):
    day = datetime.date.today() + datetime.timedelta(days=3)
    conversation = question(profession, candidate, interview_on=day)
    assert conversation.interview_on == day
    assert conversation.promises.get().due_on < day or (
        conversation.promises.get().due_on == datetime.date.today()
    )


def test_the_same_form_sent_twice_asks_once(profession, candidate, heard):
    key = uuid.uuid4()
    first = question(profession, candidate, key=key)
    second = question(profession, candidate, key=key)
    assert first == second
    assert Conversation.objects.count() == Message.objects.count() == Promise.objects.count() == 1
    assert len(heard) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Another?"},
        {"subject": "Another?"},
        {"public_name": "Dominique"},
        {"consent": True},
        {"interview_on": datetime.date(2027, 1, 1)},
        {"source": "elsewhere"},
    ],
)
def test_the_same_form_with_anything_else_is_refused(profession, candidate, changed):
    key = uuid.uuid4()
    question(profession, candidate, key=key)
    with pytest.raises(KeyReused):
        question(profession, candidate, key=key, **changed)
    with pytest.raises(KeyReused):
        question(ProfessionFactory(), candidate, key=key)
    assert Conversation.objects.count() == 1


def test_keys_are_each_persons_own(profession, candidate):
    key = uuid.uuid4()
    first = question(profession, candidate, key=key)
    assert question(profession, UserFactory(), key=key) != first


def test_without_a_key_two_are_two(profession, candidate):
    assert question(profession, candidate) != question(profession, candidate)
