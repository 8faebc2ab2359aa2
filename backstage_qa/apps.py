"""The plugin's application; ``ready()`` is the switchboard: who listens to what is said here."""

from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _


class BackstageConfig(AppConfig):
    name = "backstage_qa"
    label = "backstage_qa"
    verbose_name = _("Backstage")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from django.db.models.signals import m2m_changed, post_delete
        from wagtail.signals import (
            page_published,
            page_unpublished,
            post_page_move,
            task_approved,
        )

        from . import checks, epoch, exports, numbers  # noqa: F401
        from .experts import editorial as experts
        from .experts.models import Expert, ExpertProfile
        from .meetings import editorial as meetings
        from .notifications import receivers
        from .professions.models import Family, Profession
        from .review.models import refuse_own_approval
        from .threads import editorial as threads
        from .threads import purge
        from .threads.models import Thread

        register_converter(numbers.IdConverter, "backstage_id")

        # What the public sees changed
        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(epoch.move_on, dispatch_uid="backstage_qa.epoch")
        for model in (Family, Profession, Expert, ExpertProfile, Thread):
            # A bulk deletion calls no delete() of ours.
            post_delete.connect(epoch.move_on, sender=model, dispatch_uid="backstage_qa.epoch.gone")
        m2m_changed.connect(
            epoch.move_on,
            sender=Expert.professions.through,
            dispatch_uid="backstage_qa.epoch.experts",
        )

        # Four eyes
        task_approved.connect(refuse_own_approval, dispatch_uid="backstage_qa.four_eyes")

        # Consent, portraits, mails, meetings, what a shared cache must forget, spreadsheets
        for bridge in (threads, experts, receivers, meetings, purge, exports):
            bridge.connect()
