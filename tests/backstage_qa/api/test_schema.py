"""The API against its own description: always well formed, never a 5xx, and nothing undescribed."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from backstage_qa.api.v1 import api as backstage_api
from tests.factories import ExpertProfileFactory, published_thread

from .conftest import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept_connection(db):
    """The test's transaction outlives its requests, as with Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def content(kept_connection):
    """Something in every list, and something withdrawn."""
    rows = [published_thread(tags=["pay"]) for _ in range(3)]
    rows[0].thread.unpublish()
    ExpertProfileFactory()


described = schemathesis.openapi.from_dict(backstage_api.get_openapi_schema(path_prefix=ROOT))
described.app = WSGIHandler()
# A thread that was withdrawn is asked for in the same way as any other.
acceptance = described.config.checks.positive_data_acceptance
acceptance.expected_statuses = [*acceptance.expected_statuses, "410"]


@described.parametrize()
@settings(
    max_examples=100,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case, content):
    case.call_and_validate()


def test_it_is_openapi_3_1_and_calls_no_other_host(api):
    schema = api("openapi.json")
    assert schema["openapi"] == "3.1.0"
    assert "http" not in str(schema["paths"])
    api.problem("docs", 404)


def test_every_operation_has_a_name_of_its_own_and_tells_its_errors(api):
    operations = [op for path in api("openapi.json")["paths"].values() for op in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names)) == 11
    for operation in operations:
        assert "422" in operation["responses"]
        for status, response in operation["responses"].items():
            media_type = "application/json" if status == "200" else "application/problem+json"
            assert list(response["content"]) == [media_type]


def test_only_reading_is_offered():
    methods = {
        method
        for router in backstage_api._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
        for method in operation.methods
    }
    assert methods == {"GET"}
