"""What Wagtail's history says of meetings, beside Wagtail's own words."""

from django.utils.translation import gettext_lazy as _

# verb: (label in filters, sentence in histories)
LOGGED = {
    "cancel_meeting": (_("Cancel the meeting"), _("Cancelled the meeting")),
    "reinstate_meeting": (_("Hold the meeting after all"), _("Took the cancellation back")),
}
