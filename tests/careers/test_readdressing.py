"""An address that somebody has leads to what is there now."""

import pytest
from wagtail.models import PageViewRestriction

from backstage_qa.models import FormerSlug, Profession
from careers.models import ProfessionPage
from tests.factories import ProfessionFactory, UserFactory, locale, published_thread

from .pages import profession_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def readdress(django_capture_on_commit_callbacks):
    def readdress(profession, slug):
        profession.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            profession.save()

    return readdress


def leads_to(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 301
    assert not answer.cookies
    return answer["Location"]


def test_the_page_of_a_profession_moves_with_it(client, readdress):
    page = profession_page(ProfessionFactory(slug="actuary"))
    readdress(page.profession, "actuaries")
    readdress(page.profession, "actuarial-science")
    present = "/en/professions/actuarial-science/"
    assert client.get(present).status_code == 200
    assert page.profession.get_absolute_url() == present
    for former in ("actuary", "actuaries"):
        assert leads_to(client, f"/en/professions/{former}/") == present


def test_an_older_text_does_not_bring_an_older_address_back(client, readdress):
    page = profession_page(ProfessionFactory(slug="actuary"))
    page.title = "Drafted before"
    draft = page.save_revision()
    readdress(page.profession, "actuaries")
    draft.publish()
    assert "Drafted before" in client.get("/en/professions/actuaries/").text


def test_a_page_that_an_editor_moves_leaves_a_redirect(client, django_capture_on_commit_callbacks):
    page = profession_page().get_parent().specific
    page.slug = "jobs"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert leads_to(client, "/en/professions/") == "/en/jobs/"


def test_a_page_in_the_way_stays_and_so_does_the_one_that_would_move(client, readdress):
    profession_page(ProfessionFactory(slug="taken"))
    Profession.objects.get(slug="taken").delete()
    page = profession_page(ProfessionFactory(slug="actuary"))
    readdress(page.profession, "taken")
    assert client.get("/en/professions/actuary/").status_code == 200
    assert ProfessionPage.objects.get(slug="taken").profession is None


@pytest.mark.parametrize("rest", ["", "&tag=pay"])
def test_a_list_at_a_former_address_leads_to_the_present_one(client, readdress, rest):
    profession = ProfessionFactory(slug="actuary")
    published_thread(professions=[profession], tags=["pay"])
    readdress(profession, "actuaries")
    target = leads_to(client, f"/en/questions/?profession=actuary{rest}")
    assert target == f"/en/questions/?profession=actuaries{rest}"
    assert client.get(target).status_code == 200
    assert client.get("/fr/questions/?profession=actuary").status_code == 404


def test_feeds_and_the_way_to_ask_know_former_addresses(client, readdress):
    profession = ProfessionFactory(slug="actuary", name="Actuary")
    readdress(profession, "actuaries")
    feed = client.get("/en/questions/feed.json?profession=actuary").json()
    assert feed["feed_url"].endswith("?profession=actuaries")
    assert client.get("/en/questions/ask/?profession=actuary").context["profession"] == profession


def test_who_has_an_address_now_comes_before_who_had_it(client, readdress):
    first = ProfessionFactory(slug="actuary")
    readdress(first, "actuaries")
    second = ProfessionFactory(slug="actuary", name="The new one")
    assert "The new one" in client.get("/en/questions/?profession=actuary").text
    readdress(second, "other")
    readdress(first, "actuary")  # back: its own address is no former one
    assert client.get("/en/questions/?profession=actuary").status_code == 200
    assert not FormerSlug.objects.filter(profession=first, slug="actuary").exists()


def test_a_redirect_to_a_page_for_some_tells_no_more_than_the_page(client, readdress):
    page = profession_page(ProfessionFactory(slug="actuary", locale=locale("fr")))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    readdress(page.profession, "actuaire")
    answer = client.get(leads_to(client, "/fr/professions/actuary/"))
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_an_editor_readdresses_a_profession_in_the_admin(client):
    profession = ProfessionFactory(slug="actuary")
    page = profession_page(profession)
    client.force_login(
        UserFactory(is_superuser=True, is_staff=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    fields = {"name": profession.name, "slug": "actuaries", "state": profession.state}
    address = f"/admin/snippets/backstage_qa/profession/edit/{profession.pk}/"
    client.post(address, fields | {"family": "", "summary": ""})
    page.refresh_from_db()
    assert page.slug == "actuaries"
