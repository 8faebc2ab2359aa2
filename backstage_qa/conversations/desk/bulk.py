"""One verb for many conversations: all of those that were chosen, or none of them."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from ...experts.models import Expert
from ...numbers import number_in
from .. import actions, permissions
from ..balance import experts_for
from ..errors import ConversationError
from ..models import Conversation
from .listing import DeskFilterSet

MOST = 500


class Refused(Exception):
    """One conversation that the verb cannot be done to; ``str()`` of it names it."""


class ExpertsOfAll(forms.Form):
    """Whoever could take every one of the conversations."""

    expert = forms.ModelChoiceField(
        label=gettext_lazy("Expert"),
        help_text=gettext_lazy("Those who answer for all these professions and are not away."),
        queryset=Expert.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody yet: whoever of the profession takes it"),
    )

    def __init__(self, *args, conversations: Iterable[Conversation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        experts = Expert.objects.all()
        for one in {c.profession_id: c for c in conversations}.values():
            experts = experts.filter(pk__in=experts_for(one).order_by().values("pk"))
        self.fields["expert"].queryset = experts.order_by("name")  # type: ignore[attr-defined]


class NothingToFill(forms.Form):
    def __init__(self, *args, conversations: Iterable[Conversation], **kwargs) -> None:
        super().__init__(*args, **kwargs)


class DeskBulkAction(BulkAction):
    """A screen that says what will be done to which, then does it in one transaction."""

    models = [Conversation]
    template_name = "backstage_qa/admin/desk/bulk.html"
    form_class: type[forms.Form] = NothingToFill
    verb = ""

    def dispatch(self, request, *args, **kwargs):
        if not permissions.is_editor(request.user):
            raise PermissionDenied
        if self.chosen.count() > MOST:
            words = _("At most %(most)d conversations at once: narrow the list, or choose fewer.")
            messages.error(request, words % {"most": MOST})
            return redirect(self.next_url)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def chosen(self):
        """Those named, or all that the list showed with its filters; on this desk in any case."""
        desk = Conversation.objects.on_desk_of(self.request.user).select_related("profession")
        ids = self.request.GET.getlist("id")
        if "all" not in ids:
            return desk.filter(pk__in=[pk for pk in map(number_in, ids) if pk is not None])
        filters = DeskFilterSet(self.request.GET, queryset=desk, request=self.request)
        if not filters.is_valid():
            raise Http404
        listed = filters.qs
        if words := self.request.GET.get("q", ""):
            listed = listed.saying(words)
        return listed

    @cached_property
    def sorted_out(self) -> tuple[list[Conversation], list[Conversation]]:
        """Those to which it can be done now, and the others."""
        can: list[Conversation] = []
        cannot: list[Conversation] = []
        for conversation in self.chosen.most_urgent_first():
            verbs = permissions.available_actions(self.request.user, conversation)
            (can if self.verb in verbs else cannot).append(conversation)
        if not can and not cannot:
            raise Http404
        return can, cannot

    def get_actionable_objects(self):
        can, cannot = self.sorted_out
        return can, {"items_with_no_access": cannot}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"conversations": self.sorted_out[0]}

    def get_context_data(self, **kwargs):
        return super().get_context_data(action=self, **kwargs)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_execution_context(self):
        arguments = self.cleaned_form.cleaned_data
        return {"verb": self.verb, "by": self.request.user, "arguments": arguments}

    @classmethod
    def execute_action(cls, objects, *, verb, by, arguments, **kwargs):
        """Called in a transaction, which ``Refused`` ends: then nothing was done to any."""
        act = getattr(actions, verb)
        for conversation in objects:
            try:
                act(conversation=conversation, by=by, **arguments)
            except ValidationError as error:
                raise Refused(f"{conversation.subject} – {' '.join(error.messages)}") from error
            except (ConversationError, PermissionDenied) as error:
                raise Refused(f"{conversation.subject} – {error}") from error
        return len(objects), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        words = ngettext(
            "Done for %(count)d conversation.",
            "Done for %(count)d conversations.",
            num_parent_objects,
        )
        return words % {"count": num_parent_objects}


class AcceptMany(DeskBulkAction):
    verb = action_type = "accept"
    display_name = gettext_lazy("Accept")
    aria_label = gettext_lazy("Accept the questions that are selected")
    action_priority = 10
    form_class = ExpertsOfAll


class AssignMany(DeskBulkAction):
    verb = action_type = "assign"
    display_name = gettext_lazy("Assign")
    aria_label = gettext_lazy("Assign the conversations that are selected")
    action_priority = 20
    form_class = ExpertsOfAll


class MarkSpamMany(DeskBulkAction):
    verb = action_type = "mark_spam"
    display_name = gettext_lazy("Mark as spam")
    aria_label = gettext_lazy("Mark the questions that are selected as spam")
    action_priority = 30


BULK_ACTIONS = (AcceptMany, AssignMany, MarkSpamMany)
