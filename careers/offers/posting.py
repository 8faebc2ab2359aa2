"""One offer of a feed, checked and cleaned: the same for all formats."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from html import unescape
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.text import Truncator

from backstage_qa.conversations.texts import UNWANTED, plain_line
from backstage_qa.html import clean, from_plain_text, to_plain_text
from backstage_qa.personal_data.folding import fold

from ..models import Offer
from .errors import FeedError

# What an adapter yields: names of the fields below, with values as the feed has them.
Row = Mapping[str, Any]

HEADING = re.compile(r"<(/?)h[1-6]\b", re.IGNORECASE)
DIVISION = re.compile(r"<(/?)(?:div|section|article)\b", re.IGNORECASE)
NOTHING = re.compile(r"<p>(?:\s|&nbsp;|\u00a0|<br>)*</p>")
TAG = re.compile(r"<[a-zA-Z/]")
EARLIEST = 1900  # a year before it is how some programs write "none"
web_address = URLValidator(schemes=["http", "https"])

EMPLOYMENT = {
    "FULL_TIME": {"fulltime", "tempsplein", "tempscomplet"},
    "PART_TIME": {"parttime", "tempspartiel"},
    "CONTRACTOR": {"contractor", "contract", "freelance", "independant"},
    "TEMPORARY": {"temporary", "fixedterm", "seasonal", "cdd", "interim", "temp"},
    "INTERN": {"intern", "internship", "stage", "stagiaire", "alternance", "alternant"}
    | {"apprentice", "apprenticeship", "apprentissage", "vie"},
    "VOLUNTEER": {"volunteer", "benevole"},
    "PER_DIEM": {"perdiem"},
    "OTHER": {"other", "autre"},
}


@dataclass(frozen=True)
class Posting:
    """Fields as ``Offer`` has them; ``date_posted`` is None where the feed gives none."""

    external_id: str
    title: str
    url: str
    language: str
    description: str = ""
    location: str = ""
    country: str = ""
    is_remote: bool = False
    employment_type: str = ""
    category: str = ""
    date_posted: datetime.date | None = None
    valid_through: datetime.date | None = None


FIELDS = tuple(field.name for field in fields(Posting))


def checked(row: Row, *, place: str, language: str) -> Posting:
    """The posting of a row; ``place`` names the row in errors. Raises ``FeedError``.

    ``language`` is that of a row which names none of the site's languages.
    """
    try:
        return Posting(
            external_id=_id(row),
            title=_title(row),
            url=_address(row),
            language=_language(row.get("language"), language),
            description=_html(str(row.get("description") or "")),
            location=_line(row.get("location"), "location"),
            country=_country(row.get("country")),
            is_remote=bool(row.get("is_remote")),
            employment_type=_employment(row.get("employment_type")),
            category=_line(row.get("category"), "category"),
            date_posted=_first_day(row, "date_posted"),
            valid_through=_last_day(row, "valid_through"),
        )
    except FeedError as error:
        raise FeedError(f"{place}: {error}") from error


def _said(value: Any) -> str:
    """A text or a whole number of the feed; "" in place of anything else."""
    return str(value).strip() if isinstance(value, str | int) and value is not True else ""


def _line(value: Any, name: str) -> str:
    """A text on one line, without markup, cut to what the field holds."""
    text = _said(value)
    text = to_plain_text(clean(text)) if TAG.search(text) else unescape(text)
    return _visible(text, name)


def _visible(text: str, name: str) -> str:
    limit = Offer._meta.get_field(name).max_length
    text = Truncator(" ".join(text.split())).chars(limit)
    try:
        return plain_line(text, limit) if text else ""
    except ValidationError:
        return ""  # nothing of it can be seen


def _id(row: Row) -> str:
    """As the feed writes it: markup in an id is part of it."""
    value = _said(row.get("external_id"))
    if len(value) > Offer._meta.get_field("external_id").max_length:
        raise FeedError("the id is too long.")
    if text := _visible(value, "external_id"):
        return text
    raise FeedError("there is no id.")


def _title(row: Row) -> str:
    if text := _line(row.get("title"), "title"):
        return text
    raise FeedError("there is no title.")


def _address(row: Row) -> str:
    url = _said(row.get("url"))
    if not url:
        raise FeedError("there is no url.")
    try:
        web_address(url)
        if UNWANTED.search(url):
            raise ValidationError("a character that no database stores")
    except ValidationError:
        raise FeedError(f"the url is no web address: {url[:80]!r}.") from None
    if "@" in url.split("/")[2] or "\\" in url:
        raise FeedError(f"the url may not carry a name or password: {url[:80]!r}.")
    if len(url) > Offer._meta.get_field("url").max_length:
        raise FeedError("the url is too long.")
    return url


def _language(value: Any, default: str) -> str:
    code = str(value or "").strip().lower().replace("_", "-").split("-")[0]
    return code if code in dict(settings.LANGUAGES) else default


def _html(text: str) -> str:
    """Cleaned HTML: blocks kept apart, headings below those of our pages."""
    text = UNWANTED.sub("", text.replace("\r", "\n")).strip()
    if "&lt;" in text and not TAG.search(text):
        text = unescape(text)
    if not TAG.search(text):
        return from_plain_text(unescape(text))
    text = DIVISION.sub(r"<\1p", HEADING.sub(r"<\1h3", text))
    return NOTHING.sub("", clean(text)).strip()


def _country(value: Any) -> str:
    code = str(value or "").strip().upper()
    return code if re.fullmatch("[A-Z]{2}", code) else ""


def _employment(value: Any) -> str:
    """The first value that schema.org knows; "" where there is none."""
    for one in value if isinstance(value, list) else [value]:
        word = re.sub(r"[^a-z]", "", fold(str(one or "")))
        for known, words in EMPLOYMENT.items():
            if word in words:
                return known
    return ""


def _moment(row: Row, name: str) -> datetime.date | datetime.datetime | None:
    value = row.get(name)
    if value in (None, ""):
        return None
    try:
        moment = value if isinstance(value, datetime.date) else _parsed(str(value).strip())
        if moment.year < EARLIEST:
            raise ValueError
    except (ValueError, OverflowError):
        raise FeedError(f"{name} is no date such as 2026-01-31: {str(value)[:40]!r}.") from None
    return moment


def _parsed(text: str) -> datetime.date | datetime.datetime:
    if len(text) <= len("2026-11-23"):
        return datetime.date.fromisoformat(text)
    moment = datetime.datetime.fromisoformat(text)
    return timezone.localtime(timezone.make_aware(moment) if timezone.is_naive(moment) else moment)


def _first_day(row: Row, name: str) -> datetime.date | None:
    moment = _moment(row, name)
    return moment.date() if isinstance(moment, datetime.datetime) else moment


def _last_day(row: Row, name: str) -> datetime.date | None:
    """The last day of which some part is still in time: midnight ends the day before."""
    moment = _moment(row, name)
    if isinstance(moment, datetime.datetime):
        return (moment - datetime.timedelta(microseconds=1)).date()
    return moment
