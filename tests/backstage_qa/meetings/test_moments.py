"""A question of the evening becomes a thread, and each leads to the other."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from backstage_qa.conversations import actions as conversing
from backstage_qa.meetings import actions
from backstage_qa.models import (
    Conversation,
    Expert,
    Meeting,
    Moment,
    Notification,
    Promise,
    ProposedAnswer,
    Recording,
)
from backstage_qa.review.errors import Refusal
from backstage_qa.threads.actions import draft_from
from tests.backstage_qa.desks import editor, member, signed_in
from tests.backstage_qa.review.steps import submit
from tests.factories import (
    ExpertProfileFactory,
    GuestFactory,
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
    expert = ExpertProfileFactory(expert__name="Claire", job_title="Actuary").expert
    return published_meeting(
        title="The night shift", professions=[ProfessionFactory()], speakers=[expert]
    )


@pytest.fixture
def film(row):
    return filmed(row)


def filmed(row) -> Recording:
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


def film_screen(row) -> str:
    return reverse(Meeting.snippet_viewset.get_url_name("film"), args=[row.meeting_id])


def opened(row, question, by=None) -> Conversation:
    about = {"meeting": row.meeting, "chapter": question}
    return actions.open_conversation(**about, by=by or member("HR"))


def test_a_question_of_the_film_joins_the_queue_with_its_promise(row, question):
    hr = member("HR")
    conversation = opened(row, question, hr)
    assert (conversation.subject, conversation.status) == ("Is it hard?", "received")
    assert (conversation.candidate, conversation.meeting) == (None, row)
    assert conversation.public_name == "Asked at the meeting"
    assert conversation.promises.get().outcome == Promise.Outcome.PENDING
    assert conversation.proposed_answer.text == "Call +33 6 12 34 56 78."
    assert conversation.proposed_answer.expert.name == "Claire"
    assert not Notification.objects.exists(), "there is nobody to promise it to"
    assert opened(row, question, hr) == conversation
    assert Conversation.objects.count() == 1


def test_whoever_is_named_as_its_speaker_is_proposed(client):
    claire, yusuf = (ExpertProfileFactory(expert__name=name).expert for name in ("Claire", "Yusuf"))
    Expert.objects.update(agreed_public_on=timezone.localdate())
    guest = GuestFactory(name="Odile")
    speakers = [claire, yusuf, guest]
    row = published_meeting(professions=[ProfessionFactory()], speakers=speakers)
    film = filmed(row)
    hr, url = signed_in(member("HR")), film_screen(row)
    first, hard, studied = film.chapters.order_by("starts_at")
    said = {f"kind-{first.pk}": "talk", f"speaker-{first.pk}": f"guest-{guest.pk}"}
    said |= {f"kind-{hard.pk}": "question", f"speaker-{hard.pk}": f"expert-{yusuf.pk}"}
    said |= {f"kind-{studied.pk}": "question", "verb": "describe_chapters"}
    assert hr.post(url, said).status_code == 302
    Recording.objects.update(published_at=film.created_at)
    html = page(client, row)
    assert [html.count(f'speaker">{name}<') for name in ("Odile", "Yusuf", "Claire")] == [1, 1, 0]
    assert opened(row, film.chapters.get(starts_at=12)).proposed_answer.expert == yusuf
    assert opened(row, film.chapters.get(starts_at=28)).proposed_answer.expert is None
    moved = CHAPTERS.replace("0:12", "0:14")
    actions.set_chapters(recording=film, language="en", text=moved, by=member("HR"))
    assert film.chapters.get(starts_at=14).expert == yusuf
    kinds = {f"kind-{chapter.pk}": "talk" for chapter in film.chapters.all()}
    nobody = {f"speaker-{film.chapters.first().pk}": "expert-999"}
    refused = hr.post(url, {"verb": "describe_chapters", **kinds, **nobody})
    assert refused.status_code == 422
    guest.agreed_public_on = None
    guest.save()
    assert "Odile" not in page(client, row)


def test_what_a_chapter_is_can_be_chosen_against_its_title(client, row, film, question):
    hr, url = signed_in(member("HR")), film_screen(row)
    first, _hard, studied = film.chapters.order_by("starts_at")
    assert [first.is_question, question.is_question, studied.is_question] == [False, True, True]
    kinds = {first.pk: "question", question.pk: "talk", studied.pk: "question"}
    said = {f"kind-{pk}": kind for pk, kind in kinds.items()}
    assert hr.post(url, {"verb": "describe_chapters", **said}).status_code == 302
    with pytest.raises(ValidationError, match="no question"):
        opened(row, film.chapters.get(pk=question.pk))
    assert opened(row, film.chapters.get(pk=first.pk)).subject == "Good evening"
    Recording.objects.update(published_at=film.created_at)
    marked = BeautifulSoup(page(client, row), "html.parser").select(".backstage-film__question")
    assert [chapter["id"] for chapter in marked] == ["chapter-0", "chapter-28"]
    # Written anew, what was chosen stays, and a new title tells what it is.
    text = "0:00 Good evening\n0:14 Is it hard?\n0:30 “And now?”\n0:45 Thank you"
    rows = actions.set_chapters(recording=film, language="en", text=text, by=member("HR"))
    assert [chapter.is_question for chapter in rows] == [True, False, True, False]
    # Whoever chose before that is told, and nothing is noted of chapters they never saw.
    refused = hr.post(url, {"verb": "describe_chapters", **said})
    assert refused.status_code == 422
    assert "written anew meanwhile" in refused.content.decode()
    # A question that leads somewhere is shown to lead there, whatever it is called since.
    film.chapters.update(is_question=False)
    assert "a conversation, with the editors" in hr.get(url).content.decode()


def test_what_nobody_answered_is_owed_without_a_proposal(row, film, question):
    film.tracks.all().delete()
    conversation = opened(row, question)
    assert conversation.is_owed
    assert not ProposedAnswer.objects.exists()


def test_a_long_question_is_cut_in_its_line_and_whole_in_its_message(row, question):
    question.title = "Is it " + "very " * 35 + "hard?"
    conversation = opened(row, question)
    assert len(conversation.subject) <= 160
    assert conversation.messages.get().text == question.title


def test_it_is_refused_where_nobody_would_answer(row, question):
    row.professions.update(state="closed")
    with pytest.raises(ValidationError, match="No profession"):
        opened(row, question)
    row.professions.update(state="open")
    row.withdrawn_at = timezone.now()
    row.save()
    with pytest.raises(ValidationError, match="Publish the announcement first"):
        opened(row, question)
    assert not Conversation.objects.exists()


def test_from_the_room_to_the_thread_and_back(client, row, question):
    """The road of a question: queue, desk, answer, draft, four eyes, and the second of the film."""
    hr, desk = member("HR"), signed_in(somebody := editor())
    claire = Expert.objects.get()
    claire.user, claire.agreed_public_on = member("Experts"), timezone.localdate()
    claire.save()
    claire.professions.set(row.professions.all())
    conversation = opened(row, question, hr)
    screen = reverse("backstage_conversations:conversation", args=[conversation.pk])
    accept = {form.verb: form for form in desk.get(screen).context["forms"]}["accept"]
    assert accept.initial["expert"] == claire.pk
    conversing.accept(conversation=conversation, by=somebody, expert=claire)
    at_hers = signed_in(claire.user).get(screen)
    form = {form.verb: form for form in at_hers.context["forms"]}["answer"]
    assert form.initial["text"] == "Call +33 6 12 34 56 78."
    assert "nobody is written to" in at_hers.content.decode()
    conversing.answer(conversation=conversation, by=claire.user, text="Yes, at first.")
    assert not Notification.objects.filter(kind="answered").exists()
    thread = draft_from(conversation=conversation, by=somebody)
    asked, answered = thread.entries.all()
    assert (asked.author_name, asked.said_on) == ("Asked at the meeting", row.meeting.day)
    assert (answered.author_name, answered.author_job) == ("Claire", "Actuary")
    assert "Read the answer" not in page(client, row)
    hr.groups.add(*somebody.groups.all())
    for writer in (hr, somebody):
        with pytest.raises(Refusal):
            submit(thread, somebody).approve(user=writer)
        thread.refresh_from_db()
        thread.current_workflow_state.cancel(user=somebody)
        thread.refresh_from_db()
    submit(thread, somebody).approve(user=editor())
    thread.refresh_from_db()
    public = thread.published
    assert f'href="{public.get_absolute_url()}"' in page(client, row)
    html = page(client, public)
    assert f"{row.get_absolute_url()}?t=12#film" in html
    assert "at 0:12 of the film" in html
    assert "nobody notes who asks" in html
    assert "agreed to its publication" not in html
    assert public.origin == "meeting"
    thread.unpublish()
    assert "Read the answer" not in page(client, row)


def test_referred_to_a_thread_it_leads_there(client, row, question):
    conversation = opened(row, question)
    public = published_thread(title="How hard is it?")
    about = {"conversation": conversation, "thread": public, "by": editor()}
    conversing.refer(**about, text="It is answered here.")
    assert public.get_absolute_url() in page(client, row)
    assert "?t=12#film" in page(client, public)


def test_a_draft_that_is_deleted_can_be_drawn_again(row, question):
    somebody = editor()
    conversation = opened(row, question)
    conversing.accept(conversation=conversation, by=somebody)
    conversing.answer(conversation=conversation, by=somebody, text="Yes.")
    draft_from(conversation=conversation, by=somebody).delete()
    again = draft_from(conversation=conversation, by=somebody)
    assert Moment.objects.get().thread == again


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


def test_others_may_not(row, question):
    somebody = member("Experts")
    with pytest.raises(PermissionDenied):
        opened(row, question, somebody)
    with pytest.raises(PermissionDenied):
        actions.unlink_thread(chapter=question, by=somebody)


def test_a_chapter_leads_on_when_chapters_are_written_anew(row, film, question):
    hr = member("HR")
    opened(row, question, hr)
    text = CHAPTERS.replace("Is it hard?", "Is it really hard?")
    actions.set_chapters(recording=film, language="en", text=text, by=hr)
    assert Moment.objects.exists()
    swapped = "0:00 Good evening\n0:14 Must I have studied?\n0:30 Is it really hard?"
    actions.set_chapters(recording=film, language="en", text=swapped, by=hr)
    moment = Moment.objects.get()
    assert (moment.starts_at, moment.conversation) == (30, Conversation.objects.get())
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
    hr, url = signed_in(member("HR")), film_screen(row)
    assert 'value="open_conversation"' in hr.get(url).content.decode()
    chapter = {"chapter": question.pk}
    assert hr.post(url, {"verb": "open_conversation", **chapter}).status_code == 302
    html = hr.get(url).content.decode()
    assert "a conversation, with the editors" in html
    case = reverse("backstage_conversations:conversation", args=[Conversation.objects.get().pk])
    assert case not in html
    assert case in signed_in(editor()).get(url).content.decode()
    public = published_thread(title="How hard is it?")
    sent = {"verb": "link_thread", "chapter": question.pk, "thread": public.pk}
    assert hr.post(url, sent).status_code == 302
    assert "How hard is it?" in hr.get(url).content.decode()
    assert hr.post(url, {"verb": "unlink_thread", **chapter}).status_code == 302
    assert "a conversation, with the editors" in hr.get(url).content.decode()
    french = published_thread(locale=locale("fr"), title="À quel point est-ce dur ?")
    offered = reverse("backstage_thread_chooser:choose_results")
    assert "est-ce dur" in hr.get(offered).content.decode()
    only = hr.get(offered + "?only_in=en&language=fr").content.decode()
    ProfessionFactory(name="Actuaire", locale=locale("fr"))
    window = reverse("backstage_thread_chooser:choose")
    assert "Actuaire" in hr.get(window).content.decode()
    assert "Actuaire" not in hr.get(window + "?only_in=en").content.decode()
    assert "How hard is it?" in only
    assert "est-ce dur" not in only
    assert "est-ce dur" in hr.get(offered + "?only_in=x%00").content.decode()
    refused = hr.post(url, sent | {"thread": french.pk})
    assert refused.status_code == 422
    assert "another language" in refused.content.decode()
    assert hr.post(url, {"verb": "open_conversation", "chapter": "0"}).status_code == 404
