"""Whoever is quoted objects by one link and one button: what goes, who learns, who answers."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from backstage_qa.conversations.errors import NotAllowed
from backstage_qa.models import Notification, Objection, PublishedThread
from backstage_qa.notifications.messages import compose
from backstage_qa.notifications.truth import is_true
from backstage_qa.threads import objections
from backstage_qa.threads.objecting import key_of
from backstage_qa.threads.retiring import retire
from tests.backstage_qa.desks import expert, signed_in
from tests.backstage_qa.review.steps import publish
from tests.factories import ProfessionFactory, UserFactory, published_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(thread, alice, bob):
    return publish(thread, alice, bob)


@pytest.fixture
def candidate(conversation):
    return conversation.candidate


@pytest.fixture
def asks_first(settings):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"OBJECTION_UNPUBLISHES": False}


def address(row, person) -> str:
    return reverse("backstage_qa:thread_objection", args=[key_of(row, person)])


def screen(row) -> str:
    return reverse("wagtailsnippets_backstage_qa_thread:objections", args=[row.thread_id])


def is_public(row) -> bool:
    return PublishedThread.objects.public().filter(pk=row.pk).exists()


def told(kind) -> set[str]:
    return {mail.recipient.email for mail in Notification.objects.filter(kind=kind)}


def link_in_mail(person) -> str:
    mail = compose(Notification.objects.get(kind="published", recipient=person))
    (link,) = re.findall(r"/en/questions/objection/\S+", mail.body)
    assert "/questions/objection/" in str(mail.alternatives)
    return link


def test_the_mail_of_publication_leads_there(client, row, candidate, claire):
    for person in (candidate, claire.user):
        assert "Do you object" in client.get(link_in_mail(person)).content.decode()


def test_following_the_link_changes_nothing(client, row, candidate):
    path = link_in_mail(candidate)
    for _ in range(2):
        answer = client.get(path)
        assert row.title in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    assert is_public(row)
    assert not Objection.objects.exists()


@pytest.mark.parametrize("who", ["candidate", "expert"])
def test_the_button_takes_it_off_at_once(client, row, candidate, claire, conversation, who):
    person = candidate if who == "candidate" else claire.user
    for _ in range(2):
        answer = client.post(address(row, person), follow=True)
        assert "We have your objection" in answer.content.decode()
        assert row.title not in answer.content.decode()
    assert client.get(row.get_absolute_url()).status_code == 410
    said = Objection.objects.get()
    assert said.person == person
    assert said.conversation == (conversation if who == "candidate" else None)
    log = ModelLogEntry.objects.for_instance(row.thread).filter(action__contains="object_to")
    assert [(entry.user, entry.data) for entry in log] == [(None, {"id": said.pk})]


def test_or_the_editors_decide(client, row, candidate, asks_first):
    answer = client.post(address(row, candidate), follow=True)
    assert "Until then it stays" in answer.content.decode()
    assert is_public(row)
    assert Objection.objects.count() == 1


def test_editors_see_who_it_is_and_answer(client, row, candidate, conversation, alice, bob):
    client.post(address(row, candidate))
    assert told("objected") == {alice.email, bob.email}
    mail = Notification.objects.filter(kind="objected").first()
    assert is_true(mail)
    body = compose(mail).body
    assert screen(row) in body
    assert conversation.public_name not in body
    desk = signed_in(alice)
    assert "freshness=objected" in desk.get("/admin/").content.decode()
    listed = desk.get(
        reverse("wagtailsnippets_backstage_qa_thread:list"), {"freshness": "objected"}
    )
    assert row.title in listed.content.decode()
    edit = reverse("wagtailsnippets_backstage_qa_thread:edit", args=[row.thread_id])
    assert screen(row) in desk.get(edit).content.decode()
    page = desk.get(screen(row)).content.decode()
    assert conversation.public_name in page
    assert candidate.email not in page
    said = Objection.objects.get()
    for _ in range(2):
        desk.post(screen(row), {"objection": said.pk, "answer": "It stays off."})
    said.refresh_from_db()
    assert said.closed_by == alice
    assert told("objection") == {candidate.email}
    answer = Notification.objects.get(kind="objection")
    assert is_true(answer)
    assert "It stays off." in compose(answer).body
    assert not is_true(mail.__class__.objects.get(pk=mail.pk))
    assert not is_public(row)


def test_a_schedule_does_not_bring_it_back(client, row, candidate, thread, alice):
    client.post(address(row, candidate))
    assert not thread.revisions.filter(approved_go_live_at__isnull=False).exists()
    thread.refresh_from_db()
    assert not thread.live


@pytest.mark.parametrize(
    "key", ["x", "WzEsMV0:1abc:nonsense", "00000000-0000-4000-8000-000000000001"]
)
def test_a_key_that_nobody_signed_leads_nowhere(client, row, key):
    path = reverse("backstage_qa:thread_objection", args=[key])
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404
    assert is_public(row)


def test_a_stranger_is_shown_nothing_and_changes_nothing(client, row):
    stranger = UserFactory()
    path = address(row, stranger)  # such as a key from another thread's mail
    for answer in (client.get(path), client.post(path, follow=True)):
        assert row.title not in answer.content.decode()
        assert "There is nothing to object to" in answer.content.decode()
    with pytest.raises(NotAllowed):
        objections.object_to(row=row, by=stranger)
    assert is_public(row)


def test_an_old_link_objects_to_nothing_that_is_gone(client, row, candidate, thread):
    thread.refresh_from_db()
    thread.unpublish()
    answer = client.post(address(row, candidate), follow=True)
    assert "There is nothing to object to" in answer.content.decode()
    assert not Objection.objects.exists()


def test_the_link_goes_on_to_what_took_over_their_words_only(client, row, candidate, thread, alice):
    stays = published_thread(title="What stays?")
    thread.refresh_from_db()
    retire(thread=thread, by=alice, reason="same", instead=stays)
    assert "There is nothing to object to" in client.get(address(row, candidate)).content.decode()
    stays.thread.sources.create(conversation=thread.sources.get().conversation)
    assert "What stays?" in client.get(address(row, candidate)).content.decode()


def test_only_editors_close(row, candidate):
    said = objections.object_to(row=row, by=candidate)
    with pytest.raises(NotAllowed):
        objections.close(objection=said, by=expert(ProfessionFactory()).user)
    Client().post(screen(row), {"objection": said.pk})
    said.refresh_from_db()
    assert said.closed_at is None
