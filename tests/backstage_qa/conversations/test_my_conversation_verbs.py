"""What a candidate can do on the page of a conversation, and what is never lost."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from backstage_qa.conversations import states
from backstage_qa.conversations.states import Status
from backstage_qa.models import Conversation, Message, PublishedThread, ThreadSource
from tests.factories import published_thread

from .screens import VERB_PATHS, address, page, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


@pytest.mark.parametrize("status", list(Status))
def test_what_can_be_done_is_drawn_from_the_table_of_states(client, received, status):
    Conversation.objects.filter(pk=received.pk).update(status=status)
    text = page(client.get(address(received)))
    offered = {verb for verb in VERB_PATHS if f'"{address(received, verb)}"' in text}
    assert offered == {verb for verb in VERB_PATHS if status in states.TRANSITIONS[verb].sources}


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("verb", list(VERB_PATHS))
def test_no_verb_is_done_where_the_table_does_not_have_it(client, received, verb, status):
    received.promises.update(outcome="void")
    Conversation.objects.filter(pk=received.pk).update(status=status)
    allowed = status in states.TRANSITIONS[verb].sources
    form = {"key": uuid.uuid4(), "text": "Changed", "subject": "Changed", "version": 1}
    response = client.post(address(received, verb), form | {"consent": "on"})
    assert response.status_code < 500
    conversation = Conversation.objects.get(pk=received.pk)
    done = f"?done={verb}" in response.get("Location", "")
    assert done == allowed
    if not allowed:
        assert conversation.status == status
        assert not Message.objects.filter(text="Changed").exists()


def test_a_question_can_be_changed_until_it_is_answered(client, received):
    form = client.get(address(received, "edit_question")).context["form"]
    changed = {"version": form["version"].value(), "subject": "New line", "text": "New text"}
    response = client.post(address(received, "edit_question"), changed, follow=True)
    assert "Your question is changed." in page(response)
    received.refresh_from_db()
    assert (received.subject, received.messages.get().text) == ("New line", "New text")


def test_a_stale_change_is_refused_with_both_texts_and_can_then_be_made(client, received):
    stale = {"version": 1, "subject": "Mine", "text": "My own text"}
    client.post(
        address(received, "edit_question"), {"version": 1, "subject": "S", "text": "From elsewhere"}
    )
    response = client.post(address(received, "edit_question"), stale)
    assert response.status_code == 409
    assert "From elsewhere" in page(response)
    assert "My own text" in page(response)
    assert received.messages.get().text == "From elsewhere"
    version = response.context["form"]["version"].value()
    client.post(address(received, "edit_question"), stale | {"version": version})
    assert received.messages.get().text == "My own text"


def test_a_change_that_comes_after_the_answer_is_refused_and_kept_on_the_page(client, talk):
    late = {"version": 1, "subject": "Mine", "text": "Typed for ten minutes"}
    response = client.post(address(talk, "edit_question"), late)
    assert response.status_code == 409
    assert "Typed for ten minutes" in page(response)
    assert "moved on" in page(response)


def test_asking_on_opens_the_conversation_with_a_new_date_and_only_once(client, talk):
    key = uuid.uuid4()
    for _ in range(2):
        response = client.post(address(talk, "follow_up"), {"key": key, "text": "And then?"})
        assert response["Location"].endswith("?done=follow_up")
    talk.refresh_from_db()
    assert talk.status == Status.OPEN
    assert talk.messages.filter(text="And then?").count() == 1
    assert talk.due_at > timezone.now()


def test_a_follow_up_can_be_changed_but_the_conversation_keeps_its_name(client, talk):
    client.post(address(talk, "follow_up"), {"key": uuid.uuid4(), "text": "And then?"})
    assert 'name="subject"' not in page(client.get(address(talk, "edit_question")))
    client.post(
        address(talk, "edit_question"), {"version": 1, "subject": "X", "text": "And after?"}
    )
    talk.refresh_from_db()
    assert talk.subject != "X"
    assert talk.messages.last().text == "And after?"


NAMING = "Call me on 06 12 34 56 78, or write to me."


@pytest.mark.parametrize(
    ("verb", "of", "more"),
    [
        ("edit_question", "received", {"version": 1, "subject": "A line"}),
        ("add_detail", "received", {}),
        ("follow_up", "talk", {}),
        ("thank", "talk", {}),
    ],
)
def test_what_tells_who_somebody_is_is_shown_once_more_before_it_is_sent(
    client, request, verb, of, more
):
    conversation = request.getfixturevalue(of)
    before = conversation.messages.count()
    form = {"key": uuid.uuid4(), "text": NAMING, **more}
    text = page(client.post(address(conversation, verb), form))
    assert "<mark>06 12 34 56 78</mark>" in text
    assert NAMING in text
    assert not conversation.messages.filter(text=NAMING).exists()
    text = page(client.post(address(conversation, verb), {**form, "mask": ""}))
    assert "It is removed." in text
    assert "06 12" not in text
    assert conversation.messages.count() == before
    client.post(address(conversation, verb), {**form, "as_it_is": ""})
    assert conversation.messages.last().text == NAMING


def test_thanks_are_one_click_or_a_few_words(client, talk):
    client.post(address(talk, "thank"), {"key": uuid.uuid4()})
    client.post(address(talk, "thank"), {"key": uuid.uuid4(), "text": "You helped a lot."})
    thanks = talk.messages.filter(kind=Message.Kind.THANKS).values_list("text", flat=True)
    assert list(thanks) == ["Thank you!", "You helped a lot."]


def test_the_same_token_with_another_text_is_refused_and_the_text_kept(client, talk):
    key = uuid.uuid4()
    client.post(address(talk, "thank"), {"key": key, "text": "Thanks."})
    response = client.post(address(talk, "thank"), {"key": key, "text": "Something else."})
    assert response.status_code == 409
    assert "already sent with another text" in page(response)
    assert "Something else." in page(response)
    assert talk.messages.filter(kind=Message.Kind.THANKS).count() == 1


def test_an_empty_follow_up_is_said_beside_the_field(client, talk):
    text = page(client.post(address(talk, "follow_up"), {"key": uuid.uuid4(), "text": " "}))
    assert text.count("Write your question.") == 2
    assert 'href="#follow-up-text"' in text


def test_withdrawing_asks_first_and_takes_everything_off_the_public_pages(client, talk):
    assert "Withdraw my question?" in page(client.get(address(talk, "withdraw")))
    talk.refresh_from_db()
    assert talk.status == Status.ANSWERED
    response = client.post(address(talk, "withdraw"), follow=True)
    assert "Your question is withdrawn." in page(response)
    talk.refresh_from_db()
    assert (talk.status, talk.consent) == (Status.WITHDRAWN, False)


def test_consent_is_given_and_taken_back_and_what_is_published_is_linked(client, talk):
    client.post(address(talk, "change_consent"), {"consent": "on"})
    talk.refresh_from_db()
    assert talk.consent is True
    public = published_thread(title="Published from it")
    ThreadSource.objects.create(thread=public.thread, conversation=talk)
    assert public.get_absolute_url() in page(client.get(address(talk)))
    response = client.post(address(talk, "change_consent"), follow=True)
    assert "published nowhere" in page(response)
    assert public.get_absolute_url() not in page(response)
    assert not PublishedThread.objects.public().exists()


def test_what_was_typed_outlives_the_end_of_a_session(talk, received):
    client = Client()
    response = client.post(
        address(talk, "follow_up"), {"key": uuid.uuid4(), "text": "Typed meanwhile"}
    )
    back = response["Location"].partition("next=")[2].replace("%3F", "?").replace("%3D", "=")
    sign_in(client, talk.candidate)
    text = page(client.get(back))
    assert "Typed meanwhile" in text
    assert not Message.objects.filter(text="Typed meanwhile").exists()


@pytest.mark.parametrize("before", [True, False])
def test_consent_changed_after_the_session_ended_is_asked_again_and_then_done(received, before):
    Conversation.objects.filter(pk=received.pk).update(consent=before)
    browser = Client()
    form = {} if before else {"consent": "on"}
    sent = browser.post(address(received, "change_consent"), form)
    assert sent["Location"].endswith(f"?next={address(received, 'change_consent')}")
    sign_in(browser, received.candidate)
    response = browser.get(address(received, "change_consent"))
    text = page(response)
    assert "nothing has changed yet" in text
    assert f'action="{address(received, "change_consent")}"' in text
    assert ('name="consent"' in text) != before  # the button does what was wanted
    received.refresh_from_db()
    assert received.consent == before
    browser.post(address(received, "change_consent"), form)
    received.refresh_from_db()
    assert received.consent != before
