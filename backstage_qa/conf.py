"""The plugin's settings: the only place that reads ``settings.BACKSTAGE_QA``."""

from typing import Any

from django.conf import settings
from wagtail.coreutils import get_content_languages

DEFAULTS: dict[str, Any] = {
    # Publishing needs the approval of somebody who did not write the text.
    "FOUR_EYES": True,
    # Longest question, answer or follow-up, in characters.
    "MAX_TEXT_LENGTH": 10_000,
    # A holding reply may promise an answer at most this many days ahead.
    "MAX_HOLD_DAYS": 30,
    # An answered conversation in which nobody wrote for this many days is closed.
    "CLOSE_AFTER_DAYS": 30,
    # What was marked as spam can be restored for this many days.
    "SPAM_DAYS": 30,
    # Who opened which conversation, and who exported lists, is known for so many days.
    "ACCESS_DAYS": 365,
    # Who is quoted in a public text and objects to it takes it off the site at once;
    # else the editors are told, and decide.
    "OBJECTION_UNPUBLISHES": True,
    # A published text is verified again after so many months; a profession may say otherwise.
    "REVIEW_MONTHS": 12,
    # Its page says that it was not, once its keeper let so many days go by.
    "REVIEW_GRACE_DAYS": 30,
    # Threads on one page of a list.
    "PAGE_SIZE": 20,
    # Counts are exact up to this number, and "at least" beyond.
    "COUNT_LIMIT": 10_000,
    # Names the host's present build, such as a commit: part of every ETag, so
    # that a new template reaches readers at once.
    "BUILD": "",
    # How long a process that sends mail may hold a row, in seconds.
    "DELIVERY_LEASE": 120,
    # Where the host shows a profession; "" leads to the list of its threads.
    "PROFESSION_URL": "",  # e.g. "/{language}/professions/{slug}/"
    # Dotted path of a function that is given a request and returns a
    # backstage_qa.discovery.publisher.Publisher; "" takes Wagtail's name of the site.
    "PUBLISHER": "",
    # Mark threads up as QAPage. Google keeps that type for pages on which every
    # reader may answer; ours are a Question on a WebPage.
    "QA_PAGE": False,
    # Threads, and withdrawals, that a feed tells of.
    "FEED_SIZE": 30,
    # Largest film that is uploaded, in megabytes, and longest, in hours.
    "MAX_RECORDING_MEGABYTES": 2048,
    "MAX_RECORDING_HOURS": 6,
    # Where a film may be instead: YouTube, Vimeo, and the names of PeerTube instances.
    "FILM_HOSTS": ["www.youtube.com", "vimeo.com"],
    # How long a process that prepares a film may hold it without a sign of life, in seconds.
    "RECORDING_LEASE": 300,
    # Whole public answers that each process keeps in its memory, of some 6 kB each,
    # until something public changes; 0 for none.
    "KEPT_ANSWERS": 1000,
    # Where the public reads the site, in mails and on what is printed, if it is not
    # where the admin is; "" takes WAGTAILADMIN_BASE_URL.
    "PUBLIC_URL": "",
    # Where people read conversations when no HTML address of ours is mounted
    # (headless); "{id}" stands for the conversation's public id.
    "CONVERSATION_URL": "",
}

MAY_BE_NONE = {"KEPT_ANSWERS"}  # the numbers for which 0 means something


def host_settings() -> dict[str, Any]:
    """What the host says, without our defaults."""
    return getattr(settings, "BACKSTAGE_QA", {})


def language_choices() -> list[tuple[str, str]]:
    """The languages that content is written in, as choices: code and the host's name of it."""
    return list(get_content_languages().items())


class BackstageSettings:
    """``DEFAULTS`` overlaid by the host's ``BACKSTAGE_QA`` dict, read at each access.

    Reading each time, rather than once, lets ``override_settings`` work.
    """

    def __getattr__(self, name: str) -> Any:
        if name not in DEFAULTS:
            raise AttributeError(f"BACKSTAGE_QA has no setting {name!r}.")
        return host_settings().get(name, DEFAULTS[name])


backstage_settings = BackstageSettings()
