"""Choosing one of our snippets speaks the language of whoever does it."""

import pytest
from wagtail.users.models import UserProfile

from tests.backstage_qa.desks import editor, signed_in

pytestmark = pytest.mark.django_db

FORM = "/admin/snippets/backstage_qa/expertprofile/add/"


@pytest.mark.parametrize(
    ("language", "button"), [("en", "Choose expert"), ("fr", "Choisir expert"), ("en", "Choose")]
)
def test_its_button_is_not_in_the_language_of_the_last_reader(language, button):
    user = editor()
    UserProfile.objects.create(user=user, preferred_language=language)
    html = signed_in(user).get(FORM).content.decode()
    assert button in html
    assert ("Choisir" in html) is (language == "fr")
