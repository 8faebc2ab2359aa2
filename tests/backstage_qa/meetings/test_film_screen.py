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


def send(client, film, **data) -> BeautifulSoup:
    meeting = Meeting.objects.get(translation_key=film.translation_key)
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
