"""Choosing what a page shows: only what is public can be found and chosen."""

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale

from ..choosers import NothingToCreateView
from ..numbers import number_in
from ..professions.models import Profession
from .public import PublishedThread, Tag

ONLY_IN = "only_in"  # parameter of the address: the language of what a thread is chosen for


def only_in(query: QueryDict) -> str:
    """The language that the address of the window asks for; "" without one, or one of ours."""
    language = query.get(ONLY_IN, "")
    return language if language in get_content_languages() else ""


class PublicThreadFilterForm(BaseFilterForm):
    """Text, language, profession and tag."""

    q = forms.CharField(label=_("Search"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    profession = forms.ModelChoiceField(
        Profession.objects.select_related("locale"), label=_("Profession"), required=False
    )
    tag = forms.CharField(label=_("Tag"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        languages = [(x.language_code, x.get_display_name()) for x in Locale.objects.all()]
        self.fields["language"].choices = [("", _("All")), *languages]
        for name in ("language", "profession"):
            self.fields[name].widget.attrs["data-chooser-modal-search-filter"] = True
        if only := only_in(self.data):
            del self.fields["language"]
            professions = Profession.objects.in_language(only).select_related("locale")
            self.fields["profession"].queryset = professions

    def filter(self, objects):
        chosen = self.cleaned_data
        if chosen.get("language"):
            objects = objects.in_language(chosen["language"])
        if chosen["profession"]:
            objects = objects.about(chosen["profession"])
        if chosen["tag"]:
            objects = objects.filter(tags__name__iexact=chosen["tag"].strip())
        if chosen["q"]:
            objects = objects.filter(title__icontains=chosen["q"].strip())
            self.is_searching, self.search_query = True, chosen["q"]
        return objects


def public_threads():
    return PublishedThread.objects.public().for_lists()


def public_tags():
    return Tag.objects.filter(published_threads__in=PublishedThread.objects.public()).distinct()


class ExcerptColumn(Column):
    """How it begins, and its page in another tab: a title says too little to choose by."""

    cell_template_name = "backstage_qa/admin/threads/excerpt_cell.html"


class PublicThreadColumns:
    """What the two lists of the chooser have in common."""

    filter_form_class = PublicThreadFilterForm
    title_column: Column  # the view's own
    request: HttpRequest

    def get_object_list(self):
        threads, language = public_threads().newest(), only_in(self.request.GET)
        return threads.in_language(language) if language else threads

    @property
    def columns(self):
        return [
            self.title_column,
            ExcerptColumn("excerpt", label=_("What it says")),
            Column("language", label=_("Language"), accessor="language"),
            DateColumn("published_at", label=_("Published"), width="20%"),
        ]


class ChoosePublicThreadView(PublicThreadColumns, ChooseView):
    pass


class ChoosePublicThreadResultsView(PublicThreadColumns, ChooseResultsView):
    pass


class PublicThreadChosenView(ChosenView):
    def get_object(self, pk):
        return public_threads().get(pk=number_in(pk))


class PublicThreadChosenMultipleView(ChosenMultipleView):
    def get_objects(self, pks):
        return public_threads().filter(pk__in=map(number_in, pks))


class PublicTagChosenView(ChosenView):
    def get_object(self, pk):
        return public_tags().get(pk=number_in(pk))


class PublicTagChosenMultipleView(ChosenMultipleView):
    def get_objects(self, pks):
        return public_tags().filter(pk__in=map(number_in, pks))


class PublishedThreadChooserViewSet(ChooserViewSet):
    """Threads as the public reads them; drafts and withdrawn ones are not offered."""

    model = PublishedThread
    icon = "openquote"
    choose_one_text = _("Choose a thread")
    choose_another_text = _("Choose another thread")
    choose_view_class = ChoosePublicThreadView
    choose_results_view_class = ChoosePublicThreadResultsView
    chosen_view_class = PublicThreadChosenView
    chosen_multiple_view_class = PublicThreadChosenMultipleView
    create_view_class = NothingToCreateView
    preserve_url_parameters = ["multiple", ONLY_IN]
    register_widget = False


class TagChooserViewSet(ChooserViewSet):
    """Tags of public threads: a word used in drafts only says too much."""

    model = Tag
    icon = "tag"
    choose_one_text = _("Choose a tag")
    choose_another_text = _("Choose another tag")
    chosen_view_class = PublicTagChosenView
    chosen_multiple_view_class = PublicTagChosenMultipleView
    create_view_class = NothingToCreateView
    register_widget = False

    def get_object_list(self):
        return public_tags()


published_thread_chooser = PublishedThreadChooserViewSet("backstage_thread_chooser")
tag_chooser = TagChooserViewSet("backstage_tag_chooser")
