"""What a dump says, and how it reads here."""

import tarfile

import pytest

from backstage_qa.imports.languages import guess
from backstage_qa.models import Expert, PublishedThread, Thread
from tests.backstage_qa.imports.dumps import (
    DIALECTS,
    Dialect,
    answer,
    comment,
    question,
    user,
    write_dump,
)
from tests.backstage_qa.imports.importing import import_threads, public

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("physicist")]

SITE = "physics.stackexchange.com"
HERE = f"https://{SITE}"


def publish(folder, *arguments):
    return import_threads(folder, "--profession", "physicist", "--publish", *arguments)


def said(row: PublishedThread) -> list[tuple[str, str]]:
    return [(entry["kind"], entry["text"]) for entry in row.entries]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_every_dialect_of_the_dumps_reads_the_same(tmp_path, dialect: Dialect):
    folder = write_dump(
        tmp_path / SITE,
        posts=[
            question(1, "What is spin?", tags=["quantum-mechanics", "c#"], OwnerUserId=7),
            answer(2, 1, OwnerUserId=8, CreationDate="2019-01-05T00:00:00.000"),
        ],
        comments=[comment(3, 2, "See `x`", UserId=7)],
        users=[user(7, "Ana"), user(8, "Ólafur")],
        dialect=dialect,
    )
    publish(folder)
    thread = public("What is spin?")
    assert said(thread) == [("question", "Text 1"), ("answer", "Text 2"), ("follow_up", "See x")]
    assert [entry["name"] for entry in thread.entries] == ["Ana", "Ólafur", "Ana"]
    assert [entry["date"] for entry in thread.entries] == ["2018-03-12", "2019-01-05", "2018-03-12"]
    assert {tag["name"] for tag in thread.tag_list} == {"quantum-mechanics", "c#"}
    assert thread.origin == "import"
    assert thread.published_at.date().isoformat() == "2018-03-12"


def test_the_accepted_answer_is_first_then_the_best_and_comments_stand_below_in_order(tmp_path):
    folder = write_dump(
        tmp_path / SITE,
        posts=[
            answer(5, 1, Score=9),
            question(1, "Which one?", AcceptedAnswerId=4),
            answer(3, 1, Score=2),
            answer(4, 1, Score=-1),
        ],
        comments=[
            comment(12, 1, CreationDate="2018-03-14T00:00:00.000"),
            comment(11, 4),
            comment(10, 1, CreationDate="2018-03-13T00:00:00.000"),
            comment(9, 4, CreationDate="2018-03-12T18:00:00.000"),
        ],
    )
    publish(folder)
    assert [text for _, text in said(public("Which one?"))] == [
        *("Text 1", "Comment 10", "Comment 12"),
        *("Text 4", "Comment 11", "Comment 9"),
        *("Text 5", "Text 3"),
    ]


def test_people_are_names_and_nothing_more(tmp_path):
    folder = write_dump(
        tmp_path / SITE,
        posts=[
            question(1, "Who?", OwnerDisplayName="user12"),
            answer(2, 1, OwnerUserId=404),
            answer(3, 1, OwnerUserId=-1),
        ],
        comments=[comment(4, 1, UserDisplayName="gone")],
        users=[user(-1, "Community")],
    )
    publish(folder)
    names = {entry["text"]: entry["name"] for entry in public("Who?").entries}
    assert names == {"Text 1": "user12", "Comment 4": "gone", "Text 2": "", "Text 3": "Community"}
    assert not Expert.objects.exists()


def test_address_author_and_licence_of_each_text_are_kept_and_shown(tmp_path, client):
    folder = write_dump(
        tmp_path / SITE,
        posts=[
            question(1, "Whose?", OwnerDisplayName="Ana", ContentLicense="CC BY-SA 3.0"),
            answer(2, 1, CreationDate="2011-04-07T23:59:59.999", OwnerDisplayName="Bo"),
            answer(3, 1, CreationDate="2018-05-02T00:00:00.000"),
        ],
        comments=[comment(4, 1, ContentLicense="CC BY-SA 4.0")],
        dialect=DIALECTS[-1],
    )
    publish(folder)
    thread = public("Whose?")
    kept = [(entry["source_url"], entry["licence"]) for entry in thread.entries]
    assert kept == [
        (f"{HERE}/questions/1", "CC BY-SA 3.0"),
        (f"{HERE}/posts/comments/4", "CC BY-SA 4.0"),
        (f"{HERE}/a/2", "CC BY-SA 2.5"),
        (f"{HERE}/a/3", "CC BY-SA 4.0"),
    ]
    page = client.get(thread.get_absolute_url()).content.decode()
    given = client.get(f"/api/backstage/v1/threads/{thread.pk}").json()["entries"]
    for (address, licence), entry in zip(kept, given, strict=True):
        assert f'href="{address}"' in page
        assert (entry["source_url"], entry["licence"]) == (address, licence)
    assert "https://creativecommons.org/licenses/by-sa/2.5/" in page
    for name in ("Ana", "Bo"):
        assert name in page
    assert [entry["kind"] for entry in given] == ["question", "follow_up", "answer", "answer"]


def test_what_is_no_use_is_skipped_and_the_report_says_which_row_and_why(tmp_path):
    folder = write_dump(
        tmp_path / SITE,
        posts=[
            question(1, "Fine"),
            {"Id": 2, "PostTypeId": 5, "Body": "<p>A tag</p>", "CreationDate": "2018-01-01"},
            answer(3, 99),
            question(4, " "),
            question(5, "When?", CreationDate="yesterday"),
            {"Id": "x", "PostTypeId": 1, "Title": "No number"},
            question(1, "The same again"),
            answer(8, 1, "<p> </p><script>x</script>"),
            question(9, "\x81"),
            answer(10, 1, CreationDate="2999-01-01T00:00:00"),
        ],
        comments=[comment(1, 77), comment(2, 3), comment(3, 2), comment(4, 1, " ")],
    )
    told = publish(folder)
    assert "Source: physics.stackexchange.com\n" in told
    assert "Questions: 1 imported, 0 updated, 0 published, 0 unchanged.\n" in told
    assert "Rows skipped: 13.\n" in told
    for reason in [
        "1: neither a question nor an answer (PostTypeId 5) (Posts.xml 4)",
        "1: answers a question that is not there (Posts.xml 5)",
        "2: a question without a title (Posts.xml 6, 11)",
        "1: the date 2999-01-01 is still to come (Posts.xml 12)",
        "1: CreationDate is 'yesterday', not a date (Posts.xml 7)",
        "1: Id is 'x', not a number (Posts.xml 8)",
        "1: a row before it has the same Id (Posts.xml 9)",
        "3: comments on a text that is not there (Comments.xml 3, 4, 5)",
        "2: holds no text (Comments.xml 6; Posts.xml 10)",
    ]:
        assert reason in told, told
    assert Thread.objects.count() == 1


def test_questions_without_an_answer_or_a_text_of_their_own_are_threads_too(tmp_path):
    folder = write_dump(
        tmp_path / SITE,
        posts=[
            question(1, "Nobody knows", ClosedDate="2018-04-01T00:00:00.000"),
            question(2, "Only a title", Body=" "),
        ],
    )
    publish(folder)
    assert said(public("Nobody knows")) == [("question", "Text 1")]
    assert said(public("Only a title")) == [("question", "Only a title")]


def test_comments_keep_their_emphasis_code_and_links(tmp_path):
    text = "**No**, use `a<b>` or [this](https://example.org/x_y_z), http://example.com/a. <b>!</b>"
    comments = [comment(2, 1, text)]
    folder = write_dump(tmp_path / SITE, posts=[question(1, "How?")], comments=comments)
    publish(folder)
    html = public("How?").entries[1]["html"]
    assert html.startswith("<p><strong>No</strong>, use <code>a&lt;b&gt;</code> or <a href=")
    assert 'href="https://example.org/x_y_z"' in html
    assert 'href="http://example.com/a"' in html
    assert "&lt;b&gt;!&lt;/b&gt;" in html


def test_formulas_in_comments_are_left_as_they_are_written(tmp_path):
    text = r"In $\{a*b*c\}$ and $$\|x\|$$ for $5 or $6: *yes*"
    folder = write_dump(
        tmp_path / SITE, posts=[question(1, "How?")], comments=[comment(2, 1, text)]
    )
    publish(folder)
    html = public("How?").entries[1]["html"]
    assert html == r"<p>In $\{a*b*c\}$ and $$\|x\|$$ for $5 or $6: <em>yes</em></p>"


@pytest.mark.parametrize(
    ("folder", "host"),
    [
        ("quantumcomputing", "quantumcomputing.stackexchange.com"),
        ("fr.wikibooks.example.org", "fr.wikibooks.example.org"),
        ("stackoverflow.com-Posts", "stackoverflow.com"),
        ("superuser", "superuser.com"),
        ("es.stackoverflow.com", "es.stackoverflow.com"),
        ("mathoverflow.net", "mathoverflow.net"),
        ("quantumcomputing.meta.stackexchange.com", "quantumcomputing.meta.stackexchange.com"),
    ],
)
def test_the_folder_says_which_site_it_is(tmp_path, folder, host):
    publish(write_dump(tmp_path / folder, posts=[question(1, "Where?")]))
    assert public("Where?").entries[0]["source_url"] == f"https://{host}/questions/1"


def test_a_site_of_two_languages_is_told_apart_question_by_question(tmp_path):
    folder = write_dump(
        tmp_path / "french.stackexchange.com",
        posts=[
            question(1, "Pourquoi dit-on « il pleut » ?", "<p>Qui est ce sujet ?</p>"),
            question(2, "Why do we say it rains?", "<p>I do not know what this is about.</p>"),
        ],
    )
    publish(folder)
    languages = dict(PublishedThread.objects.values_list("slug", "language"))
    assert languages == {"pourquoi-dit-on-il-pleut": "fr", "why-do-we-say-it-rains": "en"}
    rows = PublishedThread.objects.order_by("slug")
    assert [row.profession_list[0]["slug"] for row in rows] == ["physicien", "physicist"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("À quel moment parler de son handicap ?", "fr"),
        ("Conseillère à 38 ans après la boulangerie", "fr"),
        ("Merci, ça me rassure vraiment !", "fr"),
        ("Does a four-year gap ruin a CV?", "en"),
        ("Interview in three days: may I bring notes?", "en"),
    ],
)
def test_a_few_words_are_enough_to_tell_languages_apart(text, language):
    assert guess(text, ["en", "fr"]) == guess(text, ["fr", "en"]) == language


def test_one_language_can_be_said_for_all(tmp_path):
    folder = write_dump(tmp_path / SITE, posts=[question(1, "Le chat ?", "<p>Le la les des</p>")])
    publish(folder, "--language", "en")
    assert public("Le chat ?").language == "en"


def test_an_archive_is_read_as_its_folder_is(tmp_path):
    import_from = write_dump(tmp_path / SITE, posts=[question(1, "Packed?")])
    archive = tmp_path / "packed.tar.xz"
    with tarfile.open(archive, "w:xz") as tar:
        tar.add(import_from, arcname=SITE)
    publish(archive)
    assert public("Packed?").entries[0]["source_url"] == f"{HERE}/questions/1"
