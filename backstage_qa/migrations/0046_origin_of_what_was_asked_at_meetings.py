"""What nobody in particular asked at a meeting does not say that its candidate agreed."""

from django.db import migrations, models


def as_their_conversations_tell(apps, schema_editor):
    ThreadSource = apps.get_model("backstage_qa", "ThreadSource")
    aloud = ThreadSource.objects.filter(
        conversation__meeting__isnull=False, conversation__candidate=None
    ).values("thread")
    for name, key in (("Thread", "pk__in"), ("PublishedThread", "thread__in")):
        rows = apps.get_model("backstage_qa", name).objects.filter(origin="conversation")
        rows.filter(**{key: aloud}).update(origin="meeting")


class Migration(migrations.Migration):

    dependencies = [
        ('backstage_qa', '0045_confirmations'),
    ]

    operations = [
        migrations.AlterField(
            model_name='expertprofile',
            name='origin',
            field=models.CharField(choices=[('conversation', 'From conversations'), ('meeting', 'Asked at meetings'), ('editors', 'Written by the editors'), ('import', 'Imported'), ('demo', 'Demonstration')], default='editors', editable=False, max_length=20, verbose_name='origin'),
        ),
        migrations.AlterField(
            model_name='meeting',
            name='origin',
            field=models.CharField(choices=[('conversation', 'From conversations'), ('meeting', 'Asked at meetings'), ('editors', 'Written by the editors'), ('import', 'Imported'), ('demo', 'Demonstration')], default='editors', editable=False, max_length=20, verbose_name='origin'),
        ),
        migrations.AlterField(
            model_name='publishedthread',
            name='origin',
            field=models.CharField(choices=[('conversation', 'From conversations'), ('meeting', 'Asked at meetings'), ('editors', 'Written by the editors'), ('import', 'Imported'), ('demo', 'Demonstration')], max_length=20),
        ),
        migrations.AlterField(
            model_name='thread',
            name='origin',
            field=models.CharField(choices=[('conversation', 'From conversations'), ('meeting', 'Asked at meetings'), ('editors', 'Written by the editors'), ('import', 'Imported'), ('demo', 'Demonstration')], default='editors', editable=False, max_length=20, verbose_name='origin'),
        ),
        migrations.RunPython(as_their_conversations_tell, migrations.RunPython.noop),
    ]
