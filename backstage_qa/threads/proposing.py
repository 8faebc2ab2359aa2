"""What a new thread may be called, and under which tags it may stand: proposed, never chosen."""

import re

from django.db.models import Count, Exists, OuterRef

from ..conversations.models import Conversation
from ..personal_data.detect import mask
from ..search.folding import stem, words
from .actions import names_of
from .models import Thread
from .public import PublishedThread, Tag

TITLES, TAGS, ALIKE = 5, 8, 5
SHORTEST_TITLE = 15
# A stop within a word, as of an address, ends no sentence.
QUESTION = re.compile(r"(?:[^.!?…\n]|\.(?=\S))+\?")


def titles_for(conversation: Conversation) -> list[str]:
    """Its subject, then each question that is asked in it, as far as it fits; masked."""
    longest = Thread._meta.get_field("title").max_length
    asked = "\n".join(message.text for message in conversation.messages.asked())
    found = [" ".join(question.split()) for question in QUESTION.findall(asked)]
    fitting = [text for text in found if SHORTEST_TITLE <= len(text) <= longest]
    titles = [conversation.subject, *(text[:1].upper() + text[1:] for text in fitting)]
    names = names_of(conversation)
    return list(dict.fromkeys(mask(title, names=names) for title in titles))[:TITLES]


def tags_for(conversation: Conversation) -> list[Tag]:
    """Tags in use that its words name, then those of threads like it, then its profession's."""
    language = conversation.profession.locale.language_code
    said = f"{conversation.subject} {' '.join(m.text for m in conversation.messages.all())}"
    stems = {stem(word, language) for word in words(said)}
    in_language = PublishedThread.objects.in_language(language)
    in_use = list(Tag.objects.filter(Exists(in_language.filter(tags=OuterRef("pk")))))
    named = [tag for tag in in_use if {stem(w, language) for w in words(tag.name)} <= stems]
    alike = conversation.profession.published_threads.similar_to(said)[:ALIKE]
    of_alike = {shown["slug"] for thread in alike for shown in thread.tag_list}
    about = Tag.objects.filter(published_threads__in=in_language.about(conversation.profession))
    usual = about.annotate(times=Count("pk")).order_by("-times", "name")
    proposed = [*named, *(tag for tag in in_use if tag.slug in of_alike), *usual[:TAGS]]
    return list(dict.fromkeys(proposed))[:TAGS]
