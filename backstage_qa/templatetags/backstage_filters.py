"""The filters that the reader of a list, or a colleague for all, has saved for it."""

from django import template
from django.urls import reverse

from ..saved_filters.models import SavedFilter, canonical

register = template.Library()


@register.inclusion_tag("backstage_qa/admin/saved_filters/saved.html", takes_context=True)
def saved_filters(context, view) -> dict:
    """Those for this list, the present one marked, and the way to save what is filtered now."""
    request = context["request"]
    listing, query = view.index_url_name, canonical(request.META["QUERY_STRING"])
    here = SavedFilter.objects.filter(listing=listing)
    saved = [_shown(row, query) for row in here.of(request.user)]
    shared = [_shown(row, query) for row in here.shared_with(request.user).select_related("user")]
    is_left = bool(shared) and here.left_to(request.user).exists()
    is_new = query and not any(row["is_shown"] for row in saved)
    address = reverse("backstage_saved_filters:save", query={"listing": listing, "query": query})
    shown = {"saved": saved, "shared": shared, "is_left": is_left}
    return {**shown, "save_url": address if is_new else ""}


def _shown(row: SavedFilter, query: str) -> dict:
    url, is_shown = row.get_absolute_url(), row.query == query
    return {"name": row.name, "url": url, "is_shown": is_shown, "by": row.author}
