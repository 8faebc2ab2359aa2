"""Who may approve what, and what publishing does to the public row and to nothing else."""

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from backstage_qa.conversations import actions
from backstage_qa.models import Expert, Origin, PublishedThread
from backstage_qa.review.errors import ApprovalRequired, TextChanged
from tests.backstage_qa.desks import editor
from tests.backstage_qa.review.steps import change, publish, submit
from tests.factories import (
    EntryFactory,
    ExpertFactory,
    ProfessionFactory,
    published_meeting,
    published_thread,
)

pytestmark = pytest.mark.django_db


# --- Approval -------------------------------------------------------------------


def test_an_expert_does_not_approve_their_own_answer(thread, alice, claire):
    claire.user.groups.set(editor().groups.all())
    state = submit(thread, alice)
    with pytest.raises(ApprovalRequired):
        state.approve(user=claire.user)


def test_who_wrote_the_answer_does_not_approve_it_though_no_expert_is_named(
    thread, alice, claire, bob
):
    """Taking the name off an answer makes nobody a stranger to it."""
    claire.user.groups.set(bob.groups.all())
    text = thread.get_latest_revision_as_object()
    for entry in text.entries.all():
        entry.expert = None
    text.save_revision(user=alice)
    with pytest.raises(ApprovalRequired):
        submit(thread, alice).approve(user=claire.user)
    thread.current_workflow_task_state.specific.approve(user=bob)


def test_a_change_after_submission_is_not_approved_with_it(thread, alice, bob):
    state = submit(thread, alice)
    change(thread, alice, title="Changed since")
    with pytest.raises(TextChanged):
        state.approve(user=bob)
    assert not PublishedThread.objects.exists()


def test_a_reviewer_who_edits_is_an_author(thread, alice, bob):
    submit(thread, alice)
    change(thread, bob, title="Bob's words")
    thread.refresh_from_db()
    thread.current_workflow_state.cancel(user=bob)
    state = submit(thread, bob)
    for author in (alice, bob):
        with pytest.raises(ApprovalRequired):
            state.approve(user=author)
        state.refresh_from_db()
    state.approve(user=editor())
    assert PublishedThread.objects.get().title == "Bob's words"


def test_after_a_request_for_changes_the_new_text_is_approved(thread, alice, bob):
    submit(thread, alice).reject(user=bob, comment="Shorter, please")
    change(thread, alice, title="Shorter")
    thread.refresh_from_db()
    thread.current_workflow_state.resume(user=alice)
    thread.refresh_from_db()
    thread.current_workflow_task_state.specific.approve(user=bob)
    assert PublishedThread.objects.get().title == "Shorter"


def test_an_approval_is_void_once_its_revision_is_overwritten(thread, alice, bob):
    state = submit(thread, alice)
    state.approve(user=bob)
    thread.refresh_from_db()
    thread.unpublish()
    revision = thread.latest_revision
    thread.title = "Overwritten in place"
    Revision.objects.filter(pk=revision.pk).update(
        content=thread.serializable_data(), created_at=timezone.now()
    )
    revision = Revision.objects.get(pk=revision.pk)
    with pytest.raises(ApprovalRequired):
        revision.publish(user=alice)


def test_autosave_never_overwrites_what_was_submitted(thread, alice):
    submitted = submit(thread, alice).revision
    thread.refresh_from_db()
    thread.title = "Autosaved"
    thread.save_revision(user=alice, overwrite_revision=submitted)
    submitted.refresh_from_db()
    assert submitted.as_object().title != "Autosaved"


def test_authorship_starts_anew_after_a_publication(thread, alice, bob):
    publish(thread, alice, approver=bob)
    change(thread, bob, title="Second edition")
    publish(thread, bob, approver=alice)
    assert PublishedThread.objects.get().title == "Second edition"


def test_what_a_person_wrote_in_an_import_needs_approval(alice):
    public = published_thread(origin=Origin.IMPORT, title="Imported")
    revision = change(public.thread, alice, title="Rewritten")
    with pytest.raises(ApprovalRequired):
        revision.publish(user=alice)
    assert PublishedThread.objects.get().title == "Imported"


# --- Old revisions --------------------------------------------------------------


def test_an_old_revision_published_after_new_messages_leaves_the_conversation_alone(
    thread, alice, bob, conversation, claire
):
    row = publish(thread, alice, approver=bob)
    old = thread.live_revision
    change(thread, alice, title="Second edition")
    publish(thread, alice, approver=bob)
    actions.follow_up(conversation=conversation, by=conversation.candidate, text="And then?")
    conversation.refresh_from_db()
    before = (conversation.status, conversation.version, conversation.messages.count())
    old.publish(user=alice)
    conversation.refresh_from_db()
    assert (conversation.status, conversation.version, conversation.messages.count()) == before
    row.refresh_from_db()
    assert row.title == conversation.subject
    assert [entry["text"] for entry in row.entries][-1] == "Full of surprises."
    assert conversation.promises.filter(outcome="pending").count() == 1


def test_approval_answers_nobody(thread, alice, bob, conversation):
    actions.follow_up(conversation=conversation, by=conversation.candidate, text="And then?")
    publish(thread, alice, approver=bob)
    conversation.refresh_from_db()
    assert conversation.status == "open"


# --- Names ----------------------------------------------------------------------


def test_an_answer_of_ours_is_named_only_by_who_agreed(thread, alice, bob):
    """The name typed beside an answer is public only as its expert's, who agreed to that."""
    text = thread.get_latest_revision_as_object()
    for entry in text.entries.all():
        if entry.kind == "answer":
            entry.expert = None
            entry.author_name = "Claire, who left"
    text.save_revision(user=alice)
    row = publish(thread, alice, approver=bob)
    assert "Claire" not in str(row.entries)


def test_authorship_starts_anew_after_a_publication_by_the_clock(thread, alice, bob):
    state = submit(thread, alice)
    revision = thread.latest_revision
    state.approve(user=bob)
    ModelLogEntry.objects.for_instance(thread).filter(action="wagtail.publish").update(
        action="wagtail.publish.scheduled"
    )
    later = change(thread, bob, title="Second edition")
    assert thread.previous_publication(before=later) == revision


# --- What a public row says of others -----------------------------------------------


def test_a_renamed_profession_is_called_so_in_public():
    profession = ProfessionFactory(name="Actuary", slug="actuary")
    row = published_thread(professions=[profession])
    meeting = published_meeting(professions=[profession])
    profession.name, profession.slug = "Senior actuary", "senior-actuary"
    profession.save()
    for public in (row, meeting):
        public.refresh_from_db()
        assert public.profession_list == [{"name": "Senior actuary", "slug": "senior-actuary"}]


def test_another_change_of_a_profession_publishes_nothing_anew():
    profession = ProfessionFactory()
    row = published_thread(professions=[profession])
    profession.summary = "Reckons."
    profession.save()
    assert PublishedThread.objects.get(pk=row.pk).version == row.version


@pytest.mark.parametrize("delete", [lambda e: e.delete(), lambda e: Expert.objects.all().delete()])
def test_nothing_public_leads_to_an_expert_who_is_deleted(delete):
    expert = ExpertFactory()
    answer = EntryFactory(kind="answer", expert=expert, author_name="Claire")
    row = published_thread(entries=[EntryFactory(), answer])
    assert row.entries[1]["expert"] == expert.pk
    delete(expert)
    row.refresh_from_db()
    assert [entry["expert"] for entry in row.entries] == [None, None]
    assert [person["expert"] for person in row.answered_by] == [None]
