"""What the staff look for, by an index on PostgreSQL; SQLite reads the rows."""

from django.db import migrations

COLUMNS = {
    "backstage_desk_subject": ("backstage_qa_conversation", "subject"),
    "backstage_desk_text": ("backstage_qa_message", "text"),
    "backstage_desk_title": ("backstage_qa_thread", "title"),
}


def create_indexes(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for name, (table, column) in COLUMNS.items():
        words = f"to_tsvector('simple', regexp_replace({column}, '[^[:alnum:]]+', ' ', 'g'))"
        schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin ({words})")


def drop_indexes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in COLUMNS:
            schema_editor.execute(f"DROP INDEX {name}")


class Migration(migrations.Migration):

    dependencies = [("backstage_qa", "0035_films_at_other_hosts")]

    operations = [migrations.RunPython(create_indexes, drop_indexes)]
