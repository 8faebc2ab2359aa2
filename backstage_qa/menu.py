"""The one entry of Backstage in Wagtail's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .conversations.desk.blocked import BlockViewSet
from .conversations.viewsets import DeclineReasonViewSet
from .experts.viewsets import AbsenceViewSet, ExpertProfileViewSet, ExpertViewSet
from .meetings.viewsets import GuestViewSet, MeetingViewSet
from .professions.viewsets import FamilyViewSet, ProfessionViewSet
from .search.viewsets import FruitlessSearchViewSet
from .threads.profession_report import ProfessionReportViewSet
from .threads.viewsets import DeskViewSet, ThreadViewSet


class BackstageGroup(SnippetViewSetGroup):
    """A host adds entries with the hook ``register_backstage_menu_item``."""

    menu_label = _("Backstage")
    menu_name = "backstage"
    menu_icon = "comment"
    menu_order = 100
    submenu_hook = "register_backstage_menu_item"
    items = (
        DeskViewSet,
        ThreadViewSet,
        MeetingViewSet,
        ProfessionViewSet,
        FamilyViewSet,
        ExpertViewSet,
        ExpertProfileViewSet,
        AbsenceViewSet,
        GuestViewSet,
        DeclineReasonViewSet,
        BlockViewSet,
        FruitlessSearchViewSet,
        ProfessionReportViewSet,
    )
