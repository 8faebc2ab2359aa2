"""The site's application: accounts, professions' pages, offers and campaigns."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareersConfig(AppConfig):
    name = "careers"
    verbose_name = _("Careers site")

    def ready(self):
        from .csp import give_choosers_a_nonce

        give_choosers_a_nonce()
