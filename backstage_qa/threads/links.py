"""Links of public texts to where other threads of ours came from: they lead to those instead.

A text keeps the address its author wrote, an entry the address it was taken from.
Which of our pages is meant can change with every publication, so it is settled
in the public rows alone, whichever of the two threads comes first.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from html import escape, unescape

from django.db.models import F
from django.utils import timezone

from .public import Link, PublishedThread

LONGEST = Link._meta.get_field("address").max_length
LINK = re.compile(r'(<a\s[^>]*?href=")([^"]*)(")')  # as our cleaner writes it
AT_ONCE = 500  # values in one query


def settle(rows: Iterable[PublishedThread]) -> list[PublishedThread]:
    """Lead the links in these rows home, and those of others that lead to them.

    To be called in the transaction that wrote ``rows``, with their entries as
    rendered. Returns the other rows, changed and saved.
    """
    mine = {row.pk: row for row in rows}
    Link.objects.filter(thread__in=mine).delete()
    links = [
        Link(thread=row, address=address) for row in mine.values() for address in addresses_in(row)
    ]
    Link.objects.bulk_create(links, batch_size=AT_ONCE)
    changed = _lead_home(mine.values(), _homes({link.address for link in links}))
    PublishedThread.objects.bulk_update(changed, ["entries"])
    return _settle_others(mine)


def addresses_in(row: PublishedThread) -> set[str]:
    """The addresses on the web that its texts lead to, short enough to be an entry's."""
    found = {unescape(href) for entry in row.entries for _, href, _ in LINK.findall(entry["html"])}
    return {
        address
        for address in found
        if address.startswith(("https://", "http://")) and len(address) <= LONGEST
    }


def _settle_others(mine: dict[int, PublishedThread]) -> list[PublishedThread]:
    """Change what other public threads say of where these came from."""
    came_from = {e["source_url"] for row in mine.values() for e in row.entries} - {""}
    leading_here: dict[int, set[str]] = defaultdict(set)
    for some in _portions(came_from):
        found = Link.objects.filter(address__in=some).exclude(thread__in=mine)
        for thread, address in found.values_list("thread", "address"):
            leading_here[thread].add(address)
    if not leading_here:
        return []
    homes = _homes(set().union(*leading_here.values()))
    rows = PublishedThread.objects.public().filter(pk__in=leading_here)
    others = _lead_home(rows.select_related("thread").select_for_update(of=("self",)), homes)
    for row in others:
        row.version += 1
        row.updated_at = timezone.now()
    PublishedThread.objects.bulk_update(others, ["entries", "version", "updated_at"])
    return others


def _homes(addresses: set[str]) -> dict[str, str]:
    """Our address of each text that is public here, by the address it was taken from."""
    homes: dict[str, str] = {}
    for some in _portions(addresses):
        texts = PublishedThread.objects.public().filter(thread__entries__source_url__in=some)
        texts = texts.annotate(
            address=F("thread__entries__source_url"),
            anchor=F("thread__entries__anchor"),
            place=F("thread__entries__sort_order"),
        )
        for thread in texts.only("slug", "language").order_by("pk", "place"):
            if page := thread.get_absolute_url():
                whole = thread.place == 0
                homes.setdefault(thread.address, page if whole else f"{page}#{thread.anchor}")
    return homes


def _lead_home(rows: Iterable[PublishedThread], homes: dict[str, str]) -> list[PublishedThread]:
    """Write ``homes`` into the texts of these rows; return those that changed, not saved."""

    def lead(link: re.Match[str]) -> str:
        home = homes.get(unescape(link[2]))
        return f"{link[1]}{escape(home)}{link[3]}" if home else link[0]

    return [row for row in rows if _rewrite(row, lead)] if homes else []


def _rewrite(row: PublishedThread, lead: Callable[[re.Match[str]], str]) -> bool:
    before = [entry["html"] for entry in row.entries]
    row.entries = [entry | {"html": LINK.sub(lead, entry["html"])} for entry in row.entries]
    return before != [entry["html"] for entry in row.entries]


def _portions(values: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(values)
    return [ordered[at : at + AT_ONCE] for at in range(0, len(ordered), AT_ONCE)]
