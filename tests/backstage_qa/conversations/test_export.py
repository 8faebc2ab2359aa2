"""The desk as a spreadsheet: what the list shows to this person, and nothing of who asked."""

import csv
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from backstage_qa.models import Access
from tests.backstage_qa.conversations.at_the_desk import LIST, opened
from tests.backstage_qa.desks import editor, expert, member, signed_in
from tests.factories import (
    ConversationFactory,
    MessageFactory,
    ProfessionFactory,
    UserFactory,
    published_thread,
)

pytestmark = pytest.mark.django_db


def exported(user, route=LIST, kind="csv", **filters) -> list[dict]:
    answer = signed_in(user).get(reverse(route), {"export": kind, **filters})
    assert answer.status_code == 200
    content = b"".join(answer)
    if kind == "csv":
        return list(csv.DictReader(content.decode().splitlines()))
    first, *rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(first, row, strict=True)) for row in rows]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_editor_exports_what_the_list_shows(kind):
    claire = expert(profession := ProfessionFactory(name="Actuary"), name="Claire")
    asked = opened(profession, assigned_to=claire, subject="What is a good day?")
    (row,) = exported(editor(), kind=kind)
    shown = {name: row[name] for name in ("Question", "Status", "Profession", "With")}
    expected = ["What is a good day?", "Open", "Actuary", "Claire"]
    assert list(shown.values()) == expected
    assert str(row["Number"]) == str(asked.pk)
    assert str(row["Answer due"])[:10] == str(asked.promises.get().due_on)


def test_an_expert_exports_only_their_desk():
    profession = ProfessionFactory()
    claire = expert(profession)
    opened(profession, assigned_to=claire, subject="Mine?")
    opened(profession, assigned_to=expert(profession), subject="Of Oscar?")
    opened(subject="Elsewhere?")
    assert [row["Question"] for row in exported(claire.user)] == ["Mine?"]


def test_filters_hold_for_the_file():
    opened(subject="Open?")
    ConversationFactory(status="answered", subject="Answered?")
    rows = exported(editor(), status="answered")
    assert [row["Question"] for row in rows] == ["Answered?"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_nothing_of_who_asked_is_in_it(kind):
    asked = opened(
        candidate=UserFactory(email="canary@example.com", first_name="Canaryfirst"),
        public_name="Canaryname",
        source="canarysource",
        subject="May I call you back on 06 12 34 56 78 or canary@example.org?",
    )
    MessageFactory(conversation=asked, text="canarytext", author_name="Canaryname")
    for user in (editor(), expert(asked.profession).user, UserFactory(is_superuser=True)):
        (row,) = exported(user, kind=kind)
        assert "canary" not in str(row).lower()
        assert "06 12" not in str(row)
        assert "May I call you back" in row["Question"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("typed", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1"])
def test_no_question_is_a_formula(typed, kind):
    opened(subject=typed)
    answer = signed_in(editor()).get(reverse(LIST), {"export": kind})
    content = b"".join(answer)
    if kind == "csv":
        (row,) = csv.DictReader(content.decode().splitlines())
        assert row["Question"].startswith(("'", "[…]"))  # a handle is masked anyway
    else:
        cells = [cell for row in load_workbook(BytesIO(content)).active for cell in row]
        assert [cell.value for cell in cells if cell.data_type == "f"] == []


@pytest.mark.parametrize("groups", [["HR"], []])
def test_recruiters_and_others_export_nothing(groups):
    opened(subject="canarysubject")
    client = signed_in(member(*groups))
    for route in (LIST, "backstage_conversations:index_results"):
        assert client.get(reverse(route), {"export": "csv"}).status_code == 302
    assert not Access.objects.exists()


def test_every_export_is_recorded_before_it_is_read():
    opened()
    opened()
    alice = editor()
    signed_in(alice).get(reverse(LIST), {"export": "csv", "status": "open"})
    row = Access.objects.get()
    assert (row.kind, row.person, row.row_count) == ("exported", alice, 2)
    assert row.path == reverse(LIST)


def test_the_list_offers_the_files():
    page = signed_in(editor()).get(reverse(LIST)).content.decode()
    assert "?export=csv" in page
    assert "?export=xlsx" in page


def test_threads_are_exported_with_what_readers_said():
    row = published_thread(title="=1+1", professions=[ProfessionFactory(name="Actuary")])
    type(row).objects.filter(pk=row.pk).update(helpful=3)
    (line,) = exported(editor(), route="wagtailsnippets_backstage_qa_thread:list")
    assert line["Question"] == "'=1+1"
    assert line["Professions"] == "Actuary"
    assert line["“This answers me”"] == "3"
    assert Access.objects.get().row_count == 1
