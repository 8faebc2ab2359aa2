"""The form of a meeting in the admin."""

from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from ..professions.models import Profession


def _in_words(profession: Profession) -> str:
    """Its name, and whether the questions of the evening would find somebody to answer them."""
    if profession.accepts_questions:
        return profession.name
    return _("%(profession)s (takes no questions)") % {"profession": profession.name}


class MeetingForm(WagtailAdminModelForm):
    """A meeting stands under professions of its own language."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("professions"):
            field.queryset = field.queryset.filter(locale=self.instance.locale_id)
            field.label_from_instance = _in_words
