"""Which professions an offer is about: rules that editors own, and the hand that overrules them."""

import pytest

from backstage_qa.epoch import PublicEpoch
from careers.models import MatchingRule, Offer
from careers.offers import matching
from tests.factories import ProfessionFactory

from .conftest import posting

pytestmark = pytest.mark.django_db


@pytest.fixture
def actuary():
    return ProfessionFactory(name="Actuary")


def matched(title="Actuary", category=""):
    """Names of the professions that the rules choose for an offer."""
    rules = [matching.Rule.of(row) for row in MatchingRule.objects.all()]
    return bool(matching.professions_of(Offer(title=title, category=category), rules))


@pytest.mark.parametrize(
    ("keywords", "title", "fits"),
    [
        ("actuary", "Actuary", True),
        ("actuary", "Senior ACTUARY (m/f)", True),
        ("actuary", "Actuaries", False),  # whole words
        ("actuar*", "Actuaries", True),
        ("actuar", "Actuary", False),
        ("credit\nactuary", "Actuary", True),  # any line
        ("credit actuary", "Actuary, credit", False),  # words in their order
        ("analyste crédit", "Analyste credit H/F", True),
        ("analyste-crédit", "ANALYSTE CRÉDIT", True),
        ("chargé d'affaires", "Chargé(e) d’affaires entreprises", True),
        ("conseiller clientèle", "Conseiller·ère clientèle", True),
        ("conseill* clientèle", "Conseillère clientèle", True),
        ("c++", "Développeur C++", True),
        ("a.*", "Actuary", False),  # no expression of another kind
        ("*", "Actuary", False),
        ("\n \n", "Actuary", False),
    ],
)
def test_words(actuary, keywords, title, fits):
    MatchingRule.objects.create(profession=actuary, keywords=keywords)
    assert matched(title) is fits


@pytest.mark.parametrize(
    ("keywords", "family", "category", "fits"),
    [
        ("", "Risques", "Risques", True),
        ("", "risques", "Banque, Risques & Conformité", True),
        ("", "Risques", "Finance", False),
        ("", "Risques", "", False),
        ("actuary", "Risques", "Risques", True),
        ("actuary", "Risques", "Finance", False),
        ("trader", "Risques", "Risques", False),
    ],
)
def test_job_family(actuary, keywords, family, category, fits):
    MatchingRule.objects.create(profession=actuary, keywords=keywords, family=family)
    assert matched("Actuary", category) is fits


def test_an_offer_may_be_about_several(import_feed, actuary):
    other = ProfessionFactory()
    for profession in (actuary, other):
        MatchingRule.objects.create(profession=profession, keywords="credit")
        MatchingRule.objects.create(profession=profession, keywords="analyst")
    import_feed([posting(1)])
    assert set(Offer.objects.get().professions.all()) == {actuary, other}


def test_an_import_matches_what_is_new_or_changed(import_feed, actuary):
    MatchingRule.objects.create(profession=actuary, keywords="actuary")
    import_feed([posting(1)])
    offer = Offer.objects.get()
    assert not offer.professions.exists()
    import_feed([posting(1, title="Actuary")])
    assert list(offer.professions.all()) == [actuary]
    import_feed([posting(1, title="Beekeeper")])
    assert not offer.professions.exists()


def test_what_was_chosen_by_hand_stays(import_feed, actuary):
    MatchingRule.objects.create(profession=actuary, keywords="analyst")
    chosen = ProfessionFactory(name="Chosen")
    import_feed([posting(1)])
    offer = Offer.objects.get()
    epoch = PublicEpoch.current()
    matching.choose(offer=offer, professions=[chosen])
    assert PublicEpoch.current() > epoch
    import_feed([posting(1, title="Another analyst")])
    import_feed([], "--accept-closing")
    import_feed([posting(1)])
    matching.apply_rules()
    assert list(offer.professions.all()) == [chosen]


def test_none_by_hand_stays_none(import_feed, actuary):
    MatchingRule.objects.create(profession=actuary, keywords="analyst")
    import_feed([posting(1)])
    offer = Offer.objects.get()
    matching.choose(offer=offer, professions=[])
    import_feed([posting(1, title="Another analyst")])
    assert not offer.professions.exists()
    matching.leave_to_rules(offer=offer)
    assert list(offer.professions.all()) == [actuary]


def test_a_changed_rule_matches_open_offers_anew(import_feed, actuary):
    import_feed([posting(1), posting(2, title="Actuary")])
    rule = MatchingRule.objects.create(profession=actuary, keywords="actuary")
    epoch = PublicEpoch.current()
    assert matching.apply_rules() == 1
    assert PublicEpoch.current() > epoch
    assert matching.apply_rules() == 0
    rule.delete()
    matching.apply_rules()
    assert not Offer.objects.exclude(professions=None).exists()
