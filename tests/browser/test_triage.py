"""Questions are sorted one after the other without a mouse."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from backstage_qa.models import Conversation
from tests.backstage_qa.conversations.at_the_desk import url
from tests.backstage_qa.desks import editor, expert
from tests.factories import ConversationFactory, ProfessionFactory

MOST_TABS = 40
FOCUSED = "(document.activeElement?.innerText ?? '').trim()"


@pytest.fixture
def questions():
    """Five received questions in the order in which they are due."""
    profession = ProfessionFactory()
    expert(profession, name="Claire")
    due = timezone.now() + datetime.timedelta(days=3)
    subjects = ["Accept me?", "Decline me?", "Set me aside?", "Say more?", "Leave me?"]
    return [
        ConversationFactory(
            profession=profession, subject=subject, due_at=due + datetime.timedelta(hours=n)
        )
        for n, subject in enumerate(subjects)
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
    expect(screen.locator("body.ready")).to_be_visible()


def status(conversation) -> str:
    return Conversation.objects.values_list("status", flat=True).get(pk=conversation.pk)


def test_a_letter_sorts_a_question_and_leads_to_the_next(screen, sign_in, questions):
    accepted, declined, spam, unclear, left = questions
    sign_in(editor(first_name="Alice"))
    screen.goto(reverse("backstage_conversations:index"))
    expect(screen.locator("body.ready")).to_be_visible()
    screen.keyboard.press("n")
    heading(screen, accepted)
    expect(screen.locator(".backstage-desk__title")).to_be_focused()
    screen.keyboard.press("a")
    expect(screen.get_by_text("The question is accepted.")).to_be_visible()

    heading(screen, declined)
    screen.keyboard.press("d")
    expect(screen.locator("#decline-reason")).to_be_focused()
    screen.keyboard.press("a")  # which is typing now
    screen.keyboard.press("ArrowDown")
    screen.keyboard.press("Control+Enter")
    expect(screen.get_by_text("The question is declined.")).to_be_visible()

    heading(screen, spam)
    screen.keyboard.press("s")
    heading(screen, unclear)
    screen.keyboard.press("u")
    expect(screen.get_by_text("The question is back among those received.")).to_be_visible()
    heading(screen, spam)
    screen.keyboard.press("n")

    heading(screen, unclear)
    screen.keyboard.press("q")
    expect(screen.locator("#ask_for_detail-text")).to_be_focused()
    screen.keyboard.type("Shifts: a sample would do, and many dates.")
    screen.keyboard.press("Escape")
    expect(screen.locator(".backstage-desk__title")).to_be_focused()
    screen.keyboard.press("q")  # closes it
    expect(screen.locator("#ask_for_detail-text")).to_be_hidden()
    screen.keyboard.press("q")
    expect(screen.locator("#ask_for_detail-text")).to_be_focused()
    screen.keyboard.press("Control+Enter")
    expect(screen.get_by_text("The candidate is asked for a detail.")).to_be_visible()
    heading(screen, left)
    screen.keyboard.press("n")
    heading(screen, spam)  # what was left comes again, but not what waits for its candidate
    found = [status(row) for row in questions]
    assert found == ["open", "declined", "received", "received", "received"]
    assert unclear.messages.get(kind="request").text.startswith("Shifts: a sample")


def test_a_key_that_is_held_down_sorts_one_question_only(screen, sign_in, questions):
    sign_in(editor(first_name="Alice"))
    screen.goto(url("conversation", questions[0]))
    heading(screen, questions[0])
    screen.keyboard.down("a")
    for _ in range(2):
        heading(screen, questions[1])
        screen.keyboard.down("a")  # again, without being let go: a repeated key
    screen.keyboard.up("a")
    screen.goto(url("conversation", questions[1]))
    assert [status(row) for row in questions[:3]] == ["open", "received", "received"]


def test_without_shortcuts_letters_do_nothing_and_tab_goes_everywhere(screen, sign_in, questions):
    accepted, declined = questions[:2]
    alice = editor(first_name="Alice")
    UserProfile.objects.update_or_create(user=alice, defaults={"keyboard_shortcuts": False})
    sign_in(alice)
    screen.goto(url("conversation", accepted))
    expect(screen.get_by_label("Expert")).to_be_focused()
    reach(screen, "Accept and next")
    screen.keyboard.press("s")
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("The question is accepted.")).to_be_visible()
    heading(screen, declined)
    expect(screen.locator(".backstage-letter")).to_have_count(0)
    reach(screen, "Decline")
    screen.keyboard.press("Enter")
    expect(screen.locator("#decline-reason")).to_be_focused()
    screen.keyboard.press("ArrowDown")
    reach(screen, "Decline and next")
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("The question is declined.")).to_be_visible()
    assert [status(row) for row in questions[:3]] == ["open", "declined", "received"]
