"""Every screen of readers and candidates, in its states: axe finds nothing, nothing is too wide."""

import pytest
from playwright.sync_api import expect

from backstage_qa.conversations import actions
from backstage_qa.models import PublishedThread
from backstage_qa.threads import publication
from tests.factories import (
    ConversationFactory,
    EntryFactory,
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    UserFactory,
    locale,
    published_thread,
)

# Between them, both widths by day and by night.
LOOKS = {"en": [("light", 320), ("dark", 1280)], "fr": [("dark", 320), ("light", 1280)]}


@pytest.fixture(params=["en", "fr"])
def language(request):
    return request.param


@pytest.fixture
def profession(transactional_db, language):
    return ProfessionFactory(
        name="Chargée ou chargé de conformité", slug="compliance", locale=locale(language)
    )


@pytest.fixture
def expert(profession):
    expert = ExpertFactory(name="Claire", professions=[profession])
    ExpertProfileFactory(expert=expert, locale=profession.locale)
    return expert


@pytest.fixture
def thread(profession, expert):
    published_thread(title="Another question", professions=[profession], locale=profession.locale)
    return published_thread(
        title="What does a first month look like?",
        short_answer="Mostly listening.",
        locale=profession.locale,
        professions=[profession],
        tags=["first days"],
        entries=[
            EntryFactory(
                text="<p>I wonder.</p>", source_url="https://example.org/", author_name=""
            ),
            EntryFactory(
                kind="answer",
                text="<h3>First</h3><p>Listening.</p><ul><li>to people</li></ul>",
                expert=expert,
                author_name="Claire",
                author_job="Compliance officer",
            ),
        ],
    )


@pytest.fixture
def looks_good(screen, axe, language):
    """``looks_good()`` looks at the present screen, narrow and wide."""

    def looks_good():
        for scheme, width in LOOKS[language]:
            screen.emulate_media(color_scheme=scheme)
            screen.set_viewport_size({"width": width, "height": 800})
            where = f"{screen.url} at {width} px, {scheme}"
            assert axe(screen) == [], where
            wide = screen.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not wide, f"{where} scrolls sideways"

    return looks_good


def test_thread_taken_over_from_elsewhere(screen, looks_good, profession):
    place = "https://a-very-long-name-of-a-site.stackexchange.com/questions/1"
    source = {"source_url": place, "source_licence": "CC BY-SA 4.0", "author_name": "Ana"}
    wide = "x" * 200
    table = f"<table><tr>{'<td>some words</td>' * 5}</tr></table>"
    texts = [
        EntryFactory(text=f"<p>{wide}</p>", **source),
        EntryFactory(kind="follow_up", text="<p>What do you <em>mean</em>?</p>", **source),
        EntryFactory(kind="answer", text=f"<pre><code>{wide}</code></pre>{table}", **source),
        EntryFactory(kind="follow_up", text="<p>Thanks.</p>", **(source | {"author_name": ""})),
    ]
    thread = published_thread(
        origin="import", locale=profession.locale, professions=[profession], entries=texts
    )
    screen.goto(thread.get_absolute_url())
    looks_good()


def test_a_thread(screen, looks_good, thread):
    screen.goto(thread.get_absolute_url())
    assert screen.get_by_role("heading", level=1).inner_text() == thread.title
    looks_good()


def test_a_thread_that_is_gone(screen, looks_good, thread):
    publication.withdraw(PublishedThread.objects.filter(pk=thread.pk))
    assert screen.goto(thread.get_absolute_url()).status == 410
    looks_good()


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 200), ("?profession=compliance&tag=first-days", 200), ("?tag=x", 200), ("?after=x", 404)],
    ids=["all", "narrowed", "empty", "bad"],
)
def test_the_list(screen, looks_good, thread, language, query, status):
    assert screen.goto(f"/{language}/questions/{query}").status == status
    looks_good()


def test_asking_with_a_mistake_then_checking(screen, looks_good, thread, language):
    screen.goto(f"/{language}/questions/ask/?profession=compliance")
    looks_good()
    submit = screen.locator("main form button[type=submit]")
    submit.click()
    expect(screen.locator("[role=alert]")).to_be_focused()
    looks_good()
    screen.locator("#id_subject").fill("What is the first month of a compliance officer like?")
    screen.locator("#id_text").fill("Write to me at camille@example.org, please.")
    submit.click()
    screen.wait_for_url("**/questions/ask/*-*/")
    expect(screen.locator("mark")).to_have_text("camille@example.org")
    looks_good()


def test_a_profession_that_is_not_open(screen, looks_good, profession, language):
    ProfessionFactory(slug="other", locale=profession.locale)
    profession.state = "waiting"
    profession.save()
    screen.goto(f"/{language}/questions/ask/?profession=compliance")
    looks_good()


def test_my_conversations(screen, sign_in, looks_good, profession, expert, language):
    candidate, editor = UserFactory(), UserFactory(is_superuser=True)
    sign_in(candidate)
    screen.goto(f"/{language}/my/conversations/")
    looks_good()
    conversation = ConversationFactory(candidate=candidate, profession=profession)
    screen.reload()
    looks_good()
    page = f"/{language}/my/conversations/{conversation.public_id}/"
    for address in (f"{page}?new", f"{page}edit/", f"{page}withdraw/"):
        screen.goto(address)
        looks_good()
    actions.accept(conversation=conversation, by=editor, expert=expert)
    actions.answer(conversation=conversation, by=expert.user, text="Full of surprises.")
    screen.goto(page)
    looks_good()


def test_two_texts_side_by_side(screen, sign_in, looks_good, profession, language):
    conversation = ConversationFactory(profession=profession)
    sign_in(conversation.candidate)
    screen.goto(f"/{language}/my/conversations/{conversation.public_id}/edit/")
    actions.edit_question(
        conversation=conversation,
        by=conversation.candidate,
        subject="From the telephone",
        text="Written on the telephone.",
        seen_version=1,
    )
    screen.locator("#id_text").fill("Written on the computer.")
    screen.locator("main form button[type=submit]").click()
    expect(screen.get_by_text("Written on the telephone.")).to_be_visible()
    expect(screen.locator("#id_text")).to_have_value("Written on the computer.")
    looks_good()
