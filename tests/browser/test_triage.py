"""Questions are sorted one after the other without a mouse."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from backstage_qa.models import Conversation
from tests.backstage_qa.conversations.at_the_desk import url
from tests.backstage_qa.desks import editor, expert
from tests.factories import ConversationFactory, ProfessionFactory

MOST_TABS = 40
FOCUSED = "(document.activeElement?.innerText ?? '').trim()"


@pytest.fixture
def questions():
    """Four received questions in the order in which they are due."""
    profession = ProfessionFactory()
    expert(profession, name="Claire")
    due = timezone.now() + datetime.timedelta(days=3)
    return [
        ConversationFactory(
            profession=profession, subject=subject, due_at=due + datetime.timedelta(hours=n)
        )
        for n, subject in enumerate(["Accept me?", "Decline me?", "Set me aside?", "Say more?"])
    ]


def reach(screen, name, key="Tab"):
    """Go on with a key until the control of this name has the focus."""
    for _ in range(MOST_TABS):
        if screen.evaluate(FOCUSED) == name:
            return
        screen.keyboard.press(key)
    raise AssertionError(f"{name!r} is not reached by {key}")


def heading(screen, conversation):
    expect(screen.locator(".backstage-desk__title")).to_have_text(conversation.subject)


def status(conversation) -> str:
    return Conversation.objects.values_list("status", flat=True).get(pk=conversation.pk)


def test_questions_are_sorted_by_keyboard_alone(screen, sign_in, questions):
    accepted, declined, spam, unclear = questions
    sign_in(editor(first_name="Alice"))
    screen.goto(url("conversation", accepted))
    expect(screen.get_by_label("Expert")).to_be_focused()
    reach(screen, "Accept and next")
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("The question is accepted.")).to_be_visible()

    heading(screen, declined)
    reach(screen, "Decline")
    screen.keyboard.press("Enter")
    reach(screen, "Decline and next")
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("The question is declined.")).to_be_visible()

    heading(screen, spam)
    reach(screen, "Mark as spam")
    screen.keyboard.press("Enter")
    reach(screen, "Spam, and next")
    screen.keyboard.press("Enter")
    heading(screen, unclear)
    reach(screen, "Undo", key="Shift+Tab")
    screen.keyboard.press("Enter")
    heading(screen, spam)
    expect(screen.get_by_role("button", name="Put it back among the questions")).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("The question is back among those received.")).to_be_visible()

    screen.goto(url("conversation", unclear))
    expect(screen.get_by_label("Expert")).to_be_focused()
    reach(screen, "Ask for a detail")
    screen.keyboard.press("Enter")
    screen.keyboard.press("Tab")
    screen.keyboard.type("Which of the two shifts do you mean?")
    screen.keyboard.press("Tab")
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("The candidate is asked for a detail.")).to_be_visible()
    assert [status(row) for row in questions] == ["open", "declined", "received", "received"]
