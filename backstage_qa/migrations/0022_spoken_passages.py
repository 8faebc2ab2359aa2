"""The search of what is said in films: passages, and the index that each database keeps of them.

No film is indexed here: ``backstage_reindex`` does that, or the tick.
"""

import django.db.models.deletion
from django.db import migrations, models


POSTGRESQL = [
    # Texts are folded and stemmed already: "simple" does nothing but split them.
    """
    ALTER TABLE backstage_qa_spokenpassage
    ADD COLUMN vector tsvector NOT NULL
    GENERATED ALWAYS AS (to_tsvector('simple', stems)) STORED
    """,
    """
    CREATE INDEX backstage_spoken_vector ON backstage_qa_spokenpassage
    USING gin (vector) WITH (fastupdate = off)
    """,
]

FORGET = (
    "INSERT INTO backstage_qa_spokenindex (backstage_qa_spokenindex, rowid, stems)"
    " VALUES ('delete', old.id, old.stems);"
)
LEARN = "INSERT INTO backstage_qa_spokenindex (rowid, stems) VALUES (new.id, new.stems);"

SQLITE = [
    """
    CREATE VIRTUAL TABLE backstage_qa_spokenindex USING fts5 (
        stems, content='backstage_qa_spokenpassage', content_rowid='id', tokenize='ascii'
    )
    """,
    f"""
    CREATE TRIGGER backstage_spoken_insert AFTER INSERT ON backstage_qa_spokenpassage
    BEGIN {LEARN} END
    """,
    f"""
    CREATE TRIGGER backstage_spoken_update AFTER UPDATE ON backstage_qa_spokenpassage
    BEGIN {FORGET} {LEARN} END
    """,
    f"""
    CREATE TRIGGER backstage_spoken_delete AFTER DELETE ON backstage_qa_spokenpassage
    BEGIN {FORGET} END
    """,
]

STATEMENTS = {"postgresql": POSTGRESQL, "sqlite": SQLITE}
UNDO = {
    "postgresql": ["ALTER TABLE backstage_qa_spokenpassage DROP COLUMN vector"],
    # The triggers go with their table.
    "sqlite": ["DROP TABLE backstage_qa_spokenindex"],
}


def _execute(schema_editor, statements):
    for statement in statements.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement)


def create_index(apps, schema_editor):
    _execute(schema_editor, STATEMENTS)


def drop_index(apps, schema_editor):
    _execute(schema_editor, UNDO)


class Migration(migrations.Migration):

    dependencies = [
        ('backstage_qa', '0021_merging'),
    ]

    operations = [
        migrations.CreateModel(
            name='SpokenPassage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=10)),
                ('keys', models.TextField()),
                ('starts_at', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('stems', models.TextField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spoken', to='backstage_qa.publishedmeeting')),
            ],
            options={
                'verbose_name': 'passage of a film',
                'verbose_name_plural': 'passages of films',
            },
        ),
        migrations.RunPython(create_index, drop_index),
    ]
