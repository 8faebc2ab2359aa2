"""What is asked of a site that is filled: each case with its requests and its goal."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page

from backstage_qa.conf import backstage_settings
from backstage_qa.models import Profession, PublishedThread
from backstage_qa.paging import Cursor
from careers.models import ProfessionIndexPage, ProfessionPage

from . import asking, texts
from .load import Request

# As a proxy that ends TLS asks: without it all is redirected.
HEADERS = {"Host": "localhost", "X-Forwarded-Proto": "https"}
LANGUAGE = "en"
EMBEDDED = 20
THREADS_ASKED = 500
DEEP_PAGE = 200


@dataclass(frozen=True)
class Case:
    """``goal``: the least part of B it must reach; ``shows``: what its answer must hold."""

    name: str
    goal: float
    requests: Callable[[], list[Request]]
    status: int = 200
    shows: str = ""


def get(path: str, **headers: str) -> Request:
    return Request(path, headers=HEADERS | headers)


def _threads():
    return PublishedThread.objects.in_language(LANGUAGE)


def threads() -> list[Request]:
    """Pages of many threads in turn; a process keeps them once they were asked for."""
    return [get(address) for address in _addresses(THREADS_ASKED)]


def new_threads() -> list[Request]:
    """More addresses in turn than a process keeps: each page is made anew."""
    more = 2 * backstage_settings.KEPT_ANSWERS
    addresses = _addresses(more)
    rounds = more // len(addresses) + 1
    return [get(f"{address}?round={n}") for n in range(rounds) for address in addresses]


def new_searches(word: str) -> Callable[[], list[Request]]:
    """The same search at more addresses than a process keeps: each is looked for anew."""
    more = 2 * backstage_settings.KEPT_ANSWERS
    return lambda: [get(f"{_list()}?q={word}&round={n}") for n in range(more)]


def _addresses(most: int) -> list[str]:
    rows = list(_threads().only("slug", "language").order_by("pk"))
    return [row.get_absolute_url() for row in random.Random(1).sample(rows, min(most, len(rows)))]


def profession_page() -> list[Request]:
    """A page in the tree on which an editor placed twenty threads."""
    profession = Profession.objects.get(locale__language_code=LANGUAGE, slug="credit-0")
    page = ProfessionPage.objects.filter(profession=profession).first()
    if page is None:
        shown = list(_threads().about(profession).newest()[:EMBEDDED])
        page = ProfessionPage(
            title=profession.name,
            slug=profession.slug,
            profession=profession,
            locale=profession.locale,
            body=[("threads", {"heading": "Asked often", "threads": shown})],
        )
        ProfessionIndexPage.objects.get(locale=profession.locale).add_child(instance=page)
        page.save_revision().publish()
    return [get(Page.objects.get(pk=page.pk).get_url())]


def first_page() -> list[Request]:
    return [get(_list())]


def deep_page() -> list[Request]:
    """The 200th page of the list, or the last full one where there are fewer."""
    size = backstage_settings.PAGE_SIZE
    pages = min(DEEP_PAGE, _threads().count() // size)
    last = _threads().newest()[(pages - 1) * size - 1]
    return [get(f"{_list()}?after={Cursor(last.published_at, last.pk)}")]


def searches(word: str) -> Callable[[], list[Request]]:
    return lambda: [get(f"{_list()}?q={word}")]


def _list() -> str:
    return f"/{LANGUAGE}/questions/"


def api_list() -> list[Request]:
    address = reverse("backstage_qa_api:list_threads")
    return [get(f"{address}?language={LANGUAGE}&entries=true")]


CASES = [
    Case("thread page", 0.05, threads, shows="backstage-conversation"),
    Case("thread page, made anew", 0.05, new_threads, shows="backstage-conversation"),
    Case("profession page, 20 embedded", 0.03, profession_page, shows="backstage-cards"),
    Case("list, first page", 0.05, first_page, shows="backstage-cards"),
    Case("list, page 200", 0.05, deep_page, shows="backstage-cards"),
    Case("search, 1 % match", 0.03, searches(texts.ONE_IN_HUNDRED), shows="<mark"),
    Case("search, 0.1 % match", 0.03, searches(texts.ONE_IN_THOUSAND), shows="<mark"),
    Case("search, made anew", 0.03, new_searches(texts.ONE_IN_HUNDRED), shows="<mark"),
    Case("API, 20 threads with entries", 0.04, api_list, shows='"entries"'),
    Case("304", 0.15, threads, status=304),
    Case("asking", 0.02, asking.requests, status=302),
]
