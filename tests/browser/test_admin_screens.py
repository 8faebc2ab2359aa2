"""The admin in a real browser: nothing violates its policy, and what is ours is accessible."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from backstage_qa.conversations import actions
from backstage_qa.models import Thread
from backstage_qa.threads.actions import draft_from
from tests.backstage_qa.desks import editor, expert
from tests.factories import ConversationFactory, ExpertProfileFactory, ProfessionFactory

WIDTHS = (320, 1280)


@pytest.fixture
def alice(sign_in):
    alice = editor(first_name="Alice")
    sign_in(alice)
    return alice


@pytest.fixture
def conversation():
    profession = ProfessionFactory()
    claire = expert(profession, name="Claire")
    conversation = ConversationFactory(profession=profession, status="open", consent=True)
    actions.note(conversation=conversation, by=claire.user, text="Mind the jargon.")
    return conversation


@pytest.fixture
def thread(conversation, alice):
    claire = conversation.profession.experts.get()
    actions.answer(conversation=conversation, by=claire.user, text="Full of surprises.")
    return draft_from(conversation=conversation, by=alice)


def desk(conversation):
    return reverse("backstage_conversations:conversation", args=[conversation.pk])


def edit(thread):
    return reverse("wagtailsnippets_backstage_qa_thread:edit", args=[thread.pk])


SCREENS = {
    "dashboard": "wagtailadmin_home",
    "desk": "backstage_conversations:index",
    "threads": "wagtailsnippets_backstage_qa_thread:list",
    "new thread": "wagtailsnippets_backstage_qa_thread:add",
    "professions": "wagtailsnippets_backstage_qa_profession:list",
    "new profession": "wagtailsnippets_backstage_qa_profession:add",
    "experts": "wagtailsnippets_backstage_qa_expert:list",
    "new expert": "wagtailsnippets_backstage_qa_expert:add",
    "new profile": "wagtailsnippets_backstage_qa_expertprofile:add",
    "images": "wagtailimages:index",
    "new images": "wagtailimages:add_multiple",
    "workflows": "wagtailadmin_reports:workflow",
    "history": "wagtailadmin_reports:site_history",
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_violates_nothing(name, screen, alice):
    screen.goto(reverse(SCREENS[name]))
    expect(screen.locator("main")).to_be_visible()


def test_the_editor_and_its_preview_violate_nothing(screen, alice, thread):
    screen.goto(edit(thread))
    screen.get_by_role("button", name="Toggle preview").click()
    frame = screen.frame_locator("#w-preview-iframe")
    frame.get_by_text("Full of surprises.").wait_for()


def test_a_long_word_in_a_title_is_not_cut_on_a_telephone(screen, alice, thread):
    thread.title = "Rechtsschutzversicherungsgesellschaften" * 2
    thread.save_revision(user=alice)
    screen.set_viewport_size({"width": 320, "height": 900})
    screen.goto(edit(thread))
    title = screen.get_by_role("heading", name=thread.title)
    expect(title).to_be_visible()
    assert title.evaluate("(heading) => heading.scrollWidth - heading.clientWidth") <= 0


def test_the_image_chooser_violates_nothing(screen, alice):
    profile = ExpertProfileFactory()
    screen.goto(reverse("wagtailsnippets_backstage_qa_expertprofile:edit", args=[profile.pk]))
    screen.get_by_role("button", name="Choose an image").first.click()
    screen.get_by_role("dialog").wait_for()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_desk_is_accessible(width, language, screen, axe, alice, conversation):
    UserProfile.objects.update_or_create(user=alice, defaults={"preferred_language": language})
    screen.set_viewport_size({"width": width, "height": 900})
    for address in (reverse("backstage_conversations:index"), desk(conversation)):
        screen.goto(address)
        screen.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        assert axe(screen, within="main .nice-padding, #listing-results") == []
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert screen.evaluate(overflow) <= 0


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", WIDTHS)
def test_asking_an_expert_and_replying_is_accessible_and_goes_by_keyboard(
    width, language, screen, axe, sign_in, alice, thread
):
    claire = thread.entries.last().expert
    for person in (alice, claire.user):
        UserProfile.objects.update_or_create(user=person, preferred_language=language)
    screen.set_viewport_size({"width": width, "height": 900})
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

    def shown(name):
        arguments = [] if name == "asked" else [thread.pk]
        screen.goto(reverse(f"wagtailsnippets_backstage_qa_thread:{name}", args=arguments))
        assert axe(screen, within="main .nice-padding") == []
        assert screen.evaluate(overflow) <= 0

    def typed(words):
        screen.locator("main textarea").focus()
        screen.keyboard.type(words)
        screen.keyboard.press("Tab")
        screen.keyboard.press("Enter")
        expect(screen.locator(".messages .success")).to_be_visible()

    shown("expert_questions")
    typed("Is it still two years?")
    sign_in(claire.user)
    shown("asked")
    shown("asked_about")
    typed("Three since May.")
    sign_in(alice)
    shown("expert_questions")
    expect(screen.get_by_text("Three since May.")).to_be_visible()


def test_a_draft_beside_what_was_said_is_accessible_and_has_one_title(screen, axe, alice, thread):
    draft = thread.get_latest_revision_as_object()
    draft.entries.last().text = "<p>Ring 06 12 34 56 78.</p>"
    draft.save_revision(user=alice)
    screen.set_viewport_size({"width": 320, "height": 900})
    screen.goto(reverse("wagtailsnippets_backstage_qa_thread:side_by_side", args=[thread.pk]))
    expect(screen.get_by_label("06 12 34 56 78")).not_to_be_checked()
    expect(screen.locator("h1")).to_have_count(1)
    assert axe(screen, within="main .nice-padding") == []
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert screen.evaluate(overflow) <= 0


def test_what_stands_above_a_text_is_read_whole_beside_an_open_panel(screen, alice, thread):
    screen.goto(edit(thread))
    screen.get_by_role("button", name="Toggle status").click()
    expect(screen.get_by_text("Set schedule").first).to_be_visible()
    right = "(box) => box.getBoundingClientRect().right"
    panel = screen.locator(".form-side").evaluate("(box) => box.getBoundingClientRect().left")
    assert screen.locator(".backstage-review").last.evaluate(right) <= panel


def test_an_answer_is_sent_by_keyboard_alone(screen, alice, conversation):
    screen.goto(desk(conversation))
    expect(screen.get_by_label("Your answer")).to_be_focused()
    screen.keyboard.type("Typed at once, for the focus is there.")
    screen.keyboard.press("Tab")
    screen.keyboard.press("Enter")
    screen.get_by_text("Your answer is sent.").wait_for()
    conversation.refresh_from_db()
    assert conversation.status == "answered"


def test_a_conflict_shows_both_texts(screen, axe, alice, conversation):
    screen.goto(desk(conversation))
    claire = conversation.profession.experts.get()
    actions.answer(conversation=conversation, by=claire.user, text="Claire was quicker.")
    screen.get_by_label("Your answer").fill("My own answer.")
    screen.get_by_role("button", name="Send the answer", exact=True).click()
    alert = screen.locator(".backstage-refusal").first
    expect(alert).to_contain_text("Claire was quicker.")
    expect(alert.get_by_label("What you wrote")).to_have_value("My own answer.")
    assert axe(screen, within="main .nice-padding") == []


def test_a_thread_goes_from_draft_to_public_by_two_people(screen, alice, thread, sign_in):
    screen.goto(edit(thread))
    assert screen.get_by_role("button", name="Publish", exact=True).count() == 0
    screen.get_by_role("button", name="More actions").click()
    screen.get_by_role("button", name="Submit to Editorial review").click()
    screen.get_by_text("is submitted for review.").wait_for()
    sign_in(editor(first_name="Bob"))
    screen.goto(edit(thread))
    screen.get_by_role("button", name="More actions").click()
    screen.get_by_role("button", name="Approve", exact=True).click()
    screen.get_by_text("is approved, and public.").first.wait_for()
    assert Thread.objects.get().live
