"""What SQLite reads of each document that a search finds, beside its texts and not among them.

PostgreSQL goes to the rows for their rank anyway.
"""

from django.db import migrations

INDEX = "backstage_search_keys"


def add_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE INDEX {INDEX} ON backstage_qa_searchdocument (thread_id, language, keys)"
        )


def remove_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP INDEX {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("backstage_qa", "0008_desk_indexes")]

    operations = [migrations.RunPython(add_index, remove_index)]
