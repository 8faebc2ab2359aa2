"""Signing in by mailed code, whether or not there is an account yet.

allauth tells an unknown address by mail that there is no account. Here the
same code goes to any address, and the account is made once the code came back:
until then both cases do the same work and nothing is stored of a stranger.
"""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from ..campaigns.counting import count_sign_up


class SignInProcess(LoginCodeVerificationProcess):
    @classmethod
    def start(cls, *, request: HttpRequest, email: str, user, source: str = "") -> None:
        """Mail a code to ``email``; ``user`` is None where nobody has this address.

        ``source`` is the campaign that a new account is counted for.
        """
        login = Login(user=user, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        state = cls.initial_state(user=user, email=email)
        stage.state.update(state, initiated_by_user=True, source=source)
        process = cls(stage)
        process.send()
        process.persist()

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> "SignInProcess | None":
        """What was started in this session; None once it is too old."""
        return cls(stage).abort_if_invalid()

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        context = {"request": self.request, "code": self.generate_code()}
        get_adapter().send_mail("account/email/login_code", email, context)

    def finish(self, redirect_url: str | None) -> HttpResponse:
        if not self.user:
            self._user = account_of(self.state["email"], source=self.state.get("source", ""))
        return super().finish(redirect_url)


def account_of(email: str, source: str = ""):
    """The account of a confirmed address, made if there is none. Two tabs make one.

    A new one is counted for the campaign it came from, which it does not know.
    """
    users = get_user_model().objects
    if known := users.filter(email__iexact=email).first():
        return known
    try:
        with transaction.atomic():
            account = users.create_user(email)
            count_sign_up(source)
            return account
    except IntegrityError:  # the other tab was quicker
        return users.get(email__iexact=email)
