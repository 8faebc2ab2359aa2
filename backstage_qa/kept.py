"""What a process keeps in its memory until something public changes, or the day ends."""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from .epoch import PublicEpoch

THINGS_KEPT = 1000  # of each function that reads them
_KEPT: list["Kept"] = []


class Kept:
    """Things that hold for one public epoch and one day, as ETags do; at most ``most()``.

    Once there are more, the oldest go. A process keeps them in its memory.
    """

    def __init__(self, most: Callable[[], int]) -> None:
        self.most = most
        self._things: dict[tuple, Any] = {}
        self._moment: tuple = ()
        self._lock = threading.Lock()
        _KEPT.append(self)

    def get(self, epoch: int, key: Hashable, make: Callable[[], Any]) -> Any:
        """What is kept under ``key``, else what ``make`` returns, kept from now on."""
        found = self.find(epoch, key, self)
        return self.keep(epoch, key, make()) if found is self else found

    def find(self, epoch: int, key: Hashable, otherwise: Any = None) -> Any:
        return self._things.get(((timezone.localdate(), epoch), key), otherwise)

    def keep(self, epoch: int, key: Hashable, thing: Any) -> Any:
        """Keep a thing, and return it."""
        moment = (timezone.localdate(), epoch)
        with self._lock:
            if moment > self._moment:
                self._moment = moment
                self._things.clear()
            while self._things and len(self._things) >= self.most():
                del self._things[next(iter(self._things))]
            if self.most():
                self._things[moment, key] = thing
        return thing

    def clear(self) -> None:
        self._things.clear()


_moment = threading.local()


@contextmanager
def of_one_moment() -> Iterator[None]:
    """What is read without a request in this block is of one epoch; one query. Also a decorator."""
    if hasattr(_moment, "backstage_epoch"):  # within another
        yield
        return
    _moment.backstage_epoch = PublicEpoch.current()
    try:
        yield
    finally:
        del _moment.backstage_epoch


def epoch_of(request: HttpRequest | None) -> int:
    """The epoch that this request's ETag is made of; one query where it has none yet."""
    epoch = getattr(_moment if request is None else request, "backstage_epoch", None)
    if epoch is None:
        epoch = PublicEpoch.current()
        if request is not None:
            request.backstage_epoch = epoch
    return epoch


def kept_until_change(read=None):
    """Decorate a function that reads what many public pages show: it reads once an epoch.

    ``read(*args)`` becomes ``kept(request, *args)``. The epoch that the page's
    ETag was made of is the key, so that nothing older than the page is shown,
    and a page that is served costs no query for it. What it returns is shared by
    all who ask: it must not be changed.
    """
    kept = Kept(lambda: THINGS_KEPT)

    @wraps(read)
    def inner(request: HttpRequest | None, *args):
        return kept.get(epoch_of(request), args, lambda: read(*args))

    return inner


def forget() -> None:
    """Empty all that this process keeps."""
    for kept in _KEPT:
        kept.clear()
