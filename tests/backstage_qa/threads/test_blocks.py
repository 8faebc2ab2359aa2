"""Blocks that embed threads: one query, only what is public, choices that last."""

import datetime
import json

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.blocks import StreamBlock, StreamValue

from backstage_qa.api.thread_schemas import Thread as ThreadSchema
from backstage_qa.models import PublishedThread, Tag
from backstage_qa.threads.blocks import (
    LatestThreadsBlock,
    PublishedThreadChooserBlock,
    ThreadsBlock,
    written_out,
)
from tests.factories import ProfessionFactory, UserFactory, locale, published_thread

pytestmark = pytest.mark.django_db


class Body(StreamBlock):
    threads = ThreadsBlock()
    latest = LatestThreadsBlock()


def stored(*blocks) -> StreamValue:
    """A body as it comes from the database."""
    raw = [{"type": kind, "value": value, "id": str(n)} for n, (kind, value) in enumerate(blocks)]
    return StreamValue(Body(), raw, is_lazy=True)


def chosen(*rows, heading=""):
    return ("threads", {"heading": heading, "threads": [row.pk for row in rows]})


def latest(**value):
    return ("latest", {"heading": "", "profession": None, "tag": None, "count": 5, **value})


def html_of(body, **context) -> str:
    return body.render_as_block({"request": RequestFactory().get("/"), **context})


# --- Chosen by hand ----------------------------------------------------------


def test_all_of_a_page_cost_one_query(django_assert_num_queries):
    rows = [published_thread() for _ in range(6)]
    body = stored(chosen(*rows[:3]), chosen(*rows[3:]), chosen(rows[0]))
    with django_assert_num_queries(1):
        html = html_of(body)
    assert html.count("<article") == 7


def test_they_stand_in_the_order_they_were_chosen_in():
    rows = [published_thread(title=f"Thread {n}?") for n in range(3)]
    html = html_of(stored(chosen(rows[2], rows[0], rows[1], heading="Look")))
    places = [html.index(text) for text in ("<h2>Look</h2>", "Thread 2?", "Thread 0?", "Thread 1?")]
    assert places == sorted(places)


def test_a_withdrawn_thread_is_not_shown_and_not_forgotten():
    gone, stays = published_thread(title="Gone?"), published_thread(title="Stays?")
    gone.thread.unpublish()
    body = stored(chosen(gone, stays))
    html = html_of(body)
    assert "Gone?" not in html
    assert "Stays?" in html
    [block] = body.get_prep_value()
    kept = [item["value"]["thread"] for item in block["value"]["threads"]]
    assert kept == [gone.pk, stays.pk]


def test_nothing_is_left_of_a_block_whose_threads_are_all_withdrawn():
    gone = published_thread()
    gone.thread.delete()
    assert "<section" not in html_of(stored(chosen(gone, heading="Worth reading")))


def test_a_choice_outlives_even_its_row():
    block = PublishedThreadChooserBlock()
    found = block.bulk_to_python([4711, None])
    assert [block.get_prep_value(value) for value in found] == [4711, None]
    assert block.get_prep_value(block.to_python(4711)) == 4711
    assert "4711" not in html_of(stored(("threads", {"heading": "", "threads": [4711]})))


# --- With dates --------------------------------------------------------------

EASTER = datetime.datetime(2026, 4, 5, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("first", "last", "is_shown"),
    [
        (None, None, True),
        ("2026-04-05", "2026-04-05", True),
        ("2026-04-01", None, True),
        (None, "2026-04-09", True),
        ("2026-04-06", None, False),
        (None, "2026-04-04", False),
    ],
)
def test_a_thread_is_shown_on_its_days_only(first, last, is_shown):
    dated, always = published_thread(title="At Easter?"), published_thread(title="Always?")
    placed = {"thread": dated.pk, "shown_from": first, "shown_until": last}
    body = stored(("threads", {"heading": "", "threads": [placed, {"thread": always.pk}]}))
    with time_machine.travel(EASTER, tick=False):
        html = html_of(body)
        [block] = body.stream_block.get_api_representation(body)
    assert ("At Easter?" in html) == is_shown
    assert "Always?" in html
    told = [thread["title"] for thread in block["value"]["threads"]]
    assert told == [*(["At Easter?"] if is_shown else []), "Always?"]


def test_dates_cost_no_query(django_assert_num_queries):
    rows = [published_thread() for _ in range(4)]
    placed = [{"thread": row.pk, "shown_until": "2126-01-01"} for row in rows]
    with django_assert_num_queries(1):
        html = html_of(stored(("threads", {"heading": "", "threads": placed})))
    assert html.count("<article") == 4


def test_a_last_day_before_the_first_is_refused():
    block = ThreadsBlock()
    row = published_thread()
    days = {"shown_from": "2026-04-06", "shown_until": "2026-04-05"}
    value = block.to_python({"heading": "", "threads": [{"thread": row.pk, **days}]})
    with pytest.raises(ValidationError):
        block.clean(value)
    value["threads"][0]["shown_until"] = value["threads"][0]["shown_from"]
    assert block.clean(value)


# --- The latest --------------------------------------------------------------


def test_the_latest_are_those_of_the_pages_own_profession():
    profession = ProfessionFactory()
    mine = published_thread(title="Mine?", professions=[profession])
    published_thread(title="Another's?")
    page = type("Page", (), {"profession": profession})
    html = html_of(stored(latest()), page=page)
    assert mine.title in html
    assert "Another" not in html
    assert f"?profession={profession.slug}" in html


def test_or_of_a_chosen_one_or_of_a_tag():
    profession, own = ProfessionFactory(), ProfessionFactory()
    both = published_thread(title="Both?", professions=[profession], tags=["pay"])
    only = published_thread(title="Only?", professions=[profession])
    tagged = published_thread(title="Tagged?", tags=["pay"])
    tag = Tag.objects.get(slug="pay").pk
    page = type("Page", (), {"profession": own})
    by_profession = html_of(stored(latest(profession=profession.pk)), page=page)
    assert both.title in by_profession
    assert only.title in by_profession
    assert tagged.title not in by_profession
    with override("en"):
        by_tag = html_of(stored(latest(tag=tag)))
    assert both.title in by_tag
    assert tagged.title in by_tag
    assert only.title not in by_tag
    with override("fr"):
        assert both.title not in html_of(stored(latest(tag=tag)))


def test_the_newest_come_first_and_no_more_than_asked_for(django_assert_num_queries):
    profession = ProfessionFactory()
    rows = [published_thread(professions=[profession]) for _ in range(4)]
    page = type("Page", (), {"profession": profession})
    with django_assert_num_queries(1):
        html = html_of(stored(latest(count=3)), page=page)
    places = [html.find(row.get_absolute_url()) for row in reversed(rows)]
    assert places[:3] == sorted(places[:3])
    assert places[3] == -1


def test_the_most_helpful_come_first_where_an_editor_asks_for_them():
    rows = [published_thread() for _ in range(3)]
    PublishedThread.objects.filter(pk=rows[1].pk).update(helpful=9)
    [block] = stored(latest(order="helpful", count=2))
    shown = LatestThreadsBlock().threads(block.value, {})
    assert list(shown) == [rows[1], rows[2]]
    html = html_of(stored(latest(order="helpful")))
    assert "What helped most" in html
    assert "Latest questions" not in html


def test_a_text_from_before_there_was_an_order_shows_the_newest():
    rows = [published_thread() for _ in range(2)]
    PublishedThread.objects.filter(pk=rows[0].pk).update(helpful=9)
    [block] = stored(latest())
    assert list(LatestThreadsBlock().threads(block.value, {})) == [rows[1], rows[0]]


@pytest.mark.parametrize("count", [0, 21])
def test_more_than_twenty_cannot_be_asked_for(count):
    block = LatestThreadsBlock()
    value = block.to_python({"count": count})
    with pytest.raises(Exception, match="Validation error"):
        block.clean(value)


# --- In the API --------------------------------------------------------------


def test_a_thread_is_written_out_as_in_the_api_of_the_plugin():
    row = published_thread(tags=["pay"])
    expected = ThreadSchema.from_orm(row).model_dump(mode="json")
    ours = json.loads(json.dumps(written_out(row), default=lambda day: day.isoformat()))
    assert set(ours) == set(expected)
    for name in set(expected) - {"published_at", "updated_at", "entries", "answered_by"}:
        assert ours[name] == expected[name], name
    assert [entry["html"] for entry in ours["entries"]] == [
        entry["html"] for entry in expected["entries"]
    ]


def test_all_are_written_out_in_two_queries():
    rows = [published_thread() for _ in range(4)]
    gone = published_thread()
    gone.thread.unpublish()
    body = stored(chosen(rows[1], gone, rows[0], rows[2], rows[3]))
    with CaptureQueriesContext(connection) as queries:
        [block] = body.stream_block.get_api_representation(body)
    assert [t["id"] for t in block["value"]["threads"]] == [
        r.pk for r in [rows[1], rows[0], *rows[2:]]
    ]
    assert len(queries) == 2


# --- Choosing ----------------------------------------------------------------


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def offered(client, **filters) -> str:
    answer = client.get("/admin/backstage_thread_chooser/results/", filters)
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_what_is_public_is_offered(editor):
    published_thread(title="Public?")
    gone = published_thread(title="Withdrawn?")
    gone.thread.unpublish()
    draft = published_thread(title="Before")
    draft.thread.title = "Changed in a draft?"
    draft.thread.save_revision()
    html = offered(editor)
    assert "Public?" in html
    assert "Withdrawn?" not in html
    assert "Changed in a draft?" not in html
    # A host's locale middleware may look for it under a language first.
    chosen = editor.get(f"/admin/backstage_thread_chooser/chosen/{gone.pk}/", follow=True)
    assert chosen.status_code == 404
    many = editor.get(f"/admin/backstage_thread_chooser/chosen-multiple/?id={gone.pk}")
    assert "Withdrawn?" not in many.content.decode()


def test_they_are_found_by_text_language_profession_and_tag(editor):
    profession = ProfessionFactory(locale=locale("fr"))
    match = published_thread(
        title="Une journée type ?", locale=locale("fr"), professions=[profession], tags=["rythme"]
    )
    published_thread(title="Another one?")
    assert editor.get("/admin/backstage_thread_chooser/").status_code == 200
    for filters in (
        {"q": "journée"},
        {"language": "fr"},
        {"profession": profession.pk},
        {"tag": "Rythme"},
        {"q": "type", "language": "fr", "profession": profession.pk, "tag": "rythme"},
    ):
        html = offered(editor, **filters)
        assert match.title in html, filters
        assert "Another one?" not in html, filters


def test_each_is_offered_with_how_it_begins_and_the_way_to_its_page(editor):
    row = published_thread(short_answer="Full of <b>surprises</b>.")
    row.thread.short_answer = "Changed in a draft."
    row.thread.save_revision()
    html = offered(editor)
    assert "Full of &lt;b&gt;surprises&lt;/b&gt;." in html
    assert f'href="{row.get_absolute_url()}" target="_blank"' in html
    assert "Changed in a draft." not in html


def test_a_tag_of_drafts_only_is_not_offered(editor):
    published_thread(tags=["public-tag"])
    Tag.objects.create(name="secret-tag", slug="secret-tag")
    html = editor.get("/admin/backstage_tag_chooser/results/").content.decode()
    assert "public-tag" in html
    assert "secret-tag" not in html


@pytest.mark.parametrize("chooser", ["backstage_thread_chooser", "backstage_tag_chooser"])
def test_the_choosers_are_for_staff(client, chooser):
    client.force_login(UserFactory())
    for path in ("", "results/", "chosen/1/", "chosen-multiple/", "create/"):
        assert client.get(f"/admin/{chooser}/{path}").status_code == 302


def test_the_model_is_what_the_public_reads():
    assert PublishedThreadChooserBlock().model_class is PublishedThread
