"""What was imported is a thread like others on the editors' screens."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, ReferenceIndex

from backstage_qa.models import PublishedThread, Thread
from tests.backstage_qa.desks import editor, signed_in
from tests.backstage_qa.imports.dumps import answer, comment, question, write_dump
from tests.backstage_qa.imports.importing import import_threads, public
from tests.backstage_qa.review.doors import form_data, url
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("physicist")]

BODY = """<p>How <b>fast</b> is <a href="/q/1">it</a>?</p><pre><code>a = 1\n  b</code></pre>
<ul><li><p>one</p></li><li><p>two</p></li></ul><blockquote><p>three</p></blockquote><hr>"""


@pytest.fixture
def dump(tmp_path):
    return write_dump(
        tmp_path / "physics",
        posts=[question(1, "How fast?", BODY, tags=["light"]), answer(2, 1)],
        comments=[comment(3, 2)],
    )


@pytest.fixture
def administrator():
    return signed_in(UserFactory(is_staff=True, is_superuser=True))


def as_saved(thread) -> tuple:
    """The thread as its latest revision, its row and children have it."""
    draft = thread.get_latest_revision_as_object()
    return [
        (
            each.title,
            [(e.pk, str(e.anchor), e.kind, e.text, e.source_url) for e in each.entries.all()],
            [tag.name for tag in each.tags.all()],
            [profession.pk for profession in each.professions.all()],
        )
        for each in (draft, Thread.objects.get(pk=thread.pk))
    ]


def references(thread) -> set:
    rows = ReferenceIndex.get_references_for_object(thread)
    return set(rows.values_list("model_path", "to_object_id"))


@pytest.mark.parametrize("publish", [(), ("--publish",)], ids=["draft", "public"])
def test_rows_revision_references_and_history_agree(dump, publish):
    import_threads(dump, "--profession", "physicist", *publish)
    thread = Thread.objects.get()
    draft, row = as_saved(thread)
    assert draft == row
    assert [entry.kind for entry in thread.entries.all()] == ["question", "answer", "follow_up"]
    assert thread.live == bool(publish)
    assert thread.has_unpublished_changes == (not publish)
    assert thread.latest_revision.user is None
    assert thread.live_revision == (thread.latest_revision if publish else None)
    actions = ModelLogEntry.objects.for_instance(thread).values_list("action", flat=True)
    assert sorted(actions) == ["wagtail.create", *(["wagtail.publish"] if publish else [])]
    known = references(thread)
    ReferenceIndex.create_or_update_for_object(Thread.objects.get())
    assert known == references(thread)


def test_an_editor_opens_edits_submits_and_somebody_else_publishes(dump):
    import_threads(dump, "--profession", "physicist")
    thread = Thread.objects.get()
    alice, bob = signed_in(editor()), signed_in(editor())
    assert alice.get(url(thread, "edit")).status_code == 200
    data = form_data(thread) | {"title": "How fast is light?", "action-submit": "1"}
    assert alice.post(url(thread, "edit"), data).status_code == 302
    state = Thread.objects.get().current_workflow_task_state
    approve = url(thread, "workflow_action", "approve", state.pk)
    assert bob.post(approve, {"comment": ""}).status_code == 302
    assert public("How fast is light?").entry_count == 3


def test_an_administrator_publishes_an_imported_draft_as_it_is_and_takes_it_back(
    dump, administrator
):
    import_threads(dump, "--profession", "physicist")
    thread = Thread.objects.get()
    thread.latest_revision.publish()
    assert "<code>a = 1\n  b</code>" in public("How fast?").entries[0]["html"]
    address = reverse("wagtailsnippets_backstage_qa_thread:unpublish", args=[thread.pk])
    assert administrator.post(address, {"reason": "other"}).status_code == 302
    assert not PublishedThread.objects.public().exists()


def test_a_thread_of_a_hundred_texts_can_be_saved(tmp_path, administrator):
    posts = [question(1, "How long?"), *(answer(number, 1) for number in range(2, 101))]
    import_threads(write_dump(tmp_path / "physics", posts=posts), "--profession", "physicist")
    thread = Thread.objects.get()
    data = form_data(thread) | {"title": "Very long"}
    assert administrator.post(url(thread, "edit"), data).status_code == 302
    draft = Thread.objects.get().get_latest_revision_as_object()
    assert (draft.title, draft.entries.count()) == ("Very long", 100)


def test_history_usage_and_comparison_open(dump, administrator):
    import_threads(dump, "--profession", "physicist", "--publish")
    thread = Thread.objects.get()
    thread.save_revision(user=UserFactory())
    for name in ("history", "usage", "inspect", "edit"):
        assert administrator.get(url(thread, name)).status_code == 200
    first, second = thread.revisions.order_by("pk").values_list("pk", flat=True)
    compare = "wagtailsnippets_backstage_qa_thread:revisions_compare"
    assert administrator.get(reverse(compare, args=[thread.pk, first, second])).status_code == 200
