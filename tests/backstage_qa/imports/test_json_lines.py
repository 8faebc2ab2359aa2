"""The documented lines, and which profession, language and tags a question gets."""

import json
import re
from pathlib import Path

import pytest

from backstage_qa.models import PublishedThread, Thread
from tests.backstage_qa.imports.importing import import_threads, line, public, write_lines
from tests.factories import ProfessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("physicist")]

DOCUMENT = Path("docs/import-threads.md")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "questions.jsonl"


def publish(path, *arguments):
    return import_threads(path, "--publish", *arguments)


def test_the_example_of_the_documentation_is_what_it_says(path):
    example = re.search(r"```json\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)[1]
    path.write_text(example, encoding="utf-8-sig")
    publish(path, "--profession", "physicist")
    thread = public("Do I need a degree?")
    said = [(e["kind"], e["name"], e["job"], e["date"], e["text"]) for e in thread.entries]
    assert said == [
        ("question", "Camille", "", "2023-02-01", "I left school early."),
        ("answer", "Claire", "Actuary", "2023-02-03", "So did I."),
        ("follow_up", "Camille", "", "2023-02-04", "Thank you!"),
    ]
    assert {e["source_url"] for e in thread.entries} == {"https://forum.example.com/41"}
    assert {e["licence"] for e in thread.entries} == {"CC BY 4.0"}
    assert thread.tag_list == [{"name": "studies", "slug": "studies"}]


def test_every_key_that_may_be_used_is_documented():
    text = DOCUMENT.read_text(encoding="utf-8")
    keys = {"id", "title", "question", "answers", "short_answer", "language", "professions"}
    keys |= {"tags", "url", "licence", "html", "markdown", "text", "date", "author", "job"}
    assert {key for key in keys if f"`{key}`" not in text} == set()


def test_the_accepted_answer_is_first_and_the_others_stay_in_their_order(path):
    answers = [{"text": text, "date": "2020-01-01"} for text in "ABC"]
    answers[1]["accepted"] = True
    write_lines(path, line("a", answers=answers))
    publish(path, "--profession", "physicist")
    assert [entry["text"] for entry in public("Question a").entries[1:]] == ["B", "A", "C"]


def test_the_three_forms_of_a_text_are_cleaned_alike(path):
    answers = [
        {"text": "1 < 2\n& <b>", "date": "2020-01-01"},
        {"markdown": "1 < 2 **&** [x](javascript:a) <script>y</script>", "date": "2020-01-01"},
        {"html": "<p onclick=x>1 &lt; 2 <i>&</i></p>", "date": "2020-01-01"},
    ]
    write_lines(path, line("a", answers=answers))
    publish(path, "--profession", "physicist")
    assert [entry["html"] for entry in public("Question a").entries[1:]] == [
        "<p>1 &lt; 2<br>&amp; &lt;b&gt;</p>",
        "<p>1 &lt; 2 <strong>&amp;</strong> [x](javascript:a) </p>",
        "<p>1 &lt; 2 <i>&amp;</i></p>",
    ]


def test_what_a_question_says_goes_before_its_tags_and_these_before_the_option(path, tmp_path):
    for slug in ("chemist", "biologist"):
        ProfessionFactory(name=slug.title(), slug=slug)
    tags = tmp_path / "tags.csv"
    tags.write_text("Tag ; Profession\nAcids;chemist\ncells;biologist\nacids;biologist\n")
    write_lines(
        path,
        line("says", professions=["physicist"], tags=["acids"]),
        line("tagged", tags=["acids", "other"]),
        line("neither", tags=["other"]),
    )
    publish(path, "--tags", str(tags), "--profession", "physicist")
    found = {
        row.title: [profession["slug"] for profession in row.profession_list]
        for row in PublishedThread.objects.all()
    }
    assert {title: set(slugs) for title, slugs in found.items()} == {
        "Question says": {"physicist"},
        "Question tagged": {"chemist", "biologist"},
        "Question neither": {"physicist"},
    }


def test_a_question_that_no_profession_fits_is_skipped_and_the_report_says_so(path):
    write_lines(path, line("a"), line("b", professions=["pilot"]), line("c", language="de"))
    told = import_threads(path)
    assert "2: no profession in the language 'en' fits (questions.jsonl 1, 2)" in told
    assert "1: this site has no language 'de' (questions.jsonl 3)" in told
    assert not Thread.objects.exists()
    write_lines(path, line("a", professions=["pilot", "physicist"]))
    told = import_threads(path)
    assert "1 imported" in told
    assert "1: no profession has the slug 'pilot' (questions.jsonl 1)" in told


def test_a_text_that_no_page_can_show_is_skipped(path):
    endless = {"text": "x " * 250_001, "date": "2020-01-01"}
    slow = {"markdown": "![" * 1_000_000, "date": "2020-01-01"}
    write_lines(path, line("a", answers=[endless, slow]), line("b", question=endless))
    told = import_threads(path, "--profession", "physicist")
    assert "1 imported" in told
    assert "3: a text of more than 500,000 characters (questions.jsonl 1, 1, 2)" in told
    assert Thread.objects.get().entries.count() == 1


def test_a_slug_stands_for_the_profession_s_translation(path):
    french = {"html": "<p>Je ne sais pas ce que c’est.</p>", "date": "2020-01-01"}
    write_lines(path, line("a", language="fr"), line("b", title="Qui êtes-vous ?", question=french))
    publish(path, "--profession", "physicist")
    rows = PublishedThread.objects.values_list("language", flat=True)
    assert list(rows) == ["fr", "fr"]
    assert public("Question a").profession_list[0]["slug"] == "physicien"


def test_tags_that_differ_in_a_sign_are_two(path):
    write_lines(path, line("a", tags=["c", "c#", "c", " c++ ", ""]))
    publish(path, "--profession", "physicist")
    tags = public("Question a").tag_list
    assert {tag["name"] for tag in tags} == {"c", "c#", "c++"}
    assert len({tag["slug"] for tag in tags}) == 3


def test_the_whole_report_can_be_kept_in_a_file(path, tmp_path):
    write_lines(path, line("a"), line("b", professions=["pilot"]))
    file = tmp_path / "report.jsonl"
    import_threads(path, "--profession", "physicist", "--report", str(file))
    rows = {row["row"]: row for row in map(json.loads, file.read_text().splitlines())}
    assert rows[1]["outcome"] == "imported"
    assert rows[1]["thread"] == Thread.objects.get().pk
    assert rows[2] == {
        "file": "questions.jsonl",
        "row": 2,
        "outcome": "skipped",
        "why": "no profession in the language 'en' fits",
    }
