"""Meetings as calendar entries (RFC 5545), which their readers' calendars keep up to date."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from .public import PublishedMeeting

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Backstage//wagtail-backstage-qa//EN"
REFRESH = "PT6H"


def as_calendar(meetings: Iterable[PublishedMeeting], request: HttpRequest, name: str) -> bytes:
    """The document; ``name`` is what calendars call a subscription."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))  # of unknown names nothing is escaped
    calendar.add("x-published-ttl", REFRESH)
    for meeting in meetings:
        calendar.add_component(_entry(meeting, request))
    return calendar.to_ical()


def _entry(meeting: PublishedMeeting, request: HttpRequest) -> Event:
    address = request.build_absolute_uri(meeting.get_absolute_url())
    title = meeting.title
    if meeting.cancelled_at:  # for calendars that do not read the status
        title = _("Cancelled: %(title)s") % {"title": title}
    entry = Event()
    entry.add("uid", str(meeting.uid))
    entry.add("sequence", meeting.version)
    entry.add("dtstamp", meeting.updated_at)
    entry.add("last-modified", meeting.updated_at)
    entry.add("dtstart", meeting.starts_at)
    entry.add("dtend", meeting.ends_at)
    entry.add("summary", title)
    entry.add("description", f"{meeting.summary}\n\n{address}")
    entry.add("url", address)
    entry.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    if where := _where(meeting):
        entry.add("location", where)
    if meeting.profession_list:
        entry.add("categories", [profession["name"] for profession in meeting.profession_list])
    return entry


def _where(meeting: PublishedMeeting) -> str:
    place = ", ".join(filter(None, (meeting.place, *meeting.address.splitlines())))
    return place or meeting.online_url
