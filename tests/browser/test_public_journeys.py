"""Journeys of readers and candidates: without scripts, and what scripts add."""

import pytest
from playwright.sync_api import expect

from backstage_qa.models import Conversation, PublishedThread
from tests.factories import (
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    UserFactory,
    published_thread,
)

ATTACK = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"


@pytest.fixture
def profession(transactional_db):
    profession = ProfessionFactory(name="Actuary", slug="actuary")
    ExpertProfileFactory(expert=ExpertFactory(name="Claire", professions=[profession]))
    return profession


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_question_is_asked_changed_and_withdrawn_without_scripts(screen, sign_in, profession):
    sign_in(UserFactory())
    screen.goto("/en/questions/ask/?profession=actuary")
    screen.get_by_label("Your question in one line").fill("What is a day like?")
    screen.get_by_label("Your question in full").fill("I wonder.")
    screen.get_by_role("button", name="Check before sending").click()
    screen.get_by_role("button", name="Send my question").click()
    screen.get_by_text("It is number").wait_for()
    conversation = Conversation.objects.get()
    expect(screen.get_by_text(f"It is number {conversation.pk}")).to_be_visible()
    screen.get_by_role("link", name="Change my question").click()
    screen.get_by_label("Your question in full").fill("I wonder a lot.")
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_text("I wonder a lot.")).to_be_visible()
    screen.get_by_role("link", name="Withdraw my question").click()
    screen.get_by_role("button", name="Yes, withdraw it").click()
    expect(screen.get_by_text("Withdrawn").first).to_be_visible()
    conversation.refresh_from_db()
    assert conversation.status == "withdrawn"


def test_choosing_a_profession_shows_who_will_answer(screen, profession):
    screen.goto("/en/questions/ask/")
    screen.get_by_label("Your question in full").fill("Typed before.")
    assert screen.get_by_text("Claire").count() == 0
    screen.get_by_label("Which profession is it about?").select_option("actuary")
    screen.get_by_text("Claire").wait_for()
    expect(screen.get_by_label("Your question in full")).to_have_value("Typed before.")


def test_the_link_of_a_thread_can_be_copied(screen, context, profession):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    thread = published_thread(professions=[profession])
    screen.goto(thread.get_absolute_url())
    screen.get_by_role("button", name="Copy the link").click()
    screen.get_by_text("The link is copied.").wait_for()
    copied = screen.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(thread.get_absolute_url())


def test_readers_are_given_no_cookie(screen, context, profession):
    thread = published_thread(professions=[profession])
    for address in (thread.get_absolute_url(), "/en/questions/"):
        screen.goto(address)
    assert context.cookies() == []


@pytest.mark.browser_context_args(bypass_csp=True)
def test_nothing_typed_runs_even_without_a_content_security_policy(screen, profession):
    thread = published_thread(title=ATTACK[:200], professions=[profession], tags=[ATTACK[:90]])
    entry = thread.entries[0] | {"name": ATTACK, "job": ATTACK, "licence": ATTACK}
    row = PublishedThread.objects.get(pk=thread.pk)
    row.entries, row.short_answer, row.excerpt = [entry], ATTACK, ATTACK
    row.answered_by = [{"name": ATTACK, "job": ATTACK, "portrait": ""}]
    row.profession_list = [{"name": ATTACK, "slug": ATTACK}]
    row.save()
    for address in (thread.get_absolute_url(), "/en/questions/", f"/en/questions/?tag={ATTACK}"):
        screen.goto(address)
        assert screen.title() != "run"
        assert screen.locator("img[src=x]").count() == 0
