"""Experts and their profiles in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from ..choosers import TranslatedChooserViewSet
from ..registers import SheetIndexView
from ..review.viewsets import ReviewedViewSet, language_column
from .models import Absence, Expert, ExpertProfile


class ExpertViewSet(SnippetViewSet):
    """Facts about a person; their text is a profile."""

    model = Expert
    icon = "user"
    index_view_class = SheetIndexView
    export_filename = "experts"
    chooser_viewset_class = TranslatedChooserViewSet
    menu_label = _("Experts")
    menu_name = "experts"
    list_display = ["name", "weekly_capacity", "agreed_public_on"]
    list_filter = ["professions"]
    search_fields = ["name"]
    copy_view_enabled = False


class ExpertProfileViewSet(ReviewedViewSet):
    model = ExpertProfile
    icon = "openquote"
    export_filename = "expert-profiles"
    menu_label = _("Expert profiles")
    menu_name = "expert-profiles"
    list_display = ["name", "job_title", language_column()]
    list_filter = ["expert"]
    search_fields = ["name", "job_title"]


class AbsenceViewSet(SnippetViewSet):
    """Days on which an expert gets no question."""

    model = Absence
    icon = "calendar"
    index_view_class = SheetIndexView
    export_filename = "absences"
    chooser_viewset_class = TranslatedChooserViewSet
    menu_label = _("Absences")
    menu_name = "absences"
    list_display = ["expert", "starts_on", "ends_on"]
    list_filter = ["expert"]
    copy_view_enabled = False
