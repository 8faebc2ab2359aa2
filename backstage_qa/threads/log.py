"""What Wagtail's history says of each verb of a thread: never a text, a name or an address."""

from django.utils.translation import gettext_lazy as _

# verb: (label in filters, sentence in histories)
LOGGED = {
    "verify_thread": (_("Verify"), _("Said that it is still true")),
    "close_report": (_("Close a report"), _("Closed the report of a reader")),
    "lose_consent": (
        _("Unpublish without consent"),
        _("No longer public, as a candidate in it withdrew consent"),
    ),
    "hand_over_thread": (_("Hand over"), _("Handed it over to another keeper")),
}
CONSENT_LOST = "backstage_qa.lose_consent"
