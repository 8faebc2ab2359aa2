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


def administrator():
    return UserFactory(is_superuser=True, is_staff=True)


def test_administrators_see_to_whom_which_when_and_state(mail):
    page = signed_in(administrator()).get(ADDRESS)
    assert page.status_code == 200
    content = page.content.decode()
    for shown in (mail.recipient.email, "Question received", "Waiting"):
        assert shown in content
    assert "secret" not in content


def test_editors_see_no_address(mail):
    colleague = UserFactory(first_name="Claire", last_name="Martin")
    Notification.objects.create(kind="assigned", event="x", recipient=colleague, language="fr")
    content = signed_in(editor()).get(ADDRESS).content.decode()
    for shown in ("a candidate", "Claire Martin", "Question received", "Waiting"):
        assert shown in content
    for hidden in (mail.recipient.email, colleague.email, "secret"):
        assert hidden not in content


@pytest.mark.parametrize("make", [administrator, editor])
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
    client = signed_in(administrator())
    address = ADDRESS + door.format(pk=mail.pk)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert Notification.objects.filter(pk=mail.pk).exists()
    with pytest.raises(NoReverseMatch):
        reverse(f"backstage_qa_notification_modeladmin_{door.partition('/')[0]}", args=[mail.pk])


def found(client, **query) -> int:
    return client.get(ADDRESS, query).context["result_count"]


@pytest.mark.parametrize("make", [administrator, editor])
def test_it_is_filtered_by_state(make, mail):
    client = signed_in(make())
    assert (found(client, state__exact="pending"), found(client, state__exact="sent")) == (1, 0)


def test_only_who_sees_addresses_searches_and_sorts_by_them(mail):
    Notification.objects.create(
        kind="answered", event="x", recipient=UserFactory(email="zz@example.com"), language="en"
    )
    assert found(signed_in(administrator()), q=mail.recipient.email) == 1
    client = signed_in(editor())
    assert found(client, q=mail.recipient.email) == found(client, q="nobody") == 2
    assert 'name="q"' not in client.get(ADDRESS).content.decode()
    orders = [client.get(ADDRESS, {"o": order}).context["object_list"] for order in ("0", "-0")]
    assert [row.pk for row in orders[0]] == [row.pk for row in orders[1]]


@pytest.mark.parametrize("make", [administrator, editor])
@pytest.mark.parametrize(
    "lookup",
    ["recipient__email__startswith", "recipient__password__contains", "conversation__public_name"],
)
def test_no_address_narrows_it_by_what_it_does_not_show(make, lookup, mail):
    assert signed_in(make()).get(ADDRESS, {lookup: "a"}).status_code == 404


def test_its_queries_do_not_grow_with_its_rows(mail, django_assert_max_num_queries):
    client = signed_in(editor())
    for n in range(30):
        Notification.objects.create(
            kind="received", event=f"x:{n}", recipient=UserFactory(), language="en"
        )
    client.get(ADDRESS)
    with django_assert_max_num_queries(15):
        client.get(ADDRESS)
