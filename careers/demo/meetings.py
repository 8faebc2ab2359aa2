"""Meetings of the demonstration: prepared by HR, approved by an editor."""

import datetime

from django.utils import timezone
from wagtail.models import Locale

from backstage_qa.meetings import actions
from backstage_qa.models import Guest, Meeting, PublishedMeeting, Speaker

from .files import read_json
from .films import load_film

THURSDAY = 3
ANNOUNCED_BEFORE = datetime.timedelta(days=45)


def load_meetings(professions, experts, author, approver, second) -> None:
    """Each in both languages, on a Thursday before or after today."""
    for row in read_json("meetings.json"):
        guests = [(_guest(guest), guest["job"]) for guest in row.get("guests", [])]
        people = [(experts[key], {}) for key in row["speakers"]] + guests
        announced: Meeting | None = None
        for language in ("fr", "en"):
            meeting = _draft(row, language, announced)
            meeting.professions = [
                professions[language, slug][0] for slug in row["professions"][language]
            ]
            meeting.speakers = [
                _speaker(person, job.get(language, ""), order)
                for order, (person, job) in enumerate(people)
            ]
            meeting.save()
            meeting.save_revision(user=author)
            _publish(meeting, author, approver)
            announced = meeting
        if film := row.get("film"):
            load_film(announced, film, experts, author, approver, second)
        if row.get("cancelled"):
            actions.cancel(meeting=announced, by=author)


def _draft(row: dict, language: str, translated: Meeting | None) -> Meeting:
    day = timezone.localdate() + datetime.timedelta(days=row["days"])
    day += datetime.timedelta(days=(THURSDAY - day.weekday()) % 7)
    meeting = Meeting(
        **row[language],
        day=day,
        starts=datetime.time.fromisoformat(row["starts"]),
        ends=datetime.time.fromisoformat(row["ends"]),
        place=row.get("place", {}).get(language, ""),
        address=row.get("address", ""),
        online_url=row.get("online_url", ""),
        register_email=row.get("register_email", ""),
        locale=Locale.objects.get(language_code=language),
    )
    if translated:
        meeting.translation_key = translated.translation_key
    return meeting


def _guest(row: dict) -> Guest:
    agreed = timezone.localdate() - datetime.timedelta(days=20)
    return Guest.objects.create(name=row["name"], agreed_public_on=agreed)


def _speaker(person, job: str, order: int) -> Speaker:
    kind = "guest" if isinstance(person, Guest) else "expert"
    return Speaker(sort_order=order, job=job, **{kind: person})


def _publish(meeting: Meeting, author, approver) -> None:
    """Submitted and approved as any other; announced some weeks before its day."""
    meeting.get_workflow().start(meeting, author)
    meeting.current_workflow_task_state.specific.approve(user=approver)
    announced = min(timezone.now(), meeting.starts_at - ANNOUNCED_BEFORE)
    PublishedMeeting.objects.filter(meeting=meeting).update(published_at=announced)
