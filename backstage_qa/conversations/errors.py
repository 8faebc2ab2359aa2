"""Why a verb was refused. Each skin turns these into its own answer."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


class NotAllowed(PermissionDenied):
    """This person may not do this to this conversation."""

    def __init__(self) -> None:
        super().__init__(_("You may not do this."))


class ConversationError(Exception):
    """What was asked cannot be done now; ``str()`` of it is for the person who asked."""


class WrongStatus(ConversationError):
    """The verb does not start in the conversation's present status."""

    def __init__(self, verb: str, status: str) -> None:
        super().__init__(_("This can no longer be done: the conversation has moved on."))
        self.verb, self.status = verb, status


class NotOpenToQuestions(ConversationError):
    """The profession takes no questions now."""

    def __init__(self) -> None:
        super().__init__(_("This profession takes no questions at the moment."))


class StaleWrite(ConversationError):
    """The conversation changed in the meantime. Carries both texts; nothing is lost."""

    def __init__(self, *, theirs: str, yours: str, version: int) -> None:
        super().__init__(
            _("Somebody else has written in the meantime. Your text is kept below: compare both.")
        )
        self.theirs, self.yours, self.version = theirs, yours, version


class Blocked(ConversationError):
    """This person may not write to us."""


class KeyReused(ConversationError):
    """The same form or request key came again with another content."""

    def __init__(self) -> None:
        super().__init__(_("This form was already sent with another text."))
