"""What each list of an editor may cost, as ``python -m benchmarks.desk`` measures it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backstage_qa.models import Report
from tests.backstage_qa.desks import editor, signed_in
from tests.factories import ConversationFactory, ProfessionFactory, published_thread

pytestmark = pytest.mark.django_db

MOST = 20
DESK = "/admin/backstage/conversations/"
THREADS = "/admin/snippets/backstage_qa/thread/"
LISTS = [
    DESK,
    f"{DESK}?status=received",
    f"{DESK}?overdue=yes",
    f"{DESK}?assigned=mine",
    f"{DESK}?thread=none&language=en&q=night",
    f"{DESK}?asked_from=2020-01-01",
    THREADS,
    f"{THREADS}?live=true&ordering=-readers",
    f"{THREADS}?review=in_progress",
    f"{THREADS}?freshness=reported",
    f"{THREADS}?featured=false&q=night",
    "/admin/backstage/figures/",
    "/admin/backstage/searches/",
]


@pytest.fixture
def busy():
    profession = ProfessionFactory()
    for status in ("received", "open", "answered"):
        ConversationFactory(profession=profession, status=status, consent=True)
    row = published_thread(professions=[profession])
    Report.objects.create(published_thread=row, reason="It closed.", language="en")


@pytest.mark.parametrize("url", LISTS)
def test_a_list_costs_few_queries(url, busy):
    client = signed_in(editor())
    client.get(url)  # what a process looks up once
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    assert len(captured) <= MOST


@pytest.mark.parametrize("url", LISTS)
def test_a_list_shows_a_page_of_its_rows(url, busy):
    """However many there are: what is not on it is neither read nor drawn."""
    assert signed_in(editor()).get(url).context["paginator"].per_page <= 50
