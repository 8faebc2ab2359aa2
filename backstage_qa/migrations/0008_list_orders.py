"""Indexes for lists of all languages, for counts, and for what a profession, tag or person has."""

from django.db import migrations, models

RELATED = ["profession", "tag", "expert"]


def both_ways(kind):
    """Django indexes each side of a relation alone; together they answer without the table."""
    name, table = f"backstage_{kind}_threads", f"backstage_qa_publishedthread_{kind}s"
    return migrations.RunSQL(
        f"CREATE INDEX {name} ON {table} ({kind}_id, publishedthread_id)", f"DROP INDEX {name}"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('backstage_qa', '0007_former_slugs'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='publishedthread',
            index=models.Index(condition=models.Q(('withdrawn_at', None)), fields=['-published_at', '-id'], name='backstage_all_newest'),
        ),
        migrations.AddIndex(
            model_name='publishedthread',
            index=models.Index(condition=models.Q(('withdrawn_at', None)), fields=['-helpful', '-id'], name='backstage_all_helpful'),
        ),
        migrations.AddIndex(
            model_name='publishedthread',
            index=models.Index(condition=models.Q(('withdrawn_at', None)), fields=['id', 'language'], name='backstage_public_ids'),
        ),
        *(both_ways(kind) for kind in RELATED),
    ]
