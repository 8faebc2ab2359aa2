"""The buttons below the editor: what would be refused is not offered."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.action_menu import ActionMenuItem

from . import gate
from .models import ReviewedMixin


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
    if gate.asks_approval(obj, None):  # publishing saves what is on the screen first
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]
    if obj and not context.get("locked_for_user") and gate.is_review_outdated(obj):
        menu_items.append(SubmitAgainMenuItem(order=60))
