"""Before anybody works on a question, the desk says what should be noticed in it."""

import html

import pytest

from backstage_qa.conversations.desk.forms import DeclineForm
from backstage_qa.conversations.desk.noticing import marked, seems_other_language, seems_to_be
from backstage_qa.conversations.reasons import DeclineReason, Fits
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


def test_insults_are_marked_beside_personal_data():
    found = marks("Answer ada@example.com, you <i>bastards</i>!")
    assert '<mark>bastards <span class="backstage-found">Insult</span></mark>' in found
    assert found.count("<mark>") == 2
    assert "&lt;i&gt;" in found


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


ELSEWHERE = [
    ("Where does my application stand?", Fits.APPLICATION),
    ("I applied in May and have heard nothing. Any news?", Fits.APPLICATION),
    ("Avez-vous bien reçu mon CV ?", Fits.APPLICATION),
    ("J’ai postulé il y a un mois et je n’ai pas eu de réponse.", Fits.APPLICATION),
    ("Où en est mon dossier ?", Fits.APPLICATION),
    ("There is a mistake on my payslip.", Fits.PAY),
    ("Mes heures n’ont pas été payées.", Fits.PAY),
    ("I lost my card, what now?", Fits.CUSTOMER),
    ("Mon compte est bloqué depuis lundi.", Fits.CUSTOMER),
    ("Puis-je ouvrir un compte chez vous ?", Fits.CUSTOMER),
    ("You are a bunch of thieves.", Fits.INSULT),
]
OURS = [
    "How long does it take from the application to the first day?",
    "What happens after an interview?",
    "Combien de temps dure le recrutement ?",
    "Que regardez-vous d’abord dans un CV ?",
    "Is the salary of an analyst the same in every city?",
    "What does somebody who approves loans do all day?",
    "Comment un conseiller ouvre-t-il un compte à un mineur ?",
    "Qui traite les cartes volées chez vous, et est-ce un beau métier ?",
]


@pytest.mark.parametrize(("text", "about"), ELSEWHERE)
def test_what_is_for_somebody_else_is_said_and_its_reason_proposed(text, about):
    conversation = ConversationFactory(subject="A question", text=text)
    assert seems_to_be(conversation) == about
    response = signed_in(editor()).get(url("conversation", conversation))
    decline = next(form for form in response.context["forms"] if form.verb == "decline")
    assert DeclineReason.objects.get(pk=decline["reason"].value()).fits == about
    said = "insults in it" if about == Fits.INSULT else f"seems to be about {about.label}"
    assert said in html.unescape(response.content.decode())


@pytest.mark.parametrize("text", OURS)
def test_what_is_about_a_profession_is_left_alone(text):
    assert seems_to_be(ConversationFactory(subject="A question", text=text)) is None


def test_editors_say_which_reason_is_proposed():
    DeclineReason.objects.filter(language="en", fits=Fits.PAY).update(fits="")
    own = DeclineReason.objects.create(language="en", name="For the pay office", fits=Fits.PAY)
    conversation = ConversationFactory(text="There is a mistake on my payslip.")
    form = DeclineForm(conversation=conversation)
    assert form["reason"].value() == own.pk
