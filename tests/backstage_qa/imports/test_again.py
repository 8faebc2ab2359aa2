"""Importing again: what changed is updated, what somebody here touched is left alone."""

import json

import pytest

from backstage_qa.imports import building, running
from backstage_qa.models import Entry, ImportedThread, PublishedThread, Tag, Thread
from tests.backstage_qa.imports.importing import (
    counted,
    import_threads,
    line,
    public,
    write_lines,
)
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("physicist")]

ALL = ("--profession", "physicist")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "questions.jsonl"


def report_of(path, *arguments):
    """What became of each row."""
    file = path.with_name("report.jsonl")
    import_threads(path, *ALL, "--report", str(file), *arguments)
    return [json.loads(row) for row in file.read_text(encoding="utf-8").splitlines()]


def outcomes(path, *arguments):
    rows = report_of(path, *arguments)
    return sorted((row["row"], row["outcome"], row.get("why", "")) for row in rows)


def test_what_is_imported_is_a_draft_unless_it_is_to_be_published(path):
    write_lines(path, line("a"), line("b"))
    assert outcomes(path) == [(1, "imported", ""), (2, "imported", "")]
    assert not PublishedThread.objects.exists()
    assert set(Thread.objects.values_list("live", "origin")) == {(False, "import")}
    assert outcomes(path) == [(1, "unchanged", ""), (2, "unchanged", "")]
    assert outcomes(path, "--publish") == [(1, "published", ""), (2, "published", "")]
    assert PublishedThread.objects.public().count() == 2
    assert outcomes(path, "--publish") == [(1, "unchanged", ""), (2, "unchanged", "")]


def test_importing_again_changes_nothing(path):
    write_lines(path, line("a", tags=["x"]), line("b", tags=["x", "y"]))
    import_threads(path, *ALL, "--publish")
    before = counted(), list(PublishedThread.objects.order_by("pk").values())
    import_threads(path, *ALL, "--publish")
    assert (counted(), list(PublishedThread.objects.order_by("pk").values())) == before


@pytest.mark.parametrize("publish", [(), ("--publish",)], ids=["draft", "public"])
def test_what_changed_is_updated_and_keeps_its_place(path, publish):
    old = line("a", tags=["x", "y"], answers=[{"id": "1", "text": "Old", "date": "2020-01-01"}])
    write_lines(path, old, line("b"))
    import_threads(path, *ALL, *publish)
    thread = Thread.objects.get(title="Question a")
    anchors = {entry.kind: entry.anchor for entry in thread.entries.all()}
    rows = {entry.anchor: entry.pk for entry in thread.entries.all()}
    new = old | {
        "title": "A better question",
        "tags": ["y", "z"],
        "answers": [
            {"id": "2", "text": "Newer", "date": "2021-01-01", "accepted": True},
            {"id": "1", "text": "Old, mended", "date": "2020-01-01"},
        ],
    }
    write_lines(path, new, line("b"))
    assert outcomes(path, *publish) == [(1, "updated", ""), (2, "unchanged", "")]
    thread = Thread.objects.get(pk=thread.pk)
    assert thread.title == "A better question"
    assert {tag.name for tag in thread.tags.all()} == {"y", "z"}
    entries = list(thread.entries.all())
    assert ["Newer" in e.text or "mended" in e.text for e in entries] == [False, True, True]
    assert entries[0].anchor == anchors["question"]
    assert entries[2].anchor == anchors["answer"]
    assert {e.anchor: e.pk for e in entries}.items() >= rows.items()
    assert [e.text for e in thread.get_latest_revision_as_object().entries.all()] == [
        e.text for e in entries
    ]
    if publish:
        row = public("A better question")
        assert row.version == 2
        assert {tag["name"] for tag in row.tag_list} == {"y", "z"}
        assert len(row.entries) == 3
    assert outcomes(path, *publish) == [(1, "unchanged", ""), (2, "unchanged", "")]


def test_an_update_without_publish_waits_as_a_draft_of_the_public_thread(path):
    write_lines(path, line("a"))
    import_threads(path, *ALL, "--publish")
    write_lines(path, line("a", title="Anew"))
    assert outcomes(path) == [(1, "updated", "")]
    assert public("Question a").thread.get_latest_revision_as_object().title == "Anew"
    assert outcomes(path, "--publish") == [(1, "published", "")]
    assert public("Anew").version == 2


def edit(thread):
    draft = thread.get_latest_revision_as_object()
    draft.title = "Edited here"
    draft.save_revision(user=UserFactory())


def delete(thread):
    thread.delete()


def unpublish(thread):
    thread.unpublish(user=UserFactory(is_superuser=True))


def lock(thread):
    Thread.objects.filter(pk=thread.pk).update(locked=True)


def submit(thread):
    thread.get_workflow().start(thread, UserFactory())


@pytest.mark.parametrize(
    ("touch", "why"),
    [
        (edit, "edited here since"),
        (delete, "deleted here since"),
        (unpublish, "unpublished here since"),
        (lock, "locked here"),
        (submit, "in review here"),
    ],
)
def test_what_somebody_here_touched_is_left_alone_and_the_report_says_so(path, touch, why):
    write_lines(path, line("a"), line("b"))
    import_threads(path, *ALL, "--publish")
    touch(Thread.objects.get(title="Question a"))
    before = (
        list(Thread.objects.order_by("pk").values()),
        list(Entry.objects.order_by("pk").values()),
        list(PublishedThread.objects.order_by("pk").values()),
    )
    write_lines(path, line("a", title="Anew"), line("b"))
    assert outcomes(path, "--publish") == [(1, "skipped", why), (2, "unchanged", "")]
    after = (
        list(Thread.objects.order_by("pk").values()),
        list(Entry.objects.order_by("pk").values()),
        list(PublishedThread.objects.order_by("pk").values()),
    )
    assert after == before


def test_a_draft_that_an_editor_published_is_theirs(path):
    write_lines(path, line("a"))
    import_threads(path, *ALL)
    Thread.objects.get().latest_revision.publish()
    write_lines(path, line("a", title="Anew"))
    assert outcomes(path, "--publish") == [(1, "skipped", "published here since")]


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(path):
    write_lines(path, line("a", tags=["x"]), line("b"))
    import_threads(path, *ALL)
    write_lines(path, line("a", title="Anew"), line("b"), line("c", tags=["z"]))
    before = counted(), list(Thread.objects.values()), list(ImportedThread.objects.values())
    told = import_threads(path, *ALL, "--dry-run")
    assert "Nothing was written" in told
    assert "1 imported, 1 updated, 0 published, 1 unchanged" in told
    after = counted(), list(Thread.objects.values()), list(ImportedThread.objects.values())
    assert after == before


def test_a_limit_takes_the_first_ones(path):
    write_lines(path, *(line(str(number)) for number in range(5)))
    import_threads(path, *ALL, "--limit", "2")
    assert set(ImportedThread.objects.values_list("external_id", flat=True)) == {"0", "1"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("as_migrated")
def test_a_killed_import_keeps_what_it_committed_and_goes_on_from_there(
    path, monkeypatch, physicist
):
    write_lines(path, *(line(str(number), tags=[f"t{number}"]) for number in range(7)))
    monkeypatch.setattr(running, "BATCH", 2)
    write = running.Import._write
    batches = []

    def dies_in_the_third_batch(self, steps):
        write(self, steps)
        batches.append(steps)
        if len(batches) == 3:
            raise SystemExit("killed")

    monkeypatch.setattr(running.Import, "_write", dies_in_the_third_batch)
    with pytest.raises(SystemExit):
        import_threads(path, *ALL, "--publish")
    assert ImportedThread.objects.count() == Thread.objects.count() == 4
    assert PublishedThread.objects.public().count() == 4
    assert Tag.objects.count() == 4
    monkeypatch.setattr(running.Import, "_write", write)
    told = import_threads(path, *ALL, "--publish")
    assert "3 imported, 0 updated, 0 published, 4 unchanged" in told
    assert PublishedThread.objects.public().count() == 7


def test_a_tag_that_somebody_makes_at_the_same_moment_is_used(path, monkeypatch):
    Tag.objects.create(name="x")
    monkeypatch.setattr(building, "_known", lambda names: {})  # as it was a moment ago
    write_lines(path, line("a", tags=["x"]))
    import_threads(path, *ALL)
    assert [tag.name for tag in Thread.objects.get().tags.all()] == ["x"]


def test_two_sources_may_use_the_same_ids(path):
    write_lines(path, line("a"))
    import_threads(path, *ALL)
    import_threads(path, *ALL, "--source", "elsewhere")
    assert Thread.objects.count() == 2
    assert set(ImportedThread.objects.values_list("source", flat=True)) == {
        "questions",
        "elsewhere",
    }


def test_the_work_of_a_batch_does_not_grow_with_its_questions(path, django_assert_max_num_queries):
    write_lines(path, *(line(str(number), tags=["x"]) for number in range(40)))
    with django_assert_max_num_queries(40 * 6):
        import_threads(path, *ALL, "--publish")
