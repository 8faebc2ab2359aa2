"""Which questions are alike, by the words of their titles that tell one from another."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ..search.folding import stem
from ..search.query import telling

if TYPE_CHECKING:
    from .public import PublishedThread

# What every question about a job may say.
SAID_OFTEN = {
    "en": "best day happen hard job know like long much need people question role start want work",
    "fr": "aimer bien faire faut journee jour metier passer peut poste question savoir travail",
}


@lru_cache(maxsize=10_000)  # titles are compared again and again
def telling_stems(text: str, language: str) -> frozenset[str]:
    """The stems of the words that say what a text is about."""
    return _stems(text, language) - _said_often(language)


def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in telling(text, language))


@cache
def _said_often(language: str) -> frozenset[str]:
    return _stems(SAID_OFTEN.get(language, ""), language)


def most_alike(
    threads: Iterable["PublishedThread"], text: str
) -> Iterator[tuple[int, int, "PublishedThread"]]:
    """Each with how many words of its title the text has, and of how many, most alike first.

    Those that are as much alike stay in the order in which they came.
    """
    asked = cache(lambda language: telling_stems(text, language))

    def compared(thread: "PublishedThread") -> tuple[int, int, "PublishedThread"]:
        title = telling_stems(thread.title, thread.language)
        return len(title & asked(thread.language)), len(title), thread

    found = map(compared, threads)
    yield from sorted(found, key=lambda one: one[0] / (one[1] or 1), reverse=True)
