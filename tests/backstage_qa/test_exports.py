"""What people typed, in the spreadsheets of Wagtail's reports."""

import csv
import unicodedata
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.backstage_qa.desks import editor, signed_in
from tests.backstage_qa.review.steps import submit
from tests.factories import ThreadFactory, UserFactory

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
