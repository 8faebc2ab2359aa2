"""Deleting many of our snippets at once: Wagtail's own action fails for what is no id, and
tells no history of it."""

from django.utils.functional import classproperty
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.models import get_snippet_models

from .numbers import number_in


class DeleteOurs(DeleteBulkAction):
    @classproperty
    def models(cls):  # noqa: N805
        return [model for model in get_snippet_models() if model._meta.app_label == "backstage_qa"]

    @classmethod
    def get_queryset(cls, model, object_ids):
        """Those that there are; raises ``Http404`` where there is none."""
        return super().get_queryset(model, [number_in(str(pk)) for pk in object_ids])

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        by = user or kwargs["self"].request.user
        for row in objects:
            log(instance=row, action="wagtail.delete", user=by, deleted=True)
        return super().execute_action(objects, user=user, **kwargs)
