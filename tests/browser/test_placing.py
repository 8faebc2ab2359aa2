"""Where threads stand on pages, in a real browser: unpublished with what stays, taken over."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.backstage_qa.desks import editor
from tests.careers.pages import profession_page
from tests.factories import published_thread


@pytest.fixture
def alice(sign_in):
    alice = editor(first_name="Alice")
    sign_in(alice)
    return alice


@pytest.mark.usefixtures("reference_index")
@pytest.mark.parametrize("width", [320, 1280])
def test_a_thread_is_unpublished_in_favour_of_another(width, screen, alice, axe):
    goes, stays = published_thread(title="Do you travel?"), published_thread(title="Away often?")
    page = profession_page(title="A page with threads")
    page.body = [("threads", {"heading": "", "threads": [goes]})]
    page.save_revision().publish()
    screen.set_viewport_size({"width": width, "height": 800})
    screen.goto(reverse("wagtailsnippets_backstage_qa_thread:unpublish", args=[goes.thread_id]))
    expect(screen.get_by_role("link", name="A page with threads")).to_be_visible()
    screen.get_by_label("Another thread says the same").check()
    screen.get_by_role("button", name="Choose a thread").click()
    screen.get_by_role("link", name=stays.title, exact=True).click()
    expect(screen.locator("#retire-instead-title")).to_have_text(stays.title)
    expect(screen.locator(".modal")).to_have_count(0)  # it fades, and contrast with it
    assert axe(screen) == []
    screen.get_by_role("button", name="Yes, unpublish it").click()
    expect(screen.get_by_text(re.compile("unpublished"))).to_be_visible()
    screen.goto(goes.get_absolute_url())
    expect(screen.get_by_role("heading", level=1)).to_have_text(stays.title)
