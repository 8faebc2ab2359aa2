"""No side door: every route, for every role, in every state of what it shows."""

import re

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client

from backstage_qa.models import Access, PromiseSettings
from tests.access.routes import Route, routes
from tests.access.samples import addresses
from tests.access.table import RULES
from tests.access.world import CANARIES, ROLES, build

pytestmark = pytest.mark.django_db

FAILS_ON_PURPOSE = "wagtailadmin_error_test"
ROUTES = [route for route in routes() if route.name != FAILS_ON_PURPOSE]
OURS = re.compile(
    r"(en/)?(questions|experts|meetings|my)/|api/backstage|health/|admin/(backstage|snippets/backstage)"
)

EVERYWHERE = {
    "administrator",
    "candidate",
    "editor",
}  # between them, they open every screen of ours


def rule_of(route: Route):
    return next((rule for rule in RULES if re.match(rule.pattern, route.pattern)), None)


def test_every_route_has_a_rule():
    assert [route.pattern for route in ROUTES if rule_of(route) is None] == []


def test_every_rule_names_a_route():
    used = {rule_of(route) for route in ROUTES}
    assert [rule.pattern for rule in RULES if rule not in used] == []


def is_refused(response) -> bool:
    """Sent away: to sign in, to the admin's home with a message, or plainly."""
    if response.status_code in (401, 403):
        return True
    if response.status_code == 302:
        target = response["Location"].split("?")[0]
        return target.endswith("/accounts/login/") or target in ("/admin/", "/admin/login/")
    return False


@pytest.mark.any_database
@pytest.mark.parametrize("role", ROLES)
def test_a_role_meets_only_what_the_table_gives_it(role):
    world = build()
    client = Client(raise_request_exception=True)
    if user := world.users[role]:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    forbidden = [canary for canary, roles in CANARIES.items() if role not in roles]
    faults = []
    for route in ROUTES:
        rule = rule_of(route)
        if rule is None:
            continue
        for address in addresses(route, world.rows):
            response = client.get(address, headers={"accept": "text/html,application/json"})
            body = b"".join(response) if response.streaming else response.content
            told = body + str(response.headers).encode()
            if response.status_code >= 500:
                faults.append((address, response.status_code))
            if role not in rule.roles and response.status_code < 300:
                faults.append((address, response.status_code, "admitted"))
            faults += [(address, canary) for canary in forbidden if canary.encode() in told.lower()]
    assert not faults, "\n".join(map(str, faults))


def kept() -> dict[str, int]:
    """How many rows there are of everything that somebody could make or delete.

    Not of sessions, and not of the log, in which refusals stand.
    """
    models = [m for m in apps.get_models() if m not in (Session, Access) and m._meta.managed]
    return {model._meta.label: model._base_manager.count() for model in models}


@pytest.mark.any_database
@pytest.mark.parametrize("role", ROLES)
def test_a_role_writes_nothing_where_the_table_does_not_admit_it(role):
    world = build()
    client = Client()
    if user := world.users[role]:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    forbidden = [canary for canary, roles in CANARIES.items() if role not in roles]
    PromiseSettings.load()  # else Wagtail makes them for whoever asks, before it refuses
    before, faults = kept(), []
    for route in ROUTES:
        if (rule := rule_of(route)) is None or role in rule.roles:
            continue
        for address in addresses(route, world.rows):
            response = client.post(address)
            if response.status_code < 300 or response.status_code >= 500:
                faults.append((address, response.status_code))
            told = response.content + str(response.headers).encode()
            faults += [(address, canary) for canary in forbidden if canary.encode() in told.lower()]
    assert not faults, "\n".join(map(str, faults))
    assert kept() == before


@pytest.mark.parametrize(
    "role",
    [
        pytest.param(role, marks=[] if role in EVERYWHERE else pytest.mark.any_database)
        for role in ROLES
    ],
)
def test_a_role_is_not_turned_away_from_what_is_its_own(role):
    world = build()
    client = Client()
    if user := world.users[role]:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    turned_away = []
    for route in filter(lambda route: OURS.match(route.pattern), ROUTES):
        if (rule := rule_of(route)) and role in rule.roles:
            address = addresses(route, world.rows)[0]
            if is_refused(client.get(address)):
                turned_away.append(address)
    assert turned_away == []
