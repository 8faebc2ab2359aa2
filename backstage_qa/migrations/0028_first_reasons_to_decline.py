"""The reasons to begin with; conversations keep theirs in the words they were told."""

from importlib import import_module

from django.db import migrations

first = import_module("backstage_qa.migrations.0002_groups_and_workflow")

# code before: language: (reason, message)
REASONS = {
    "application_status": {
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
    "pay_claim": {
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
    "not_about_us": {
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
    "abuse": {
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
    for place, worded in enumerate(REASONS.values()):
        for language, (name, text) in worded.items():
            DeclineReason.objects.get_or_create(
                language=language, name=name, defaults={"text": text, "sort_order": place}
            )


def say_in_words(apps, schema_editor):
    Conversation = apps.get_model("backstage_qa", "Conversation")
    for code, worded in REASONS.items():
        declined = Conversation.objects.filter(decline_reason=code)
        declined.filter(language="fr").update(decline_reason=worded["fr"][0])
        declined.exclude(language="fr").update(decline_reason=worded["en"][0])


def say_in_codes(apps, schema_editor):
    Conversation = apps.get_model("backstage_qa", "Conversation")
    for code, worded in REASONS.items():
        names = [name for name, _ in worded.values()]
        Conversation.objects.filter(decline_reason__in=names).update(decline_reason=code)
    Conversation.objects.exclude(decline_reason__in=REASONS).update(decline_reason="")


def let_editors_word_them(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name="Editors"):
        for action in first.WHOLE:
            permission = first._permission(apps, "backstage_qa", "declinereason", action)
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("backstage_qa", "0027_reasons_to_decline")]

    operations = [
        migrations.RunPython(write_first_reasons, migrations.RunPython.noop),
        migrations.RunPython(say_in_words, say_in_codes),
        migrations.RunPython(let_editors_word_them, migrations.RunPython.noop),
    ]
