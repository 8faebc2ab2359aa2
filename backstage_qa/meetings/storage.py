"""Where films are kept: never below the address that serves media to everybody."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.functional import cached_property

ALIAS = "recordings"


class BesideMedia(FileSystemStorage):
    """A folder beside that of the media, which web servers serve to everybody."""

    @cached_property
    def base_location(self):
        media = Path(settings.MEDIA_ROOT or "media")
        return media.with_name(f"{media.name}-recordings")


def recordings_storage() -> Storage:
    """The host's storage ``recordings``, else a folder beside that of its media."""
    return storages[ALIAS] if ALIAS in settings.STORAGES else BesideMedia()
