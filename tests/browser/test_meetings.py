"""Meetings in a real browser: read, watched, and prepared by HR."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from backstage_qa.models import Meeting, PublishedMeeting, Recording
from careers.demo.films import load_film
from tests.backstage_qa.desks import editor, member
from tests.factories import GuestFactory, ProfessionFactory, held_meeting, locale, published_meeting

WIDTHS = (320, 1280)
FILM = {"texts": "night-shift", "language": "en", "poster": 2, "asked": 28}


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(params=["en", "fr"])
def meeting(request, transactional_db) -> PublishedMeeting:
    """A meeting whose film is public."""
    language = locale(request.param)
    row = held_meeting(
        title="The night shift",
        locale=language,
        professions=[ProfessionFactory(locale=language)],
        speakers=[GuestFactory()],
        programme="<h3>18:30</h3><p>Stories.</p>",
        register_url="https://example.com/register",
    )
    load_film(row.meeting, FILM, {}, member("HR"), editor(), editor())
    return row


# What does not differ from one language to the other is tried in one.
in_english = pytest.mark.parametrize("meeting", ["en"], indirect=True)
in_french = pytest.mark.parametrize("meeting", ["fr"], indirect=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_look_good(meeting, screen, axe, scheme):
    screen.emulate_media(color_scheme=scheme)
    for address in (f"/{meeting.language}/meetings/", meeting.get_absolute_url() + "?t=30"):
        screen.goto(address)
        for width in WIDTHS:
            screen.set_viewport_size({"width": width, "height": 800})
            assert axe(screen) == [], f"{address} at {width} px"
            assert not screen.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_chapters_and_the_transcript_move_the_player(meeting, screen):
    screen.goto(meeting.get_absolute_url())
    video = screen.locator("video")
    screen.wait_for_function("document.querySelector('video').readyState >= 1")
    screen.locator(".backstage-film__chapters a").nth(2).click()
    screen.wait_for_function("document.querySelector('video').currentTime >= 28")
    assert video.evaluate("video => video.textTracks[0].kind") == "captions"
    screen.locator(".backstage-film__chapters [aria-current]").wait_for()
    screen.emulate_media(media="print")  # a paper is read: the transcript is on it, no player
    expect(screen.locator(".backstage-film__said").first).to_be_visible()
    expect(video).to_be_hidden()
    screen.emulate_media(media="screen")
    screen.locator("summary").filter(has_text="Transcri").click()
    said = screen.locator(".backstage-film__said:visible")
    said.first.wait_for()
    before = said.count()
    screen.locator("#film-find").fill("yusuf" if meeting.language == "en" else "service")
    expect(said).not_to_have_count(before)
    assert 0 < said.count() < before
    expect(screen.locator(".backstage-film__find [role=status]")).to_contain_text("passage")
    screen.locator("#film-find").press("Enter")
    expect(said.first.locator("a")).to_be_focused()
    screen.locator("#film-find").fill("")
    screen.set_viewport_size({"width": 1280, "height": 320})
    video.evaluate("video => { video.muted = true; video.currentTime = 50; return video.play(); }")
    screen.wait_for_function("document.querySelector('.backstage-film__text').scrollTop > 0")
    video.evaluate("video => video.pause()")
    screen.goto("about:blank")
    screen.goto(meeting.get_absolute_url() + "#chapter-28")
    expect(video).to_have_js_property("currentTime", 28)
    expect(screen.locator(".backstage-film__text [aria-current]")).to_have_attribute(
        "data-at", "28"
    )
    screen.wait_for_function("document.querySelector('.backstage-film__text').scrollTop > 0")


@in_english
def test_an_address_opens_the_film_at_its_second_without_a_script(meeting, browser, live_server):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto(meeting.get_absolute_url())
    page.locator(".backstage-film__chapters a").nth(1).click()
    expect(page).to_have_url(re.compile(r"\?t=12#film$"))
    expect(page.locator("video")).to_have_attribute("src", re.compile("film.mp4#t=12$"))
    context.close()


@pytest.fixture
def linked(meeting, settings) -> PublishedMeeting:
    """Its film is at another host."""
    recording = Recording.objects.get()
    recording.link, recording.film = "https://www.youtube.com/watch?v=aqz-KE-bpKQ", ""
    recording.width, recording.height = 1280, 720
    recording.save()
    return meeting


@in_english
def test_a_film_at_another_host_is_loaded_from_there_when_asked_and_from_nowhere_else(
    linked, browser, live_server, axe
):
    context = browser.new_context(base_url=live_server.url)
    asked, said = [], []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body="<p>the film</p>", content_type="text/html")

    elsewhere = re.compile(rf"^https?://(?!{re.escape(live_server.url.partition('//')[2])})")
    context.route(elsewhere, answer)
    page.goto(linked.get_absolute_url())
    page.locator(".backstage-film__chapters a").nth(2).click()
    expect(page).to_have_url(re.compile(r"\?t=28#film$"))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert axe(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert asked == [], "before it is played nothing is loaded from there"
    page.locator(".backstage-film__elsewhere a").click()
    frame = page.locator("iframe")
    at = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?rel=0&autoplay=1&start="
    expect(frame).to_have_attribute("src", f"{at}28")
    expect(frame).to_be_focused()
    instead = page.get_by_role("link", name="Watch it at YouTube")
    expect(instead).to_have_attribute("href", re.compile("t=28s$"))
    expect(page.frame_locator("iframe").locator("p")).to_have_text("the film")
    page.locator(".backstage-film__chapters a").nth(1).click()
    expect(page.locator("iframe")).to_have_attribute("src", f"{at}12")
    expect(page.frame_locator("iframe").locator("p")).to_have_text("the film")
    assert asked == [f"{at}28", f"{at}12"]
    assert said == []
    assert axe(page) == []
    page.goto("about:blank")
    page.goto(linked.get_absolute_url() + "#chapter-12")
    expect(page.locator(".backstage-film__text")).to_be_visible()
    page.locator(".backstage-film__elsewhere a").click()
    expect(page.locator("iframe")).to_have_attribute("src", f"{at}12")
    context.close()


def test_what_wagtail_saves_by_itself_stands_in_nobody_s_way(screen, sign_in, transactional_db):
    locale("en")
    sign_in(member("HR"))

    def slowly(route):
        response = route.fetch()
        screen.wait_for_timeout(700)
        route.fulfill(response=response)

    address = reverse(Meeting.snippet_viewset.get_url_name("add"))
    typed = {"title": "One", "summary": "Once.", "day": "2027-03-04"}
    screen.add_init_script(  # Wagtail sees no change in the first two seconds
        "addEventListener('w-unsaved:watch-edits', ({ target }) => target.classList.add('watched'))"
    )
    screen.goto(address)
    screen.locator("form.watched").wait_for()
    screen.route(f"**{address}*", slowly)
    with screen.expect_request(lambda request: request.method == "POST"):
        for name, value in (typed | {"starts": "18:30", "ends": "20:00"}).items():
            screen.locator(f"[name={name}]").fill(value)
    screen.get_by_role("button", name="Save draft").click()  # while it is saved
    screen.get_by_text("updated.").wait_for()
    screen.locator("form.watched").wait_for()
    with screen.expect_response(lambda response: response.request.method == "POST"):
        screen.locator("[name=title]").fill("Two")
    screen.locator("[name=overwrite_revision_id]").wait_for(state="attached")
    screen.locator("[name=title]").fill("Three")
    screen.get_by_role("button", name="More actions").click()
    screen.get_by_role("button", name="Submit to").click()
    screen.get_by_text("is submitted for review.").wait_for()
    meeting = Meeting.objects.get()
    assert meeting.workflow_in_progress
    text = meeting.get_latest_revision_as_object()
    assert (text.title, text.ends.hour) == ("Three", 20)


def test_hr_uploads_a_film_and_sees_what_is_missing(screen, axe, sign_in, transactional_db):
    row = published_meeting()
    sign_in(member("HR"))
    screen.goto(reverse(Meeting.snippet_viewset.get_url_name("film"), args=[row.meeting_id]))
    screen.locator("#upload-film").set_input_files("careers/demo/data/film/film.mp4")
    screen.get_by_role("button", name="Upload the film").click()
    screen.get_by_text("The film is here, and is being prepared.").wait_for()
    recording = Recording.objects.get()
    if recording.state != "ready":  # no worker ran it at once
        Recording.objects.update(queued_at="2020-01-01T00:00Z")
        call_command("backstage_tick", verbosity=0)
        screen.reload()
    screen.get_by_text("Before it can be public:").wait_for()
    for width in WIDTHS:
        screen.set_viewport_size({"width": width, "height": 900})
        assert axe(screen, within=".backstage-desk") == []
    screen.locator("#add_track-file").set_input_files(
        files=[{"name": "x.vtt", "mimeType": "text/vtt", "buffer": b"WEBVTT\n\n00:x --> 1\nA"}]
    )
    screen.get_by_role("button", name="Send the text").click()
    screen.get_by_text("Line 3: these times cannot be read.").first.wait_for()
    assert axe(screen, within=".backstage-desk") == []


@in_english
def test_other_sites_show_the_film_in_a_frame(meeting, browser, live_server, axe):
    address = reverse("backstage_qa:film_frame", args=[meeting.pk])
    address = address.replace("/en/", f"/{meeting.language}/")
    context = browser.new_context()
    page = context.new_page()
    code = f'<iframe src="{live_server.url}{address}" title="x" width="640" height="404"></iframe>'
    # To a browser, 127.0.0.1 is another site than localhost; a static file has no policy.
    page.goto(f"{live_server.url.replace('localhost', '127.0.0.1')}/static/backstage_qa/film.js")
    page.evaluate("code => { document.body.innerHTML = code; }", code)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("link", name=meeting.title)).to_be_visible()
    frame.locator("video").evaluate("video => { video.currentTime = 30; }")
    expect(frame.locator("video")).to_have_js_property("currentTime", 30)
    page.set_viewport_size({"width": 200, "height": 150})
    page.goto(f"{live_server.url}{address}")
    assert axe(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()


def test_the_code_of_the_frame_is_copied(meeting, screen, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.goto(meeting.get_absolute_url())
    screen.locator(".backstage-film__embed summary").click()
    screen.locator("[data-action=code]").click()
    said = "The code is copied." if meeting.language == "en" else "Le code est copié."
    expect(screen.get_by_text(said)).to_be_visible()
    assert screen.evaluate("navigator.clipboard.readText()").startswith("<iframe src=")


@in_french
def test_who_is_in_the_film_asks_to_be_taken_out_and_hr_answers(meeting, screen, axe, sign_in):
    screen.goto(meeting.get_absolute_url())
    screen.locator(".backstage-film__out a").click()
    for width in WIDTHS:
        screen.set_viewport_size({"width": width, "height": 900})
        assert axe(screen) == []
    screen.locator("#id_email").fill("zoe@")
    screen.locator("main form button").click()
    expect(screen.locator("[role=alert] a")).to_have_count(3)
    assert axe(screen) == []
    screen.locator("#id_name").fill("Zoé")
    screen.locator("#id_email").fill("zoe@example.com")
    screen.locator("#id_text").fill("12:40")
    screen.locator("main form button").click()
    expect(screen).to_have_url(re.compile(r"\?until="))
    assert axe(screen) == []
    sign_in(member("HR"))
    screen.goto(reverse(Meeting.snippet_viewset.get_url_name("removals")))
    assert axe(screen, within=".backstage-desk") == []
    screen.locator("textarea").fill("Blurred.")
    screen.get_by_role("button", name="Close this request").click()
    expect(screen.get_by_text("Blurred.")).to_be_visible()


@in_english
def test_a_chapter_is_written_at_the_moment_of_the_film_by_keyboard(meeting, screen, axe, sign_in):
    sign_in(member("HR"))
    name = Meeting.snippet_viewset.get_url_name("film")
    screen.goto(reverse(name, args=[meeting.meeting_id]))
    for width in WIDTHS:
        screen.set_viewport_size({"width": width, "height": 900})
        assert axe(screen, within=".backstage-desk") == []
        assert not screen.evaluate("document.documentElement.scrollWidth > innerWidth")
    button = screen.locator("[data-does=begin]")
    box = screen.locator("#set_chapters-text")
    before = box.input_value().split("\n")
    for second, clock, at in ((50.9, "0:50", 4), (12.2, "0:12", 1), (24, "0:24", 2)):
        screen.evaluate("at => { document.querySelector('video').currentTime = at; }", second)
        button.press("Enter")
        expect(box).to_be_focused()
        screen.keyboard.type("!")
        assert box.input_value().split("\n")[at].startswith(clock)
    assert box.input_value().split("\n") == [
        before[0], f"{before[1]}!", "0:24 !", before[2], before[3], "0:50 !"
    ]  # fmt: skip
    assert axe(screen, within=".backstage-desk") == []
    screen.locator("[value=set_chapters]").press("Enter")
    expect(screen.locator("[role=alert] li")).to_have_count(2)  # two are too short


@in_english
def test_captions_are_corrected_against_the_film_by_keyboard(meeting, screen, axe, sign_in):
    track = Recording.objects.get().tracks.get(kind="captions")
    sign_in(member("HR"))
    name = Meeting.snippet_viewset.get_url_name("film")
    screen.goto(reverse(name, args=[meeting.meeting_id]))
    screen.get_by_role("link", name="Correct Captions, English").click()
    rows = screen.locator(".backstage-cues__rows > li")
    expect(rows).to_have_count(len(track.cues))
    for width in WIDTHS:
        screen.set_viewport_size({"width": width, "height": 900})
        assert axe(screen, within=".backstage-desk") == []
        assert not screen.evaluate("document.documentElement.scrollWidth > innerWidth")
    text = rows.nth(1).locator("textarea")
    text.fill("One two")
    text.evaluate("field => field.setSelectionRange(3, 3)")
    text.press("Alt+s")
    expect(rows).to_have_count(len(track.cues) + 1)
    expect(rows.nth(1).locator("textarea")).to_have_value("One")
    expect(rows.nth(1).locator("textarea")).to_be_focused()
    rows.nth(1).locator("textarea").press("Alt+p")
    screen.wait_for_function("document.querySelector('video').currentTime > 1")
    rows.nth(1).locator("textarea").press("Alt+j")
    expect(rows).to_have_count(len(track.cues))
    expect(rows.nth(1).locator("textarea")).to_have_value("One two")
    rows.nth(1).locator("textarea").press("Alt+n")
    expect(rows).to_have_count(len(track.cues) + 1)
    expect(rows.nth(2).locator("textarea")).to_be_focused()
    rows.nth(2).locator("textarea").press("Alt+d")
    expect(rows).to_have_count(len(track.cues))
    rows.nth(3).locator("textarea").fill("Three")
    rows.nth(3).locator("textarea").press("Control+Enter")
    expect(screen.get_by_text("Saved.")).to_be_visible()
    expect(rows.nth(3).locator("textarea")).to_be_focused()
    rows.nth(0).locator("input").first.fill("soon")
    screen.get_by_role("button", name="Save", exact=True).click()
    expect(screen.locator(".backstage-refusal")).to_be_focused()
    screen.get_by_role("link", name="Caption 1: these times cannot be read.").click()
    expect(rows.nth(0).locator("textarea")).to_be_focused()
    expect(rows.nth(0).locator("input").first).to_have_accessible_description(re.compile("read"))
    # Of a button that scrolls below the film, axe measures what is seen.
    assert axe(screen, within=".backstage-desk", without=["target-size"]) == []
