"""Whatever is asked: a problem that names the parameter, and never a 500."""

import pytest

from tests.backstage_qa.api.conftest import ROOT
from tests.factories import published_thread

pytestmark = pytest.mark.django_db

NASTY = ["\0", "a\0b", "\ud7ff", "�", "x" * 5000, "'; --", "<b>", "%", "../..", " ", ""]


@pytest.mark.parametrize(
    ("path", "name", "values"),
    [
        ("threads", "limit", ["0", "51", "-1", "1.5", "1e1", "abc", "", "9" * 5000, "٣x"]),
        ("threads", "expert", ["0", "-1", "x", "", str(2**63), "9" * 5000, "1.5"]),
        ("threads", "order", ["", "newest ", "-published_at", "NEWEST"]),
        ("threads", "entries", ["", "1", "yes", "True", "maybe"]),
        ("threads", "language", ["", "f", "fr_FR", "fr-", "x" * 50, "\0", "f\0"]),
        ("threads", "profession", [*NASTY]),
        ("threads", "tag", [*NASTY]),
        ("threads", "after", [*NASTY, "zz", "1_0", "1_-1", "01_1", "١_1", "1_1\n", f"1_{10**18}"]),
        ("meetings", "limit", ["0", "51", "abc", ""]),
        ("meetings", "when", ["", "past ", "tomorrow"]),
        ("meetings", "language", ["", "f", "fr_FR", "\0"]),
        ("meetings", "profession", [*NASTY]),
        ("meetings", "after", [*NASTY, "zz", "1_0", "01_1", f"1_{10**18}"]),
        ("professions", "after", ["x", "-1", str(2**63), "9" * 5000, ""]),
        ("professions", "state", ["", "opened"]),
        ("professions", "limit", ["0", "51"]),
        ("experts", "after", ["x", "-1", str(2**63)]),
        ("experts", "profession", [*NASTY]),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(api, path, name, values):
    for value in values:
        assert api.problem(path, 422, **{name: value}) == [name], value


@pytest.mark.parametrize("after", ["-999999999999999999_1", f"{10**18 - 1}_{10**18 - 1}"])
@pytest.mark.parametrize("order", ["newest", "oldest", "helpful"])
def test_a_cursor_at_the_end_of_time_is_only_the_end_of_the_list(api, after, order):
    published_thread()
    assert api("threads", after=after, order=order)["next"] is None


@pytest.mark.parametrize(
    "path",
    [
        *("threads", "threads/1", "professions", "professions/1", "professions/en/x", "experts"),
        *("meetings", "meetings/1"),
    ],
)
def test_an_unknown_parameter_is_refused_by_name(api, path):
    assert api.problem(path, 422, colour="red") == ["colour"]


def test_a_parameter_given_twice_is_refused_by_name(api):
    assert api.problem("threads", 422, limit=["1", "2"]) == ["limit"]


def test_more_parameters_than_the_host_reads_are_refused(api):
    api.problem("threads", 422, **{f"p{n}": "1" for n in range(1001)})


def test_several_bad_values_are_all_named(api):
    assert api.problem("threads", 422, limit="0", order="x") == ["limit", "order"]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "nothing",
        "threads/",
        "threads/1/",
        "threads/1/more",
        "professions/en",
        "professions/%00/%00",
        "professions/en/%FF",
        "professions/en/a%00b",
        "experts/%0A",
        "docs",
        "%00",
        "a" * 5000,
    ],
)
def test_an_unknown_address_is_a_problem_too(client, path):
    response = client.get(f"{ROOT}{path}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("query", ["limit=%FF", "tag=%FF%FE", "%00=1", "%FF=1", "=1", "tag[]=1"])
def test_bytes_that_are_no_text_are_refused(client, query):
    assert client.get(f"{ROOT}threads?{query}").status_code == 422


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["threads", "threads/1", "openapi.json", "nothing"])
def test_nothing_can_be_written(client, method, path):
    response = getattr(client, method)(f"{ROOT}{path}")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"
