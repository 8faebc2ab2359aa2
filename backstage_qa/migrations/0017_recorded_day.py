from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("backstage_qa", "0016_spam"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordedDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
            ],
            options={
                "verbose_name": "day of the record",
                "verbose_name_plural": "days of the record",
                "default_permissions": (),
            },
        ),
    ]
