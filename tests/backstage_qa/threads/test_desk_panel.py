"""The first screen says what waits, and each figure opens the list that it counts."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from backstage_qa.models import Conversation, ExpertQuestion, Objection, PublishedThread
from backstage_qa.threads.actions import draft_from
from backstage_qa.threads.panels import DeskPanel
from backstage_qa.threads.reports import report
from tests.backstage_qa.conversations.publishing import workflow
from tests.backstage_qa.desks import editor, expert, member, signed_in
from tests.factories import (
    ConversationFactory,
    MessageFactory,
    RecordingFactory,
    ThreadFactory,
    UserFactory,
    locale,
    published_meeting,
    published_thread,
)

pytestmark = pytest.mark.django_db


def answered(**fields):
    conversation = ConversationFactory(status="answered", **fields)
    MessageFactory(conversation=conversation, kind="answer")
    return conversation


@pytest.fixture
def busy():
    """One late, two due soon, three unread (one of them late), two to publish, reviews."""
    hour = datetime.timedelta(hours=1)
    unread = [ConversationFactory(), ConversationFactory(), ConversationFactory()]
    dated = [(unread[0], -5), (ConversationFactory(status="open"), 5)]
    dated += [(ConversationFactory(status="on_hold"), 47)]
    for conversation, hours in dated:
        due = timezone.now() + hours * hour
        Conversation.objects.filter(pk=conversation.pk).update(first_due_at=due)
    for consent in (True, True, False):
        answered(consent=consent)
    draft_from(conversation=answered(consent=True), by=UserFactory(is_superuser=True))
    writer = UserFactory(is_superuser=True)
    for _ in range(2):
        workflow().start(ThreadFactory(), writer)
    due, _ = published_thread(), published_thread()
    PublishedThread.objects.filter(pk=due.pk).update(review_due_on=timezone.localdate())
    report(row=due, reason="It closed.")
    Objection.objects.create(published_thread=due, language="en")
    for answered_at in (None, timezone.now()):
        ExpertQuestion.objects.create(
            thread=ThreadFactory(), text="Since when?", answered_at=answered_at
        )
    returned = ThreadFactory()
    workflow().start(returned, writer)
    reader = UserFactory(is_superuser=True)
    returned.current_workflow_task_state.specific.reject(user=reader, comment="Shorter")
    meeting = published_meeting()
    published_meeting(locale=locale("fr"), translation_key=meeting.translation_key)
    RecordingFactory(translation_key=meeting.translation_key, published_at=None)


def panel_of(user) -> tuple[DeskPanel, dict]:
    page = signed_in(user).get(reverse("wagtailadmin_home"))
    panels = [p for p in page.context["panels"] if isinstance(p, DeskPanel)]
    return panels[0], {"request": page.wsgi_request}


def rows(user) -> dict:
    panel, context = panel_of(user)
    shown = panel.get_context_data(context)["waiting"]
    return {str(row.label): row for row in shown}


def test_each_figure_is_the_length_of_the_list_it_opens(busy):
    user = editor()
    client = signed_in(user)
    found = rows(user)
    assert {label: row.count for label, row in found.items()} == {
        "New questions": 3,
        "Late answers": 1,
        "Due within two working days": 2,
        "Answered, and no thread yet": 2,
        "Threads in review": 2,
        "Threads sent back": 1,
        "Experts who have not replied yet": 1,
        "Replies of experts": 1,
        "Threads to verify": 1,
        "Reports of readers": 1,
        "Objections": 1,
        "Asks to be taken out of films": 0,
        "Meetings whose film is prepared, not public": 2,
    }
    del found["Asks to be taken out of films"]  # on a screen that is no list
    for label, row in found.items():
        listed = len(client.get(row.url).context["object_list"])
        assert listed == row.count, label


def test_it_says_since_when(busy):
    found = rows(editor())
    oldest = Conversation.objects.filter(status="received").order_by("created_at").first()
    assert found["New questions"].since == oldest.created_at
    assert found["Late answers"].since < timezone.now() < found["Due within two working days"].since


def test_an_expert_is_told_of_what_they_owe_and_nothing_else():
    claire = expert()
    claire.professions.add(ConversationFactory().profession)
    ConversationFactory(status="open", assigned_to=claire)
    ConversationFactory(status="answered", assigned_to=claire)
    ExpertQuestion.objects.create(thread=ThreadFactory(), expert=claire, text="Since when?")
    ExpertQuestion.objects.create(thread=ThreadFactory(), text="Whose question?")
    found = rows(claire.user)
    figures = {label: row.count for label, row in found.items()}
    assert figures == {"For you to answer": 1, "Editors ask you": 1}
    assert len(signed_in(claire.user).get(found["Editors ask you"].url).context["waiting"]) == 1
    row = found["For you to answer"]
    assert len(signed_in(claire.user).get(row.url).context["object_list"]) == 1


def test_others_are_told_nothing(busy):
    ours = {"Asks to be taken out of films", "Meetings whose film is prepared, not public"}
    assert set(rows(member("HR"))) == ours
    nobody = UserFactory()
    nobody.user_permissions.add(Permission.objects.get(codename="access_admin"))
    page = signed_in(nobody).get(reverse("wagtailadmin_home")).content.decode()
    assert "What waits on Backstage" not in page


def test_an_editors_own_question_is_not_in_their_figures():
    alice = editor()
    ConversationFactory(candidate=alice)
    assert rows(alice)["New questions"].count == 0


def test_it_costs_the_same_for_nothing_as_for_many(busy):
    user = editor()
    panel, context = panel_of(user)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            panel.get_context_data(context)
        return len(captured)

    many = queries()
    Conversation.objects.all().delete()
    assert queries() == many <= 15
