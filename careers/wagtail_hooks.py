"""Registration with Wagtail; nothing else."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from .registers import MailRegister

mails = MailRegister()


@hooks.register("register_admin_urls")
def register_admin_urls():
    return mails.get_admin_urls_for_registration()


@hooks.register("register_permissions")
def register_permissions():
    return mails.get_permissions_for_registration()


@hooks.register("register_backstage_menu_item")
def register_mails():
    return mails.get_menu_item()


@hooks.register("register_account_menu_item")
def second_factor(request):
    return {
        "url": reverse("mfa_index"),
        "label": _("Sign in in two steps"),
        "help_text": _("After your password, a code from an app on your phone."),
    }
