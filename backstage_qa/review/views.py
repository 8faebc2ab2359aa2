"""Publishing and approving from the editor: a refusal says why, and what was typed is kept."""

from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CreateView, EditView

from .errors import Refusal


class KeepsRefusedText:
    """For create and edit views: what may not be published stays as a draft."""

    def publish_action(self):
        try:
            return super().publish_action()
        except Refusal as refusal:
            return self.kept_as_draft(refusal)

    def kept_as_draft(self, refusal):
        """The text is saved already; say what stopped the publication."""
        self.action = "edit"
        words = {"reason": refusal}
        messages.warning(self.request, _("Saved as a draft, not published. %(reason)s") % words)
        return


class ReviewedCreateView(KeepsRefusedText, CreateView):
    pass


class ReviewedEditView(KeepsRefusedText, EditView):
    pass
