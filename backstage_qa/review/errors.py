"""Why a text is not allowed to become public."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


class ApprovalRequired(PermissionDenied):
    """Nobody other than the authors approved exactly this text."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody who did not write this text has to approve it before it is published.")
        )
