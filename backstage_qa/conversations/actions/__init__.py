"""The verbs of a conversation: one function each; lock, check, do, log, announce."""

from .answering import answer, hold, note
from .asking import ask, change_consent, edit_question, follow_up, thank, withdraw
from .ending import close, decline
from .routing import accept, assign

__all__ = [
    "accept",
    "answer",
    "ask",
    "assign",
    "change_consent",
    "close",
    "decline",
    "edit_question",
    "follow_up",
    "hold",
    "note",
    "thank",
    "withdraw",
]
