"""A film that is at another host: its address read strictly, its page without that host."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from backstage_qa.meetings import actions, hosts
from backstage_qa.meetings.files import address
from backstage_qa.meetings.readiness import missing
from backstage_qa.models import Meeting, Recording
from tests.backstage_qa.desks import member, signed_in
from tests.factories import RecordingFactory, held_meeting, published_meeting
from tests.heads import head_of
from tests.schema_org import faults

pytestmark = pytest.mark.django_db

YOUTUBE = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
CHAPTERS = "0:00 Good evening\n0:12 Three in the morning\n0:28 Must I have studied?"
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 01:00.000\nGood evening."


@pytest.fixture(autouse=True)
def host(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    names = ["www.youtube.com", "vimeo.com", "tube.example.org"]
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"FILM_HOSTS": names}


@pytest.fixture
def hr():
    return member("HR")


@pytest.fixture
def row():
    return held_meeting(title="The night shift")


def picture(form="PNG", size=(1600, 1000), **kwargs) -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, form, **kwargs)
    return SimpleUploadedFile("picture.svg", content.getvalue())


def link(row, by, to: str = YOUTUBE, duration: int = 60) -> Recording:
    about = {"meeting": row.meeting, "language": "en", "by": by}
    return actions.link(**about, address=to, duration=duration)


@pytest.fixture
def film(row, hr) -> Recording:
    """Public, with captions, chapters and a picture."""
    recording = link(row, hr)
    about = {"recording": recording, "by": hr}
    actions.add_track(**about, kind="captions", language="en", content=CAPTIONS)
    actions.set_chapters(**about, language="en", text=CHAPTERS)
    actions.set_poster(**about, picture=picture())
    actions.state_description(**about, needed=False)
    actions.publish(recording=recording, by=member("HR"))
    recording.refresh_from_db()
    return recording


@pytest.mark.parametrize(
    ("pasted", "kept", "frame"),
    [
        (YOUTUBE, YOUTUBE, "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?rel=0"),
        ("http://m.youtube.com/watch?app=x&v=aqz-KE-bpKQ&list=y", YOUTUBE, None),
        (" https://youtu.be/aqz-KE-bpKQ?si=Tracking-0 ", YOUTUBE, None),
        ("youtu.be/aqz-KE-bpKQ", YOUTUBE, None),
        (
            '<iframe width="5" src="https://www.youtube.com/embed/aqz-KE-bpKQ?si=x&amp;start=7">',
            f"{YOUTUBE}&t=7s",
            None,
        ),
        ("https://vimeo.com/76979871?h=8272103f6e", "https://vimeo.com/76979871/8272103f6e", None),
        ("https://vimeo.com/showcase/123/video/76979871", "https://vimeo.com/76979871", None),
        ("https://vimeo.com/groups/films/videos/76979871", "https://vimeo.com/76979871", None),
        ("https://youtu.be/aqz-KE-bpKQ?t=90", f"{YOUTUBE}&t=90s", None),
        ("https://www.youtube.com/live/aqz-KE-bpKQ?t=1h2m3s", f"{YOUTUBE}&t=3723s", None),
        ("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?start=7", f"{YOUTUBE}&t=7s", None),
        (
            "https://vimeo.com/channels/staffpicks/76979871?share=copy#t=1m30s",
            "https://vimeo.com/76979871#t=90s",
            "https://player.vimeo.com/video/76979871?dnt=1",
        ),
        (
            "https://player.vimeo.com/video/76979871?h=8272103f6e&title=0",
            "https://vimeo.com/76979871/8272103f6e",
            "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1",
        ),
        (
            "https://tube.example.org/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=90s",
            "https://tube.example.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=90s",
            "https://tube.example.org/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?p2p=0",
        ),
        ("https://TUBE.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv/", None, None),
    ],
)
def test_an_address_is_kept_in_one_form(pasted, kept, frame):
    found = hosts.read(pasted)
    if kept:
        assert str(found) == kept
    if frame:
        assert found.frame == frame
    again = hosts.read(str(found))
    assert (str(again), again.start, again.frame) == (str(found), found.start, found.frame)


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "aqz-KE-bpKQ",
        "javascript://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "data:text/html,x",
        "//www.youtube.com/watch?v=aqz-KE-bpKQ",
        "ftp://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ&v=aqz-KE-bpKQ",
        "https://www.youtube.com/watch?v=aqz-KE-bpKQx",
        'https://www.youtube.com/watch?v=aqz-KE-bp"Q',
        "https://www.youtube.com:8443/watch?v=aqz-KE-bpKQ",
        "https://somebody@www.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com@evil.example/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
        "https://wwwxyoutube.com/watch?v=aqz-KE-bpKQ",
        "https://evil.example/www.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com/playlist?list=PL1234567890",
        "https://vimeo.com/76979871/../../x",
        "https://vimeo.com/٧٦٩٧٩٨٧١",
        "https://youtu.be/aqz-KE-\nbpKQ",
        "https://other.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
        "https://tubexexample.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
        "https://[::1/w/kkGMgK9ZtnKfYAgnEtQxbv",
        "https://youtu.be/aqz-KE-bpKQ?" + "x" * 3000,
    ],
)
def test_what_is_no_film_of_an_allowed_host_is_refused(pasted, row, hr):
    with pytest.raises(ValidationError) as refusal:
        link(row, hr, pasted)
    assert "YouTube, Vimeo, tube.example.org" in refusal.value.messages[0]
    assert not Recording.objects.exists()


@pytest.mark.parametrize("asked", ["?t=100h", "?t=1.5", "?t=-1", "?t=%D9%A3", "?t=", "#t=x"])
def test_a_moment_that_is_none_is_the_beginning(asked):
    assert hosts.read(f"https://youtu.be/aqz-KE-bpKQ{asked}").start == 0


def test_what_is_asked_of_a_file_is_asked_of_a_link(row, hr):
    recording = link(row, hr)
    assert [said.split()[0] for said in missing(recording)] == ["Choose", "Add", "Add"]
    part = b"WEBVTT\n\n00:00.000 --> 00:30.000\nHalf of it"
    actions.add_track(recording=recording, kind="captions", language="en", content=part, by=hr)
    assert "The captions cover 51 % of what is heard" in " ".join(missing(recording))
    with pytest.raises(actions.NotReady):
        actions.publish(recording=recording, by=member("HR"))


def test_a_page_loads_nothing_from_there(client, row, film):
    answer = client.get(row.get_absolute_url())
    html = answer.content.decode()
    assert f'href="{YOUTUBE}"' in html
    assert "Loads from YouTube" in html
    assert f'<img src="{address(film, "poster.jpg")}"' in html
    assert "Good evening." in html
    assert "<video" not in html
    assert "<iframe" not in html.replace("&lt;iframe", "")
    assert "film.mp4" not in html
    assert (
        f'href="{YOUTUBE}&amp;t=28s"'
        in client.get(row.get_absolute_url() + "?t=28").content.decode()
    )


def test_the_page_of_this_film_may_frame_its_host_and_no_other_page_may(client, row, film):
    def policy(path: str, **headers) -> dict[str, str]:
        rules = client.get(path, headers=headers)["Content-Security-Policy"].split("; ")
        return dict(rule.partition(" ")[::2] for rule in rules)

    mine = policy(row.get_absolute_url())
    assert mine["frame-src"] == "https://www.youtube-nocookie.com"
    assert mine["default-src"] == "'none'"
    etag = client.get(row.get_absolute_url())["ETag"]
    assert client.get(row.get_absolute_url(), headers={"if-none-match": etag}).status_code == 304
    again = policy(row.get_absolute_url(), **{"if-none-match": etag})
    assert again == mine, "a browser takes the policy of a 304 for that of the page it kept"
    other = published_meeting()
    RecordingFactory(translation_key=other.translation_key)
    for path in (other.get_absolute_url(), "/en/meetings/", "/en/questions/"):
        assert "frame-src" not in policy(path)
    actions.unpublish(recording=film, by=member("HR"))
    assert "frame-src" not in policy(row.get_absolute_url())


def test_machines_are_told_where_it_is(client, row, film):
    head = head_of(client.get(row.get_absolute_url()))
    assert [fault for thing in head.things for fault in faults(thing)] == []
    video = head.thing("VideoObject")
    assert video["embedUrl"] == "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?rel=0"
    assert "contentUrl" not in video
    assert video["thumbnailUrl"].endswith("poster.jpg")
    told = client.get(f"/api/backstage/v1/meetings/{row.pk}").json()["film"]
    assert told["url"] is None
    assert told["elsewhere"] == {
        "host": "YouTube",
        "url": YOUTUBE,
        "embed_url": video["embedUrl"],
    }
    assert told["transcript"] == [{"starts_at": 0, "text": "Good evening."}]


def test_our_frame_on_other_sites_leads_there(client, row, film):
    answer = client.get(reverse("backstage_qa:film_frame", args=[row.pk]) + "?t=12")
    html = answer.content.decode()
    assert f'href="{YOUTUBE}&amp;t=12s" rel="noopener noreferrer" target="_blank"' in html
    assert "youtube" not in answer["Content-Security-Policy"]


def test_a_host_that_is_allowed_no_more_is_named_nowhere(client, row, film, settings):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"FILM_HOSTS": []}
    html = client.get(row.get_absolute_url()).content.decode()
    assert "youtube" not in html.lower()
    assert "not shown on this site" in missing(film)[0]


def test_a_picture_is_written_anew(row, hr):
    recording = link(row, hr)
    secret = b"<svg onload=alert(1)> somebody's garden, 48.85 N"
    upload = picture("JPEG", exif=b"Exif\0\0" + secret)
    actions.set_poster(recording=recording, picture=upload, by=hr)
    with recording.original.storage.open(recording.frame_name(0)) as file:
        kept = file.read()
    assert secret not in kept
    with Image.open(io.BytesIO(kept)) as opened:
        assert (opened.format, opened.size) == ("JPEG", (1280, 720))


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + b"\0" * 50, b"\xff\xd8\xff"],
)
def test_what_is_no_picture_is_refused(content, row, hr):
    recording = link(row, hr)
    upload = SimpleUploadedFile("picture.jpg", content)
    with pytest.raises(ValidationError, match="JPEG, PNG or WebP"):
        actions.set_poster(recording=recording, picture=upload, by=hr)
    recording.refresh_from_db()
    assert recording.poster is None


@pytest.mark.parametrize(
    "limit", ["backstage_qa.meetings.posters.MOST_PIXELS", "PIL.Image.MAX_IMAGE_PIXELS"]
)
def test_a_picture_that_would_fill_the_memory_is_refused(limit, row, hr, monkeypatch):
    monkeypatch.setattr(limit, 1000)
    with pytest.raises(ValidationError, match="too large"):
        actions.set_poster(recording=link(row, hr), picture=picture(), by=hr)


def test_the_address_can_be_mended_without_losing_the_captions(row, hr, film):
    other = link(row, hr, "https://youtu.be/dQw4w9WgXcQ", 61)
    assert other.pk == film.pk
    assert other.tracks.count() == 1
    assert other.published_at is None, "what changes is approved again"


def test_hr_links_a_film_from_its_screen(client, row):
    client = signed_in(member("HR"))
    url = reverse(Meeting.snippet_viewset.get_url_name("film"), args=[row.meeting_id])
    sent = {"verb": "link_film", "language": "en", "address": YOUTUBE, "duration": "1:00"}
    for wrong, said in (
        ({"address": "https://evil.example/"}, "This is not the address of a film at YouTube"),
        ({"duration": "an hour"}, "Write minutes and seconds"),
        ({"duration": "0:00"}, "no length that the film can have"),
        ({"duration": "99:59:59"}, "no length that the film can have"),
        ({"address": f"{YOUTUBE}&t=1m10s"}, "The address begins at 1:10, after the end"),
    ):
        answer = client.post(url, sent | wrong)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert client.post(url, sent).status_code == 302
    html = client.get(url).content.decode()
    assert "Watch it at YouTube" in html
    assert f'value="{YOUTUBE}"' in html
    assert "<video" not in html
    assert client.post(url, {"verb": "set_poster", "picture": picture()}).status_code == 302
    assert client.post(url, {"verb": "choose_poster", "frame": "3"}).status_code == 422
    assert Recording.objects.get().poster == 0
