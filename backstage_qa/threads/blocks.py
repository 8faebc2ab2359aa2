"""The blocks with which a host's page embeds threads.

They hold ids of ``PublishedThread``: a choice survives a withdrawal and comes
back with the thread, and nothing that is not public can be shown.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..professions.blocks import OfProfessionBlock
from .choosers import published_thread_chooser, tag_chooser
from .orders import ORDERS
from .public import PublishedThread
from .querysets import PublishedThreadQuerySet

MOST_THREADS = 20


def written_out(thread: PublishedThread) -> dict[str, Any]:
    """A thread with its entries, as the API of a host's pages shows it."""
    return {
        "id": thread.pk,
        "language": thread.language,
        "title": thread.title,
        "slug": thread.slug,
        "url": thread.get_absolute_url(),
        "short_answer": thread.short_answer,
        "excerpt": thread.excerpt,
        "origin": thread.origin,
        "professions": thread.profession_list,
        "tags": thread.tag_list,
        "answered_by": thread.answered_by,
        "entry_count": thread.entry_count,
        "entries": thread.entries,
        "marked": None,  # nothing was searched for
        "translations": None,  # read with one thread alone
        "helpful": thread.helpful,
        "verified_on": thread.verified_on,
        "is_overdue": thread.is_overdue,
        "version": thread.version,
        "published_at": thread.published_at,
        "updated_at": thread.updated_at,
    }


TagChooserBlock = tag_chooser.get_block_class("TagChooserBlock", __name__)


class PublishedThreadChooserBlock(published_thread_chooser.get_block_class()):  # type: ignore[misc]
    """One thread. All those of a page are read with one query, without their entries."""

    def bulk_to_python(self, values: list[int | None]) -> list[PublishedThread | None]:
        """``None`` would erase a choice at the next save: a missing row gets a stand-in."""
        chosen = [value for value in values if value is not None]
        found = PublishedThread.objects.with_replacements().in_bulk(chosen)
        return [None if v is None else found.get(v) or self._stand_in(v) for v in values]

    def to_python(self, value: int | None) -> PublishedThread | None:
        return self.bulk_to_python([value])[0]

    @staticmethod
    def _stand_in(pk: int) -> PublishedThread:
        return PublishedThread(pk=pk, withdrawn_at=timezone.now())


class FeaturedThreadBlock(blocks.StructBlock):
    """One thread, and the days on which it is shown; both days are among them."""

    thread = PublishedThreadChooserBlock(label=_("Thread"))
    shown_from = blocks.DateBlock(label=_("From"), required=False)
    shown_until = blocks.DateBlock(
        label=_("Until"), required=False, help_text=_("Without dates it is always shown.")
    )

    class Meta:
        icon = "openquote"
        label = _("Thread")
        label_format = "{thread}"

    def bulk_to_python(self, values):
        """A text that was written before there were dates holds bare ids."""
        dicts = [value if isinstance(value, dict) else {"thread": value} for value in values]
        return super().bulk_to_python(dicts)

    def to_python(self, value):
        return self.bulk_to_python([value])[0]

    def normalize(self, value):
        """A thread alone stands for one without dates."""
        if isinstance(value, PublishedThread):
            value = {"thread": value}
        if isinstance(value, dict) and not isinstance(value, blocks.StructValue):
            value = {"shown_from": None, "shown_until": None} | value
        return super().normalize(value)

    def clean(self, value):
        value = super().clean(value)
        first, last = value["shown_from"], value["shown_until"]
        if first and last and last < first:
            problem = ValidationError(_("This day is before the first one."))
            raise blocks.StructBlockValidationError({"shown_until": problem})
        return value

    @staticmethod
    def is_shown(value, day: date) -> bool:
        first, last = value["shown_from"] or day, value["shown_until"] or day
        return first <= day <= last


class ThreadsBlock(blocks.StructBlock):
    """Threads chosen by hand, in this order.

    Those withdrawn meanwhile stand as what took their place, or are left out; so are
    those whose days are over, or to come.
    """

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    threads = blocks.ListBlock(FeaturedThreadBlock(), label=_("Threads"), max_num=MOST_THREADS)

    class Meta:
        icon = "openquote"
        label = _("Featured threads")
        template = "backstage_qa/blocks/threads.html"

    @staticmethod
    def shown(value) -> list[PublishedThread]:
        """Each thread once, as the public reads it today.

        Caches follow by themselves: the day is part of every ETag.
        """
        today = timezone.localdate()
        placed = [item for item in value["threads"] if FeaturedThreadBlock.is_shown(item, today)]
        read = [item["thread"].read_now() for item in placed if item["thread"]]
        return list(dict.fromkeys(thread for thread in read if thread))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, "threads": self.shown(value)}

    @classmethod
    def written_out(cls, value) -> list[dict[str, Any]]:
        """The threads that are shown, with their entries, in one query."""
        chosen = [thread.pk for thread in cls.shown(value)]
        found = PublishedThread.objects.public().in_bulk(chosen)
        return [written_out(found[pk]) for pk in chosen if pk in found]

    def get_api_representation(self, value, context=None):
        return {"heading": value["heading"], "threads": self.written_out(value)}


class LatestThreadsBlock(OfProfessionBlock):
    """The threads of a profession or tag that need no care; by default of the page's profession."""

    tag = TagChooserBlock(label=_("Tag"), required=False)
    order = blocks.ChoiceBlock(
        label=_("Order"),
        choices=[("newest", _("Newest first")), ("helpful", _("Most helpful first"))],
        default="newest",
    )
    count = blocks.IntegerBlock(label=_("At most"), default=5, min_value=1, max_value=MOST_THREADS)

    class Meta:
        icon = "history"
        label = _("Latest or most helpful threads")
        template = "backstage_qa/blocks/latest_threads.html"

    def threads(self, value, context) -> PublishedThreadQuerySet:
        page = (context or {}).get("page")
        if profession := self.profession_of(value, context):
            found = PublishedThread.objects.about(profession)
        else:
            language = page.locale.language_code if page else get_language()
            found = PublishedThread.objects.in_language(language)
        if value["tag"]:
            found = found.tagged(value["tag"].slug)
        return ORDERS[value["order"]].sort(found)[: value["count"]]

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {
            **context,
            "profession": self.profession_of(value, parent_context),
            "threads": self.threads(value, parent_context).for_lists(),
        }

    def get_api_representation(self, value, context=None):
        """The heading, and the threads with their entries in one query."""
        found = self.threads(value, context)
        return {"heading": value["heading"], "threads": [written_out(row) for row in found]}
