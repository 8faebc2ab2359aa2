"""The offers of the demonstration: rules of its editors, and a feed imported as any other."""

import dataclasses
import datetime

from django.utils import timezone

from backstage_qa.models import Profession
from careers.models import MatchingRule
from careers.offers.adapters import jsonld
from careers.offers.importing import import_postings
from careers.offers.posting import Posting, checked
from careers.offers.reading import read

from .files import DATA, read_json

SOURCE = "aurore-jobs"


def load_offers(professions: dict[tuple[str, str], tuple[Profession, dict]]) -> None:
    """As if the newest of them had been posted yesterday."""
    for row in read_json("matching_rules.json"):
        profession, _ = professions[row["language"], row["profession"]]
        MatchingRule.objects.create(
            profession=profession, keywords=row["keywords"], family=row["family"]
        )
    feed = read(str(DATA / "offers.json"))
    postings = [checked(row, place=feed.name, language="fr") for row in jsonld.rows(feed)]
    newest = max(posting.date_posted for posting in postings)
    age = timezone.localdate() - datetime.timedelta(days=1) - newest
    import_postings(SOURCE, [_later(posting, age) for posting in postings])


def _later(posting: Posting, age: datetime.timedelta) -> Posting:
    until = posting.valid_through and posting.valid_through + age
    return dataclasses.replace(posting, date_posted=posting.date_posted + age, valid_through=until)
