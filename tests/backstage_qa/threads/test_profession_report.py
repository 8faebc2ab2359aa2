"""Professions in figures: each the same as a count made by hand, and as the list it opens."""

import csv
import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from backstage_qa.models import (
    Conversation,
    FruitlessSearch,
    Profession,
    PublishedThread,
    ReadMonth,
)
from backstage_qa.threads.counted import count_figures
from backstage_qa.threads.figures import featured_ids
from backstage_qa.threads.profession_report import FIGURES
from backstage_qa.threads.retiring import retire
from home.models import HomePage
from tests.backstage_qa.desks import editor, member, signed_in
from tests.factories import ConversationFactory, ProfessionFactory, locale, published_thread

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_index")]
REPORT = "backstage_figures:index"
DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def actuary():
    return ProfessionFactory(name="Actuary", locale=locale("en"))


@pytest.fixture
def busy(actuary):
    """Two professions with something of everything, in the period and before it."""
    other = ProfessionFactory(name="Broker", locale=locale("en"))
    now = timezone.now()
    for profession, days, status in [
        (actuary, 1, "open"),
        (actuary, 40, "answered"),
        (actuary, 40, "received"),
        (actuary, 400, "open"),
        (other, 1, "declined"),
    ]:
        asked = ConversationFactory(profession=profession, status=status)
        Conversation.objects.filter(pk=asked.pk).update(created_at=now - days * DAY)
    rows = [published_thread(professions=[actuary]) for _ in range(3)]
    both = published_thread(professions=[actuary, other])
    gone = published_thread(professions=[actuary])
    PublishedThread.objects.filter(pk=rows[0].pk).update(published_at=now - 200 * DAY)
    PublishedThread.objects.filter(pk__in=[rows[0].pk, both.pk, gone.pk]).update(helpful=5)
    month = timezone.localdate().replace(day=1)
    for row in (rows[0], both, gone):
        ReadMonth.objects.create(thread=row, month=month, readers=7)
        ReadMonth.objects.create(thread=row, month=month.replace(year=month.year - 2), readers=100)
    gone.thread.unpublish()
    today = timezone.localdate()
    for text, days, count, profession in [
        ("malus", 1, 4, actuary),
        ("bonus", 50, 2, actuary),
        ("retraite", 500, 9, actuary),
        ("cantine", 1, 6, None),
    ]:
        FruitlessSearch.objects.create(
            language="en",
            text=text,
            count=count,
            profession=profession,
            last_on=today - days * DAY,
        )
    feature(rows[1])
    return other


def feature(row: PublishedThread) -> None:
    home = HomePage.objects.first() or Site.objects.get().root_page.add_child(instance=HomePage())
    home.featured = [("threads", {"heading": "", "threads": [row]})]
    home.save()


def report(user=None, **filters):
    return signed_in(user or editor()).get(reverse(REPORT), {"language": "en", **filters})


def figures(**filters) -> dict[str, dict[str, int]]:
    rows = report(**filters).context["object_list"]
    return {row.name: {f.name: getattr(row, f.name) for f in FIGURES} for row in rows}


NINETY = {"asked": 3, "waiting": 3, "searches": 6, "public": 4, "published": 3}
NINETY |= {"readers": 14, "helpful": 10, "unfeatured": 3}


@pytest.mark.parametrize(
    ("period", "changed"),
    [
        ("90", {}),
        ("30", {"asked": 1, "searches": 4}),
        ("365", {"published": 4}),
        ("nonsense", {}),
    ],
)
def test_each_figure_is_what_was_counted_by_hand(busy, period, changed):
    assert figures(period=period)["Actuary"] == NINETY | changed


def test_a_thread_of_two_professions_counts_for_both(busy):
    found = figures()["Broker"]
    assert (found["public"], found["readers"], found["helpful"]) == (1, 7, 5)
    assert (found["asked"], found["waiting"], found["searches"]) == (1, 0, 0)


def test_the_same_figures_in_sql(busy, actuary):
    day = (timezone.localtime() - 90 * DAY).date().isoformat()
    sql = {
        "asked": "SELECT COUNT(*) FROM backstage_qa_conversation WHERE profession_id = %s"
        " AND created_at >= %s",
        "searches": "SELECT SUM(count) FROM backstage_qa_fruitlesssearch WHERE profession_id = %s"
        " AND last_on >= %s",
        "helpful": "SELECT SUM(t.helpful) FROM backstage_qa_publishedthread t"
        " JOIN backstage_qa_publishedthread_professions p ON p.publishedthread_id = t.id"
        " WHERE p.profession_id = %s AND t.withdrawn_at IS NULL AND %s <> ''",
    }
    found = figures()["Actuary"]
    with connection.cursor() as cursor:
        for name, statement in sql.items():
            cursor.execute(statement, [actuary.pk, day])
            assert cursor.fetchone()[0] == found[name], name


@pytest.mark.parametrize("name", [f.name for f in FIGURES if f.route])
def test_each_figure_opens_the_list_of_the_same_rows(busy, actuary, name):
    figure = next(f for f in FIGURES if f.name == name)
    since = (timezone.localtime() - 90 * DAY).date()
    url = figure.url(actuary, since)
    alice = editor()
    assert url.replace("&", "&amp;") in report(alice).content.decode()
    listed = signed_in(alice).get(url).context["object_list"]
    total = sum(row.count for row in listed) if name == "searches" else len(listed)
    assert total == figures()["Actuary"][name]


def test_what_stands_in_for_a_chosen_thread_is_on_its_page(busy):
    about = PublishedThread.objects.public().filter(professions__name="Actuary")
    goes = about.get(pk__in=featured_ids())
    stays = about.exclude(pk=goes.pk).first()
    retire(thread=goes.thread, by=editor(), reason="same", instead=stays)
    found = figures()["Actuary"]
    assert (found["public"], found["unfeatured"]) == (3, 2)


def test_a_profession_without_a_thread_is_found(busy):
    ProfessionFactory(name="Courier", locale=locale("en"))
    assert set(figures(gap="no_thread")) == {"Courier"}
    assert set(figures(gap="unfeatured")) == {"Actuary", "Broker"}


def test_a_profession_of_which_nothing_is_known_has_zeros(actuary):
    assert set(figures()["Actuary"].values()) == {0}


def test_it_is_sorted_by_any_figure(busy):
    assert list(figures(ordering="-asked")) == ["Actuary", "Broker"]
    assert list(figures(ordering="asked")) == ["Broker", "Actuary"]
    for figure in FIGURES:
        assert report(ordering=f"-{figure.name}").status_code == 200


def test_it_speaks_the_language_of_its_reader(busy):
    ProfessionFactory(name="Actuaire", locale=locale("fr"))
    assert "Actuaire" not in figures()
    assert set(figures(language="fr")) == {"Actuaire"}
    assert set(figures(language="xx")) == {"Actuary", "Broker"}


def test_searches_that_named_no_profession_are_said_to_be_elsewhere(busy):
    page = report()
    assert page.context["elsewhere"] == 6
    listed = signed_in(editor()).get(page.context["elsewhere_url"]).context["object_list"]
    assert [row.text for row in listed] == ["cantine"]


def test_what_each_figure_counts_stands_beside_it(busy):
    page = report().content.decode()
    assert [f.name for f in FIGURES if str(f.means) not in page] == []


def test_it_is_exported(busy):
    lines = b"".join(report(export="csv")).decode().splitlines()
    actuary, _ = csv.DictReader(lines)
    assert [actuary["Questions"], actuary["Threads"], actuary["On no page"]] == ["3", "4", "3"]


@pytest.mark.parametrize("period", ["30", "90", "365"])
def test_what_the_tick_counted_is_what_was_counted_by_hand(busy, period):
    ProfessionFactory(name="Courier", locale=locale("en"))
    live = figures(period=period)
    assert count_figures() == 3 * Profession.objects.count()
    assert report(period=period).context["counted_at"]
    assert figures(period=period) == live
    assert next(iter(figures(period=period, ordering="-asked"))) == "Actuary"
    assert set(figures(period=period, gap="no_thread")) == {"Courier"}


def test_figures_that_were_counted_say_when_and_stand_until_counted_again(busy, actuary):
    now = timezone.now()
    count_figures(now)
    ConversationFactory(profession=actuary)
    page = report()
    assert "again every 15 minutes" in page.content.decode()
    assert figures()["Actuary"] == NINETY
    assert count_figures(now + 14 * MINUTE) == 0
    assert count_figures(now + 15 * MINUTE)
    assert figures()["Actuary"]["asked"] == NINETY["asked"] + 1
    assert report().context["counted_at"] == now + 15 * MINUTE


def test_a_new_profession_is_counted_at_once(busy):
    now = timezone.now()
    count_figures(now)
    ProfessionFactory(name="Courier", locale=locale("en"))
    assert set(figures()["Courier"].values()) == {0}
    assert count_figures(now + MINUTE) == 3 * Profession.objects.count()


@pytest.mark.parametrize("groups", [["Experts"], ["HR"]])
def test_it_is_for_editors(groups, busy):
    assert report(member(*groups)).status_code == 302


def test_it_costs_the_same_for_two_as_for_many(busy):
    client = signed_in(editor())

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(REPORT)).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for _ in range(15):
        published_thread(professions=[ProfessionFactory(locale=locale("en"))])
    assert queries() == few <= 20
