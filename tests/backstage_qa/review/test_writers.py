"""Who wrote a text, and what its review says: who changed what, who may approve, and why not."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from backstage_qa.models import PublishedThread, Thread
from backstage_qa.review import gate
from backstage_qa.review.changes import changed_fields
from backstage_qa.threads.actions import draft_from
from tests.backstage_qa.desks import editor, signed_in
from tests.backstage_qa.review.doors import draftail, form_data, url
from tests.backstage_qa.review.steps import change, publish, submit
from tests.factories import ConversationFactory, MessageFactory, locale

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return editor(first_name="Alice", last_name="Author")


@pytest.fixture
def bob():
    return editor(first_name="Bob", last_name="Second")


@pytest.fixture
def thread(alice):
    conversation = ConversationFactory(status="answered", consent=True, text="One\ntwo\n\n“three”")
    MessageFactory(conversation=conversation, kind="answer", author_name="Claire", text="It's so.")
    thread = draft_from(conversation=conversation, by=alice)
    thread.short_answer = "Two\nlines."
    thread.save_revision(user=alice)
    thread.refresh_from_db()
    return thread


def as_shown(thread) -> dict:
    """What a browser sends of the edit screen when nobody has typed anything."""
    shown = thread.get_latest_revision_as_object()
    data = form_data(shown) | {"short_answer": "\r\n".join(shown.short_answer.splitlines())}
    form = signed_in(editor()).get(url(thread, "edit")).context["form"]
    for number, entry in enumerate(form.formsets["entries"].forms):
        data[f"entries-{number}-text"] = entry["text"].value() and entry.fields[
            "text"
        ].widget.format_value(entry["text"].value())
    return data


def press(thread, person, button, **typed):
    thread.refresh_from_db()
    data = as_shown(thread) | typed | {f"action-{button}": "1"}
    response = signed_in(person).post(url(thread, "edit"), data)
    assert response.status_code == 302
    thread.refresh_from_db()


def review_of(thread, person) -> str:
    """What the section about the review says, without markup."""
    response = signed_in(person).get(url(thread, "edit"))
    page = response.content.decode()
    section = page.partition('aria-labelledby="review-title">')[2].partition("</section>")[0]
    return " ".join(strip_tags(section).split()).replace(" .", ".")


def test_who_submits_a_text_again_as_it_was_may_still_approve_it(thread, alice, bob):
    submit(thread, alice)
    change(thread, alice, title="Better")
    press(thread, bob, "submit")
    assert thread.latest_revision.user == bob  # saved by him, written by her
    press(thread, bob, "workflow-action", **{"workflow-action-name": "approve"})
    assert PublishedThread.objects.public().get().title == "Better"


def test_approving_a_text_of_several_lines_changes_nothing_of_it(thread, alice, bob):
    submit(thread, alice)
    press(thread, bob, "workflow-action", **{"workflow-action-name": "approve"})
    assert thread.live_revision.user == alice


def test_saving_a_text_in_review_as_it_is_leaves_the_review_alone(thread, alice, bob):
    submit(thread, alice)
    submitted = thread.latest_revision
    press(thread, alice, "save")
    assert thread.latest_revision == submitted
    assert "You may approve it" in review_of(thread, bob)
    press(thread, bob, "workflow-action", **{"workflow-action-name": "approve"})
    assert thread.live_revision == submitted


def test_saving_a_draft_as_it_was_makes_nobody_a_writer(thread, alice, bob):
    press(thread, bob, "save")
    assert gate.writers_of(thread, thread.latest_revision) == {alice.pk}


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "Other words"},
        {"short_answer": "Other words"},
        {"entries-1-text": draftail("Other words")},
        {"entries-1-author_name": "Somebody"},
        {"tags": "other"},
        {"entries-0-DELETE": "on"},
    ],
    ids=lambda typed: next(iter(typed)),
)
def test_whoever_changes_a_word_has_written_it(thread, alice, bob, typed):
    press(thread, bob, "save", **typed)
    assert gate.writers_of(thread, thread.latest_revision) == {alice.pk, bob.pk}
    assert not gate.may_approve(bob, thread, thread.latest_revision)


def test_a_change_that_is_taken_back_was_one(thread, alice, bob):
    """Or somebody could publish their words, and say that they are gone."""
    title = thread.title
    change(thread, bob, title="Mine")
    change(thread, alice, title=title)
    assert bob.pk in gate.writers_of(thread, thread.latest_revision)


def test_where_a_link_leads_is_text():
    before, after = (
        {"title": "", "entries": [{"sort_order": 0, "text": f'<p><a href="{a}">here</a></p>'}]}
        for a in ("https://a.example", "https://b.example")
    )
    assert changed_fields(Thread, before, after) == ["entries"]


def test_after_publication_only_who_changed_the_text_since_is_its_writer(thread, alice, bob):
    publish(thread, alice, approver=bob)
    carol = editor()
    change(thread, bob, title="By Bob")
    press(thread, carol, "save")
    assert gate.writers_of(thread, thread.latest_revision) == {bob.pk}


def test_who_wrote_a_text_does_not_approve_its_copy_in_another_language(thread, alice, bob):
    change(thread, bob, title="Both wrote")
    thread.refresh_from_db()
    copy = thread.get_latest_revision_as_object().copy_for_translation(locale("fr"))
    copy.save()
    assert gate.writers_of(copy, copy.latest_revision) == {alice.pk, bob.pk}


def test_the_review_says_who_changed_what_since_it_was_submitted(thread, alice, bob):
    submit(thread, alice)
    said = review_of(thread, bob)
    assert ": Alice Author submitted this text." in said
    assert "Nothing has changed since." in said
    assert "You may approve it" in said
    change(thread, alice, title="Better", short_answer="Shorter")
    said = review_of(thread, bob)
    assert "Changed since it was submitted:" in said
    assert "Alice Author, " in said
    assert ": question, short answer" in said
    assert "has to be submitted again" in said


def test_the_review_says_why_one_may_not_approve_and_who_may(thread, alice, bob):
    submit(thread, alice)
    said = review_of(thread, alice)
    assert "You may not approve it yourself: you wrote part of it." in said
    assert "Who may approve it: Bob Second" in said
    assert "Alice Author" not in said.partition("Who may approve it:")[2]


def test_the_review_says_so_when_nobody_is_left_to_approve(thread, alice):
    submit(thread, alice)
    assert "Nobody can approve it at present" in review_of(thread, alice)


def test_outside_a_review_nothing_is_said(thread, alice):
    assert review_of(thread, alice) == ""
    assert signed_in(alice).get(reverse("wagtailsnippets_backstage_qa_thread:add")).status_code
