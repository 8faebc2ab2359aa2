"""Registration with Wagtail; nothing else."""

from functools import reduce
from operator import or_

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from .campaigns.register import CampaignRegister
from .campaigns.urls import admin_urlpatterns as campaign_urls
from .offers.register import OfferRegister, RuleRegister
from .registers import MailRegister

REGISTERS = [OfferRegister(), RuleRegister(), CampaignRegister(), MailRegister()]


@hooks.register("register_admin_urls")
def register_admin_urls():
    urls = [url for register in REGISTERS for url in register.get_admin_urls_for_registration()]
    return [*urls, *campaign_urls]


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
