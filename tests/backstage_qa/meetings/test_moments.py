"""A question of the evening becomes a thread, and each leads to the other."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backstage_qa.meetings import actions
from backstage_qa.models import Meeting, Moment, Recording, Thread
from backstage_qa.review.errors import Refusal
from tests.backstage_qa.desks import editor, member, signed_in
from tests.backstage_qa.review.steps import submit
from tests.factories import (
    ExpertProfileFactory,
    ProfessionFactory,
    RecordingFactory,
    locale,
    published_meeting,
    published_thread,
)

pytestmark = pytest.mark.django_db

CHAPTERS = "0:00 Good evening\n0:12 Is it hard?\n0:28 Must I have studied?"
CUES = [[0, 9, "Good evening."], [12, 20, "Call +33 6 12 34 56 78."], [30, 40, "No."]]


@pytest.fixture
def row():
    expert = ExpertProfileFactory(name="Claire", job_title="Actuary").expert
    return published_meeting(
        title="The night shift", professions=[ProfessionFactory()], speakers=[expert]
    )


@pytest.fixture
def film(row):
    film = RecordingFactory(translation_key=row.translation_key)
    film.tracks.update(cues=CUES)
    actions.set_chapters(recording=film, language="en", text=CHAPTERS, by=member("HR"))
    Recording.objects.update(published_at=film.created_at)
    return film


@pytest.fixture
def question(film):
    return film.chapters.get(starts_at=12)


def page(client, row) -> str:
    return client.get(row.get_absolute_url()).content.decode()


def test_a_draft_says_what_was_asked_and_answered(row, question):
    hr = member("HR")
    thread = actions.draft_thread(meeting=row.meeting, chapter=question, by=hr)
    assert (thread.title, thread.live) == ("Is it hard?", False)
    assert list(thread.professions.all()) == list(row.meeting.professions.all())
    asked, answered = thread.entries.all()
    assert "Is it hard?" in asked.text
    assert answered.text.startswith("<p>Call")
    assert "12 34" not in answered.text, "personal data is masked"
    assert (answered.author_name, answered.author_job) == ("Claire", "Actuary")
    assert answered.said_on == row.meeting.day
    again = actions.draft_thread(meeting=row.meeting, chapter=question, by=hr)
    assert again == thread
    assert Thread.objects.count() == 1


def test_it_is_public_once_two_others_agree_and_each_leads_to_the_other(client, row, question):
    hr = member("HR")
    thread = actions.draft_thread(meeting=row.meeting, chapter=question, by=hr)
    assert "Read the answer" not in page(client, row)
    hr.groups.add(*editor().groups.all())
    with pytest.raises(Refusal):
        submit(thread, hr).approve(user=hr)
    thread.current_workflow_task_state.specific.approve(user=editor())
    thread.refresh_from_db()
    public = thread.published
    assert f'href="{public.get_absolute_url()}"' in page(client, row)
    html = page(client, public)
    assert f"{row.get_absolute_url()}?t=12#film" in html
    assert "at 0:12 of the film" in html
    thread.unpublish()
    assert "Read the answer" not in page(client, row)


def test_a_chapter_leads_to_a_thread_that_is_there_already(client, row, film, question):
    public = published_thread(title="How hard is it?")
    actions.link_thread(meeting=row.meeting, chapter=question, thread=public, by=member("HR"))
    assert public.get_absolute_url() in page(client, row)
    assert "?t=12#film" in page(client, public)
    assert Recording.objects.public().exists(), "both were approved: the film stays public"
    actions.unpublish(recording=film, by=member("HR"))
    assert "?t=12#film" not in page(client, public)


def test_a_thread_of_another_language_is_refused(row, question):
    french = published_thread(locale=locale("fr"))
    with pytest.raises(ValidationError):
        actions.link_thread(meeting=row.meeting, chapter=question, thread=french, by=member("HR"))


def test_nothing_is_drafted_of_silence(row, film, question):
    film.tracks.all().delete()
    with pytest.raises(ValidationError):
        actions.draft_thread(meeting=row.meeting, chapter=question, by=member("HR"))
    assert not Thread.objects.exists()


def test_others_may_not(row, question):
    somebody = member("Experts")
    with pytest.raises(PermissionDenied):
        actions.draft_thread(meeting=row.meeting, chapter=question, by=somebody)
    with pytest.raises(PermissionDenied):
        actions.unlink_thread(chapter=question, by=somebody)


def test_a_thread_stays_with_its_chapter_when_chapters_are_written_anew(row, film, question):
    hr = member("HR")
    actions.draft_thread(meeting=row.meeting, chapter=question, by=hr)
    text = CHAPTERS.replace("Is it hard?", "Is it really hard?")
    actions.set_chapters(recording=film, language="en", text=text, by=hr)
    assert Moment.objects.exists()
    actions.set_chapters(recording=film, language="en", text="", by=hr)
    assert not Moment.objects.exists()


def test_it_costs_the_page_of_a_thread_nothing(client, row, question):
    public = published_thread()

    def cost() -> int:
        page(client, public)
        with CaptureQueriesContext(connection) as captured:
            page(client, public)
        return len(captured)

    before = cost()
    actions.link_thread(meeting=row.meeting, chapter=question, thread=public, by=member("HR"))
    assert cost() == before


def test_hr_does_it_from_the_screen(row, film, question):
    hr = signed_in(member("HR"))
    url = reverse(Meeting.snippet_viewset.get_url_name("film"), args=[row.meeting_id])
    assert 'value="draft_thread"' in hr.get(url).content.decode()
    chapter = {"chapter": question.pk}
    assert hr.post(url, {"verb": "draft_thread", **chapter}).status_code == 302
    assert "a draft, with the editors" in hr.get(url).content.decode()
    assert hr.post(url, {"verb": "unlink_thread", **chapter}).status_code == 302
    public = published_thread(title="How hard is it?")
    sent = {"verb": "link_thread", "chapter": question.pk, "thread": public.pk}
    assert hr.post(url, sent).status_code == 302
    assert "How hard is it?" in hr.get(url).content.decode()
    french = published_thread(locale=locale("fr"))
    refused = hr.post(url, sent | {"thread": french.pk})
    assert refused.status_code == 422
    assert "another language" in refused.content.decode()
    assert hr.post(url, {"verb": "draft_thread", "chapter": "0"}).status_code == 404
