"""The people of the demonstration: one account per role, and the experts."""

import datetime
from dataclasses import dataclass
from functools import cache

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from backstage_qa.models import Absence, Expert, ExpertProfile, Origin

from .files import FOLDER, read_json

PASSWORD = "backstage-demo"  # noqa: S105 - printed by the demo, and good for nothing else


@dataclass(frozen=True)
class Account:
    role: str
    email: str
    signs_in: str


ACCOUNTS = [
    Account("candidate", "camille@example.com", "code by mail"),
    Account("expert", "claire.marchand@aurore.example", PASSWORD),
    Account("editor", "editor@aurore.example", PASSWORD),
    Account("second editor", "editor2@aurore.example", PASSWORD),
    Account("HR", "hr@aurore.example", PASSWORD),
    Account("administrator", "admin@aurore.example", PASSWORD),
]
ADMINISTRATOR = ACCOUNTS[-1].email

STAFF = [
    ("editor@aurore.example", "Anne", "Lefort", "Editors"),
    ("editor2@aurore.example", "Tom", "Whitby", "Editors"),
    ("hr@aurore.example", "Nadia", "Roche", "HR"),
]


@cache
def _hashed_password() -> str:
    """Hashing is slow on purpose, and they all have the same one."""
    return make_password(PASSWORD)


def _person(email: str, **fields):
    user = get_user_model().objects.create_user(email, **fields)
    user.password = _hashed_password()
    user.save()
    return user


def load_staff() -> dict[str, object]:
    """Editors, HR and the administrator, by address."""
    staff = {}
    for email, first_name, last_name, group in STAFF:
        user = _person(email, first_name=first_name, last_name=last_name)
        user.groups.add(Group.objects.get(name=group))
        staff[email] = user
    staff[ADMINISTRATOR] = _person(
        ADMINISTRATOR, first_name="Sacha", last_name="Morel", is_staff=True, is_superuser=True
    )
    return staff


def load_experts(professions) -> dict[str, Expert]:
    """Experts by key, with their published profiles, portraits and absences."""
    experts = {}
    today = timezone.localdate()
    group = Group.objects.get(name="Experts")
    for row in read_json("experts.json"):
        first_name, _, last_name = row["name"].partition(" ")
        user = _person(row["email"], first_name=first_name, last_name=last_name)
        user.groups.add(group)
        UserProfile.objects.create(user=user, preferred_language=row["languages"][0])
        expert = Expert.objects.create(
            user=user,
            name=row["name"],
            weekly_capacity=row["weekly_capacity"],
            agreed_public_on=today - datetime.timedelta(days=200),
        )
        for language, slugs in row["professions"].items():
            expert.professions.add(*(professions[language, slug][0] for slug in slugs))
        if row["away_from_days"] is not None:
            Absence.objects.create(
                expert=expert,
                starts_on=today + datetime.timedelta(days=row["away_from_days"]),
                ends_on=today + datetime.timedelta(days=row["away_to_days"]),
            )
        _load_profiles(expert, row)
        experts[row["key"]] = expert
    return experts


def _load_profiles(expert: Expert, row: dict) -> None:
    portrait = FOLDER / row["portrait"]
    with portrait.open("rb") as file:
        image = get_image_model().objects.create(
            title=row["name"], file=ImageFile(file, name=portrait.name)
        )
    for locale in Locale.objects.filter(language_code__in=row["languages"]):
        profile = ExpertProfile(
            expert=expert,
            locale=locale,
            name=row["name"],
            job_title=row["job_title"][locale.language_code],
            team=row["team"][locale.language_code],
            since=row["since"],
            bio=row["bio"][locale.language_code],
            portrait=image,
            origin=Origin.DEMO,
        )
        profile.save()
        profile.save_revision().publish(log_action=False)
