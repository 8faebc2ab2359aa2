"""Which questions are alike, by the words of their titles that tell one from another."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Protocol, TypeVar

from ..search.folding import stem
from ..search.query import telling

# What every question about a job may say.
SAID_OFTEN = {
    "en": "best day happen hard job know like long much need people question role start want work",
    "fr": "aimer bien faire faut journee jour metier passer peut poste question savoir travail",
}


class Titled(Protocol):
    """A thread, or a link to one."""

    @property
    def title(self) -> str: ...

    @property
    def language(self) -> str: ...


T = TypeVar("T", bound=Titled)


@lru_cache(maxsize=10_000)  # titles are compared again and again
def telling_stems(text: str, language: str) -> frozenset[str]:
    """The stems of the words that say what a text is about."""
    return _stems(text, language) - _said_often(language)


def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in telling(text, language))


@cache
def _said_often(language: str) -> frozenset[str]:
    return _stems(SAID_OFTEN.get(language, ""), language)


def most_alike(threads: Iterable[T], text: str) -> Iterator[tuple[int, int, T]]:
    """Each with how many words of its title the text has, and of how many, most alike first.

    Those that are as much alike stay in the order in which they came.
    """
    asked = cache(lambda language: telling_stems(text, language))

    def compared(thread: T) -> tuple[int, int, T]:
        title = telling_stems(thread.title, thread.language)
        return len(title & asked(thread.language)), len(title), thread

    found = map(compared, threads)
    yield from sorted(found, key=lambda one: one[0] / (one[1] or 1), reverse=True)
