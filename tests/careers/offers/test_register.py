"""The registers of offers and of rules: who reads, who corrects, and what it does."""

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from careers.models import MatchingRule, Offer, OfferDay
from tests.backstage_qa.desks import editor, expert, member, signed_in
from tests.careers.factories import OfferFactory
from tests.factories import ProfessionFactory

pytestmark = pytest.mark.django_db

OFFERS = "/admin/careers/offer/"
RULES = "/admin/careers/matchingrule/"


def edit(row) -> str:
    return reverse(f"careers_{row._meta.model_name}_modeladmin_edit", args=[row.pk])


def test_the_list_tells_state_professions_and_clicks():
    offer = OfferFactory(title="Reserving actuary", professions=[ProfessionFactory(name="Actuary")])
    for day, clicks in (("2026-01-01", 20), ("2026-01-02", 22)):
        OfferDay.objects.create(offer=offer, day=day, clicks=clicks)
    OfferFactory(title="Closed one", closed_at=timezone.now())
    html = signed_in(editor()).get(OFFERS).content.decode()
    for words in ("Reserving actuary", "Actuary", "42", "Closed one", "Closed"):
        assert words in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"state": "open"}, {"None", "Ruled", "Chosen"}),
        ({"state": "closed"}, {"Closed"}),
        ({"matched": "none"}, {"None", "Closed"}),
        ({"matched": "rules"}, {"Ruled"}),
        ({"matched": "hand"}, {"Chosen"}),
        ({"matched": "nonsense"}, {"None", "Ruled", "Chosen", "Closed"}),
        ({"q": "ruled"}, {"Ruled"}),
        ({"source": "elsewhere"}, {"Chosen"}),
    ],
)
def test_it_is_narrowed_and_searched(query, shown):
    profession = ProfessionFactory()
    OfferFactory(title="None")
    OfferFactory(title="Ruled", professions=[profession])
    OfferFactory(title="Chosen", professions=[profession], matched_by_hand=True, source="elsewhere")
    OfferFactory(title="Closed", closed_at=timezone.now())
    page = signed_in(editor()).get(OFFERS, query)
    assert {offer.title for offer in page.context["object_list"]} == shown


def test_an_editor_corrects_a_match_and_gives_it_back():
    wrong, right = ProfessionFactory(), ProfessionFactory()
    MatchingRule.objects.create(profession=wrong, keywords="actuary")
    offer = OfferFactory(title="Actuary", professions=[wrong])
    client = signed_in(editor())
    assert wrong.name in client.get(edit(offer)).content.decode()
    assert client.post(edit(offer), {"professions": [right.pk]}).status_code == 302
    offer.refresh_from_db()
    assert (list(offer.professions.all()), offer.matched_by_hand) == ([right], True)
    client.post(edit(offer), {"professions": [right.pk], "leave_to_rules": "on"})
    offer.refresh_from_db()
    assert (list(offer.professions.all()), offer.matched_by_hand) == ([wrong], False)


def test_nothing_else_of_an_offer_can_be_changed():
    offer = OfferFactory()
    before = Offer.objects.filter(pk=offer.pk).values().get()
    fields = {
        "title": "x",
        "url": "https://evil.example/",
        "closed_at": "2026-01-01",
        "source": "x",
    }
    signed_in(editor()).post(edit(offer), fields)
    after = Offer.objects.filter(pk=offer.pk).values().get()
    assert {name for name in after if after[name] != before[name]} == {
        "matched_by_hand",
        "updated_at",
    }


@pytest.mark.parametrize("door", ["create", "delete"])
def test_offers_are_neither_added_nor_deleted_by_hand(door):
    with pytest.raises(NoReverseMatch):
        reverse(f"careers_offer_modeladmin_{door}", args=[1])
    assert signed_in(editor()).get(f"{OFFERS}{door}/").status_code == 404


def test_a_rule_works_as_soon_as_it_is_saved_and_no_longer_than_it_exists():
    profession = ProfessionFactory()
    offer = OfferFactory(title="Senior actuary")
    client = signed_in(editor())
    fields = {"profession": profession.pk, "keywords": "actuary", "family": ""}
    client.post(f"{RULES}create/", fields)
    assert list(offer.professions.all()) == [profession]
    rule = MatchingRule.objects.get()
    client.post(edit(rule), fields | {"keywords": "trader"})
    assert not offer.professions.exists()
    client.post(edit(rule), fields)
    client.post(reverse("careers_matchingrule_modeladmin_delete", args=[rule.pk]))
    assert not offer.professions.exists()


def test_a_rule_that_asks_for_nothing_is_refused():
    fields = {"profession": ProfessionFactory().pk, "keywords": " * \n", "family": " "}
    page = signed_in(editor()).post(f"{RULES}create/", fields)
    assert "Give words, a job family, or both." in page.content.decode()
    assert not MatchingRule.objects.exists()


def test_hr_reads_and_changes_nothing():
    offer = OfferFactory(title="Reserving actuary")
    rule = MatchingRule.objects.create(profession=ProfessionFactory(), keywords="actuary")
    client = signed_in(member("HR"))
    assert "Reserving actuary" in client.get(OFFERS).content.decode()
    assert client.get(RULES).status_code == 200
    for address in (edit(offer), edit(rule), f"{RULES}create/"):
        assert client.post(address, {}).status_code == 302
    offer.refresh_from_db()
    assert not offer.matched_by_hand


def test_an_expert_sees_neither():
    client = signed_in(expert(ProfessionFactory()).user)
    for address in (OFFERS, RULES, edit(OfferFactory())):
        assert client.get(address).status_code == 302
    assert OFFERS not in client.get("/admin/").content.decode()


def test_queries_do_not_grow_with_rows(django_assert_max_num_queries):
    profession = ProfessionFactory()
    for _ in range(20):
        OfferFactory(professions=[profession])
        MatchingRule.objects.create(profession=ProfessionFactory(), keywords="x")
    client = signed_in(editor())
    for address in (OFFERS, RULES):
        client.get(address)
        with django_assert_max_num_queries(18):
            client.get(address)
