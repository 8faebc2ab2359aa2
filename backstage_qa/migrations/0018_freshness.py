"""Public texts know when they were verified, and the most helpful list follows it."""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("backstage_qa", "0017_recorded_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Keeping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_on", models.DateField(null=True)),
            ],
            options={
                "verbose_name": "keeping of a thread",
                "verbose_name_plural": "keeping of threads",
                "default_permissions": (),
            },
        ),
        migrations.RemoveIndex(
            model_name="publishedthread",
            name="backstage_public_helpful",
        ),
        migrations.RemoveIndex(
            model_name="publishedthread",
            name="backstage_all_helpful",
        ),
        migrations.AddField(
            model_name="profession",
            name="review_months",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Empty for the usual period.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(120),
                ],
                verbose_name="months until its answers are verified again",
            ),
        ),
        migrations.AddField(
            model_name="publishedthread",
            name="is_overdue",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="publishedthread",
            name="review_due_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="publishedthread",
            name="verified_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="publishedthread",
            name="standing",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(
                        is_overdue=True,
                        then=django.db.models.expressions.CombinedExpression(
                            models.F("helpful"), "-", models.Value(1000000000)
                        ),
                    ),
                    default=models.F("helpful"),
                    output_field=models.IntegerField(),
                ),
                output_field=models.IntegerField(),
            ),
        ),
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
                    ("published", "Published"),
                    ("review", "Still true?"),
                ],
                max_length=12,
                verbose_name="mail",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedthread",
            index=models.Index(
                condition=models.Q(("withdrawn_at", None)),
                fields=["language", "-standing", "-id"],
                name="backstage_public_helpful",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedthread",
            index=models.Index(
                condition=models.Q(("withdrawn_at", None)),
                fields=["-standing", "-id"],
                name="backstage_all_helpful",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedthread",
            index=models.Index(
                condition=models.Q(("withdrawn_at", None)),
                fields=["review_due_on"],
                name="backstage_review_due",
            ),
        ),
        migrations.AddField(
            model_name="keeping",
            name="keeper",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="backstage_kept",
                to=settings.AUTH_USER_MODEL,
                verbose_name="keeper",
            ),
        ),
        migrations.AddField(
            model_name="keeping",
            name="published_thread",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="keeping",
                to="backstage_qa.publishedthread",
            ),
        ),
    ]
