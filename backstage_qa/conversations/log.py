"""What Wagtail's history says of each verb: never a text, a name or an address."""

from django.utils.translation import gettext_lazy as _

# verb: (label in filters, sentence in histories)
LOGGED = {
    "ask": (_("Ask"), _("The candidate asked a question")),
    "edit_question": (_("Change the question"), _("The candidate changed the question")),
    "accept": (_("Accept"), _("Accepted the question")),
    "assign": (_("Assign"), _("Assigned the conversation")),
    "ask_for_detail": (_("Ask for a detail"), _("Asked the candidate for a detail")),
    "add_detail": (_("Add a detail"), _("The candidate added a detail")),
    "hold": (_("Send a holding reply"), _("Sent a holding reply")),
    "answer": (_("Write an answer"), _("Answered the candidate")),
    "follow_up": (_("Ask on"), _("The candidate asked a further question")),
    "thank": (_("Thank"), _("The candidate said thank you")),
    "note": (_("Write an internal note"), _("Wrote an internal note")),
    "decline": (_("Decline"), _("Declined the question")),
    "mark_spam": (_("Mark as spam"), _("Marked the question as spam")),
    "restore": (_("Not spam"), _("Took back that the question is spam")),
    "merge": (_("Merge"), _("Merged the question into another")),
    "unmerge": (_("Undo a merge"), _("Took back that the question is the same as another")),
    "answer_merged": (_("Answer a merged question"), _("Answered the merged question")),
    "hold_merged": (
        _("Send a holding reply to a merged question"),
        _("Sent a holding reply to the merged question"),
    ),
    "refer": (_("Answer with a thread"), _("Answered with a published thread")),
    "close": (_("Close"), _("Closed the conversation")),
    "withdraw": (_("Withdraw"), _("The candidate withdrew the question")),
    "ask_consent": (_("Ask for consent"), _("Asked the candidate for consent to publication")),
    "change_consent": (
        _("Change consent"),
        _("The candidate changed their consent to publication"),
    ),
    "block": (_("Block"), _("Blocked the candidate from writing")),
    "unblock": (_("Lift a block"), _("Let the candidate write again")),
    "refuse_blocked": (_("Refuse who is blocked"), _("Somebody who is blocked tried to write")),
    "draft_thread": (_("Draft a thread"), _("Drafted a thread from the conversation")),
}
