"""Indexes that no model declares: full text in each database, and both sides of relations.

Only what a plain database has: FTS5 in SQLite, text search and GIN in PostgreSQL. No row
is indexed in full text here: ``backstage_reindex`` does that, or the tick.
"""

from django.db import migrations

RELATED = ["profession", "tag", "expert"]

# What the staff look for; SQLite reads the rows.
DESK = {
    "backstage_desk_subject": ("backstage_qa_conversation", "subject"),
    "backstage_desk_text": ("backstage_qa_message", "text"),
    "backstage_desk_title": ("backstage_qa_thread", "title"),
}

POSTGRESQL = [
    # Texts are folded and stemmed already: "simple" does nothing but split them.
    """
    ALTER TABLE backstage_qa_searchdocument
    ADD COLUMN vector tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A')
        || setweight(to_tsvector('simple', answers), 'B')
        || setweight(to_tsvector('simple', questions), 'C')
    ) STORED,
    ADD COLUMN word_vector tsvector NOT NULL
    GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED
    """,
    # Read a hundred times for each time it is written: no list of pending changes.
    """
    CREATE INDEX backstage_search_vector ON backstage_qa_searchdocument
    USING gin (vector) WITH (fastupdate = off)
    """,
    """
    CREATE INDEX backstage_search_words ON backstage_qa_searchdocument
    USING gin (word_vector) WITH (fastupdate = off)
    """,
    """
    ALTER TABLE backstage_qa_spokenpassage
    ADD COLUMN vector tsvector NOT NULL
    GENERATED ALWAYS AS (to_tsvector('simple', stems)) STORED
    """,
    """
    CREATE INDEX backstage_spoken_vector ON backstage_qa_spokenpassage
    USING gin (vector) WITH (fastupdate = off)
    """,
    *(
        f"""
        CREATE INDEX {name} ON {table}
        USING gin (to_tsvector('simple', regexp_replace({column}, '[^[:alnum:]]+', ' ', 'g')))
        """
        for name, (table, column) in DESK.items()
    ),
]

OLD = "('delete', old.thread_id, old.words, old.title, old.answers, old.questions)"
NEW = "(new.thread_id, new.words, new.title, new.answers, new.questions)"
COLUMNS = "rowid, words, title, answers, questions"
FORGET = f"INSERT INTO backstage_qa_searchindex (backstage_qa_searchindex, {COLUMNS}) VALUES {OLD};"
LEARN = f"INSERT INTO backstage_qa_searchindex ({COLUMNS}) VALUES {NEW};"
FORGET_SPOKEN = (
    "INSERT INTO backstage_qa_spokenindex (backstage_qa_spokenindex, rowid, stems)"
    " VALUES ('delete', old.id, old.stems);"
)
LEARN_SPOKEN = "INSERT INTO backstage_qa_spokenindex (rowid, stems) VALUES (new.id, new.stems);"

SQLITE = [
    # Words are separated by spaces already, and may hold letters of any script.
    """
    CREATE VIRTUAL TABLE backstage_qa_searchindex USING fts5 (
        words, title, answers, questions,
        content='backstage_qa_searchdocument', content_rowid='thread_id', tokenize='ascii'
    )
    """,
    f"""
    CREATE TRIGGER backstage_search_insert AFTER INSERT ON backstage_qa_searchdocument
    BEGIN {LEARN} END
    """,
    f"""
    CREATE TRIGGER backstage_search_update AFTER UPDATE ON backstage_qa_searchdocument
    BEGIN {FORGET} {LEARN} END
    """,
    f"""
    CREATE TRIGGER backstage_search_delete AFTER DELETE ON backstage_qa_searchdocument
    BEGIN {FORGET} END
    """,
    """
    CREATE VIRTUAL TABLE backstage_qa_spokenindex USING fts5 (
        stems, content='backstage_qa_spokenpassage', content_rowid='id', tokenize='ascii'
    )
    """,
    f"""
    CREATE TRIGGER backstage_spoken_insert AFTER INSERT ON backstage_qa_spokenpassage
    BEGIN {LEARN_SPOKEN} END
    """,
    f"""
    CREATE TRIGGER backstage_spoken_update AFTER UPDATE ON backstage_qa_spokenpassage
    BEGIN {FORGET_SPOKEN} {LEARN_SPOKEN} END
    """,
    f"""
    CREATE TRIGGER backstage_spoken_delete AFTER DELETE ON backstage_qa_spokenpassage
    BEGIN {FORGET_SPOKEN} END
    """,
]

STATEMENTS = {"postgresql": POSTGRESQL, "sqlite": SQLITE}


def create_indexes(apps, schema_editor):
    for statement in STATEMENTS.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement)


def drop_indexes(apps, schema_editor):
    """All others go with their tables."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("backstage_qa_searchindex", "backstage_qa_spokenindex"):
            schema_editor.execute(f"DROP TABLE {name}")


def both_ways(kind):
    """Django indexes each side of a relation alone; together they answer without the table."""
    name, table = f"backstage_{kind}_threads", f"backstage_qa_publishedthread_{kind}s"
    return migrations.RunSQL(
        f"CREATE INDEX {name} ON {table} ({kind}_id, publishedthread_id)", f"DROP INDEX {name}"
    )


class Migration(migrations.Migration):
    dependencies = [("backstage_qa", "0002_groups_and_workflow")]

    operations = [
        migrations.RunPython(create_indexes, drop_indexes),
        *(both_ways(kind) for kind in RELATED),
    ]
