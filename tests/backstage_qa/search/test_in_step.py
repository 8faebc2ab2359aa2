"""The index follows what is public: in the same transaction, through every door."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from backstage_qa.conversations import actions
from backstage_qa.models import PublishedThread, SearchDocument, Thread
from backstage_qa.search import documents
from backstage_qa.threads import publication
from backstage_qa.threads.reconciling import BATCH, reindex
from tests.factories import (
    ConversationFactory,
    EntryFactory,
    ExpertFactory,
    ProfessionFactory,
    ThreadFactory,
    locale,
    published_thread,
)

from .conftest import public_rows

pytestmark = pytest.mark.django_db


def correct(row, **fields):
    thread = row.thread
    for name, value in fields.items():
        setattr(thread, name, value)
    thread.save_revision().publish()


def test_publication_correction_and_withdrawal(found):
    thread = ThreadFactory(title="Un brouillon", locale=locale("fr"))
    assert not found("brouillon")
    thread.latest_revision.publish()
    row = PublishedThread.objects.get()
    assert found("brouillon") == {row.pk}
    thread.refresh_from_db()
    thread.title = "Une correction"
    revision = thread.save_revision()
    assert not found("correction")
    revision.publish()
    assert found("correction") == {row.pk}
    assert not found("brouillon")
    thread.refresh_from_db()
    thread.unpublish()
    assert not found("correction")
    assert not SearchDocument.objects.exists()
    thread.latest_revision.publish()
    assert found("correction") == {row.pk}


def test_every_passage_is_found_and_nothing_private(found):
    entries = [
        EntryFactory(text="<p>Ma <b>ques</b>tion &amp; moi</p>", author_name="Zoé"),
        EntryFactory(kind="answer", text="<ul><li>un</li><li>deux</li></ul>", author_name="Claire"),
    ]
    row = published_thread(
        title="Titre", short_answer="En bref", entries=entries, locale=locale("fr")
    )
    for typed in ("titre", "bref", "question", '"question moi"', '"un deux"'):
        assert found(typed) == {row.pk}, typed
    for typed in ("strong", "li", "amp", "zoé", "claire", "demo"):
        assert not found(typed), typed


def test_what_a_publication_that_fails_wrote_is_not_found(found):
    thread = ThreadFactory(title="Perdu", locale=locale("fr"))

    def fail(**kwargs):
        raise RuntimeError

    publication.signals.thread_published.connect(fail)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            thread.latest_revision.publish()
    finally:
        publication.signals.thread_published.disconnect(fail)
    assert not found("perdu")
    assert not SearchDocument.objects.exists()


@pytest.mark.parametrize(
    "door", [lambda t: t.delete(), lambda t: Thread.objects.filter(pk=t.pk).delete()]
)
def test_deletion_leaves_no_word_behind(door, found):
    row = published_thread(title="Effacé", locale=locale("fr"))
    kept = published_thread(title="Gardé effacé", locale=locale("fr"))
    door(row.thread)
    assert found("effacé") == {kept.pk}
    assert list(SearchDocument.objects.values_list("pk", flat=True)) == [kept.pk]


def test_withdrawn_consent_leaves_no_word_behind(found):
    conversation = ConversationFactory(status="answered", consent=True)
    row = published_thread(title="Confidence", locale=locale("fr"))
    row.thread.sources.create(conversation=conversation)
    assert found("confidence") == {row.pk}
    actions.change_consent(conversation=conversation, by=conversation.candidate, consent=False)
    assert not found("confidence")
    assert not SearchDocument.objects.exists()


def test_a_document_says_what_its_thread_is_about():
    expert = ExpertFactory()
    profession = ProfessionFactory()
    answer = EntryFactory(kind="answer", expert=expert)
    row = published_thread(professions=[profession], tags=["Pay"], entries=[answer])
    tag = row.tags.get()
    assert set(row.document.keys.split()) == {
        f"p{profession.pk}",
        f"t{tag.pk}",
        f"e{expert.pk}",
    }
    expert.agreed_public_on = None
    expert.save()
    publication.publish(row.thread)
    assert f"e{expert.pk}" not in SearchDocument.objects.get(pk=row.pk).keys


def test_what_readers_counted_survives_a_correction():
    row = published_thread()
    PublishedThread.objects.update(helpful=7)
    correct(row, title="Another title")
    row.refresh_from_db()
    assert (row.title, row.helpful) == ("Another title", 7)


# --- Rows that came or went by other doors ----------------------------------------


def test_the_tick_mends_what_was_missed(found):
    missed = published_thread(title="Venu d’ailleurs", locale=locale("fr"))
    gone = published_thread(title="Parti ailleurs", locale=locale("fr"))
    SearchDocument.objects.filter(pk=missed.pk).delete()
    PublishedThread.objects.filter(pk=gone.pk).update(withdrawn_at=timezone.now())
    call_command("backstage_tick", verbosity=0)
    assert found("ailleurs") == {missed.pk}


def test_reindexing_mends_everything_and_may_run_twice(found, capsys):
    rows = public_rows([(f"Titre {n}", []) for n in range(BATCH + 3)], "fr")
    PublishedThread.objects.filter(pk=rows[0].pk).update(title="Changé à la main")
    SearchDocument.objects.filter(pk=rows[1].pk).delete()
    PublishedThread.objects.filter(pk=rows[2].pk).update(withdrawn_at=timezone.now())
    for _ in range(2):
        call_command("backstage_reindex")
        assert f"{BATCH + 2} threads indexed." in capsys.readouterr().out
        assert found("changé") == {rows[0].pk}
        assert found("titre") == {row.pk for row in rows} - {rows[0].pk, rows[2].pk}
        assert not SearchDocument.objects.filter(pk=rows[2].pk).exists()


def test_reindexing_goes_on_from_batch_to_batch(django_assert_max_num_queries):
    public_rows([(f"Titre {n}", []) for n in range(BATCH + 3)], "fr")
    with django_assert_max_num_queries(30):
        assert list(reindex()) == [BATCH, 3]


def test_many_documents_cost_as_many_queries_as_one(django_assert_num_queries):
    public_rows([(f"Titre {n}", []) for n in range(30)], "fr")
    for number in (1, 30):
        some = list(PublishedThread.objects.all()[:number])
        with django_assert_num_queries(4):
            documents.index(some)
