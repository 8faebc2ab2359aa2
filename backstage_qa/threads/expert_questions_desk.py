"""The two screens of a question to an expert: where editors ask, and where the expert replies."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..audit.recording import record_opened
from ..experts.models import Expert
from ..numbers import number_in
from . import expert_questions, publication
from .expert_questions import ExpertQuestion, experts_to_ask, may_ask
from .screens import ThreadScreen

REPLIES_SHOWN = 20


class AskExpertForm(forms.Form):
    """Whom, and what; where only one answers in the text, it is that one."""

    expert = forms.ModelChoiceField(label=gettext_lazy("Whom"), queryset=Expert.objects.none())
    text = forms.CharField(
        label=gettext_lazy("Your question"),
        help_text=gettext_lazy("The expert reads it on the desk, beside the text as it stands."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data=None, *, experts) -> None:
        super().__init__(data, auto_id="ask-%s", label_suffix="")
        field = self.fields["expert"]
        field.queryset = experts  # type: ignore[attr-defined]
        if len(experts) == 1:
            field.empty_label, self.initial["expert"] = None, experts[0]  # type: ignore[attr-defined]


class ExpertQuestionsView(ThreadScreen):
    """What was asked about a thread and what came of it; for editors and its reviewers."""

    template_name = "backstage_qa/admin/threads/expert_questions.html"

    def user_has_permission(self, permission):
        return may_ask(self.request.user, self.thread)

    def get_page_title(self):
        return _("Questions to its experts")

    def of_thread(self):
        said = self.thread.expert_questions.select_related("expert__user", "asked_by", "closed_by")
        return said.order_by("asked_at", "pk")

    def get_context_data(self, **kwargs):
        rows = list(self.of_thread())
        experts = experts_to_ask(self.thread, self.request.user)
        kwargs.setdefault("form", AskExpertForm(experts=experts))
        draft = self.thread.get_latest_revision_as_object()
        return super().get_context_data(
            draft_title=draft.title,
            experts=experts,
            replied=[row for row in rows if row.answered_at and not row.closed_at],
            waiting=[row for row in rows if row.is_waiting],
            closed=[row for row in rows if row.closed_at],
            **kwargs,
        )

    def get(self, request, pk):
        return self.render_to_response(self.get_context_data())

    def post(self, request, pk):
        if "question" in request.POST:
            number = number_in(request.POST["question"])
            question = get_object_or_404(self.of_thread(), pk=number)
            expert_questions.close(question=question, by=request.user)
            return self.done(_("The question is closed."))
        form = AskExpertForm(request.POST, experts=experts_to_ask(self.thread, request.user))
        if form.is_valid():
            chosen = form.cleaned_data
            try:
                expert_questions.ask_expert(thread=self.thread, by=request.user, **chosen)
            except ValidationError as problem:
                form.add_error("text", problem)
            else:
                return self.done(_("The expert is told by mail. You get one when they reply."))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def done(self, said: str):
        messages.success(self.request, said)
        return redirect(self.request.path)


class AskedScreen(WagtailAdminTemplateMixin, View):
    """What editors ask this expert; nobody else's."""

    http_method_names = ["get", "head", "post"]
    header_icon = "help"
    asked_url_name = None
    about_url_name = None

    def get_page_title(self):
        return _("Editors ask you")

    def mine(self):
        asked = ExpertQuestion.objects.to(self.request.user)
        return asked.select_related("thread__latest_revision", "asked_by", "expert")


class AskedView(AskedScreen):
    """The list: what waits for a reply, and what was replied last."""

    http_method_names = ["get", "head"]
    template_name = "backstage_qa/admin/threads/asked.html"

    def dispatch(self, request, *args, **kwargs):
        if not hasattr(request.user, "backstage_expert"):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request):
        replied = self.mine().filter(answered_at__isnull=False).order_by("-answered_at", "-pk")
        context = self.get_context_data(
            waiting=[(row, self.address_of(row)) for row in self.mine().waiting()],
            replied=[(row, self.address_of(row)) for row in replied[:REPLIES_SHOWN]],
        )
        return self.render_to_response(context)

    def address_of(self, question: ExpertQuestion) -> str:
        return reverse(self.about_url_name, args=[question.thread_id])


class AskedAboutView(AskedScreen):
    """The questions about one thread, and its text while one of them waits; no right to edit it."""

    template_name = "backstage_qa/admin/threads/asked_about.html"

    def dispatch(self, request, *args, **kwargs):
        asked = self.mine().filter(thread=kwargs["pk"]).first()
        if asked is None:
            return permission_denied(request)
        self.thread, self.title = asked.thread, asked.title
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        above = {"url": reverse(self.asked_url_name), "label": self.get_page_title()}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.title}]

    def of_thread(self):
        return self.mine().filter(thread=self.thread)

    def get_context_data(self, **kwargs):
        rows = list(self.of_thread())
        waiting = [row for row in rows if row.is_waiting]
        draft = self.thread.get_latest_revision_as_object()
        # Without a candidate's consent their words are for nobody else
        is_shown = waiting and not publication.lacks_consent(draft)
        if is_shown:
            for drawn in self.thread.sources.all():
                record_opened(drawn.conversation_id, by=self.request.user)
        return super().get_context_data(
            title=self.title,
            waiting=waiting,
            others=[row for row in rows if not row.is_waiting],
            text=publication.render(draft) if is_shown else None,
            asked_url=reverse(self.asked_url_name),
            **kwargs,
        )

    def get(self, request, pk):
        return self.render_to_response(self.get_context_data())

    def post(self, request, pk):
        number = number_in(request.POST.get("question", ""))
        question = get_object_or_404(self.of_thread(), pk=number)
        text = request.POST.get("text", "")
        try:
            expert_questions.reply(question=question, by=request.user, text=text)
        except ValidationError as error:
            wrong = {"problem": " ".join(error.messages), "typed": text, "typed_for": question.pk}
            is_late = not self.of_thread().waiting().filter(pk=question.pk).exists()
            context = self.get_context_data(is_late=is_late, **wrong)
            return self.render_to_response(context, status=422)
        messages.success(request, _("Thank you. The editors have your reply."))
        return redirect(request.path)
