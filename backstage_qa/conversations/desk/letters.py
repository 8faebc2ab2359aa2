"""The letters that sort a question: shortcuts of Wagtail's own kind, on or off as these are."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..models import Conversation
from .forms import FORMS

# Like Wagtail's, they are the same in every language.
LETTERS = {
    "accept": "a",
    "decline": "d",
    "ask_for_detail": "q",
    "mark_spam": "s",
    "merge": "m",
    "next": "n",
    "undo": "u",
}
MEANINGS = {
    "accept": _("Accept the question and go to the next"),
    "decline": _("Decline it: choose the reason"),
    "ask_for_detail": _("Ask the candidate for a detail"),
    "mark_spam": _("Set it aside as spam and go to the next"),
    "merge": _("Look for the same question, asked before"),
    "next": _("Leave it and go to the next"),
    "undo": _("Undo what was just done"),
}
# Done as soon as the letter is pressed; of the others, what they need is opened.
AT_ONCE = {"accept", "mark_spam"}
UNDONE_BY = {"mark_spam": "restore", "merge": "unmerge"}


def letters_of(user) -> dict[str, str]:
    """By verb; none for whoever switched Wagtail's shortcuts off in their account."""
    profile = getattr(user, "wagtail_userprofile", None)
    return LETTERS if profile is None or profile.keyboard_shortcuts else {}


def with_undo(said: str, request: HttpRequest, conversation: Conversation, verb: str) -> SafeString:
    """What was done, with the button that takes it back at once."""
    form = FORMS[UNDONE_BY[verb]](conversation=conversation)
    form.auto_id = False  # the same form may stand on the screen below
    context = {"said": said, "form": form, "letter": letters_of(request.user).get("undo")}
    return render_to_string("backstage_qa/admin/desk/undo.html", context, request=request)
