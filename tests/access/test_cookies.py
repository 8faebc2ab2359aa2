"""Whatever cookies come, a public page sets none and varies on none."""

import re

import pytest
from django.test import Client

from tests.access.samples import addresses
from tests.access.test_matrix import ROUTES, rule_of
from tests.access.world import build

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SHORT, ODD, LONG = "junk", 'a" b,é=', "a" * 5000
NO_LONGER_KNOWN = "0123456789abcdefghijklmnopqrstuv"
COOKIES = [
    *({name: value} for name in ("csrftoken", "sessionid") for value in ("", SHORT, ODD, LONG)),
    {"sessionid": NO_LONGER_KNOWN},
    {"csrftoken": SHORT, "sessionid": NO_LONGER_KNOWN, "messages": "junk", "unknown": "1"},
]
# Signing in needs a session, and a form that is sent a token: each has pages of its own.
NEED_COOKIES = re.compile(
    r"/admin/|/en/((accounts|_util|questions/(ask|report))/|meetings/films/\d+/take-me-out/)"
)
PUBLIC = [([], None), ([], "Accept-Encoding"), ([], "Accept-Language")]
ELSEWHERE = [
    *("/fr/", "/fr/questions/", "/en/questions/?q=pay", "/en/questions/?profession=unknown"),
    *("/en/nothing/here/", "/nothing.php", "/api/backstage/v1/nothing", "/en/experts/999/nobody/"),
]


def about_cookies(address: str, cookies: dict[str, str]) -> tuple:
    """Status, cookies and ``Vary`` of the answer to an anonymous reader."""
    sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
    response = Client().get(address, headers={"cookie": sent} if sent else {})
    return response.status_code, sorted(response.cookies), response.get("Vary")


def test_no_cookie_that_comes_is_answered_with_one():
    rows = build().rows
    public = [route for route in ROUTES if "anonymous" in rule_of(route).roles]
    asked = [*ELSEWHERE, *(address for route in public for address in addresses(route, rows))]
    asked = [address for address in asked if not NEED_COOKIES.match(address)]
    assert len(asked) > 60
    faults = []
    for address in asked:
        clean = about_cookies(address, {})
        if clean[1:] not in PUBLIC:
            faults.append((address, clean))
        answers = [(cookies, about_cookies(address, cookies)) for cookies in COOKIES]
        faults += [(address, *answer) for answer in answers if answer[1] != clean]
    assert not faults, "\n".join(str(fault)[:300] for fault in faults)
