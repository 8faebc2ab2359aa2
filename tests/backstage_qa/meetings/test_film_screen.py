"""The screen of a film says what was understood of a file, and all that is missing."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from backstage_qa.models import Meeting, PublishedMeeting, Recording
from tests.backstage_qa.desks import member, signed_in
from tests.factories import RecordingFactory, published_meeting

pytestmark = pytest.mark.django_db

SRT = "1\n00:00:00,000 --> 00:00:50,000\nOù dormez-vous\xa0?\n"
CHAPTERS = """WEBVTT

00:00.000 --> 00:12.000
L'été

00:12.000 --> 00:30.000
Déçu

00:30.000 --> 00:60.000
Fin
""".replace("00:60", "01:00")


@pytest.fixture
def film():
    return RecordingFactory(translation_key=published_meeting().translation_key)


@pytest.fixture
def hr():
    return signed_in(member("HR"))


def send(client, recording, /, **data) -> BeautifulSoup:
    meeting = Meeting.objects.get(translation_key=recording.translation_key)
    url = reverse(Meeting.snippet_viewset.get_url_name("film"), args=[meeting.pk])
    return BeautifulSoup(client.post(url, data, follow=True).content, "html.parser")


def told(page: BeautifulSoup) -> str:
    return page.select_one(".messages").get_text(" ", strip=True)


@pytest.mark.parametrize(("encoding", "is_guessed"), [("cp1252", True), ("utf-8", False)])
def test_letters_that_were_guessed_are_shown(hr, film, encoding, is_guessed):
    file = SimpleUploadedFile("film.srt", SRT.encode(encoding))
    page = send(hr, film, verb="add_track", kind="subtitles", language="fr", file=file)
    assert film.tracks.get(kind="subtitles").cues == [[0, 50, "Où dormez-vous\xa0?"]]
    assert ("Windows-1252" in told(page)) is is_guessed
    assert ("“Où dormez-vous\xa0?”" in told(page)) is is_guessed
    file = SimpleUploadedFile("chapters.vtt", CHAPTERS.encode(encoding))
    page = send(hr, film, verb="set_chapters", language="en", text="", file=file)
    assert list(film.chapters.values_list("title", flat=True)) == ["L'été", "Déçu", "Fin"]
    assert ("“L'été”" in told(page)) is is_guessed


def test_a_damaged_file_is_refused_beside_its_field(hr, film):
    file = SimpleUploadedFile("chapters.vtt", CHAPTERS.encode() + b"\xe9")
    page = send(hr, film, verb="set_chapters", language="en", text="", file=file)
    link = page.select_one(".backstage-refusal a")
    assert link.text == "Line 11: a letter is unreadable; save the file as UTF-8."
    assert link["href"] == "#set_chapters-file"


def test_a_text_takes_the_place_of_another_when_somebody_says_so(hr, film):
    def send_text(**more) -> BeautifulSoup:
        file = SimpleUploadedFile("film.srt", SRT.encode())
        return send(hr, film, verb="add_track", kind="captions", language="en", file=file, **more)

    before = film.tracks.get(kind="captions").cues
    link = send_text().select_one(".backstage-refusal a")
    assert link.text.startswith("Such a text is here")
    assert link["href"] == "#add_track-replace"
    assert film.tracks.get(kind="captions").cues == before
    send_text(replace="on")
    assert film.tracks.get(kind="captions").cues == [[0, 50, "Où dormez-vous\xa0?"]]


@pytest.mark.parametrize("verb", ["upload", "link_film"])
def test_another_film_deletes_texts_only_when_somebody_says_so(hr, film, verb):
    def send_film(**more) -> BeautifulSoup:
        uploaded = {"film": SimpleUploadedFile("film.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 50)}
        linked = {"address": "https://youtu.be/aqz-KE-bpKQ", "duration": "1:00"}
        sent = uploaded if verb == "upload" else linked
        return send(hr, film, verb=verb, language="en", **sent, **more)

    link = send_film().select_one(".backstage-refusal a")
    assert link["href"] == f"#{verb}-replace"
    assert Recording.objects.get().tracks.exists()
    send_film(replace="on")
    assert Recording.objects.get().pk != film.pk


def test_captions_of_a_longer_film_are_refused(hr, film):
    late = SRT + "\n2\n00:59:00,000 --> 00:59:10,000\nOf another film\n"
    file = SimpleUploadedFile("film.srt", late.encode())
    page = send(hr, film, verb="add_track", kind="subtitles", language="fr", file=file)
    said = "Line 6: this caption begins after the end of the film."
    assert page.select_one(".backstage-refusal a").text == said
    assert not film.tracks.filter(kind="subtitles").exists()


def test_publication_is_refused_with_all_that_is_missing(film):
    film.tracks.all().delete()
    Recording.objects.update(published_at=None, poster=None)
    PublishedMeeting.objects.update(withdrawn_at=timezone.now())
    page = send(signed_in(member("HR")), film, verb="publish")
    lacking = [item.text for item in page.select("#missing-title + ul li")]
    assert [sentence.split()[:2] for sentence in lacking] == [
        ["Choose", "the"],
        ["Add", "captions"],
        ["Add", "descriptions"],
        ["The", "announcement"],
    ]
    assert all(sentence in told(page) for sentence in lacking)
    assert not Recording.objects.exclude(published_at=None).exists()


@pytest.mark.parametrize("named", [{"first_name": "Nadia", "last_name": "Roy"}, {}])
def test_whoever_says_that_no_descriptions_are_needed_is_named(film, named):
    person = member("HR")
    person.first_name = person.last_name = ""
    vars(person).update(named)
    person.save()
    page = send(signed_in(person), film, verb="described")
    name = "Nadia Roy" if named else person.get_username()
    assert f"{name} says that all that is seen is also said" in page.text
    assert Recording.objects.get().description_not_needed_by == person


@pytest.mark.parametrize(("problem", "is_offered"), [("killed", True), ("unreadable", False)])
def test_a_film_that_the_server_failed_is_tried_once_more(hr, film, problem, is_offered):
    Recording.objects.update(state="failed", problem=problem, attempts=4, published_at=None)
    page = send(hr, film, verb="prepare_again")
    assert ("prepared once more" in told(page)) is is_offered
    film.refresh_from_db()
    assert (film.state, film.attempts) == (("waiting", 0) if is_offered else ("failed", 4))
    assert bool(page.select("button[value=prepare_again]")) is False
    Recording.objects.update(state="failed", problem=problem)
    url = reverse(Meeting.snippet_viewset.get_url_name("film"), args=[Meeting.objects.get().pk])
    assert ('value="prepare_again"' in hr.get(url).content.decode()) is is_offered
