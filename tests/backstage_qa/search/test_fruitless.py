"""What is searched for in vain is counted: words, never a person, never without end."""

import csv
import io

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError

from backstage_qa.models import FruitlessSearch
from backstage_qa.search import fruitless
from tests.backstage_qa.desks import editor, signed_in
from tests.factories import ProfessionFactory, UserFactory, locale, published_thread

pytestmark = pytest.mark.django_db

LIST = "/fr/questions/"
REPORT = "/admin/backstage/searches/"


def counted() -> dict[str, int]:
    return dict(FruitlessSearch.objects.values_list("text", "count"))


def test_searches_without_a_result_are_counted_as_folded_words(client):
    for typed in ("Télétravail ?", "  teletravail", "TÉLÉTRAVAIL", "Mutuelle d'entreprise"):
        assert client.get(LIST, {"q": typed}).status_code == 200
    assert counted() == {"teletravail": 3, "mutuelle d entreprise": 1}


def test_each_language_counts_for_itself(client):
    client.get(LIST, {"q": "bonus"})
    client.get("/en/questions/", {"q": "bonus"})
    client.get("/api/backstage/v1/threads", {"q": "bonus", "language": "en"})
    rows = FruitlessSearch.objects.values_list("language", "text", "count")
    assert set(rows) == {("fr", "bonus", 1), ("en", "bonus", 2)}


def test_what_finds_something_or_was_narrowed_is_not_counted(client):
    profession = ProfessionFactory(slug="actuaire", locale=locale("fr"))
    published_thread(title="Un bonus", locale=locale("fr"), professions=[profession])
    client.get(LIST, {"q": "bonus"})
    client.get(LIST, {"q": "malus", "tag": "paie"})
    client.get(LIST, {"q": "malus", "profession": "actuaire", "tag": "paie"})
    client.get(LIST, {"q": "malus", "after": "MXwx"})
    client.get(LIST, {"q": "?!"})
    client.get("/fr/questions/suggestions/", {"q": "malus"})
    assert counted() == {}


def test_a_search_of_one_profession_counts_for_it(client):
    actuary = ProfessionFactory(slug="actuaire", locale=locale("fr"))
    ProfessionFactory(slug="actuaire", locale=locale("en"))
    for _ in range(2):
        client.get(LIST, {"q": "malus", "profession": "actuaire"})
    api = {"q": "malus", "profession": "actuaire", "language": "fr"}
    client.get("/api/backstage/v1/threads", api)
    client.get(LIST, {"q": "malus"})
    rows = FruitlessSearch.objects.values_list("profession", "text", "count")
    assert set(rows) == {(actuary.pk, "malus", 3), (None, "malus", 1)}
    report = signed_in(editor()).get(REPORT, {"profession": actuary.pk})
    assert [row.count for row in report.context["object_list"]] == [3]
    report = signed_in(editor()).get(REPORT, {"profession": "null"})
    assert [row.count for row in report.context["object_list"]] == [1]


@pytest.mark.parametrize(
    "typed",
    [
        "camille@example.com",
        "camille arobase example point com",
        "06 12 34 56 78",
        "+33 6 12 34 56 78",
        "FR76 3000 6000 0112 3456 7890 189",
        "1 85 05 78 006 084 91",
        "https://example.com/camille",
        "dossier 2026117",
        "mot " * 30,
    ],
)
def test_what_may_name_a_person_is_not_kept(client, typed):
    client.get(LIST, {"q": typed})
    assert counted() == {}


def test_rows_are_bounded_and_the_rarest_make_room(client, monkeypatch):
    monkeypatch.setattr(fruitless, "MAX_ROWS", 20)
    monkeypatch.setattr(fruitless, "FORGOTTEN_AT_ONCE", 5)
    for _ in range(3):
        fruitless.count("souvent cherché", "fr")
    for number in range(60):
        fruitless.count(f"mot {'abcdefghij'[number % 10]}{number // 10}", "fr")
    assert FruitlessSearch.objects.count() <= 20
    assert counted()["souvent cherche"] == 3


def test_a_page_is_shown_even_where_nothing_can_be_counted(client, monkeypatch):
    def fail(*args):
        raise DatabaseError

    monkeypatch.setattr(fruitless, "_count", fail)
    assert client.get(LIST, {"q": "introuvable"}).status_code == 200


# --- For editors ----------------------------------------------------------------------


def test_editors_read_and_export_what_is_missing(client):
    for _ in range(2):
        fruitless.count("télétravail", "fr")
    fruitless.count("bonus", "en")
    browser = signed_in(editor())
    page = browser.get(REPORT).content.decode()
    assert page.index("teletravail") < page.index("bonus")
    narrowed = browser.get(REPORT, {"language": "en"}).content.decode()
    assert "bonus" in narrowed
    assert "teletravail" not in narrowed
    assert "teletravail" in browser.get(f"{REPORT}results/", {"q": "telet"}).content.decode()
    exported = b"".join(browser.get(REPORT, {"export": "csv"}).streaming_content).decode()
    rows = list(csv.reader(io.StringIO(exported)))
    assert [row[:2] for row in rows[1:]] == [["teletravail", "2"], ["bonus", "1"]]
    assert REPORT in browser.get("/admin/").content.decode()


def test_nobody_changes_them():
    fruitless.count("bonus", "en")
    browser = signed_in(editor())
    pk = FruitlessSearch.objects.get().pk
    for address in (f"{REPORT}add/", f"{REPORT}edit/{pk}/", f"{REPORT}{pk}/"):
        assert browser.post(address).status_code == 404
    browser.post(REPORT, {"text": "x"})
    assert counted() == {"bonus": 1}


def test_hr_sees_nothing_of_it():
    person = UserFactory()
    person.groups.add(Group.objects.get(name="HR"))
    browser = signed_in(person)
    assert browser.get(REPORT).status_code == 302
    assert REPORT not in browser.get("/admin/").content.decode()
