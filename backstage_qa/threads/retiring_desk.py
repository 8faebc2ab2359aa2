"""The screens on which threads are unpublished or deleted: where used, why, and what stays."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.snippets.views.snippets import DeleteView, UnpublishView, UsageView

from ..bulk_deletion import DeleteOurs
from .choosers import published_thread_chooser
from .log import RetiringReason
from .models import Thread
from .public import PublishedThread
from .retiring import delete, places_of, retire
from .taking_over import offered


class ReasonForm(forms.Form):
    """Why many are deleted; that another says the same is said of one, and which it is."""

    reason = forms.ChoiceField(
        label=_("Why are they deleted?"),
        choices=[(value, label) for value, label in RetiringReason.choices if value != "same"],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="retire-%s", label_suffix="", **kwargs)


class RetireForm(ReasonForm):
    """Why, and what comes instead."""

    reason = forms.ChoiceField(
        label=_("Why is it unpublished?"),
        choices=RetiringReason.choices,
        widget=forms.RadioSelect,
    )
    instead = forms.ModelChoiceField(
        label=_("The thread that stays"),
        help_text=_("The address of this one leads there. Left empty, it says that it is gone."),
        queryset=PublishedThread.objects.public().for_lists(),
        required=False,
        widget=published_thread_chooser.widget_class,
    )


class DeleteForm(RetireForm):
    """The same of a thread that is deleted; what never was public leads nowhere."""

    def __init__(self, *args, thread: Thread, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why is it deleted?")
        if not thread.live:
            del self.fields["instead"]
            self.fields["reason"].choices = ReasonForm.base_fields["reason"].choices


class PlacesUsageView(UsageView):
    """Where a thread is used: pages embed its public edition, not what editors write."""

    def get_queryset(self):
        return places_of(self.object).group_by_source_object()


class PlacesMixin:
    """Names the pages that embed it, as far as this person may edit them."""

    def get_usage(self):
        return places_of(self.object).group_by_source_object()

    def places(self) -> list[tuple]:
        addresses = AdminURLFinder(self.request.user)
        # What this person may not edit is counted above, and not named.
        places = [(place, addresses.get_edit_url(place)) for place, _found in self.get_usage()]
        return [(place, url) for place, url in places if url]


class PlacesDeleteView(PlacesMixin, DeleteView):
    """Wagtail's own screen and address, with a reason, and what the old address leads to."""

    form_class = DeleteForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"thread": self.object}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(places=self.places(), **kwargs)
        return context | {"media": context["media"] + context["form"].media}

    def form_valid(self, form):
        self.form = form
        try:
            return super().form_valid(form)
        except ValidationError as problem:
            form.add_error(None, problem)
            return self.form_invalid(form)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def delete_action(self):
        delete(thread=self.object, by=self.request.user, **self.form.cleaned_data)


class DeleteThreads(DeleteOurs):
    """Many at once, with one reason for all."""

    models = [Thread]
    form_class = ReasonForm
    template_name = "backstage_qa/admin/threads/delete_many.html"

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        action = kwargs["self"]
        for thread in objects:
            delete(thread=thread, by=action.request.user, **action.cleaned_form.cleaned_data)
        return len(objects), 0


class RetireView(PlacesMixin, UnpublishView):
    """Wagtail's own screen and address, with a reason, and what the old address leads to."""

    template_name = "backstage_qa/admin/threads/unpublish.html"
    take_over_url_name = None
    stays: Thread | None = None

    @cached_property
    def form(self) -> RetireForm:
        return RetireForm(self.request.POST if self.request.method == "POST" else None)

    def get_context_data(self, **kwargs):
        form = {"form": self.form, "media": self.form.media}
        return super().get_context_data(**form, places=self.places(), **kwargs)

    def post(self, request, *args, **kwargs):
        if self.form.is_valid():
            try:
                return super().post(request, *args, **kwargs)
            except ValidationError as problem:
                self.form.add_error(None, problem)
        return self.render_to_response(self.get_context_data(), status=422)

    def get_next_url(self):
        """To what the thread that stays may take over, where there is anything."""
        if self.stays and offered(self.stays):
            return reverse(self.take_over_url_name, args=[self.stays.pk])
        return super().get_next_url()

    def unpublish(self):
        hook = self.run_hook("before_unpublish", self.request, self.object)
        if hook is None:
            chosen = self.form.cleaned_data
            retire(thread=self.object, by=self.request.user, **chosen)
            self.stays = chosen["instead"] and chosen["instead"].thread
            hook = self.run_hook("after_unpublish", self.request, self.object)
        return hook
