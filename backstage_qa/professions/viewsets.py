"""Professions and families in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from ..choosers import TranslatedChooserViewSet
from .models import Family, Profession


class ProfessionViewSet(SnippetViewSet):
    model = Profession
    icon = "tag"
    chooser_viewset_class = TranslatedChooserViewSet
    menu_label = _("Professions")
    menu_name = "professions"
    list_display = ["name", "family", "state", "is_subject", "locale"]
    list_filter = ["state", "family", "is_subject"]
    search_fields = ["name"]
    list_per_page = 50
    copy_view_enabled = False
    inspect_view_enabled = True


class FamilyViewSet(SnippetViewSet):
    model = Family
    icon = "folder-inverse"
    chooser_viewset_class = TranslatedChooserViewSet
    menu_label = _("Families")
    menu_name = "families"
    list_display = ["name", "sort_order", "locale"]
    search_fields = ["name"]
    copy_view_enabled = False
    inspect_view_enabled = True
