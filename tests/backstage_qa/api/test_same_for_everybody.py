"""The same bytes for all, from anywhere, kept by any cache; nothing private in them."""

import datetime
import itertools

import pytest
from django.db import models
from django.test import Client

from backstage_qa.models import Conversation, Expert, Message, Notification, PublicEpoch
from tests.factories import (
    ConversationFactory,
    EntryFactory,
    ExpertFactory,
    ExpertProfileFactory,
    MessageFactory,
    RecordingFactory,
    ThreadFactory,
    UserFactory,
    published_meeting,
    published_thread,
)

from .conftest import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PATHS = [
    "threads",
    "threads?entries=true",
    "threads?order=oldest&limit=1",
    "threads/{thread}",
    "threads/{withdrawn}",
    "threads/999",
    "threads?limit=0",
    "meetings",
    "meetings?when=past",
    "meetings/{meeting}",
    "professions",
    "professions/{profession}",
    "professions/en/{slug}",
    "experts",
    "experts/{expert}",
    "experts/{hidden}",
    "openapi.json",
    "nothing",
]


@pytest.fixture
def world():
    thread = published_thread(tags=["pay"])
    withdrawn = published_thread(title="zqwithdrawn")
    withdrawn.thread.unpublish()
    meeting = published_meeting()
    RecordingFactory(translation_key=meeting.translation_key)
    profession = thread.professions.get()
    hidden = ExpertFactory(agreed_public_on=None)
    return {
        "thread": thread.pk,
        "meeting": meeting.pk,
        "withdrawn": withdrawn.pk,
        "profession": profession.pk,
        "slug": profession.slug,
        "expert": ExpertProfileFactory().expert.pk,
        "hidden": ExpertProfileFactory(expert=hidden).expert.pk,
    }


def addresses(world):
    return [ROOT + path.format(**world) for path in PATHS]


@pytest.fixture(params=["candidate", "expert", "superuser"])
def signed_in(request):
    user = UserFactory(is_superuser=request.param == "superuser", is_staff=True)
    if request.param == "expert":
        ExpertFactory(user=user)
    client = Client(headers={"Accept-Language": "fr"})
    client.force_login(user)
    return client


def test_who_asks_changes_no_byte(world, client, signed_in):
    for address in addresses(world):
        theirs = signed_in.get(address)
        anybodys = client.get(address)
        assert theirs.content == anybodys.content
        assert theirs.status_code == anybodys.status_code
        assert theirs.headers == anybodys.headers


def test_no_cookie_and_nothing_to_vary_on(world, signed_in):
    for address in addresses(world):
        response = signed_in.get(address)
        assert not response.cookies, address
        assert "Vary" not in response, address


def test_session_and_user_are_not_touched(world, signed_in, django_assert_max_num_queries):
    for address in addresses(world):
        with django_assert_max_num_queries(10) as seen:
            signed_in.get(address)
        tables = " ".join(query["sql"] for query in seen.captured_queries)
        assert "django_session" not in tables
        assert "careers_user" not in tables


def test_caches_may_keep_it(world, client):
    for address in addresses(world):
        response = client.get(address)
        if response.status_code == 200:
            assert response["ETag"]
        else:
            assert "ETag" not in response
        assert set(response["Cache-Control"].split(", ")) == {
            "public",
            "max-age=0",
            "must-revalidate",
            "s-maxage=60",
        }


def test_unchanged_is_told_in_one_query(world, client, django_assert_num_queries):
    for path in ("threads?entries=true", "experts", "openapi.json"):
        etag = client.get(ROOT + path)["ETag"]
        with django_assert_num_queries(1):
            response = client.get(ROOT + path, headers={"If-None-Match": etag})
        assert (response.status_code, response.content) == (304, b"")
        assert response["Access-Control-Allow-Origin"] == "*"


def test_what_changes_in_public_changes_the_etag(world, client):
    etag = client.get(f"{ROOT}threads")["ETag"]
    published_thread()
    response = client.get(f"{ROOT}threads", headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert response["ETag"] != etag


def test_a_withdrawn_thread_is_not_kept_alive_by_its_etag(client):
    row = published_thread()
    address = f"{ROOT}threads/{row.pk}"
    etag = client.get(address)["ETag"]
    row.thread.unpublish()
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 410


def test_front_ends_elsewhere_may_read(world, client):
    for address in addresses(world):
        response = client.get(address, headers={"Origin": "https://elsewhere.example"})
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response


def test_a_preflight_is_answered(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.options(
            f"{ROOT}threads",
            headers={
                "Origin": "https://elsewhere.example",
                "Access-Control-Request-Method": "GET",
                "Access-Control-Request-Headers": "if-none-match",
            },
        )
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Headers"] == "*"


def test_head_is_a_get_without_its_body(world, client):
    for address in addresses(world):
        head, get = client.head(address), client.get(address)
        assert head.content == b""
        assert head.status_code == get.status_code
        assert head.headers == get.headers


def test_reading_changes_nothing(world, client):
    before = PublicEpoch.current()
    for address in addresses(world):
        client.get(address)
    assert PublicEpoch.current() == before


# --- Canaries ---------------------------------------------------------------

counter = itertools.count()


def plant(row) -> list[str]:
    """Write a word found nowhere else into each text of a row; return the words."""
    canaries = {
        field.name: f"zq{next(counter):05d}"
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    }
    type(row).objects.filter(pk=row.pk).update(**canaries)
    return list(canaries.values())


@pytest.fixture
def canaries(world):
    conversation = ConversationFactory(
        interview_on=datetime.date(2031, 3, 4), assigned_to=ExpertFactory(), source="fair"
    )
    words = [str(conversation.public_id), "2031-03-04", "zqwithdrawn"]
    for kind in Message.Kind.values:
        words += plant(MessageFactory(conversation=conversation, kind=kind))
    words += plant(conversation) + plant(conversation.candidate)
    words += plant(Expert.objects.get(pk=world["hidden"]))
    words += plant(Expert.objects.get(pk=world["expert"]))  # the name shown is the profile's
    words += plant(Expert.objects.get(pk=world["hidden"]).profiles.get())
    draft = ThreadFactory(entries=[EntryFactory()])
    draft.sources.create(conversation=conversation)
    words += plant(draft) + plant(draft.entries.get())
    words += _plant_in_what_is_public(world)
    for notification in Notification.objects.all():
        words += plant(notification)
    return words


def _plant_in_what_is_public(world) -> list[str]:
    """In the working copy of a public thread, and in an answer of a hidden expert."""
    hidden = Expert.objects.get(pk=world["hidden"])
    answer = EntryFactory(
        kind="answer", expert=hidden, author_name="zqhiddenname", author_job="zqhiddenjob"
    )
    public = published_thread(entries=[answer]).thread
    public.title, public.short_answer = "zqrevisedtitle", "zqrevisedanswer"
    public.save_revision()
    return ["zqhiddenname", "zqhiddenjob", "zqrevisedtitle", "zqrevisedanswer"]


def test_nothing_private_is_in_any_answer(world, canaries, client, signed_in):
    assert len(canaries) > 40
    ids = range(1, Conversation.objects.latest("pk").pk + 10)
    every = [
        *addresses(world),
        *(f"{ROOT}{kind}/{n}" for kind in ("threads", "experts", "professions") for n in ids),
    ]
    for visitor, address in itertools.product((client, signed_in), every):
        response = visitor.get(address)
        said = response.content.decode() + str(response.headers)
        assert not [word for word in canaries if word in said], address
