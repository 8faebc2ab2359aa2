"""The screen on which a thread is unpublished: where it is used, why it goes, what stays."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.snippets.views.snippets import DeleteView, UnpublishView, UsageView

from .choosers import published_thread_chooser
from .log import RetiringReason
from .models import Thread
from .public import PublishedThread
from .retiring import places_of, retire
from .taking_over import offered


class RetireForm(forms.Form):
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

    def __init__(self, data=None) -> None:
        super().__init__(data, auto_id="retire-%s", label_suffix="")


class PlacesUsageView(UsageView):
    """Where a thread is used: pages embed its public edition, not what editors write."""

    def get_queryset(self):
        return places_of(self.object).group_by_source_object()


class PlacesDeleteView(DeleteView):
    """Counts the pages that embed it, as the list of them does."""

    def get_usage(self):
        return places_of(self.object).group_by_source_object()


class RetireView(UnpublishView):
    """Wagtail's own screen and address, with a reason, and what the old address leads to."""

    template_name = "backstage_qa/admin/threads/unpublish.html"
    take_over_url_name = None
    stays: Thread | None = None

    def get_usage(self):
        return places_of(self.object).group_by_source_object()

    @cached_property
    def form(self) -> RetireForm:
        return RetireForm(self.request.POST if self.request.method == "POST" else None)

    def get_context_data(self, **kwargs):
        addresses = AdminURLFinder(self.request.user)
        # What this person may not edit is counted above, and not named.
        places = [(place, addresses.get_edit_url(place)) for place, _found in self.get_usage()]
        return super().get_context_data(
            form=self.form,
            media=self.form.media,
            places=[(place, url) for place, url in places if url],
            **kwargs,
        )

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
