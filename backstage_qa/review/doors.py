"""Wagtail's secondary views of reviewed texts, shut to those who may not read drafts.

Its snippet chooser lists drafts to anybody in the admin, and its workflow
views name a draft in their refusal before they ask for a permission.
"""

from wagtail.admin.auth import permission_denied
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
)
from wagtail.snippets.views.snippets import (
    CollectWorkflowActionDataView,
    ConfirmWorkflowCancellationView,
    WorkflowPreviewView,
)

from ..choosers import ChosenMultipleView, ChosenView, TranslatedChooserViewSet


class ReadersOnly:
    """Refuses people without any permission on the model."""

    def dispatch(self, request, *args, **kwargs):
        model = getattr(self, "model_class", None) or self.model
        actions = ["add", "change", "publish", "view"]
        if not policy_registry.get_by_type(model).user_has_any_permission(request.user, actions):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)


class ReadersChooseView(ReadersOnly, ChooseView):
    pass


class ReadersChooseResultsView(ReadersOnly, ChooseResultsView):
    pass


class ReadersChosenView(ReadersOnly, ChosenView):
    pass


class ReadersChosenMultipleView(ReadersOnly, ChosenMultipleView):
    pass


class ReadersChooserViewSet(TranslatedChooserViewSet):
    choose_view_class = ReadersChooseView
    choose_results_view_class = ReadersChooseResultsView
    chosen_view_class = ReadersChosenView
    chosen_multiple_view_class = ReadersChosenMultipleView


class ReadersCollectActionDataView(ReadersOnly, CollectWorkflowActionDataView):
    pass


class ReadersConfirmCancellationView(ReadersOnly, ConfirmWorkflowCancellationView):
    pass


class ReadersWorkflowPreviewView(ReadersOnly, WorkflowPreviewView):
    pass
