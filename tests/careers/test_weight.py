"""What a reader's browser has to fetch before a page is drawn, uncompressed."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from home.models import HomePage
from tests.factories import ProfessionFactory, published_thread

from .pages import profession_page

pytestmark = pytest.mark.django_db

KILOBYTE = 1024
LINKED = re.compile(r'(?:href|src)="/static/([^"]+\.(css|js))"')


@pytest.fixture
def addresses():
    page = profession_page(ProfessionFactory())
    thread = published_thread(professions=[page.profession])
    return ["/en/", page.url, thread.get_absolute_url(), "/en/questions/", "/en/experts/"]


def test_pages_are_light(client, addresses):
    assert HomePage.objects.exists()
    for address in addresses:
        html = client.get(address).content.decode()
        weight = {"css": 0, "js": 0}
        for name, kind in set(LINKED.findall(html)):
            weight[kind] += Path(finders.find(name)).stat().st_size
        assert weight["css"] <= 30 * KILOBYTE, address
        assert weight["js"] <= 20 * KILOBYTE, address
        assert len(html.encode()) + sum(weight.values()) <= 150 * KILOBYTE, address
        assert not re.search(r"<style|<script(?! type=| src=)|\sstyle=", html), address
