"""The list of threads, searched: what a reader types, sees and can narrow."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from backstage_qa.models import FruitlessSearch, PublishedThread
from backstage_qa.threads import publication
from tests.factories import (
    EntryFactory,
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    locale,
    published_thread,
)

from .conftest import entry, public_rows

pytestmark = pytest.mark.django_db

LIST = "/fr/questions/"


def titles(response) -> list[str]:
    return [thread.title for thread in response.context["threads"]]


def text_of(response) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", response.content.decode())).split())


def published(title: str, **kwargs) -> PublishedThread:
    kwargs.setdefault("locale", locale("fr"))
    return published_thread(title=title, **kwargs)


def test_it_finds_marks_and_counts(client):
    answer = EntryFactory(kind="answer", text="<p>Nos <b>études</b> &amp; vous.</p>")
    published("Le stage", entries=[EntryFactory(text="<p>?</p>"), answer])
    published("Une étude de marché")
    published("Autre chose")
    published("Studies", locale=locale("en"))
    response = client.get(LIST, {"q": "ETUDE"})
    assert titles(response) == ["Une étude de marché", "Le stage"]
    page = response.content.decode()
    assert "Une <mark>étude</mark> de marché" in page
    assert "Nos <mark>études</mark> &amp; vous." in page
    assert "2 conversations" in text_of(response)
    assert 'value="ETUDE"' in page


def test_nothing_typed_runs(client):
    published("Le stage")
    typed = '"><script>alert(1)</script> stage'
    page = client.get(LIST, {"q": typed}).content.decode()
    assert "<script>alert" not in page
    assert "alert(1)" in page


@pytest.mark.parametrize("typed", ["", "   ", "?!", '""', "-", "'", "\x00", "😀"])
def test_what_holds_no_word_shows_the_whole_list(client, typed):
    published("Le stage")
    response = client.get(LIST, {"q": typed})
    assert response.status_code == 200
    assert titles(response) == ["Le stage"]
    assert not FruitlessSearch.objects.exists()


def test_what_is_withdrawn_is_not_found_even_while_the_index_knows_it(client):
    row = published("Le stage secret")
    PublishedThread.objects.filter(pk=row.pk).update(withdrawn_at=row.published_at)
    assert titles(client.get(LIST, {"q": "secret"})) == []
    assert titles(client.get(LIST, {"q": "secret", "order": "newest"})) == []


# --- Narrowing ------------------------------------------------------------------------


@pytest.fixture
def library():
    """Six threads on a subject: by profession, tag and person; one in English."""
    actuary = ProfessionFactory(name="Actuaire", slug="actuaire", locale=locale("fr"))
    teller = ProfessionFactory(name="Caisse", slug="caisse", locale=locale("fr"))
    claire = ExpertFactory()
    ExpertProfileFactory(expert=claire, name="Claire", locale=locale("fr"))
    hidden = ExpertFactory(agreed_public_on=None)

    def by(expert):
        return [EntryFactory(), EntryFactory(kind="answer", expert=expert, author_name="C")]

    published("Bonus un", professions=[actuary], tags=["Paie"], entries=by(claire))
    published("Bonus deux", professions=[actuary], entries=by(claire))
    published("Bonus trois", professions=[teller], tags=["Paie"], entries=by(hidden))
    published("Malus", professions=[teller], tags=["Autre"])
    published("Bonus", locale=locale("en"))
    return claire


def facets(response) -> dict[str, list[tuple[str, int]]]:
    return {
        facet.title: [(choice.label, choice.count) for choice in facet.choices]
        for facet in response.context["facets"]
    }


def test_results_are_counted_by_what_they_are_about(client, library):
    response = client.get(LIST, {"q": "bonus"}, headers={"accept-language": "fr"})
    assert facets(response) == {
        "Métiers": [("Actuaire", 2), ("Caisse", 1)],
        "Mots-clés": [("Paie", 2)],
        "Qui répond": [("Claire", 2)],
        "Langues": [("English", 1)],
    }


def test_each_choice_leads_to_as_many_threads_as_it_says(client, library):
    for facet in client.get(LIST, {"q": "bonus"}).context["facets"]:
        for choice in facet.choices:
            address = choice.address if choice.language else LIST + choice.address
            response = client.get(address)
            assert response.context["count"].number == choice.count, choice
            assert len(titles(response)) == choice.count


def test_choices_add_up_and_can_be_taken_back(client, library):
    response = client.get(LIST, {"q": "bonus", "profession": "actuaire", "tag": "paie"})
    assert titles(response) == ["Bonus un"]
    assert facets(response) == {"Qui répond": [("Claire", 1)]}
    left = {choice.label: choice.address for choice in response.context["chosen"]}
    assert titles(client.get(LIST + left["Paie"])) == ["Bonus deux", "Bonus un"]
    assert set(titles(client.get(LIST + left["Actuaire"]))) == {"Bonus un", "Bonus trois"}
    narrowed = {"q": "bonus", "expert": library.pk}
    assert titles(client.get(LIST, narrowed)) == ["Bonus deux", "Bonus un"]
    assert titles(client.get(LIST, {"q": "bonus", "tag": "inconnu"})) == []


def test_without_words_there_is_nothing_to_count(client, library):
    assert client.get(LIST, {"profession": "actuaire"}).context["facets"] == []


# --- Order and pages ------------------------------------------------------------------


def ordered(client, order: str, **more) -> list[str]:
    """The titles of every page, in order."""
    query, seen = {"q": "stage", "order": order, **more}, []
    response = client.get(LIST, query)
    while True:
        seen += titles(response)
        if not response.context["next_page"]:
            return seen
        response = client.get(LIST + response.context["next_page"])


@override_settings(BACKSTAGE_QA={"PAGE_SIZE": 3})
def test_every_order_shows_every_thread_once(client):
    rows = public_rows(
        [
            (f"{'Stage' if n % 3 else 'Autre'} {n}", [entry("Un stage. " * (n + 1))])
            for n in range(11)
        ],
        "fr",
    )
    for number, row in enumerate(rows):
        PublishedThread.objects.filter(pk=row.pk).update(helpful=number % 4)
    every = {row.title for row in rows}
    newest = [row.title for row in reversed(rows)]
    assert ordered(client, "newest") == newest
    helpful = sorted(range(11), key=lambda n: (n % 4, n), reverse=True)
    assert ordered(client, "helpful") == [rows[n].title for n in helpful]
    relevance = ordered(client, "")
    assert len(relevance) == 11
    assert set(relevance) == every
    assert [title[:5] for title in relevance] == ["Stage"] * 7 + ["Autre"] * 4
    assert ordered(client, "relevance") == relevance


def test_the_most_helpful_come_first_without_words_too(client):
    rows = public_rows([("Un", []), ("Deux", []), ("Trois", [])], "fr")
    PublishedThread.objects.filter(pk=rows[1].pk).update(helpful=2)
    assert titles(client.get(LIST, {"order": "helpful"})) == ["Deux", "Trois", "Un"]


def test_the_order_of_relevance_is_forgotten_with_the_words(client):
    public_rows([("Un", []), ("Deux", [])], "fr")
    assert titles(client.get(LIST, {"q": "", "order": "relevance"})) == ["Deux", "Un"]


@pytest.mark.parametrize(
    "query",
    [
        {"order": "random"},
        {"q": "stage", "after": "nonsense"},
        {"q": "stage", "after": "MjAyNi0wMS0wMXwx"},
        {"q": "stage", "order": "helpful", "after": "nonsense"},
        {"q": "stage", "profession": "inconnu"},
        {"q": "stage", "expert": "0"},
    ],
)
def test_an_address_that_names_nothing_says_so(client, query):
    published("Stage")
    response = client.get(LIST, query)
    assert response.status_code == 404
    assert 'role="alert"' in response.content.decode()


@override_settings(BACKSTAGE_QA={"COUNT_LIMIT": 3})
def test_counts_have_a_limit_and_say_so(client):
    public_rows([(f"Stage {n}", []) for n in range(5)], "fr")
    response = client.get(LIST, {"q": "stage"})
    assert response.context["count"].at_least
    assert "Plus de 3 conversations" in text_of(response)
    assert titles(response)[:1] == ["Stage 4"]
    assert len(titles(client.get(LIST, {"q": "stage", "order": "newest"}))) == 5


# --- Nothing found --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("entretein", "Préparer un entretien"),
        ("horiares", "Les horaires en agence"),
        ("entretien saxophone", "Préparer un entretien"),
        ("profond saxophone", "Tout autre chose"),
    ],
)
def test_where_nothing_is_found_the_nearest_are_shown(client, typed, first):
    public_rows(
        [
            ("Préparer un entretien", []),
            ("Les horaires en agence", []),
            ("Tout autre chose", [entry("Un sujet profond.")]),
            ("Entreprendre", []),
        ],
        "fr",
    )
    response = client.get(LIST, {"q": typed})
    assert titles(response) == []
    assert response.context["nearest"][0].title == first
    page = response.content.decode()
    assert "/fr/questions/ask/" in page
    assert first in unescape(page)


def test_where_nothing_is_found_the_profession_of_that_name_is_shown(client):
    for name, language in (("Développeuse", "fr"), ("Actuaire", "fr"), ("Developpeur", "en")):
        ProfessionFactory(name=name, slug=name[:9].lower(), locale=locale(language))
    response = client.get(LIST, {"q": "devenir developpeuse"})
    assert [item.name for item in response.context["named"]] == ["Développeuse"]
    assert "Ce que nous en disons" in text_of(response)
    assert "Ce que nous en disons" not in text_of(client.get(LIST, {"q": "saxophone"}))


def test_where_nothing_is_near_one_is_invited_to_ask(client):
    public_rows([("Préparer un entretien", [])], "fr")
    response = client.get(LIST, {"q": "zzzz xylophone"})
    assert response.status_code == 200
    assert response.context["nearest"] == []
    assert "/fr/questions/ask/" in response.content.decode()


def test_another_language_may_have_the_answer(client):
    public_rows([("Overtime", [])], "en")
    page = client.get(LIST, {"q": "overtime"}).content.decode()
    assert "/en/questions/?q=overtime" in page


# --- Suggestions ----------------------------------------------------------------------


def suggested(client, typed: str, language: str = "fr"):
    return client.get(f"/{language}/questions/suggestions/", {"q": typed})


def test_titles_are_suggested_while_one_types(client):
    row = published("Préparer un <entretien>")
    published("Entretiens annuels")
    gone = published("Entretien retiré")
    publication.withdraw(PublishedThread.objects.filter(pk=gone.pk))
    published("Entretien", locale=locale("en"))
    page = suggested(client, "entr").content.decode()
    assert page.count("<li>") == 2
    assert page.index("Entretiens</mark> annuels") < page.index("Préparer")  # begins like it
    assert f'href="{row.get_absolute_url()}"' in page
    assert "Préparer un &lt;<mark>entretien</mark>&gt;" in page


@pytest.mark.parametrize("typed", ["", "e", "en", "zzz", '"', "-entr", "\x00"])
def test_too_little_or_nothing_suggests_nothing(client, typed):
    published("Titre")
    response = suggested(client, typed)
    assert response.status_code == 200
    assert response.content.strip() == b""


def test_any_cache_may_keep_suggestions(client):
    published("Entretien")
    response = suggested(client, "entr")
    assert "public" in response["Cache-Control"]
    assert "s-maxage=60" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert response["X-Robots-Tag"] == "noindex"
    again = client.get(
        response.request["PATH_INFO"], {"q": "entr"}, headers={"if-none-match": response["ETag"]}
    )
    assert again.status_code == 304
    published("Entretien encore")
    assert suggested(client, "entr")["ETag"] != response["ETag"]


def test_a_search_is_not_to_be_found_by(client):
    published("Stage")
    page = client.get(LIST, {"q": "stage"}).content.decode()
    assert re.search(r'<meta name="robots" content="noindex', page)


# --- What it costs --------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 40])
def test_a_search_costs_the_same_however_much_it_finds(client, number):
    profession = ProfessionFactory(slug="actuaire", locale=locale("fr"))
    public_rows([(f"Stage {n}", [entry("Un stage")]) for n in range(number * 20)], "fr")
    for n in range(number):
        expert = ExpertFactory()
        ExpertProfileFactory(expert=expert, locale=locale("fr"))
        answer = EntryFactory(kind="answer", expert=expert)
        published(f"Stage suivi {n}", professions=[profession], tags=[f"t{n}"], entries=[answer])
    client.get(LIST)  # what a process looks up once
    costs = {
        "": 2,
        "?order=helpful": 2,
        "?profession=actuaire": 3,
        "?profession=actuaire&x=1": 2,
        "?q=stage": 6,
        "?q=stage&order=newest": 5,
        "?q=stage&profession=actuaire": 5,
        "?q=stage&profession=actuaire&tag=t0": 5,
        "suggestions/?q=sta": 3,
    }
    for query, most in costs.items():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(LIST + query).status_code == 200
        assert len(seen) == most, (query, [q["sql"][:90] for q in seen])
