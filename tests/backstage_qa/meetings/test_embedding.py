"""A film on other people's pages: the frame, its code and oEmbed."""

import html as markup
import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from backstage_qa.meetings import actions
from backstage_qa.models import Recording
from tests.backstage_qa.desks import member
from tests.factories import RecordingFactory, locale, published_meeting
from tests.heads import head_of

pytestmark = pytest.mark.django_db

TITLE = 'The "night" shift </textarea><script>x</script>'


@pytest.fixture
def row():
    row = published_meeting(title=TITLE)
    RecordingFactory(translation_key=row.translation_key, width=1280, height=720)
    return row


def frame(row) -> str:
    return reverse("backstage_qa:film_frame", args=[row.pk])


def oembed(client, address: str, **asked):
    query = urlencode({"url": address, **asked})
    return client.get(f"{reverse('backstage_qa:meeting_oembed')}?{query}")


def page(row) -> str:
    return f"http://testserver{row.get_absolute_url()}"


def test_other_sites_may_show_the_frame_and_nothing_else(client, row):
    answer = client.get(frame(row))
    policy = answer["Content-Security-Policy"].split("; ")
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert not any(rule.startswith("script-src") for rule in policy)
    assert "X-Frame-Options" not in answer
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "noindex" in answer["X-Robots-Tag"]
    assert b"<video" in answer.content
    assert b"<script" not in answer.content
    for path in (row.get_absolute_url(), "/en/meetings/", "/en/questions/ask/"):
        closed = client.get(path)
        assert "frame-ancestors 'self'" in closed["Content-Security-Policy"]
        assert closed["X-Frame-Options"] == "DENY"


def test_a_frame_that_is_asked_for_again_stays_open(client, row):
    first = client.get(frame(row))
    again = client.get(frame(row), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert "frame-ancestors *" in again["Content-Security-Policy"]
    assert "X-Frame-Options" not in again
    kept = client.get(frame(row))
    assert "frame-ancestors *" in kept["Content-Security-Policy"]
    assert "X-Frame-Options" not in kept


def test_a_frame_begins_at_the_second_of_its_address(client, row):
    assert "film.mp4#t=28" in client.get(f"{frame(row)}?t=28").content.decode()


def test_the_code_can_be_copied_whatever_the_title(client, row):
    html = client.get(row.get_absolute_url()).content.decode()
    code = markup.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)[1])
    assert code.startswith(f'<iframe src="http://testserver{frame(row)}"')
    assert markup.escape(TITLE) in code, "the code is HTML: what it holds stays escaped in it"
    assert "<script>x" not in html


def test_the_page_says_where_its_frame_is_described(client, row):
    head = head_of(client.get(row.get_absolute_url()))
    [link] = [at for at in head.links["alternate"] if at.get("type") == "application/json+oembed"]
    told = client.get(link["href"].removeprefix("http://testserver")).json()
    assert told["type"] == "video"
    assert told["version"] == "1.0"
    assert told["title"] == TITLE
    assert f"http://testserver{frame(row)}" in told["html"]
    assert head.thing("VideoObject")["embedUrl"] == f"http://testserver{frame(row)}"


@pytest.mark.parametrize(
    ("asked", "width"),
    [({}, 640), ({"maxwidth": 320}, 320), ({"maxheight": 224}, 320), ({"maxwidth": 2000}, 2000)],
)
def test_a_frame_fits_where_it_is_to_stand(asked, width, client, row):
    told = oembed(client, page(row), **asked).json()
    assert told["width"] == width
    assert told["height"] == width * 720 / 1280 + 44
    assert f'width="{width}"' in told["html"]
    assert told["height"] <= asked.get("maxheight", 10_000)
    assert ("thumbnail_url" in told) == (width >= 1280), "no thumbnail is larger than asked for"


@pytest.mark.parametrize("asked", ["0", "-1", "x", "12", "1e3", "²", "9" * 40 + "x"])
def test_a_size_that_is_none_is_refused_with_a_reason(asked, client, row):
    answer = oembed(client, page(row), maxwidth=asked)
    assert answer.status_code == 400
    assert "maxwidth" in answer.json()["error"]


def test_only_json_is_written(client, row):
    assert oembed(client, page(row), format="xml").status_code == 501


def test_one_address_answers_for_every_language(client, row):
    french = published_meeting(locale=locale("fr"), translation_key=row.translation_key)
    assert oembed(client, page(french)).json()["title"] == french.title
    assert client.get(frame(french)).status_code == 404, "its frame is in its own language"


@pytest.mark.parametrize(
    "address",
    ["", "x", "http://[", "/en/meetings/", "http://testserver/en/meetings/", "javascript:alert(1)"],
)
def test_what_is_no_meeting_is_not_found(address, client, row):
    assert oembed(client, address).status_code == 404
    assert oembed(client, page(row).replace("testserver", "elsewhere.example")).status_code == 404


def unpublished(row):
    Recording.objects.update(published_at=None)


def cancelled(row):
    actions.cancel(meeting=row.meeting, by=member("HR"))


def withdrawn(row):
    row.meeting.unpublish()


@pytest.mark.parametrize("gone", [unpublished, cancelled, withdrawn])
def test_nothing_is_shown_of_what_is_not_public(gone, client, row):
    gone(row)
    answer = client.get(frame(row))
    assert answer.status_code == 404
    assert answer["X-Frame-Options"] == "DENY"
    assert oembed(client, page(row)).status_code == 404
