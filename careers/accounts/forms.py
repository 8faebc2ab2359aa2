"""allauth's forms in our words."""

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _


def relabel(field, label) -> None:
    """Say it in a label; a placeholder is gone as soon as somebody types."""
    field.label = label
    field.widget.attrs.pop("placeholder", None)


class SignInForm(allauth_forms.RequestLoginCodeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel(self.fields["email"], _("E-mail address"))


class CodeForm(allauth_forms.ConfirmLoginCodeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel(self.fields["code"], _("Code from the e-mail"))
        self.fields["code"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}


class StaffSignInForm(allauth_forms.LoginForm):
    """By password. allauth drops the field where nobody can sign up with one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel(self.fields["login"], _("E-mail address"))
        relabel(self.fields["password"], _("Password"))

    def _setup_password_field(self) -> None:
        """Keep it."""
