"""What mails say, to whom, in which language, and that nothing typed gets out of its place."""

import datetime
from email import message_from_bytes, policy
from html.parser import HTMLParser

import pytest
import time_machine
from django.test import override_settings
from django.urls import reverse

from backstage_qa.conversations import actions
from backstage_qa.models import Message, Notification, PublishedThread
from backstage_qa.notifications.messages import compose
from backstage_qa.threads.actions import draft_from
from tests.backstage_qa.desks import editor, expert
from tests.backstage_qa.notifications.outbox import accepted, asked
from tests.factories import DeclineReasonFactory, ProfessionFactory

pytestmark = pytest.mark.django_db

# A Monday: five working days later it is Monday again.
MONDAY = datetime.datetime(2026, 9, 7, 9, tzinfo=datetime.UTC)
BASE = "http://localhost:8000"


@pytest.fixture(autouse=True)
def one_person_publishes(settings):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"FOUR_EYES": False}


@pytest.fixture
def monday():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


def mail_of(kind):
    """(mail, text, HTML) of the only row of a kind, as it would be sent now."""
    mail = compose(Notification.objects.get(kind=kind))
    (html,) = [part.content for part in mail.alternatives]
    return mail, mail.body, html


class Tags(HTMLParser):
    """The names of the elements and attributes that a mail really has."""

    def __init__(self, html):
        super().__init__()
        self.found, self.links = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found |= {tag, *(name for name, _ in attrs)}
        self.links += [value for name, value in attrs if name in {"href", "src"}]


@pytest.mark.parametrize(
    ("language", "date", "greeting"),
    [("en", "Monday 14 September", "Hello Camille,"), ("fr", "lundi 14 septembre", "Camille")],
)
def test_the_acknowledgement_tells_the_day(monday, language, date, greeting):
    conversation = asked(language)
    mail, text, html = mail_of("received")
    link = f"{BASE}/{language}/my/conversations/{conversation.public_id}/"
    for content in (text, html):
        assert date in content
        assert greeting in content
        assert link in content
    assert f'lang="{language}"' in html
    assert conversation.subject in mail.subject
    assert mail.to == [conversation.candidate.email]


def test_the_day_is_the_candidates_own_when_that_is_earlier(monday):
    asked(interview_on=datetime.date(2026, 9, 10))
    _, text, _ = mail_of("received")
    assert "Wednesday 9 September" in text


def test_an_expert_is_led_to_the_answer_box_and_told_the_day(monday):
    conversation, claire = accepted()
    mail, text, html = mail_of("assigned")
    link = f"{BASE}/admin/backstage/conversations/{conversation.pk}/#act-answer"
    for content in (text, html):
        assert "Monday 14 September" in content
        assert "Hello Claire," in content
        assert link in content
        assert "What is a day like?" not in content  # no more of a candidate than one line
    assert mail.to == [claire.user.email]


def test_the_public_is_led_to_where_it_reads_and_staff_to_the_admin(settings):
    public = "https://careers.example"
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"PUBLIC_URL": public}
    conversation, claire = accepted()
    actions.answer(conversation=conversation, by=claire.user, text="Full of surprises.")
    draft_from(conversation=conversation, by=editor()).latest_revision.publish()
    assert f"{BASE}/admin/backstage/conversations/" in mail_of("assigned")[1]
    for kind in ("received", "answered"):
        own = reverse("backstage_qa:my_conversation", args=[conversation.public_id])
        assert public + own in mail_of(kind)[1]
    thread = PublishedThread.objects.get()
    for row in Notification.objects.filter(kind="published"):
        assert public + thread.get_absolute_url() in compose(row).body


def test_a_follow_up_is_told_to_who_answered():
    conversation, claire = accepted()
    actions.answer(conversation=conversation, by=claire.user, text="Full of surprises.")
    actions.follow_up(conversation=conversation, by=conversation.candidate, text="And Mondays?")
    _, text, _ = mail_of("follow_up")
    assert "Camille has read your answer and asks on." in text


def test_a_follow_up_to_the_team_s_answer_is_for_who_takes_it():
    profession = ProfessionFactory()
    claire, alice = expert(profession, name="Claire"), editor()
    conversation = asked(profession=profession)
    actions.accept(conversation=conversation, by=alice, expert=None)
    actions.answer(conversation=conversation, by=alice, text="Full of surprises.")
    actions.follow_up(conversation=conversation, by=conversation.candidate, text="And Mondays?")
    mail, text, _ = mail_of("follow_up")
    assert mail.to == [claire.user.email]
    assert "has read the answer and asks on. Who answers first takes it." in text


def test_a_holding_reply_tells_reason_and_new_day(monday):
    conversation, claire = accepted()
    actions.hold(
        conversation=conversation,
        by=claire.user,
        text="I ask the desk in Lyon.",
        reason=Message.HoldReason.COLLEAGUE,
        until=datetime.date(2026, 9, 22),
    )
    _, text, _ = mail_of("held")
    for said in (
        "Tuesday 22 September",
        "A colleague has to be asked",
        "> I ask the desk in Lyon.",
    ):
        assert said in text
    assert "14 September" not in text


def test_an_answer_is_in_the_mail_with_its_author():
    conversation, claire = accepted()
    actions.answer(conversation=conversation, by=claire.user, text="A lot.\n\nEvery day.")
    _, text, html = mail_of("answered")
    assert "> A lot.\n> \n> Every day.\n> — Claire" in text
    assert "A lot." in html


def test_a_refusal_says_why_and_where_to_go():
    conversation = asked()
    reason = DeclineReasonFactory(name="It is not about us")
    actions.decline(conversation=conversation, by=editor(), reason=reason, text="Ask the library.")
    _, text, _ = mail_of("declined")
    assert "It is not about us" in text
    assert "> Ask the library." in text


def test_publication_is_told_with_its_address():
    conversation, claire = accepted()
    actions.answer(conversation=conversation, by=claire.user, text="Full of surprises.")
    thread = draft_from(conversation=conversation, by=editor())
    thread.latest_revision.publish()
    address = BASE + thread.published.get_absolute_url()
    mails = [compose(row) for row in Notification.objects.filter(kind="published")]
    assert {mail.to[0] for mail in mails} == {conversation.candidate.email, claire.user.email}
    assert all(address in mail.body for mail in mails)


EVIL = '<img src=x onerror=alert(1)><a href="//evil.example">x</a><script>alert(1)</script>'


def test_what_people_typed_is_text_wherever_it_stands():
    conversation, claire = accepted(public_name=EVIL[:60], subject=EVIL, text=EVIL)
    claire.name = EVIL
    claire.save()
    actions.answer(conversation=conversation, by=claire.user, text=EVIL)
    for row in Notification.objects.all():
        (part,) = compose(row).alternatives
        tags = Tags(part.content)
        assert not tags.found & {"script", "img", "onerror", "src"}
        assert all(link.startswith(BASE) for link in tags.links)


@pytest.mark.parametrize("typed", ["A\r\nBcc: evil@example.com", "A\nTo: x@y.z", "A\x0b\u2028B"])
def test_no_header_is_smuggled_in(typed):
    conversation = asked()
    conversation.subject = typed
    conversation.save()
    mail, _, _ = mail_of("received")
    parsed = message_from_bytes(mail.message().as_bytes(), policy=policy.default)
    assert parsed["Bcc"] is None
    assert parsed["To"] == conversation.candidate.email
    assert str(parsed["Subject"]).startswith("We have your question: A ")


def test_headers_say_that_a_machine_sent_it_and_which_row():
    asked()
    row = Notification.objects.get()
    headers = compose(row).message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"] == f"<{row.uid}@example.com>"
    assert headers["From"] == "Backstage <backstage@example.com>"
    assert compose(row).message()["Message-ID"] == headers["Message-ID"]


@override_settings(DEFAULT_FROM_EMAIL="backstage@bank.example")
def test_an_address_without_a_name_gets_ours():
    asked()
    mail, _, _ = mail_of("received")
    assert mail.from_email == "Backstage <backstage@bank.example>"


def test_a_headless_host_names_its_own_address(settings):
    conversation = asked()
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"CONVERSATION_URL": "https://f.example/c/{id}"}
    _, text, _ = mail_of("received")
    assert f"https://f.example/c/{conversation.public_id}" in text


@override_settings(ROOT_URLCONF="tests.backstage_qa.api.headless_urls")
def test_where_there_is_nothing_to_lead_to_there_is_no_link():
    conversation, claire = accepted()
    actions.answer(conversation=conversation, by=claire.user, text="Full of surprises.")
    draft_from(conversation=conversation, by=editor()).latest_revision.publish()
    for row in Notification.objects.all():
        mail = compose(row)
        assert "http" not in mail.body
        assert Tags(mail.alternatives[0].content).links == []


def test_mails_carry_their_styles_with_them():
    asked()
    _, _, html = mail_of("received")
    assert 'class="button"' in html
    assert html.count("style=") > 3
