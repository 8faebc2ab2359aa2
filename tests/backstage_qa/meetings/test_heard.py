"""The search finds what is said in films, and leads to the second."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from backstage_qa.meetings import actions, reconciling
from backstage_qa.meetings.embedding import frame_address
from backstage_qa.meetings.files import address
from backstage_qa.meetings.spoken import SHOWN, heard
from backstage_qa.models import FruitlessSearch, PublishedMeeting, Recording, SpokenPassage
from tests.backstage_qa.desks import member
from tests.backstage_qa.test_html import PAYLOADS
from tests.factories import (
    ProfessionFactory,
    RecordingFactory,
    held_meeting,
    locale,
    published_meeting,
)

pytestmark = pytest.mark.django_db

CUES = [
    [0, 4, "Good evening."],
    [10, 14, "We watch the servers at night."],
    [31, 40, "Nobody here studied computer science."],
    [50, 60, "You learn it on the job."],
]


@pytest.fixture
def row():
    return held_meeting(title="The night shift")


@pytest.fixture
def film(row):
    """Ready, approved and in the search."""
    film = RecordingFactory(translation_key=row.translation_key, published_at=None)
    film.tracks.update(cues=CUES)
    film.sound = [cue[:2] for cue in CUES]
    film.description_not_needed_by = member("HR")
    film.save()
    actions.publish(recording=film, by=member("HR"))
    return film


def found(words: str, language: str = "en", **narrowed) -> list[tuple[str, str]]:
    return [
        (moment.clock, moment.url) for moment in heard(words, language, ["fr", "en"], **narrowed)
    ]


def at(row, second: int) -> str:
    return f"{row.get_absolute_url()}?t={second}#film"


def test_a_passage_leads_to_its_second(row, film):
    assert found("study") == [("0:31", at(row, 31))]
    assert found("SERVER night") == [("0:10", at(row, 10))]
    assert found('"at night"') == [("0:10", at(row, 10))]
    for nothing in ("servers computer", "server -night", "-night", "", "qqend", "shift"):
        assert found(nothing) == [], nothing


def test_the_film_as_the_page_of_that_language_shows_it(row, film):
    french = held_meeting(locale=locale("fr"), translation_key=row.translation_key)
    assert found("servers", "fr") == [("0:10", at(french, 10))], "the page shows what is spoken"
    assert found("servers") == [("0:10", at(row, 10))]
    content = "WEBVTT\n\n00:20.000 --> 00:24.000\nNous veillons sur les serveurs."
    track = {"kind": "subtitles", "language": "fr", "content": content.encode()}
    actions.add_track(recording=film, **track, by=member("HR"))
    assert found("serveur", "fr") == [], "it has to be approved again"
    actions.publish(recording=film, by=member("HR"))
    assert found("serveur", "fr") == [("0:20", at(french, 20))]
    assert found("servers", "fr") == []
    french.meeting.unpublish()
    assert found("serveur", "fr") == []
    assert found("servers") == [("0:10", at(row, 10))]


LEAVINGS = {
    "unpublished": lambda film, row: actions.unpublish(recording=film, by=member("HR")),
    "removed": lambda film, row: actions.remove(meeting=row.meeting, by=member("HR")),
    "changed": lambda film, row: actions.choose_poster(recording=film, frame=1, by=member("HR")),
    "a shy speaker": lambda film, row: actions.withdraw_films([film.translation_key]),
    "not announced": lambda film, row: row.meeting.unpublish(),
    "deleted": lambda film, row: type(row.meeting).objects.filter(pk=row.meeting_id).delete(),
}


@pytest.mark.parametrize("leaving", LEAVINGS)
def test_what_is_no_longer_public_leaves_no_word_behind(leaving, row, film):
    assert found("servers")
    LEAVINGS[leaving](film, row)
    assert found("servers") == []
    assert not SpokenPassage.objects.exists()


def test_a_cancelled_meeting_shows_no_film_anywhere(client, row, film):
    def shown() -> list[bool]:
        page = row.get_absolute_url()
        told = client.get(f"/api/backstage/v1/meetings/{row.pk}").json()
        [listed] = client.get("/api/backstage/v1/meetings?when=past").json()["items"]
        return [
            bool(found("servers")),
            "VideoObject" in client.get(page).content.decode(),
            told["is_filmed"],
            bool(told["film"]),
            listed["is_filmed"],
            client.get(address(film, "captions-en.vtt")).status_code == 200,
            client.get(frame_address(row)).status_code == 200,
        ]

    PublishedMeeting.objects.update(is_over=True)
    assert shown() == [True] * 7
    actions.cancel(meeting=row.meeting, by=member("HR"))
    assert shown() == [False] * 7
    assert not SpokenPassage.objects.exists()
    actions.reinstate(meeting=row.meeting, by=member("HR"))
    assert shown() == [True] * 7


def test_what_is_not_approved_is_not_found(row):
    film = RecordingFactory(translation_key=row.translation_key, published_at=None)
    film.tracks.update(cues=CUES)
    row.meeting.save_revision().publish()
    assert reconciling.index_missing() == 0
    assert found("servers") == []


def test_a_profession_narrows_it(row, film):
    nurse, actuary = ProfessionFactory(), ProfessionFactory()
    row.meeting.professions = [nurse]
    row.meeting.save_revision().publish()
    assert found("servers", profession=nurse)
    assert found("servers", profession=actuary) == []


def test_no_more_than_a_reader_looks_at_and_the_best_first(row, film):
    cues = [[n * 10, n * 10 + 1, "The night is long and has many hours."] for n in range(40)]
    film.tracks.update(cues=[*cues, [500, 501, "Night after night, night."]])
    list(reconciling.reindex())
    clocks = [clock for clock, _ in found("night")]
    assert len(clocks) == SHOWN
    assert clocks[0] == "8:20"


def test_the_tick_and_the_command_mend_what_was_missed(row, film, capsys):
    SpokenPassage.objects.all().delete()
    call_command("backstage_tick", verbosity=0)
    assert found("servers")
    film.tracks.update(cues=[[0, 9, "Something else."]])
    call_command("backstage_reindex")
    assert "1 films indexed." in capsys.readouterr().out
    assert found("something")
    assert not found("servers")
    Recording.objects.update(published_at=None)
    call_command("backstage_tick", verbosity=0)
    assert not SpokenPassage.objects.exists()


# --- The page of the search --------------------------------------------------


def page(client, **query) -> str:
    return client.get("/en/questions/", query).content.decode()


def test_the_search_page_shows_it(client, row, film):
    html = page(client, q="server")
    assert "Said at our meetings" in html
    assert "Nothing found for" in html
    assert f'href="{at(row, 10)}"' in html
    assert "We watch the <mark>servers</mark> at night." in html
    for query in ({"q": "nobody-says-this"}, {}, {"q": "server", "tag": "x"}):
        assert "Said at our meetings" not in page(client, **query)


@pytest.mark.any_database
def test_nothing_that_was_said_runs(client, row, film):
    for payload in PAYLOADS:
        words = strip_tags(payload).split()
        if "<" in payload and words:
            film.tracks.update(cues=[[0, 9, f"server {payload}"]])
            list(reconciling.reindex())
            assert payload not in page(client, q="server")


def test_a_search_costs_the_same_however_much_is_said(client, row, film):
    def cost() -> int:
        client.get("/en/questions/", {"q": "night"})
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/en/questions/", {"q": "night"}).status_code == 200
        return len(seen)

    few = cost()
    cues = [[n, n + 1, f"Night {n}."] for n in range(0, 8000, 4)]
    film.tracks.update(cues=cues)
    for _ in range(3):
        another = published_meeting()
        copy = RecordingFactory(translation_key=another.translation_key)
        copy.tracks.update(cues=cues)
    list(reconciling.reindex())
    assert SpokenPassage.objects.count() > 2000
    assert PublishedMeeting.objects.count() == 4
    assert cost() == few


def test_what_only_a_film_answers_was_not_searched_for_in_vain(client, film):
    client.get("/en/questions/", {"q": "servers"})
    client.get("/api/backstage/v1/threads", {"q": "servers", "language": "en"})
    client.get("/en/questions/", {"q": "bonus"})
    assert list(FruitlessSearch.objects.values_list("text", flat=True)) == ["bonus"]
    Recording.objects.update(published_at=None)
    reconciling.index_missing()
    client.get("/en/questions/", {"q": "servers"})
    assert FruitlessSearch.objects.filter(text__startswith="server").exists()


def test_the_api_leads_to_the_second(client, row, film):
    actuary = ProfessionFactory(slug="actuary")
    search = "/api/backstage/v1/meetings/passages?language=en"
    assert client.get(f"{search}&q=studied").json()["items"] == [
        {
            "meeting": row.pk,
            "title": "The night shift",
            "starts_at": 31,
            "language": "en",
            "marked": "Nobody here <mark>studied</mark> computer science.",
            "url": at(row, 31),
        }
    ]
    about = f"{search}&q=night&profession="
    assert client.get(f"{about}{actuary.slug}").json() == {"items": []}
    row.meeting.professions = [actuary]
    row.meeting.save_revision().publish()
    assert len(client.get(f"{about}{actuary.slug}").json()["items"]) == 1
    assert client.get(f"{about}nobody").json() == {"items": []}
    assert client.get(f"{search}&q=&limit=1").json() == {"items": []}
    for wrong in ("&limit=0", "&q=x&q=y", f"&q={'x' * 201}", "", "&q=x&page=2"):
        assert client.get(search + wrong).status_code == 422, wrong
    assert client.get(search.replace("language=en", "q=x")).status_code == 422
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{about}{actuary.slug}")
    assert len(captured) <= 4
