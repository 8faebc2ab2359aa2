"""The form to ask: what is told before, what is said about bad input, what is kept."""

import datetime
import re
import uuid

import pytest
import time_machine
from django.test import Client

from backstage_qa.models import Conversation
from tests.factories import (
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    locale,
)

from .screens import ASK, page, sign_in, write

pytestmark = pytest.mark.django_db

MONDAY = datetime.datetime(2026, 5, 4, 9, 0, tzinfo=datetime.UTC)


# --- Before the first field -------------------------------------------------


def test_who_answers_and_by_when_is_said_before_the_first_field(client, profession):
    ExpertProfileFactory(expert=ExpertFactory(professions=[profession]), name="Claire")
    hidden = ExpertFactory(professions=[profession], agreed_public_on=None)
    ExpertProfileFactory(expert=hidden, name="Canary")
    with time_machine.travel(MONDAY, tick=False):
        text = page(client.get(f"{ASK}?profession={profession.slug}"))
    before = text[: text.index("<select")]
    assert "Claire" in before
    assert "Tuesday 12 May" in before  # the 8th is a holiday in France
    assert "Where your application stands" in before
    assert "Canary" not in text


def test_the_profession_of_the_address_is_chosen_and_a_pseudonym_proposed(client, profession):
    text = page(client.get(f"{ASK}?profession={profession.slug}"))
    assert f'<option value="{profession.slug}" selected>' in text
    assert re.search(r'name="public_name" value="[^"]+"', text)


def test_only_open_professions_of_this_language_can_be_chosen(client, profession):
    ProfessionFactory(slug="closed-one", state="closed")
    ProfessionFactory(slug="waiting-one", state="waiting")
    ProfessionFactory(slug="une-autre", locale=locale("fr"))
    form = client.get(ASK).context["form"]
    assert [slug for slug, _ in form.fields["profession"].choices] == ["", profession.slug]


def test_a_profession_can_be_chosen_as_soon_as_it_opens_and_no_longer_once_it_closes(
    client, profession
):
    def offered():
        return f'value="{profession.slug}"' in page(client.get(ASK))

    assert offered()
    for state, is_offered in (("closed", False), ("open", True)):
        profession.state = state
        profession.save()
        assert offered() == is_offered


@pytest.mark.parametrize("state", ["closed", "waiting"])
def test_a_profession_that_takes_no_questions_says_so_and_what_next(client, profession, state):
    ProfessionFactory(slug="shut", name="Trader", state=state)
    text = page(client.get(f"{ASK}?profession=shut"))
    assert "Trader: no questions at the moment" in text
    assert "/en/questions/?profession=shut" in text
    assert "<select" in text


def test_with_no_open_profession_there_is_no_form_but_somewhere_to_go(client):
    text = page(client.get(ASK))
    assert "<textarea" not in text
    assert "/en/questions/" in text


# --- Writing ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("subject", "", "Write your question in one line."),
        ("subject", "x" * 161, "at most 160"),
        ("text", " \n ", "Write your question."),
        ("text", "\u200b\u200b", "Write a text."),
        ("text", "x" * 10_001, "Write at most 10000 characters."),
        ("public_name", "", "Choose a name"),
        ("interview_on", "2020-01-01", "This day has passed"),
        ("interview_on", "2126-01-01", "more than a year ahead"),
        ("interview_on", "soon", "Write a date such as"),
        ("profession", "", "Choose a profession."),
        ("profession", "unknown", "open to questions"),
        ("key", "not-a-token", "valid UUID"),
    ],
)
def test_bad_input_is_summed_up_and_said_beside_the_field_and_nothing_is_lost(
    client, question, field, value, message
):
    response = client.post(ASK, question | {field: value})
    assert response.status_code == 200
    text = page(response)
    summary = text[text.index('role="alert"') : text.index("</div>", text.index('role="alert"'))]
    assert message in summary
    if field != "key":
        assert f'href="#id_{field}"' in summary
        assert text.count(message) == 2
        assert 'aria-invalid="true"' in text
    for name, kept in question.items():
        if name not in (field, "profession", "interview_on"):
            assert kept in text
    assert not Conversation.objects.exists()


def test_what_was_written_waits_for_the_sign_in(client, question):
    address = write(client, question)
    text = page(client.get(address))
    assert question["text"] in text
    assert "Confirm my e-mail address" in text
    response = client.post(address, {"send": ""})
    assert response.status_code == 302
    assert response["Location"].endswith(f"/accounts/login/?next={address}")
    user = sign_in(client)
    assert question["text"] in page(client.get(address))
    response = client.post(address, {"send": ""}, follow=True)
    conversation = Conversation.objects.get(candidate=user)
    assert (conversation.subject, conversation.public_name) == (
        question["subject"],
        "Curious otter",
    )
    assert conversation.consent is False
    text = page(response)
    due = conversation.promises.get().due_on
    assert f"It is number {conversation.pk}" in text
    assert f"{due:%A} {due.day} {due:%B}" in text


def test_the_check_page_leads_back_to_the_form_as_it_was(client, question):
    write(client, question)
    form = client.get(f"{ASK}?draft={question['key']}").context["form"]
    assert {name: form[name].value() for name in ("subject", "text", "key")} == {
        name: question[name] for name in ("subject", "text", "key")
    }


def test_two_questions_can_be_written_at_once(client, question):
    other = question | {"key": str(uuid.uuid4()), "text": "Something else."}
    first, second = write(client, question), write(client, other)
    assert question["text"] in page(client.get(first))
    assert "Something else." in page(client.get(second))


def test_a_draft_is_for_its_own_browser_only(client, question):
    address = write(client, question)
    stranger = Client()
    response = stranger.get(address, follow=True)
    assert "We no longer have the question you wrote" in page(response)
    assert question["text"] not in page(response)


def test_a_profession_that_closed_since_sends_back_with_everything_kept(
    client, question, profession
):
    address = write(client, question)
    ProfessionFactory(slug="still-open")
    profession.state = "closed"
    profession.save()
    sign_in(client)
    text = page(client.post(address, {"send": ""}, follow=True))
    assert "Choose a profession that is open to questions." in text
    assert question["text"] in text
    assert not Conversation.objects.exists()


def test_a_profession_that_no_database_holds_is_none(client):
    assert client.get("/en/questions/ask/?profession=a%00").status_code == 200
