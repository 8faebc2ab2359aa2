"""Whoever reads a thread for some seconds in a real browser is counted, once."""

import pytest

from backstage_qa.models import ReadMonth
from tests.factories import published_thread

# Playwright's own clock would take the page's way of arrival from the script.
HURRIED = "const wait = setTimeout; window.setTimeout = (does, ms) => wait(does, ms / 100);"
NOT_STEERED = "Object.defineProperty(navigator, 'webdriver', {get: () => false});"


@pytest.fixture
def thread(transactional_db):
    return published_thread()


def readers() -> int:
    return sum(ReadMonth.objects.values_list("readers", flat=True))


def test_a_reader_is_counted_and_loading_again_is_not(context, screen, thread):
    context.add_init_script(HURRIED + NOT_STEERED)
    with screen.expect_request_finished(lambda request: request.method == "POST"):
        screen.goto(thread.get_absolute_url())
    assert readers() == 1
    screen.reload()
    screen.wait_for_timeout(300)  # six times what the first one took
    assert readers() == 1
    assert context.cookies() == []


def test_a_browser_that_a_program_steers_is_not_counted(context, screen, thread):
    context.add_init_script(HURRIED)
    screen.goto(thread.get_absolute_url())
    screen.wait_for_timeout(300)
    assert readers() == 0
