"""Professions and families in the Wagtail admin."""

from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from ..choosers import TranslatedChooserViewSet
from ..registers import SheetIndexView
from .models import Family, Profession


class ProfessionDeleteView(DeleteView):
    """What people asked about a profession stays, and so does the profession."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ProtectedError:
            told = _("People asked about this profession: it stays. Close it instead.")
            messages.error(self.request, told)
            return redirect(self.get_success_url())


class ProfessionViewSet(SnippetViewSet):
    model = Profession
    icon = "tag"
    index_view_class = SheetIndexView
    export_filename = "professions"
    delete_view_class = ProfessionDeleteView
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
    index_view_class = SheetIndexView
    export_filename = "families"
    chooser_viewset_class = TranslatedChooserViewSet
    menu_label = _("Families")
    menu_name = "families"
    list_display = ["name", "sort_order", "locale"]
    search_fields = ["name"]
    copy_view_enabled = False
    inspect_view_enabled = True
