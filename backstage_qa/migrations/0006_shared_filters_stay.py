"""What an editor shares with the others stays when their account is deleted."""

from django.conf import settings
from django.db import migrations, models

import backstage_qa.saved_filters.models


class Migration(migrations.Migration):
    dependencies = [
        ("backstage_qa", "0005_first_due"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            "savedfilter",
            "user",
            models.ForeignKey(
                null=True,
                on_delete=backstage_qa.saved_filters.models.keep_shared,
                related_name="backstage_saved_filters",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
