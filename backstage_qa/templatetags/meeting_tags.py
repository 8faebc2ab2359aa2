"""Meetings in words, for templates."""

from django import template

from ..meetings import words

register = template.Library()

register.filter("hour_in_words", words.hour_in_words)
register.filter("when_in_words", words.when_in_words)
