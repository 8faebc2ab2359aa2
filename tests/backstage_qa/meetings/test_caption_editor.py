"""Captions are corrected row by row, and what somebody else wrote is never lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from backstage_qa.conversations.errors import StaleWrite
from backstage_qa.meetings import actions, caption_desk
from backstage_qa.meetings.caption_rows import Row, join, row_of, split, stamp_of
from backstage_qa.models import Meeting, Recording
from tests.backstage_qa.desks import expert, member, signed_in
from tests.backstage_qa.test_html import PAYLOADS
from tests.factories import ProfessionFactory, RecordingFactory, published_meeting

pytestmark = pytest.mark.django_db

CUES = [[0.0, 4.0, "Good evening."], [10.0, 14.0, "We watch the servers."], [20.0, 22.5, "Thanks."]]


@pytest.fixture
def row():
    return published_meeting()


@pytest.fixture
def track(row):
    film = RecordingFactory(translation_key=row.translation_key)
    film.tracks.update(cues=CUES)
    return film.tracks.get()


@pytest.fixture
def hr():
    return signed_in(member("HR"))


def address(row, track, page=1) -> str:
    name = Meeting.snippet_viewset.get_url_name("captions")
    return f"{reverse(name, args=[row.meeting_id, track.pk])}?page={page}"


def form_of(page) -> dict:
    """What a browser would send of the page."""
    rows = [row for _number, row in page.context["rows"]]
    fields = {name: [getattr(row, name) for row in rows] for name in ("start", "end", "text")}
    return fields | {"seen": page.context["seen"], "count": page.context["count"], "act": "save"}


def cues(track) -> list:
    track.refresh_from_db()
    return track.cues


def test_texts_and_times_are_corrected(hr, row, track):
    sent = form_of(hr.get(address(row, track)))
    sent["text"][1], sent["end"][1] = "We watch\r\nthe network.", "00:15.250"
    assert hr.post(address(row, track), sent).status_code == 302
    assert cues(track)[1] == [10.0, 15.25, "We watch\nthe network."]
    assert [cue[2] for cue in cues(track)][::2] == ["Good evening.", "Thanks."]


def test_a_corrected_film_leaves_the_public_pages(hr, row, track):
    version = track.recording.version
    sent = form_of(hr.get(address(row, track)))
    hr.post(address(row, track), sent)
    assert Recording.objects.get().published_at, "nothing changed"
    sent["text"][0] = "Good night."
    hr.post(address(row, track), sent)
    recording = Recording.objects.get()
    assert recording.published_at is None
    assert recording.version > version


@pytest.mark.parametrize(
    ("act", "texts"),
    [
        ("split 2", ["Good evening.", "We watch the", "servers.", "Thanks."]),
        ("join 1", ["Good evening. We watch the servers.", "Thanks."]),
        ("join 3", ["Good evening.", "We watch the servers.", "Thanks."]),
        ("delete 1", ["We watch the servers.", "Thanks."]),
    ],
)
def test_rows_are_split_joined_and_deleted_without_a_script(hr, row, track, act, texts):
    sent = form_of(hr.get(address(row, track))) | {"act": act}
    assert hr.post(address(row, track), sent).status_code == 302
    assert [cue[2] for cue in cues(track)] == texts
    ends = [cue[1] for cue in cues(track)]
    assert ends[-1] == 22.5


def test_a_new_row_is_kept_once_it_says_something(hr, row, track):
    sent = form_of(hr.get(address(row, track))) | {"act": "add 1"}
    page = hr.post(address(row, track), sent)
    assert page.context["rows"][1] == (2, Row("00:00:04.000", "00:00:06.000", ""))
    assert len(cues(track)) == 3
    sent = form_of(page)
    sent["text"][1] = "Welcome."
    hr.post(address(row, track), sent)
    assert [cue[2] for cue in cues(track)][:2] == ["Good evening.", "Welcome."]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("start", "soon", "Caption 2: these times cannot be read"),
        ("start", "00:-1.000", "Caption 2: these times cannot be read"),
        ("end", "00:09.000", "Caption 2: this caption ends before it begins"),
        ("end", "00:61:00.000", "Caption 2: these times cannot be read"),
        ("text", "x" * 1001, "Caption 2: this caption is longer"),
    ],
)
def test_what_is_wrong_is_said_with_its_row_and_nothing_typed_is_lost(
    hr, row, track, field, value, said
):
    sent = form_of(hr.get(address(row, track)))
    sent[field][1] = value
    answer = hr.post(address(row, track), sent)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert value in html
    assert cues(track) == CUES


def test_a_row_before_the_one_above_is_refused(hr, row, track):
    sent = form_of(hr.get(address(row, track)))
    sent["start"][2] = "00:09.000"
    answer = hr.post(address(row, track), sent)
    assert "Caption 3: this caption begins before the one above it." in answer.content.decode()


def test_what_is_typed_stays_in_its_row(hr, row, track):
    typed = [*PAYLOADS, "a --> b", "\n\n00:30.000 --> 00:31.000\nnew"]
    texts = [text for text in typed if text.strip() and len(text) < 900][: caption_desk.PAGE]
    track.cues = [[n, n + 0.5, f"Sentence {n}."] for n in range(len(texts))]
    track.save()
    sent = form_of(hr.get(address(row, track))) | {"text": texts}
    answer = hr.post(address(row, track), sent, follow=True)
    assert len(cues(track)) == len(texts)
    assert "<script>alert" not in answer.content.decode()


def test_a_stale_write_is_refused_with_both_texts(hr, row, track):
    mine, theirs = (form_of(hr.get(address(row, track))) for _ in range(2))
    theirs["text"][0] = "Their words."
    mine["text"][0] = "My words."
    hr.post(address(row, track), theirs)
    answer = hr.post(address(row, track), mine)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Their words." in html
    assert "My words." in html
    assert cues(track)[0][2] == "Their words."
    again = form_of(answer)
    assert hr.post(address(row, track), again).status_code == 302
    assert cues(track)[0][2] == "My words.", "who has read both decides"


def test_thousands_are_shown_some_at_a_time_and_pages_do_not_collide(hr, row, track):
    many = [[n, n + 0.9, f"Sentence {n}."] for n in range(1005)]
    track.cues = many
    track.save()
    first, last = (form_of(hr.get(address(row, track, page))) for page in (1, 11))
    assert len(first["text"]) == caption_desk.PAGE
    assert last["text"] == [f"Sentence {n}." for n in range(1000, 1005)]
    first["text"][0] = "First."
    last["text"][4] = "Last."
    for page, sent in ((1, first), (11, last)):
        assert hr.post(address(row, track, page), sent).status_code == 302
    assert len(cues(track)) == 1005
    assert (cues(track)[0][2], cues(track)[-1][2]) == ("First.", "Last.")
    assert cues(track)[1:-1] == [[*map(float, cue[:2]), cue[2]] for cue in many[1:-1]]


@pytest.mark.parametrize("number", ["0", "99", "x", "9" * 40])
def test_a_page_that_is_not_there_is_the_nearest(hr, row, track, number):
    assert hr.get(address(row, track, number)).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        *({"act": act} for act in ("x 1", "split", "split 9", "join " + "9" * 40)),
        *({"count": count} for count in ("x", "101")),
        {"text": ["one"]},
    ],
)
def test_a_form_that_is_none_changes_nothing(hr, row, track, change):
    sent = form_of(hr.get(address(row, track))) | change
    assert hr.post(address(row, track), sent).status_code == 404
    assert cues(track) == CUES


def test_all_captions_cannot_be_deleted_this_way(hr, row, track):
    sent = form_of(hr.get(address(row, track))) | {"text": ["", " ", ""]}
    answer = hr.post(address(row, track), sent)
    assert answer.status_code == 422
    assert "no caption" in answer.content.decode()


def test_only_who_looks_after_meetings_corrects(row, track):
    claire = expert(ProfessionFactory()).user
    assert signed_in(claire).get(address(row, track)).status_code == 302
    about = {"recording": track.recording, "track": track.pk, "first": 0, "count": 3, "rows": []}
    with pytest.raises(PermissionDenied):
        actions.edit_cues(**about, seen=stamp_of(CUES, 0, 3), by=claire)
    with pytest.raises(StaleWrite):
        actions.edit_cues(**about, seen="", by=member("HR"))


def test_a_row_is_split_where_the_cursor_is_and_joined_again():
    row = row_of(10, 20, "One two three")
    first, second = split(row, 3)
    assert (first.text, second.text) == ("One", "two three")
    assert first.end == second.start
    assert first.times[1] == pytest.approx(10 + 10 * 3 / 13, abs=0.001)
    assert join(first, second) == row
    assert split(row_of(0, 1, "Word"), None) == [row_of(0, 1, "Word")]
    assert len(split(row, 999)) == 2, "a cursor at the end means the middle"
