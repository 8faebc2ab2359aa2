"""Saved filters in Wagtail's admin: each person names, shares, renames and deletes their own.

What somebody shares who is no editor any more is any editor's to take over or to delete.
"""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from ..registers import YesNoColumn
from .forms import RenameForm, SaveForm
from .models import SavedFilter


class OwnPolicy(BasePermissionPolicy):
    """To whoever may enter the admin, their own; to editors also what was left behind.

    What others share, an administrator deletes at most.
    """

    def user_has_permission(self, user, action):
        return user.is_active and user.has_perm("wagtailadmin.access_admin")

    def user_has_permission_for_instance(self, user, action, instance):
        known = SavedFilter.objects
        rows = known.deletable_by(user) if action == "delete" else known.changeable_by(user)
        return self.user_has_permission(user, action) and rows.filter(pk=instance.pk).exists()

    def user_has_any_permission(self, user, actions):
        return self.user_has_permission(user, "view")

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_permission_for_instance(user, "view", instance)

    def instances_user_has_permission_for(self, user, action):
        return SavedFilter.objects.of(user)

    def instances_user_has_any_permission_for(self, user, actions):
        return SavedFilter.objects.of(user)

    def users_with_any_permission(self, actions):
        return SavedFilter._meta.get_field("user").related_model.objects.none()

    def users_with_permission(self, action):
        return self.users_with_any_permission([action])


class FiltersView(generic.IndexView):
    """One's own and what was left behind; for an administrator all that is shared, to delete it."""

    model = SavedFilter
    page_title = _("Saved filters")
    any_permission_required = ["view"]
    default_ordering = ("listing", "name")
    is_searchable = False
    add_url_name = None
    table_classname = "listing backstage-listing"

    @property
    def columns(self):
        return [
            TitleColumn("name", label=_("Name"), get_url=self.address_of),
            Column("listing", label=_("List"), accessor="get_listing_display"),
            YesNoColumn("is_shared", label=_("Shared")),
            Column("author", label=_("Of")),
        ]

    def get_base_queryset(self):
        return SavedFilter.objects.deletable_by(self.request.user).select_related("user")

    @cached_property
    def changeable(self) -> set[int]:
        return set(
            SavedFilter.objects.changeable_by(self.request.user).values_list("pk", flat=True)
        )

    def address_of(self, row):
        name = self.edit_url_name if row.pk in self.changeable else self.delete_url_name
        return reverse(name, args=[row.pk])


class SaveView(generic.CreateView):
    model = SavedFilter
    form_class = SaveForm
    page_title = page_subtitle = _("Save these filters")
    submit_button_label = _("Save")
    success_message = _("The filters are saved as “%(object)s”.")

    def get_initial(self):
        asked = self.request.GET
        return {"listing": asked.get("listing", ""), "query": asked.get("query", "")}

    def get_success_url(self):
        return self.object.get_absolute_url()


class RenameView(generic.EditView):
    """To anybody else a filter does not exist."""

    model = SavedFilter
    form_class = RenameForm

    def get_queryset(self):
        return SavedFilter.objects.changeable_by(self.request.user)


class DeleteView(generic.DeleteView):
    """To anybody else a filter does not exist here either."""

    model = SavedFilter

    def get_queryset(self):
        return SavedFilter.objects.deletable_by(self.request.user)


class SavedFilterViewSet(ViewSet):
    """Reached from the lists themselves; it has no entry in the menu."""

    name = "backstage_saved_filters"
    url_prefix = "backstage/filters"
    icon = "list-ul"

    def on_register(self):
        super().on_register()
        register_permission_policy(SavedFilter, OwnPolicy(SavedFilter))

    def get_common_view_kwargs(self, **kwargs):
        names = ("index", "edit", "delete")
        urls = {f"{name}_url_name": self.get_url_name(name) for name in names}
        urls["index_results_url_name"] = self.get_url_name("results")
        urls["add_url_name"] = self.get_url_name("save")
        return super().get_common_view_kwargs(header_icon=self.icon, **urls, **kwargs)

    def get_urlpatterns(self):
        listed = self.construct_view(FiltersView, results_only=True, add_url_name=None)
        return [
            path("", self.construct_view(FiltersView, add_url_name=None), name="index"),
            path("results/", listed, name="results"),
            path("save/", self.construct_view(SaveView), name="save"),
            path("<backstage_id:pk>/", self.construct_view(RenameView), name="edit"),
            path("<backstage_id:pk>/delete/", self.construct_view(DeleteView), name="delete"),
        ]
