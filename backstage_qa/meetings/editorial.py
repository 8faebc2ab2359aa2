"""The bridge: what speakers agreed to acts on published announcements."""

from django.db.models.signals import post_delete

from .. import epoch, signals
from ..experts.models import Expert
from . import publication
from .guests import Guest
from .public import PublishedMeeting


def connect() -> None:
    """Called once, when the plugin starts."""
    signals.expert_publicity_changed.connect(refresh_expert)
    signals.guest_changed.connect(refresh_guest)
    post_delete.connect(epoch.move_on, sender=Guest, dispatch_uid="backstage_qa.epoch.gone")
    for model in (Expert, Guest):
        post_delete.connect(
            forget_person, sender=model, dispatch_uid="backstage_qa.meetings.forget"
        )


def refresh_expert(sender, expert, **kwargs) -> None:
    """Receiver of ``expert_publicity_changed``: show or hide the name in what is public."""
    _refresh(_public().filter(meeting__speakers__expert=expert).distinct())


def refresh_guest(sender, guest, **kwargs) -> None:
    """Receiver of ``guest_changed``."""
    _refresh(_public().filter(meeting__speakers__guest=guest).distinct())


def forget_person(sender, instance, **kwargs) -> None:
    """Receiver of ``post_delete``: the name of a deleted expert or guest goes, too.

    Nothing ties the announcements to them any more: all are read, which are few.
    """
    key = sender._meta.model_name
    _refresh(
        row for row in _public() if any(speaker[key] == instance.pk for speaker in row.speakers)
    )


def _public():
    return PublishedMeeting.objects.public().select_related("meeting")


def _refresh(rows) -> None:
    for row in rows:
        publication.publish(row.meeting)
