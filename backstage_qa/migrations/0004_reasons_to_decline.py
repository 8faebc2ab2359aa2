"""The reasons to decline to begin with, in both languages; editors word them."""

from django.db import migrations

# what it is proposed for: language: (reason, message)
REASONS = {
    "application": {
        "en": (
            "It is about the state of an application",
            "Thank you for writing to us. Nobody on Backstage sees applications: the contact "
            "named in your candidate account can tell you where yours stands.",
        ),
        "fr": (
            "Elle porte sur l’état d’une candidature",
            "Merci de nous avoir écrit. Personne, sur Backstage, n’a accès aux "
            "candidatures\u00a0: le contact indiqué dans votre espace candidat pourra vous dire "
            "où en est la vôtre.",
        ),
    },
    "pay": {
        "en": (
            "It is about a claim on pay",
            "Thank you for writing to us. We cannot look into a claim on pay here: please write "
            "to the contact named on your payslip or in your contract.",
        ),
        "fr": (
            "Elle porte sur une réclamation de paie",
            "Merci de nous avoir écrit. Nous ne pouvons pas traiter ici une réclamation de "
            "paie\u00a0: adressez-vous au contact indiqué sur votre bulletin ou votre contrat.",
        ),
    },
    "customer": {
        "en": (
            "It is not about us or our professions",
            "Thank you for writing to us. Your question is not about us or our professions, and "
            "we do not want to give you a poor answer.",
        ),
        "fr": (
            "Elle ne porte ni sur nous ni sur nos métiers",
            "Merci de nous avoir écrit. Votre question ne porte ni sur nous ni sur nos métiers, "
            "et nous ne voudrions pas vous répondre à côté.",
        ),
    },
    "insult": {
        "en": (
            "It is abusive",
            "We answer every question that is asked with respect. Write to us again in other "
            "words, and we will gladly answer you.",
        ),
        "fr": (
            "Elle est injurieuse",
            "Nous répondons à toute question posée avec respect. Écrivez-nous de nouveau en "
            "d’autres termes, et nous vous répondrons volontiers.",
        ),
    },
}


def write_first_reasons(apps, schema_editor):
    DeclineReason = apps.get_model("backstage_qa", "DeclineReason")
    for place, (fits, worded) in enumerate(REASONS.items()):
        for language, (name, text) in worded.items():
            DeclineReason.objects.get_or_create(
                language=language,
                name=name,
                defaults={"text": text, "sort_order": place, "fits": fits},
            )


class Migration(migrations.Migration):
    dependencies = [("backstage_qa", "0003_search")]

    operations = [migrations.RunPython(write_first_reasons, migrations.RunPython.noop)]
