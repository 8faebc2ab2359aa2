"""What each reason is proposed for; the first ones by the words they began with."""

from importlib import import_module

from django.db import migrations, models

first = import_module("backstage_qa.migrations.0028_first_reasons_to_decline")

FITS = {
    "application_status": "application",
    "pay_claim": "pay",
    "not_about_us": "customer",
    "abuse": "insult",
}


def say_what_they_fit(apps, schema_editor):
    DeclineReason = apps.get_model("backstage_qa", "DeclineReason")
    for code, fits in FITS.items():
        names = [name for name, _ in first.REASONS[code].values()]
        DeclineReason.objects.filter(name__in=names).update(fits=fits)


class Migration(migrations.Migration):

    dependencies = [
        ('backstage_qa', '0038_questions_heard_in_films'),
    ]

    operations = [
        migrations.AddField(
            model_name='declinereason',
            name='fits',
            field=models.CharField(blank=True, choices=[('application', 'the state of an application'), ('pay', 'a claim on pay'), ('customer', 'a customer’s account, card or contract'), ('insult', 'insults')], help_text='What a question must seem to be about, for this reason to be proposed.', max_length=20, verbose_name='proposed for'),
        ),
        migrations.RunPython(say_what_they_fit, migrations.RunPython.noop),
    ]
