"""The filters of a list that somebody wants again tomorrow: theirs, or shared with editors."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# Where in the list somebody was, and how it was asked for: no part of what they looked for.
PASSING = {"p", "export", "_w_filter_fragment", "_w_simple"}


class SavedFilterQuerySet(models.QuerySet):
    def of(self, user) -> "SavedFilterQuerySet":
        return self.filter(user=user)

    def shared_with(self, user) -> "SavedFilterQuerySet":
        """What others share with the editors, for one of these."""
        return self.filter(is_shared=True).exclude(user=user) if may_share(user) else self.none()

    def left_to(self, user) -> "SavedFilterQuerySet":
        """For an editor, what somebody shares who is no editor any more: nobody else keeps it."""
        if not may_share(user):
            return self.none()
        able = Permission.objects.filter(
            content_type__app_label=self.model._meta.app_label, codename="triage_conversation"
        )
        by_right = models.Q(user__user_permissions__in=able)
        by_group = models.Q(user__groups__permissions__in=able)
        editors = by_right | by_group | models.Q(user__is_superuser=True)
        kept = self.model.objects.filter(editors, user__is_active=True)
        return self.filter(is_shared=True).exclude(pk__in=kept.values("pk"))

    def changeable_by(self, user) -> "SavedFilterQuerySet":
        """One's own, and for an editor what was left behind: to change it is to take it over."""
        left = self.model.objects.left_to(user).values("pk")
        return self.filter(models.Q(user=user) | models.Q(pk__in=left))

    def deletable_by(self, user) -> "SavedFilterQuerySet":
        """What one may change; all that is shared, for an administrator."""
        if user.has_perm("backstage_qa.delete_savedfilter"):
            return self.filter(models.Q(user=user) | models.Q(is_shared=True))
        return self.changeable_by(user)


def keep_shared(collector, field, sub_objs, using) -> None:
    """An ``on_delete``: what somebody kept alone goes with their account, what they share stays."""
    collector.add_field_update(field, None, sub_objs.filter(is_shared=True))
    models.CASCADE(collector, field, sub_objs.filter(is_shared=False), using)


def may_share(user) -> bool:
    return user.has_perm("backstage_qa.triage_conversation")


class SavedFilter(models.Model):
    """A query of one of the lists, under a name of its person's choice."""

    class Listing(models.TextChoices):
        """The lists that can be saved; the value names the route."""

        CONVERSATIONS = "backstage_conversations:index", _("Conversations")
        THREADS = "wagtailsnippets_backstage_qa_thread:list", _("Threads")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=keep_shared,
        related_name="backstage_saved_filters",
    )
    listing = models.CharField(_("list"), max_length=50, choices=Listing.choices)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)
    is_shared = models.BooleanField(
        _("shared with all editors"),
        default=False,
        db_default=False,
        help_text=_("They find it above the list, under your name. You alone change it."),
    )

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["listing", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "listing", "name"], name="backstage_filter_name"
            )
        ]
        default_permissions = ("delete",)  # what others share: for administrators

    def __str__(self) -> str:
        return self.name

    @property
    def author(self) -> str:
        if self.user is None:
            return str(_("A former colleague"))
        return self.user.get_full_name() or str(self.user)

    def get_absolute_url(self) -> str:
        """The list, narrowed; never another place, whatever the query is."""
        return f"{reverse(self.listing)}?{self.query}"


def canonical(query: str) -> str:
    """What a list is asked by its filters, search and order, always in the same words; "" for all.

    ``query`` is the part of an address after its question mark.
    """
    asked = [
        (key, value)
        for key, values in QueryDict(query).lists()
        for value in values
        if value and key not in PASSING
    ]
    kept = QueryDict(mutable=True)
    for key, value in sorted(asked):
        kept.appendlist(key, value)
    return kept.urlencode()
