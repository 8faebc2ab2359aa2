"""The filters that the reader of a list has saved for it."""

from django import template
from django.urls import reverse

from ..saved_filters.models import SavedFilter, canonical

register = template.Library()


@register.inclusion_tag("backstage_qa/admin/saved_filters/saved.html", takes_context=True)
def saved_filters(context, view) -> dict:
    """Those for this list, the present one marked, and the way to save what is filtered now."""
    request = context["request"]
    listing, query = view.index_url_name, canonical(request.META["QUERY_STRING"])
    saved = [
        {"name": row.name, "url": row.get_absolute_url(), "is_shown": row.query == query}
        for row in SavedFilter.objects.of(request.user).filter(listing=listing)
    ]
    is_new = query and not any(row["is_shown"] for row in saved)
    address = reverse("backstage_saved_filters:save", query={"listing": listing, "query": query})
    return {"saved": saved, "save_url": address if is_new else ""}
