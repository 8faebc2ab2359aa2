"""``/api/v2/``: whatever is asked, an answer in JSON and never a 500."""

from urllib.parse import urlsplit

import pytest

from tests.factories import ProfessionFactory

from .pages import profession_page

pytestmark = pytest.mark.django_db

ROOT = "/api/v2/pages/"


@pytest.fixture
def actuary():
    return profession_page(ProfessionFactory(slug="actuary"))


@pytest.mark.parametrize(
    "query",
    [
        {"offset": "9" * 30},
        {"limit": "51"},
        {"limit": "x"},
        {"order": "random"},
        {"order": "password"},
        {"search": "a\0b"},
        {"slug": "a\0b"},
        {"locale": "a\0b"},
        {"title": "x" * 501},
        {"child_of": "9" * 30},
        {"child_of": "x"},
        {"descendant_of": str(2**62)},
        {"translation_of": "x"},
        {"ancestor_of": "-1"},
        {"type": "auth.User"},
        {"type": "x"},
        {"search": "actuary", "slug": "actuary"},
        {"fields": "(("},
        {"fields": "profession.conversations"},
        {"site": "localhost"},
        {"colour": "red"},
        {"first_published_at": "yesterday"},
        {"rich_text_format": "x"},
    ],
)
def test_what_cannot_be_used_is_refused(client, actuary, query):
    response = client.get(ROOT, query)
    assert response.status_code == 400, response.content
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("id_", ["x", "9" * 30, "a\0b"])
def test_finding_by_a_bad_id_is_refused(client, actuary, id_):
    assert client.get(f"{ROOT}find/", {"id": id_}).status_code == 400


def test_finding_by_path_leads_to_the_page(client, actuary):
    response = client.get(f"{ROOT}find/", {"html_path": "/professions/actuary/"})
    assert response.status_code == 302
    assert f"{ROOT}{actuary.pk}/" in response["Location"]


def test_finding_by_the_path_that_the_api_tells_leads_to_the_page(client, actuary):
    told = client.get(f"{ROOT}{actuary.pk}/").json()["meta"]["html_url"]
    response = client.get(f"{ROOT}find/", {"html_path": urlsplit(told).path.rstrip("/")})
    assert response.status_code == 302
    assert f"{ROOT}{actuary.pk}/" in response["Location"]


@pytest.mark.parametrize("path", ["/en/nothing/", "/en/professions/actuary/more/", "/de/actuary/"])
def test_a_path_of_no_page_is_not_found(client, actuary, path):
    assert client.get(f"{ROOT}find/", {"html_path": path}).status_code == 404
