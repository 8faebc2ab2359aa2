"""Days in words, as each language writes them."""

import datetime

from django.utils.formats import date_format, get_format
from django.utils.translation import get_language

FIRST = {"fr": r"j\e\r"}  # 1er décembre, 2 décembre: no pattern of Django's can say so


def day_in_words(day: datetime.date, pattern: str = "l j F") -> str:
    """Such as "Tuesday 12 May"; ``pattern`` is one of Django's, or the name of one."""
    pattern = get_format(pattern)
    if day.day == 1:
        language = (get_language() or "").partition("-")[0]
        pattern = pattern.replace("j", FIRST.get(language, "j"))
    return date_format(day, pattern)
