"""The demonstration: complete, in every state, and loaded once."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from wagtail.models import Site

from backstage_qa.conversations.states import Status
from backstage_qa.models import (
    Conversation,
    Expert,
    Notification,
    Profession,
    PublishedMeeting,
    PublishedThread,
    Recording,
    Thread,
)
from careers.models import Campaign, Offer

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.xdist_group("demo")]


def figures():
    rows = (Conversation, Expert, Profession, Thread, PublishedThread, PublishedMeeting, Recording)
    return {model.__name__: model.objects.count() for model in (*rows, Offer, Campaign)}


def test_the_demonstration_fills_every_desk_and_loading_it_twice_changes_nothing(demo, settings):
    before = figures()
    for language in ("en", "fr"):
        conversations = Conversation.objects.filter(language=language)
        assert conversations.count() >= 20
        assert set(conversations.values_list("status", flat=True)) == set(Status)
        assert conversations.overdue().exists()
    professions = Counter(Profession.objects.values_list("locale__language_code", flat=True))
    assert professions["en"] >= 34
    assert professions["fr"] >= 10
    assert Expert.objects.count() >= 12
    questions = PublishedThread.objects.filter(profession_list__0__slug="how-we-recruit")
    assert questions.filter(origin="import").count() == 52
    uncovered = Profession.objects.open().annotate(people=Count("experts")).filter(people=0)
    assert not uncovered.exists()
    matched = Offer.objects.open().exclude(professions=None)
    assert set(matched.values_list("language", flat=True)) == {"en", "fr"}
    for campaign in Campaign.objects.with_counts():
        assert campaign.page
        assert min(campaign.visit_count, campaign.question_count, campaign.sign_up_count) > 0
    # What it tells of its past was mailed in its past.
    assert demo == []
    assert set(Notification.objects.values_list("state", flat=True)) == {"sent"}

    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8042"
    cache = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "demo_cache"}
    settings.CACHES = {**settings.CACHES, "default": cache}
    call_command("load_demo", "--prepare", verbosity=0)
    assert figures() == before
    # What the database misses is made up for.
    assert "demo_cache" in connection.introspection.table_names()
    # Served elsewhere today, it is found there.
    assert Site.objects.get().root_url == "http://localhost:8042"


def test_three_past_meetings_are_watched_and_one_is_to_come(client):
    assert PublishedMeeting.objects.upcoming().filter(language="fr", cancelled_at=None).exists()
    films = Recording.objects.public()
    assert films.count() >= 3
    assert set(films.values_list("language", flat=True)) == {"en", "fr"}
    for film in films:
        pages = PublishedMeeting.objects.filter(translation_key=film.translation_key)
        assert set(pages.values_list("language", flat=True)) == {"en", "fr"}
        assert set(pages.values_list("is_over", flat=True)) == {True}
        assert set(film.tracks.values_list("language", "kind")) == {
            ("en", "captions" if film.language == "en" else "subtitles"),
            ("fr", "captions" if film.language == "fr" else "subtitles"),
        }
        for meeting in pages:
            page = BeautifulSoup(client.get(meeting.get_absolute_url()).content, "html.parser")
            chapters = page.select(".backstage-film__chapters > li")
            assert len(chapters) == film.chapters.filter(language=meeting.language).count() >= 3
            assert len(page.select("video track[kind=chapters]")) == 1
            # A question of the evening is a thread, which leads back to its second.
            thread = client.get(page.select_one("a.backstage-film__thread")["href"])
            assert f"{meeting.get_absolute_url()}?t=" in thread.content.decode()


def test_what_is_taken_over_reads_as_it_did_and_says_where_it_comes_from(client):
    imported = PublishedThread.objects.filter(origin="import")
    for row in imported:
        answer = row.entries[1]
        assert answer["name"] == "USAJOBS Help Center"
        assert answer["licence"] == "CC0 1.0"
        assert "2016" <= answer["date"] < "2022"  # as its authors dated it
        for text in (row.short_answer, row.excerpt, answer["text"]):
            assert "{:" not in text  # left by the help pages' own Markdown
            assert "](" not in text
    # One question of theirs leads to another, which is here.
    assert any('href="/en/questions/' in row.entries[1]["html"] for row in imported)
    page = client.get(imported.first().get_absolute_url()).content.decode()
    assert "A candidate" not in page.partition("<main")[2]  # nobody of ours asked it


def test_every_figure_of_an_editors_first_screen_counts_something(client):
    client.force_login(get_user_model().objects.get(email="editor@aurore.example"))
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    figures = {
        row.a.span.text: int(row.strong.text) for row in page.select(".backstage-waiting__row")
    }
    assert figures.pop("Asks to be taken out of films") == 0  # nobody of the film is real
    assert figures.pop("Meetings whose film is prepared, not public") == 0  # all are
    assert figures.pop("Objections") == 0  # nobody is quoted against their will
    assert len(figures) == 10
    assert {name for name, count in figures.items() if not count} == set()


def test_every_other_public_thread_was_approved_by_a_second_person():
    rows = PublishedThread.objects.public().exclude(origin="import")
    assert rows.count() > 10
    for row in rows.select_related("thread__live_revision"):
        revision = row.thread.live_revision
        approvers = set(revision.task_states.values_list("finished_by__email", flat=True))
        assert approvers == {"editor2@aurore.example"}
        assert revision.user.email == "editor@aurore.example"
