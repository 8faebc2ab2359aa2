"""The fields of forms about conversations: texts, one line, an open profession, a day."""

from django import forms
from django.utils.translation import gettext as _

from ..professions.models import Profession
from .texts import plain_line, plain_text


class TextField(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 6, **kwargs) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def clean(self, value) -> str:
        text = super().clean(value)
        return plain_text(text) if text else ""


class LineField(forms.CharField):
    """A text of one line, in which something can be seen."""

    def clean(self, value) -> str:
        return plain_line(super().clean(value), self.max_length)


class ProfessionField(forms.TypedChoiceField):
    """One of the professions that are open; their names are only written where it is shown."""

    def offer(self, professions: dict[str, Profession]) -> None:
        self.offered, self.coerce = professions, professions.__getitem__
        self.choices = lambda: [("", _("Choose…")), *((s, p.name) for s, p in professions.items())]

    def valid_value(self, value: str) -> bool:
        return value in self.offered


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
