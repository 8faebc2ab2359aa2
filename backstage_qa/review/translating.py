"""A reviewed text in another language: copied into a draft, which is approved like any other."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Locale

from ..languages import language_in_words
from .models import ReviewedMixin


@transaction.atomic
def translate(*, text: ReviewedMixin, locale: Locale, by) -> ReviewedMixin:
    """A draft in this language, or the one there is. Raises ``PermissionDenied``."""
    if not by.has_perm(f"{text._meta.app_label}.change_{text._meta.model_name}"):
        raise PermissionDenied
    # Whoever comes second waits, and finds what the first one made.
    text = type(text)._base_manager.select_for_update().get(pk=text.pk)
    copy = text.get_translation_or_none(locale)
    if copy is None:
        copy = text.copy_for_translation(locale)
        copy.save()
    return copy


def languages_of(
    text: ReviewedMixin, edit_url_name: str, translate_url_name: str
) -> Iterator[dict[str, str]]:
    """The other languages: where the text is edited, or can be copied to be translated."""
    known = dict(text.get_translations().values_list("locale", "pk"))
    for locale in Locale.objects.exclude(pk=text.locale_id):
        if pk := known.get(locale.pk):
            yield {"name": name_of(locale), "edit_url": reverse(edit_url_name, args=[pk])}
        else:
            url = reverse(translate_url_name, args=[text.pk, locale.language_code])
            yield {"name": name_of(locale), "translate_url": url}


def name_of(locale: Locale) -> str:
    return language_in_words(locale.language_code)


class TranslateView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """Asks before a text is copied to be translated; leads to the copy."""

    http_method_names = ["get", "head", "post"]
    template_name = "backstage_qa/admin/review/translate.html"
    permission_required = "change"
    edit_url_name = None
    index_url_name = None
    model: Any = None  # the viewset says which

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.text = get_object_or_404(self.model, pk=kwargs["pk"])
        self.locale = get_object_or_404(Locale, language_code=kwargs["language"])
        self.edit_url = reverse(self.edit_url_name, args=[self.text.pk])

    def get_page_title(self):
        return _("Translate")

    def get_breadcrumbs_items(self):
        above = self.model._meta.verbose_name_plural
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": above[:1].upper() + above[1:]},
            {"url": self.edit_url, "label": str(self.text)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        words = {"edit_url": self.edit_url, "text": self.text, "language": name_of(self.locale)}
        return super().get_context_data(**words, **kwargs)

    def get(self, request, **kwargs):
        return self.render_to_response(self.get_context_data())

    def post(self, request, pk, language):
        copy = translate(text=self.text, locale=self.locale, by=request.user)
        messages.success(request, _("Translate this text, then submit it."))
        return redirect(reverse(self.edit_url_name, args=[copy.pk]))
