"""Whose account an expert can have: of the staff, never a candidate's."""

from django.db.models import Q, QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.models import Admin
from wagtail.permission_policies import ModelPermissionPolicy


def staff() -> QuerySet:
    """People who may enter the admin."""
    return ModelPermissionPolicy(Admin).users_with_permission("access")


class ExpertForm(WagtailAdminModelForm):
    """Proposes accounts of the staff that are nobody's yet, and the expert's own."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("user"):
            free = Q(backstage_expert=None, pk__in=staff().values("pk"))
            people = field.queryset.filter(free | Q(pk=self.instance.user_id))
            field.queryset = people.order_by(people.model.USERNAME_FIELD)
            field.label_from_instance = _named


def _named(person) -> str:
    name, address = person.get_full_name(), person.get_username()
    return f"{name} ({address})" if name else address
