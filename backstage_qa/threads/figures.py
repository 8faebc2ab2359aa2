"""What each profession was asked, what it has, and what nobody found: counted from the rows."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from wagtail.models import Page, ReferenceIndex

from ..conversations.models import Conversation
from ..search.models import FruitlessSearch
from .public import PublishedThread
from .readers import ReadMonth


def with_figures(professions: QuerySet, since: datetime.datetime) -> QuerySet:
    """Professions, each with ``asked``, ``waiting``, ``searches``, ``public``, ``published``,
    ``readers``, ``helpful`` and ``unfeatured`` (int). As many queries, however many there are.
    """
    own = OuterRef("pk")
    asked = Conversation.objects.filter(profession=own)
    searches = FruitlessSearch.objects.filter(profession=own, last_on__gte=since.date())
    links = PublishedThread.professions.through.objects.filter(
        profession=own, publishedthread__withdrawn_at=None
    )
    read = ReadMonth.objects.filter(
        thread__professions=own, thread__withdrawn_at=None, month__gte=since.date().replace(day=1)
    )
    helped = Sum("publishedthread__helpful")
    return professions.annotate(
        asked=_each(asked.filter(created_at__gte=since), "profession"),
        waiting=_each(asked.owed(), "profession"),
        searches=_each(searches, "profession", Sum("count")),
        public=_each(links, "profession"),
        published=_each(links.filter(publishedthread__published_at__gte=since), "profession"),
        readers=_each(read, "thread__professions", Sum("readers")),
        helpful=_each(links, "profession", helped),
        featured=_each(links.filter(publishedthread__in=featured_ids()), "profession"),
    ).annotate(unfeatured=F("public") - F("featured"))


def featured_ids() -> set[int]:
    """The threads that somebody chose for a page, and those that stand in for one, by id."""
    kinds = ContentType.objects.get_for_models(Page, PublishedThread)
    chosen = ReferenceIndex.objects.filter(
        base_content_type=kinds[Page], to_content_type=kinds[PublishedThread]
    )
    ids = {int(pk) for pk in chosen.values_list("to_object_id", flat=True)}
    gone = PublishedThread.objects.exclude(withdrawn_at=None).exclude(replaced_by=None)
    instead = gone.order_by().values_list("pk", "replaced_by")
    return ids | {stays for pk, stays in instead if pk in ids}


def searches_of_no_profession(language: str, since: datetime.date) -> int:
    """Searches in vain that were narrowed to no profession."""
    rows = FruitlessSearch.objects.filter(profession=None, language=language, last_on__gte=since)
    return rows.aggregate(total=Coalesce(Sum("count"), 0))["total"]


def _each(rows: QuerySet, group: str, figure=None) -> Coalesce:
    """One figure of ``rows`` for the profession that the outer query is at; 0 where none is."""
    figures = rows.order_by().values(group).annotate(figure=figure or Count("pk"))
    return Coalesce(Subquery(figures.values("figure"), output_field=IntegerField()), 0)
