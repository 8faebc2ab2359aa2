"""The editor's screens: what is offered, what is refused kindly, and what is kept."""

import datetime

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowTask
from wagtail.users.models import UserProfile

from backstage_qa.html import from_plain_text
from backstage_qa.models import ExpertProfile, Origin, Thread
from tests.backstage_qa.desks import editor, member, signed_in
from tests.backstage_qa.review.doors import form_data, url
from tests.backstage_qa.review.steps import change, publish, submit
from tests.factories import (
    EntryFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    ThreadFactory,
    locale,
    published_thread,
)

pytestmark = pytest.mark.django_db


def offered(client, obj) -> set[str]:
    """Names of the buttons below the editor."""
    response = client.get(url(obj, "edit"))
    menu = response.context["action_menu"]
    return {item.name for item in [menu.default_item, *menu.menu_items]}


def texts(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_publishing_is_not_offered_where_it_would_be_refused(thread, alice):
    buttons = offered(signed_in(alice), thread)
    assert "action-publish" not in buttons
    assert {"action-save", "action-submit"} <= buttons


def test_publishing_is_offered_where_four_eyes_are_lifted(thread, alice, settings):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"FOUR_EYES": False}
    assert "action-publish" in offered(signed_in(alice), thread)


@pytest.mark.parametrize(("language", "told"), [("en", "for review"), ("fr", "soumis à relecture")])
def test_a_submission_is_not_called_a_publication(language, told, thread, alice):
    """Wagtail's own French says « planifié pour la publication »."""
    UserProfile.objects.create(user=alice, preferred_language=language)
    data = form_data(thread) | {"action-submit": "1"}
    response = signed_in(alice).post(url(thread, "edit"), data, follow=True)
    assert told in texts(response)
    assert "publication" not in texts(response)


def test_approval_is_offered_to_the_other_person_only(thread, alice, bob):
    submit(thread, alice)
    assert "approve" not in offered(signed_in(alice), thread)
    assert {"approve", "reject"} <= offered(signed_in(bob), thread)
    waiting = TaskState.objects.reviewable_by
    assert not waiting(alice).exists()
    assert waiting(bob).exists()


def test_a_workflow_of_wagtail_s_own_offers_no_approval_that_would_not_count(thread, alice, bob):
    task = GroupApprovalTask.objects.create(name="Law")
    task.groups.set(alice.groups.all())
    workflow = Workflow.objects.create(name="Law")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    thread.refresh_from_db()
    workflow.start(thread, alice)
    assert {"approve", "reject"} & offered(signed_in(alice), thread) == {"reject"}
    assert {"approve", "reject"} <= offered(signed_in(bob), thread)


@pytest.mark.parametrize("kind", [ThreadFactory, ExpertProfileFactory])
def test_a_text_is_public_from_one_hour_to_another(kind, alice, bob):
    text = kind()
    text.unpublish()
    begins, ends = (timezone.now() + datetime.timedelta(hours=hours) for hours in (2, 4))
    hours = {
        "go_live_at": f"{timezone.localtime(begins):%Y-%m-%d %H:%M}",
        "expire_at": f"{timezone.localtime(ends):%Y-%m-%d %H:%M}",
    }
    sent = form_data(text) | hours
    signed_in(alice).post(url(text, "edit"), sent | {"action-submit": "1"})
    text.refresh_from_db()
    approve = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    sent = form_data(text) | hours | approve
    response = signed_in(bob).post(url(text, "edit"), sent, follow=True)
    assert "is approved, and will be public on" in texts(response)

    def is_public():
        call_command("backstage_tick", verbosity=0)
        return type(text).objects.filter(pk=text.pk, live=True).exists()

    assert not is_public()
    with time_machine.travel(begins + datetime.timedelta(minutes=1)):
        assert is_public()
    with time_machine.travel(ends + datetime.timedelta(minutes=1)):
        assert not is_public()


def test_a_forced_publication_keeps_the_text_as_a_draft_and_says_why(thread, alice):
    data = form_data(thread) | {"title": "Typed in a hurry", "action-publish": "1"}
    response = signed_in(alice).post(url(thread, "edit"), data, follow=True)
    assert response.status_code == 200
    assert "Somebody who did not write this text" in texts(response)
    thread.refresh_from_db()
    assert thread.latest_revision.as_object().title == "Typed in a hurry"
    assert not thread.live


def test_a_forced_publication_of_a_new_thread_keeps_it_too(alice):
    profession = ProfessionFactory()
    new = Thread(title="New one", locale=profession.locale)
    data = form_data(published_thread(professions=[profession]).thread)
    data |= {"title": new.title, "entries-INITIAL_FORMS": 0, "action-publish": "1"}
    data |= {"entries-0-id": "", "entries-1-id": ""}
    address = reverse("wagtailsnippets_backstage_qa_thread:add")
    response = signed_in(alice).post(f"{address}?locale=en", data, follow=True)
    assert "Somebody who did not write this text" in texts(response)
    thread = Thread.objects.get(title="New one")
    assert (thread.live, thread.origin) == (False, Origin.EDITORS)


def test_an_approver_without_consent_is_told_why(thread, alice, bob, conversation):
    state = submit(thread, alice)
    type(conversation).objects.filter(pk=conversation.pk).update(consent=False)
    address = url(thread, "workflow_action", "approve", state.pk)
    response = signed_in(bob).post(address, {"comment": ""}, follow=True)
    assert "has not agreed" in texts(response)
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS


def test_what_changed_in_review_is_submitted_again(thread, alice, bob):
    submit(thread, alice)
    change(thread, alice, title="Better")
    assert "approve" not in offered(signed_in(bob), thread)
    client = signed_in(alice)
    assert "action-submit" in offered(client, thread)
    thread.refresh_from_db()
    data = form_data(thread.get_latest_revision_as_object()) | {"action-submit": "1"}
    client.post(url(thread, "edit"), data)
    thread.refresh_from_db()
    assert thread.current_workflow_task_state.revision == thread.latest_revision
    assert "approve" in offered(signed_in(bob), thread)


def test_a_stale_tab_overwrites_nothing(thread, alice, bob):
    seen = {
        "loaded_revision_id": thread.latest_revision_id,
        "loaded_revision_created_at": thread.latest_revision.created_at.isoformat(),
    }
    theirs = change(thread, bob, title="Theirs")
    data = form_data(thread) | seen | {"title": "Mine"}
    response = signed_in(alice).post(url(thread, "edit"), data)
    thread.refresh_from_db()
    assert thread.latest_revision == theirs
    page = response.content.decode()
    assert "Somebody else saved this text" in page
    assert 'value="Mine"' in page


def test_only_professions_of_the_thread_s_language_are_offered(thread, alice):
    french = ProfessionFactory(locale=locale("fr"), name="Analyste")
    form = signed_in(alice).get(url(thread, "edit")).context["form"]
    assert french not in form.fields["professions"].queryset
    data = form_data(thread) | {"professions": [french.pk]}
    signed_in(alice).post(url(thread, "edit"), data)
    assert french not in Thread.objects.get().latest_revision.as_object().professions.all()


def test_no_form_takes_a_field_it_does_not_list(thread, alice):
    data = form_data(thread) | {"origin": Origin.DEMO, "live": "on", "entries-0-source_message": 1}
    signed_in(alice).post(url(thread, "edit"), data)
    thread.refresh_from_db()
    assert (thread.origin, thread.live) == (Origin.CONVERSATION, False)


def test_who_only_views_changes_nothing(thread):
    """A permission that a host may give; no group of ours has it."""
    reader = member("HR")
    reader.user_permissions.add(Permission.objects.get(codename="view_thread"))
    client = signed_in(reader)
    assert client.get(reverse("wagtailsnippets_backstage_qa_thread:list")).status_code == 200
    assert client.get(url(thread, "inspect")).status_code == 200
    for name in ("edit", "history", "usage", "preview_on_edit", "delete", "unpublish"):
        assert client.get(url(thread, name)).status_code == 302, name


def test_hr_sees_no_drafts_by_any_door(thread):
    client = signed_in(member("HR"))
    for name in ("list", "choose"):
        viewset = (
            Thread.snippet_viewset if name == "list" else Thread.snippet_viewset.chooser_viewset
        )
        assert client.get(reverse(viewset.get_url_name(name))).status_code == 302
    assert client.get(url(thread, "inspect")).status_code == 302
    history = client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert thread.title not in history


def test_there_are_no_copies(thread):
    names = {pattern.name for pattern in Thread.snippet_viewset.get_urlpatterns()}
    names |= {pattern.name for pattern in ExpertProfile.snippet_viewset.get_urlpatterns()}
    assert "copy" not in names


def test_a_profile_goes_public_by_two_people(alice, bob):
    profile = ExpertProfileFactory()
    profile.bio = "Changed"
    profile.save_revision(user=alice)
    submit(profile, alice).approve(user=bob)
    assert ExpertProfile.objects.public().get().bio == "Changed"


def test_the_list_says_what_is_public_and_where_it_comes_from(thread, alice, bob):
    publish(thread, alice, approver=bob)
    page = signed_in(editor()).get(reverse("wagtailsnippets_backstage_qa_thread:list"))
    text = page.content.decode()
    assert "From conversations" in text
    assert thread.professions.get().name in text


def test_the_list_costs_the_same_for_two_as_for_many(alice):
    client = signed_in(alice)
    address = reverse("wagtailsnippets_backstage_qa_thread:list")
    published_thread()
    client.get(address)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = queries()
    for _ in range(10):
        published_thread()
    assert queries() == few


def test_a_draft_whose_messages_have_line_breaks_opens_in_the_editor(alice):
    """Wagtail's editor stumbles over a line break that is not closed."""
    text = from_plain_text("One\ntwo\n\nthree")
    thread = ThreadFactory(entries=[EntryFactory(text=text)])
    assert signed_in(alice).get(url(thread, "edit")).status_code == 200
