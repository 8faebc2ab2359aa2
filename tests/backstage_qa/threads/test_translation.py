"""A thread in the other language: a draft of its own, under the same consent and the same eyes."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from backstage_qa.conversations import actions
from backstage_qa.models import PublishedThread, Thread
from backstage_qa.review import gate
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.factories import ProfessionFactory, locale, published_thread

pytestmark = pytest.mark.django_db


def address(thread, name="translate", *args) -> str:
    return reverse(f"wagtailsnippets_backstage_qa_thread:{name}", args=[thread.pk, *args])


def translated(thread, by) -> Thread:
    signed_in(by).post(address(thread, "translate", "fr"))
    return thread.get_translation(locale("fr"))


@pytest.fixture(autouse=True)
def french():
    return locale("fr")


def test_the_name_of_a_language_has_no_capital_within_a_french_sentence(thread, alice):
    UserProfile.objects.create(user=alice, preferred_language="fr")
    page = signed_in(alice).get(address(thread, "edit")).content.decode()
    assert "Traduire en français" in page


def test_an_editor_finds_the_way_and_gets_one_draft(thread, alice):
    client = signed_in(alice)
    assert (
        address(thread, "translate", "fr") in client.get(address(thread, "edit")).content.decode()
    )
    assert client.get(address(thread, "translate", "fr")).status_code == 200
    for _ in range(2):
        answer = client.post(address(thread, "translate", "fr"))
    copy = thread.get_translation(locale("fr"))
    assert answer.headers["location"] == address(copy, "edit")
    assert not copy.live
    assert Thread.objects.filter(translation_key=thread.translation_key).count() == 2
    assert address(thread, "edit") in client.get(address(copy, "edit")).content.decode()


def test_a_copy_takes_along_the_tags_that_are_words_of_its_language_too(alice):
    published_thread(locale=locale("fr"), tags=["stage", "fintech"])
    english = published_thread(tags=["career change", "fintech"])
    copy = translated(english.thread, alice)
    names = [tag.name for tag in copy.tags.all()]
    draft = copy.latest_revision.as_object()
    assert names == [tag.name for tag in draft.tags.all()] == ["fintech"]
    assert english.thread.tags.count() == 2


def test_whoever_wrote_the_original_may_not_approve_the_copy(thread, alice, bob):
    copy = translated(thread, bob)
    assert not gate.may_approve(alice, copy, copy.latest_revision)
    assert gate.may_approve(editor(), copy, copy.latest_revision)


def test_both_pages_lead_to_each_other(client, alice):
    english = published_thread()
    key = english.thread.translation_key
    copy = translated(english.thread, alice)
    copy.title = "En français ?"
    copy.save_revision().publish()
    french = PublishedThread.objects.get(thread__translation_key=key, language="fr")
    assert french.get_absolute_url() in client.get(english.get_absolute_url()).content.decode()
    assert english.get_absolute_url() in client.get(french.get_absolute_url()).content.decode()


def test_withdrawn_consent_takes_the_copy_down_too(client, conversation, thread, alice, settings):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"FOUR_EYES": False}
    copy = translated(thread, alice)
    for text in (thread, copy):
        text.latest_revision.publish()
    rows = list(PublishedThread.objects.public())
    assert len(rows) == 2
    actions.change_consent(conversation=conversation, by=conversation.candidate, consent=False)
    assert not PublishedThread.objects.public().exists()
    assert {client.get(row.get_absolute_url()).status_code for row in rows} == {410}


def test_nobody_else_makes_a_copy(thread):
    signed_in(expert(ProfessionFactory()).user).post(address(thread, "translate", "fr"))
    assert thread.get_translation_or_none(locale("fr")) is None


def test_there_is_no_language_that_nobody_set_up(thread, alice):
    assert signed_in(alice).post(address(thread, "translate", "de")).status_code == 404
