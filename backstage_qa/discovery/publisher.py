"""Who publishes: named in titles, feeds, pictures and structured data."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from ..conf import backstage_settings


@dataclass(frozen=True)
class Colours:
    """Of generated pictures; anything that CSS knows as a hexadecimal colour."""

    background: str = "#1f2937"
    text: str = "#ffffff"
    soft: str = "#cbd5e1"
    light: str = "#fbbf24"
    shape: str = "#374151"


@dataclass(frozen=True)
class Publisher:
    """The site and whose it is. Paths are of this site, addresses whole.

    ``home``: path of the first page in the language of the request; ``logo``:
    address or path of a picture; ``same_as``: accounts elsewhere; ``mark``: file
    of a square PNG that stands on generated pictures.
    """

    name: str
    employer: str = ""
    tagline: str = ""
    home: str = ""
    logo: str = ""
    same_as: tuple[str, ...] = ()
    mark: str = ""
    colours: Colours = field(default_factory=Colours)

    @property
    def full_name(self) -> str:
        return f"{self.name}, {self.employer}" if self.employer else self.name


def publisher_of(request: HttpRequest | None) -> Publisher:
    """What the host's ``PUBLISHER`` function says, else Wagtail's name of the site.

    A mail has no request.
    """
    if path := backstage_settings.PUBLISHER:
        return import_string(path)(request)
    return Publisher(getattr(settings, "WAGTAIL_SITE_NAME", "Backstage"))
