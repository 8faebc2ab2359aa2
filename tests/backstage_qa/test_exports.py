"""What people typed, in the spreadsheets of Wagtail's reports."""

import csv
import datetime
import unicodedata
from io import BytesIO

import pytest
from openpyxl import load_workbook
from wagtail.snippets.views.snippets import SnippetViewSet

from backstage_qa.experts.viewsets import AbsenceViewSet
from backstage_qa.menu import BackstageGroup
from backstage_qa.models import Guest
from backstage_qa.professions.viewsets import ProfessionViewSet
from tests.backstage_qa.desks import editor, signed_in
from tests.backstage_qa.review.steps import submit
from tests.factories import (
    ExpertFactory,
    ExpertProfileFactory,
    FamilyFactory,
    MeetingFactory,
    ProfessionFactory,
    ThreadFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

FORMULAS = [
    '=HYPERLINK("https://evil.example")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "−1",
    "＠SUM(A1)",
    "﹦1",
    "﹢1",
]
DAY = datetime.date(2026, 12, 1)
REPORTS = ["site-history", "workflow"]


@pytest.fixture(params=FORMULAS)
def typed(request) -> str:
    alice = editor(first_name=request.param, last_name="")
    thread = ThreadFactory(title=request.param, origin="editors")
    thread.save_revision(user=alice, log_action="wagtail.edit")
    submit(thread, alice)
    return request.param


def cells(report: str, kind: str):
    answer = signed_in(UserFactory(is_superuser=True)).get(
        f"/admin/reports/{report}/", {"export": kind}
    )
    assert answer.status_code == 200
    content = b"".join(answer) if answer.streaming else answer.content
    if kind == "csv":
        return [cell for row in csv.reader(content.decode().splitlines()) for cell in row]
    return [cell for row in load_workbook(BytesIO(content)).active for cell in row]


@pytest.mark.parametrize("report", REPORTS)
def test_no_cell_is_a_formula(typed, report):
    texts = cells(report, "csv")
    assert any(typed.strip() in text for text in texts)
    first = [unicodedata.normalize("NFKC", text[:1]) for text in texts]
    assert not set(first) & set("=+-@−\t\r\n")
    assert [cell.value for cell in cells(report, "xlsx") if cell.data_type == "f"] == []


def rows(viewset, kind: str):
    view = f"/admin/snippets/backstage_qa/{viewset.model._meta.model_name}/"
    answer = signed_in(UserFactory(is_superuser=True)).get(view, {"export": kind})
    content = b"".join(answer) if answer.streaming else answer.content
    if kind == "csv":
        return list(csv.reader(content.decode().splitlines()))
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).active]


LISTS = [viewset for viewset in BackstageGroup.items if issubclass(viewset, SnippetViewSet)]


@pytest.mark.parametrize("viewset", LISTS, ids=lambda viewset: viewset.__name__)
def test_each_of_our_lists_has_its_spreadsheet(viewset):
    profession = ProfessionFactory(name="=1+1", family=FamilyFactory(name="@Retail"))
    expert = ExpertFactory(name="-Claire", professions=[profession])
    ExpertProfileFactory(expert=expert, name="-Claire")
    expert.absences.create(starts_on=DAY, ends_on=DAY)
    Guest.objects.create(name="+Noah", agreed_public_on=DAY)
    ThreadFactory(title="=A day")
    MeetingFactory(title="=An evening")
    found, sheet = rows(viewset, "csv"), rows(viewset, "xlsx")
    assert len(found) == len(sheet) > 1
    assert found[0] == sheet[0]
    assert all(heading[:1].isupper() or heading.startswith("“") for heading in found[0])
    assert {len(row) for row in found} == {len(found[0])}
    assert not [cell for row in found for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert not [cell for row in found for cell in row if " object (" in cell]


def test_a_sheet_has_the_words_and_the_days_of_its_list():
    family = FamilyFactory(name="Retail")
    ProfessionFactory(name="Adviser", family=family, state="waiting", is_subject=False)
    ExpertFactory(name="Claire").absences.create(starts_on=DAY, ends_on=DAY)
    heads, said = rows(ProfessionViewSet, "csv")[:2]
    assert said[: len(heads) - 1] == ["Adviser", "Retail", "Waiting list", "False"]
    assert rows(AbsenceViewSet, "xlsx")[1][1:] == [DAY, DAY]
