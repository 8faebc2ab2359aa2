"""One function a verb; see the modules by subject."""

from .announcing import cancel, reinstate, translate
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

__all__ = [
    "NotReady",
    "add_track",
    "cancel",
    "choose_poster",
    "publish",
    "reinstate",
    "remove",
    "remove_track",
    "set_chapters",
    "state_description",
    "translate",
    "unpublish",
    "upload",
    "withdraw_films",
]
