"""What the plugin's templates need to say things well."""

import datetime
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django import template
from django.utils.translation import get_language, gettext

from ..conversations import wording
from ..conversations.models import Conversation
from ..conversations.record import promise_facts
from ..dates import day_in_words
from ..experts.pages import expert_address
from ..languages import language_in_words

if TYPE_CHECKING:
    from ..threads.public import PublishedThread

register = template.Library()

CREATIVE_COMMONS = re.compile(r"CC (BY(?:-NC)?(?:-SA|-ND)?) ([1-4]\.[05])")


@register.filter
def iso_date(value: str) -> datetime.date | None:
    """The date that an entry carries as text; None for anything else."""
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


register.filter(language_in_words)


@register.filter
def initial(name: str) -> str:
    """The letter that stands for a face we have no picture of."""
    return name.strip()[:1].upper()


register.filter(day_in_words, expects_localtime=True)


@register.filter
def unnamed(entry: dict, thread: "PublishedThread") -> str:
    """Who says this in a thread, for where no name is shown."""
    is_from_elsewhere = bool(entry["source_url"])
    if entry["kind"] == "question" or (thread.is_conversed and entry["kind"] == "follow_up"):
        return gettext("The question") if is_from_elsewhere else gettext("A candidate")
    if entry["kind"] == "follow_up":
        return gettext("Somebody")
    if is_from_elsewhere:
        return gettext("The answer")
    return gettext("A colleague") if thread.is_conversed else gettext("The editors")


@register.filter
def state_in_words(conversation: Conversation) -> str:
    """Expects ``pending_promises``, as the views prefetch them."""
    due_on = next((promise.due_on for promise in conversation.pending_promises), None)
    return wording.state_in_words(conversation, due_on)


@register.filter
def web_address(address: str) -> str:
    """The address if it is one of the web, which a link may lead to; else ""."""
    is_web = address.startswith(("https://", "http://")) and web_host(address)
    return address if is_web else ""


@register.filter
def licence_deed(licence: str) -> str:
    """Where a licence of Creative Commons is explained; "" for others."""
    if found := CREATIVE_COMMONS.fullmatch(licence):
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    is_zero = licence == "CC0 1.0"
    return "https://creativecommons.org/publicdomain/zero/1.0/" if is_zero else ""


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
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
