"""Every verb × every status × everybody, against a table written out here."""

import inspect

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from wagtail.models import ModelLogEntry

from backstage_qa.conversations import actions, permissions, states
from backstage_qa.conversations.errors import NotAllowed, WrongStatus
from backstage_qa.conversations.promise import due_date
from backstage_qa.models import Conversation, Message, Promise
from tests.factories import (
    BlockFactory,
    ConversationFactory,
    ExpertFactory,
    ProfessionFactory,
    PromiseFactory,
    UserFactory,
)

from .conftest import make_editor
from .verbs import ARGUMENTS, do

# verb: from, to, who, and the columns of the conversation that it may change.
# A change here is a change of what we promise people: make it on purpose.
TABLE = """
edit_question  | received open   | same      | candidate | subject detail_asked_at
accept         | received        | open      | editor    | assigned_to
assign         | open on_hold    | same      | editor    | assigned_to
ask_for_detail | received open   | same      | staff     | assigned_to detail_asked_at
add_detail     | unanswered      | same      | candidate | detail_asked_at
hold           | open on_hold    | on_hold   | staff     | assigned_to due_at
answer         | open on_hold    | answered  | staff     | assigned_to due_at
follow_up      | answered closed | open      | candidate | due_at
thank          | answered closed | same      | candidate |
note           | any             | same      | staff     |
mark_spam      | received        | declined  | editor    | spam_since due_at
restore        | declined        | received  | editor    | spam_since due_at
merge          | unanswered      | merged    | editor    | merged_into assigned_to
unmerge        | merged          | received  | editor    | merged_into
answer_merged  | merged          | answered  | editor    | merged_into assigned_to due_at
hold_merged    | merged          | same      | editor    | due_at
refer          | unanswered      | answered  | editor    | assigned_to due_at
decline        | unanswered      | declined  | editor    | decline_reason due_at
close          | answered        | closed    | editor    |
withdraw       | unended         | withdrawn | candidate | consent merged_into due_at
block          | any             | same      | editor    |
unblock        | any             | same      | editor    |
ask_consent    | answered closed | same      | editor    | consent_asked_at
change_consent | any             | same      | candidate | consent
"""
ANY = {"received", "open", "on_hold", "answered", "closed", "declined", "merged", "withdrawn"}
WORDS = {
    "any": ANY,
    "unended": ANY - {"declined", "withdrawn"},
    "unanswered": {"received", "open", "on_hold"},
    "staff": {"expert", "editor"},
}
UNREAD = {"ask_consent", "change_consent", "block", "unblock"}
ALWAYS = {"status", "version", "last_message_at"}


def words(cell: str) -> set[str]:
    return WORDS.get(cell) or set(cell.split())


ROWS = {
    verb: [words(sources), target, words(who), words(columns)]
    for verb, sources, target, who, columns in (
        [cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()
    )
}
COLUMNS = [field.attname for field in Conversation._meta.concrete_fields]


def test_the_table_is_the_one_we_promised():
    assert {
        verb: [set(step.sources), step.to or "same", set(step.who)]
        for verb, step in states.TRANSITIONS.items()
    } == {verb: row[:3] for verb, row in ROWS.items()}
    assert [verb for verb, step in states.TRANSITIONS.items() if step.by_time] == ["close"]
    follow = [verb for verb, step in states.TRANSITIONS.items() if step.follows]
    assert follow == ["unmerge", "answer_merged", "hold_merged"]


def test_the_named_sets():
    assert set(states.Status) == set(Conversation.Status.values)
    assert {"received", "open", "on_hold", "merged"} == states.OWED
    assert {"open", "on_hold"} == states.OPEN_TO_EXPERTS
    assert {"received", "open", "on_hold"} == states.IN_HAND
    assert {"answered", "closed"} == states.PUBLISHABLE


BEGINNINGS = {"ask", "ask_at_meeting"}  # of a conversation that was not there before


def test_every_verb_has_an_action_and_every_action_a_row():
    assert set(actions.__all__) == set(ROWS) | BEGINNINGS
    assert set(ARGUMENTS) == set(ROWS)


def test_actions_take_named_arguments_a_person_and_no_request():
    for verb in actions.__all__:
        parameters = inspect.signature(getattr(actions, verb)).parameters.values()
        assert {p.kind for p in parameters} == {inspect.Parameter.KEYWORD_ONLY}, verb
        names = {p.name for p in parameters}
        assert "by" in names
        assert "request" not in names
        # None of a conversation's columns is set by name, but those the person chooses.
        chosen = {
            "public_name",
            "profession",
            "subject",
            "consent",
            "interview_on",
            "source",
            "meeting",
        }
        settable = names & {field.name for field in Conversation._meta.concrete_fields}
        assert settable <= (chosen if verb in BEGINNINGS else {"subject", "consent"})


@pytest.fixture
def cast(db):
    """(conversation factory, people with what they are to it)."""
    profession, expert_user = ProfessionFactory(), UserFactory()
    candidate = make_editor()  # even so, to their own question, only a candidate
    expert = ExpertFactory(user=expert_user, professions=[profession])
    both = make_editor()
    ExpertFactory(user=both, professions=[profession])
    people = {
        "the candidate": (candidate, {"candidate"}),
        "its expert": (expert_user, {"expert"}),
        "another expert of the profession": (
            ExpertFactory(professions=[profession]).user,
            set(),
        ),
        "an expert of another profession": (
            ExpertFactory(professions=[ProfessionFactory()]).user,
            set(),
        ),
        "an editor": (make_editor(), {"editor"}),
        "an editor who is an expert": (both, {"editor"}),
        "a superuser": (UserFactory(is_superuser=True), {"editor"}),
        "another candidate": (UserFactory(), set()),
        "an editor who left": (make_editor(is_active=False), set()),
        "a superuser who left": (UserFactory(is_superuser=True, is_active=False), set()),
        "nobody": (AnonymousUser(), set()),
    }

    def conversation(status):
        return ConversationFactory(
            candidate=candidate, profession=profession, status=status, assigned_to=expert
        )

    return conversation, people


def everything_about(conversation):
    return (
        Conversation.objects.filter(pk=conversation.pk).values(*COLUMNS).get(),
        list(Message.objects.filter(conversation=conversation).order_by("pk").values()),
        list(Promise.objects.filter(conversation=conversation).order_by("pk").values()),
        ModelLogEntry.objects.for_instance(conversation).count(),
    )


@pytest.mark.any_database
@pytest.mark.parametrize("verb", ROWS)
def test_who_can_do_it_when(cast, verb):
    make, people = cast
    sources, target, who, may_change = ROWS[verb]
    for status in Conversation.Status.values:
        conversation = make(status)
        if verb == "restore":
            due = due_date(conversation.created_at, None)
            PromiseFactory(conversation=conversation, due_at=due.at, due_on=due.on, outcome="void")
            conversation.spam_since = conversation.created_at
            conversation.save()
        if verb == "unblock":
            BlockFactory(conversation=conversation)
        before = everything_about(conversation)
        for name, (person, roles) in people.items():
            case = f"{name} would {verb} while it is {status}"
            is_allowed = bool(who & roles) and status in sources
            offered = verb in permissions.available_actions(person, conversation)
            assert offered == is_allowed, case
            if is_allowed:
                with transaction.atomic():
                    do(verb, conversation, person)
                    after = everything_about(conversation)
                    transaction.set_rollback(True)
                assert after[0]["status"] == (status if target == "same" else target), case
                is_read = verb not in UNREAD  # of which nobody who writes has to know
                assert after[0]["version"] == before[0]["version"] + is_read, case
                changed = {c for c in COLUMNS if after[0][c] != before[0][c]}
                names = {c.removesuffix("_id").removeprefix("first_") for c in changed}
                assert names <= ALWAYS | may_change, case
                assert after[3] == before[3] + 1, f"{case}: logged once"
            else:
                with pytest.raises(WrongStatus if who & roles else NotAllowed):
                    do(verb, conversation, person)
            assert everything_about(conversation) == before, case


@pytest.mark.parametrize("verb", ROWS)
def test_only_what_time_does_is_done_by_nobody(answered, opened, verb):
    for conversation in (answered, opened):
        if verb == "close" and conversation is answered:
            do(verb, conversation, None)
            continue
        with pytest.raises((NotAllowed, WrongStatus)):
            do(verb, conversation, None)


@pytest.mark.parametrize("verb", ["hold", "answer", "note"])
@pytest.mark.parametrize("status", Conversation.Status.values)
def test_what_nobody_has_is_of_every_expert_of_the_profession(profession, verb, status):
    sources = ROWS[verb][0]
    expert = ExpertFactory(professions=[profession])
    stranger = ExpertFactory(professions=[ProfessionFactory()])
    conversation = ConversationFactory(profession=profession, status=status)
    with pytest.raises(NotAllowed):
        do(verb, conversation, stranger.user)
    if status in {"open", "on_hold"}:
        assert status in sources
        do(verb, conversation, expert.user)
    else:  # not yet read by an editor, or over
        with pytest.raises(NotAllowed):
            do(verb, conversation, expert.user)


def test_an_expert_is_never_more_than_candidate_of_their_own_question(profession, editor):
    expert = ExpertFactory(professions=[profession])
    conversation = ConversationFactory(
        profession=profession, candidate=expert.user, status="open", assigned_to=expert
    )
    assert permissions.roles(expert.user, conversation) == {"candidate"}
    with pytest.raises(NotAllowed):
        do("answer", conversation, expert.user)
    do("answer", conversation, editor)
