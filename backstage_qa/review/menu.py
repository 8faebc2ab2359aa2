"""The buttons below the editor: what would be refused is not offered."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.action_menu import ActionMenuItem

from . import gate
from .models import APPROVE, EditorialReviewTask, ReviewedMixin


class SubmitAgainMenuItem(ActionMenuItem):
    """For a text that changed while it was being reviewed."""

    name = "action-submit"
    label = _("Submit again for review")
    icon_name = "resubmit"


def hide_what_would_be_refused(menu_items, request, context):
    """For the hook ``construct_snippet_action_menu``."""
    model = context["model"]
    if not issubclass(model, ReviewedMixin):
        return
    obj = context.get("instance")
    refused = set()
    if gate.asks_approval(obj, None):  # publishing saves what is on the screen first
        refused.add("action-publish")
    if offers_own_approval(obj, request.user, menu_items):
        refused.add(APPROVE)
    menu_items[:] = [item for item in menu_items if item.name not in refused]
    if obj and not context.get("locked_for_user") and gate.is_review_outdated(obj):
        menu_items.append(SubmitAgainMenuItem(order=60))


def offers_own_approval(obj, user, menu_items) -> bool:
    """Whether a task that knows no authors offers an approval that would not count."""
    if APPROVE not in {item.name for item in menu_items}:
        return False
    is_ours = isinstance(obj.current_workflow_task, EditorialReviewTask)
    return not is_ours and not gate.would_approve(user, obj)
