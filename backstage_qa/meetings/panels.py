"""What waits for those who look after meetings, on the first screen of the admin."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from ..threads.panels import Waiting, waiting
from .models import Meeting
from .recordings import Recording
from .removals import Removal
from .staff import is_staff

MEETINGS = "wagtailsnippets_backstage_qa_meeting:list"
REMOVALS = "wagtailsnippets_backstage_qa_meeting:removals"


def of_meetings(user) -> Iterable[Waiting]:
    if not is_staff(user):
        return
    is_late = Removal.objects.overdue().exists()
    label = _("Asks to be taken out of films")
    yield waiting(label, Removal.objects.open(), "created_at", is_late=is_late, route=REMOVALS)
    label = _("Meetings whose film is prepared, not public")
    films = Recording.objects.to_publish().filter(translation_key=OuterRef("translation_key"))
    meetings = Meeting.objects.annotate(filmed_at=Subquery(films.values("created_at")))
    rows = meetings.exclude(filmed_at=None)
    yield waiting(label, rows, "filmed_at", route=MEETINGS, film="ready")
