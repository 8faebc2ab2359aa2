"""The verbs of a conversation: one function each; lock, check, do, log, announce."""

from .answering import answer, ask_for_detail, note
from .asking import add_detail, ask, ask_at_meeting, edit_question, follow_up, thank
from .blocking import block, unblock
from .ending import ask_consent, change_consent, close, decline, withdraw
from .holding import hold, hold_merged
from .merging import answer_merged, merge, refer, unmerge
from .routing import accept, assign
from .sorting import mark_spam, restore

__all__ = [
    "accept",
    "add_detail",
    "answer",
    "answer_merged",
    "ask",
    "ask_at_meeting",
    "ask_consent",
    "ask_for_detail",
    "assign",
    "block",
    "change_consent",
    "close",
    "decline",
    "edit_question",
    "follow_up",
    "hold",
    "hold_merged",
    "mark_spam",
    "merge",
    "note",
    "refer",
    "restore",
    "thank",
    "unblock",
    "unmerge",
    "withdraw",
]
