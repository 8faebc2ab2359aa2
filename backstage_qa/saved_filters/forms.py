"""Naming a filter."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from .models import SavedFilter, canonical, may_share

MOST = 30  # of one person


class RenameForm(WagtailAdminModelForm):
    class Meta:
        model = SavedFilter
        fields = ["name", "is_shared"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not may_share(self.for_user):
            del self.fields["is_shared"]
        if self.instance.pk and self.instance.user_id != self.for_user.pk:
            words = _("%(author)s no longer sorts questions. Saved by you, it is yours.")
            self.fields["name"].help_text = words % {"author": self.instance.author}

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].strip()
        others = SavedFilter.objects.of(self.for_user).exclude(pk=self.instance.pk)
        listing = self.instance.listing or self.data.get("listing", "")
        if others.filter(listing=listing, name=name).exists():
            raise ValidationError(_("You have a filter of this name already: choose another."))
        return name

    def save(self, commit: bool = True) -> SavedFilter:
        self.instance.user = self.for_user
        return super().save(commit)


class SaveForm(RenameForm):
    class Meta(RenameForm.Meta):
        fields = ["name", "is_shared", "listing", "query"]
        widgets = {"listing": forms.HiddenInput, "query": forms.HiddenInput}

    def clean_query(self) -> str:
        return canonical(self.cleaned_data["query"])

    def clean(self) -> dict:
        if not self.cleaned_data.get("query") or not self.cleaned_data.get("listing"):
            raise ValidationError(_("Nothing is filtered: choose a filter of the list first."))
        if SavedFilter.objects.of(self.for_user).count() >= MOST:
            words = _("You have saved %(most)d filters already: delete one first.")
            raise ValidationError(words % {"most": MOST})
        return super().clean()
