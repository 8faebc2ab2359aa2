"""Choosing one of our snippets in a form, in the language of whoever reads it."""

from django.utils.functional import lazy
from django.utils.translation import gettext
from wagtail.admin.views.generic.chooser import CreateView
from wagtail.snippets.views.chooser import (
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.widgets import AdminSnippetChooser

from .numbers import number_in

# Wagtail's own words, translated in its catalogue
WORDS = {
    "choose_one_text": "Choose %(object)s",
    "choose_another_text": "Choose another %(object)s",
    "link_to_chosen_text": "Edit this %(object)s",
}


def _words(text: str, name) -> str:
    return gettext(text) % {"object": name}


class ChooserWidget(AdminSnippetChooser):
    """Wagtail's own names its buttons once, in the language of the first who opens a form."""

    def __init__(self, model=None, **kwargs):
        super().__init__(model, **kwargs)
        for attribute, text in WORDS.items():
            setattr(self, attribute, lazy(_words, str)(text, self.model._meta.verbose_name))


class ChosenView(SnippetChosenView):
    """Wagtail's own fails for what is no id."""

    def get_object(self, pk):
        return super().get_object(number_in(pk))


class ChosenMultipleView(SnippetChosenMultipleView):
    """Wagtail's own fails for what is no id."""

    def get_objects(self, pks):
        return super().get_objects([number_in(pk) for pk in pks])


class NothingToCreateView(CreateView):
    """Our choosers have no form to create by; Wagtail's own view fails for whoever sends one."""

    def can_create(self):
        return False


class TranslatedChooserViewSet(SnippetChooserViewSet):
    base_widget_class = ChooserWidget
    chosen_view_class: type[ChosenView] = ChosenView
    chosen_multiple_view_class: type[ChosenMultipleView] = ChosenMultipleView
    create_view_class = NothingToCreateView
