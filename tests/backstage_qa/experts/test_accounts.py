"""The account of an expert: the form proposes staff, and tells of no candidate."""

import pytest
from django.urls import reverse

from backstage_qa.models import Expert
from tests.backstage_qa.desks import editor, expert, member, signed_in
from tests.factories import ProfessionFactory, UserFactory

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_backstage_qa_expert:add"
EDIT = "wagtailsnippets_backstage_qa_expert:edit"


@pytest.fixture
def candidate():
    return UserFactory(email="canary@example.com")


def proposed(client, address) -> set:
    return set(client.get(address).context["form"].fields["user"].queryset)


def test_only_people_who_may_enter_the_admin_are_proposed(candidate):
    alice, colleague = editor(), member("Experts", first_name="Karim", last_name="Benali")
    taken = expert(ProfessionFactory()).user
    client = signed_in(alice)
    assert proposed(client, reverse(ADD)) == {alice, colleague}
    page = client.get(reverse(ADD)).content.decode()
    assert "Karim Benali" in page
    assert "canary" not in page
    assert taken.email not in page


def test_a_candidate_cannot_be_made_an_expert_by_hand(candidate):
    data = {"name": "Eve", "user": candidate.pk, "weekly_capacity": 2}
    response = signed_in(editor()).post(reverse(ADD), data)
    assert response.context["form"].errors["user"]
    assert not Expert.objects.exists()


def test_an_expert_keeps_the_account_they_have(candidate):
    """Also one that may not enter the admin any more."""
    claire = expert(ProfessionFactory())
    claire.user.groups.clear()
    assert claire.user in proposed(signed_in(editor()), reverse(EDIT, args=[claire.pk]))
