"""What is found, in both languages, and checked against reading everything from end to end."""

import json
import random
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backstage_qa.search.engines import engine
from backstage_qa.search.folding import stems
from backstage_qa.search.query import MAX_LENGTH, alike, nearly, parse, parse_unfinished

from .conftest import entry, public_rows

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[3] / "careers/demo/data"


def passages(row) -> list[str]:
    """Every public text of a row."""
    return [row.title, row.short_answer, *(e["text"] for e in row.entries)]


def plainly(text: str) -> str:
    """Folded by other means than the search's own."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae")
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return f" {' '.join(re.findall('[a-z0-9]+', text))} "


def real_content(language: str) -> list[tuple[str, list[dict]]]:
    content = [
        (
            case["subject"],
            [
                entry(message["text"], "question" if message["by"] == "candidate" else "answer")
                for message in case["messages"]
            ],
        )
        for case in json.loads((DATA / f"conversations_{language}.json").read_text())
    ]
    if language == "en":
        for line in (DATA / "usajobs_help.jsonl").read_text().splitlines():
            help_page = json.loads(line)
            content.append((help_page["question"], [entry(help_page["answer_markdown"])]))
    return content


def generated_content(language: str, number: int = 400) -> list[tuple[str, list[dict]]]:
    chance = random.Random(language)
    roots = {
        "fr": "étude cœur métier général journal œuvre recruté élève prêt idéal où aîné garçon",
        "en": "study career analyst résumé naïve bank café role answer day façade manager",
    }[language].split()
    endings = ["", "s", "e", "es", "x"] if language == "fr" else ["", "s", "ing", "ed", "'s"]

    def word() -> str:
        made = chance.choice(roots) + chance.choice(endings)
        shape = chance.choice([str, str, str.upper, str.capitalize, plainly_cut])
        form = chance.choice(["NFC", "NFD"])
        return unicodedata.normalize(form, shape(made))

    def text(length: int) -> str:
        return " ".join(
            word() + chance.choice(["", "", ",", ".", " -", "…"]) for _ in range(length)
        )

    return [
        (text(4), [entry(text(5), "question"), entry(text(8)), entry(text(3), "question")])
        for _ in range(number)
    ]


def plainly_cut(word: str) -> str:
    return plainly(word).strip()


CONTENTS = {"real": real_content, "generated": generated_content}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("content", CONTENTS)
def test_it_finds_what_reading_everything_finds(content, language, found):
    rows = public_rows(CONTENTS[content](language), language)
    other = "en" if language == "fr" else "fr"
    public_rows([(row.title, row.entries) for row in rows[:20]], other)  # never in the results
    read = {row.pk: [stems(text, language) for text in passages(row)] for row in rows}
    plain = {row.pk: " ".join(map(plainly, passages(row))) for row in rows}
    vocabulary = sorted({word for text in plain.values() for word in text.split()})
    chance = random.Random(content)
    words = chance.sample(vocabulary, min(120, len(vocabulary)))
    assert len(words) > 20
    for word in words:
        stem = tuple(stems(word, language))
        expected = {pk for pk, texts in read.items() if any(has(text, stem) for text in texts)}
        ids = found(word, language)
        assert ids == expected, word
        assert ids >= {pk for pk, text in plain.items() if f" {word} " in text}, word
    for first, second in pairwise(words):
        every = found(f'"{first}"', language) & found(f'"{second}"', language)
        assert found(f'"{first}" "{second}"', language) == every
        without = found(f'"{first}"', language) - found(f'"{second}"', language)
        assert found(f'"{first}" -"{second}"', language) == without


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("content", CONTENTS)
def test_a_quoted_phrase_is_found_where_it_stands_and_nowhere_else(content, language, found):
    rows = public_rows(CONTENTS[content](language), language)
    read = {row.pk: [stems(text, language) for text in passages(row)] for row in rows}
    chance = random.Random(content)
    for row in chance.sample(rows, 25):
        text = chance.choice([text for text in passages(row) if len(stems(text, language)) > 3])
        pieces = text.split()
        start = chance.randrange(len(pieces) - 1)
        phrase = " ".join(pieces[start : start + chance.choice([2, 3])])[:150]
        phrase = re.sub('["“”«»„]', " ", phrase)
        wanted = tuple(stems(phrase, language))
        if not wanted:
            continue
        expected = {pk for pk, texts in read.items() if any(has(t, wanted) for t in texts)}
        assert row.pk in expected
        assert found(f'"{phrase}"', language) == expected, phrase


def has(text: list[str], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(tuple(text[i : i + size]) == phrase for i in range(len(text) - size + 1))


@pytest.mark.parametrize("typed", ["etudes", "étude", "ÉTUDES", "e\u0301tude", "Etude"])
def test_accents_case_and_plurals_are_one(typed, found):
    rows = public_rows([("Quelles études ?", []), ("Une ETUDE", []), ("Un stage", [])], "fr")
    assert found(typed) == {rows[0].pk, rows[1].pk}


@pytest.mark.parametrize("typed", ["coeur", "cœur", "CŒURS", "Coeurs"])
def test_ligatures_are_two_letters(typed, found):
    rows = public_rows([("Le cœur du métier", []), ("Par coeur", []), ("Autre", [])], "fr")
    assert found(typed) == {rows[0].pk, rows[1].pk}


def test_a_phrase_does_not_span_two_passages(found):
    rows = public_rows(
        [
            ("La banque", [entry("de Paris"), entry("est ici", "question"), entry("ou là")]),
            ("La banque de Paris", []),
        ],
        "fr",
    )
    assert found('"banque de Paris"') == {rows[1].pk}
    assert found('"Paris ou"') == set()


def test_minus_alone_finds_all_the_rest(found):
    rows = public_rows([("Un stage", []), ("Une alternance", []), ("Un emploi", [])], "fr")
    assert found("-stages") == {rows[1].pk, rows[2].pk}
    assert found("-stage -alternances") == {rows[2].pk}


def test_title_before_answer_before_what_was_asked():
    filler = " Rien de plus à dire ici."
    rows = public_rows(
        [
            ("Titre", [entry("Question." + filler, "question"), entry("Un salaire." + filler)]),
            ("Le salaire", [entry("Question." + filler, "question"), entry("Réponse." + filler)]),
            ("Titre", [entry("Réponse." + filler), entry("Un salaire." + filler, "follow_up")]),
            *((f"Autre {n}", [entry("Réponse." + filler)]) for n in range(20)),
        ],
        "fr",
    )
    hits = engine().hits({"fr": parse("salaires", "fr")}, limit=10)
    best_first = [h.thread for h in sorted(hits, key=lambda hit: hit.score, reverse=True)]
    assert best_first == [rows[1].pk, rows[0].pk, rows[2].pk]
    assert len({hit.score for hit in hits}) == 3


def test_a_title_outweighs_an_answer_that_says_it_often():
    rows = public_rows(
        [
            ("Titre", [entry("Le salaire, un salaire, des salaires, ce salaire.")]),
            ("Le salaire", [entry("Voici une réponse qui ne le dit pas du tout.")]),
            *((f"Autre {n}", [entry("Réponse.")]) for n in range(20)),
        ],
        "fr",
    )
    hits = engine().hits({"fr": parse("salaire", "fr")}, limit=10)
    assert max(hits, key=lambda hit: hit.score).thread == rows[1].pk


def test_it_is_narrowed_by_what_a_thread_is_about(found):
    rows = public_rows([("Stage A", []), ("Stage B", []), ("Stage C", [])], "fr")
    for row, keys in zip(rows, (" p1 t2 ", " p12 ", " p1 "), strict=True):
        row.document.keys = keys
        row.document.save()
    assert found("stage", narrowed=[("p1",)]) == {rows[0].pk, rows[2].pk}
    assert found("stage", narrowed=[("p1",), ("t2",)]) == {rows[0].pk}
    assert found("stage", narrowed=[("p12", "t2")]) == {rows[0].pk, rows[1].pk}
    assert found("stage", narrowed=[("p2",)]) == set()
    assert found("stage", narrowed=[()]) == set()


def test_the_newest_are_kept_where_there_are_too_many():
    rows = public_rows([(f"Stage {n}", []) for n in range(10)], "fr")
    hits = engine().hits({"fr": parse("stage", "fr")}, limit=3)
    assert [hit.thread for hit in hits] == [row.pk for row in rows[:-4:-1]]


def test_each_language_is_searched_by_its_own_stems():
    french = public_rows([("Les études", [])], "fr")
    english = public_rows([("Case studies", [])], "en")
    queries = {language: parse("study études", language) for language in ("fr", "en")}
    assert not engine().hits(queries, limit=10)
    queries = {"fr": parse("etude", "fr"), "en": parse("study", "en")}
    hits = engine().hits(queries, limit=10)
    assert {(hit.thread, hit.language) for hit in hits} == {
        (french[0].pk, "fr"),
        (english[0].pk, "en"),
    }


# --- Titles ---------------------------------------------------------------------------


def test_an_unfinished_word_is_completed_in_titles_only():
    rows = public_rows(
        [("Le recrutement", []), ("Autre", [entry("Le recrutement")]), ("Recruteur ?", [])], "fr"
    )

    def suggested(typed):
        hits = engine().titled({"fr": parse_unfinished(typed, "fr")}, limit=10)
        return {hit.thread for hit in hits}

    assert suggested("recrut") == {rows[0].pk, rows[2].pk}
    assert suggested("RECRUTEM") == {rows[0].pk}
    assert suggested("recrutements ") == {rows[0].pk}


def test_more_words_in_common_are_nearer():
    rows = public_rows(
        [("Les horaires du stage", []), ("Les horaires de nuit", []), ("Autre chose", [])], "fr"
    )
    hits = engine().titled({"fr": alike("Quels horaires pendant un stage ?", "fr")}, limit=10)
    assert {hit.thread for hit in hits} == {rows[0].pk, rows[1].pk}
    assert max(hits, key=lambda hit: hit.score).thread == rows[0].pk
    assert engine().titled({"fr": nearly("horiares", "fr")}, limit=10)


# --- Whatever is typed ----------------------------------------------------------------

NASTY = [
    "'", '"', "\\", "*", "(", ")", ":", "^", "-", "+", "AND", "OR", "NOT", "NEAR(a b)", "title:x",
    "a*", '"a', "{x} : y", "a <-> b", "!a", "a & | b", "%s", "%", ";--", "\x00", "\ud800",
    "１２３", "½", "٣", "東京", "😀", "a" * 300, "ａ", "ß", "İ", "1e5", "0x1f", "12abc", "-1.5e-3",
    "http://a.b/c?d=e&f", "a@b.fr", "C:\\x", "<b>", "&amp;", "e\u0301" * 60,
]  # fmt: skip


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(NASTY) | st.text(max_size=12), max_size=8).map(" ".join))
def test_nothing_typed_is_an_error_and_every_text_finds_itself(text):
    row = public_rows([("Rien", [entry(text.replace("\x00", " ").replace("\ud800", ""))])], "fr")[0]
    for query in (parse(text, "fr"), parse_unfinished(text, "fr"), alike(text, "fr")):
        if query:
            engine().hits({"fr": query}, limit=10)
            engine().titled({"fr": query}, limit=10)
    query = parse(text.replace("-", " ").replace('"', " "), "fr")
    if query and len(text) <= MAX_LENGTH:
        hits = engine().hits({"fr": query}, limit=1_000)
        assert row.pk in {hit.thread for hit in hits}


@pytest.mark.parametrize(
    "make",
    [
        lambda n: f"{n:x}",
        lambda n: f"mot{n:05d}",
        lambda n: "é" * 30 + f"{n:x}",
        lambda n: "東京" * 15 + chr(0x4E00 + n % 20_000) + chr(0x4E00 + n // 20_000),
    ],
    ids=["short", "longer", "long", "wide"],
)
def test_a_text_of_any_length_can_be_published(make, found):
    text = " ".join(make(number) for number in range(30_000))
    row = public_rows(
        [(text[:200], [entry(text), entry(text, "question"), entry(text[::-1])])], "fr"
    )[0]
    assert found(make(3)) == {row.pk}


def test_the_index_needs_no_extension():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT extname FROM pg_extension")
            assert cursor.fetchall() == [("plpgsql",)]


def test_what_is_found_is_counted_without_its_texts_on_sqlite():
    if connection.vendor == "sqlite":
        sql, parameters = engine().newest_sql({"en": parse("pay", "en")}, limit=10)
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
            assert "USING COVERING INDEX backstage_search_keys" in str(cursor.fetchall())
