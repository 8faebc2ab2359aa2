"""Publishing and approving from the admin: a refusal says why, and what was typed is kept."""

from datetime import datetime
from functools import partial

from django.contrib import messages
from django.forms import Textarea
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.snippets.views.snippets import CreateView, EditView, WorkflowActionView

from ..dates import day_in_words
from . import gate
from .changes import as_edited, one_line_end
from .doors import ReadersOnly
from .errors import Refusal
from .standing import standing_of


def is_reworded(widget: DraftailRichTextArea, given: str | None, sent: str | None) -> bool:
    """Whether a rich text came back from its editor other than it went, ids apart."""
    return as_edited(widget, given) != as_edited(widget, sent)


def is_retyped(given: str | None, sent: str | None) -> bool:
    """Whether a text came back other than it went; browsers write line ends in their own way."""
    return one_line_end(given or "") != one_line_end(sent or "")


class KeepsRefusedText:
    """For create and edit views: what may not be published stays as a draft."""

    def run_action_method(self):
        try:
            return super().run_action_method()
        except Refusal as refusal:
            self.action = "edit"  # which leads back here, not to the list
            saved = _("Your text is saved as a draft. %(reason)s") % {"reason": refusal}
            messages.warning(self.request, saved)
            return None


class SaysSubmitted:
    """For create and edit views: Wagtail's own words for it, in French, tell of a publication."""

    def get_success_message(self, instance=None):
        if self.action == "submit":
            return _("“%(text)s” is submitted for review.") % {"text": instance or self.object}
        return super().get_success_message(instance)


class ReviewedCreateView(SaysSubmitted, KeepsRefusedText, CreateView):
    pass


class ReviewedEditView(SaysSubmitted, KeepsRefusedText, EditView):
    """Approves exactly what was submitted, and submits again what changed since."""

    def get_context_data(self, **kwargs):
        review = standing_of(self.object, self.request.user)
        return super().get_context_data(review=review, obstacle=self.object.obstacle(), **kwargs)

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        children = [child for rows in getattr(form, "formsets", {}).values() for child in rows]
        for field in [field for part in (form, *children) for field in part.fields.values()]:
            # Wagtail renders no hidden initial values: without them all would seem changed.
            field.show_hidden_initial = False
            if isinstance(field.widget, DraftailRichTextArea):
                field.has_changed = partial(is_reworded, field.widget)
            elif isinstance(field.widget, Textarea):
                field.has_changed = is_retyped
        return form

    def is_valid(self, form):
        if not self.expects_json_response and self.is_out_of_date:
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = _(
                "Somebody else saved this text in the meantime. Yours is kept below, not saved: "
                "compare both in the history, then save again."
            )
            form.is_valid()
            return False
        return super().is_valid(form)

    def save_instance(self):
        submitted = self.object.workflow_in_progress and not gate.is_review_outdated(self.object)
        if (submitted or self.action == "workflow-action") and not self.form.has_changed():
            # Wagtail would save a revision that says the same, and that nobody submitted.
            self.new_revision = self.latest_revision
            return self.object
        return super().save_instance()

    def get_success_message(self, instance=None):
        if self.action == "workflow-action" and self.went_public():
            return _("“%(text)s” is approved, and public.") % {"text": self.object}
        if self.action == "workflow-action" and (hour := self.hour_of_publication()):
            said = day_in_words(localtime(hour), "DATETIME_FORMAT").rstrip(".")  # of "10 p.m."
            words = {"text": self.object, "hour": said}
            return _("“%(text)s” is approved, and will be public on %(hour)s.") % words
        return super().get_success_message(instance)

    def went_public(self) -> bool:
        """Whether the judgement on it made what was submitted public."""
        public = self.model.objects.filter(live=True, live_revision=self.new_revision)
        return public.filter(pk=self.object.pk).exists()

    def hour_of_publication(self) -> datetime | None:
        approved = self.object.revisions.filter(approved_go_live_at__isnull=False)
        return approved.values_list("approved_go_live_at", flat=True).last()

    def submit_action(self):
        if not self.object.workflow_in_progress:
            return super().submit_action()
        if gate.is_review_outdated(self.object):
            return self.restart_workflow_action()
        return None  # sent twice


class ReviewedWorkflowActionView(ReadersOnly, WorkflowActionView):
    """Approval from the dashboard."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                leave = {"step": "success", "redirect": self.redirect_url}
                return self.render_modal_json(request, leave)
            return redirect(self.redirect_url)
