"""The pages to sign in with; everything that is not ours is allauth's."""

from allauth.account import views as allauth_views
from allauth.account.internal.decorators import login_stage_required
from allauth.account.stages import LoginByCodeStage
from allauth.account.utils import get_login_redirect_url
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.generic.edit import FormView

from backstage_qa.conversations.drafts import latest_source
from backstage_qa.conversations.sources import source_of_visit

from .forms import CodeForm, SignInForm, StaffSignInForm
from .sign_in import SignInProcess


class SignedInAlreadyMixin:
    """Somebody who is signed in needs no form, or is told that this account may not go there."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return super().dispatch(request, *args, **kwargs)
        if "next" not in request.GET:
            return HttpResponseRedirect(get_login_redirect_url(request))
        context = {"next": self.get_next_url()}
        return TemplateResponse(request, "account/already_signed_in.html", context)


class SignInView(SignedInAlreadyMixin, allauth_views.RequestLoginCodeView):
    """An e-mail address is all we ask for; who never came before is welcome."""

    template_name = "account/login.html"

    def get_form_class(self):
        return SignInForm

    def form_valid(self, form: SignInForm) -> HttpResponse:
        SignInProcess.start(
            request=self.request,
            email=form.cleaned_data["email"],
            user=form._user,
            source=latest_source(self.request.session) or source_of_visit(self.request),
        )
        return HttpResponseRedirect(self.get_success_url())


by_code = login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login")


@method_decorator(by_code, name="dispatch")
class CodeView(allauth_views.ConfirmLoginCodeView):
    """The code that came by mail."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.stage = request._login_stage
        self._process = SignInProcess.resume(self.stage)
        if not self._process:
            return redirect("account_login")
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_form_class(self):
        form_class = super().get_form_class()
        return CodeForm if self._action == "verify" else form_class


class StaffSignInView(SignedInAlreadyMixin, allauth_views.LoginView):
    """By password; a second factor follows where the person set one up."""

    template_name = "account/staff_login.html"

    def get_form_class(self):
        return StaffSignInForm


def admin_door(request: HttpRequest) -> HttpResponse:
    """Wagtail's own sign-in page is ours; it leads back to where somebody wanted to go."""
    following = request.GET.get("next") or reverse("wagtailadmin_home")
    return redirect(f"{reverse('staff_login')}?{urlencode({'next': following})}")


def page_door(request: HttpRequest) -> HttpResponse:
    """Wagtail's sign-in page for restricted pages is ours; it leads back to the page."""
    following = urlencode({"next": request.GET.get("next", "")})
    return redirect(f"{reverse('account_login')}?{following}")


def admin_reset_door(request: HttpRequest) -> HttpResponse:
    """Wagtail's own pages to reset a password are ours too."""
    return redirect("account_reset_password")
