"""How a thread and the lists of threads are found: title, canonical, languages, cards, feeds."""

import pytest
from django.test import override_settings

from backstage_qa.models import PublishedThread
from backstage_qa.threads import publication
from tests.backstage_qa.test_html import PAYLOADS
from tests.factories import (
    EntryFactory,
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    ThreadFactory,
    locale,
    published_thread,
)
from tests.heads import head_of

pytestmark = pytest.mark.django_db

HERE = "http://testserver"


def translated(thread, title, profession):
    """The same thread in French, public as well."""
    copy = ThreadFactory(
        title=title,
        locale=locale("fr"),
        translation_key=thread.thread.translation_key,
        professions=[profession],
    )
    copy.latest_revision.publish()
    return PublishedThread.objects.get(thread=copy)


def test_a_thread_says_what_it_is(client):
    long = "Mostly listening, and asking “why” — twice. " * 9
    thread = published_thread(title="What is a day like?", short_answer=long)
    head = head_of(client.get(thread.get_absolute_url()))
    assert head.title.startswith("What is a day like?")
    assert head.canonical == HERE + thread.get_absolute_url()
    assert head.one("og:title") == thread.title
    assert head.one("og:type") == "article"
    assert head.one("og:url") == head.canonical
    assert head.one("og:locale") == "en_US"
    assert head.one("twitter:card") == "summary_large_image"
    assert head.one("description") == head.one("og:description")
    assert head.one("description").startswith("Mostly listening")
    assert 100 < len(head.one("description")) <= 160
    assert head.one("robots") is None


def test_a_thread_without_an_answer_is_described_all_the_same(client):
    thread = published_thread(entries=[EntryFactory(text="<p>Who?</p>")])
    assert head_of(client.get(thread.get_absolute_url())).one("description")


def test_a_thread_names_its_translations_while_they_are_public(client):
    english = published_thread()
    french = translated(
        english, "À quoi ressemble une journée ?", ProfessionFactory(locale=locale("fr"))
    )
    expected = {
        "en": HERE + english.get_absolute_url(),
        "fr": HERE + french.get_absolute_url(),
        "x-default": HERE + english.get_absolute_url(),
    }
    for thread in (english, french):
        assert head_of(client.get(thread.get_absolute_url())).alternates == expected
    assert f'href="{french.get_absolute_url()}"' in client.get(english.get_absolute_url()).text
    publication.withdraw(PublishedThread.objects.filter(pk=french.pk))
    page = client.get(english.get_absolute_url())
    assert head_of(page).alternates == {}
    assert french.get_absolute_url() not in page.text


def test_another_thread_is_no_translation(client):
    thread = published_thread()
    published_thread(locale=locale("fr"))
    assert head_of(client.get(thread.get_absolute_url())).alternates == {}


def test_every_payload_stays_text(client):
    """In titles, descriptions, cards and the names of feeds."""
    row = published_thread()
    for payload in PAYLOADS:
        row.title = " ".join(payload.split())[:200]
        row.short_answer = payload
        row.save()
        head = head_of(client.get(row.get_absolute_url()))
        assert head.one("og:title") == row.title
        assert head.title.startswith(row.title)


def test_what_is_gone_is_not_to_be_found(client):
    thread = published_thread()
    publication.withdraw(PublishedThread.objects.filter(pk=thread.pk))
    for address in (thread.get_absolute_url(), "/en/questions/999/x/", "/en/questions/?after=x"):
        head = head_of(client.get(address))
        assert head.one("robots") == "noindex"
        assert head.canonical is None
        assert head.one("og:title") is None


def test_the_list_is_one_page_in_each_language(client):
    head = head_of(client.get("/fr/questions/?utm_source=mail"))
    assert head.canonical == f"{HERE}/fr/questions/"
    assert head.alternates == {
        "en": f"{HERE}/en/questions/",
        "fr": f"{HERE}/fr/questions/",
        "x-default": f"{HERE}/en/questions/",
    }
    assert head.one("og:locale") == "fr_FR"


def test_lists_of_one_subject_are_pages_of_their_own(client):
    profession = ProfessionFactory(slug="actuary", name="Actuary")
    expert = ExpertFactory(name="Claire", professions=[profession])
    ExpertProfileFactory(expert=expert)
    published_thread(professions=[profession])
    told = {}
    claire = f"/en/experts/{expert.pk}/claire/"
    for address in ("/en/questions/", "/en/questions/?profession=actuary", claire):
        head = head_of(client.get(address))
        assert head.canonical == f"{HERE}{address}"
        assert head.one("robots") is None
        told[address] = (head.title, head.one("description"))
    assert len({title for title, _ in told.values()}) == 3
    assert len({description for _, description in told.values()}) == 3


def test_searches_combinations_and_later_pages_are_not_to_be_found_by(client):
    profession = ProfessionFactory(slug="actuary")
    expert = ExpertFactory()
    ExpertProfileFactory(expert=expert)
    for _ in range(3):
        published_thread(professions=[profession], tags=["pay"])
    with override_settings(BACKSTAGE_QA={"PAGE_SIZE": 1}):
        later = client.get("/en/questions/").context["next_page"]
    of_expert = f"?expert={expert.pk}"  # who has a page
    for query in ("?tag=pay", "?profession=actuary&tag=pay", later, of_expert):
        head = head_of(client.get(f"/en/questions/{query}"))
        assert head.one("robots") == "noindex, follow"
        assert head.canonical is None
        assert head.alternates == {}


def test_feeds_are_found_from_every_page(client):
    profession = ProfessionFactory(slug="actuary")
    thread = published_thread(professions=[profession])
    everything = {
        "/en/questions/feed.atom": "application/atom+xml",
        "/en/questions/feed.json": "application/feed+json",
    }
    assert head_of(client.get("/en/questions/")).feeds == everything
    about = {f"{path}?profession=actuary": kind for path, kind in everything.items()}
    for address in (thread.get_absolute_url(), "/en/questions/?profession=actuary"):
        assert head_of(client.get(address)).feeds == about | everything
    for path in about | everything:
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("address", ["/en/questions/ask/", "/en/my/conversations/"])
def test_pages_of_one_person_are_not_to_be_found(client, django_user_model, address):
    client.force_login(
        django_user_model.objects.create_user("someone@example.com"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    head = head_of(client.get(address))
    assert head.one("robots") == "noindex"
    assert head.canonical is None
    assert head.one("og:title") is None


def test_a_thread_is_shared_by_plain_links(client):
    thread = published_thread(title="What’s a “day” & night like?")
    page = client.get(thread.get_absolute_url()).text
    encoded = (HERE + thread.get_absolute_url()).replace(":", "%3A").replace("/", "%2F")
    assert f'href="https://www.linkedin.com/sharing/share-offsite/?url={encoded}"' in page
    assert f"&amp;body={encoded}" in page
    assert "subject=What%E2%80%99s%20a%20%E2%80%9Cday%E2%80%9D%20%26%20night%20like%3F" in page
    assert page.count("<script") == 4  # the three of our own, and the data block
