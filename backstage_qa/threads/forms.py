"""The form of a thread in the admin."""

from wagtail.admin.forms.models import WagtailAdminModelForm


class ThreadForm(WagtailAdminModelForm):
    """A thread stands under professions of its own language."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("professions"):
            field.queryset = field.queryset.filter(locale=self.instance.locale_id)
