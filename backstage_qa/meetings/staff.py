"""Who looks after meetings: those who may change their announcements."""

from django.core.exceptions import PermissionDenied
from wagtail.permission_policies import ModelPermissionPolicy

from .models import Meeting


def staff():
    """The accounts that what happens to meetings is told to."""
    return ModelPermissionPolicy(Meeting).users_with_permission("change").order_by("pk")


def is_staff(user) -> bool:
    return user.has_perm("backstage_qa.change_meeting")


def require_staff(user) -> None:
    """Raises ``PermissionDenied``."""
    if not is_staff(user):
        raise PermissionDenied
