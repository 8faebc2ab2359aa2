"""Threads by their readers, a page at a time, without looking at all of them."""

from django.core.paginator import Paginator

READERS = "published__read_total__readers"


class MostReadPaginator(Paginator):
    """Those that were read, by an index; those that never were stand after (or before) them.

    A database sorts all rows to order them by what some have not: here each kind is
    asked for by itself.
    """

    def __init__(self, threads, per_page, *, ascending: bool = False, **kwargs) -> None:
        super().__init__(threads, per_page, **kwargs)
        newest = "-published__read_total__thread_id"
        order = [READERS if ascending else f"-{READERS}", newest]
        read = threads.filter(**{f"{READERS}__gt": 0}).order_by(*order)
        unread = threads.exclude(**{f"{READERS}__gt": 0}).order_by("-pk")
        self.parts = [unread, read] if ascending else [read, unread]

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        stop = min(start + self.per_page, self.count)
        first, second = self.parts
        rows = list(first[start:stop])
        if len(rows) < stop - start:
            before = start + len(rows) if rows else first.count()
            rows += second[max(start - before, 0) : stop - before]
        return self._get_page(rows, number, self)
