"""Whatever people do, in whatever order: what we promised about states and publication holds."""

import datetime
import json

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import TaskState

from backstage_qa.conversations import actions, states
from backstage_qa.conversations.errors import ConversationError
from backstage_qa.models import Conversation, Entry, Promise, PublishedThread, Thread
from backstage_qa.threads.actions import draft_from
from tests.factories import ExpertFactory, ProfessionFactory, UserFactory

from .publishing import workflow
from .verbs import do

START = datetime.datetime(2026, 3, 2, 8, tzinfo=datetime.UTC)
REFUSALS = (ConversationError, PermissionDenied, ValidationError)
CANARY = "canary-of-a-note"
ANY = st.integers(0, 11)
CANDIDATES_VERBS = [
    v for v, step in states.TRANSITIONS.items() if states.Role.CANDIDATE in step.who
]
STAFFS_VERBS = [verb for verb in states.TRANSITIONS if verb not in CANDIDATES_VERBS]
FINAL = ("outcome", "ended_at")
FIXED = ("kind", "due_at", "due_on", "rule", "made_at", "conversation_id")


class Walk(RuleBasedStateMachine):
    """Two candidates, two experts and three editors, who try everything."""

    @initialize()
    def people(self):
        self.clock = time_machine.travel(START, tick=False)
        self.now = self.clock.start()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        profession = ProfessionFactory()
        self.profession = profession
        editors = [UserFactory(is_superuser=True) for _ in range(3)]
        self.candidates = [UserFactory(), editors[0]]
        experts = [
            ExpertFactory(professions=[profession]),
            ExpertFactory(user=editors[1], professions=[profession]),
        ]
        self.experts = experts
        self.people = [*editors, experts[0].user, self.candidates[0]]
        self.conversations, self.threads = [], []
        self.promises: dict[int, dict] = {}
        self.published: dict[int, list[int]] = {}  # revisions of a thread that went public
        self.workflow = workflow()

    def teardown(self):
        if hasattr(self, "undone"):
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)
            self.clock.stop()

    def attempt(self, call):
        """The result, or None if it was refused, in which case nothing of it was done."""
        try:
            with transaction.atomic():
                return call()
        except REFUSALS:
            return None

    def pick(self, choices, number):
        return choices[number % len(choices)]

    # --- What people do -------------------------------------------------------------------

    @rule(who=ANY, consent=st.booleans(), days=st.none() | st.integers(0, 12))
    @precondition(lambda self: len(self.conversations) < 3)
    def ask(self, who, consent, days):
        today = self.now_is().date()
        self.conversations.append(
            actions.ask(
                profession=self.profession,
                by=self.pick(self.candidates, who),
                public_name="Camille",
                subject="A day?",
                text="What is a day like?",
                consent=consent,
                interview_on=None if days is None else today + datetime.timedelta(days=days),
            )
        )

    @rule(verb=st.sampled_from(CANDIDATES_VERBS), which=ANY, consent=st.booleans())
    @precondition(lambda self: self.conversations)
    def candidate_does(self, verb, which, consent):
        conversation = self.pick(self.conversations, which)
        changed = {"consent": consent} if verb == "change_consent" else {}
        self.attempt(lambda: do(verb, conversation, conversation.candidate, **changed))

    @rule(verb=st.sampled_from(STAFFS_VERBS), which=ANY, who=ANY, days=st.integers(1, 20))
    @precondition(lambda self: self.conversations)
    def staff_does(self, verb, which, who, days):
        conversation = self.pick(self.conversations, which)
        changed = {
            "note": {"text": CANARY},
            "merge": {"into": self.pick(self.conversations, days)},
            "assign": {"expert": self.pick([*self.experts, None], days)},
            "hold": {"until": self.now_is().date() + datetime.timedelta(days=days)},
        }
        by = self.pick(self.people, who)
        self.attempt(lambda: do(verb, conversation, by, **changed.get(verb, {})))

    @rule(which=ANY, who=ANY, steps=st.integers(2, 6))
    @precondition(lambda self: self.conversations)
    def go_on(self, which, who, steps):
        """The next steps of the usual road: chance alone would seldom find it."""
        conversation = self.pick(self.conversations, which)
        for step in range(steps):
            for turn in range(len(self.people)):  # whoever may
                if self.next_step(conversation, who + step + turn):
                    break

    def next_step(self, conversation, who):
        conversation.refresh_from_db()
        by = self.pick(self.people, who)
        thread = Thread.objects.drawn_from(conversation).first()
        if conversation.status == "received":
            return self.attempt(lambda: do("accept", conversation, by))
        if conversation.status in states.OPEN_TO_EXPERTS:
            return self.attempt(lambda: do("answer", conversation, by))
        if not conversation.consent:
            return do("change_consent", conversation, conversation.candidate)
        if thread is None:
            return self.attempt_draft(conversation, by)
        return self.attempt_submission(thread, by) or self.attempt_approval(thread, by)

    @rule(hours=st.sampled_from([1, 24, 72, 24 * 9]))
    def wait(self, hours):
        self.now.shift(datetime.timedelta(hours=hours))

    @rule(which=ANY, who=ANY)
    @precondition(lambda self: self.conversations and len(self.threads) < 3)
    def draft(self, which, who):
        self.attempt_draft(self.pick(self.conversations, which), self.pick(self.people, who))

    def attempt_draft(self, conversation, by):
        if thread := self.attempt(lambda: draft_from(conversation=conversation, by=by)):
            self.threads.append(thread)
            self.published[thread.pk] = []
        return thread

    @rule(which=ANY, who=ANY, other=ANY, joins=st.booleans())
    @precondition(lambda self: self.threads)
    def edit(self, which, who, other, joins):
        """Save a draft; perhaps with the words of another conversation too."""
        thread = self.thread(which).get_latest_revision_as_object()
        thread.title = f"Edited {other}"
        conversation = self.pick(self.conversations, other)
        conversation.refresh_from_db()
        if joins and conversation.consent:
            message = conversation.messages.asked().last()
            thread.sources.get_or_create(conversation=conversation)
            thread.entries.add(Entry(kind="question", text="More", source_message=message))
        thread.save_revision(user=self.pick(self.people, who))

    @rule(which=ANY, who=ANY)
    @precondition(lambda self: self.threads)
    def submit(self, which, who):
        self.attempt_submission(self.thread(which), self.pick(self.people, who))

    def attempt_submission(self, thread, by):
        return not thread.workflow_in_progress and self.workflow.start(thread, by)

    @rule(which=ANY, who=ANY)
    @precondition(lambda self: self.threads)
    def approve(self, which, who):
        self.attempt_approval(self.thread(which), self.pick(self.people, who))

    def attempt_approval(self, thread, by):
        state = thread.current_workflow_task_state
        done = state and self.attempt(lambda: state.specific.approve(user=by) or True)
        self.note_publication(thread)
        return done

    @rule(which=ANY, who=ANY, revision=ANY)
    @precondition(lambda self: self.threads)
    def publish(self, which, who, revision):
        """Straight by Wagtail's own door, any revision, old ones too."""
        thread = self.thread(which)
        chosen = self.pick(list(thread.revisions.order_by("pk")), revision)
        self.attempt(lambda: chosen.publish(user=self.pick(self.people, who)))
        self.note_publication(thread)

    @rule(which=ANY)
    @precondition(lambda self: self.threads)
    def unpublish(self, which):
        self.thread(which).unpublish()

    def thread(self, which):
        return Thread.objects.get(pk=self.pick(self.threads, which).pk)

    def note_publication(self, thread):
        thread = self.thread(self.threads.index(thread))
        if thread.live and self.published[thread.pk][-1:] != [thread.live_revision_id]:
            self.published[thread.pk].append(thread.live_revision_id)

    def now_is(self):
        return datetime.datetime.now(datetime.UTC)

    # --- What must hold -------------------------------------------------------------------

    @invariant()
    def an_answer_is_promised_if_and_only_if_it_is_owed(self):
        for conversation in Conversation.objects.all():
            pending = list(conversation.promises.filter(outcome="pending"))
            assert len(pending) == (conversation.status in states.OWED)
            assert conversation.due_at == (pending[0].due_at if pending else None)

    @invariant()
    def what_is_due_first_is_what_anybody_who_waits_was_promised_first(self):
        for conversation in Conversation.objects.all():
            waiting = [conversation, *conversation.merged_from.filter(status="merged")]
            dates = [one.due_at for one in waiting if one.due_at]
            assert conversation.first_due_at == min(dates, default=None)

    @invariant()
    def what_is_merged_waits_with_one_that_will_be_answered(self):
        for conversation in Conversation.objects.filter(status="merged"):
            assert conversation.merged_into.status in states.IN_HAND
            assert not conversation.merged_from.filter(status="merged").exists()

    @invariant()
    def what_was_promised_is_never_written_over(self):
        for promise in Promise.objects.values("pk", *FIXED, *FINAL):
            before = self.promises.get(promise["pk"], promise)
            assert [promise[k] for k in FIXED] == [before[k] for k in FIXED]
            if before["outcome"] != "pending":
                assert promise == before
            elif promise["outcome"] != "pending":
                was_late = promise["ended_at"] > promise["due_at"]
                assert (promise["outcome"] == "late") == was_late
            self.promises[promise["pk"]] = promise
        assert Promise.objects.count() == len(getattr(self, "promises", ()))

    @invariant()
    def answered_means_that_a_person_answered(self):
        for conversation in Conversation.objects.filter(status__in=["answered", "closed"]):
            kinds = list(conversation.messages.values_list("kind", "author"))
            asked = max(n for n, (k, _) in enumerate(kinds) if k in {"question", "follow_up"})
            answers = [author for kind, author in kinds[asked:] if kind == "answer"]
            assert answers
            assert set(answers) - {conversation.candidate_id, None} == set(answers)

    @invariant()
    def what_is_public_has_consent_and_another_persons_approval(self):
        """Of what was drawn here; a thread that somebody was referred to was public before."""
        for row in PublishedThread.objects.public().filter(thread__in=self.threads):
            thread = Thread.objects.get(pk=row.thread_id)
            assert thread.live
            text = thread.live_revision.as_object()
            sources = set(Conversation.objects.filter(thread_sources__thread=thread))
            sources |= {e.source_message.conversation for e in text.entries.all()}
            assert all(conversation.consent for conversation in sources)
            assert self.approvers(thread) - self.authors(thread)
        assert Thread.objects.filter(live=True).count() == PublishedThread.objects.public().count()

    def approvers(self, thread):
        approved = TaskState.objects.filter(revision=thread.live_revision, status="approved")
        return set(approved.values_list("finished_by_id", flat=True)) - {None}

    def authors(self, thread):
        """Who wrote what is public, since what was public before it; and who is in it."""
        live = thread.live_revision_id
        before = max((pk for pk in self.published[thread.pk] if pk < live), default=0)
        revisions = thread.revisions.filter(pk__gt=before, pk__lte=live)
        entries = thread.live_revision.as_object().entries.all()
        experts = {entry.expert.user_id for entry in entries if entry.expert}
        return set(revisions.values_list("user_id", flat=True)) | experts

    @invariant()
    def notes_stay_among_the_staff(self):
        for thread in Thread.objects.all():
            contents = [revision.content for revision in thread.revisions.all()]
            assert CANARY not in json.dumps(contents, default=str)
            assert not thread.entries.filter(source_message__kind="note").exists()
        for row in PublishedThread.objects.values():
            assert CANARY not in str(row)


@pytest.mark.django_db
@pytest.mark.any_database
def test_random_walk():
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=12,
            stateful_step_count=50,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
