"""A chapter is a question when HR says so; until now, when its title ended with the mark."""

from django.db import migrations, models


def as_their_titles_tell(apps, schema_editor):
    Chapter = apps.get_model("backstage_qa", "Chapter")
    Chapter.objects.filter(title__endswith="?").update(is_question=True)


class Migration(migrations.Migration):

    dependencies = [
        ('backstage_qa', '0040_who_speaks_in_chapters'),
    ]

    operations = [
        migrations.AddField(
            model_name='chapter',
            name='is_question',
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(as_their_titles_tell, migrations.RunPython.noop),
    ]
