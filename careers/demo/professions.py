"""Families and professions of the demonstration."""

from wagtail.models import Locale

from backstage_qa.models import Family, Profession

from .files import read_json, read_lines

NCS_NOTE = "Contains public sector information licensed under the Open Government Licence v3.0"
NCS_SITE = "https://nationalcareers.service.gov.uk"


def load_families() -> dict[tuple[str, str], Family]:
    """Families by (language, key)."""
    families = {}
    for order, row in enumerate(read_json("families.json")):
        english = None
        for locale in Locale.objects.order_by("language_code"):
            language = locale.language_code
            family = Family(
                locale=locale,
                name=row["name"][language],
                slug=row["key"],
                intro=row["intro"][language],
                sort_order=order,
            )
            if english:
                family.translation_key = english.translation_key
            english = english or family
            family.save()
            families[language, row["key"]] = family
    return families


def load_professions(families) -> dict[tuple[str, str], tuple[Profession, dict]]:
    """Professions with the row they come from, by (language, slug)."""
    english = Locale.objects.get(language_code="en")
    french = Locale.objects.get(language_code="fr")
    family_of = {
        title: row["key"] for row in read_json("families.json") for title in row["ncs_titles"]
    }
    profiles = {row["title"]: row for row in read_lines("ncs_finance.jsonl")}
    loaded = {}
    keys = {}
    for row in read_json("professions_en.json"):
        profile = profiles[row["ncs_title"]]
        profession = Profession.objects.create(
            locale=english,
            name=profile["title"],
            slug=row["slug"],
            family=families["en", family_of[profile["title"]]],
            summary=profile["description"],
            state=row["state"],
            source_note=NCS_NOTE,
            source_url=NCS_SITE + profile["url"],
        )
        loaded["en", row["slug"]] = (profession, profile)
        keys[profile["title"]] = profession.translation_key
    for row in read_json("professions_en_extra.json"):
        profession = _own(row, english, families)
        profession.save()
        loaded["en", row["slug"]] = (profession, row)
        keys[row["twin"]] = profession.translation_key
    for row in read_json("professions_fr.json"):
        profession = _own(row, french, families)
        twin = keys.pop(row["ncs_title"], None) or keys.pop(row["slug"], None)
        if twin:
            profession.translation_key = twin
        profession.save()
        loaded["fr", row["slug"]] = (profession, row)
    return loaded


def _own(row: dict, locale: Locale, families) -> Profession:
    return Profession(
        locale=locale,
        name=row["title"],
        slug=row["slug"],
        family=families[locale.language_code, row["family"]],
        summary=row["summary"],
        state=row["state"],
        is_subject=row["subject"],
    )
