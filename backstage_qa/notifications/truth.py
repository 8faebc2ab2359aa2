"""Whether what a mail says is still so, and still for the eyes of its recipient."""

from ..conversations import states
from ..conversations.models import Promise
from ..conversations.permissions import roles
from ..conversations.states import Role, Status
from ..meetings.removals import Removal
from ..meetings.staff import is_staff as is_meeting_staff
from ..threads.expert_questions import may_ask
from ..threads.keeping import is_editor, may_keep, to_verify_by
from .models import Notification

Kind = Notification.Kind

CANDIDATE, EXPERT = frozenset({Role.CANDIDATE}), frozenset({Role.EXPERT})
# The roles of which a recipient must have one; where nothing is said, the candidate's.
READERS = {
    Kind.ASSIGNED: EXPERT,
    Kind.FOLLOW_UP: EXPERT,
    Kind.DETAIL: frozenset({Role.EXPERT, Role.EDITOR}),
}
ABOUT_MEETINGS = frozenset({Kind.MEETING_OFF, Kind.MEETING_ON})
NOT_OURS = frozenset({Status.DECLINED, Status.WITHDRAWN})
# Statuses in which a mail about a conversation may still be sent.
TRUE_IN = {
    Kind.RECEIVED: states.ALL - NOT_OURS,
    Kind.ASSIGNED: states.OPEN_TO_EXPERTS,
    Kind.FOLLOW_UP: states.OPEN_TO_EXPERTS,
    Kind.REQUESTED: states.IN_HAND,
    Kind.DETAIL: states.IN_HAND,
    Kind.HELD: states.OWED,
    Kind.ANSWERED: states.ALL - NOT_OURS,
    Kind.DECLINED: frozenset({Status.DECLINED}),
    Kind.MERGED: frozenset({Status.MERGED}),
    Kind.CONSENT: states.PUBLISHABLE,
    Kind.PUBLISHED: states.ALL - NOT_OURS,
}


def is_true(row: Notification) -> bool:
    """Asked right before a mail is sent: between event and delivery everything may change."""
    if not row.recipient.is_active or not row.recipient.email:
        return False
    if row.kind == Kind.OBJECTED:
        return row.objection.closed_at is None and is_editor(row.recipient)
    if row.kind == Kind.ASKED:
        return row.expert_question.is_waiting and row.expert_question.is_for(row.recipient)
    if row.kind == Kind.REPLIED:
        question = row.expert_question
        return question.closed_at is None and may_ask(row.recipient, question.thread)
    if row.kind in (Kind.OBJECTION_ENDED, Kind.REPORT_ENDED):
        return True  # whether or not the text is public
    if row.published_thread and row.published_thread.withdrawn_at:
        return False
    if row.kind == Kind.REVIEW:
        return to_verify_by(row.recipient).filter(pk=row.published_thread_id).exists()
    if row.kind == Kind.REPORTED:
        return row.report.closed_at is None and may_keep(row.recipient, row.published_thread)
    if row.kind in ABOUT_MEETINGS:
        return bool(row.published_meeting.cancelled_at) == (row.kind == Kind.MEETING_OFF)
    if row.kind == Kind.REMOVAL:
        waiting = Removal.objects.open().filter(meeting=row.removal.meeting_id)
        return waiting.exists() and is_meeting_staff(row.recipient)
    if row.conversation is None:
        return row.published_thread is not None
    if not READERS.get(Kind(row.kind), CANDIDATE) & roles(row.recipient, row.conversation):
        return False
    if row.kind == Kind.ASSIGNED and _is_offered_anew(row):
        return False
    if row.kind == Kind.REQUESTED and not row.conversation.awaits_detail:
        return False
    if row.kind == Kind.CONSENT and row.conversation.consent:
        return False
    if row.kind == Kind.HELD and held_until(row) is None:
        return False
    return row.conversation.status in TRUE_IN[Kind(row.kind)]


def _is_offered_anew(row: Notification) -> bool:
    """Offered to all, then given to this one: the later mail says it all."""
    later = Notification.objects.filter(kind=row.kind, recipient=row.recipient_id, pk__gt=row.pk)
    return later.filter(conversation=row.conversation_id).exists()


def promise_of(row: Notification) -> Promise | None:
    """The promise that the mail tells of."""
    promises = row.conversation.promises
    if row.kind == Kind.RECEIVED:
        return promises.filter(kind=Promise.Kind.QUESTION).first()
    if row.kind == Kind.HELD:
        return held_until(row)
    return promises.filter(outcome=Promise.Outcome.PENDING).first()


def held_until(row: Notification) -> Promise | None:
    """What this holding reply promised, unless a later one promised something else."""
    messages = row.conversation.messages.filter(kind=row.message.Kind.HOLDING)
    if messages.last() != row.message:
        return None
    return row.conversation.promises.filter(
        kind=Promise.Kind.HOLDING, outcome=Promise.Outcome.PENDING
    ).first()
