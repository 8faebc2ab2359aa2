"""Readers say what is no longer true."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("backstage_qa", "0022_spoken_passages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="notification",
            name="kind",
            field=models.CharField(
                choices=[
                    ("received", "Question received"),
                    ("assigned", "Question for you"),
                    ("follow_up", "Follow-up"),
                    ("held", "Holding reply"),
                    ("answered", "Answered"),
                    ("declined", "Declined"),
                    ("merged", "Merged"),
                    ("published", "Published"),
                    ("review", "Still true?"),
                    ("reported", "No longer true"),
                    ("report_ended", "Answer to a report"),
                ],
                max_length=12,
                verbose_name="mail",
            ),
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("language", models.CharField(max_length=10)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="backstage_qa.publishedthread",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="backstage_reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "report of a reader",
                "verbose_name_plural": "reports of readers",
                "ordering": ["created_at", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="notification",
            name="report",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="backstage_qa.report",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["published_thread"],
                name="backstage_report_open",
            ),
        ),
    ]
