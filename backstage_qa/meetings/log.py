"""What Wagtail's history says of meetings, beside Wagtail's own words."""

from django.utils.translation import gettext_lazy as _

# verb: (label in filters, sentence in histories)
LOGGED = {
    "cancel_meeting": (_("Cancel the meeting"), _("Cancelled the meeting")),
    "reinstate_meeting": (_("Hold the meeting after all"), _("Took the cancellation back")),
    "open_conversation": (
        _("Open a conversation"),
        _("Made a conversation of a question of the film"),
    ),
    "link_thread": (_("Link a thread"), _("Tied a chapter of the film to a thread")),
    "upload_recording": (_("Upload a film"), _("Uploaded the film of the meeting")),
    "link_recording": (_("Link a film"), _("Said where the film of the meeting is")),
    "remove_recording": (_("Delete the film"), _("Deleted the film of the meeting")),
    "publish_recording": (_("Publish the film"), _("Published the film of the meeting")),
    "ask_removal": (_("Ask to be taken out"), _("Somebody in the film asked to be taken out")),
    "close_removal": (
        _("Close a request to be taken out"),
        _("Closed a request to be taken out of the film"),
    ),
    "unpublish_recording": (
        _("Withdraw the film"),
        _("Withdrew the film of the meeting from the public pages"),
    ),
}
