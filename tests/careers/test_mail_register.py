"""The register of mails: who was written to, about what, when; never the text."""

import pytest
from django.urls import NoReverseMatch, reverse

from backstage_qa.models import Notification
from tests.backstage_qa.desks import editor, expert, member, signed_in
from tests.factories import ConversationFactory, ProfessionFactory, UserFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/backstage_qa/notification/"


@pytest.fixture
def mail():
    conversation = ConversationFactory(subject="A secret subject", text="A secret text")
    return Notification.objects.create(
        kind=Notification.Kind.RECEIVED,
        event="message:1",
        recipient=conversation.candidate,
        conversation=conversation,
        language="fr",
    )


def test_editors_see_to_whom_which_when_and_state(mail):
    page = signed_in(editor()).get(ADDRESS)
    assert page.status_code == 200
    content = page.content.decode()
    for shown in (mail.recipient.email, "Question received", "Waiting"):
        assert shown in content
    assert "secret" not in content


@pytest.mark.parametrize("make", [lambda: UserFactory(is_superuser=True, is_staff=True), editor])
def test_it_is_in_the_menu_of_those_who_may_read_it(make):
    assert ADDRESS in signed_in(make()).get("/admin/").content.decode()


@pytest.mark.parametrize(
    "make", [lambda: expert(ProfessionFactory()).user, lambda: member("HR"), UserFactory]
)
def test_nobody_else_sees_it(make, mail):
    client = signed_in(make())
    page = client.get(ADDRESS)
    assert page.status_code == 302
    assert mail.recipient.email not in client.get(ADDRESS, follow=True).content.decode()
    assert ADDRESS not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("door", ["create/", "edit/{pk}/", "delete/{pk}/", "inspect/{pk}/"])
def test_there_is_no_door_that_changes_a_row(door, mail):
    client = signed_in(UserFactory(is_superuser=True, is_staff=True))
    address = ADDRESS + door.format(pk=mail.pk)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert Notification.objects.filter(pk=mail.pk).exists()
    with pytest.raises(NoReverseMatch):
        reverse(f"backstage_qa_notification_modeladmin_{door.partition('/')[0]}", args=[mail.pk])


def test_it_is_searched_by_address_and_filtered_by_state(mail):
    client = signed_in(editor())
    assert mail.recipient.email in client.get(ADDRESS, {"state": "pending"}).content.decode()
    assert mail.recipient.email not in client.get(ADDRESS, {"state": "sent"}).content.decode()
    for query, found in ((mail.recipient.email, True), ("nobody", False)):
        page = client.get(ADDRESS, {"q": query}).context["result_count"]
        assert bool(page) is found


def test_its_queries_do_not_grow_with_its_rows(mail, django_assert_max_num_queries):
    client = signed_in(editor())
    for n in range(30):
        Notification.objects.create(
            kind="received", event=f"x:{n}", recipient=UserFactory(), language="en"
        )
    client.get(ADDRESS)
    with django_assert_max_num_queries(15):
        client.get(ADDRESS)
