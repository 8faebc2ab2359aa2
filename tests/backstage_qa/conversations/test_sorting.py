"""What comes next for whoever sorts questions, and the letters they sort them by."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from backstage_qa.conversations.desk.letters import LETTERS, MEANINGS
from backstage_qa.conversations.desk.queue import first_to_sort, following
from tests.backstage_qa.conversations.at_the_desk import LIST, opened, url
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.factories import ConversationFactory, ProfessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def profession():
    return ProfessionFactory()


@pytest.fixture
def questions(profession):
    """The most urgent first; two of them are due at the same moment."""
    now = timezone.now()
    hours = (1, 2, 2, 3)
    due = [now + datetime.timedelta(hours=hour) for hour in hours]
    return [ConversationFactory(profession=profession, due_at=at) for at in due]


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_it_goes_round_by_urgency(questions):
    alice = editor()
    found = [following(row, alice) for row in questions]
    assert found == [row.pk for row in (*questions[1:], questions[0])]
    assert first_to_sort(alice) == questions[0].pk


def test_what_waits_for_its_candidate_is_passed_over(questions):
    alice = editor()
    for row in questions[1:]:
        row.detail_asked_at = timezone.now()
        row.save()
    assert following(questions[0], alice) is None
    assert following(questions[1], alice) == questions[0].pk


def test_only_what_is_on_the_desk_comes_next(questions, profession):
    """Their own question is none for an editor; what is accepted is sorted already."""
    alice = editor()
    questions[1].candidate = alice
    questions[1].save()
    opened(profession, due_at=questions[0].due_at)
    assert following(questions[0], alice) == questions[2].pk


def test_an_expert_goes_through_what_waits_for_an_answer(questions, profession):
    claire = expert(profession)
    one, other = (opened(profession, due_at=row.due_at) for row in questions[:2])
    assert following(one, claire.user) == other.pk
    assert first_to_sort(claire.user) is None


def test_the_screen_says_how_many_are_left_and_leads_on(questions):
    client = signed_in(editor())
    page = soup(client.get(url("conversation", questions[0])))
    assert "4 questions to sort" in page.get_text()
    assert page.find("a", attrs={"aria-keyshortcuts": "n"})["href"] == url(
        "conversation", questions[1]
    )
    header = soup(client.get(reverse(LIST))).find("a", attrs={"aria-keyshortcuts": "n"})
    assert header["href"] == url("conversation", questions[0])


def test_each_letter_is_shown_where_it_acts(questions):
    page = soup(signed_in(editor()).get(url("conversation", questions[0])))
    pressed = [tag["aria-keyshortcuts"] for tag in page.select(".backstage-desk [data-controller]")]
    assert sorted(pressed) == sorted(set(LETTERS.values()) - {"u"})
    shown = {tag.get_text() for tag in page.select(".backstage-letter")}
    assert shown == set(pressed)


def test_no_letter_where_there_is_nothing_to_sort(profession):
    page = soup(signed_in(editor()).get(url("conversation", opened(profession))))
    assert not page.select(".backstage-letter, .backstage-desk [aria-keyshortcuts]")


def test_who_switched_shortcuts_off_has_no_letters(questions):
    alice = editor()
    UserProfile.objects.create(user=alice, keyboard_shortcuts=False)
    client = signed_in(alice)
    page = soup(client.get(url("conversation", questions[0])))
    assert not page.select(".backstage-letter, [aria-keyshortcuts]")
    assert "4 questions to sort" in page.get_text()
    assert not soup(client.get(reverse(LIST))).select("[aria-keyshortcuts]")


def test_the_dialog_of_wagtail_lists_them_for_who_sorts(questions, profession):
    page = signed_in(editor()).get(reverse(LIST)).content.decode()
    _before, section = page.split('id="keyboard-shortcuts-backstage"')
    assert all(str(meaning) in section for meaning in MEANINGS.values())
    theirs = signed_in(expert(profession).user).get(reverse(LIST)).content.decode()
    assert "Sorting questions" not in theirs
