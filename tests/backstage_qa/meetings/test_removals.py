"""Somebody who is seen in a film asks to be taken out, and is answered by a date."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from backstage_qa.meetings import actions
from backstage_qa.meetings.actions import removing
from backstage_qa.models import Meeting, Notification, PublicEpoch, Recording, Removal
from backstage_qa.notifications.messages import compose
from tests.backstage_qa.desks import expert, member, signed_in
from tests.factories import ProfessionFactory, RecordingFactory, published_meeting

pytestmark = pytest.mark.django_db

SENT = {"name": "Zoé Martin", "email": "zoe@example.com", "text": "At 12:40, in blue. Blur me."}
FRIDAY = datetime.datetime(2026, 11, 20, 10, tzinfo=datetime.UTC)


@pytest.fixture
def row():
    row = published_meeting(title="The night shift")
    RecordingFactory(translation_key=row.translation_key)
    return row


def form_address(row) -> str:
    return reverse("backstage_qa:film_removal", args=[row.pk])


def desk_address() -> str:
    return reverse(Meeting.snippet_viewset.get_url_name("removals"))


def asked(row, **fields):
    return actions.ask_removal(meeting=row, **SENT | fields)


def test_who_is_in_the_film_asks_from_its_page_without_an_account(client, row):
    assert form_address(row) in client.get(row.get_absolute_url()).content.decode()
    epoch = PublicEpoch.current()
    with time_machine.travel(FRIDAY, tick=False):
        assert "Friday 27 November 2026" in client.get(form_address(row)).content.decode()
        answer = client.post(form_address(row), SENT, follow=True)
    assert "Friday 27 November 2026" in answer.content.decode(), "five working days"
    removal = Removal.objects.get()
    assert (removal.name, removal.email, removal.text) == tuple(SENT.values())
    assert removal.due_on == datetime.date(2026, 11, 27)
    assert removal.rule["working_days"] == 5
    assert PublicEpoch.current() == epoch, "nothing public changed"
    later = FRIDAY + datetime.timedelta(days=3)
    with time_machine.travel(later, tick=False):
        again = client.get(answer.redirect_chain[0][0])
    assert "Friday 27 November 2026" in again.content.decode(), "what was said stays said"


def test_the_day_of_another_address_is_not_told(client, row):
    assert client.get(f"{form_address(row)}?until=2031-01-01").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("name", value) for value in ("", "\x00", "x" * 121)),
        *(("email", value) for value in ("", "zoe@", "a b@c.d")),
        *(("text", value) for value in (" ", "\u200b", "x" * 2001)),
    ],
)
def test_what_cannot_be_answered_is_said_beside_its_field(client, row, field, value):
    answer = client.post(form_address(row), SENT | {field: value})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'aria-invalid="true"' in html
    assert f'href="#id_{field}"' in html
    assert not Removal.objects.exists()


def test_who_asks_twice_has_asked_once(row):
    assert asked(row) == asked(row, email="ZOE@example.com")
    assert Notification.objects.filter(kind="removal").count() == 0, "nobody looks after meetings"


def test_a_flood_ends_in_words(client, row, monkeypatch):
    monkeypatch.setattr(removing, "MOST_OPEN", 2)
    for number in range(2):
        asked(row, text=f"Request {number}")
    answer = client.post(form_address(row), SENT)
    assert answer.status_code == 422
    assert "try again tomorrow" in answer.content.decode()
    assert Removal.objects.count() == 2


def test_a_film_that_is_not_public_has_no_form(client, row):
    Recording.objects.update(published_at=None)
    assert client.get(form_address(row)).status_code == 404
    assert client.post(form_address(row), SENT).status_code == 404
    assert form_address(row) not in client.get(row.get_absolute_url()).content.decode()


def test_hr_learns_of_it_by_mail_once_a_day_without_what_was_written(row, mailoutbox):
    hr = member("HR")
    expert(ProfessionFactory())
    asked(row)
    asked(row, text="At 20:00, too.")
    mail = compose(Notification.objects.get(kind="removal"))
    assert mail.to == [hr.email]
    assert "The night shift" in mail.body
    assert desk_address() in mail.body
    assert "Zoé" not in mail.body
    assert "12:40" not in mail.body
    call_command("backstage_tick", verbosity=0)
    assert len(mailoutbox) == 1


def test_what_is_closed_by_then_is_not_mailed(row, mailoutbox):
    hr = member("HR")
    actions.close_removal(removal=asked(row), note="Done.", by=hr)
    call_command("backstage_tick", verbosity=0)
    assert mailoutbox == []


def test_hr_sees_it_on_the_first_screen_and_answers(row):
    with time_machine.travel(FRIDAY, tick=False):
        removal = asked(row)
    hr = member("HR", first_name="Anne", last_name="Lefort")
    client = signed_in(hr)
    assert desk_address() in client.get("/admin/").content.decode()
    page = client.get(desk_address()).content.decode()
    for told in ("Zoé Martin", "mailto:zoe@example.com", "At 12:40", "Friday 27 November 2026"):
        assert told in page
    for _ in range(2):
        answer = client.post(
            desk_address(), {"removal": removal.pk, "note": "Blurred."}, follow=True
        )
    page = answer.content.decode()
    assert "Blurred." in page
    assert "Anne Lefort" in page
    removal.refresh_from_db()
    assert (removal.note, removal.closed_by) == ("Blurred.", hr)


def test_what_the_person_wrote_is_deleted_with_the_answer(row):
    removal = actions.close_removal(removal=asked(row), note="Blurred.", by=member("HR"))
    removal.refresh_from_db()
    assert (removal.name, removal.email, removal.text) == ("", "", "")
    assert removal.closed_at
    assert removal.due_on


def test_both_ends_are_in_the_history_without_who_asked(row):
    hr = member("HR")
    actions.close_removal(removal=asked(row), note="Blurred.", by=hr)
    entries = ModelLogEntry.objects.filter(action__contains="_removal").order_by("pk")
    assert [entry.action for entry in entries] == [
        "backstage_qa.ask_removal",
        "backstage_qa.close_removal",
    ]
    assert "zoe" not in str([entry.data for entry in entries]).lower()


def test_a_request_is_not_closed_without_a_note(row):
    removal = asked(row)
    client = signed_in(member("HR"))
    answer = client.post(desk_address(), {"removal": removal.pk, "note": " "})
    assert answer.status_code == 422
    assert "Note what came of it." in answer.content.decode()
    with pytest.raises(ValidationError):
        actions.close_removal(removal=removal, note="  ", by=member("HR"))
    removal.refresh_from_db()
    assert removal.closed_at is None


@pytest.mark.parametrize("number", ["", "x", "999999", "9" * 30, "-1"])
def test_a_request_that_is_not_there_is_not_found(row, number):
    sent = {"removal": number, "note": "Done."}
    assert signed_in(member("HR")).post(desk_address(), sent).status_code == 404


def test_nobody_else_reads_or_closes_it(row):
    removal = asked(row)
    claire = expert(ProfessionFactory()).user
    for client in (Client(), signed_in(claire)):
        assert client.get(desk_address()).status_code == 302
        client.post(desk_address(), {"removal": removal.pk, "note": "Mine."})
    with pytest.raises(PermissionDenied):
        actions.close_removal(removal=removal, note="Mine.", by=claire)
    removal.refresh_from_db()
    assert removal.closed_at is None


def test_it_outlives_the_announcement(row):
    removal = asked(row)
    row.meeting.delete()
    client = signed_in(member("HR"))
    assert "Zoé Martin" in client.get(desk_address()).content.decode()
    client.post(desk_address(), {"removal": removal.pk, "note": "The film is gone."})
    removal.refresh_from_db()
    assert removal.closed_at


def test_what_is_late_says_so(row):
    with time_machine.travel(FRIDAY, tick=False):
        asked(row)
    hr = member("HR")
    with time_machine.travel(FRIDAY + datetime.timedelta(days=8)):
        client = signed_in(hr)
        assert "It is late." in client.get(desk_address()).content.decode()
        assert "backstage-waiting__row--late" in client.get("/admin/").content.decode()
