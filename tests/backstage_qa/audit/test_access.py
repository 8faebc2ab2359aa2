"""Who opened which conversation, and when: added to, never changed, for administrators only."""

import csv
import datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from backstage_qa.audit.models import AppendOnly
from backstage_qa.audit.recording import forget_old, record_exported, record_opened
from backstage_qa.models import Access
from tests.backstage_qa.conversations.at_the_desk import LIST, form, opened, url
from tests.backstage_qa.desks import editor, expert, member, signed_in
from tests.factories import ConversationFactory, ProfessionFactory, UserFactory

pytestmark = pytest.mark.django_db
REPORT = "backstage_access:index"


@pytest.fixture
def conversation():
    return opened()


@pytest.fixture
def administrator():
    return UserFactory(is_superuser=True)


def recorded(**fields) -> list[tuple]:
    rows = Access.objects.filter(**fields).order_by("pk")
    return list(rows.values_list("kind", "person", "conversation"))


def test_whoever_opens_a_conversation_is_recorded(conversation):
    alice, claire = editor(), expert(conversation.profession)
    for user in (alice, claire.user):
        assert signed_in(user).get(url("conversation", conversation)).status_code == 200
    opened_by = [("opened", user.pk, conversation.pk) for user in (alice, claire.user)]
    assert recorded() == opened_by


@pytest.mark.parametrize("route", ["draft_thread", "same_question"])
def test_each_screen_that_shows_it_counts(route):
    answered = ConversationFactory(status="answered", consent=True)
    alice = editor()
    assert signed_in(alice).get(url(route, answered)).status_code == 200
    assert recorded() == [("opened", alice.pk, answered.pk)]


def test_a_form_that_comes_back_shows_it_too(conversation):
    alice = editor()
    response = signed_in(alice).post(url("note", conversation), form(conversation, text=""))
    assert response.status_code == 422
    assert recorded() == [("opened", alice.pk, conversation.pk)]


def test_the_list_and_one_s_own_question_are_no_access(conversation):
    signed_in(editor()).get(reverse(LIST))
    candidate = conversation.candidate
    mine = reverse("backstage_qa:my_conversation", args=[conversation.public_id])
    assert signed_in(candidate).get(mine).status_code == 200
    assert recorded() == []


def test_a_quarter_of_an_hour_is_one_access(conversation, time_machine):
    client = signed_in(editor())
    for minute in (0, 14, 15, 16):
        moment = datetime.datetime(2026, 11, 23, 10, minute, tzinfo=datetime.UTC)
        time_machine.move_to(moment, tick=False)
        client.get(url("conversation", conversation))
    times = Access.objects.order_by("at").values_list("at", flat=True)
    assert [at.minute for at in times] == [0, 15]


def test_it_costs_one_query_the_first_time_and_again(conversation):
    alice = editor()
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            record_opened(conversation.pk, by=alice)
        assert len([q for q in captured if "backstage_qa_access" in q["sql"]]) == len(captured) == 1


def test_who_is_refused_is_recorded_and_what_is_not_there_is_not(conversation):
    stranger = expert(ProfessionFactory())
    client = signed_in(stranger.user)
    assert client.get(url("conversation", conversation)).status_code == 404
    nowhere = url("conversation", conversation).replace(str(conversation.pk), "987654")
    assert client.get(nowhere).status_code == 404
    assert recorded() == [("refused", stranger.user.pk, conversation.pk)]


def test_nothing_changes_a_row(conversation):
    record_opened(conversation.pk, by=editor())
    row = Access.objects.get()
    for change in (
        row.save,
        row.delete,
        Access.objects.all().delete,
        lambda: Access.objects.update(person=None),
        lambda: Access.objects.filter(pk=row.pk).update(conversation=1),
    ):
        with pytest.raises(AppendOnly):
            change()
    assert Access.objects.get() == row


def test_the_tick_forgets_what_is_old(conversation, settings):
    settings.BACKSTAGE_QA = {"ACCESS_DAYS": 30}
    record_opened(conversation.pk, by=editor())
    days = datetime.timedelta(days=1)
    assert forget_old(timezone.now() + 29 * days) == 0
    assert forget_old(timezone.now() + 31 * days) == 1
    assert recorded() == []


def test_an_erased_person_is_named_no_more(conversation, administrator):
    alice = editor(email="alice@example.com")
    record_opened(conversation.pk, by=alice)
    alice.delete()
    assert recorded() == [("opened", None, conversation.pk)]
    page = signed_in(administrator).get(reverse(REPORT)).content.decode()
    assert "Erased" in page
    assert "alice@example.com" not in page


def test_a_conversation_that_is_gone_was_read_all_the_same(conversation):
    alice, number = editor(), conversation.pk
    record_opened(number, by=alice)
    conversation.delete()
    assert recorded() == [("opened", alice.pk, number)]


def test_the_administrator_narrows_the_report(conversation, administrator):
    alice, bob, other = editor(), editor(), opened()
    for number, by in ((conversation.pk, alice), (conversation.pk, bob), (other.pk, alice)):
        record_opened(number, by=by)
    record_exported("/admin/x/", 3, by=bob)
    client = signed_in(administrator)

    def found(**filters):
        rows = client.get(reverse(REPORT), filters).context["object_list"]
        return {(row.kind, row.person_id, row.conversation) for row in rows}

    assert len(found()) == 4
    assert found(person=bob.pk, kind="opened") == {("opened", bob.pk, conversation.pk)}
    assert found(conversation=other.pk) == {("opened", alice.pk, other.pk)}
    assert found(at_from="2020-01-01", at_to="2020-01-02") == set()
    assert len(found(at_from="2020-01-01")) == 4


def test_only_people_of_the_log_can_be_chosen(conversation, administrator):
    record_opened(conversation.pk, by=editor(email="alice@example.com"))
    page = signed_in(administrator).get(reverse(REPORT)).content.decode()
    assert "alice@example.com" in page
    assert conversation.candidate.email not in page


def test_its_export_is_recorded_too(conversation, administrator):
    record_opened(conversation.pk, by=editor(email="alice@example.com"))
    answer = signed_in(administrator).get(reverse(REPORT), {"export": "csv"})
    rows = list(csv.DictReader(b"".join(answer).decode().splitlines()))
    assert [row["Person"] for row in rows] == ["alice@example.com"]
    last = Access.objects.first()
    assert (last.kind, last.person, last.path) == ("exported", administrator, reverse(REPORT))


@pytest.mark.parametrize("groups", [["Experts"], ["Editors"], ["HR"]])
def test_others_neither_see_nor_find_it(groups):
    client = signed_in(member(*groups))
    assert client.get(reverse(REPORT)).status_code == 302
    assert reverse(REPORT) not in client.get("/admin/").content.decode()


def test_administrators_find_it_among_the_reports(administrator):
    assert reverse(REPORT) in signed_in(administrator).get("/admin/").content.decode()


def test_an_administrator_can_let_somebody_else_see_it():
    user = member("Editors")
    user.user_permissions.add(Permission.objects.get(codename="view_access"))
    assert signed_in(user).get(reverse(REPORT)).status_code == 200


def test_the_report_costs_the_same_for_two_as_for_many(administrator, django_assert_num_queries):
    client = signed_in(administrator)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(REPORT)).status_code == 200
        return len(captured)

    record_opened(1, by=editor())
    queries()
    few = queries()
    for number in range(2, 20):
        record_opened(number, by=editor())
    assert queries() == few
