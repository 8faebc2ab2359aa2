"""Filters that an editor shares with all editors."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('backstage_qa', '0042_figures_that_were_counted'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='savedfilter',
            options={'default_permissions': ('delete',), 'ordering': ['listing', 'name'], 'verbose_name': 'saved filter', 'verbose_name_plural': 'saved filters'},
        ),
        migrations.AddField(
            model_name='savedfilter',
            name='is_shared',
            field=models.BooleanField(db_default=False, default=False, help_text='They find it above the list, under your name. You alone change it.', verbose_name='shared with all editors'),
        ),
    ]
