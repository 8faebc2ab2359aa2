"""When a meeting is: the day and hours that its place's clocks show."""

import datetime
import zoneinfo

from django.conf import settings


def zones() -> list[tuple[str, str]]:
    """Choices: every time zone this machine knows, the site's own first."""
    known = sorted(zoneinfo.available_timezones() - {"localtime", settings.TIME_ZONE})
    return [(name, name.replace("_", " ")) for name in (settings.TIME_ZONE, *known)]


def site_zone() -> str:
    return settings.TIME_ZONE


def moment(day: datetime.date, hour: datetime.time, zone: str) -> datetime.datetime:
    """In UTC. Of an hour that comes twice, when the clocks go back, the first."""
    there = datetime.datetime.combine(day, hour, zoneinfo.ZoneInfo(zone))
    return there.astimezone(datetime.UTC)


def exists(day: datetime.date, hour: datetime.time, zone: str) -> bool:
    """False for an hour that the clocks jump over."""
    return there(moment(day, hour, zone), zone).time() == hour


def there(at: datetime.datetime, zone: str) -> datetime.datetime:
    """What the clocks of the place show: without a zone, so that nothing converts it again."""
    return at.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)


def offset(at: datetime.datetime, zone: str) -> str:
    """The distance from UTC at that moment, such as "UTC+1" or "UTC-3:30"."""
    minutes = round(at.astimezone(zoneinfo.ZoneInfo(zone)).utcoffset().total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
