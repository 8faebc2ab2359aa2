"""The form of a meeting in the admin."""

from wagtail.admin.forms.models import WagtailAdminModelForm


class MeetingForm(WagtailAdminModelForm):
    """A meeting stands under professions of its own language."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("professions"):
            field.queryset = field.queryset.filter(locale=self.instance.locale_id)
