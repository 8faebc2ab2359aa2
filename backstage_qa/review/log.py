"""What Wagtail's history says of reviewed texts, beside Wagtail's own words."""

from django.utils.translation import gettext_lazy as _

# verb: (label in filters, sentence in histories)
LOGGED = {"copy_text": (_("Copy for translation"), _("Copied the text to be translated"))}
COPIED = "backstage_qa.copy_text"
