"""What the plugin's templates need to say things well."""

import datetime
from urllib.parse import urlsplit

from django import template
from django.utils.translation import get_language

from ..conversations import wording
from ..conversations.models import Conversation
from ..conversations.record import promise_facts
from ..experts.pages import expert_address

register = template.Library()


@register.filter
def iso_date(value: str) -> datetime.date | None:
    """The date that an entry carries as text; None for anything else."""
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


@register.filter
def initial(name: str) -> str:
    """The letter that stands for a face we have no picture of."""
    return name.strip()[:1].upper()


@register.filter
def day_in_words(day: datetime.date) -> str:
    return wording.day_in_words(day)


@register.filter
def state_in_words(conversation: Conversation) -> str:
    """Expects ``pending_promises``, as the views prefetch them."""
    due_on = next((promise.due_on for promise in conversation.pending_promises), None)
    return wording.state_in_words(conversation, due_on)


@register.filter
def sources(entries: list[dict]) -> list[dict]:
    """Where a thread was taken from, each place once; only addresses of the web."""
    found = {
        (entry["source_url"], entry["licence"]): {
            "url": entry["source_url"]
            if entry["source_url"].startswith(("https://", "http://"))
            else "",
            "licence": entry["licence"],
        }
        for entry in entries
        if entry.get("source_url") or entry.get("licence")
    }
    return list(found.values())


@register.simple_tag(takes_context=True)
def promise_about(context, profession=None) -> dict:
    """``days`` in which an answer is promised, and ``record`` (or None) of how that was kept.

    No query where the page's epoch is known.
    """
    facts = promise_facts(getattr(context, "request", None))
    record = facts.record(get_language(), getattr(profession, "pk", None))
    return {"days": facts.working_days, "record": record}


@register.simple_tag(takes_context=True)
def expert_url(context, expert: int | None) -> str:
    """The page of an expert, by id; "" where there is none. No query on a public page."""
    return expert_address(getattr(context, "request", None), expert, get_language())


@register.filter
def web_host(address: str) -> str:
    """The host that an address names, to say where a link leads."""
    return urlsplit(address).hostname or ""
