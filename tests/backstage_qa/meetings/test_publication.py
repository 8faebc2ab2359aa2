"""What the public reads of a meeting, and who had to agree before."""

import datetime
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from backstage_qa.meetings import actions
from backstage_qa.models import Meeting, Origin, PublicEpoch, PublishedMeeting
from backstage_qa.review.errors import Refusal
from tests.backstage_qa.desks import member, signed_in
from tests.backstage_qa.review.doors import DOORS
from tests.factories import (
    ExpertFactory,
    ExpertProfileFactory,
    GuestFactory,
    MeetingFactory,
    ProfessionFactory,
    RecordingFactory,
    locale,
    published_meeting,
)

pytestmark = pytest.mark.django_db

FORMLESS = [door for door in DOORS if not door.__name__.endswith(("_button", "_in_the_editor"))]


def written(by, **kwargs) -> Meeting:
    meeting = MeetingFactory(origin=Origin.EDITORS, **kwargs)
    meeting.summary = "Words of somebody's own."
    meeting.save_revision(user=by)
    return meeting


def submitted(meeting, by):
    meeting.get_workflow().start(meeting, by)
    return meeting.current_workflow_task_state.specific


def test_hr_prepares_and_another_of_hr_approves():
    nadia, colleague = member("HR"), member("HR")
    meeting = written(nadia)
    state = submitted(meeting, nadia)
    with pytest.raises(Refusal):
        state.approve(user=nadia)
    assert not PublishedMeeting.objects.exists()
    state.approve(user=colleague)
    assert PublishedMeeting.objects.public().get().title == meeting.title


def as_sent(meeting) -> dict:
    """What a browser sends of an announcement that nobody touched, its programme left empty."""
    shown = meeting.get_latest_revision_as_object()
    return {
        "loaded_revision_id": meeting.latest_revision_id,
        "loaded_revision_created_at": meeting.latest_revision.created_at.isoformat(),
        **{name: getattr(shown, name) for name in ("title", "summary", "day", "time_zone")},
        **{name: getattr(shown, name) for name in ("place", "address", "online_url")},
        **{name: f"{getattr(shown, name):%H:%M}" for name in ("starts", "ends")},
        "professions": [row.pk for row in shown.professions.all()],
        "programme": "null",  # as Draftail says that there is nothing in it
        "speakers-TOTAL_FORMS": 0,
        "speakers-INITIAL_FORMS": 0,
    }


def test_what_is_approved_on_its_screen_without_a_word_changed_is_public():
    nadia, colleague = member("HR"), member("HR")
    meeting = written(nadia, programme="")
    state = submitted(meeting, nadia)
    url = reverse(Meeting.snippet_viewset.get_url_name("edit"), args=[meeting.pk])
    pressed = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    response = signed_in(colleague).post(url, as_sent(meeting) | pressed)
    assert response.status_code == 302
    assert PublishedMeeting.objects.public().get().title == meeting.title
    meeting.refresh_from_db()
    assert meeting.live_revision == state.revision


def test_an_announcement_is_public_from_the_hour_that_hr_sets():
    nadia, colleague = member("HR"), member("HR")
    meeting = written(nadia, programme="")
    url = reverse(Meeting.snippet_viewset.get_url_name("edit"), args=[meeting.pk])
    hour = timezone.now() + datetime.timedelta(hours=2)
    sent = as_sent(meeting) | {"go_live_at": f"{timezone.localtime(hour):%Y-%m-%d %H:%M}"}
    assert signed_in(nadia).post(url, sent | {"action-submit": "1"}).status_code == 302
    meeting.refresh_from_db()
    pressed = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    seen = pressed | {"go_live_at": sent["go_live_at"]}
    response = signed_in(colleague).post(url, as_sent(meeting) | seen, follow=True)
    assert "is approved, and will be public on" in response.content.decode()
    assert listed(nadia) == {meeting.title: ["Approved, public at its hour", ""]}
    assert not PublishedMeeting.objects.exists()
    call_command("backstage_tick", verbosity=0)
    assert not PublishedMeeting.objects.exists()
    with time_machine.travel(hour + datetime.timedelta(minutes=1)):
        call_command("backstage_tick", verbosity=0)
    assert PublishedMeeting.objects.public().get().title == meeting.title


@pytest.mark.parametrize("door", FORMLESS, ids=lambda door: door.__name__)
def test_no_door_publishes_what_nobody_else_approved(door):
    nadia = member("HR")
    meeting = written(nadia)
    door(meeting, meeting.latest_revision, nadia)
    assert not PublishedMeeting.objects.exists()


def test_a_speaker_may_not_approve_their_own_announcement():
    speaker = member("Editors")
    meeting = written(member("HR"), speakers=[ExpertFactory(user=speaker)])
    with pytest.raises(PermissionDenied):
        submitted(meeting, meeting.latest_revision.user).approve(user=speaker)


def test_a_change_is_public_only_once_it_is_published():
    row = published_meeting(place="Tower Hall")
    row.meeting.place = "Elsewhere"
    row.meeting.save_revision()
    row.refresh_from_db()
    assert row.place == "Tower Hall"
    row.meeting.latest_revision.publish()
    again = PublishedMeeting.objects.get(meeting=row.meeting)
    assert again.place == "Elsewhere"
    assert (again.pk, again.uid, again.version) == (row.pk, row.uid, row.version + 1)


def test_only_speakers_who_agreed_are_named(client):
    shown = ExpertProfileFactory(expert__name="Claire", job_title="Actuary").expert
    hidden = ExpertFactory(name="Nobody Knows", agreed_public_on=None)
    guest = GuestFactory(name="A. Guest")
    shy = GuestFactory(name="Shy Guest", agreed_public_on=None)
    row = published_meeting(speakers=[shown, hidden, guest, shy])
    assert [speaker["name"] for speaker in row.speakers] == ["Claire", "A. Guest"]
    html = client.get(row.get_absolute_url()).content.decode()
    assert "Claire" in html
    assert "Actuary" in html
    assert "Nobody Knows" not in html
    assert "Shy" not in html


@pytest.mark.parametrize("factory", [ExpertFactory, GuestFactory])
def test_a_speaker_who_takes_their_agreement_back_is_gone_at_once(factory, client):
    person = factory(name="Sam Speaker")
    row = published_meeting(speakers=[person])
    person.agreed_public_on = None
    person.save()
    assert "Sam Speaker" not in client.get(row.get_absolute_url()).content.decode()
    # An older text brings nobody's agreement back.
    row.meeting.live_revision.publish()
    assert "Sam Speaker" not in client.get(row.get_absolute_url()).content.decode()
    person.agreed_public_on = datetime.date(2026, 2, 3)
    person.save()
    assert "Sam Speaker" in client.get(row.get_absolute_url()).content.decode()


@pytest.mark.parametrize("factory", [ExpertFactory, GuestFactory])
def test_a_speaker_who_is_deleted_is_gone_at_once(factory, client):
    person = factory(name="Sam Speaker")
    row = published_meeting(speakers=[person])
    epoch = PublicEpoch.current()
    type(person).objects.filter(pk=person.pk).delete()
    assert PublicEpoch.current() > epoch
    assert "Sam Speaker" not in client.get(row.get_absolute_url()).content.decode()


@pytest.mark.parametrize("delete", [Meeting.delete, lambda m: Meeting.objects.all().delete()])
def test_a_deleted_meeting_leaves_a_tombstone(delete, client):
    row = published_meeting()
    epoch = PublicEpoch.current()
    delete(row.meeting)
    assert PublicEpoch.current() > epoch
    assert client.get(row.get_absolute_url()).status_code == 410


def test_a_translation_starts_as_a_draft_under_professions_of_its_language():
    english = ProfessionFactory(slug="actuary")
    french = ProfessionFactory(
        slug="actuaire", locale=locale("fr"), translation_key=english.translation_key
    )
    row = published_meeting(professions=[english], speakers=[GuestFactory()])
    copy = row.meeting.copy_for_translation(locale("fr"))
    copy.save()
    assert not copy.live
    assert list(copy.professions.all()) == [french]
    assert copy.speakers.count() == 1
    assert PublishedMeeting.objects.count() == 1


def test_the_preview_shows_the_draft_and_saves_nothing():
    meeting = MeetingFactory(title="Not yet known")
    response = meeting.make_preview_request()
    assert "Not yet known" in response.content.decode()
    assert not PublishedMeeting.objects.exists()


FIELDS = {
    "title": "An evening",
    "summary": "Come and see.",
    "day": "2027-03-04",
    "starts": "18:30",
    "ends": "20:00",
    "time_zone": "Europe/Paris",
    "programme": "null",
    "speakers-TOTAL_FORMS": 0,
    "speakers-INITIAL_FORMS": 0,
}


def send(by, **changes):
    url = reverse(Meeting.snippet_viewset.get_url_name("add"))
    return signed_in(by).post(url, FIELDS | changes)


def test_hr_writes_a_draft_in_the_admin():
    response = send(member("HR"))
    assert response.status_code == 302
    meeting = Meeting.objects.get()
    assert not meeting.live
    assert meeting.starts_at.isoformat() == "2027-03-04T17:30:00+00:00"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends": "18:00"}, "It ends before it begins."),
        ({"day": "2027-03-28", "starts": "02:30", "ends": "05:00"}, "jump over this hour"),
        ({"time_zone": "Europe/Nowhere"}, "Select a valid choice"),
        ({"register_url": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(changes, words):
    response = send(member("HR"), **changes)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Meeting.objects.exists()


def test_an_expert_cannot_write_a_meeting():
    send(member("Experts"))
    assert not Meeting.objects.exists()


def test_hr_translates_and_the_writer_of_the_original_may_not_approve_the_copy():
    nadia = member("HR")
    locale("fr")
    meeting = written(nadia)
    client = signed_in(nadia)
    viewset = Meeting.snippet_viewset
    edit = reverse(viewset.get_url_name("edit"), args=[meeting.pk])
    translate = reverse(viewset.get_url_name("translate"), args=[meeting.pk, "fr"])
    assert translate in client.get(edit).content.decode()
    assert client.get(translate).status_code == 200
    assert Meeting.objects.count() == 1
    for _ in range(2):
        client.post(translate)
    copy = Meeting.objects.get(locale=locale("fr"))
    assert copy.translation_key == meeting.translation_key
    with pytest.raises(Refusal):
        submitted(copy, nadia).approve(user=nadia)


def test_the_list_says_how_far_each_announcement_and_its_film_are():
    nadia = member("HR")
    written(nadia, title="Being written")
    submitted(written(nadia, title="Being read"), nadia)
    published_meeting(title="Without a film")
    RecordingFactory(translation_key=published_meeting(title="Watched").translation_key)
    off = published_meeting(title="Not held")
    actions.cancel(meeting=off.meeting, by=nadia)
    RecordingFactory(translation_key=off.translation_key, published_at=None, state="working")
    assert listed(nadia) == {
        "Being written": ["Draft", ""],
        "Being read": ["In review", ""],
        "Without a film": ["Public", ""],
        "Watched": ["Public", "Public"],
        "Not held": ["Cancelled", "Being prepared"],
    }


def test_a_film_that_only_lacks_its_publication_waits_on_the_first_screen_of_the_admin():
    published_meeting(title="Without a film")
    RecordingFactory(translation_key=published_meeting(title="Watched").translation_key)
    ready = published_meeting(title="Waiting")
    RecordingFactory(translation_key=ready.translation_key, published_at=None)
    approver = member("HR")
    url = f"{reverse(Meeting.snippet_viewset.get_url_name('list'))}?film=ready"
    html = signed_in(approver).get("/admin/").content.decode()
    assert "Meetings whose film is prepared, not public" in html.partition(url)[2]
    assert listed(approver, film="ready") == {"Waiting": ["Public", "Ready"]}


def listed(by, **query) -> dict[str, list[str]]:
    """What the admin's list says of announcement and film, by title."""
    page = signed_in(by).get(reverse(Meeting.snippet_viewset.get_url_name("list")), query)
    found = {}
    for row in re.findall(r"<tr.*?</tr>", page.content.decode(), re.DOTALL):
        if title := re.search(r'<span id="snippet_\d+_title">(.*?)</span>', row, re.DOTALL):
            cells = re.findall(r"<td.*?</td>", row, re.DOTALL)
            found[title[1].strip()] = [strip_tags(cell).strip() for cell in cells[-3:-1]]
    return found
