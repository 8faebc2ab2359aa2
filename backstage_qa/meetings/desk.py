"""The admin screens of what happens to a meeting, besides its text."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ..review.translating import languages_of
from ..review.views import ReviewedEditView
from . import actions
from .models import Meeting
from .public import Cancellation, PublishedMeeting


class MeetingEditView(ReviewedEditView):
    """The text, and what became of the meeting it announces."""

    cancel_url_name = None
    film_url_name = None
    questions_url_name = None
    translate_url_name = None

    def get_context_data(self, **kwargs):
        cancelled = Cancellation.objects.filter(translation_key=self.object.translation_key)
        public = PublishedMeeting.objects.public().filter(meeting=self.object)
        return super().get_context_data(
            cancellation=cancelled.first(),
            published_meeting=public.first(),
            film_url=reverse(self.film_url_name, args=[self.object.pk]),
            questions_url=reverse(self.questions_url_name, args=[self.object.pk]),
            cancel_url=reverse(self.cancel_url_name, args=[self.object.pk]),
            languages=list(languages_of(self.object, self.edit_url_name, self.translate_url_name)),
            **kwargs,
        )


class MeetingScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """What can be done to a meeting, for those who may change it."""

    http_method_names = ["get", "head", "post"]
    header_icon = "calendar"
    permission_required = "change"
    edit_url_name = None
    index_url_name = None
    model = Meeting

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.meeting = get_object_or_404(Meeting, pk=kwargs["pk"])
        self.edit_url = reverse(self.edit_url_name, args=[self.meeting.pk])

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": _("Meetings")},
            {"url": self.edit_url, "label": str(self.meeting)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(edit_url=self.edit_url, meeting=self.meeting, **kwargs)

    def get(self, request, **kwargs):
        return self.render_to_response(self.get_context_data())


class CancelView(MeetingScreen):
    """Asks before a meeting is cancelled, or held after all."""

    template_name = "backstage_qa/admin/meetings/cancel.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        cancelled = Cancellation.objects.filter(translation_key=self.meeting.translation_key)
        self.is_cancelled = cancelled.exists()

    def get_page_title(self):
        return _("Hold the meeting after all") if self.is_cancelled else _("Cancel the meeting")

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_cancelled=self.is_cancelled, **kwargs)

    def post(self, request, pk):
        if request.POST.get("verb") == "reinstate":
            actions.reinstate(meeting=self.meeting, by=request.user)
            messages.success(request, _("The meeting will be held. Its pages say so again."))
        else:
            actions.cancel(meeting=self.meeting, by=request.user)
            messages.success(request, _("The meeting is cancelled. Its pages say so."))
        return redirect(self.edit_url)
