"""The admin has a content security policy of its own; the public one stays as it is."""

import re

import pytest
from django.urls import reverse

from backstage_qa.models import ExpertProfile, Profession, Thread
from tests.backstage_qa.desks import editor, signed_in
from tests.factories import ExpertProfileFactory, published_thread

pytestmark = pytest.mark.django_db

HEADER = "Content-Security-Policy"


def directive(response, name: str) -> str:
    policy = response[HEADER]
    return next(part.strip() for part in policy.split(";") if part.strip().startswith(f"{name} "))


def test_public_pages_have_no_nonce_and_nothing_inline():
    thread = published_thread()
    response = signed_in(editor()).get(thread.get_absolute_url())
    assert "nonce" not in response[HEADER]
    assert "unsafe" not in response[HEADER]


@pytest.mark.parametrize("model", [Thread, ExpertProfile, Profession])
def test_each_inline_script_of_the_admin_carries_this_response_s_nonce(model):
    ExpertProfileFactory()
    published_thread()
    address = reverse(model.snippet_viewset.get_url_name("edit"), args=[model.objects.first().pk])
    response = signed_in(editor()).get(address)
    html = response.content.decode()
    inline = [
        tag
        for tag in re.findall(r"<script[^>]*>", html)
        if "src=" not in tag and "application/json" not in tag
    ]
    nonces = {match[1] for tag in inline if (match := re.search(r'nonce="([^"]+)"', tag))}
    assert all("nonce=" in tag for tag in inline)
    assert directive(response, "default-src") == "default-src 'none'"
    assert "unsafe" not in directive(response, "script-src")
    for nonce in nonces:
        assert f"'nonce-{nonce}'" in directive(response, "script-src")
    assert len(nonces) == 1


def test_a_nonce_is_used_once():
    profile = ExpertProfileFactory()
    client = signed_in(editor())
    address = reverse("wagtailsnippets_backstage_qa_expertprofile:edit", args=[profile.pk])
    assert client.get(address)[HEADER] != client.get(address)[HEADER]


def test_what_a_chooser_shows_ends_no_script():
    profile = ExpertProfileFactory(expert__name="</script><script>alert(1)</script>")
    address = reverse("wagtailsnippets_backstage_qa_expertprofile:edit", args=[profile.pk])
    html = signed_in(editor()).get(address).content.decode()
    assert "<script>alert(1)" not in html
