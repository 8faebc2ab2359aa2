"""A file that is cut off, foreign or hostile: one line that says where, and nothing is written."""

import io
import json
import tarfile

import pytest

from tests.backstage_qa.imports.dumps import answer, comment, question, user, write_dump, write_rows
from tests.backstage_qa.imports.importing import import_threads, line, refusal, write_lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("physicist")]

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
BOMB = f"""{HEAD}<!DOCTYPE comments [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<comments><row Id="1" PostId="1" Text="&b;" /></comments>"""
OUTSIDE = f"""{HEAD}<!DOCTYPE comments [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<comments><row Id="1" PostId="1" Text="x" />&a;</comments>"""
ELSEWHERE = f"""{HEAD}<!DOCTYPE comments SYSTEM "http://example.com/x.dtd">
<comments><row Id="1" PostId="1" Text="x" /></comments>"""

# What Comments.xml holds instead, and what is said of it
BROKEN = {
    "empty": ("", "Comments.xml, line 1, column 1: the file is cut off here"),
    "cut off": (
        f'{HEAD}<comments>\n<row Id="1" PostId="1" Te',
        "Comments.xml, line 3, column 1: the file is cut off here",
    ),
    "not closed": (
        f'{HEAD}<comments>\n<row Id="1" PostId="1" Text="x" />\n',
        "Comments.xml, line 4, column 1: the file is cut off here",
    ),
    "not XML": ('{"id": 1}\n', "Comments.xml, line 1, column 1: "),
    "another file": (
        f"{HEAD}<badges><row /></badges>",
        "Comments.xml, line 2: <badges> where <comments> was expected",
    ),
    "another format": (
        f"{HEAD}<comments>\n<comment>x</comment></comments>",
        "Comments.xml, line 3: <comment> where <row> was expected",
    ),
    "nested": (
        f"{HEAD}<comments><row>\n<row /></row></comments>",
        "Comments.xml, line 3: <row> where <row> was expected",
    ),
    "bomb": (BOMB, "Comments.xml, line 2: declares a document type or entities"),
    "entity from outside": (OUTSIDE, "Comments.xml, line 2: declares a document type"),
    "type from outside": (ELSEWHERE, "Comments.xml, line 2: declares a document type"),
    "undefined entity": (
        f'{HEAD}<comments><row Text="&nbsp;" /></comments>',
        "Comments.xml, line 2, column 11: undefined entity",
    ),
    "unknown encoding": (
        '<?xml version="1.0" encoding="klingon"?><comments />',
        "Comments.xml, line 1",
    ),
}


@pytest.fixture
def dump(tmp_path):
    return write_dump(
        tmp_path / "physics",
        posts=[question(1), answer(2, 1)],
        comments=[comment(3, 1)],
        users=[user(4, "Ana")],
    )


@pytest.mark.parametrize("case", BROKEN)
def test_any_broken_file_of_a_dump_is_found_before_anything_is_written(dump, case):
    content, said = BROKEN[case]
    (dump / "Comments.xml").write_text(content, encoding="utf-8")
    told = refusal(dump, "--profession", "physicist")
    assert said in told


def test_a_file_cut_within_a_character_is_cut_off(dump):
    path = dump / "Comments.xml"
    path.write_bytes(f'{HEAD}<comments>\n<row Id="1" Text="é'.encode()[:-1])
    told = refusal(dump, "--profession", "physicist")
    assert "Comments.xml, line 3, column 1: the file is cut off here" in told


def test_an_archive_in_the_place_of_a_file_is_called_one(dump, tmp_path):
    seven, zipped = b"7z\xbc\xaf\x27\x1c\x00\x04rubbish", b"PK\x03\x04rubbish"
    for name, content in (("a.7Z", seven), ("b.7z.001", seven), ("c.zip", zipped)):
        (tmp_path / name).write_bytes(content)
        told = refusal(tmp_path / name, "--profession", "physicist")
        assert f"{name}: is an archive: unpack it first" in told
    (dump / "Posts.xml").write_bytes(seven)
    assert "Posts.xml: is an archive" in refusal(dump, "--profession", "physicist")
    (dump / "Posts.xml").rename(dump / "Posts.7z")
    told = refusal(dump, "--profession", "physicist")
    assert "holds no Posts.xml: unpack its .7z files first" in told


def test_a_file_of_a_dump_leads_to_its_folder(dump):
    told = refusal(dump / "Posts.xml", "--profession", "physicist")
    assert "Posts.xml: give the folder that it is in" in told


def test_the_last_file_is_read_too(dump):
    tags = dump / "Tags.xml"
    tags.write_text(tags.read_text("utf-8-sig").replace("</tags>", ""), encoding="utf-8")
    assert "Tags.xml, line 4" in refusal(dump, "--profession", "physicist")


@pytest.mark.parametrize("name", ["Posts.xml", "Comments.xml", "Users.xml"])
def test_a_missing_file_is_named(dump, name):
    (dump / name).unlink()
    assert f"holds no {name}" in refusal(dump, "--profession", "physicist")


def test_characters_that_xml_forbids_are_passed_over(dump):
    write_rows(dump, "Comments", [comment(3, 1, "one \x01two")])
    path = dump / "Comments.xml"
    path.write_text(
        path.read_text("utf-8-sig").replace("\x01", "&#x1;&#31;&#55357;&#57343;&#xDE00;&#65534;"),
        encoding="utf-8",
    )
    assert "1 imported" in import_threads(dump, "--profession", "physicist")


def test_a_dump_without_a_question_is_no_dump(tmp_path):
    folder = write_dump(tmp_path / "physics", posts=[answer(1, 2)])
    assert "Posts.xml: holds no question" in refusal(folder, "--profession", "physicist")


def test_a_foreign_folder_a_missing_path_and_a_broken_archive_are_refused(tmp_path):
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "readme.txt").write_text("hello")
    assert "holds no Users.xml" in refusal(tmp_path / "foreign", "--profession", "physicist")
    assert "no such file" in refusal(tmp_path / "nothing", "--profession", "physicist")
    (tmp_path / "dump.tar.xz").write_bytes(b"\xfd7zXZ\x00\x00rubbish")
    assert "cannot be unpacked" in refusal(tmp_path / "dump.tar.xz", "--profession", "physicist")
    with tarfile.open(tmp_path / "half.tar", "w") as tar:
        tar.addfile(tarfile.TarInfo("physics/Users.xml"), io.BytesIO())
    assert refusal(tmp_path / "half.tar").startswith("physics: holds no Posts.xml")
    with tarfile.open(tmp_path / "other.tar", "w") as tar:
        tar.addfile(tarfile.TarInfo("../../etc/passwd"), io.BytesIO())
    assert "holds no dump" in refusal(tmp_path / "other.tar", "--profession", "physicist")


GOOD = line("a")
LINES = {
    "not JSON": ["{", "questions.jsonl, line 2: Invalid JSON: EOF while parsing"],
    "cut off": ['{"id": "b", "title', "questions.jsonl, line 2: Invalid JSON"],
    "no object": ["[]", "questions.jsonl, line 2: "],
    "foreign": ['{"question": "x", "answer_markdown": "y"}', "questions.jsonl, line 2: id: "],
    "unknown key": ['{"id": "b", "titel": "x"}', "questions.jsonl, line 2: "],
    "no number as its id": ['{"id": NaN, "title": "x"}', "questions.jsonl, line 2: id: "],
    "no number": [
        json.dumps(line("b") | {"title": float("nan")}),
        "questions.jsonl, line 2: Invalid JSON: NaN",
    ],
    "half a character": ['{"id": "\\ud800"}', "questions.jsonl, line 2: "],
    "deep": ["[" * 100_000, "questions.jsonl, line 2: "],
    "no XML either": ["<posts/>", "questions.jsonl, line 2: "],
}


@pytest.mark.parametrize("case", LINES)
def test_a_line_that_is_not_as_documented_is_named(tmp_path, case):
    text, said = LINES[case]
    path = write_lines(tmp_path / "questions.jsonl", GOOD)
    path.write_text(path.read_text() + text + "\n", encoding="utf-8")
    assert said in refusal(path, "--profession", "physicist")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"id": 1.5}, "id: Value error, should be a string or a whole number"),
        ({"title": "x" * 201}, "title: String should have at most 200 characters"),
        ({"id": "a\0"}, "id: String should match pattern"),
        ({"url": "javascript:alert(1)"}, "url: String should match pattern"),
        ({"url": "https://a.example/\0"}, "url: String should match pattern"),
        ({"url": "https://["}, "url: Value error, Invalid"),
        ({"question": {"text": "x", "date": "2999-01-01"}}, "date 2999-01-01 is still to come"),
        ({"question": {"text": "x", "html": "y", "date": "2020-01-01"}}, "needs one of html"),
        ({"question": {"text": "x", "date": "soon"}}, "question.date: "),
        ({"question": {"text": "x", "date": 86400}}, "question.date: "),
        ({"question": {"text": "x", "date": "2024-02-29Tnoon"}}, "question.date: "),
        ({"answers": [{"text": "x"}]}, "answers.0.date: Field required"),
        ({"answers": [{"text": "x", "date": "2020-01-01", "author": "x" * 121}]}, "author"),
    ],
)
def test_a_field_that_is_not_as_documented_is_named(tmp_path, wrong, said):
    path = write_lines(tmp_path / "questions.jsonl", GOOD, line("b", **wrong))
    told = refusal(path, "--profession", "physicist")
    assert told.startswith("questions.jsonl, line 2: ")
    assert said in told


def test_two_lines_with_one_id_a_foreign_encoding_and_an_empty_file_are_refused(tmp_path):
    path = write_lines(tmp_path / "questions.jsonl", GOOD, GOOD)
    assert "line 2: id 'a' was there before" in refusal(path, "--profession", "physicist")
    path.write_bytes('{"id": "é"}'.encode("latin-1"))
    assert "line 1: is not UTF-8" in refusal(path, "--profession", "physicist")
    path.write_text("\n\n")
    assert "holds no question" in refusal(path, "--profession", "physicist")


def test_a_profession_language_or_mapping_that_is_not_there_is_refused(tmp_path):
    path = write_lines(tmp_path / "questions.jsonl", GOOD)
    assert "'pilot'" in refusal(path, "--profession", "pilot")
    assert "at most 120" in refusal(path, "--profession", "physicist", "--source", "x" * 121)
    assert "'tlh'" in refusal(path, "--profession", "physicist", "--language", "tlh")
    tags = tmp_path / "tags.csv"
    assert "No such file" in refusal(path, "--tags", str(tags))
    for content, said in [
        ("", "line 1: the columns are not tag and profession"),
        ("etiquette,metier\nspin,physicist\n", "line 1: the columns are not"),
        ("tag,profession\nspin\n", "line 2: needs a tag and a profession"),
        ("tag,profession\nspin,pilot\n", "line 2: no profession has the slug 'pilot'"),
    ]:
        tags.write_text(content)
        assert f"tags.csv, {said}" in refusal(path, "--tags", str(tags))
