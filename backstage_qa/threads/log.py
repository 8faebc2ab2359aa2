"""What Wagtail's history says of each verb of a thread: never a text, a name or an address."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter


class RetiringReason(TextChoices):
    """Why a thread is unpublished or deleted. No text: nothing is erased from a history."""

    OUTDATED = "outdated", _("It is no longer true")
    SAME = "same", _("Another thread says the same")
    ASKED = "asked", _("Somebody in it asked for it")
    MISTAKE = "mistake", _("It should not have been published")
    OTHER = "other", _("Another reason")


# verb: (label in filters, sentence in histories)
LOGGED = {
    "verify_thread": (_("Verify"), _("Said that it is still true")),
    "close_report": (_("Close a report"), _("Closed the report of a reader")),
    "lose_consent": (
        _("Unpublish without consent"),
        _("No longer public, as a candidate in it withdrew consent"),
    ),
    "unschedule_thread": (
        _("Take off the schedule without consent"),
        _("No longer scheduled, as a candidate in it withdrew consent"),
    ),
    "hand_over_thread": (_("Hand over"), _("Handed it over to another keeper")),
    "object_to_thread": (_("Object"), _("Somebody quoted in it objected")),
    "close_objection": (_("Close an objection"), _("Closed an objection")),
    "ask_expert": (_("Ask an expert"), _("Asked an expert who answers in it a question")),
    "reply_to_editors": (_("Reply to the editors"), _("Replied to a question of the editors")),
    "close_expert_question": (
        _("Close a question to an expert"),
        _("Closed a question to an expert"),
    ),
    "take_over_entries": (
        _("Take over from other threads"),
        _("Took over what threads said whose addresses lead here"),
    ),
    "add_messages": (_("Add messages"), _("Added messages of its conversation to the draft")),
    "confirm_data": (
        _("Confirm personal data"),
        _("Confirmed that what looks like personal data may be public"),
    ),
}
CONSENT_LOST = "backstage_qa.lose_consent"
UNSCHEDULED = "backstage_qa.unschedule_thread"
OBJECTED = "backstage_qa.object_to_thread"
EXPERT_ASKED = "backstage_qa.ask_expert"
EXPERT_REPLIED = "backstage_qa.reply_to_editors"
EXPERT_QUESTION_CLOSED = "backstage_qa.close_expert_question"
ADDED = "backstage_qa.add_messages"
CONFIRMED = "backstage_qa.confirm_data"
TAKEN_OVER = "backstage_qa.take_over_entries"
RETIRED = "backstage_qa.retire_thread"
DELETED = "backstage_qa.delete_thread"


class Retired(LogFormatter):
    """Unpublished by an editor, who said why."""

    label = _("Unpublish with a reason")

    def format_message(self, log_entry):
        reason = {"reason": RetiringReason(log_entry.data["reason"]).label}
        if number := log_entry.data["instead"]:
            told = _("Unpublished: %(reason)s. Its address leads to thread no. %(number)s.")
            return told % {**reason, "number": number}
        return _("Unpublished: %(reason)s.") % reason


class Deleted(LogFormatter):
    """Deleted by an administrator, who said why."""

    label = _("Delete with a reason")

    def format_message(self, log_entry):
        return _("Deleted: %(reason)s.") % {
            "reason": RetiringReason(log_entry.data["reason"]).label
        }
