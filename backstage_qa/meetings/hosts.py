"""Sites that may hold a film in our place: how their addresses are read and written, as data.

An address is kept in the one form that we write, and never fetched by the server.
"""

import html
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..conf import backstage_settings

LONGEST = 2000  # characters of an address that is read
CLOCK = re.compile(r"(?:([0-9]{1,2})h)?(?:([0-9]{1,3})m)?(?:([0-9]{1,5})s?)?")
FRAME = re.compile(r"""<iframe\s[^>]*?src=["']([^"']+)""")
TUBE_ID = "[0-9A-Za-z-]{10,36}"


@dataclass(frozen=True)
class Form:
    """One kind of address.

    ``read`` is what matches "host/path", with "?name=value" for the one parameter
    ``names`` that tells films apart. ``{id}`` and the like are its groups; the two
    ``_from`` are added to begin at the second ``{t}``.
    """

    read: tuple[str, ...]
    page: str
    page_from: str
    frame: str
    frame_from: str
    names: str = ""


@dataclass(frozen=True)
class Host:
    """A site, under the name by which people know it."""

    name: str
    forms: tuple[Form, ...]


YOUTUBE_ID = r"(?P<id>[\w-]{11})"
YOUTUBE = Host(
    "YouTube",
    (
        Form(
            read=(
                rf"(?:(?:www|m|music)\.)?youtube\.com/watch\?v={YOUTUBE_ID}",
                rf"(?:(?:www|m)\.)?youtube\.com/(?:embed|live|shorts|v)/{YOUTUBE_ID}",
                rf"(?:www\.)?youtube-nocookie\.com/embed/{YOUTUBE_ID}",
                rf"youtu\.be/{YOUTUBE_ID}",
            ),
            page="https://www.youtube.com/watch?v={id}",
            page_from="&t={t}s",
            frame="https://www.youtube-nocookie.com/embed/{id}?rel=0",
            frame_from="&start={t}",
            names="v",
        ),
    ),
)
# Lists in which a film may stand
VIMEO_SHELF = r"(?:channels/\w+/|(?:groups|album|showcase)/\w+/videos?/)?"
VIMEO = Host(
    "Vimeo",
    (
        Form(
            read=(
                rf"(?:www\.)?vimeo\.com/{VIMEO_SHELF}(?P<id>[0-9]{{4,12}})",
                r"player\.vimeo\.com/video/(?P<id>[0-9]{4,12})",
            ),
            page="https://vimeo.com/{id}",
            page_from="#t={t}s",
            frame="https://player.vimeo.com/video/{id}?dnt=1",
            frame_from="#t={t}s",
            names="h",
        ),
        Form(  # not listed there: whoever knows the second part may watch
            read=(
                r"(?:www\.)?vimeo\.com/(?P<id>[0-9]{4,12})(?:/|\?h=)(?P<h>[0-9a-f]{6,20})",
                r"player\.vimeo\.com/video/(?P<id>[0-9]{4,12})\?h=(?P<h>[0-9a-f]{6,20})",
            ),
            page="https://vimeo.com/{id}/{h}",
            page_from="#t={t}s",
            frame="https://player.vimeo.com/video/{id}?h={h}&dnt=1",
            frame_from="#t={t}s",
            names="h",
        ),
    ),
)
KNOWN = {"www.youtube.com": YOUTUBE, "vimeo.com": VIMEO}


def _peertube(domain: str) -> Host:
    """An instance of PeerTube, whose visitors are not made to serve each other (``p2p``)."""
    at = rf"{re.escape(domain)}/(?:w|videos/watch|videos/embed)/(?P<id>{TUBE_ID})"
    form = Form(
        read=(at,),
        page=f"https://{domain}/w/{{id}}",
        page_from="?start={t}s",
        frame=f"https://{domain}/videos/embed/{{id}}?p2p=0",
        frame_from="&start={t}s",
    )
    return Host(domain, (form,))


def allowed() -> list[Host]:
    """The hosts of the setting ``FILM_HOSTS``."""
    return [KNOWN.get(domain) or _peertube(domain) for domain in backstage_settings.FILM_HOSTS]


@dataclass(frozen=True)
class Link:
    """A film at a host. ``start`` is the second at which it begins unless another is asked for."""

    host: Host
    form: Form
    named: dict[str, str]
    start: int

    def page_at(self, second: int) -> str:
        """Its page there, for people."""
        address = self.form.page + (self.form.page_from if second else "")
        return address.format(**self.named, t=second)

    @property
    def frame(self) -> str:
        """The address for a frame, which waits to be started."""
        return self.form.frame.format(**self.named)

    @property
    def playing(self) -> str:
        """The address for a frame that plays from the second "{t}", to be put there."""
        return f"{self.frame}&autoplay=1{self.form.frame_from}"

    @property
    def origin(self) -> str:
        """What a content security policy calls the host of the frame."""
        frame = urlsplit(self.frame)
        return f"{frame.scheme}://{frame.netloc}"

    def __str__(self) -> str:
        return self.page_at(self.start)


def find(address: str) -> Link | None:
    """The film at an address that somebody pasted; None if it is none at an allowed host."""
    if len(address) > LONGEST or not address.isascii() or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    for host in allowed():
        for form in host.forms:
            if (named := _named(form, parts)) is not None:
                return Link(host, form, named, _start(parts))
    return None


def _named(form: Form, parts: SplitResult) -> dict[str, str] | None:
    """``netloc`` is compared whole, so that no port and no user fits."""
    asked = parse_qs(parts.query).get(form.names, [])
    whole = parts.netloc.lower() + parts.path.rstrip("/")
    whole += "".join(f"?{form.names}={value}" for value in asked)
    for pattern in form.read:
        if match := re.fullmatch(pattern, whole, re.ASCII):
            return match.groupdict()
    return None


def _start(parts: SplitResult) -> int:
    """The second that an address asks for; 0 where it does not."""
    asked = parse_qs(parts.query) | parse_qs(parts.fragment)
    second = 0
    for name in ("start", "t"):
        second = second_of(asked.get(name, [""])[0], second)
    return second


def second_of(asked: str, otherwise: int) -> int:
    """Of "90", "90s" or "1m30s", as sites that show films write it."""
    match = CLOCK.fullmatch(asked) if asked else None
    if match is None:
        return otherwise
    hours, minutes, seconds = (int(number or 0) for number in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def read(address: str) -> Link:
    """As ``find``, of what people copy: also without "https://", or the code of a frame.

    Raises ``ValidationError`` that names the hosts.
    """
    address = address.strip()
    if framed := FRAME.search(address):
        address = html.unescape(framed[1])
    if link := find(address if "://" in address else f"https://{address}"):
        return link
    names = ", ".join(host.name for host in allowed())
    text = _("This is not the address of a film at %(hosts)s.")
    raise ValidationError(text % {"hosts": names})
