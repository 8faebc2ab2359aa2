"""What machines are told of a thread: valid, true to the page, and closed to what people type."""

import pytest
from django.test import override_settings

from backstage_qa.conversations import actions
from backstage_qa.models import Origin
from backstage_qa.threads.actions import draft_from
from tests.backstage_qa.review.steps import publish
from tests.backstage_qa.test_html import PAYLOADS
from tests.factories import (
    EntryFactory,
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    published_thread,
)
from tests.heads import head_of
from tests.schema_org import faults

pytestmark = pytest.mark.django_db


def conversation(expert, **kwargs):
    """Asked, answered twice, asked on, answered again."""
    said = [
        EntryFactory(text="<p>What is it <b>like</b>?</p>"),
        EntryFactory(kind="answer", text="<p>Busy.</p>", expert=expert, author_name="Claire"),
        EntryFactory(kind="answer", text="<p>And calm.</p>", author_name="A guest"),
        EntryFactory(text="<p>Why?</p>"),
        EntryFactory(kind="answer", text="<p>Because.</p>", expert=expert, author_name="Claire"),
    ]
    return published_thread(title="What is a day like?", entries=said, **kwargs)


@pytest.fixture
def expert():
    expert = ExpertFactory(name="Claire")
    ExpertProfileFactory(expert=expert)
    return expert


def told(client, thread):
    return head_of(client.get(thread.get_absolute_url()))


def test_a_thread_is_a_question_with_its_answers(client, expert):
    thread = conversation(expert)
    head = told(client, thread)
    assert [fault for thing in head.things for fault in faults(thing)] == []
    page = head.thing("WebPage")
    assert page["url"] == head.canonical
    assert page["inLanguage"] == "en"
    question = page["mainEntity"]
    assert question["name"] == thread.title
    assert question["text"] == "What is it like?"
    # What came after the candidate asked on answers another question.
    assert question["answerCount"] == 2
    answer = question["acceptedAnswer"]
    assert answer["text"] == "Busy."
    assert answer["url"] == f"{head.canonical}#{thread.entries[1]['anchor']}"
    assert answer["author"]["name"] == "Claire"
    assert [other["text"] for other in question["suggestedAnswer"]] == ["And calm."]


def test_what_was_said_under_a_question_or_an_answer_hides_no_answer(client):
    kinds = ["question", "follow_up", "answer", "follow_up", "follow_up", "answer"]
    said = [EntryFactory(kind=kind, text=f"<p>{place}</p>") for place, kind in enumerate(kinds)]
    question = told(client, published_thread(entries=said)).thing("WebPage")["mainEntity"]
    assert question["text"] == "0"
    assert question["acceptedAnswer"]["text"] == "2"
    assert [other["text"] for other in question["suggestedAnswer"]] == ["5"]


def test_what_a_candidate_says_afterwards_is_a_follow_up(client, conversation, alice, bob, claire):
    """Thanks are offered, and are no question; machines are told of every answer."""
    candidate = conversation.candidate
    actions.follow_up(conversation=conversation, by=candidate, text="And at night?")
    actions.answer(conversation=conversation, by=claire.user, text="Quieter.")
    actions.thank(conversation=conversation, by=candidate, text="How kind.")
    said = conversation.messages.order_by("pk")
    thread = draft_from(conversation=conversation, by=alice, messages=said)
    row = publish(thread, alice, approver=bob)
    kinds = [entry["kind"] for entry in row.entries]
    assert kinds == ["question", "answer", "follow_up", "answer", "follow_up"]
    page = client.get(row.get_absolute_url())
    question = head_of(page).thing("WebPage")["mainEntity"]
    answers = [question["acceptedAnswer"], *question["suggestedAnswer"]]
    assert [answer["text"] for answer in answers] == ["Full of surprises.", "Quieter."]
    assert question["answerCount"] == 2
    assert page.text.count("backstage-entry--question") == 3  # each as large as the first


def test_only_who_agreed_to_be_public_is_a_person(client, expert):
    thread = conversation(expert)
    question = told(client, thread).thing("WebPage")["mainEntity"]
    assert "author" not in question
    assert "author" not in question["suggestedAnswer"][0]
    address = question["acceptedAnswer"]["author"]["url"]
    person = head_of(client.get(address)).thing("ProfilePage")["mainEntity"]
    assert person["name"] == "Claire"
    assert person["jobTitle"] == "Credit analyst"
    expert.agreed_public_on = None
    expert.save()
    assert "Person" not in str(told(client, thread).things)
    assert head_of(client.get(address)).things == []


def test_a_page_of_questions_only_where_the_host_says_that_readers_answer(client, expert):
    thread = conversation(expert)
    with override_settings(BACKSTAGE_QA={"QA_PAGE": True}):
        head = told(client, thread)
    assert faults(head.thing("QAPage")) == []


@pytest.mark.parametrize("qa_page", [True, False])
def test_a_question_that_nobody_answered_is_a_page_and_no_more(client, qa_page):
    thread = published_thread(entries=[EntryFactory()], origin=Origin.IMPORT)
    with override_settings(BACKSTAGE_QA={"QA_PAGE": qa_page}):
        head = told(client, thread)
    page = head.thing("WebPage")
    assert "mainEntity" not in page
    assert faults(page) == []


def test_where_a_thread_stands(client):
    profession = ProfessionFactory(slug="actuary", name="Actuary")
    thread = published_thread(title="Why?", professions=[profession])
    head = told(client, thread)
    steps = head.thing("BreadcrumbList")["itemListElement"]
    here = "http://testserver/en/questions/"
    assert [(step["name"], step["item"]) for step in steps] == [
        ("Questions", here),
        ("Actuary", f"{here}?profession=actuary"),
        ("Why?", head.canonical),
    ]
    for step in steps:
        assert client.get(step["item"]).status_code == 200


def test_lists_say_where_they_stand(client):
    published_thread(professions=[ProfessionFactory(slug="actuary", name="Actuary")])
    head = head_of(client.get("/en/questions/?profession=actuary"))
    assert [fault for thing in head.things for fault in faults(thing)] == []
    assert head.thing("BreadcrumbList")["itemListElement"][1]["name"] == "Actuary"


@pytest.mark.any_database
def test_nothing_typed_leaves_the_data(client, expert):
    """Every payload in every field: the block ends where we end it, and says what was typed."""
    payloads = [*PAYLOADS, "</script><script>alert(1)</script>", "<!--<script>", "\u2028]]>"]
    lines = [" ".join(payload.split())[:110] for payload in payloads]
    said = [
        EntryFactory(kind="answer", text=f"<p>{payload}</p>", expert=expert, author_job=line)
        for payload, line in zip(payloads, lines, strict=True)
    ]
    row = published_thread(entries=[EntryFactory(text=f"<p>{payloads[0]}</p>"), *said])

    def page() -> dict:
        response = client.get(row.get_absolute_url())
        block = response.text.split('<script type="application/ld+json">')[1]
        assert not set("<>&\u2028\u2029") & set(block.split("</script>")[0])
        return head_of(response).thing("WebPage")

    question = page()["mainEntity"]
    answers = [question["acceptedAnswer"], *question["suggestedAnswer"]]
    assert [answer["author"]["jobTitle"] for answer in answers] == lines
    row.entries = row.entries[:2]
    for line in lines:
        row.title, row.profession_list = line, [{"name": line, "slug": "x"}]
        row.save()
        assert page()["name"] == line
