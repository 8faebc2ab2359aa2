"""One function a verb; see the modules by subject."""

from .announcing import cancel, reinstate
from .captioning import edit_cues
from .chaptering import describe_chapters, set_chapters
from .conversing import open_conversation
from .filming import (
    NotReady,
    add_track,
    choose_poster,
    prepare_again,
    publish,
    remove,
    remove_track,
    state_description,
    unpublish,
    upload,
    withdraw_films,
)
from .linking import link, set_poster
from .removing import ask_removal, close_removal
from .threading import link_thread, unlink_thread

__all__ = [
    "NotReady",
    "add_track",
    "ask_removal",
    "cancel",
    "choose_poster",
    "close_removal",
    "describe_chapters",
    "edit_cues",
    "link",
    "link_thread",
    "open_conversation",
    "prepare_again",
    "publish",
    "reinstate",
    "remove",
    "remove_track",
    "set_chapters",
    "set_poster",
    "state_description",
    "unlink_thread",
    "unpublish",
    "upload",
    "withdraw_films",
]
