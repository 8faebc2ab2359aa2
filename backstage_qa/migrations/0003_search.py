"""Full text: documents, and the index that each database keeps of them.

Only what a plain database has: FTS5 in SQLite, text search and GIN in
PostgreSQL. No row is indexed here: ``backstage_reindex`` does that, or the tick.
"""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


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
]

OLD = "('delete', old.thread_id, old.words, old.title, old.answers, old.questions)"
NEW = "(new.thread_id, new.words, new.title, new.answers, new.questions)"
COLUMNS = "rowid, words, title, answers, questions"
FORGET = f"INSERT INTO backstage_qa_searchindex (backstage_qa_searchindex, {COLUMNS}) VALUES {OLD};"
LEARN = f"INSERT INTO backstage_qa_searchindex ({COLUMNS}) VALUES {NEW};"

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
]

STATEMENTS = {"postgresql": POSTGRESQL, "sqlite": SQLITE}
UNDO = {
    "postgresql": ["ALTER TABLE backstage_qa_searchdocument DROP COLUMN vector, DROP COLUMN word_vector"],
    # The triggers go with their table.
    "sqlite": ["DROP TABLE backstage_qa_searchindex"],
}


def _execute(schema_editor, statements):
    for statement in statements.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement)


def create_index(apps, schema_editor):
    _execute(schema_editor, STATEMENTS)


def drop_index(apps, schema_editor):
    _execute(schema_editor, UNDO)


def let_editors_read_searches(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(
        app_label="backstage_qa", model="fruitlesssearch"
    )
    permission, _ = Permission.objects.get_or_create(
        content_type=content_type,
        codename="view_fruitlesssearch",
        defaults={"name": "Can view search without a result"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Editors"):
        group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('backstage_qa', '0002_groups_and_workflow'),
    ]

    operations = [
        migrations.AddField(
            model_name='publishedthread',
            name='helpful',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='publishedthread',
            index=models.Index(condition=models.Q(('withdrawn_at', None)), fields=['language', '-helpful', '-id'], name='backstage_public_helpful'),
        ),
        migrations.CreateModel(
            name='FruitlessSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('text', models.CharField(max_length=80, verbose_name='words')),
                ('count', models.PositiveIntegerField(default=1, verbose_name='searches')),
                ('first_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='first')),
                ('last_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='last')),
            ],
            options={
                'verbose_name': 'search without a result',
                'verbose_name_plural': 'searches without a result',
                'ordering': ['-count', '-last_on', 'pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='SearchDocument',
            fields=[
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='document', serialize=False, to='backstage_qa.publishedthread')),
                ('language', models.CharField(max_length=10)),
                ('keys', models.TextField()),
                ('words', models.TextField()),
                ('title', models.TextField()),
                ('answers', models.TextField()),
                ('questions', models.TextField()),
            ],
            options={
                'verbose_name': 'search document',
                'verbose_name_plural': 'search documents',
            },
        ),
        migrations.AddConstraint(
            model_name='fruitlesssearch',
            constraint=models.UniqueConstraint(fields=('language', 'text'), name='backstage_fruitless_text'),
        ),
        migrations.RunPython(create_index, drop_index),
        migrations.RunPython(let_editors_read_searches, migrations.RunPython.noop),
    ]
