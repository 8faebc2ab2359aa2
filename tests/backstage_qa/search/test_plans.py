"""PostgreSQL answers every public address from indexes, at a size where it matters."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backstage_qa.models import PublishedThread
from tests.factories import (
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    published_meeting,
    published_thread,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgresql,
]

ROWS = 100_000
LARGE = 1_000  # rows that nobody reads from end to end
IN_VAIN = 5_000  # rows that one node may read and not use

THREADS = """
    INSERT INTO backstage_qa_publishedthread (
        translation_key, language, title, slug, short_answer, excerpt, answered_by, entries,
        entry_count, tag_list, profession_list, related_list, origin, helpful, version,
        published_at, updated_at, withdrawn_at
    )
    SELECT gen_random_uuid(),
        CASE WHEN mod(n, 2) = 0 THEN 'en' ELSE 'fr' END, 'Question ' || n, 'question-' || n,
        repeat('In short. ', 12), repeat('An answer of some length. ', 8), '[]',
        jsonb_build_array(jsonb_build_object(
            'kind', 'answer', 'text', repeat('An entry. ', 60),
            'html', repeat('<p>An entry.</p>', 60)
        )),
        1, '[]', '[]', '[]', 'demo', mod(n, 50), 1,
        now() - n * interval '1 minute', now(),
        CASE WHEN mod(n, 100) = 1 THEN now() END
    FROM generate_series(1, %s) AS n
"""
DOCUMENTS = """
    INSERT INTO backstage_qa_searchdocument (
        thread_id, language, keys, words, title, answers, questions
    )
    SELECT id, language, ' p' || mod(id, 300) || ' ', 'question word' || mod(id, 900),
        'question word' || mod(id, 900),
        CASE WHEN mod(id, 100) = 0 THEN 'rareword ' ELSE '' END || (
            SELECT string_agg('w' || mod(id * 7919 + m * m * 31, 20000), ' ')
            FROM generate_series(1, 60) AS m
        ),
        ''
    FROM backstage_qa_publishedthread
    WHERE withdrawn_at IS NULL
    ON CONFLICT DO NOTHING
"""
SPOKEN = """
    INSERT INTO backstage_qa_spokenpassage (meeting_id, language, keys, starts_at, text, stems)
    SELECT %s, 'en', ' len p' || mod(n, 300) || ' ', n, 'Something is said.',
        CASE WHEN mod(n, 100) = 0 THEN 'rareword ' ELSE '' END || 'w' || mod(n * 31, 20000)
    FROM generate_series(1, %s) AS n
"""
RELATION = """
    INSERT INTO backstage_qa_publishedthread_{kind}s (publishedthread_id, {kind}_id)
    SELECT thread.id, other.id
    FROM backstage_qa_publishedthread AS thread
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM {table}) AS other
    ON other.place = 1 + mod(thread.id / 2, %s)
    ON CONFLICT DO NOTHING
"""


@pytest.fixture
def archive():
    """A public row among very many, each with a profession, a tag and an expert."""
    professions = [ProfessionFactory(slug=f"profession-{n}") for n in range(40)]
    experts = [ExpertFactory() for _ in range(40)]
    for expert in experts:
        ExpertProfileFactory(expert=expert)
    row = published_thread(professions=professions[:1], tags=[f"tag {n}" for n in range(40)])
    with connection.cursor() as cursor:
        cursor.execute(THREADS, [ROWS])
        cursor.execute(DOCUMENTS)
        cursor.execute(SPOKEN, [published_meeting().pk, ROWS])
        for kind in ("profession", "tag", "expert"):
            cursor.execute(RELATION.format(kind=kind, table=f"backstage_qa_{kind}"), [40])
        cursor.execute("VACUUM ANALYZE")  # as the database does by itself
    row.an_expert = experts[7].pk
    return row


def addresses(row: PublishedThread, client) -> list[str]:
    narrowed = ["profession=profession-7", "tag=tag-7", f"expert={row.an_expert}"]
    found = ["q=rareword", "q=rareword+w17", "q=%22rareword+w17%22", "q=rareword+-w17"]
    queries = [
        "",
        "order=helpful",
        *narrowed,
        *found,
        "q=rareword&order=newest",
        "q=rareword&order=helpful",
        "q=rareword&profession=profession-7",
        "q=nowhere",
        "q=nowhere+word17",
    ]
    pages = [f"/en/questions/?{query}" for query in queries]
    api = [f"/api/backstage/v1/threads?{query}" for query in ["order=oldest", *queries] if query]
    deep = [after(client, f"/en/questions/?{q}") for q in ("", "order=helpful", "q=rareword")]
    return [
        row.get_absolute_url(),
        *pages,
        *deep,
        "/en/questions/suggestions/?q=word17",
        "/en/questions/suggestions/?q=wordless",
        "/en/questions/suggestions/?q=question",
        *api,
        "/api/backstage/v1/threads?q=rareword&facets=true",
        "/api/backstage/v1/threads?language=en",
        f"/api/backstage/v1/threads/{row.pk}",
    ]


def after(client, address: str) -> str:
    return "/en/questions/" + client.get(address).context["next_page"]


def scans(plan: dict) -> list[tuple[str, str]]:
    """(table, why) of every node of a plan that reads a table from end to end, or for nothing."""
    here, table = [], plan.get("Relation Name")
    if plan["Node Type"] == "Seq Scan":
        here.append((table, "from end to end"))
    if (removed := plan.get("Rows Removed by Filter", 0) * plan["Actual Loops"]) > IN_VAIN:
        here.append((table, f"{removed} rows in vain"))
    return here + [scan for part in plan.get("Plans", []) for scan in scans(part)]


def large_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE reltuples > %s", [LARGE])
        return {name for (name,) in cursor.fetchall()}


def test_no_public_address_reads_a_large_table_from_end_to_end(client, archive):
    large = large_tables()
    searched = {f"backstage_qa_{name}" for name in ("searchdocument", "spokenpassage")}
    assert {"backstage_qa_publishedthread", *searched} <= large
    guilty = []
    for address in addresses(archive, client):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200, address
        for query in captured:
            if not query["sql"].startswith("SELECT"):
                continue
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query['sql']}")
                (plan,) = cursor.fetchone()
            plan = json.loads(plan) if isinstance(plan, str) else plan
            guilty += [
                (address, table, why, query["sql"][:300])
                for table, why in scans(plan[0]["Plan"])
                if table in large
            ]
    assert guilty == [], "\n\n".join(map(str, guilty))
