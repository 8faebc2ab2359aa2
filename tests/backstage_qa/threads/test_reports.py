"""A reader says that something is no longer true: who learns of it, and what comes of it."""

import pytest
from django.test import Client
from django.urls import reverse

from backstage_qa.conversations.errors import NotAllowed
from backstage_qa.models import Notification, PublicEpoch, Report
from backstage_qa.notifications.messages import compose
from backstage_qa.notifications.truth import is_true
from backstage_qa.threads import reports
from backstage_qa.threads.retiring import retire
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.factories import EntryFactory, ProfessionFactory, UserFactory, published_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def claire():
    return expert(ProfessionFactory(), name="Claire")


@pytest.fixture
def row(claire):
    answer = EntryFactory(kind="answer", expert=claire, author_name="Claire")
    return published_thread(professions=claire.professions.all(), entries=[EntryFactory(), answer])


def address(row) -> str:
    return reverse("backstage_qa:thread_report", args=[row.pk])


def keep_address(row) -> str:
    return reverse("wagtailsnippets_backstage_qa_thread:keep", args=[row.thread_id])


def told(kind="reported") -> set[str]:
    return {row.recipient.email for row in Notification.objects.filter(kind=kind)}


def test_a_reader_without_an_account_is_led_from_the_page_and_thanked(client, row):
    assert address(row) in client.get(row.get_absolute_url()).content.decode()
    epoch = PublicEpoch.current()
    answer = client.post(address(row), {"reason": "The team moved."}, follow=True)
    assert "Thank you" in answer.content.decode()
    report = Report.objects.get()
    assert (report.reason, report.reporter) == ("The team moved.", None)
    assert PublicEpoch.current() == epoch  # nothing public changed


def test_keeper_and_editors_learn_the_reason_once_a_day(row, claire):
    alice = editor()
    reports.report(row=row, reason="The team moved. Call me: 06 12 34 56 78")
    reports.report(row=row, reason="It closed.")
    assert told() == {claire.user.email, alice.email}
    assert Notification.objects.filter(kind="reported").count() == 2
    body = compose(Notification.objects.get(kind="reported", recipient=alice)).body
    assert "The team moved." in body
    assert "34 56" not in body
    assert keep_address(row) in body


def test_it_is_never_public(client, row):
    reports.report(row=row, reason="The team moved.")
    for path in (row.get_absolute_url(), address(row), f"/api/backstage/v1/threads/{row.pk}"):
        assert "moved" not in client.get(path).content.decode()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001])
def test_an_empty_or_endless_reason_is_refused_beside_its_field(client, row, reason):
    answer = client.post(address(row), {"reason": reason})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Report.objects.exists()


def test_what_is_not_public_cannot_be_reported(client, row):
    row.thread.unpublish()
    assert client.get(address(row)).status_code == 404
    assert reports.report(row=row, reason="Old.") is None


def test_nobody_floods_a_keeper(row):
    for _ in range(2):
        reports.report(row=row, reason="Same")
    assert Report.objects.count() == 1
    for number in range(reports.MOST_OPEN + 3):
        reports.report(row=row, reason=f"Reason {number}")
    assert Report.objects.count() == reports.MOST_OPEN


def test_the_keeper_answers_a_reader_who_was_signed_in(row, claire):
    reader = UserFactory()
    report = reports.report(row=row, reason="The team moved.", by=reader)
    client = signed_in(claire.user)
    page = client.get(keep_address(row)).content.decode()
    assert "The team moved." in page
    sent = {"verb": "close", "report": report.pk, "answer": "It did: corrected."}
    for _ in range(2):
        client.post(keep_address(row), sent)
    report.refresh_from_db()
    assert report.closed_at
    assert report.closed_by == claire.user
    assert told("report_ended") == {reader.email}
    assert "It did: corrected." in compose(Notification.objects.get(kind="report_ended")).body
    assert "The team moved." not in client.get(keep_address(row)).content.decode()


@pytest.mark.parametrize("is_replaced", [True, False])
def test_taking_it_off_the_site_answers_those_who_said_so(row, is_replaced):
    alice, reader = editor(), UserFactory()
    said = [reports.report(row=row, reason=reason, by=reader) for reason in ("Old.", "It moved.")]
    stays = published_thread(title="What stays?") if is_replaced else None
    retire(thread=row.thread, by=alice, reason="outdated", instead=stays)
    for report in said:
        report.refresh_from_db()
        assert (report.closed_at is not None, report.closed_by) == (True, alice)
    mails = Notification.objects.filter(kind="report_ended")
    assert [mail.recipient for mail in mails] == [reader, reader]
    assert all(is_true(mail) for mail in mails)
    body = compose(mails[0]).body
    assert "It is no longer on the site." in body
    assert (row.get_absolute_url() in body) == is_replaced


def test_without_an_answer_it_is_only_closed(row, claire):
    report = reports.report(row=row, reason="The team moved.", by=UserFactory())
    reports.close(report=report, by=claire.user)
    assert told("report_ended") == set()


def test_only_keeper_and_editors_close(row):
    report = reports.report(row=row, reason="The team moved.")
    with pytest.raises(NotAllowed):
        reports.close(report=report, by=expert(ProfessionFactory()).user)
    Client().post(keep_address(row), {"verb": "close", "report": report.pk})
    report.refresh_from_db()
    assert report.closed_at is None


def test_editors_find_what_was_reported(row):
    reports.report(row=row, reason="The team moved.")
    other = published_thread()
    client = signed_in(editor())
    assert "freshness=reported" in client.get("/admin/").content.decode()
    listed = client.get(
        reverse("wagtailsnippets_backstage_qa_thread:list"), {"freshness": "reported"}
    ).content.decode()
    assert row.title in listed
    assert other.title not in listed


@pytest.mark.parametrize("number", ["", "abc", "999999", "1" * 30])
def test_a_report_that_is_not_there_is_not_found(row, number):
    answer = signed_in(editor()).post(keep_address(row), {"verb": "close", "report": number})
    assert answer.status_code == 404
