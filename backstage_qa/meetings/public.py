"""What the public reads of meetings: nothing private exists in these tables."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..addresses import page_address, slug_of
from ..professions.models import Profession
from ..review.tombstones import untie_and_withdraw
from . import times
from .querysets import PublishedMeetingQuerySet


class Cancellation(models.Model):
    """A meeting that will not take place, in whatever language it is announced.

    A fact, without words: it needs nobody's approval, and no revision rewinds it.
    """

    translation_key = models.UUIDField(unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    cancelled_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("cancellation of a meeting")
        verbose_name_plural = _("cancellations of meetings")

    def __str__(self) -> str:
        return str(self.translation_key)


class PublishedMeeting(models.Model):
    """One row for each announcement that is, or was, public; it outlives the announcement.

    ``programme`` is cleaned HTML. ``speakers`` is a list of dicts: ``name``, ``job``,
    ``expert`` and ``guest`` (id or None), ``portrait`` (address or ""). ``uid`` and
    ``version`` are those of the entry in people's calendars.
    """

    meeting = models.OneToOneField(
        "backstage_qa.Meeting", null=True, on_delete=untie_and_withdraw, related_name="published"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    translation_key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80)
    summary = models.TextField()
    programme = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=64)
    place = models.CharField(max_length=200, blank=True)
    address = models.TextField(blank=True)
    online_url = models.URLField(blank=True)
    register_url = models.URLField(blank=True)
    register_email = models.EmailField(blank=True)
    picture = models.CharField(max_length=500, blank=True)  # address of a rendition
    speakers = models.JSONField(default=list)
    profession_list = models.JSONField(default=list)  # [{"name", "slug"}], as shown
    professions = models.ManyToManyField(Profession, related_name="published_meetings")
    is_over = models.BooleanField(default=False)  # written by the tick, see ``reconciling``
    cancelled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PublishedMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("published meeting")
        verbose_name_plural = _("published meetings")
        ordering = ["-starts_at", "-id"]
        indexes = [
            models.Index(
                fields=["language", "is_over", "-starts_at", "-id"],
                condition=models.Q(withdrawn_at=None),
                name="backstage_public_meetings",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page; "" where the host mounts no page of ours."""
        return page_address("meeting", self.pk, self.slug, language=self.language)

    @staticmethod
    def slug_for(title: str) -> str:
        """The words of the title that fit an address; never empty."""
        return slug_of(title, otherwise="meeting")

    @property
    def starts(self) -> datetime.datetime:
        """What the clocks of the place show when it begins."""
        return times.there(self.starts_at, self.time_zone)

    @property
    def ends(self) -> datetime.datetime:
        return times.there(self.ends_at, self.time_zone)

    @property
    def zone(self) -> str:
        """For people elsewhere, such as "Europe/Paris, UTC+1"."""
        name = self.time_zone.replace("_", " ")
        return f"{name}, {times.offset(self.starts_at, self.time_zone)}"
