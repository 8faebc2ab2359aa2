"""Wagtail's questions about conversations, answered by the rules of ``querysets``."""

from wagtail.permission_policies.base import BasePermissionPolicy

from ..models import Conversation
from ..permissions import is_editor


class DeskPolicy(BasePermissionPolicy):
    """Conversations are viewed; no screen of Wagtail's adds, changes or deletes one."""

    def user_has_permission(self, user, action):
        return action == "view" and (is_editor(user) or hasattr(user, "backstage_expert"))

    def user_has_permission_for_instance(self, user, action, instance):
        return self.instances_user_has_permission_for(user, action).filter(pk=instance.pk).exists()

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return "view" in actions and self.user_has_permission_for_instance(user, "view", instance)

    def instances_user_has_permission_for(self, user, action):
        if not self.user_has_permission(user, action):
            return Conversation.objects.none()
        return Conversation.objects.on_desk_of(user)

    def instances_user_has_any_permission_for(self, user, actions):
        return self.instances_user_has_permission_for(user, "view" if "view" in actions else "")

    def users_with_any_permission(self, actions):
        return self.users_with_permission("view" if "view" in actions else "")

    def users_with_permission(self, action):
        # Nobody needs the list; saying "nobody" gives nothing away.
        return Conversation._meta.get_field("candidate").related_model.objects.none()
