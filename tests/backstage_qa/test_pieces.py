"""Pieces of public pages are rendered once, and never shown where or when they are not true."""

import datetime

import pytest
import time_machine
from django.template import Engine, RequestContext, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from backstage_qa import epoch
from backstage_qa.kept import Kept
from backstage_qa.models import PublicEpoch, PublishedThread
from backstage_qa.templatetags import backstage_pieces
from tests.factories import published_thread

pytestmark = pytest.mark.django_db

PIECES = {
    "title.html": "{{ thread.title }}",
    "word.html": "{{ word }}",
    "request.html": "[{{ request }}{{ request.user }}{{ outer }}]",
    "language.html": "{% load i18n %}{% get_current_language as code %}{{ code }}",
}


@pytest.fixture
def render():
    """``render("title.html", thread=row)`` as a public page does, at the present epoch."""

    def render(name, *, debug=False, request=None, outer="", **values):
        loaders = [("django.template.loaders.locmem.Loader", PIECES)]
        libraries = {
            "pieces": backstage_pieces.__name__,
            "i18n": "django.templatetags.i18n",
        }
        engine = Engine(loaders=loaders, libraries=libraries, debug=debug)
        given = " ".join(f"{key}={key}" for key in values)
        page = engine.from_string(f'{{% load pieces %}}{{% kept_include "{name}" {given} %}}')
        request = request or public()
        return page.render(RequestContext(request, {**values, "outer": outer}))

    return render


def public(**attributes):
    request = RequestFactory().get("/en/")
    vars(request).update({"is_public": True, "backstage_epoch": PublicEpoch.current()})
    vars(request).update(attributes)
    return request


@pytest.fixture
def thread():
    return published_thread(title="Before")


def rename(row: PublishedThread) -> PublishedThread:
    """As read a moment later, with another title that nobody told of."""
    PublishedThread.objects.filter(pk=row.pk).update(title="After")
    return PublishedThread.objects.get(pk=row.pk)


def test_a_piece_is_rendered_once(render, thread):
    assert render("title.html", thread=thread) == "Before"
    assert render("title.html", thread=rename(thread)) == "Before"


def test_every_public_change_renders_it_anew(render, thread):
    assert render("title.html", thread=thread) == "Before"
    after = rename(thread)
    epoch.move_on()
    assert render("title.html", thread=after) == "After"


def test_a_slow_page_of_an_older_epoch_gets_no_newer_piece_to_keep(render, thread):
    old = public()
    epoch.move_on()
    assert render("title.html", thread=thread) == "Before"
    after = rename(thread)
    assert render("title.html", thread=after, request=old) == "After"
    assert render("title.html", thread=after) == "Before"


def test_a_new_day_renders_it_anew(render, thread):
    with time_machine.travel(datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC), tick=False):
        assert render("title.html", thread=thread) == "Before"
    with time_machine.travel(datetime.datetime(2026, 5, 5, 12, tzinfo=datetime.UTC), tick=False):
        assert render("title.html", thread=rename(thread)) == "After"


@pytest.mark.parametrize(
    "attributes",
    [{"is_public": False}, {"backstage_epoch": None}],
    ids=["a preview, or a page of one's own", "no epoch"],
)
def test_only_public_pages_keep_pieces(render, thread, attributes):
    assert render("title.html", thread=thread, request=public(**attributes)) == "Before"
    assert render("title.html", thread=rename(thread), request=public(**attributes)) == "After"


def test_nothing_is_kept_of_a_preview_for_readers(render, thread):
    draft = PublishedThread.objects.get(pk=thread.pk)
    draft.title = "A draft"
    assert render("title.html", thread=draft, request=public(is_public=False)) == "A draft"
    assert render("title.html", thread=thread) == "Before"


def test_nothing_is_kept_while_templates_are_written(render, thread):
    assert render("title.html", debug=True, thread=thread) == "Before"
    assert render("title.html", debug=True, thread=rename(thread)) == "After"


def test_rows_that_are_not_saved_or_marked_by_a_search_are_not_kept(render, thread):
    unsaved = PublishedThread(title="One")
    assert render("title.html", thread=unsaved) == "One"
    unsaved.title = "Two"
    assert render("title.html", thread=unsaved) == "Two"
    thread.marked_title = mark_safe("<mark>Before</mark>")
    assert render("title.html", thread=thread) == "Before"
    assert render("title.html", thread=rename(thread)) == "After"


def test_values_that_look_alike_are_told_apart(render):
    assert render("word.html", word="<b>") == "&lt;b&gt;"
    assert render("word.html", word=SafeString("<b>")) == "<b>"
    assert [render("word.html", word=value) for value in (1, True, "1", 1.0)] == [
        *("1", "True", "1", "1.0")
    ]
    assert render("word.html", word=["a"]) == "[&#x27;a&#x27;]"
    assert render("word.html", word={"not": "hashable"}) == render(
        "word.html", word={"not": "hashable"}
    )


def test_each_language_has_its_own(render):
    for code in ("en", "fr", "en"):
        with override(code):
            assert render("language.html") == code


def test_a_piece_sees_its_values_and_nothing_of_the_request(render):
    assert render("request.html", outer="somebody's") == "[]"


def test_what_it_takes_is_checked():
    engine = Engine(libraries={"pieces": backstage_pieces.__name__})
    with pytest.raises(TemplateSyntaxError):
        engine.from_string('{% load pieces %}{% kept_include "a.html" thread %}')


def test_memory_is_bounded():
    kept = Kept(lambda: 3)
    for number in range(10):
        assert kept.get(1, number, lambda number=number: number) == number
    assert len(kept._things) == 3
    kept.get(2, "next epoch", lambda: 1)
    assert len(kept._things) == 1
