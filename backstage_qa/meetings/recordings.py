"""The film of a meeting, what is read in it and how it is divided: plain rows, no drafts."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import hosts
from .chapters import short_clock
from .public import PublishedMeeting
from .storage import recordings_storage


class RecordingQuerySet(models.QuerySet):
    def public(self) -> "RecordingQuerySet":
        """Published, of a meeting that is announced in any language, and not cancelled."""
        announced = PublishedMeeting.objects.public().filter(cancelled_at=None)
        keys = announced.values("translation_key")
        return self.filter(published_at__isnull=False, translation_key__in=keys)

    def to_publish(self) -> "RecordingQuerySet":
        """Prepared, and not public."""
        return self.filter(state=Recording.State.READY, published_at=None)

    def due(self, now) -> "RecordingQuerySet":
        """Those that nobody prepares: new ones, and those whose worker was killed."""
        is_left = Q(state=Recording.State.WORKING, leased_until__lt=now)
        return self.filter(Q(state=Recording.State.WAITING) | is_left)


def with_films(meetings: models.QuerySet) -> models.QuerySet:
    """Rows of ``PublishedMeeting`` that know whether their film can be watched: ``is_filmed``."""
    films = Recording.objects.public().filter(translation_key=models.OuterRef("translation_key"))
    return meetings.annotate(is_filmed=models.Exists(films))


class Recording(models.Model):
    """One film for each meeting, in whatever languages it is announced.

    It is kept here (``original``, ``film``) or is at another host (``link``, in the form
    of ``hosts``). ``sound`` is the seconds in which something is heard: a list of [from, to].
    ``version`` goes up with every change, for caches.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be prepared")
        WORKING = "working", _("Being prepared")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    translation_key = models.UUIDField(unique=True)
    language = models.CharField(_("spoken language"), max_length=10)
    original = models.FileField(storage=recordings_storage, max_length=200, blank=True)
    film = models.FileField(storage=recordings_storage, max_length=200, blank=True)
    link = models.CharField(max_length=200, blank=True)
    duration = models.FloatField(default=0)  # seconds
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    sound = models.JSONField(default=list)
    poster = models.PositiveSmallIntegerField(null=True)  # the number of a frame
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    problem = models.CharField(max_length=20, blank=True)  # see ``problems``
    progress = models.PositiveSmallIntegerField(default=0)  # percent
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(default=timezone.now)
    # A person's word that all that is seen is also said
    description_not_needed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = RecordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def elsewhere(self) -> hosts.Link | None:
        """Where it is, if not here; None also for a host that is not allowed any more."""
        return hosts.find(self.link) if self.link else None

    @property
    def folder(self) -> str:
        return f"recordings/{self.public_id}"

    def frame_name(self, number: int) -> str:
        """Of a picture of the film that may become its poster, in the storage."""
        return f"{self.folder}/frame-{number}.jpg"


class Track(models.Model):
    """What is read while the film plays. ``cues`` is a list of [from, to, text], in seconds."""

    class Kind(models.TextChoices):
        CAPTIONS = "captions", _("Captions")
        SUBTITLES = "subtitles", _("Subtitles")
        DESCRIPTIONS = "descriptions", _("Descriptions of what is seen")

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="tracks")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    language = models.CharField(_("language"), max_length=10)
    cues = models.JSONField(default=list)

    class Meta:
        verbose_name = _("track of a recording")
        verbose_name_plural = _("tracks of recordings")
        ordering = ["kind", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["recording", "kind", "language"], name="backstage_one_track"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}-{self.language}"


class Chapter(models.Model):
    """A part of a recording, in one language: somebody talks, or answers a question of the room."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="chapters")
    language = models.CharField(max_length=10)
    starts_at = models.PositiveIntegerField()  # seconds
    title = models.CharField(max_length=200)
    is_question = models.BooleanField(default=False)
    # Who speaks in it, if one person does
    expert = models.ForeignKey(
        "backstage_qa.Expert", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    guest = models.ForeignKey(
        "backstage_qa.Guest", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        ordering = ["language", "starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["recording", "language", "starts_at"], name="backstage_one_chapter"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def clock(self) -> str:
        return short_clock(self.starts_at)
