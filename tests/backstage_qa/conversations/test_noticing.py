"""Before anybody works on a question, the desk says what should be noticed in it."""

import pytest

from backstage_qa.conversations.desk.noticing import marked, seems_other_language
from tests.backstage_qa.conversations.at_the_desk import opened, url
from tests.backstage_qa.desks import editor, signed_in
from tests.factories import ConversationFactory, ProfessionFactory, UserFactory, published_thread

pytestmark = pytest.mark.django_db

FRENCH = "Bonjour, je suis en reconversion et je me demande si vous avez le temps de la faire ?"
ENGLISH = "Hello, I am changing jobs and I would like to know if it is what you do in a day."


def marks(text, **fields):
    return marked(ConversationFactory(text=text, **fields).messages.get())


def test_personal_data_is_marked_with_its_kind_in_words():
    found = marks("Write to ada@example.com <b>now</b> or see https://ada.example/cv")
    assert (
        '<mark>ada@example.com <span class="backstage-found">E-mail address</span></mark>' in found
    )
    assert '<mark>https://ada.example/cv <span class="backstage-found">Link</span></mark>' in found
    assert "&lt;b&gt;now&lt;/b&gt;" in found


def test_what_is_marked_cannot_bring_html_along():
    assert "<script" not in marks('https://a.example/"><script>alert(1)</script> {% if %}')


def test_the_askers_own_name_is_marked():
    ada = UserFactory(first_name="Ada", last_name="Lovelace")
    assert "<mark>Ada Lovelace" in marks("I am Ada Lovelace.", candidate=ada)


def test_nothing_that_only_their_address_says_is_marked():
    ada = UserFactory(email="ada.lovelace@example.com")
    assert "<mark>" not in marks("I am Ada Lovelace.", candidate=ada)


def test_a_text_without_any_is_as_it_was_typed():
    assert marks("What is a day like?\n\nReally?") == "What is a day like?\n\nReally?"


@pytest.mark.parametrize(
    ("language", "text", "seems"),
    [
        ("en", FRENCH, "fr"),
        ("fr", ENGLISH, "en"),
        ("en", ENGLISH, ""),
        ("fr", FRENCH, ""),
        ("en", "Bonjour, et merci", ""),  # too little to tell
        ("en", "1 + 1 = ?", ""),
    ],
)
def test_another_language_is_noticed_where_it_is_sure(language, text, seems):
    assert seems_other_language(ConversationFactory(language=language, text=text)) == seems


def test_the_screen_shows_all_of_it():
    profession = ProfessionFactory()
    answered = published_thread(title="Tell us about salary negotiation", professions=[profession])
    conversation = opened(
        profession, subject="Salary negotiation?", text=f"{FRENCH} ada@example.com"
    )
    page = signed_in(editor()).get(url("conversation", conversation)).content.decode()
    assert "<mark>ada@example.com" in page
    assert "seems to be written in French, but was asked in English" in page
    alike = page[page.index("Perhaps answered already") : page.index("Already published")]
    assert answered.title in alike
