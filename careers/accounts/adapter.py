"""Where allauth's own decisions are ours."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """There is no form to sign up: the first mailed code makes the account."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff land on their desk, candidates on their conversations."""
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return super().get_login_redirect_url(request)
