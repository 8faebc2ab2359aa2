"""What came from where, and the links that lead from one thread to another."""


import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('backstage_qa', '0005_withdrawn_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportedThread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=120)),
                ('external_id', models.CharField(max_length=200)),
                ('fingerprint', models.CharField(max_length=64)),
                ('revision', models.PositiveBigIntegerField()),
                ('live_revision', models.PositiveBigIntegerField(null=True)),
            ],
            options={
                'verbose_name': 'imported thread',
                'verbose_name_plural': 'imported threads',
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=200)),
            ],
            options={
                'verbose_name': 'link of a thread',
                'verbose_name_plural': 'links of threads',
            },
        ),
        migrations.AlterField(
            model_name='entry',
            name='kind',
            field=models.CharField(choices=[('question', 'Question'), ('answer', 'Answer'), ('follow_up', 'Follow-up')], max_length=10, verbose_name='kind'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['source_url'], name='backstage_entry_source'),
        ),
        migrations.AddField(
            model_name='importedthread',
            name='thread',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='imported_from', to='backstage_qa.thread'),
        ),
        migrations.AddField(
            model_name='link',
            name='thread',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='backstage_qa.publishedthread'),
        ),
        migrations.AddConstraint(
            model_name='importedthread',
            constraint=models.UniqueConstraint(fields=('source', 'external_id'), name='backstage_imported'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(fields=('address', 'thread'), name='backstage_link'),
        ),
    ]
