"""What is public counts as verified on the day on which it was last published."""

import calendar

from django.db import migrations

BATCH = 500


def a_year_after(day):
    is_leap = day.month == 2 and day.day == 29 and not calendar.isleap(day.year + 1)
    return day.replace(year=day.year + 1, day=28 if is_leap else day.day)


def verify(apps, schema_editor):
    published = apps.get_model("backstage_qa", "PublishedThread").objects
    rows = published.filter(withdrawn_at=None, verified_on=None).exclude(origin="import")
    while batch := list(rows.only("updated_at").order_by("pk")[:BATCH]):
        for row in batch:
            row.verified_on = row.updated_at.date()
            row.review_due_on = a_year_after(row.verified_on)
        published.bulk_update(batch, ["verified_on", "review_due_on"])


class Migration(migrations.Migration):
    dependencies = [("backstage_qa", "0018_freshness")]

    operations = [migrations.RunPython(verify, migrations.RunPython.noop)]
