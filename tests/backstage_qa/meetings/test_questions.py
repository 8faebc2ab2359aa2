"""Questions for a meeting: asked in advance, and those of the evening that nobody answered."""

import datetime
import uuid

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from backstage_qa.conversations import actions as conversing
from backstage_qa.conversations.errors import NotAllowed
from backstage_qa.meetings import actions
from backstage_qa.models import Conversation, Meeting, Notification, Promise
from tests.backstage_qa.desks import editor, expert, member, signed_in
from tests.factories import ProfessionFactory, UserFactory, locale, published_meeting

pytestmark = pytest.mark.django_db

PAST = timezone.localdate() - datetime.timedelta(days=3)


@pytest.fixture
def profession():
    return ProfessionFactory(name="Actuary", slug="actuary")


@pytest.fixture
def row(profession):
    return published_meeting(title="An evening", professions=[profession])


def asked(row, profession, by=None, **fields):
    about = {"public_name": "Otter", "subject": "A day?", "text": "What is it like?"} | fields
    return conversing.ask(meeting=row, profession=profession, by=by or UserFactory(), **about)


def questions_address(row) -> str:
    name = Meeting.snippet_viewset.get_url_name("questions")
    return reverse(name, args=[row.meeting_id])


def send(client, row, **fields):
    """Through the form that the page of the meeting leads to, and the check page."""
    address = f"{reverse('backstage_qa:ask')}?meeting={row.pk}&profession=actuary"
    form = client.get(address).context["form"]
    sent = {"subject": "A day?", "text": "What is it like?", "profession": "actuary"}
    sent |= {name: form.initial[name] for name in ("key", "source", "meeting", "public_name")}
    answer = client.post(reverse("backstage_qa:ask"), sent | fields)
    assert answer.status_code == 302, answer.context["form"].errors
    assert client.get(answer["Location"]).status_code == 200
    return client.post(answer["Location"], follow=True)


def test_the_page_of_a_meeting_to_come_leads_to_a_question_for_it(client, row):
    page = client.get(row.get_absolute_url()).content.decode()
    address = f"{reverse('backstage_qa:ask')}?meeting={row.pk}&amp;profession=actuary"
    assert address in page
    form = client.get(address.replace("&amp;", "&")).content.decode()
    assert "An evening" in form


def test_a_question_in_advance_is_marked_with_its_meeting(row):
    answer = send(signed_in(UserFactory()), row)
    conversation = Conversation.objects.get()
    assert conversation.meeting == row
    assert conversation.promises.get().outcome == Promise.Outcome.PENDING
    assert "An evening" in answer.content.decode(), "its own page names the meeting"
    desk = reverse("backstage_conversations:conversation", args=[conversation.pk])
    assert "For the meeting" in signed_in(editor()).get(desk).content.decode()


def test_it_stays_one_in_advance_when_its_candidate_deletes_the_account(row, profession):
    candidate = UserFactory()
    conversation = asked(row, profession, by=candidate)
    candidate.delete()
    conversation.refresh_from_db()
    assert (conversation.candidate, conversation.was_asked_at_meeting) == (None, False)
    desk = reverse("backstage_conversations:conversation", args=[conversation.pk])
    assert "For the meeting" in signed_in(editor()).get(desk).content.decode()


def over(row):
    type(row).objects.update(is_over=True)


def cancelled(row):
    actions.cancel(meeting=row.meeting, by=member("HR"))


def withdrawn(row):
    row.meeting.unpublish()


@pytest.mark.parametrize("gone", [over, cancelled, withdrawn])
def test_after_it_a_question_is_one_like_any_other(client, gone, row):
    gone(row)
    page = client.get(row.get_absolute_url()).content.decode()
    assert f"meeting={row.pk}" not in page
    send(signed_in(UserFactory()), row)
    assert Conversation.objects.get().meeting is None


@pytest.mark.parametrize("meeting", ["x", "999999", "9" * 40, "-1", "1.0"])
def test_a_meeting_that_is_none_marks_nothing(row, meeting):
    send(signed_in(UserFactory()), row, meeting=meeting)
    assert Conversation.objects.get().meeting is None


def test_the_same_form_sent_twice_is_one_question(row, profession):
    by, key = UserFactory(), uuid.uuid4()
    assert asked(row, profession, by, key=key) == asked(row, profession, by, key=key)


def test_hr_reads_one_line_of_what_an_editor_accepted_and_no_name(row, profession):
    one = asked(row, profession, subject="Call 06 12 34 56 78?", text="secrettext")
    asked(row, profession, subject="unreadline")
    conversing.accept(conversation=one, by=editor())
    page = signed_in(member("HR")).get(questions_address(row)).content.decode()
    assert "Call" in page
    for kept in ("34 56", "secrettext", "Otter", "unreadline"):
        assert kept not in page
    assert "1 more question waits" in page
    answer = conversing.answer(conversation=one, by=expert(profession).user, text="Calm.")
    assert answer
    assert "answered" in signed_in(member("HR")).get(questions_address(row)).content.decode()


def evening(client, row, about, **fields):
    sent = {"key": uuid.uuid4(), "profession": about.pk, "subject": "And part time?"}
    return client.post(questions_address(row), sent | {"text": "Is it possible?"} | fields)


def test_a_question_of_the_evening_joins_the_queue_in_nobodys_name(profession):
    row = published_meeting(day=PAST, professions=[profession])
    client, key = signed_in(member("HR")), uuid.uuid4()
    for _ in range(2):
        assert evening(client, row, profession, key=key).status_code == 302
    conversation = Conversation.objects.get()
    assert conversation.candidate is None
    assert conversation.public_name == "Asked at the meeting"
    assert conversation.status == "received"
    assert conversation.consent, "it was said in public"
    promise = conversation.promises.get()
    assert (promise.outcome, promise.due_at) == ("pending", conversation.due_at)
    assert not Notification.objects.exists(), "there is nobody to write to"
    claire = expert(profession).user
    conversing.accept(conversation=conversation, by=editor())
    conversing.answer(conversation=conversation, by=claire, text="It is.")
    assert conversation.promises.get().outcome == "kept"
    desk = reverse("backstage_conversations:conversation", args=[conversation.pk])
    assert "Asked at the meeting" in signed_in(editor()).get(desk).content.decode()


@pytest.mark.parametrize("field", ["profession", "subject", "text", "key"])
def test_what_is_missing_is_said_beside_its_field(row, profession, field):
    answer = evening(signed_in(member("HR")), row, profession, **{field: ""})
    assert answer.status_code == 422
    assert "Please look at this again" in answer.content.decode()
    assert not Conversation.objects.exists()


def test_nothing_is_asked_at_a_meeting_that_was_never_public(row, profession):
    draft = published_meeting()
    draft.delete()
    assert evening(signed_in(member("HR")), draft, profession).status_code == 422


def test_only_who_looks_after_meetings_speaks_for_the_room(row, profession):
    claire = expert(profession).user
    with pytest.raises(NotAllowed):
        conversing.ask_at_meeting(
            meeting=row, profession=profession, subject="A?", text="B?", by=claire
        )
    assert signed_in(claire).get(questions_address(row)).status_code == 302


@pytest.fixture
def both(profession):
    """A meeting in two languages: a candidate asked in French, Claire speaks in both."""
    claire = expert(profession, name="Claire")
    english = published_meeting(title="An evening", professions=[profession], speakers=[claire])
    french = published_meeting(
        title="Une soirée",
        locale=locale("fr"),
        translation_key=english.translation_key,
        speakers=[claire],
    )
    zoe = asked(french, ProfessionFactory(locale=locale("fr")), public_name="Zoé")
    Notification.objects.all().delete()
    return english, zoe, claire


def tick():
    call_command("backstage_tick", verbosity=0)


def test_who_asked_and_who_speaks_learn_that_it_is_cancelled(both, mailoutbox):
    row, zoe, claire = both
    withdrawn_one = asked(row, row.professions.get())
    conversing.withdraw(conversation=withdrawn_one, by=withdrawn_one.candidate)
    Notification.objects.all().delete()
    for _ in range(2):
        actions.cancel(meeting=row.meeting, by=member("HR"))
    tick()
    mails = {mail.to[0]: mail for mail in mailoutbox}
    assert set(mails) == {zoe.candidate.email, claire.user.email}
    assert len(mailoutbox) == 2
    told = mails[zoe.candidate.email]
    assert (
        told.subject == "Annulée : Une soirée".replace(" :", "\u00a0:") or "Annul" in told.subject
    )
    assert "Zoé" in told.body
    assert mails[claire.user.email].subject == "Cancelled: An evening"
    assert "Claire" in mails[claire.user.email].body


def test_who_was_told_learns_that_it_is_held_after_all(both, mailoutbox):
    row = both[0]
    actions.cancel(meeting=row.meeting, by=member("HR"))
    tick()
    actions.reinstate(meeting=row.meeting, by=member("HR"))
    tick()
    subjects = sorted(mail.subject for mail in mailoutbox)
    assert len(subjects) == 4
    assert "It takes place: An evening" in subjects


def test_a_cancellation_taken_back_at_once_is_never_mailed(both, mailoutbox):
    row = both[0]
    actions.cancel(meeting=row.meeting, by=member("HR"))
    actions.reinstate(meeting=row.meeting, by=member("HR"))
    tick()
    assert mailoutbox == []


def test_nobody_is_told_of_what_is_over(both, mailoutbox):
    row = both[0]
    over(row)
    actions.cancel(meeting=row.meeting, by=member("HR"))
    tick()
    assert mailoutbox == []
