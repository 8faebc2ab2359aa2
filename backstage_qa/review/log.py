"""What Wagtail's history says of reviewed texts, beside Wagtail's own words."""

from django.utils.translation import gettext_lazy as _

# verb: (label in filters, sentence in histories)
LOGGED = {
    "copy_text": (_("Copy for translation"), _("Copied the text to be translated")),
    "refuse_schedule": (
        _("Refuse a scheduled publication"),
        _("Not published at its hour, as it may not be public; the schedule was taken off"),
    ),
}
COPIED = "backstage_qa.copy_text"
SCHEDULE_REFUSED = "backstage_qa.refuse_schedule"
