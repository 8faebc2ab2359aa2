"""A shared cache in front is told what a publication changed, as soon as it is committed."""

import threading
import time
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from wagtail.contrib.frontend_cache.backends.base import BaseBackend
from wagtail.models import Locale, Site

from backstage_qa.models import PublishedThread
from backstage_qa.threads import publication, purge
from backstage_qa.threads.retiring import retire
from careers.models import ProfessionPage
from home.models import HomePage
from tests.backstage_qa.desks import editor
from tests.careers.pages import profession_page
from tests.factories import ExpertFactory, ProfessionFactory, ThreadFactory, published_thread

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_index")]


class Recorder(BaseBackend):
    """Stands where a cache does: what it was asked to forget."""

    asked: list[list[str]] = []

    def purge_batch(self, urls):
        self.asked.append([urlsplit(url).path for url in urls])


class Unreachable(BaseBackend):
    def purge_batch(self, urls):
        raise ConnectionError("nobody is there")


class Silent(BaseBackend):
    waiting = threading.Event()

    def purge_batch(self, urls):
        self.waiting.wait(30)


def behind(backend) -> dict:
    return {"default": {"BACKEND": f"{__name__}.{backend.__name__}"}}


@pytest.fixture(autouse=True)
def nothing_waiting(monkeypatch):
    """What other tests rolled back was never purged."""
    monkeypatch.setattr(purge, "_waiting", purge._Waiting())


@pytest.fixture
def asked(settings, monkeypatch):
    """All paths that the cache was asked to forget."""
    settings.WAGTAILFRONTENDCACHE = behind(Recorder)
    monkeypatch.setattr(Recorder, "asked", [])
    return lambda: {path for batch in Recorder.asked for path in batch}


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """``with committed():`` ends as a transaction does."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


class ChangedMind(Exception):
    pass


def publish_and_fail(thread):
    with transaction.atomic():
        publish(thread)
        raise ChangedMind


def publish(thread):
    thread.latest_revision.publish()
    return PublishedThread.objects.get(thread=thread)


def test_a_publication_purges_the_thread_at_each_of_its_addresses(asked, committed):
    thread = ThreadFactory()
    with committed():
        row = publish(thread)
    assert {
        row.get_absolute_url(),
        f"/en/questions/{row.pk}/",
        f"/api/backstage/v1/threads/{row.pk}",
    } <= asked()


def test_it_purges_the_page_of_its_profession_and_what_embeds_it(asked, committed):
    profession = ProfessionFactory()
    page = profession_page(profession)
    elsewhere = profession_page()
    row = published_thread(professions=[profession])
    home = HomePage.objects.filter(locale__language_code="fr").first()
    home.featured = [("threads", {"heading": "", "threads": [row]})]
    home.save_revision().publish()
    with committed():
        publish(row.thread)
    assert {page.get_url(), home.get_url()} <= asked()
    assert elsewhere.get_url() not in asked()


def test_it_purges_the_pages_that_show_it_in_the_place_of_another(asked, committed):
    row, gone = published_thread(), published_thread()
    page = profession_page()
    page.body = [("threads", {"heading": "", "threads": [gone]})]
    page.save_revision().publish()
    with committed():
        retire(thread=gone.thread, by=editor(), reason="same", instead=row)
    asked()
    with committed():
        publish(row.thread)
    assert page.get_url() in asked()


def test_the_other_languages_pages_name_it_and_go_too(asked, committed):
    english = published_thread()
    copy = english.thread.copy_for_translation(Locale.objects.get(language_code="fr"))
    copy.title = "Un premier jour"
    copy.origin = english.origin
    copy.save()
    with committed():
        french = publish(copy)
    assert french.language == "fr"
    assert {english.get_absolute_url(), french.get_absolute_url()} <= asked()


@pytest.mark.parametrize(
    "take_away",
    [
        lambda row: publication.withdraw(PublishedThread.objects.filter(pk=row.pk)),
        lambda row: row.thread.unpublish(),
        lambda row: row.thread.delete(),
        lambda row: type(row.thread).objects.filter(pk=row.thread_id).delete(),
        lambda row: ExpertFactory().delete(),
    ],
    ids=["withdraw", "unpublish", "delete", "delete many", "delete an expert"],
)
def test_a_withdrawal_purges_everything(asked, committed, take_away):
    row = published_thread()
    with committed():
        take_away(row)
    assert asked() == {"/*"}


def test_an_expert_who_takes_back_being_shown_purges_everything(asked, committed):
    expert = ExpertFactory()
    with committed():
        expert.agreed_public_on = None
        expert.save()
    assert asked() == {"/*"}


def test_every_site_of_the_host_is_named(settings, monkeypatch, committed):
    whole = []
    settings.WAGTAILFRONTENDCACHE = behind(Recorder)
    monkeypatch.setattr(Recorder, "purge_batch", lambda self, urls: whole.extend(urls))
    root = Site.objects.get().root_page
    Site.objects.create(hostname="jobs.example", port=443, root_page=root)
    thread = ThreadFactory()
    with committed():
        row = publish(thread)
    assert f"https://jobs.example{row.get_absolute_url()}" in whole
    assert f"http://localhost{row.get_absolute_url()}" in whole


def test_nothing_goes_out_before_the_commit_nor_after_a_rollback(asked, committed):
    thread = ThreadFactory()
    with committed():
        with pytest.raises(ChangedMind):
            publish_and_fail(thread)
        assert asked() == set()
    assert asked() == set()


def test_one_transaction_asks_once(asked, committed):
    threads = [ThreadFactory() for _ in range(3)]
    with committed():
        rows = [publish(thread) for thread in threads]
    assert len(Recorder.asked) == 1
    assert {row.get_absolute_url() for row in rows} <= asked()


def test_very_many_threads_at_once_purge_everything(asked, committed, monkeypatch):
    monkeypatch.setattr(purge, "MOST_ROWS", 1)
    with committed():
        publish(ThreadFactory())
        publish(ThreadFactory())
    assert asked() == {"/*"}


def test_a_cache_that_is_not_there_breaks_nothing(settings, committed, caplog):
    settings.WAGTAILFRONTENDCACHE = behind(Unreachable)
    with committed():
        row = publish(ThreadFactory())
    assert PublishedThread.objects.public().filter(pk=row.pk).exists()
    assert "could not be purged" in caplog.text


def test_a_cache_that_does_not_answer_keeps_nobody_waiting(settings, committed, monkeypatch):
    settings.WAGTAILFRONTENDCACHE = behind(Silent)
    monkeypatch.setattr(purge, "PATIENCE_SECONDS", 0.01)
    started = time.monotonic()
    with committed():
        publish(ThreadFactory())
    Silent.waiting.set()
    assert time.monotonic() - started < 15


def test_a_host_without_a_cache_is_asked_for_nothing(settings, monkeypatch, committed):
    assert not hasattr(settings, "WAGTAILFRONTENDCACHE")
    monkeypatch.setattr(purge, "_purge", lambda: pytest.fail("purged"))
    with committed():
        publish(ThreadFactory())


def test_a_page_that_is_not_public_yet_is_not_named(asked, committed):
    page = profession_page()
    ProfessionPage.objects.get(pk=page.pk).unpublish()
    with committed():
        publish(ThreadFactory(professions=[page.profession]))
    assert page.url_path.split("/", 2)[2] not in "".join(asked())


def test_a_wrong_setting_is_told(settings):
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": "nowhere.Backend"}}
    with pytest.raises(ImproperlyConfigured):
        publish(ThreadFactory())
