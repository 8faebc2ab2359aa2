"""What an editor arranges on the page of a profession: shown while it is public, gone when not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from backstage_qa.models import Profession, Tag
from careers.models import ProfessionPage
from tests.factories import ExpertFactory, ExpertProfileFactory, ProfessionFactory, published_thread

from .pages import profession_page

pytestmark = pytest.mark.django_db


def read(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def step(title: str, tag=None) -> dict:
    return {"title": title, "duration": "A week", "text": "Somebody reads it.", "tag": tag}


def everything(tag, profile, threads, image, others) -> list[tuple]:
    figures = [{"value": "700", "label": "customers"}]
    return [
        ("text", "<h2>What surprises</h2><p>The writing.</p>"),
        ("figures", {"figures": figures, "source": "Counted in 2026"}),
        ("day", {"moments": [{"time": "8:45", "text": "On our feet."}]}),
        ("quote", {"text": "I like boxes.", "profile": profile}),
        ("picture", {"image": image, "caption": "The counter", "credit": "Drawn by us"}),
        ("threads", {"heading": "Worth reading", "threads": threads}),
        ("often_asked", {"threads": threads}),
        ("latest_threads", {"count": 20}),
        ("films", {"count": 3}),
        ("questions_to_ask", {"questions": ["Is it loud?"]}),
        ("recruitment", {"steps": [step("Doubt", tag), step("First day")]}),
        ("related", others),
    ]


@pytest.fixture
def full_page(settings, tmp_path):
    """``full_page(threads)``: a page that has every block, with so many threads."""
    settings.MEDIA_ROOT = tmp_path
    image = Image.objects.create(title="Counter", file=get_test_image_file(size=(600, 400)))

    def full_page(number: int) -> ProfessionPage:
        profession = ProfessionFactory()
        expert = ExpertFactory(name="Claire", professions=[profession])
        profile = ExpertProfileFactory(expert=expert)
        rows = [
            published_thread(title=f"Question {n}?", professions=[profession], tags=["doubt"])
            for n in range(number)
        ]
        tag = Tag.objects.get(slug="doubt")
        others = [profession_page(ProfessionFactory(name=f"Neighbour {n}")) for n in range(2)]
        image.contextual_alt_text = "A counter"
        image.decorative = False
        body = everything(tag, profile, rows, image, others)
        return profession_page(profession, body=body)

    return full_page


def test_every_block_is_shown(client, full_page):
    html = read(client, full_page(2))
    for words in (
        *("The writing.", "700", "Counted in 2026", "8:45", "I like boxes.", "The counter"),
        *("Drawn by us", "Worth reading", "Is it loud?", "A week", "Neighbour 1"),
    ):
        assert words in html
    assert 'type="image/avif"' in html
    assert 'alt="A counter"' in html
    assert 'loading="lazy"' in html


def test_a_page_of_every_block_costs_the_same_with_twenty_threads_as_with_two(client, full_page):
    pages = [full_page(2), full_page(20)]
    counts = []
    for page in pages:
        client.get(page.url)  # its renditions are made once
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_step_shows_the_newest_three_threads_of_its_tag_in_its_language(client):
    profession = ProfessionFactory()
    for n in range(4):
        published_thread(title=f"Question {n}?", tags=["doubt"])
    gone = published_thread(title="Withdrawn?", tags=["doubt"])
    gone.thread.unpublish()
    tag = Tag.objects.get(slug="doubt")
    page = profession_page(profession, body=[("recruitment", {"steps": [step("Doubt", tag)]})])
    html = read(client, page)
    assert [f"Question {n}?" in html for n in range(4)] == [False, True, True, True]
    assert "Withdrawn?" not in html


def test_a_quote_goes_with_the_publicity_of_its_speaker(client):
    expert = ExpertFactory(name="Claire")
    profile = ExpertProfileFactory(expert=expert)
    page = profession_page(body=[("quote", {"text": "I like boxes.", "profile": profile})])
    assert "I like boxes." in read(client, page)
    block = page.body[0]
    assert block.block.get_api_representation(block.value)["name"] == "Claire"
    expert.agreed_public_on = None
    expert.save()
    assert "I like boxes." not in read(client, page)
    assert block.block.get_api_representation(block.value) is None


def test_a_question_to_ask_opens_the_form_with_it(client):
    body = [("questions_to_ask", {"questions": ["Is it loud & long?"]})]
    page = profession_page(body=body)
    address = (
        f"/en/questions/ask/?profession={page.slug}&amp;subject=Is%20it%20loud%20%26%20long%3F"
    )
    assert f'href="{address}"' in read(client, page)
    form = client.get(address.replace("&amp;", "&")).content.decode()
    assert 'value="Is it loud &amp; long?"' in form
    page.profession.state = Profession.State.CLOSED
    page.profession.save()
    assert "Is it loud" not in read(client, page)


def test_a_related_profession_that_is_not_public_is_left_out(client):
    others = [profession_page(ProfessionFactory(name=name)) for name in ("Actuary", "Zookeeper")]
    page = profession_page(body=[("related", others)])
    others[0].unpublish()
    html = read(client, page)
    assert "Zookeeper" in html
    assert "Actuary" not in html
