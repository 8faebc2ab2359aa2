"""A thread, and a person who answers, as schema.org says it; only what the page shows."""

from itertools import dropwhile, takewhile

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..addresses import page_address
from ..conf import backstage_settings
from ..discovery.publisher import publisher_of
from ..discovery.structured_data import Thing, breadcrumbs, organization, without_blanks
from ..experts.models import ExpertProfile
from ..experts.pages import expert_address
from .public import PublishedThread


def of_thread(thread: PublishedThread, request: HttpRequest) -> list[Thing]:
    """The page of a thread and where it stands."""
    address = request.build_absolute_uri(thread.get_absolute_url())
    page = {
        "@type": "QAPage" if backstage_settings.QA_PAGE else "WebPage",
        "@id": address,
        "url": address,
        "name": thread.title,
        "inLanguage": thread.language,
        "datePublished": thread.published_at,
        "dateModified": thread.updated_at,
        "lastReviewed": thread.verified_on,
        "publisher": organization(publisher_of(request), request),
        "mainEntity": _question(thread, address, request),
    }
    if not page["mainEntity"]:
        page["@type"] = "WebPage"
    listed = page_address("thread_list", language=thread.language)
    about = [(p["name"], f"{listed}?profession={p['slug']}") for p in thread.profession_list[:1]]
    own = (thread.title, thread.get_absolute_url())
    return [without_blanks(page), breadcrumbs(request, (_("Questions"), listed), *about, own)]


def _question(thread: PublishedThread, address: str, request: HttpRequest) -> Thing:
    """The question and what answers it; what was asked and said afterwards is left to readers.

    {} for a thread that nobody answered in: a question without an answer is not valid.
    """
    entries = [entry for entry in thread.entries if entry["kind"] != "follow_up"]
    asked = list(takewhile(lambda entry: entry["kind"] == "question", entries))
    rest = dropwhile(lambda entry: entry["kind"] == "question", entries)
    answers = [
        _answer(entry, thread.language, address, request)
        for entry in takewhile(lambda entry: entry["kind"] == "answer", rest)
    ]
    if not answers:
        return {}
    return without_blanks(
        {
            "@type": "Question",
            "name": thread.title,
            "text": "\n\n".join(entry["text"] for entry in asked),
            "datePublished": asked[0]["date"] if asked else None,
            "answerCount": len(answers),
            "acceptedAnswer": answers[0],
            "suggestedAnswer": answers[1:],
        }
    )


def _answer(entry: dict, language: str, address: str, request: HttpRequest) -> Thing:
    author = None
    if entry["expert"] and entry["name"]:
        path = expert_address(request, entry["expert"], language)
        page = path and request.build_absolute_uri(path)
        author = _person(entry["name"], entry["job"], page)
    return without_blanks(
        {
            "@type": "Answer",
            "text": entry["text"],
            "datePublished": entry["date"],
            "url": f"{address}#{entry['anchor']}",
            "author": author,
        }
    )


def _person(name: str, job: str, address: str) -> Thing:
    return without_blanks({"@type": "Person", "name": name, "jobTitle": job, "url": address})


def of_profile(profile: ExpertProfile, request: HttpRequest) -> list[Thing]:
    """The page of somebody who agreed to be shown; ``profile`` came through the public gate."""
    path = expert_address(request, profile.expert_id, get_language())
    address = request.build_absolute_uri(path)
    person = _person(profile.name, profile.job_title, address) | without_blanks(
        {
            "image": profile.portrait_url and request.build_absolute_uri(profile.portrait_url),
            "worksFor": organization(publisher_of(request), request),
        }
    )
    return [{"@type": "ProfilePage", "url": address, "mainEntity": person}]


def of_list(name: str, path: str, request: HttpRequest) -> list[Thing]:
    """Where a list of threads stands that is about one subject."""
    listed = page_address("thread_list")
    return [breadcrumbs(request, (_("Questions"), listed), (name, path))]
