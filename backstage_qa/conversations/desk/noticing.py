"""What an editor should notice in a text before anybody works on it."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ...insults import detect as insults
from ...personal_data.detect import find
from ...personal_data.finding import Kind
from ...search.folding import words as words_of
from ...search.stopwords import WORDS, is_common
from ..models import Conversation, Message
from ..reasons import Fits
from .belonging import asks_about

KINDS = {
    Kind.EMAIL: _("E-mail address"),
    Kind.LINK: _("Link"),
    Kind.IBAN: _("Bank account"),
    Kind.NATIONAL_ID: _("National number"),
    Kind.CARD: _("Payment card"),
    Kind.PHONE: _("Telephone number"),
    Kind.HANDLE: _("Name on a network"),
    Kind.BIRTH: _("Date of birth"),
    Kind.POSTAL: _("Postal address"),
    Kind.STUDENT: _("Student number"),
    Kind.EMPLOYEE: _("Number given by an employer"),
    Kind.PLATE: _("Licence plate"),
    Kind.NAME: _("The asker’s own name"),
    Kind.PERSON: _("Somebody’s name"),
}
FEWEST = 6  # common words: fewer tell nothing of a text's language


def marked(message: Message) -> SafeString:
    """The text with personal data and insults marked, each with its kind in words."""
    candidate = message.conversation.candidate
    # Not what their address says: who answers is not to learn a part of it.
    names = [candidate.get_full_name()] if candidate else []
    found = [(f.start, f.end, KINDS[f.kind]) for f in find(message.text, names=names)]
    found += [
        (start, end, _("Insult"))
        for start, end in insults.find(message.text)
        if not any(start < last and first < end for first, last, _kind in found)
    ]
    parts, position = [], 0
    for start, end, kind in sorted(found):
        parts.append((message.text[position:start], message.text[start:end], kind))
        position = end
    marks = format_html_join("", '{}<mark>{} <span class="backstage-found">{}</span></mark>', parts)
    return format_html("{}{}", marks, message.text[position:])


def seems_other_language(conversation: Conversation) -> str:
    """The code of another language that the question seems to be in; "" if it is in its own."""
    question = conversation.messages.asked().first()
    words = words_of(question.text) if question else []
    counts = {code: sum(is_common(word, code) for word in words) for code in WORDS}
    best = max(counts, key=counts.__getitem__)
    is_sure = counts[best] >= FEWEST and counts[best] >= 2 * counts.get(conversation.language, 0)
    return best if is_sure and best != conversation.language else ""


def seems_to_be(conversation: Conversation) -> Fits | None:
    """What the question seems to be about instead of a profession; None where nothing says so."""
    question = conversation.messages.asked().first()
    return asks_about(f"{conversation.subject}\n{question.text}") if question else None
