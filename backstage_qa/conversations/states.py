"""Where the people are: statuses, and the verbs that lead from one to another.

Pure data. Actions, permissions, admin buttons, the API's ``available_actions``,
the tests and the diagram in the docs are all drawn from ``TRANSITIONS``.
"""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    RECEIVED = "received"
    OPEN = "open"
    ON_HOLD = "on_hold"
    ANSWERED = "answered"
    CLOSED = "closed"
    DECLINED = "declined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Role(StrEnum):
    """Who somebody is to one conversation."""

    CANDIDATE = "candidate"
    EXPERT = "expert"
    EDITOR = "editor"


ALL = frozenset(Status)
OWED = frozenset({Status.RECEIVED, Status.OPEN, Status.ON_HOLD, Status.MERGED})
IN_HAND = frozenset({Status.RECEIVED, Status.OPEN, Status.ON_HOLD})
OPEN_TO_EXPERTS = frozenset({Status.OPEN, Status.ON_HOLD})
PUBLISHABLE = frozenset({Status.ANSWERED, Status.CLOSED})


@dataclass(frozen=True)
class Transition:
    """``to`` is None where the status stays as it is; ``by_time`` where the tick may do it.

    ``is_read``: whoever is writing has to know of it first. ``follows``: also done, with
    nobody's leave, for what happened to the conversation that this one was merged into.
    """

    sources: frozenset[Status]
    to: Status | None
    who: frozenset[Role]
    by_time: bool = False
    is_read: bool = True
    follows: bool = False


CANDIDATE = frozenset({Role.CANDIDATE})
EDITOR = frozenset({Role.EDITOR})
STAFF = frozenset({Role.EXPERT, Role.EDITOR})

RECEIVED, OPEN, ON_HOLD = Status.RECEIVED, Status.OPEN, Status.ON_HOLD

TRANSITIONS: dict[str, Transition] = {
    "edit_question": Transition(frozenset({RECEIVED, OPEN}), None, CANDIDATE),
    "accept": Transition(frozenset({RECEIVED}), OPEN, EDITOR),
    "assign": Transition(OPEN_TO_EXPERTS, None, EDITOR),
    "ask_for_detail": Transition(frozenset({RECEIVED, OPEN}), None, STAFF),  # the clock goes on
    "add_detail": Transition(IN_HAND, None, CANDIDATE),
    "hold": Transition(OPEN_TO_EXPERTS, ON_HOLD, STAFF),
    "answer": Transition(OPEN_TO_EXPERTS, Status.ANSWERED, STAFF),
    "follow_up": Transition(PUBLISHABLE, OPEN, CANDIDATE),
    "thank": Transition(PUBLISHABLE, None, CANDIDATE),
    "note": Transition(ALL, None, STAFF),
    "decline": Transition(IN_HAND, Status.DECLINED, EDITOR),
    "mark_spam": Transition(frozenset({RECEIVED}), Status.DECLINED, EDITOR),
    "restore": Transition(frozenset({Status.DECLINED}), RECEIVED, EDITOR),  # spam only, for a time
    "merge": Transition(IN_HAND, Status.MERGED, EDITOR),
    "unmerge": Transition(frozenset({Status.MERGED}), RECEIVED, EDITOR, follows=True),
    "answer_merged": Transition(frozenset({Status.MERGED}), Status.ANSWERED, EDITOR, follows=True),
    # It waits for an answer that takes longer, and keeps its status.
    "hold_merged": Transition(frozenset({Status.MERGED}), None, EDITOR, follows=True),
    "refer": Transition(IN_HAND, Status.ANSWERED, EDITOR),  # to a published thread
    "ask_consent": Transition(PUBLISHABLE, None, EDITOR, is_read=False),  # once, by mail
    "close": Transition(frozenset({Status.ANSWERED}), Status.CLOSED, EDITOR, by_time=True),
    "withdraw": Transition(ALL - {Status.DECLINED, Status.WITHDRAWN}, Status.WITHDRAWN, CANDIDATE),
    "block": Transition(ALL, None, EDITOR, is_read=False),  # its candidate from writing
    "unblock": Transition(ALL, None, EDITOR, is_read=False),
    "change_consent": Transition(ALL, None, CANDIDATE, is_read=False),
}


def verbs_from(status: str) -> list[str]:
    """The verbs that start in this status, in the order of the table."""
    return [verb for verb, transition in TRANSITIONS.items() if status in transition.sources]
