"""Choosing one of our snippets in a form, in the language of whoever reads it."""

from django.utils.functional import lazy
from django.utils.translation import gettext
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

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


class TranslatedChooserViewSet(SnippetChooserViewSet):
    base_widget_class = ChooserWidget
