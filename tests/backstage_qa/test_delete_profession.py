"""A profession that people asked about is not deleted under their questions."""

import pytest

from backstage_qa.models import Profession
from tests.backstage_qa.desks import signed_in
from tests.factories import ConversationFactory, ProfessionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("was_asked", [True, False])
def test_only_what_nobody_asked_about_goes(was_asked):
    profession = ProfessionFactory()
    if was_asked:
        ConversationFactory(profession=profession)
    client = signed_in(UserFactory(is_superuser=True, is_staff=True))
    address = f"/admin/snippets/backstage_qa/profession/delete/{profession.pk}/"
    page = client.post(address, follow=True)
    assert page.status_code == 200
    assert ("it stays. Close it instead." in page.content.decode()) is was_asked
    assert Profession.objects.filter(pk=profession.pk).exists() is was_asked
