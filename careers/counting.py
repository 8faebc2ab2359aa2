"""Counting people without knowing them: what is counted, and a counter for each day.

Nothing of a visitor is stored, so that one person who comes twice counts twice.
"""

import logging

from crawleruseragents import is_crawler
from django.db import DatabaseError, models, transaction
from django.http import HttpRequest
from django.utils import timezone

logger = logging.getLogger(__name__)
LONGEST_NAME = 512  # characters of what a browser says it is


def is_a_person(request: HttpRequest) -> bool:
    """As far as can be told: no HEAD, no robot, no browser that only looks ahead."""
    browser = request.headers.get("User-Agent", "")[:LONGEST_NAME]
    purpose = request.headers.get("Sec-Purpose") or request.headers.get("Purpose") or ""
    ahead = "prefetch" in purpose or "prerender" in purpose
    return request.method == "GET" and bool(browser) and not ahead and not is_crawler(browser)


def add_one(days: models.Manager, counter: str) -> None:
    """Add one to today's ``counter`` among ``days``, the days of one row.

    Counting is never worth an error to who is counted: a failure is logged.
    """
    today = timezone.localdate()
    try:
        with transaction.atomic():
            days.get_or_create(day=today)
            days.filter(day=today).update(**{counter: models.F(counter) + 1})
    except DatabaseError:
        logger.warning("%s was not counted", counter, exc_info=True)
