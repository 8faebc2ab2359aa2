"""Staff as the migration's groups make them, for tests of the admin."""

from django.contrib.auth.models import Group
from django.test import Client

from tests.factories import ExpertFactory, UserFactory


def member(*groups: str, **fields):
    user = UserFactory(**fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    assert user.groups.count() == len(groups)
    return user


def editor(**fields):
    return member("Editors", **fields)


def expert(*professions, **fields):
    """An expert with access to the admin."""
    return ExpertFactory(user=member("Experts"), professions=professions, **fields)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
