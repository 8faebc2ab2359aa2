"""From a telephone's film to what is watched: prepared, complete, approved, or refused in words."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from backstage_qa import checks
from backstage_qa.meetings import actions, film, preparing
from backstage_qa.meetings.readiness import coverage, missing
from backstage_qa.models import PublicEpoch, Recording
from backstage_qa.review.errors import ApprovalRequired
from tests.backstage_qa.desks import member
from tests.factories import (
    ExpertFactory,
    GuestFactory,
    RecordingFactory,
    held_meeting,
    locale,
    published_meeting,
)

pytestmark = pytest.mark.django_db

FILM = Path("careers/demo/data/film/film.mp4")
CAPTIONS = Path("careers/demo/data/film/night-shift/captions_en.vtt")


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    """Films are kept in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media-recordings"


@pytest.fixture(scope="session")
def short(tmp_path_factory) -> bytes:
    """Three seconds of a real film."""
    path = tmp_path_factory.mktemp("film") / "short.mp4"
    command = ["ffmpeg", "-nostdin", "-v", "error", "-i", str(FILM), "-t", "3", "-c", "copy"]
    subprocess.run([*command, str(path)], check=True)
    return path.read_bytes()


@pytest.fixture
def hr():
    return member("HR")


@pytest.fixture
def meeting():
    return held_meeting().meeting


def upload(meeting, by, content: bytes) -> Recording:
    file = SimpleUploadedFile("film of my telephone.mov", content)
    recording = actions.upload(meeting=meeting, language="en", file=file, by=by)
    return Recording.objects.get(pk=recording.pk)


def prepared(meeting, by, content: bytes) -> Recording:
    recording = upload(meeting, by, content)
    preparing.prepare(recording.pk)
    recording.refresh_from_db()
    return recording


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


@pytest.mark.any_database
def test_a_film_is_prepared_for_every_browser(meeting, hr, kept, short):
    recording = prepared(meeting, hr, short)
    assert (recording.state, recording.problem) == ("ready", "")
    assert recording.duration == pytest.approx(3, abs=0.2)
    assert recording.sound
    frames = {f"frame-{number}.jpg" for number in range(6)}
    assert files(kept) == {"original", "film.mp4"} | frames
    told = subprocess.run(
        ["ffprobe", "-v", "error", "-show_streams", recording.film.path],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "codec_name=h264" in told
    assert "codec_name=aac" in told
    content = Path(recording.film.path).read_bytes()
    assert content.index(b"moov") < content.index(b"mdat"), "it starts before it has arrived"


@pytest.mark.parametrize(
    ("taken", "shown"),
    [
        ((1920, 1080), (1280, 720)),
        ((1080, 1920), (720, 1280)),
        ((1080, 1080), (720, 720)),
        ((320, 241), (320, 240)),
    ],
)
def test_a_film_is_as_wide_or_as_high_as_it_was_taken(tmp_path, taken, shown):
    source, to = tmp_path / "taken.mp4", tmp_path / "shown.mp4"
    picture = ["-f", "lavfi", "-i", f"color=s={taken[0]}x{taken[1]}:d=0.2", "-pix_fmt", "yuv444p"]
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", *picture, str(source)], check=True)
    film.transcode(source, to, film.probe(source), print)
    facts = film.probe(to)
    assert (facts.width, facts.height) == shown


def made(to: Path, *arguments: str) -> Path:
    """A film that ffmpeg wrote, of a real one or of none."""
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", *arguments, str(to)], check=True)
    return to


def colour(size: str, seconds: float = 0.2) -> list[str]:
    return ["-f", "lavfi", "-i", f"color=teal:s={size}:d={seconds}"]


def told(path: Path, *names: str) -> list[str]:
    """What ffprobe says of the picture."""
    asked = ["-select_streams", "v", "-show_entries", f"stream={','.join(names)}"]
    command = ["ffprobe", "-v", "error", *asked, "-of", "csv=p=0", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def watched(source: Path) -> Path:
    to = source.with_name("watched.mp4")
    film.transcode(source, to, film.probe(source), print)
    return to


def test_points_that_are_not_square_are_made_so(tmp_path):
    taken = made(tmp_path / "camcorder.mp4", *colour("1440x1080"), "-vf", "setsar=4/3")
    assert told(watched(taken), "width", "height", "sample_aspect_ratio") == ["1280,720,1:1"]


def test_a_film_held_upright_stays_so(tmp_path, short):
    source = tmp_path / "short.mp4"
    source.write_bytes(short)
    turned = ["-i", str(source), "-c", "copy", "-metadata:s:v", "rotate=90"]
    assert told(watched(made(tmp_path / "phone.mov", *turned)), "width", "height") == ["240,320"]


@pytest.mark.skipif(not film._can_change_tones(), reason="ffmpeg is built without zimg")
def test_the_tones_of_a_telephone_are_those_of_a_screen(tmp_path):
    tones = ["-color_primaries", "bt2020", "-color_trc", "arib-std-b67", "-colorspace", "bt2020nc"]
    codec = ["-c:v", "libx265", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p10le"]
    taken = made(tmp_path / "phone.mov", *colour("320x240"), *codec, *tones)
    assert film.probe(taken).has_more_tones
    asked = ("pix_fmt", "color_space", "color_transfer", "color_primaries")
    assert told(watched(taken), *asked) == ["yuv420p,bt709,bt709,bt709"]


def test_a_film_that_does_not_say_how_long_it_is_gets_measured(tmp_path):
    """As browsers record them: what is written to a pipe is not gone back to."""
    codec = ["-c:v", "libvpx", "-deadline", "realtime", "-f", "webm", "-seekable", "0"]
    taken = made(tmp_path / "browser.webm", *colour("320x240", 2), *codec)
    assert b"\x44\x89" not in taken.read_bytes()[:400], "it says how long it is"
    assert film.probe(taken).duration == pytest.approx(2, abs=0.1)


def test_a_cover_is_no_film(tmp_path):
    music = ["-f", "lavfi", "-i", "anullsrc", *colour("64x64")]
    cover = ["-map", "0", "-map", "1", "-c:a", "aac", "-c:v", "mjpeg", "-frames:v", "1", "-t", "1"]
    song = made(tmp_path / "song.mp4", *music, *cover, "-disposition:v", "attached_pic")
    with pytest.raises(film.FilmError, match="no_picture"):
        film.probe(song)


def test_half_a_film_is_not_published_for_the_whole(meeting, hr, tmp_path):
    codec = ["-c:v", "libvpx", "-deadline", "realtime", "-g", "5"]
    taken = made(tmp_path / "long.webm", "-f", "lavfi", "-i", "testsrc=s=320x240:d=4", *codec)
    content = taken.read_bytes()
    recording = prepared(meeting, hr, content[: len(content) // 2])
    assert (recording.state, recording.problem) == ("failed", "unreadable")


def test_another_film_takes_its_place_and_its_files(
    meeting, hr, kept, short, django_capture_on_commit_callbacks
):
    first = prepared(meeting, hr, short)
    with django_capture_on_commit_callbacks(execute=True):
        second = upload(meeting, hr, short)
    assert Recording.objects.get().pk == second.pk != first.pk
    assert not (kept / first.folder).exists()
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(meeting=meeting, by=hr)
    assert list((kept / "recordings").iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.7",
        b"GIF89a" + b"\0" * 100,
        b"<html><script>alert(1)</script>",
    ],
)
def test_what_is_no_film_is_refused_and_nothing_is_kept(content, meeting, hr, kept):
    with pytest.raises(ValidationError) as refusal:
        upload(meeting, hr, content)
    assert "MP4, MOV or WebM" in refusal.value.messages[0]
    assert not Recording.objects.exists()
    assert files(kept) == set()


@pytest.mark.parametrize(
    "content",
    [
        b"\0\0\0\x20ftypisom" + b"\0" * 64,
        b"\0\0\0\x20ftypisom#EXTM3U\nfile:///etc/passwd",
        b"\x1a\x45\xdf\xa3" + bytes(range(200)),
    ],
    ids=["mp4", "playlist", "webm"],
)
def test_what_only_begins_as_a_film_fails_in_words(content, meeting, hr, kept):
    recording = prepared(meeting, hr, content)
    assert (recording.state, recording.problem) == ("failed", "no_film")
    assert files(kept) == {"original"}


def test_a_film_that_breaks_off_is_said_to(meeting, hr, short):
    recording = prepared(meeting, hr, short[: len(short) // 8])
    assert (recording.state, recording.problem) in {("failed", "no_film"), ("failed", "unreadable")}


@pytest.mark.parametrize(
    ("setting", "problem"), [({"MAX_RECORDING_HOURS": 0}, "too_long"), ({}, "too_large")]
)
def test_a_film_beyond_all_measure_is_refused(
    setting, problem, meeting, hr, short, settings, monkeypatch
):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | setting
    if not setting:
        monkeypatch.setattr(film, "MOST_PIXELS", 1000)
    assert prepared(meeting, hr, short).problem == problem


def test_a_file_beyond_all_measure_is_refused_and_not_kept(meeting, hr, kept, short, settings):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"MAX_RECORDING_MEGABYTES": 0}
    with pytest.raises(ValidationError, match="more than 0 megabytes"):
        upload(meeting, hr, short)
    assert files(kept) == set()


@pytest.mark.parametrize(("sounds", "problem"), [(8, ""), (9, "too_many_tracks")])
def test_a_film_has_as_many_tracks_as_a_camera_writes(meeting, hr, tmp_path, sounds, problem):
    sound = ["-f", "lavfi", "-i", "anullsrc=d=2", "-map", "0", *["-map", "1"] * sounds]
    source = made(tmp_path / "tracks.mp4", *colour("64x64", 2), *sound)
    assert prepared(meeting, hr, source.read_bytes()).problem == problem


def test_without_ffmpeg_the_film_is_kept_and_waits(meeting, hr, short, monkeypatch):
    monkeypatch.setattr(film.shutil, "which", lambda name: None)
    [warning] = checks.films_can_be_prepared()
    assert warning.id == "backstage_qa.W009"
    recording = prepared(meeting, hr, short)
    assert (recording.state, recording.problem) == ("waiting", "no_ffmpeg")
    monkeypatch.undo()
    assert checks.films_can_be_prepared() == []
    preparing.prepare(recording.pk)
    recording.refresh_from_db()
    assert (recording.state, recording.problem) == ("ready", "")


TRANSCODE_FOR_EVER = """
import sys
from backstage_qa.meetings import film
film._run_ffmpeg(["-re", "-stream_loop", "-1", "-i", sys.argv[1], "-f", "null", "-"], print)
"""


def test_what_a_killed_worker_had_begun_ends_with_it():
    command = [sys.executable, "-u", "-c", TRANSCODE_FOR_EVER, str(FILM)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as worker:
        assert worker.stdout.readline()  # ffmpeg is at it
        of_worker = Path(f"/proc/{worker.pid}/task/{worker.pid}/children")
        (child,) = of_worker.read_text().split()
        worker.kill()
    deadline = time.monotonic() + 10
    while is_running(child):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(pid: str) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def test_a_killed_worker_loses_nothing(meeting, hr, kept, short):
    recording = upload(meeting, hr, short)
    claimed = preparing._claim(recording.pk)
    assert claimed.state == "working"
    assert preparing._claim(recording.pk) is None, "nobody takes what another is at"
    # The worker is killed: its half of a film stays where it worked.
    workshop = preparing._folder(claimed)
    workshop.mkdir()
    (workshop / "film.mp4").write_bytes(b"half")
    past = timezone.now() - preparing.QUEUE_AGAIN
    Recording.objects.update(leased_until=past, queued_at=past)
    call_command("backstage_tick", verbosity=0)
    recording.refresh_from_db()
    assert recording.state == "ready"
    assert not workshop.exists()
    assert "film.mp4" in files(kept)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_server_that_stops_says_nothing_about_the_film(meeting, hr, short, monkeypatch, sign):
    recording = upload(meeting, hr, short)

    def stop(seconds):
        mine = Path(f"/proc/self/task/{threading.get_native_id()}/children")
        for child in mine.read_text().split():
            os.kill(int(child), sign)

    def transcode(path, *args):
        film._run_ffmpeg(["-re", "-stream_loop", "-1", "-i", str(path), "-f", "null", "-"], stop)

    with monkeypatch.context() as patched:
        patched.setattr(film, "transcode", transcode)
        preparing.prepare(recording.pk)
    recording.refresh_from_db()
    assert (recording.state, recording.problem) == ("waiting", "")
    assert not preparing._folder(recording).exists()
    Recording.objects.update(queued_at=timezone.now() - preparing.QUEUE_AGAIN)
    call_command("backstage_tick", verbosity=0)
    recording.refresh_from_db()
    assert recording.state == "ready"


def test_who_comes_back_after_another_took_over_changes_nothing(meeting, hr, short):
    recording = upload(meeting, hr, short)
    slow = preparing._claim(recording.pk)
    Recording.objects.update(leased_until=timezone.now() - preparing.QUEUE_AGAIN)
    preparing.prepare(recording.pk)
    version = Recording.objects.get().version
    with pytest.raises(preparing.LostError):
        preparing._prepare(slow)
    assert Recording.objects.get().version == version


def test_what_kills_every_worker_is_given_up(meeting, hr, short):
    recording = upload(meeting, hr, short)
    Recording.objects.update(attempts=preparing.MOST_ATTEMPTS)
    preparing._folder(recording).mkdir()
    preparing.prepare(recording.pk)
    recording.refresh_from_db()
    assert (recording.state, recording.problem) == ("failed", "killed")
    assert not preparing._folder(recording).exists(), "what the last attempt left"
    actions.prepare_again(recording=recording, by=hr)
    with pytest.raises(ValidationError, match="nothing to try again"):
        actions.prepare_again(recording=recording, by=hr)
    preparing.prepare(recording.pk)
    recording.refresh_from_db()
    assert (recording.state, recording.problem) == ("ready", "")


def test_publication_says_what_is_missing_and_asks_for_a_second_person(meeting, hr):
    recording = RecordingFactory(
        translation_key=meeting.translation_key, published_at=None, poster=None
    )
    recording.tracks.all().delete()
    other = member("HR")
    with pytest.raises(actions.NotReady) as refusal:
        actions.publish(recording=recording, by=other)
    assert len(refusal.value.messages) == 3
    about = {"recording": recording, "by": hr}
    actions.choose_poster(**about, frame=1)
    part = b"WEBVTT\n\n00:00.000 --> 00:30.000\nHalf of it"
    actions.add_track(**about, kind="captions", language="en", content=part)
    actions.state_description(**about, needed=False)
    with pytest.raises(actions.NotReady, match="cover 51 %"):
        actions.publish(recording=recording, by=other)
    content = CAPTIONS.read_bytes()
    actions.add_track(**about, kind="captions", language="en", content=content)
    with pytest.raises(ApprovalRequired):
        actions.publish(recording=recording, by=hr)
    assert not Recording.objects.public().exists()
    epoch = PublicEpoch.current()
    actions.publish(recording=recording, by=other)
    assert Recording.objects.public().get() == recording
    assert PublicEpoch.current() > epoch


def test_the_film_of_a_meeting_to_come_waits_for_it(meeting, hr):
    recording = RecordingFactory(translation_key=meeting.translation_key, published_at=None)
    actions.state_description(recording=recording, needed=False, by=hr)
    in_french = published_meeting(locale=locale("fr"), translation_key=meeting.translation_key)
    with pytest.raises(actions.NotReady, match="still to come"):
        actions.publish(recording=recording, by=member("HR"))
    with time_machine.travel(in_french.ends_at + timedelta(seconds=1)):
        actions.publish(recording=recording, by=member("HR"))
    assert Recording.objects.public().get() == recording
    again = meeting.__class__.objects.get(pk=meeting.pk)
    again.day = timezone.localdate() + timedelta(days=9)
    again.save_revision().publish()
    assert not Recording.objects.public().exists(), "the next evening, announced in its place"


def test_captions_of_another_language_alone_are_not_enough(meeting, hr):
    recording = RecordingFactory(translation_key=meeting.translation_key, language="fr")
    assert missing(recording)[0] == "Add captions in the language that is spoken."


def test_descriptions_in_another_language_alone_are_not_enough(meeting, hr):
    recording = RecordingFactory(translation_key=meeting.translation_key)
    recording.tracks.filter(kind="descriptions").delete()
    recording.description_not_needed_by = None
    about = {"recording": recording, "kind": "descriptions", "by": hr}
    text = b"WEBVTT\n\n00:01.000 --> 00:02.000\nRain on a window."
    actions.add_track(**about, language="fr", content=text)
    assert any("descriptions" in sentence for sentence in missing(recording))
    actions.add_track(**about, language="en", content=text)
    assert not any("descriptions" in sentence for sentence in missing(recording))


def test_one_person_may_where_four_eyes_are_not_asked(meeting, hr, settings):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"FOUR_EYES": False}
    recording = RecordingFactory(translation_key=meeting.translation_key, published_at=None)
    actions.state_description(recording=recording, needed=False, by=hr)
    actions.publish(recording=recording, by=hr)
    assert Recording.objects.public().exists()


@pytest.mark.parametrize(
    ("change", "sent"),
    [
        (actions.set_chapters, {"language": "en", "text": ""}),
        (actions.choose_poster, {"frame": 0}),
        (actions.state_description, {"needed": True}),
        (
            actions.add_track,
            {"kind": "captions", "language": "en", "content": CAPTIONS.read_bytes()},
        ),
        (actions.unpublish, {}),
    ],
)
def test_a_change_takes_a_film_off_the_public_pages(change, sent, meeting, hr):
    recording = RecordingFactory(translation_key=meeting.translation_key)
    epoch = PublicEpoch.current()
    change(recording=recording, by=hr, **sent)
    assert not Recording.objects.public().exists()
    assert PublicEpoch.current() > epoch
    with pytest.raises(PermissionDenied):
        change(recording=recording, by=member("Experts"), **sent)


@pytest.mark.parametrize("factory", [ExpertFactory, GuestFactory])
@pytest.mark.parametrize("leave", ["no longer agrees", "is deleted"])
def test_a_film_goes_with_the_agreement_of_who_is_seen_in_it(factory, leave):
    person = factory()
    row = published_meeting(speakers=[person])
    recording = RecordingFactory(translation_key=row.translation_key)
    if leave == "is deleted":
        person.delete()
    else:
        person.agreed_public_on = None
        person.save()
        start = f"{person} has not agreed to be public: "
        assert any(sentence.startswith(start) for sentence in missing(recording))
    assert not Recording.objects.public().exists()


def test_a_film_goes_with_its_announcement(meeting):
    RecordingFactory(translation_key=meeting.translation_key)
    assert Recording.objects.public().exists()
    meeting.unpublish()
    assert not Recording.objects.public().exists()


@pytest.mark.parametrize(
    ("cues", "sound", "share"),
    [
        ([], [], 1),
        ([], [[0, 10]], 0),
        ([[0, 10, "a"]], [[0, 10]], 1),
        ([[0, 4, "a"], [6, 10, "b"]], [[0, 10]], 1),
        ([[0, 4, "a"]], [[0, 10]], 0.5),
        ([[20, 30, "a"]], [[0, 10]], 0),
    ],
)
def test_how_much_of_what_is_heard_is_captioned(cues, sound, share):
    assert coverage(cues, sound) == pytest.approx(share)
