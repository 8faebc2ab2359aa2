"""From an approved announcement to the row the public reads, and back.

``render`` is the one function that makes public text; preview and publication
both call it, and only publication saves.
"""

from typing import TYPE_CHECKING

from django.utils import timezone
from wagtail.rich_text import expand_db_html

from .. import signals
from ..epoch import move_on, moved_last
from ..html import clean
from .public import Cancellation, PublishedMeeting

if TYPE_CHECKING:
    from .models import Meeting, Speaker

PICTURE_FILTER = "fill-1344x672|format-webp"


def render(meeting: "Meeting") -> PublishedMeeting:
    """The public row of a meeting as it would read now; not saved.

    ``meeting`` may be unsaved or made from a revision. Relations are not set on
    the result; ``publish`` does that.
    """
    now = timezone.now()
    speakers = [_render_speaker(speaker, meeting) for speaker in meeting.speakers.all()]
    cancelled = Cancellation.objects.filter(translation_key=meeting.translation_key).first()
    return PublishedMeeting(
        meeting=meeting if meeting.pk else None,
        translation_key=meeting.translation_key,
        language=meeting.locale.language_code,
        title=meeting.title,
        slug=PublishedMeeting.slug_for(meeting.title),
        summary=meeting.summary,
        programme=clean(expand_db_html(meeting.programme)),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        time_zone=meeting.time_zone,
        place=meeting.place,
        address=meeting.address,
        online_url=meeting.online_url,
        register_url=meeting.register_url,
        register_email=meeting.register_email,
        picture=meeting.picture.get_rendition(PICTURE_FILTER).url if meeting.picture else "",
        speakers=[speaker for speaker in speakers if speaker],
        profession_list=[{"name": p.name, "slug": p.slug} for p in _professions(meeting)],
        is_over=meeting.ends_at <= now,
        cancelled_at=cancelled.cancelled_at if cancelled else None,
        published_at=now,
        updated_at=now,
    )


def _professions(meeting: "Meeting") -> list:
    return [p for p in meeting.professions.all() if p.locale_id == meeting.locale_id]


def _render_speaker(speaker: "Speaker", meeting: "Meeting") -> dict | None:
    """None for somebody who did not agree to be shown."""
    person = speaker.expert or speaker.guest
    if person is None or not person.agreed_public_on:
        return None
    if speaker.guest:
        nobody = {"expert": None, "portrait": ""}
        return {"name": person.name, "job": speaker.job, "guest": person.pk} | nobody
    profile = person.profile_in(meeting.locale.language_code)
    return {
        "name": profile.name if profile else person.name,
        "job": speaker.job or (profile.job_title if profile else ""),
        "expert": person.pk,
        "guest": None,
        "portrait": profile.portrait_url if profile else "",
    }


@moved_last()
def publish(meeting: "Meeting") -> PublishedMeeting:
    """Write the public row of a meeting that just went live; in its transaction.

    The text is taken from the approved revision, not from the row in hand, so
    that a change nobody approved cannot slip through with a plain ``save()``.
    """
    text = meeting.live_revision.as_object() if meeting.live_revision else meeting
    fresh = render(text)
    row = PublishedMeeting.objects.select_for_update().filter(meeting_id=meeting.pk).first()
    is_new = row is None or row.withdrawn_at is not None
    if row is not None:
        fresh.pk, fresh.uid, fresh.version = row.pk, row.uid, row.version
        fresh.published_at = row.published_at
    fresh.meeting = meeting
    fresh.version += 1
    fresh.save()
    fresh.professions.set(_professions(text))
    move_on()
    event = signals.meeting_published if is_new else signals.meeting_updated
    event.send(sender=PublishedMeeting, meeting=meeting, published_meeting=fresh)
    return fresh


@moved_last()
def withdraw(rows) -> None:
    """Take public rows (a queryset) off the public pages; their addresses answer 410."""
    for row in rows.filter(withdrawn_at=None):
        row.withdrawn_at = timezone.now()
        row.version += 1
        row.save(update_fields=["withdrawn_at", "version"])
        move_on()
        signals.meeting_withdrawn.send(sender=PublishedMeeting, published_meeting=row)
