"""Whatever a well-formed file says, an import ends: with safe threads, or with a reason."""

import json
import tempfile
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backstage_qa.models import PublishedThread, Thread
from tests.backstage_qa.imports.dumps import DIALECTS, write_dump
from tests.backstage_qa.imports.importing import import_threads
from tests.backstage_qa.test_html import PAYLOADS, Inspector

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("physicist")]

SHARED = [HealthCheck.function_scoped_fixture]  # what one example leaves, the next one finds

# No letter that XML forbids: such a file is broken, which another test is about.
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
WORDS = st.text(LETTERS, max_size=20)
TEXTS = WORDS | st.sampled_from(PAYLOADS) | st.sampled_from(["", " ", "x" * 300, "<p>", "&#0;"])
NUMBERS = st.integers(1, 9).map(str)
ODD = NUMBERS | NUMBERS | st.sampled_from(["", "0", "-1", "x", "9" * 30, "1.5", "٣", "NaN"])
DATES = st.sampled_from(["2018-03-12T17:00:45.567", "2018-03-12", "", "9999-99-99", "0001-01-01"])
DATES |= st.sampled_from(["2018-03-12T17:00:45.5670000Z", "2999-01-01T00:00:00", "12/03/2018"])
DAYS = st.just("2018-03-12T17:00:45.567") | DATES
TEXTUAL = ["Tags", "OwnerDisplayName", "UserDisplayName", "ContentLicense", "DisplayName"]
NUMERIC = ["AcceptedAnswerId", "Score", "OwnerUserId", "UserId"]
ROWS = st.fixed_dictionaries(
    {
        "Id": ODD,
        "PostTypeId": st.sampled_from("1112224x"),
        "ParentId": ODD,
        "PostId": ODD,
        "CreationDate": DAYS,
        "Title": st.just("Why?") | TEXTS,
        "Body": TEXTS,
        "Text": TEXTS,
    },
    optional=dict.fromkeys(TEXTUAL, TEXTS) | dict.fromkeys(NUMERIC, ODD),
)


def why_refused(path: Path) -> str:
    """ "" if it is not."""
    try:
        import_threads(path, "--profession", "physicist", "--publish")
    except CommandError as refusal:
        return str(refusal) if refusal.returncode == 2 else repr(refusal)
    return ""


def check_what_is_public():
    for row in PublishedThread.objects.all():
        for entry in row.entries:
            assert Inspector(entry["html"]).faults == []
    assert Thread.objects.count() == PublishedThread.objects.count()


@given(
    posts=st.lists(ROWS, min_size=2, max_size=9),
    comments=st.lists(ROWS, max_size=4),
    users=st.lists(ROWS, max_size=2),
    dialect=st.sampled_from(DIALECTS),
)
@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=SHARED)
def test_a_dump(posts, comments, users, dialect):
    with tempfile.TemporaryDirectory() as folder:
        path = write_dump(
            Path(folder) / "physics", posts=posts, comments=comments, users=users, dialect=dialect
        )
        refused = why_refused(path)
    assert "holds no question" in refused or not refused
    check_what_is_public()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
SAID = st.fixed_dictionaries(
    {"date": st.just("2020-01-01")},
    optional={
        "text": st.text(max_size=30),
        "author": st.text(max_size=20),
        "job": ANYTHING,
        "url": st.sampled_from(["https://example.org/1", "javascript:alert(1)", ""]),
        "html": st.sampled_from(PAYLOADS),
    },
)
LINES = st.fixed_dictionaries(
    {"id": st.text(max_size=5) | st.integers(), "title": st.text(max_size=20), "question": SAID},
    optional={"answers": st.lists(SAID, max_size=2), "tags": ANYTHING, "short_answer": ANYTHING},
)


@given(st.lists(LINES | ANYTHING, max_size=3))
@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=SHARED)
def test_json_lines(lines):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "questions.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        refused = why_refused(path)
    assert "\n" not in refused
    check_what_is_public()
