"""What Wagtail's histories say of conversations: every verb, nobody's words."""

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.log_actions import LogContext, log, registry
from wagtail.models import ModelLogEntry

from backstage_qa import signals
from backstage_qa.conversations import actions
from backstage_qa.conversations.states import TRANSITIONS
from tests.backstage_qa.conversations.verbs import working_day_in
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.factories import (
    ConversationFactory,
    DeclineReasonFactory,
    ProfessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

HISTORY = "wagtailadmin_reports:site_history"


@pytest.fixture
def conversation():
    """One that went through most verbs, a canary in each text."""
    profession = ProfessionFactory()
    claire, alice = expert(profession), editor(first_name="Alice")
    candidate = UserFactory(email="canarymail@example.com")
    conversation = actions.ask(
        profession=profession,
        by=candidate,
        public_name="canaryname",
        subject="canarysubject",
        text="canaryquestion",
        source="canarysource",
        consent=True,
    )
    case = {"conversation": conversation}
    actions.accept(**case, by=alice, expert=claire)
    actions.note(**case, by=claire.user, text="canarynote")
    until = working_day_in(3)
    actions.hold(**case, by=claire.user, text="canaryhold", reason="technical", until=until)
    actions.answer(**case, by=claire.user, text="canaryanswer")
    actions.thank(**case, by=candidate, text="canarythanks")
    actions.follow_up(**case, by=candidate, text="canaryfollow")
    reason = DeclineReasonFactory()
    actions.decline(**case, by=alice, reason=reason, text="canarydecline")
    return conversation


def test_every_verb_is_logged_once(conversation):
    entries = ModelLogEntry.objects.for_instance(conversation).order_by("pk")
    verbs = [entry.action.removeprefix("backstage_qa.") for entry in entries]
    expected = ["ask", "accept", "note", "hold", "answer", "thank", "follow_up", "decline"]
    assert verbs == expected


def test_what_is_written_is_what_wagtail_would_write(conversation):
    entry = ModelLogEntry.objects.for_instance(conversation).get(action="backstage_qa.accept")
    entry.full_clean()
    wagtails = log(conversation, entry.action, user=entry.user, data=entry.data)
    its_own = {"id", "timestamp"}
    fields = [field.name for field in ModelLogEntry._meta.fields if field.name not in its_own]
    assert [getattr(entry, name) for name in fields] == [getattr(wagtails, name) for name in fields]


def test_what_an_editor_does_in_the_admin_has_the_marks_of_that_request(conversation):
    bea = editor(first_name="Bea")
    with LogContext(user=bea) as context:
        actions.note(conversation=conversation, by=bea, text="canary")
    entry = ModelLogEntry.objects.for_instance(conversation).latest("pk")
    assert (entry.user, entry.uuid) == (bea, context.uuid)


def test_the_log_holds_nobody_s_words(conversation):
    for entry in ModelLogEntry.objects.for_instance(conversation):
        assert "canary" not in f"{entry.label} {entry.data}"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_verb_has_a_human_name(language):
    with translation.override(language):
        for verb in ["ask", "draft_thread", *TRANSITIONS]:
            formatter = registry.get_formatter(ModelLogEntry(action=f"backstage_qa.{verb}"))
            assert str(formatter.label) not in {"", verb}
            assert str(formatter.message) not in {"", verb}


def test_the_site_history_shows_the_verbs_to_editors_and_no_words(conversation):
    page = signed_in(editor()).get(reverse(HISTORY)).content.decode()
    assert "Answered" in page
    assert f"Conversation {conversation.pk}" in page
    assert "canary" not in page  # the candidate's address neither: it is who they are


def test_the_log_names_the_staff_and_no_candidate(conversation):
    entries = ModelLogEntry.objects.for_instance(conversation)
    people = set(entries.values_list("user__email", flat=True))
    assert "canarymail@example.com" not in people
    assert {None, conversation.profession.experts.get().user.email} < people


def test_the_site_history_shows_experts_nothing_of_conversations(conversation):
    page = signed_in(conversation.profession.experts.get().user).get(reverse(HISTORY))
    assert f"Conversation {conversation.pk}" not in page.content.decode()
    assert "canary" not in page.content.decode()


def test_what_changes_nothing_is_neither_logged_nor_told(conversation):
    conversation = ConversationFactory(profession=conversation.profession)
    candidate, question = conversation.candidate, conversation.messages.get()
    told = []

    def receiver(**kwargs):
        told.append(kwargs)

    for signal in (signals.consent_changed, signals.question_edited):
        signal.connect(receiver)
    same = {"subject": conversation.subject, "text": question.text, "seen_version": 1}
    actions.edit_question(conversation=conversation, by=candidate, **same)
    actions.change_consent(conversation=conversation, by=candidate, consent=False)
    assert not ModelLogEntry.objects.for_instance(conversation).exists()
    assert told == []
    actions.change_consent(conversation=conversation, by=candidate, consent=True)
    assert ModelLogEntry.objects.for_instance(conversation).count() == len(told) == 1
