"""Readers of a thread, by month."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('backstage_qa', '0019_verified_when_published'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('readers', models.PositiveIntegerField(default=0)),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='read_months', to='backstage_qa.publishedthread')),
            ],
            options={
                'verbose_name': 'readers of a month',
                'verbose_name_plural': 'readers by month',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('thread', 'month'), name='backstage_read_month')],
            },
        ),
    ]
