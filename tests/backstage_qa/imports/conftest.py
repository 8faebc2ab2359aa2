"""A site with one profession in two languages."""

import pytest

from tests.factories import ProfessionFactory, locale


@pytest.fixture
def physicist():
    english = ProfessionFactory(name="Physicist", slug="physicist")
    ProfessionFactory(
        name="Physicienne, physicien",
        slug="physicien",
        locale=locale("fr"),
        translation_key=english.translation_key,
    )
    return english
