"""Meetings and their guests in the Wagtail admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from ..choosers import TranslatedChooserViewSet
from ..registers import SheetIndexView
from ..review.translating import TranslateView
from ..review.viewsets import ReviewedViewSet, language_column
from .caption_desk import CaptionsView
from .desk import CancelView, MeetingEditView
from .filming_desk import FilmView
from .guests import Guest
from .meeting_index import MeetingFilterSet, MeetingIndexView, film_in_words, state_in_words
from .models import Meeting
from .question_desk import QuestionsView
from .removal_desk import RemovalsView


class MeetingViewSet(ReviewedViewSet):
    model = Meeting
    icon = "calendar"
    export_filename = "meetings"
    menu_label = _("Meetings")
    menu_name = "meetings"
    index_view_class = MeetingIndexView
    edit_view_class = MeetingEditView
    edit_template_name = "backstage_qa/admin/meetings/edit.html"
    filterset_class = MeetingFilterSet
    list_display = [
        "title",
        Column("day", label=_("Day"), accessor="day", sort_key="day"),
        Column("state", label=_("Announcement"), accessor=state_in_words),
        Column("film", label=_("Film"), accessor=film_in_words),
        language_column(),
    ]
    search_fields = ["title"]

    def get_common_view_kwargs(self, **kwargs):
        names = {
            f"{name}_url_name": self.get_url_name(name)
            for name in ("cancel", "captions", "film", "questions", "translate")
        }
        return super().get_common_view_kwargs(**names, **kwargs)

    def get_urlpatterns(self):
        names = {"edit_url_name": self.get_url_name("edit")}
        names["index_url_name"] = self.get_url_name("list")
        return [
            *super().get_urlpatterns(),
            path("film/<backstage_id:pk>/", self.construct_view(FilmView, **names), name="film"),
            path(
                "film/<backstage_id:pk>/captions/<backstage_id:track>/",
                self.construct_view(CaptionsView, **names),
                name="captions",
            ),
            path(
                "questions/<backstage_id:pk>/",
                self.construct_view(QuestionsView, **names),
                name="questions",
            ),
            path(
                "removals/",
                self.construct_view(
                    RemovalsView,
                    index_url_name=self.get_url_name("list"),
                    film_url_name=self.get_url_name("film"),
                    removals_url_name=self.get_url_name("removals"),
                ),
                name="removals",
            ),
            path(
                "cancel/<backstage_id:pk>/", self.construct_view(CancelView, **names), name="cancel"
            ),
            path(
                "translate/<backstage_id:pk>/<slug:language>/",
                self.construct_view(TranslateView, **names),
                name="translate",
            ),
        ]


class GuestViewSet(SnippetViewSet):
    """Facts about speakers who are no experts."""

    model = Guest
    icon = "group"
    index_view_class = SheetIndexView
    export_filename = "guests"
    chooser_viewset_class = TranslatedChooserViewSet
    menu_label = _("Guests")
    menu_name = "guests"
    list_display = ["name", "agreed_public_on"]
    search_fields = ["name"]
    copy_view_enabled = False
