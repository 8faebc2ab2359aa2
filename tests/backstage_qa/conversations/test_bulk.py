"""Accepting, assigning and setting aside many at once: all of them, or none."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from backstage_qa.conversations.desk import bulk
from backstage_qa.models import Conversation, Expert
from tests.backstage_qa.conversations.at_the_desk import LIST, opened
from tests.backstage_qa.desks import editor, expert, member, signed_in
from tests.factories import ConversationFactory, ProfessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def profession():
    return ProfessionFactory()


def address(verb, *conversations, **filters) -> str:
    route = reverse("wagtail_bulk_action", args=["backstage_qa", "conversation", verb])
    ids = [c if isinstance(c, str) else c.pk for c in conversations]
    query = urlencode({**filters, "id": ids, "next": reverse(LIST)}, doseq=True)
    return f"{route}?{query}"


def statuses() -> set[str]:
    return set(Conversation.objects.values_list("status", flat=True))


def test_the_screen_says_what_will_be_done_and_does_nothing(profession):
    received = [ConversationFactory(profession=profession) for _ in range(3)]
    page = signed_in(editor()).get(address("accept", *received)).content.decode()
    assert all(conversation.subject in page for conversation in received)
    assert statuses() == {"received"}


def test_many_are_accepted_and_given_to_one_expert(profession):
    claire = expert(profession)
    received = [ConversationFactory(profession=profession) for _ in range(3)]
    response = signed_in(editor()).post(address("accept", *received), {"expert": claire.pk})
    assert response.url == reverse(LIST)
    rows = Conversation.objects.values_list("status", "assigned_to")
    assert set(rows) == {("open", claire.pk)}


def test_many_are_assigned_and_given_back(profession):
    claire = expert(profession)
    rows = [opened(profession) for _ in range(3)]
    client = signed_in(editor())
    for chosen in (claire, None):
        client.post(address("assign", *rows), {"expert": chosen.pk if chosen else ""})
        found = Conversation.objects.values_list("assigned_to", flat=True)
        assert set(found) == {chosen and chosen.pk}


def test_many_are_set_aside_as_spam(profession):
    rows = [ConversationFactory(profession=profession) for _ in range(3)]
    signed_in(editor()).post(address("mark_spam", *rows))
    assert statuses() == {"declined"}
    assert Conversation.objects.filter(spam_since=None).count() == 0


def test_what_cannot_be_done_is_named_and_left_alone(profession):
    received = ConversationFactory(profession=profession)
    answered = ConversationFactory(profession=profession, status="answered", subject="Answered?")
    client = signed_in(editor())
    page = client.get(address("accept", received, answered))
    assert page.context["items_with_no_access"] == [answered]
    assert "Answered?" in page.content.decode()
    client.post(address("accept", received, answered))
    answered.refresh_from_db()
    received.refresh_from_db()
    assert (received.status, answered.status) == ("open", "answered")


def test_one_refusal_undoes_them_all(profession, monkeypatch):
    claire = expert(profession)
    rows = [ConversationFactory(profession=profession) for _ in range(3)]
    Conversation.objects.filter(pk=rows[-1].pk).update(candidate=claire.user)
    monkeypatch.setattr(bulk, "experts_for", lambda conversation: Expert.objects.all())
    response = signed_in(editor()).post(address("accept", *rows), {"expert": claire.pk})
    assert response.status_code == 422
    assert "Nobody answers their own question." in response.content.decode()
    assert rows[-1].subject in response.content.decode()
    assert statuses() == {"received"}


def test_only_experts_of_all_the_professions_are_offered(profession):
    other = ProfessionFactory()
    both = expert(profession, other)
    expert(profession)
    rows = [ConversationFactory(profession=p) for p in (profession, other)]
    form = signed_in(editor()).get(address("accept", *rows)).context["form"]
    assert list(form.fields["expert"].queryset) == [both]


def test_all_means_what_the_list_shows_with_its_filters(profession):
    for subject in ("Night shifts?", "Pay?"):
        ConversationFactory(profession=profession, subject=subject)
    ConversationFactory(subject="Night shifts elsewhere?")
    chosen = address("accept", "all", profession=profession.pk, q="night")
    signed_in(editor()).post(chosen)
    changed = Conversation.objects.filter(status="open").values_list("subject", flat=True)
    assert list(changed) == ["Night shifts?"]


def test_filters_that_are_wrong_choose_nothing(profession):
    ConversationFactory(profession=profession)
    response = signed_in(editor()).post(address("accept", "all", profession="nonsense"))
    assert response.status_code == 404
    assert statuses() == {"received"}


def test_more_than_the_most_are_refused(profession, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 2)
    rows = [ConversationFactory(profession=profession) for _ in range(3)]
    response = signed_in(editor()).post(address("accept", *rows), follow=True)
    assert "At most 2 conversations at once" in response.content.decode()
    assert statuses() == {"received"}


@pytest.mark.parametrize("ids", [["x"], ["9" * 30], [], ["0"]])
def test_what_is_not_there_is_not_found(ids):
    assert signed_in(editor()).get(address("accept", *ids)).status_code == 404


def test_one_s_own_question_is_not_on_the_desk(profession):
    alice = editor()
    own = ConversationFactory(profession=profession, candidate=alice)
    assert signed_in(alice).post(address("accept", own)).status_code == 404


@pytest.mark.parametrize("verb", ["answer", "decline", "publish", "delete"])
def test_no_other_verb_is_done_to_many(profession, verb):
    received = ConversationFactory(profession=profession)
    assert signed_in(editor()).post(address(verb, received)).status_code == 404


@pytest.mark.parametrize("groups", [["Experts"], ["HR"]])
def test_it_is_for_editors(groups, profession):
    received = ConversationFactory(profession=profession)
    for verb in ("accept", "assign", "mark_spam"):
        client = signed_in(member(*groups))
        assert client.post(address(verb, received)).status_code == 302
    assert statuses() == {"received"}
    claire = expert(profession)
    page = signed_in(claire.user).get(reverse(LIST)).content.decode()
    assert "data-bulk-action" not in page


def test_editors_are_offered_it_in_the_list(profession):
    ConversationFactory(profession=profession)
    page = signed_in(editor()).get(reverse(LIST)).content.decode()
    for verb in ("accept", "assign", "mark_spam"):
        assert address(verb).split("?")[0] in page
    assert "data-bulk-action-checkbox" in page
