"""What was scheduled: publication and expiry when their hour has come.

Each text is on its own: one that is refused stops no other. ``backstage_tick`` and
Wagtail's ``publish_scheduled`` both end here, and running both does no harm.
"""

import logging

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision

from .log import SCHEDULE_REFUSED

logger = logging.getLogger(__name__)


def publish_due() -> tuple[int, int]:
    """Publish the revisions whose hour has come; return how many were, and were refused."""
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    published = refused = 0
    for pk in list(due.order_by("approved_go_live_at").values_list("pk", flat=True)):
        try:
            published += _publish(pk)
        except (PermissionDenied, ValidationError) as refusal:
            refused += 1
            _cancel(pk, refusal)
        except Exception:  # perhaps better luck next time: the schedule stays
            logger.exception("The scheduled revision %s could not be published", pk)
    return published, refused


@transaction.atomic
def _publish(pk: int) -> bool:
    """Publish a revision, unless it was unscheduled or published in the meantime."""
    revision = Revision.objects.filter(pk=pk, approved_go_live_at__lt=timezone.now()).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True


@transaction.atomic
def _cancel(pk: int, refusal: Exception) -> None:
    """Take the schedule off a revision that may not be public; Wagtail's history tells it."""
    logger.warning("The scheduled revision %s may not be published: %s", pk, refusal)
    revision = Revision.objects.get(pk=pk)
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(
        revision.content_object,
        SCHEDULE_REFUSED,
        revision=revision,
        data={"refusal": type(refusal).__name__},
    )


def expire_due() -> int:
    """Unpublish what has expired; return how many texts."""
    return sum(
        _expire(obj)
        for model in _draftable_models()
        for obj in model.objects.filter(live=True, expire_at__lt=timezone.now())
    )


def _expire(obj: models.Model) -> bool:
    try:
        obj.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except Exception:
        logger.exception("%s %s could not be unpublished", obj._meta.label, obj.pk)
        return False
    return True


def _draftable_models() -> list[type[models.Model]]:
    """Every model with drafts; pages all at once, by their common table."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and (model is Page or not issubclass(model, Page))
    ]
