"""What waits, on the first screen of the admin: counts, since when, and where to go."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState

from ..conversations.models import Conversation
from ..conversations.permissions import is_editor
from ..conversations.states import Status
from .expert_questions import ExpertQuestion
from .models import Thread
from .objections import open_objections
from .public import PublishedThread
from .querysets import workflow_states
from .reports import open_reports

CONVERSATIONS = "backstage_conversations:index"
THREADS = "wagtailsnippets_backstage_qa_thread:list"
ASKED = "wagtailsnippets_backstage_qa_thread:asked"


@dataclass(frozen=True)
class Waiting:
    """``count`` rows at ``url``, the oldest of them since ``since`` (None where nothing waits)."""

    label: str | Promise
    count: int
    since: datetime | None
    url: str
    is_late: bool = False
    is_ahead: bool = False  # ``since`` is a date to come


Source = Callable[[Any], Iterable[Waiting]]  # given a user


class DeskPanel(Component):
    """What this person can do something about; nothing for others."""

    name = "backstage_desk"
    template_name = "backstage_qa/admin/desk/panel.html"
    order = 50

    def __init__(self, sources: Iterable[Source]) -> None:
        self.sources = sources

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"waiting": [row for source in self.sources for row in source(user)]}

    def render_html(self, parent_context: Mapping[str, Any]) -> str:  # type: ignore[override]
        rows = self.get_context_data(parent_context)["waiting"]
        return render_to_string(self.template_name, {"waiting": rows}) if rows else ""


def desk_of(*sources: Source):
    """A hook of Wagtail's first screen: what waits, of each source."""

    def add_desk(request, panels: list[Component]) -> None:
        panels.append(DeskPanel(sources))

    return add_desk


def of_expert(user) -> Iterable[Waiting]:
    if not hasattr(user, "backstage_expert"):
        return
    owed = Conversation.objects.on_desk_of(user).owed()
    mine = owed.filter(assigned_to__user=user)
    yield waiting(_("For you to answer"), mine, "created_at", assigned="mine", overdue="owed")
    asked = ExpertQuestion.objects.to(user).waiting()
    yield waiting(_("Editors ask you"), asked, "asked_at", route=ASKED)


def of_editor(user) -> Iterable[Waiting]:
    if not is_editor(user):
        return
    desk = Conversation.objects.on_desk_of(user)
    received = desk.filter(status=Status.RECEIVED)
    yield waiting(_("New questions"), received, "created_at", status="received")
    first = "first_due_at"
    yield waiting(_("Late answers"), desk.overdue(), first, is_late=True, overdue="yes")
    yield waiting(_("Due within two working days"), desk.due_soon(), first, True, overdue="soon")
    answered = desk.to_publish()
    yield waiting(_("Answered, and no thread yet"), answered, "last_message_at", thread="none")


def of_threads(user) -> Iterable[Waiting]:
    if not user.has_perm("backstage_qa.change_thread"):
        return
    for label, status in (
        (_("Threads in review"), WorkflowState.STATUS_IN_PROGRESS),
        (_("Threads sent back"), WorkflowState.STATUS_NEEDS_CHANGES),
    ):
        states = workflow_states(Thread, status)
        yield waiting(label, states, "created_at", route=THREADS, review=status)
    asked = ExpertQuestion.objects
    label = _("Experts who have not replied yet")
    yield waiting(label, asked.waiting(), "asked_at", route=THREADS, experts="waiting")
    label = _("Replies of experts")
    yield waiting(label, asked.replied(), "answered_at", route=THREADS, experts="replied")
    due = PublishedThread.objects.to_verify()
    yield waiting(_("Threads to verify"), due, "review_due_on", route=THREADS, freshness="due")
    reported = open_reports()
    label = _("Reports of readers")
    yield waiting(label, reported, "created_at", route=THREADS, freshness="reported")
    objected = open_objections()
    yield waiting(_("Objections"), objected, "created_at", route=THREADS, freshness="objected")


def waiting(
    label: str | Promise,
    rows: QuerySet,
    date: str,
    is_ahead: bool = False,
    is_late: bool = False,
    route: str = CONVERSATIONS,
    **filters: str,
) -> Waiting:
    """One query; ``filters`` are those of the list that shows the same rows."""
    found = rows.order_by().aggregate(count=Count("*"), since=Min(date))
    url = reverse(route, query=filters)
    return Waiting(label, found["count"], found["since"], url, is_late, is_ahead)
