"""Where a visit came from, as an opaque word in its address: it ends in the question asked.

``?via=<word>`` is all there is: no cookie, and nothing of the person. A page that
everybody reads is the same with and without it, so that any cache may keep it; the
form, which no cache keeps, also looks at the address of the page before.
"""

import re
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest

from .models import Conversation

PARAMETER = "via"
LONGEST = Conversation._meta.get_field("source").max_length
WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def source_of_visit(request: HttpRequest) -> str:
    """The word in this address, or in that of our own page that led here; "" without one."""
    return known_source(request.GET.get(PARAMETER)) or _of_page_before(request)


def known_source(word: object) -> str:
    """A word as we write it, "" of anything else: nobody's question is lost for a bad link."""
    word = str(word or "")
    return word if len(word) <= LONGEST and WORD.fullmatch(word) else ""


def _of_page_before(request: HttpRequest) -> str:
    try:
        before = urlsplit(request.headers.get("Referer", ""))
        if before.netloc != request.get_host():
            return ""
        return known_source(parse_qs(before.query, max_num_fields=50).get(PARAMETER, [""])[-1])
    except ValueError:
        return ""
