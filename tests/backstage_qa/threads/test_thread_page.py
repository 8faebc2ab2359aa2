"""The page of a thread: one address, in its own language, and what it says."""

import re
import uuid

import pytest
from django.test import RequestFactory
from django.utils import translation

from backstage_qa.models import Origin, Profession, PublishedThread
from backstage_qa.threads import publication
from tests.factories import (
    EntryFactory,
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    ThreadFactory,
    locale,
    published_thread,
)

pytestmark = pytest.mark.django_db

ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"


def text_of(response) -> str:
    return response.content.decode()


def test_it_shows_the_question_the_short_answer_and_who_said_what(client):
    profession = ProfessionFactory(name="Actuary")
    expert = ExpertFactory(name="Claire", professions=[profession])
    ExpertProfileFactory(expert=expert)
    thread = published_thread(
        title="Do I need a degree?",
        short_answer="No, but you will pass exams.",
        professions=[profession],
        tags=["studies"],
        entries=[
            EntryFactory(text="<p>I left school early.</p>", author_name="Camille"),
            EntryFactory(
                kind="answer",
                text="<p>So did I.</p>",
                expert=expert,
                author_name="Claire",
                author_job="Actuary in pricing",
            ),
        ],
    )
    page = text_of(client.get(thread.get_absolute_url()))
    assert re.search(r"<h1[^>]*>Do I need a degree\?</h1>", page)
    body = page[page.index("<h1>") :]
    order = ["<h1>", "No, but you will pass exams.", "Camille", "I left school early."]
    order += ["Claire", "Actuary in pricing", "So did I."]
    place = 0
    for words in order:
        place = body.index(words, place)
    for entry in thread.entries:
        assert f'id="{entry["anchor"]}"' in page
        assert f'href="#{entry["anchor"]}"' in page
    assert "?tag=studies" in page
    assert f"/en/questions/ask/?profession={profession.slug}" in page
    assert "within 5 working days" in page


def test_an_old_address_leads_to_the_present_one(client):
    thread = published_thread(title="What is new?")
    present = thread.get_absolute_url()
    for old in (f"/en/questions/{thread.pk}/what-was-old/", f"/en/questions/{thread.pk}/"):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, present)


def test_the_prefix_of_another_language_leads_to_the_thread_s_own(client):
    thread = published_thread(locale=locale("fr"), title="Une journée ?")
    assert thread.get_absolute_url().startswith("/fr/questions/")
    response = client.get(f"/en/questions/{thread.pk}/{thread.slug}/")
    assert (response.status_code, response["Location"]) == (301, thread.get_absolute_url())


def test_a_withdrawn_thread_is_gone_says_what_to_do_and_shows_nothing_of_it(client):
    thread = published_thread(title="A canary in the title")
    publication.withdraw(PublishedThread.objects.filter(pk=thread.pk))
    for address in (thread.get_absolute_url(), f"/fr/questions/{thread.pk}/x/"):
        response = client.get(address)
        assert response.status_code == 410
        assert "canary" not in text_of(response)
        assert "/questions/ask/" in text_of(response)


@pytest.mark.parametrize("pk", [999, 2**63, 10**30])
def test_a_thread_that_never_was_is_not_found(client, pk):
    assert client.get(f"/en/questions/{pk}/anything/").status_code == 404


def test_related_threads_are_of_the_same_profession_newest_first_at_most_five(client):
    profession = ProfessionFactory()
    threads = [published_thread(professions=[profession]) for _ in range(7)]
    published_thread()
    response = client.get(threads[0].get_absolute_url())
    shown = [link.pk for link in response.context["related"]]
    assert shown == [thread.pk for thread in threads[:1:-1]]


@pytest.mark.parametrize(
    ("language", "title", "like_it"),
    [
        ("en", "How do I prepare for the exams?", "Is an exam hard to prepare?"),
        ("fr", "Comment préparer l’examen ?", "Les examens se préparent-ils ?"),
    ],
)
def test_those_most_like_it_come_first_however_old(client, language, title, like_it):
    here = locale(language)
    same = {"professions": [ProfessionFactory(locale=here)], "locale": here}
    published_thread(title=like_it, **same)
    newer = [published_thread(title=f"Zebra {letter}", **same) for letter in "abcde"]
    thread = published_thread(title=title, **same)
    html = client.get(thread.get_absolute_url()).text
    beside = html[html.index("<aside") :]
    assert beside.index(like_it) < beside.index(newer[-1].title)
    assert title not in beside
    assert newer[0].title not in beside


def test_a_closed_profession_is_not_offered_for_a_question(client):
    profession = ProfessionFactory(state=Profession.State.CLOSED)
    thread = published_thread(professions=[profession])
    page = text_of(client.get(thread.get_absolute_url()))
    assert 'href="/en/questions/ask/"' in page
    assert "ask/?profession=" not in page


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        (Origin.IMPORT, "taken over here"),
        (Origin.DEMO, "demonstration"),
    ],
)
def test_where_the_text_comes_from_is_said(client, origin, words):
    entry = EntryFactory(source_url="https://help.example.org/faq?a=1&b=2", source_licence="CC0")
    thread = published_thread(origin=origin, entries=[entry, EntryFactory(kind="answer")])
    page = text_of(client.get(thread.get_absolute_url()))
    assert words in page
    link = '<a href="https://help.example.org/faq?a=1&amp;b=2" rel="nofollow noopener">'
    assert page.count(link) == 1
    assert "CC0" in page


def test_a_thread_of_the_editors_says_so(client):
    thread = published_thread()
    PublishedThread.objects.filter(pk=thread.pk).update(origin=Origin.EDITORS)
    assert "Written by the editors" in text_of(client.get(thread.get_absolute_url()))


def test_an_address_that_runs_is_never_a_link(client):
    thread = published_thread()
    thread.entries[0] |= {"source_url": "javascript:alert(1)", "licence": "CC0"}
    thread.save()
    page = text_of(client.get(thread.get_absolute_url()))
    assert "javascript:" not in page


def test_nothing_typed_runs_wherever_it_is_shown(client):
    thread = published_thread(
        title=ATTACK,
        short_answer=ATTACK,
        professions=[ProfessionFactory(name=ATTACK, state="open")],
        tags=[ATTACK],
        entries=[
            EntryFactory(text=ATTACK, author_name=ATTACK, author_job=ATTACK),
            EntryFactory(
                kind="answer", text=ATTACK, author_name=ATTACK, source_licence=ATTACK[:120]
            ),
        ],
    )
    other = published_thread(title="Another", professions=list(thread.professions.all()))
    for address in (thread.get_absolute_url(), "/en/questions/", other.get_absolute_url()):
        page = text_of(client.get(address))
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "{{7*7}}" in page


def test_a_draft_that_was_never_saved_can_be_previewed():
    draft = ThreadFactory.build(title="Not saved yet", locale=locale("en"))
    draft.professions = [ProfessionFactory(name="Actuary")]
    draft.entries = [EntryFactory(text="<p>Only a draft.</p>"), EntryFactory(kind="answer")]
    assert draft.pk is None
    with translation.override("en"):
        request = RequestFactory().get("/")
        response = draft.serve_preview(request, "").render()
    page = text_of(response)
    assert "Not saved yet" in page
    assert "Only a draft." in page
    assert not PublishedThread.objects.exists()


def test_the_anchor_of_an_entry_is_the_same_after_a_second_publication(client):
    thread = published_thread()
    anchors = [uuid.UUID(entry["anchor"]) for entry in thread.entries]
    thread.thread.save_revision().publish()
    thread.refresh_from_db()
    assert [uuid.UUID(entry["anchor"]) for entry in thread.entries] == anchors
