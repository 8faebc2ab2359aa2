"""Importing: everything or nothing, twice as good as once, closed when gone."""

import pytest
from django.core.management import CommandError, call_command

from backstage_qa.epoch import PublicEpoch
from careers.models import MatchingRule, Offer
from tests.factories import ProfessionFactory

from .conftest import posting

pytestmark = pytest.mark.django_db


def rows():
    fields = [field.name for field in Offer._meta.fields]
    return list(Offer.objects.order_by("id").values(*fields))


def test_the_same_feed_twice_changes_nothing(import_feed):
    feed = [posting(n) for n in range(3)]
    assert "aurore: 3 new, 0 changed, 0 open again, 0 closed, 0 unchanged." in import_feed(feed)
    before, epoch = rows(), PublicEpoch.current()
    assert "0 new, 0 changed, 0 open again, 0 closed, 3 unchanged." in import_feed(feed)
    assert (rows(), PublicEpoch.current()) == (before, epoch)


def test_an_offer_is_known_by_source_and_id(import_feed):
    import_feed([posting(1)])
    import_feed([posting(1, title="Another")], source="elsewhere")
    assert set(Offer.objects.values_list("source", "title")) == {
        ("aurore", "Credit analyst 1"),
        ("elsewhere", "Another"),
    }


def test_what_changed_is_updated_in_place(import_feed):
    import_feed([posting(1), posting(2)])
    pk = Offer.objects.get(external_id="job-1").pk
    epoch = PublicEpoch.current()
    assert "1 changed" in import_feed([posting(1, title="Credit officer"), posting(2)])
    assert Offer.objects.get(pk=pk).title == "Credit officer"
    assert PublicEpoch.current() > epoch


def test_the_first_day_is_kept_where_the_feed_gives_none(import_feed, time_machine):
    time_machine.move_to("2026-11-20T12:00:00Z")
    import_feed([posting(1, datePosted=None)])
    time_machine.move_to("2026-11-25T12:00:00Z")
    assert "1 unchanged" in import_feed([posting(1, datePosted=None)])
    assert str(Offer.objects.get().date_posted) == "2026-11-20"


def test_what_is_gone_is_closed_for_its_source_only_and_comes_back(import_feed):
    import_feed([posting(1), posting(2)])
    import_feed([posting(1)], source="elsewhere")
    assert "1 closed" in import_feed([posting(1)])
    closed = Offer.objects.get(source="aurore", external_id="job-2")
    assert closed.closed_at
    assert Offer.objects.open().count() == 2
    assert "0 closed" in import_feed([posting(1)])  # once
    assert "1 open again" in import_feed([posting(1), posting(2)])
    closed.refresh_from_db()
    assert closed.is_open


def test_a_part_of_the_offers_closes_none(import_feed):
    import_feed([posting(1), posting(2)])
    assert "1 new, 0 changed, 0 open again, 0 closed" in import_feed([posting(3)], "--partial")
    assert Offer.objects.open().count() == 3


def test_an_empty_feed_is_not_believed(import_feed, refused):
    import_feed([posting(1)])
    assert "would close 1 of the 1 open offers" in refused([])
    assert Offer.objects.open().count() == 1
    assert "1 closed" in import_feed([], "--accept-closing")
    assert not Offer.objects.open().exists()
    import_feed([])  # nothing is left to lose


def test_nor_is_one_that_lost_most(import_feed, refused):
    import_feed([posting(n) for n in range(8)])
    assert "would close 5 of the 8" in refused([posting(n) for n in range(3)])
    assert "4 closed" in import_feed([posting(n) for n in range(4)])
    assert "3 closed" in import_feed([posting(1)])  # of a few, most may go


def test_two_offers_with_one_id_are_refused_and_one_told_twice_is_not(import_feed, refused):
    assert "two different offers" in refused([posting(1), posting(1, title="Another")])
    import_feed([posting(1), posting(1)])
    assert Offer.objects.count() == 1


def test_a_dry_run_says_what_would_happen_and_does_nothing(import_feed):
    import_feed([posting(1), posting(2)])
    before, epoch = rows(), PublicEpoch.current()
    said = import_feed([posting(1, title="Credit officer"), posting(3)], "--dry-run")
    assert "1 new, 1 changed, 0 open again, 1 closed, 0 unchanged. Nothing was written." in said
    assert "closed: Credit analyst 2" in said
    assert (rows(), PublicEpoch.current()) == (before, epoch)


def test_what_matches_no_profession_is_told(import_feed):
    MatchingRule.objects.create(profession=ProfessionFactory(), keywords="credit analyst")
    said = import_feed([posting(1), posting(2, title="Beekeeper")])
    assert "1 open offers match no profession:\n  Beekeeper\n" in said


def test_several_files_are_one_feed(tmp_path, capsys):
    for number in (1, 2):
        (tmp_path / f"{number}.csv").write_text(f"id,title,url\n{number},A,https://a.example/\n")
    paths = [tmp_path / "1.csv", tmp_path / "2.csv"]
    call_command("import_offers", *paths, "--format=csv", "--source=a")
    call_command("import_offers", *paths, "--format=csv", "--source=a")
    assert Offer.objects.open().count() == 2


def test_a_failure_half_way_leaves_nothing(import_feed, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("careers.offers.importing.match", fail)
    with pytest.raises(RuntimeError):
        import_feed([posting(1)])
    assert not Offer.objects.exists()


@pytest.mark.parametrize(
    ("location", "options", "said"),
    [
        ("/nowhere/feed.json", [], "cannot be read: No such file"),
        ("/tmp", [], "cannot be read: Is a directory"),
        ("\0", [], "cannot be read"),
        ("feed", ["--source=two words"], "--source takes"),
        ("feed", ["--source=" + "x" * 50], "too long"),
    ],
)
def test_bad_arguments_are_one_line(location, options, said):
    with pytest.raises(CommandError, match=said) as refusal:
        call_command("import_offers", location, "--format=csv", "--source=a", *options)
    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)


def test_a_thousand_offers_cost_a_bounded_number_of_queries(
    import_feed, django_assert_max_num_queries
):
    MatchingRule.objects.create(profession=ProfessionFactory(), keywords="credit")
    feed = [posting(n) for n in range(1000)]
    with django_assert_max_num_queries(60):
        import_feed(feed)
    for row in feed:
        row["title"] += "!"
    with django_assert_max_num_queries(60):
        import_feed(feed)
