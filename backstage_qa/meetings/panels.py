"""What waits for those who look after meetings, on the first screen of the admin."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from ..threads.panels import Waiting, waiting
from .removals import Removal
from .staff import is_staff

REMOVALS = "wagtailsnippets_backstage_qa_meeting:removals"


def of_meetings(user) -> Iterable[Waiting]:
    if not is_staff(user):
        return
    is_late = Removal.objects.overdue().exists()
    label = _("Asks to be taken out of films")
    yield waiting(label, Removal.objects.open(), "created_at", is_late=is_late, route=REMOVALS)
