"""The page of a meeting that was filmed, the files behind it, and who may have them."""

import datetime
import re
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from backstage_qa.kept import forget
from backstage_qa.meetings import actions, preparing
from backstage_qa.meetings.files import LINK_SECONDS, address
from backstage_qa.models import Meeting, Recording
from tests.backstage_qa.desks import member, signed_in
from tests.backstage_qa.test_html import PAYLOADS
from tests.factories import RecordingFactory, held_meeting, locale
from tests.heads import head_of
from tests.schema_org import faults

pytestmark = pytest.mark.django_db

CHAPTERS = "0:00 Good evening\n0:12 Three in the morning\n0:28 Must I have studied?"
FOLDER = Path("careers/demo/data/film")
CONTENT = bytes(range(256)) * 4


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def row():
    return held_meeting(title="The night shift")


@pytest.fixture
def film(row):
    """A public film of a kilobyte with three chapters."""
    film = RecordingFactory(translation_key=row.translation_key)
    storage = film.original.storage
    film.film = storage.save(f"{film.folder}/film.mp4", ContentFile(CONTENT))
    for number in range(6):
        storage.save(film.frame_name(number), ContentFile(b"\xff\xd8picture"))
    film.save()
    actions.set_chapters(recording=film, language="en", text=CHAPTERS, by=member("HR"))
    Recording.objects.update(published_at=film.published_at)
    film.refresh_from_db()
    return film


def whole(response) -> bytes:
    return b"".join(response) if response.streaming else response.content


def page(client, row, query="") -> str:
    return client.get(row.get_absolute_url() + query).content.decode()


def test_a_film_is_watched_without_a_script(client, row, film):
    html = page(client, row)
    source = address(film, "film.mp4")
    assert f'src="{source}"' in html
    assert f'poster="{address(film, "poster.jpg")}"' in html
    assert f'<track kind="captions" src="{address(film, "captions-en.vtt")}"' in html
    assert "Good evening." in html
    for second, clock in ((0, "0:00"), (12, "0:12"), (28, "0:28")):
        assert f'id="chapter-{second}"' in html
        assert re.search(rf'href="\?t={second}#film"[^>]*>.*?{clock}', html, re.DOTALL)
    assert f'src="{source}#t=28"' in page(client, row, "?t=28")


@pytest.mark.parametrize("asked", ["28", "28s", "0m28s", "0h0m28s", "0m28"])
def test_a_moment_is_read_as_other_sites_write_it(asked, client, row, film):
    assert f'src="{address(film, "film.mp4")}#t=28"' in page(client, row, f"?t={asked}")


@pytest.mark.parametrize("asked", ["m", "28x", "x", "-1", "9999", "1.5", "%00", "١", "9" * 30])
def test_a_moment_that_is_none_begins_at_the_beginning(asked, client, row, film):
    assert f'src="{address(film, "film.mp4")}"' in page(client, row, f"?t={asked}")


def test_a_page_shows_what_it_has_in_its_language(client, row, film):
    french = held_meeting(locale=locale("fr"), translation_key=row.translation_key)
    html = page(client, french)
    assert 'lang="en"' in html, "what is in another language says so"
    film.tracks.create(kind="subtitles", language="fr", cues=[[0, 60, "Bonsoir à tous."]])
    assert "Bonsoir à tous." in page(client, french)
    assert "Bonsoir" not in page(client, row)


def test_a_page_costs_as_little_with_four_thousand_captions(client, row, film):
    client.get(row.get_absolute_url())

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(row.get_absolute_url())
        return len(captured)

    before = cost()
    cues = [[n, n + 1, f"Sentence {n} of the evening."] for n in range(4000)]
    film.tracks.update(cues=cues)
    Recording.objects.update(duration=4000)
    for n in range(3, 60):
        film.chapters.create(language="en", starts_at=n * 60, title=f"Chapter {n}")
    assert cost() == before <= 12
    forget()  # as a process knows nothing at its first request
    assert cost() <= 12
    html = page(client, row)
    assert "Sentence 3999" in html
    assert html.count("backstage-film__said") < 800


def test_machines_are_told_of_the_film(client, row, film):
    head = head_of(client.get(row.get_absolute_url()))
    assert [fault for thing in head.things for fault in faults(thing)] == []
    video = head.thing("VideoObject")
    assert video["duration"] == "PT60S"
    assert [clip["startOffset"] for clip in video["hasPart"]] == [0, 12, 28]
    assert video["hasPart"][2]["url"].endswith("?t=28")
    assert video["transcript"] == "Good evening."


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-99", 206, 0, 100),
        ("bytes=1000-", 206, 1000, 1024),
        ("bytes=1000-9999", 206, 1000, 1024),
        ("bytes=-24", 206, 1000, 1024),
        ("bytes=0-1,5-6", 200, 0, 1024),
        ("lines=0-1", 200, 0, 1024),
        ("bytes=-", 200, 0, 1024),
        ("", 200, 0, 1024),
    ],
)
def test_a_player_asks_for_parts(asked, status, start, end, client, film):
    response = client.get(address(film, "film.mp4"), headers={"range": asked})
    assert response.status_code == status
    assert whole(response) == CONTENT[start:end]
    assert response["Content-Length"] == str(end - start)
    assert response["Accept-Ranges"] == "bytes"
    if status == 206:
        assert response["Content-Range"] == f"bytes {start}-{end - 1}/1024"


def test_a_part_that_is_not_there(client, film):
    response = client.get(address(film, "film.mp4"), headers={"range": "bytes=2000-"})
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */1024"


def test_a_part_of_a_film_that_changed_is_the_whole(client, film):
    headers = {"range": "bytes=0-9", "if-range": '"another"'}
    assert whole(client.get(address(film, "film.mp4"), headers=headers)) == CONTENT


def test_a_file_that_is_known_is_not_sent_again(client, film):
    first = client.get(address(film, "film.mp4"))
    whole(first)
    again = client.get(address(film, "film.mp4"), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert "public" in again["Cache-Control"]
    assert "Vary" not in first


NAMES = ["film.mp4", "poster.jpg", "captions-en.vtt", "chapters-en.vtt", "transcript-en.txt"]


def test_hr_previews_the_page_with_a_film_that_is_not_public(client, row, film):
    actions.unpublish(recording=film, by=member("HR"))
    assert "<video" not in page(client, row)
    html = row.meeting.make_preview_request().content.decode()
    assert "Good evening." in html
    [captions] = re.findall(r'kind="captions" src="([^"]*)"', html)
    assert client.get(captions).status_code == 200
    assert client.get(captions.partition("?")[0]).status_code == 404
    Recording.objects.update(state="working")
    assert "<video" not in row.meeting.make_preview_request().content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_nobody_guesses_the_files_of_a_film_that_is_not_public(name, client, row, film):
    assert whole(client.get(address(film, name)))
    actions.unpublish(recording=film, by=member("HR"))
    signed = address(film, name, signed=True)
    assert client.get(address(film, name)).status_code == 404
    assert client.get(signed[:-1] + "x").status_code == 404
    response = client.get(signed)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    whole(response)


def test_a_signed_link_expires_and_opens_one_film(client, film):
    actions.unpublish(recording=film, by=member("HR"))
    other = RecordingFactory(translation_key="00000000-0000-4000-8000-000000000009")
    key = address(film, "film.mp4", signed=True).split("?")[1]
    assert client.get(f"{address(other, 'captions-en.vtt')}?{key}").status_code == 404
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=LINK_SECONDS + 5)):
        assert client.get(f"{address(film, 'film.mp4')}?{key}").status_code == 404


@pytest.mark.parametrize(
    "name", ["original", "..%2fsecret", "frame-9.jpg", "captions-xx.vtt", "film.mp4.bak"]
)
def test_no_other_file_is_given(name, client, film):
    url = address(film, "film.mp4").replace("film.mp4", name)
    assert client.get(url).status_code == 404


@pytest.mark.any_database
def test_nothing_that_was_typed_runs(client, row, film):
    for payload in PAYLOADS:
        if "<" not in payload:
            continue
        film.tracks.update(cues=[[0, 9, payload]])
        film.chapters.update(title=payload[:200])
        assert payload not in page(client, row)
        for name in ("captions-en.vtt", "chapters-en.vtt"):
            assert payload not in client.get(address(film, name)).content.decode()


# --- HR's screen -------------------------------------------------------------


def screen(row) -> str:
    return reverse(Meeting.snippet_viewset.get_url_name("film"), args=[row.meeting_id])


def test_hr_walks_the_whole_road(row, client):
    nadia, colleague = signed_in(member("HR")), signed_in(member("HR"))
    url = screen(row)
    assert "Upload the film" in nadia.get(url).content.decode()
    with (FOLDER / "film.mp4").open("rb") as file:
        sent = {"verb": "upload", "language": "en", "film": file}
        assert nadia.post(url, sent).url == f"{url}#main"
    preparing.prepare(Recording.objects.get().pk)
    html = nadia.get(url).content.decode()
    assert "Before it can be public:" in html
    assert 'value="publish"' not in html
    with (FOLDER / "night-shift/captions_en.vtt").open("rb") as captions:
        about = {"language": "en", "kind": "captions", "file": captions}
        nadia.post(url, {"verb": "add_track", **about})
    nadia.post(url, {"verb": "set_chapters", "language": "en", "text": CHAPTERS})
    nadia.post(url, {"verb": "choose_poster", "frame": 1})
    nadia.post(url, {"verb": "described"})
    html = nadia.get(url).content.decode()
    assert "Somebody who did not prepare it publishes it" in html
    assert 'value="publish"' not in html
    assert nadia.post(url, {"verb": "publish"}).status_code == 422
    assert 'value="publish"' in colleague.get(url).content.decode()
    colleague.post(url, {"verb": "publish"})
    assert "Three in the morning" in page(client, row)
    colleague.post(url, {"verb": "unpublish"})
    assert "Three in the morning" not in page(client, row)


ABOUT = {"kind": "captions", "language": "en"}
NO_CAPTIONS = ContentFile(b"x", "x.vtt")
OF_CHAPTERS = b"WEBVTT\n\n00:00.000 --> 00:20.000\nA\n\n00:20.000 --> 00:40.000\nB\n\n"


def test_chapters_are_sent_as_a_file(row, film):
    hr, about = (
        signed_in(member("HR")),
        {"verb": "set_chapters", "language": "en", "text": "0:00 A"},
    )
    whole_file = ContentFile(OF_CHAPTERS + b"00:40.000 --> 01:00.000\nC", "chapters.vtt")
    assert hr.post(screen(row), about | {"file": whole_file}).status_code == 302
    assert [(c.starts_at, c.title) for c in film.chapters.all()] == [(0, "A"), (20, "B"), (40, "C")]
    refused = hr.post(screen(row), about | {"file": ContentFile(OF_CHAPTERS, "chapters.vtt")})
    assert refused.status_code == 422
    assert "three chapters" in refused.content.decode()
    assert film.chapters.count() == 3


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"verb": "upload", "language": "en"}, "Choose the file of the film"),
        ({"verb": "set_chapters", "language": "en", "text": "0:00 A"}, "three chapters"),
        ({"verb": "set_chapters", "language": "xx", "text": ""}, "Select a valid choice"),
        ({"verb": "choose_poster"}, "Choose a picture"),
        (
            {"verb": "add_track", **ABOUT, "file": NO_CAPTIONS, "replace": "on"},
            "neither a WebVTT nor an SRT",
        ),
    ],
)
def test_what_is_refused_is_said_on_the_screen(sent, said, row, film):
    response = signed_in(member("HR")).post(screen(row), sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert Recording.objects.public().exists()


@pytest.mark.parametrize("verb", ["", "delete", "__class__", "remove_track"])
def test_there_are_no_other_verbs(verb, row, film):
    assert signed_in(member("HR")).post(screen(row), {"verb": verb}).status_code == 404


def test_an_upload_that_tells_its_progress_is_answered_in_json(row):
    hr = signed_in(member("HR"))
    sent = {"verb": "upload", "language": "en", "film": ContentFile(b"nothing", "x.mp4")}
    response = hr.post(screen(row), sent, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.status_code == 422
    assert "MP4, MOV or WebM" in response.json()["errors"][0]
