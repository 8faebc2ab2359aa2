"""Registration with Wagtail; nothing else."""

from functools import reduce
from operator import or_

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from .offers.register import OfferRegister, RuleRegister
from .registers import MailRegister

REGISTERS = [OfferRegister(), RuleRegister(), MailRegister()]


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [url for register in REGISTERS for url in register.get_admin_urls_for_registration()]


@hooks.register("register_permissions")
def register_permissions():
    return reduce(or_, (register.get_permissions_for_registration() for register in REGISTERS))


for register in REGISTERS:
    hooks.register("register_backstage_menu_item", register.get_menu_item)
    register.register_admin_url_finders()


@hooks.register("register_account_menu_item")
def second_factor(request):
    return {
        "url": reverse("mfa_index"),
        "label": _("Sign in in two steps"),
        "help_text": _("After your password, a code from an app on your phone."),
    }
