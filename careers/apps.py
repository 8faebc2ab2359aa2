"""The site's application: accounts, professions' pages, offers and campaigns."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareersConfig(AppConfig):
    name = "careers"
    verbose_name = _("Careers site")

    def ready(self):
        from backstage_qa.signals import profession_readdressed

        from .csp import give_choosers_a_nonce
        from .readdressing import move_pages

        give_choosers_a_nonce()
        profession_readdressed.connect(move_pages)
