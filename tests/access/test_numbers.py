"""What no row can have as its number is found nowhere: it never reaches a database, which fails."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.access.routes import Route
from tests.access.samples import addresses
from tests.access.test_matrix import ROUTES
from tests.access.world import build

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

LONG = "9" * 30
NUMBER = re.compile(r"(?<=[/-])\d+(?=[/.-]|$)")
FIELDS = [
    *("after", "expert", "family", "id", "into", "limit", "locale", "page", "p", "profession"),
    *("published", "q", "t", "tag", "thread", "when"),
]
# Snippets and pages are edited by views of Wagtail's own, whatever they are.
WAGTAILS = re.compile(
    r"admin/(?!(\^?(backstage|careers)|campaigns|bulk"
    r"|snippets/(choose/)?backstage_qa/\w+/(?!.*compare)))"
)
LEAVES = re.compile(r".*logout")  # a POST signs out
OURS = [
    route
    for route in ROUTES
    if not WAGTAILS.match(route.pattern) and not LEAVES.match(route.pattern)
]


def asked(route: Route, rows) -> Iterator[str]:
    """A route's address with too long a number in it, and with one in each field."""
    address = addresses(route, rows)[0]
    if NUMBER.search(address):
        yield NUMBER.sub(LONG, address)
    if "/admin/" in address:  # one form or list reads them all, each for itself
        for value in (LONG, "word"):
            yield f"{address}?" + "&".join(f"{name}={value}" for name in FIELDS)
    else:
        yield from (f"{address}?{name}={LONG}" for name in FIELDS)


@pytest.mark.parametrize("role", ["anonymous", "administrator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_fails_for_a_number_that_is_too_long(role, method):
    world = build()
    client = Client(raise_request_exception=False)
    if user := world.users[role]:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    faults = []
    for address in sorted({each for route in OURS for each in asked(route, world.rows)}):
        response = getattr(client, method)(address)
        if response.status_code >= 500:
            faults.append(f"{address}: {response.status_code} {response.exc_info}"[:300])
    assert not faults, "\n".join(faults)
    assert ("_auth_user_id" in client.session) is (user is not None)  # to the end
