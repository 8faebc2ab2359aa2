"""Several people, or one impatient one, at the same moment: no update is lost, none is doubled."""

import datetime
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection
from django.db.models.signals import post_save
from django.dispatch import Signal
from django.utils import timezone

from backstage_qa import signals
from backstage_qa.conversations import actions
from backstage_qa.conversations.errors import KeyReused, NotAllowed, StaleWrite, WrongStatus
from backstage_qa.conversations.record import FEWEST, count_records
from backstage_qa.conversations.states import TRANSITIONS
from backstage_qa.models import (
    Conversation,
    Message,
    Promise,
    PromiseRecord,
    PublicEpoch,
    PublishedThread,
    Thread,
)
from backstage_qa.threads.publication import ConsentMissing
from tests.factories import (
    ConversationFactory,
    ExpertFactory,
    MessageFactory,
    ProfessionFactory,
    PromiseFactory,
    UserFactory,
)

from .conftest import make_editor
from .publishing import publish_thread_from
from .verbs import ARGUMENTS, do

pytestmark = pytest.mark.django_db(transaction=True)

TWENTY = 20


@pytest.fixture(autouse=True)
def _on_disk(transactional_db):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.fail("Threads need a database in a file: set TEST_DATABASE.")


def at_once(*calls):
    """What each call returned or raised; all start at the same moment, each in its thread."""
    gate = threading.Barrier(len(calls))

    def run(call):
        gate.wait(timeout=30)
        try:
            return call()
        except OperationalError:  # a deadlock or a lock nobody gave back: never acceptable
            raise
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, c) for c in calls]]


def in_the_middle(signal, first, second, sender=None):
    """What two calls returned or raised; ``second`` starts when ``first`` sends ``signal``.

    ``first`` goes on once ``second`` is done; a second that has to wait for the
    first to commit lets it go on after a moment.
    """
    is_sent, is_done = threading.Event(), threading.Event()

    def receiver(**kwargs):
        is_sent.set()
        is_done.wait(timeout=0.5)

    def call_second():
        is_sent.wait(timeout=30)
        try:
            return second()
        finally:
            is_done.set()

    signal.connect(receiver, sender)
    try:
        return at_once(first, call_second)
    finally:
        signal.disconnect(receiver, sender)


def split(results):
    """(what succeeded, what was refused)"""
    refused = [r for r in results if isinstance(r, Exception)]
    return [r for r in results if not isinstance(r, Exception)], refused


@pytest.fixture
def shared():
    """An open conversation that two experts may answer."""
    profession = ProfessionFactory()
    experts = ExpertFactory.create_batch(2, professions=[profession])
    conversation = ConversationFactory(profession=profession, status="open")
    conversation.refresh_from_db()
    return conversation, experts


@pytest.mark.parametrize("with_version", [True, False])
def test_two_experts_answer_at_once(shared, with_version):
    conversation, experts = shared
    seen = conversation.version if with_version else None

    def answer(expert):
        return lambda: actions.answer(
            conversation=conversation,
            by=expert.user,
            text=f"By {expert.name}",
            seen_version=seen,
        )

    won, refused = split(at_once(*map(answer, experts)))
    assert (len(won), len(refused)) == (1, 1)
    # The winner has taken it: the other one is no longer its expert.
    assert isinstance(refused[0], (NotAllowed, StaleWrite, WrongStatus))
    conversation.refresh_from_db()
    assert (conversation.status, conversation.assigned_to) == ("answered", won[0].expert)
    assert conversation.messages.get(kind="answer") == won[0]
    assert conversation.promises.get().outcome == "kept"


def test_an_expert_and_an_editor_answer_at_once_and_the_second_keeps_both_texts(shared):
    conversation, (expert, _) = shared
    people = [expert.user, make_editor()]

    def answer(person):
        return lambda: actions.answer(
            conversation=conversation, by=person, text=f"By {person.pk}", seen_version=1
        )

    won, refused = split(at_once(*map(answer, people)))
    assert (len(won), len(refused)) == (1, 1)
    if not isinstance(refused[0], NotAllowed):
        assert isinstance(refused[0], StaleWrite)
        assert refused[0].theirs == won[0].text
        assert refused[0].yours in {f"By {p.pk}" for p in people} - {won[0].text}
    assert conversation.messages.filter(kind="answer").count() == 1


def test_many_notes_at_once_are_all_there(shared):
    conversation, _ = shared
    editors = [make_editor() for _ in range(8)]

    def write(editor):
        return lambda: actions.note(conversation=conversation, by=editor, text=f"By {editor.pk}")

    won, refused = split(at_once(*map(write, editors)))
    assert (len(won), refused) == (8, [])
    conversation.refresh_from_db()
    assert conversation.version == 9
    assert conversation.messages.filter(kind="note").count() == 8


def test_an_answer_and_a_withdrawal_at_once(shared):
    conversation, (expert, _) = shared
    at_once(
        lambda: actions.answer(conversation=conversation, by=expert.user, text="So."),
        lambda: actions.withdraw(conversation=conversation, by=conversation.candidate),
    )
    conversation.refresh_from_db()
    assert conversation.status == "withdrawn"  # before or after the answer
    answers = conversation.messages.filter(kind="answer").count()
    assert conversation.promises.get().outcome == ("kept" if answers else "void")


def test_a_change_and_an_answer_at_once(shared):
    """Never an answer that has its question changed under it unnoticed."""
    conversation, (expert, _) = shared
    results = at_once(
        lambda: actions.answer(
            conversation=conversation, by=expert.user, text="So.", seen_version=1
        ),
        lambda: actions.edit_question(
            conversation=conversation,
            by=conversation.candidate,
            subject="New",
            text="New",
            seen_version=1,
        ),
    )
    won, refused = split(results)
    assert (len(won), len(refused)) == (1, 1)
    assert isinstance(refused[0], StaleWrite if results[0] is refused[0] else WrongStatus)


def test_the_same_question_twenty_times_at_once_is_one():
    profession, candidate, key = ProfessionFactory(), UserFactory(), uuid.uuid4()

    def ask():
        return actions.ask(
            profession=profession,
            by=candidate,
            public_name="Camille",
            subject="A day?",
            text="What is a day like?",
            key=key,
        )

    results = at_once(*[ask] * TWENTY)
    assert {getattr(r, "pk", r) for r in results} == {Conversation.objects.get().pk}
    assert Message.objects.count() == Promise.objects.count() == 1


def test_two_questions_under_one_key_at_once_are_one_and_a_refusal():
    profession, candidate, key = ProfessionFactory(), UserFactory(), uuid.uuid4()

    def ask(text):
        return lambda: actions.ask(
            profession=profession,
            by=candidate,
            public_name="Camille",
            subject="A day?",
            text=text,
            key=key,
        )

    won, refused = split(at_once(ask("This?"), ask("That?")))
    assert len(won) == Conversation.objects.count() == 1
    assert [type(error) for error in refused] == [KeyReused]


@pytest.mark.parametrize(
    "verb",
    ["answer", "ask_for_detail", "add_detail", "follow_up", "thank", "note", "decline", "hold"],
)
def test_the_same_message_twenty_times_at_once_is_one(verb):
    profession = ProfessionFactory()
    status = "answered" if verb in {"follow_up", "thank"} else "open"
    conversation = ConversationFactory(profession=profession, status=status)
    conversation.refresh_from_db()
    is_theirs = "candidate" in TRANSITIONS[verb].who
    by = conversation.candidate if is_theirs else make_editor()
    changed = ARGUMENTS[verb](conversation) | {"key": uuid.uuid4()}
    if verb in {"answer", "decline", "hold"}:
        changed["seen_version"] = conversation.version
    before = conversation.messages.count()
    results = at_once(*[lambda: do(verb, conversation, by, **changed)] * TWENTY)
    assert len({getattr(r, "pk", r) for r in results}) == 1, results
    assert conversation.messages.count() == before + 1
    conversation.refresh_from_db()
    assert conversation.version == 2
    assert conversation.promises.filter(outcome="pending").count() == conversation.is_owed


def test_one_key_for_two_verbs_at_once_makes_one_thing(shared):
    conversation, _ = shared
    editor, key = make_editor(), uuid.uuid4()
    won, refused = split(
        at_once(
            lambda: actions.note(conversation=conversation, by=editor, text="So.", key=key),
            lambda: actions.answer(conversation=conversation, by=editor, text="So.", key=key),
        )
    )
    assert (len(won), [type(error) for error in refused]) == (1, [KeyReused])
    assert Message.objects.filter(idempotency_key=key).get() == won[0]


@pytest.fixture
def ready(shared):
    """(an answered conversation whose candidate agrees, an approved revision not yet public)"""
    conversation, (expert, _) = shared
    actions.answer(conversation=conversation, by=expert.user, text="So.")
    conversation.refresh_from_db()
    thread, _ = publish_thread_from(conversation)
    approved = thread.live_revision
    thread.unpublish()
    return conversation, approved


def take_back(conversation):
    return lambda: actions.change_consent(
        conversation=conversation, by=conversation.candidate, consent=False
    )


def test_consent_is_taken_back_just_before_a_publication_commits(ready):
    conversation, approved = ready
    publication, withdrawal = in_the_middle(
        signals.thread_published, approved.publish, take_back(conversation)
    )
    assert not isinstance(publication, Exception)
    assert not isinstance(withdrawal, Exception)
    assert_is_private(conversation)


def test_a_publication_begins_just_before_a_withdrawn_consent_commits(ready):
    conversation, approved = ready
    withdrawal, publication = in_the_middle(
        signals.consent_changed, take_back(conversation), approved.publish
    )
    assert not isinstance(withdrawal, Exception)
    assert isinstance(publication, ConsentMissing)
    assert_is_private(conversation)


@pytest.mark.parametrize("moment", ["before its row is taken", "after its row is taken"])
def test_a_new_edition_is_published_while_consent_is_taken_back(ready, monkeypatch, moment):
    """Both change the thread and its revisions: neither waits for the other for ever."""
    conversation, approved = ready
    approved.publish()
    about_to_save, save = Signal(), Thread.save

    def announced_save(self, *args, **kwargs):
        about_to_save.send(Thread)
        save(self, *args, **kwargs)

    monkeypatch.setattr(Thread, "save", announced_save)
    publication, withdrawal = in_the_middle(
        about_to_save if moment.startswith("before") else post_save,
        approved.publish,
        take_back(conversation),
        sender=Thread,
    )
    assert not isinstance(publication, Exception)
    assert not isinstance(withdrawal, Exception)
    assert_is_private(conversation)


def test_an_expert_stops_being_public_while_consent_is_taken_back():
    """Both change public rows: whoever holds the epoch waits for nobody else's."""
    profession = ProfessionFactory()
    expert = ExpertFactory(professions=[profession])
    conversations = ConversationFactory.create_batch(
        2, profession=profession, status="open", consent=True
    )
    for conversation in conversations:
        actions.answer(conversation=conversation, by=expert.user, text="So.")
        conversation.refresh_from_db()
        publish_thread_from(conversation)
    expert.refresh_from_db()
    expert.agreed_public_on = None
    # The newest is refreshed first; the other one's candidate comes in between.
    change, withdrawal = in_the_middle(
        signals.thread_updated, expert.save, take_back(conversations[0])
    )
    assert not isinstance(change, Exception)
    assert not isinstance(withdrawal, Exception)
    assert [row.answered_by for row in PublishedThread.objects.public()] == [[]]
    assert not Thread.objects.drawn_from(conversations[0]).filter(live=True).exists()


def assert_is_private(conversation):
    conversation.refresh_from_db()
    assert not conversation.consent
    assert not Thread.objects.drawn_from(conversation).filter(live=True).exists()
    assert not PublishedThread.objects.public().exists()


def test_an_answer_comes_just_before_another_one_commits(shared):
    conversation, _ = shared
    editors = [make_editor(), make_editor()]
    first, second = in_the_middle(
        signals.conversation_answered,
        *(
            lambda editor=editor: actions.answer(
                conversation=conversation, by=editor, text=f"By {editor.pk}", seen_version=1
            )
            for editor in editors
        ),
    )
    assert isinstance(second, StaleWrite)
    assert (second.theirs, second.yours) == (first.text, f"By {editors[1].pk}")
    assert conversation.messages.get(kind="answer") == first


def test_the_records_are_counted_at_once_and_once():
    profession = ProfessionFactory()
    for _ in range(FEWEST):
        asked = timezone.now() - datetime.timedelta(days=2)
        conversation = ConversationFactory(
            profession=profession, status="answered", created_at=asked
        )
        MessageFactory(conversation=conversation, kind="answer")
        PromiseFactory(conversation=conversation, outcome="kept", ended_at=timezone.now())
    assert sorted(at_once(*[count_records] * 4)) == [0, 0, 0, 2]
    assert PromiseRecord.objects.count() == 2


def test_public_changes_at_once_are_all_counted():
    before = PublicEpoch.current()
    at_once(*[lambda: ProfessionFactory(family=None)] * 4)
    assert PublicEpoch.current() >= before + 4
