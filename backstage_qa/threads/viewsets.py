"""Threads in the Wagtail admin, and the desk with what threads add to it."""

from django.db.models.functions import Coalesce
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn, UpdatedAtColumn

from ..conversations.viewsets import ConversationViewSet
from ..review.translating import TranslateView, languages_of
from ..review.views import ReviewedEditView
from ..review.viewsets import ReviewedIndexView, ReviewedViewSet, language_column
from .adding import left_out
from .desk import DraftThreadView
from .expert_questions_desk import AskedAboutView, AskedView, ExpertQuestionsView
from .filters import ThreadFilterSet
from .keeping_desk import KeepView
from .models import Thread
from .most_read import READERS, MostReadPaginator
from .objections import open_objections
from .objections_desk import ObjectionsView
from .public import PublishedThread
from .retiring_desk import PlacesDeleteView, PlacesUsageView, RetireView
from .same_question import SameQuestionView
from .side_by_side_desk import SideBySideView
from .taking_over import offered
from .taking_over_desk import TakeOverView


class DeskViewSet(ConversationViewSet):
    """The desk, where a conversation can become a thread."""

    def get_urlpatterns(self):
        draft = self.construct_view(DraftThreadView)
        same = self.construct_view(SameQuestionView)
        return [
            *super().get_urlpatterns(),
            path("<backstage_id:pk>/draft/", draft, name="draft_thread"),
            path("<backstage_id:pk>/same/", same, name="same_question"),
        ]


class ReadersColumn(NumberColumn):
    """With its name where the head of the table is not shown."""

    cell_template_name = "backstage_qa/admin/reports/figure_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        return super().get_cell_context_data(instance, parent_context) | {"label": self.label}


class ThreadIndexView(ReviewedIndexView):
    """Threads with their professions and readers, in a constant number of queries."""

    list_export = ["id", "title", "professions", "language", "live", "origin", "readers", "helpful"]
    export_headings = {
        "professions": _("Professions"),
        "language": _("Language"),
        "live": _("Public"),
        "readers": _("Readers"),
        "helpful": _("“This answers me”"),
    }

    def get_base_queryset(self):
        threads = super().get_base_queryset().prefetch_related("professions")
        return threads.annotate(
            readers=Coalesce(READERS, 0), helpful=Coalesce("published__helpful", 0)
        )

    def get_paginator(self, queryset, per_page, **kwargs):
        if self.ordering in ("readers", "-readers"):
            ascending = self.ordering == "readers"
            return MostReadPaginator(queryset, per_page, ascending=ascending, **kwargs)
        return super().get_paginator(queryset, per_page, **kwargs)

    def search_queryset(self, queryset):
        return queryset.titled(self.search_query) if self.is_searching else queryset

    def to_row_dict(self, thread):
        """What the list shows, and what readers said of it."""
        cells = [
            thread.pk,
            thread.title,
            professions_of(thread),
            thread.locale.language_code,
            thread.live,
            thread.get_origin_display(),
            thread.readers,
            thread.helpful,
        ]
        return dict(zip(self.list_export, cells, strict=True))


def professions_of(thread: Thread) -> str:
    return ", ".join(profession.name for profession in thread.professions.all())


class ThreadEditView(ReviewedEditView):
    """The text, and what is around it."""

    expert_questions_url_name = None
    keep_url_name = None
    objections_url_name = None
    side_by_side_url_name = None
    take_over_url_name = None
    translate_url_name = None

    def get_context_data(self, **kwargs):
        thread = self.object
        return super().get_context_data(
            expert_questions_url=reverse(self.expert_questions_url_name, args=[thread.pk]),
            unanswered=thread.expert_questions.waiting().count(),
            replies=thread.expert_questions.replied().count(),
            published_thread=PublishedThread.objects.public().filter(thread=thread).first(),
            keep_url=reverse(self.keep_url_name, args=[thread.pk]),
            objections=open_objections().filter(published_thread__thread=thread).count(),
            objections_url=reverse(self.objections_url_name, args=[thread.pk]),
            left_out=left_out(thread, self.request.user).count(),
            side_by_side_url=reverse(self.side_by_side_url_name, args=[thread.pk]),
            offered=len(offered(thread)),
            take_over_url=reverse(self.take_over_url_name, args=[thread.pk]),
            languages=list(languages_of(thread, self.edit_url_name, self.translate_url_name)),
            **kwargs,
        )


class ThreadViewSet(ReviewedViewSet):
    model = Thread
    icon = "comment-add"
    menu_label = _("Threads")
    menu_name = "threads"
    export_filename = "threads"
    index_view_class = ThreadIndexView
    edit_view_class = ThreadEditView
    unpublish_view_class = RetireView
    usage_view_class = PlacesUsageView
    delete_view_class = PlacesDeleteView
    edit_template_name = "backstage_qa/admin/threads/edit.html"
    delete_template_name = "backstage_qa/admin/threads/delete.html"
    index_results_template_name = "backstage_qa/admin/saved_filters/results.html"
    filterset_class = ThreadFilterSet
    list_display = [
        "title",
        Column("professions", label=_("Professions"), accessor=professions_of),
        ReadersColumn("readers", label=_("Readers"), sort_key="readers"),
        Column("origin", label=_("Origin"), accessor="get_origin_display"),
        language_column(),
        UpdatedAtColumn(label=_("Updated")),  # Wagtail's own label is English everywhere
    ]
    search_fields = ["title"]

    def get_common_view_kwargs(self, **kwargs):
        ours = ["expert_questions", "keep", "objections"]
        ours += ["side_by_side", "take_over", "translate"]
        names = {f"{name}_url_name": self.get_url_name(name) for name in ours}
        return super().get_common_view_kwargs(**names, **kwargs)

    def get_urlpatterns(self):
        names = {"edit_url_name": self.get_url_name("edit")}
        names["index_url_name"] = self.get_url_name("list")
        keep = KeepView.as_view(keep_url_name=self.get_url_name("keep"), **names)
        asked_names = {
            "asked_url_name": self.get_url_name("asked"),
            "about_url_name": self.get_url_name("asked_about"),
        }
        asked_about = AskedAboutView.as_view(**asked_names)
        objections = self.construct_view(ObjectionsView, **names)
        expert_questions = self.construct_view(ExpertQuestionsView, **names)
        side_by_side = self.construct_view(SideBySideView, **names)
        take_over = self.construct_view(TakeOverView, **names)
        translate = self.construct_view(TranslateView, **names)
        return [
            *super().get_urlpatterns(),
            path("keep/<backstage_id:pk>/", keep, name="keep"),
            path("objections/<backstage_id:pk>/", objections, name="objections"),
            path("experts/<backstage_id:pk>/", expert_questions, name="expert_questions"),
            path("asked/", AskedView.as_view(**asked_names), name="asked"),
            path("asked/<backstage_id:pk>/", asked_about, name="asked_about"),
            path("said/<backstage_id:pk>/", side_by_side, name="side_by_side"),
            path("take-over/<backstage_id:pk>/", take_over, name="take_over"),
            path("translate/<backstage_id:pk>/<slug:language>/", translate, name="translate"),
        ]
