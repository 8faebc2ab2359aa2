"""Unpublishing on purpose: the reason, the thread that stays, and every door that follows."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry, ReferenceIndex

from backstage_qa.conversations.errors import NotAllowed
from backstage_qa.models import PublicEpoch, PublishedThread, Thread
from backstage_qa.threads.retiring import delete, retire
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.careers.pages import profession_page
from tests.factories import (
    FamilyFactory,
    ProfessionFactory,
    ThreadFactory,
    UserFactory,
    locale,
    published_thread,
)
from tests.sitemap import index_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def goes():
    return published_thread(title="Do actuaries travel?", tags=["travel"])


@pytest.fixture
def stays():
    return published_thread(title="How often are you away?")


def address(row) -> str:
    return reverse("wagtailsnippets_backstage_qa_thread:unpublish", args=[row.thread_id])


def embed(*rows):
    """A page on which an editor placed them."""
    chosen = [{"type": "threads", "value": {"heading": "", "threads": [row.pk for row in rows]}}]
    page = profession_page(title="A page with threads")
    page.body = page.body.stream_block.to_python(chosen)
    page.save_revision().publish()
    ReferenceIndex.create_or_update_for_object(page)
    return page


def titles(client, page) -> list[str]:
    """What a page shows, by the page and by the API of pages."""
    html = client.get(page.url).content.decode()
    body = client.get(f"/api/v2/pages/{page.pk}/").json()["body"]
    told = [row["title"] for block in body for row in block["value"]["threads"]]
    assert all(title in html for title in told)
    return told


def test_the_screen_says_where_it_is_used_and_asks_why(client, goes):
    page = embed(goes)
    desk = signed_in(editor())
    screen = desk.get(address(goes)).content.decode()
    assert page.title in screen
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in screen
    usage = reverse("wagtailsnippets_backstage_qa_thread:usage", args=[goes.thread_id])
    assert page.title in desk.get(usage).content.decode()
    refused = desk.post(address(goes))
    assert refused.status_code == 422
    assert client.get(goes.get_absolute_url()).status_code == 200
    desk.post(address(goes), {"reason": "outdated"})
    assert client.get(goes.get_absolute_url()).status_code == 410


def test_the_history_says_why_and_by_whom(goes, stays):
    alice = editor()
    signed_in(alice).post(address(goes), {"reason": "same", "instead": stays.pk})
    entry = ModelLogEntry.objects.for_instance(goes.thread).latest("pk")
    assert entry.action == "backstage_qa.retire_thread"
    assert entry.user == alice
    assert entry.data == {"reason": "same", "instead": stays.pk}
    assert "Another thread says the same" in entry.message
    assert f"leads to thread no. {stays.pk}." in entry.message
    history = reverse("wagtailsnippets_backstage_qa_thread:history", args=[goes.thread_id])
    assert "Another thread says the same" in signed_in(alice).get(history).content.decode()


def test_every_door_leads_to_the_one_that_stays(client, goes, stays):
    page = embed(goes)
    epoch = PublicEpoch.current()
    retire(thread=goes.thread, by=editor(), reason="same", instead=stays)
    assert PublicEpoch.current() > epoch
    for old in (goes.get_absolute_url(), f"/en/questions/{goes.pk}/"):
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, stays.get_absolute_url())
    problem = client.get(f"/api/backstage/v1/threads/{goes.pk}")
    assert problem.status_code == 410
    assert problem.json()["replaced_by"] == {
        "id": stays.pk,
        "language": "en",
        "slug": stays.slug,
        "url": stays.get_absolute_url(),
    }
    assert titles(client, page) == [stays.title]
    parts = index_of(client.get("/sitemap.xml"))
    for door in (*parts, "/en/questions/", "/en/questions/?q=actuaries+travel"):
        assert goes.get_absolute_url() not in client.get(door).content.decode()
    assert any(stays.get_absolute_url() in client.get(part).content.decode() for part in parts)
    assert client.get("/api/backstage/v1/threads?q=travel").json()["items"] == []
    feed = client.get("/en/questions/feed.atom").content.decode()
    assert f"/en/questions/{goes.pk}/" in feed.partition("deleted-entry")[2]
    assert goes.title not in feed


def test_where_nothing_stays_it_is_gone(client, goes):
    page = embed(goes)
    retire(thread=goes.thread, by=editor(), reason="mistake")
    assert client.get(goes.get_absolute_url()).status_code == 410
    assert client.get(f"/api/backstage/v1/threads/{goes.pk}").json()["replaced_by"] is None
    assert titles(client, page) == []


def test_what_stays_is_shown_once_where_both_were_placed(client, goes, stays):
    page = embed(stays, goes)
    retire(thread=goes.thread, by=editor(), reason="same", instead=stays)
    assert titles(client, page) == [stays.title]


def test_a_chain_leads_there_in_one_step_and_ends_with_its_last(client, goes, stays):
    last, alice = published_thread(title="The best of all?"), editor()
    page = embed(goes)
    retire(thread=goes.thread, by=alice, reason="same", instead=stays)
    retire(thread=stays.thread, by=alice, reason="same", instead=last)
    for row in (goes, stays):
        answer = client.get(row.get_absolute_url())
        assert answer["Location"] == last.get_absolute_url()
    assert titles(client, page) == [last.title]
    last.thread.unpublish()
    assert client.get(goes.get_absolute_url()).status_code == 410
    assert client.get(f"/api/backstage/v1/threads/{goes.pk}").json()["replaced_by"] is None
    assert titles(client, page) == []


def test_published_again_it_has_its_address_and_its_places_back(client, goes, stays):
    page = embed(goes)
    retire(thread=goes.thread, by=editor(), reason="same", instead=stays)
    goes.thread.refresh_from_db()
    goes.thread.latest_revision.publish()
    assert client.get(goes.get_absolute_url()).status_code == 200
    assert titles(client, page) == [goes.title]
    retire(thread=stays.thread, by=editor(), reason="same", instead=goes)  # no circle
    assert client.get(stays.get_absolute_url())["Location"] == goes.get_absolute_url()


def other_language():
    return published_thread(
        locale=locale("fr"), professions=[ProfessionFactory(locale=locale("fr"))]
    )


def withdrawn():
    row = published_thread()
    row.thread.unpublish()
    return row


@pytest.mark.parametrize("wrong", [other_language, withdrawn, lambda: None])
def test_what_cannot_stay_is_refused_beside_its_field(goes, wrong):
    instead = wrong()
    data = {"reason": "same", "instead": instead.pk if instead else ""}
    answer = signed_in(editor()).post(address(goes), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"instead"}
    assert PublishedThread.objects.public().filter(pk=goes.pk).exists()
    with pytest.raises(ValidationError):
        retire(thread=goes.thread, by=editor(), reason="same", instead=goes)


def test_what_is_not_public_is_not_unpublished_twice(goes):
    alice = editor()
    retire(thread=goes.thread, by=alice, reason="other")
    with pytest.raises(ValidationError):
        retire(thread=goes.thread, by=alice, reason="other")


def test_only_who_publishes_unpublishes(goes):
    person = expert(ProfessionFactory()).user
    with pytest.raises(NotAllowed):
        retire(thread=goes.thread, by=person, reason="other")
    signed_in(person).post(address(goes), {"reason": "other"})
    assert PublishedThread.objects.public().filter(pk=goes.pk).exists()


# --- Deleting ---------------------------------------------------------------


def deletion(row) -> str:
    return reverse("wagtailsnippets_backstage_qa_thread:delete", args=[row.thread_id])


@pytest.fixture
def administrator():
    return UserFactory(is_superuser=True, is_staff=True)


def logged(thread_id) -> list[ModelLogEntry]:
    kind = ContentType.objects.get_for_model(Thread)
    return list(ModelLogEntry.objects.filter(content_type=kind, object_id=thread_id).order_by("pk"))


def test_a_deletion_says_where_it_is_used_and_asks_why(client, goes, stays, administrator):
    page, number = embed(goes), goes.thread_id
    desk = signed_in(administrator)
    screen = desk.get(deletion(goes)).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in screen
    for unsaid in ({}, {"reason": "same"}, {"reason": "because"}):
        assert desk.post(deletion(goes), unsaid).status_code == 422
    assert client.get(goes.get_absolute_url()).status_code == 200
    desk.post(deletion(goes), {"reason": "same", "instead": stays.pk})
    answer = client.get(goes.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, stays.get_absolute_url())
    assert titles(client, page) == [stays.title]
    last = logged(number)[-1]
    assert (last.user, last.deleted) == (administrator, True)
    assert last.message == "Deleted: Another thread says the same."
    site = desk.get("/admin/reports/site-history/").content.decode()
    assert "Deleted: Another thread says the same." in site


def test_what_never_was_public_is_deleted_with_a_reason_and_leads_nowhere(administrator):
    draft = ThreadFactory()
    address = reverse("wagtailsnippets_backstage_qa_thread:delete", args=[draft.pk])
    desk = signed_in(administrator)
    assert "The thread that stays" not in desk.get(address).content.decode()
    assert desk.post(address).status_code == 422
    assert desk.post(address, {"reason": "asked"}).status_code == 302
    assert logged(draft.pk)[-1].message == "Deleted: Somebody in it asked for it."


def test_many_are_deleted_for_one_reason_that_each_history_tells(client, goes, administrator):
    other, desk = ThreadFactory(), signed_in(administrator)
    numbers = (goes.thread_id, other.pk)
    bulk = reverse("wagtail_bulk_action", args=["backstage_qa", "thread", "delete"])
    bulk += f"?id={numbers[0]}&id={numbers[1]}"
    assert "Why are they deleted?" in desk.get(bulk).content.decode()
    desk.post(bulk)
    assert Thread.objects.count() == 2
    desk.post(bulk, {"reason": "outdated"})
    assert not Thread.objects.exists()
    assert client.get(goes.get_absolute_url()).status_code == 410
    for number in numbers:
        assert logged(number)[-1].message == "Deleted: It is no longer true."


def test_only_who_deletes_deletes(goes):
    with pytest.raises(NotAllowed):
        delete(thread=goes.thread, by=editor(), reason="other")
    assert Thread.objects.exists()


def test_the_history_tells_of_what_is_deleted_in_bulk(administrator):
    family = FamilyFactory()
    bulk = reverse("wagtail_bulk_action", args=["backstage_qa", "family", "delete"])
    signed_in(administrator).post(f"{bulk}?id={family.pk}")
    entry = ModelLogEntry.objects.get(action="wagtail.delete", label=str(family))
    assert (entry.user, entry.deleted) == (administrator, True)
