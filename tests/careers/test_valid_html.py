"""The Nu HTML checker finds nothing in the pages; skipped where Java or the checker is missing."""

import shutil
import subprocess

import pytest
from django.template.loader import render_to_string

from careers.models import BrandSettings
from tests.factories import ExpertFactory, ExpertProfileFactory, ProfessionFactory, published_thread
from tests.house.sources import ROOT

from .pages import profession_page

JAR = ROOT / "audit/node_modules/vnu-jar/build/dist/vnu.jar"

pytestmark = [
    pytest.mark.any_database,
    pytest.mark.django_db,
    pytest.mark.skipif(not (JAR.exists() and shutil.which("java")), reason="no HTML checker here"),
]


@pytest.fixture
def addresses(settings):
    settings.ROOT_URLCONF = "tests.browser.components_urls"
    BrandSettings(employer="Aurore", application_site="https://jobs.aurore.example/").save()
    page = profession_page(ProfessionFactory(slug="actuary"))
    expert = ExpertFactory(professions=[page.profession])
    ExpertProfileFactory(expert=expert)
    thread = published_thread(professions=[page.profession], tags=["pay"])
    return {
        "home": "/en/",
        "professions": "/en/professions/",
        "profession": page.url,
        "thread": thread.get_absolute_url(),
        "list": "/en/questions/",
        "empty": "/en/questions/?tag=nothing",
        "ask": "/en/questions/ask/?profession=actuary",
        "experts": "/en/experts/",
        "expert": f"/en/experts/{expert.pk}/{expert.name.lower().replace(' ', '-')}/",
        "offers": "/en/offers/",
        "text": "/en/privacy/",
        "sign-in": "/en/accounts/login/",
        "components": "/demo/components/en/",
        "composants": "/demo/components/fr/",
        "missing": "/en/nothing-here/",
    }


def test_pages_are_valid_html(client, addresses, tmp_path):
    for name, address in addresses.items():
        answer = client.get(address)
        assert answer.status_code == (404 if name == "missing" else 200), address
        (tmp_path / f"{name}.html").write_bytes(answer.content)
    (tmp_path / "error.html").write_text(render_to_string("500.html"), encoding="utf-8")
    checked = subprocess.run(
        ["java", "-jar", JAR, "--format", "gnu", *sorted(tmp_path.glob("*.html"))],
        capture_output=True,
        text=True,
    )
    assert checked.stderr == ""
