"""Who keeps a public text true. A fact beside the text, so that no revision rewinds it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import ModelPermissionPolicy

from ..experts.models import Expert
from .models import Thread
from .public import PublishedThread


class Keeping(models.Model):
    """The keeper of a public thread, and when they were last asked whether it is still true.

    Without a row the first expert who answers in it is its keeper; with a row
    that names nobody, the editors are.
    """

    published_thread = models.OneToOneField(
        PublishedThread, on_delete=models.CASCADE, related_name="keeping"
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("keeper"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="backstage_kept",
    )
    asked_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("keeping of a thread")
        verbose_name_plural = _("keeping of threads")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.published_thread_id} ← {self.keeper_id}"


def keeper_of(row: PublishedThread):
    """The account of its keeper; None where the editors are."""
    if keeping := Keeping.objects.select_related("keeper").filter(published_thread=row).first():
        return keeping.keeper if keeping.keeper and keeping.keeper.is_active else None
    answering = Expert.objects.filter(entries__thread=row.thread_id, user__is_active=True)
    expert = answering.select_related("user").order_by("entries__sort_order", "pk").first()
    return expert.user if expert else None


def editors():
    """The accounts of those who may change threads."""
    return ModelPermissionPolicy(Thread).users_with_permission("change").order_by("pk")


def is_editor(user) -> bool:
    return user.has_perm("backstage_qa.change_thread")


def may_keep(user, row: PublishedThread) -> bool:
    """Whether this person may say that a text is still true."""
    return is_editor(user) or keeper_of(row) == user


def possible_keepers(row: PublishedThread):
    """Experts with an account who answer for what it is about."""
    experts = Expert.objects.filter(professions__in=row.professions.all(), user__is_active=True)
    return experts.exclude(user=None).distinct().order_by("name")


def to_verify_by(user) -> models.QuerySet:
    """Public threads that are due, and that this person, keeper or editor, was asked about."""
    mine = models.Q(keeping__keeper=user)
    if is_editor(user):
        nobody = models.Q(keeping__keeper=None) | models.Q(keeping__keeper__is_active=False)
        mine |= nobody & models.Q(keeping__asked_on__isnull=False)
    return PublishedThread.objects.to_verify().filter(mine).order_by("review_due_on", "pk")
