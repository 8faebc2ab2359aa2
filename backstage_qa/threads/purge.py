"""Telling the shared cache in front of us what is no longer true, as soon as it is committed.

Only where the host set ``WAGTAILFRONTENDCACHE``. Whatever is not named here
lives as long as ``caching.SHARED_CACHE_SECONDS`` says.
"""

import logging
import threading
from collections.abc import Iterable
from contextlib import suppress

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_delete
from django.urls import NoReverseMatch, reverse
from wagtail.contrib.frontend_cache.tasks import purge_urls_from_cache_task
from wagtail.contrib.frontend_cache.utils import PurgeBatch, get_backends
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, Site

from .. import signals
from ..addresses import page_address
from ..experts.models import Expert, ExpertProfile
from .models import Thread
from .public import PublishedThread

logger = logging.getLogger(__name__)

# CloudFront and our Varnish read it as every address of the host.
EVERYTHING = "/*"
# Threads of one transaction that are named one by one; for more, everything goes.
MOST_ROWS = 50
# A cache that does not answer keeps whoever publishes waiting no longer than this.
PATIENCE_SECONDS = 1.0


def connect() -> None:
    """Called once, when the plugin starts."""
    signals.thread_published.connect(purge_touched)
    signals.thread_updated.connect(purge_touched)
    signals.thread_withdrawn.connect(purge_everything)
    signals.expert_publicity_changed.connect(purge_everything)
    # Rare, and said on many pages
    signals.meeting_published.connect(purge_everything)
    signals.meeting_updated.connect(purge_everything)
    signals.meeting_withdrawn.connect(purge_everything)
    signals.meeting_cancelled.connect(purge_everything)
    signals.recording_changed.connect(purge_everything)
    image = get_image_model()
    for model in (Expert, ExpertProfile, Thread, image, image.get_rendition_model()):
        # A bulk deletion calls no delete() of ours.
        post_delete.connect(purge_everything, sender=model, dispatch_uid="backstage_qa.purge")


class _Waiting(threading.local):
    """What this thread's transaction changed, until it is committed.

    What a transaction that is rolled back left here is purged with the next
    one, for nothing and without harm.
    """

    def __init__(self) -> None:
        self.rows: set[int] = set()
        self.everything = False


_waiting = _Waiting()


def purge_touched(sender, published_thread: PublishedThread, **kwargs) -> None:
    """Receiver of ``thread_published`` and ``thread_updated``: its page, and pages that show it."""
    if get_backends():
        _waiting.rows.add(published_thread.pk)
        transaction.on_commit(_purge, robust=True)


def purge_everything(sender, **kwargs) -> None:
    """Receiver of whatever takes something off the public pages: no list may show it still."""
    if get_backends():
        _waiting.everything = True
        transaction.on_commit(_purge, robust=True)


def _purge() -> None:
    """Purge once for the whole transaction: further calls find nothing waiting."""
    rows, _waiting.rows = _waiting.rows, set()
    everything, _waiting.everything = _waiting.everything, False
    roots = [site.root_url for site in Site.objects.all()]
    if everything or len(rows) > MOST_ROWS:
        addresses = {root + EVERYTHING for root in roots}
    elif rows:
        addresses = _addresses(PublishedThread.objects.filter(pk__in=rows), roots)
    else:
        return
    sending = threading.Thread(target=_send, args=[sorted(addresses)], daemon=True)
    sending.start()
    sending.join(PATIENCE_SECONDS)


def _send(addresses: list[str]) -> None:
    """At once rather than by a worker: it is asked every few seconds, readers come sooner."""
    try:
        purge_urls_from_cache_task.call(addresses)
    except Exception:
        logger.exception("The shared cache could not be purged.")


def _addresses(rows: Iterable[PublishedThread], roots: list[str]) -> set[str]:
    """Whole addresses of these threads, in each language, and of the pages that show them."""
    paths: set[str] = set()
    shown: set = set()
    for row in rows:
        for thread in PublishedThread.objects.translated(row.translation_key):
            paths |= {thread.get_absolute_url(), *_without_words(thread)}
        shown |= {row, *row.replaces.all(), *row.professions.all(), *row.tags.all()}
    batch = PurgeBatch(root + path for root in roots for path in paths - {""})
    batch.add_pages(_pages_about(shown))
    return batch.urls


def _without_words(thread: PublishedThread) -> set[str]:
    """Addresses that a change of its title leaves as they are."""
    addresses = {page_address("thread_by_id", thread.pk, language=thread.language)}
    with suppress(NoReverseMatch):  # a host without our API
        addresses.add(reverse("backstage_qa_api:get_thread", args=[thread.pk]))
    return addresses


def _pages_about(objects: Iterable) -> Iterable[Page]:
    """Public pages that point to any of these objects, by Wagtail's reference index."""
    found = {
        int(pk)
        for thing in objects
        for pk in ReferenceIndex.get_references_to(thing)
        .filter(base_content_type=ContentType.objects.get_for_model(Page))
        .values_list("object_id", flat=True)
    }
    return Page.objects.filter(pk__in=found).live()
