"""The admin of whatever is approved before it is public: the gate's rules, made kind."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from ..registers import SheetIndexView
from .doors import (
    ReadersChooserViewSet,
    ReadersCollectActionDataView,
    ReadersConfirmCancellationView,
    ReadersWorkflowPreviewView,
)
from .views import ReviewedCreateView, ReviewedEditView, ReviewedWorkflowActionView


def language_column() -> Column:
    """The language of a row; Wagtail's own column asks the cache for each."""

    def language_of(instance) -> str:
        return get_language_info(instance.locale.language_code)["name_translated"]

    return Column("language", label=_("Language"), accessor=language_of)


class ReviewedIndexView(SheetIndexView):
    """States are read for all rows at once; on a telephone each row is a card."""

    table_classname = "listing backstage-listing"

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("locale", "latest_revision")


class ReviewedViewSet(SnippetViewSet):
    """No copies: a copy would carry text away from its sources and its authors."""

    index_view_class = ReviewedIndexView
    add_view_class = ReviewedCreateView
    edit_view_class = ReviewedEditView
    edit_template_name = "backstage_qa/admin/review/edit.html"
    workflow_action_view_class = ReviewedWorkflowActionView
    collect_workflow_action_data_view_class = ReadersCollectActionDataView
    confirm_workflow_cancellation_view_class = ReadersConfirmCancellationView
    workflow_preview_view_class = ReadersWorkflowPreviewView
    chooser_viewset_class = ReadersChooserViewSet
    copy_view_enabled = False
    inspect_view_enabled = True
