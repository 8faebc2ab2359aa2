"""From the postings of a feed to offers: new ones, changed ones, and those that are gone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from backstage_qa import epoch
from backstage_qa.threads.purge import purge_everything

from ..models import Offer
from .errors import FeedError
from .matching import match
from .posting import FIELDS, Posting

# A feed that would close more than half of this many offers or more is not believed.
SMALLEST_SUSPICIOUS = 6
BATCH = 200


@dataclass
class Report:
    """What an import did, or would do: titles of offers."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    reopened: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    unchanged: int = 0
    unmatched: list[str] = field(default_factory=list)  # open, and about no profession


class _DryRun(Exception):
    """Carries the report out of a transaction that is undone."""


def import_postings(
    source: str,
    postings: Iterable[Posting],
    *,
    is_whole: bool = True,
    accept_closing: bool = False,
    dry_run: bool = False,
    progress: Callable[[Iterable], Iterable] = iter,
) -> Report:
    """Make the offers of ``source`` what the postings say, all at once or not at all.

    Offers of the source that are not among the postings are closed if ``is_whole``.
    Raises ``FeedError`` if that would close suspiciously many, unless ``accept_closing``.
    """
    report = Report()
    try:
        with transaction.atomic():
            _import(source, _once(postings), report, is_whole, accept_closing, progress)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return report


def _once(postings: Iterable[Posting]) -> list[Posting]:
    """Each id once. The same posting on two pages is no fault; two with one id are."""
    found: dict[str, Posting] = {}
    for posting in postings:
        if found.setdefault(posting.external_id, posting) != posting:
            raise FeedError(f"two different offers have the id {posting.external_id!r}.")
    return list(found.values())


def _import(source, postings, report, is_whole, accept_closing, progress) -> None:
    now = timezone.now()
    known = {
        offer.external_id: offer
        for offer in Offer.objects.filter(source=source).select_for_update()
    }
    seen = {posting.external_id for posting in postings}
    gone = [o for o in known.values() if is_whole and not o.closed_at and o.external_id not in seen]
    if not accept_closing:
        _believe(source, len(gone), sum(not offer.closed_at for offer in known.values()), seen)
    new, changed = [], []
    for posting in progress(postings):
        offer = known.get(posting.external_id)
        if offer is None:
            new.append(_new(source, posting, now))
            report.new.append(posting.title)
        elif offer.closed_at:
            report.reopened.append(posting.title)
            changed.append(_changed(offer, posting, now))
        elif _differs(offer, posting):
            report.changed.append(posting.title)
            changed.append(_changed(offer, posting, now))
        else:
            report.unchanged += 1
    for offer in gone:
        offer.closed_at = offer.updated_at = now
        report.closed.append(offer.title)
    Offer.objects.bulk_create(new, batch_size=BATCH)
    written = [*FIELDS, "updated_at", "closed_at"]
    Offer.objects.bulk_update([*changed, *gone], written, batch_size=BATCH)
    match([*new, *changed])
    report.unmatched = _unmatched(source)
    if new or changed or gone:
        epoch.move_on()
    if gone:
        purge_everything(Offer)


def _believe(source: str, gone: int, present: int, seen: set[str]) -> None:
    is_empty = gone and not seen
    is_small = present >= SMALLEST_SUSPICIOUS and gone > present / 2
    if is_empty or is_small:
        raise FeedError(
            f"the feed would close {gone} of the {present} open offers of {source}; "
            "if that is right, import it again with --accept-closing."
        )


def _differs(offer: Offer, posting: Posting) -> bool:
    return any(getattr(offer, name) != _value(offer, posting, name) for name in FIELDS)


def _value(offer: Offer, posting: Posting, name: str):
    """What a feed leaves out is kept: the day we first saw an offer is better than none."""
    value = getattr(posting, name)
    return offer.date_posted if name == "date_posted" and value is None else value


def _changed(offer: Offer, posting: Posting, now) -> Offer:
    for name in FIELDS:
        setattr(offer, name, _value(offer, posting, name))
    offer.updated_at, offer.closed_at = now, None
    return offer


def _new(source: str, posting: Posting, now) -> Offer:
    fields = {name: getattr(posting, name) for name in FIELDS}
    fields["date_posted"] = posting.date_posted or timezone.localdate(now)
    return Offer(source=source, first_seen_at=now, updated_at=now, **fields)


def _unmatched(source: str) -> list[str]:
    open_ones = Offer.objects.open().filter(source=source, professions=None)
    return list(open_ones.newest().values_list("title", flat=True))
