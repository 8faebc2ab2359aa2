"""Figures that lists show or are ordered by, stored: adding them up takes too long."""

import django.db.models.deletion
from django.db import migrations, models

ADD_UP = """
INSERT INTO backstage_qa_readtotal (thread_id, readers)
SELECT thread_id, SUM(readers) FROM backstage_qa_readmonth GROUP BY thread_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('backstage_qa', '0041_chapters_that_are_questions'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadTotal',
            fields=[
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='read_total', serialize=False, to='backstage_qa.publishedthread')),
                ('readers', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'readers of a thread',
                'verbose_name_plural': 'readers by thread',
                'default_permissions': (),
                'indexes': [models.Index(fields=['-readers', '-thread'], name='backstage_read_most')],
            },
        ),
        migrations.CreateModel(
            name='CountedFigures',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.PositiveSmallIntegerField()),
                ('since', models.DateTimeField()),
                ('counted_at', models.DateTimeField()),
                ('asked', models.PositiveIntegerField()),
                ('waiting', models.PositiveIntegerField()),
                ('searches', models.PositiveIntegerField()),
                ('public', models.PositiveIntegerField()),
                ('published', models.PositiveIntegerField()),
                ('readers', models.PositiveIntegerField()),
                ('helpful', models.PositiveIntegerField()),
                ('unfeatured', models.PositiveIntegerField()),
                ('profession', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counted_figures', to='backstage_qa.profession')),
            ],
            options={
                'verbose_name': 'figures of a profession',
                'verbose_name_plural': 'figures of professions',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('profession', 'period'), name='backstage_figures_once')],
            },
        ),
        migrations.RunSQL(ADD_UP, migrations.RunSQL.noop),
    ]
