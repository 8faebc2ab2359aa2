"""Why a text is not allowed to become public."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


class Refusal(PermissionDenied):
    """Publication or approval is refused; ``str()`` of it is for the person who tried."""

    reason = _("This may not be published.")

    def __init__(self) -> None:
        super().__init__(self.reason)


class ApprovalRequired(Refusal):
    """Nobody other than the authors approved exactly this text."""

    reason = _("Somebody who did not write this text has to approve it before it is published.")


class TextChanged(Refusal):
    """What is to be approved is not what was submitted."""

    reason = _("The text has changed since it was submitted. Submit it again.")
