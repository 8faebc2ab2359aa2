"""Meetings in words, and the next one, for templates."""

from django import template
from django.utils.translation import get_language

from ..meetings import words
from ..meetings.announced import Announced, announced
from ..meetings.moments import Said, said_in_films
from ..meetings.spoken import Heard, heard
from ..professions.models import Profession
from ..threads.searching import content_languages

register = template.Library()

register.filter("hour_in_words", words.hour_in_words)
register.filter("when_in_words", words.when_in_words)


@register.simple_tag(takes_context=True)
def said_at(context, thread: int | None) -> list[Said]:
    """Where in films this public thread (by id) was said. No query on a public page."""
    return said_in_films(context.get("request")).get(thread, []) if thread else []


@register.simple_tag
def heard_in_films(words: str, profession: Profession | None = None) -> list[Heard]:
    """Where in films something like these words is said; one query."""
    return heard(words, get_language(), content_languages(), profession)


@register.simple_tag(takes_context=True)
def meetings_about(context, profession: str = "", **which) -> Announced:
    """The next meeting and the last film of a profession (its slug), else of all.

    ``which``: ``expert``, the id of one who speaks; ``films``, how many of them.
    """
    request = context.get("request")
    return announced(request, get_language(), profession=profession, **which)
