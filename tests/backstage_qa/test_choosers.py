"""Choosing one of our snippets speaks the language of whoever does it."""

import pytest
from wagtail.users.models import UserProfile

from backstage_qa.models import Family
from tests.backstage_qa.desks import editor, signed_in
from tests.factories import FamilyFactory, UserFactory

NO_ID = ["word", "", "-1", "9" * 30, "%00"]

pytestmark = pytest.mark.django_db

FORM = "/admin/snippets/backstage_qa/expertprofile/add/"
CHOOSER = "/admin/snippets/choose/backstage_qa/family/"
DELETE = "/admin/bulk/backstage_qa/family/delete/"


@pytest.mark.parametrize(
    ("language", "button"), [("en", "Choose expert"), ("fr", "Choisir expert"), ("en", "Choose")]
)
def test_its_button_is_not_in_the_language_of_the_last_reader(language, button):
    user = editor()
    UserProfile.objects.create(user=user, preferred_language=language)
    html = signed_in(user).get(FORM).content.decode()
    assert button in html
    assert ("Choisir" in html) is (language == "fr")


def test_what_is_no_id_is_not_chosen():
    family, client = FamilyFactory(), signed_in(editor())
    ids = "&".join(f"id={value}" for value in [family.pk, *NO_ID])
    response = client.get(f"{CHOOSER}chosen-multiple/?{ids}")
    assert [chosen["id"] for chosen in response.json()["result"]] == [str(family.pk)]
    assert {
        client.get(f"{CHOOSER}chosen/{value}/").status_code for value in ["word", "9" * 30]
    } == {404}


def test_what_is_no_id_is_not_deleted():
    family, client = FamilyFactory(), signed_in(UserFactory(is_superuser=True))
    for value in NO_ID:
        assert client.post(f"{DELETE}?id={value}").status_code == 404
    assert Family.objects.filter(pk=family.pk).exists()
    client.post(f"{DELETE}?id={family.pk}&id=word")
    assert not Family.objects.filter(pk=family.pk).exists()


def test_nothing_is_created_by_choosing():
    response = signed_in(editor()).post(f"{CHOOSER}create/", {"name": "Sales", "slug": "sales"})
    assert response.status_code == 302
    assert not Family.objects.filter(slug="sales").exists()
