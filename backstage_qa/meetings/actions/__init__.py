"""One function a verb; see the modules by subject."""

from .announcing import cancel, reinstate
from .captioning import edit_cues
from .filming import (
    NotReady,
    add_track,
    choose_poster,
    publish,
    remove,
    remove_track,
    set_chapters,
    state_description,
    unpublish,
    upload,
    withdraw_films,
)
from .linking import link, set_poster
from .removing import ask_removal, close_removal
from .threading import draft_thread, link_thread, unlink_thread

__all__ = [
    "NotReady",
    "add_track",
    "ask_removal",
    "cancel",
    "choose_poster",
    "close_removal",
    "draft_thread",
    "edit_cues",
    "link",
    "link_thread",
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
