"""The register of campaigns in the admin: links to print, and what came of them."""

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList

from ..models import Campaign
from ..registers import Register


def printables(campaign: Campaign) -> list[tuple[str, str]]:
    """(address, name) of everything there is to print."""
    pictures = [
        (reverse(f"campaign_qr_{kind}", args=[campaign.pk]) + "?download", f"QR {kind.upper()}")
        for kind in ("svg", "png")
    ]
    card = gettext("Card")
    cards = [
        (reverse("campaign_card", args=[campaign.pk, code]), f"{card} {code.upper()}")
        for code, _name in settings.LANGUAGES
    ]
    return pictures + cards


class PrintPanel(HelpPanel):
    """The short link and what there is to print, once the campaign is saved."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            links = printables(self.instance) if self.instance.pk else []
            return {**super().get_context_data(parent_context), "printables": links}


class CampaignForm(WagtailAdminModelForm):
    """The code of a campaign may be printed already: it is given once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "code" in self.fields:
            self.fields["code"].disabled = True


class CampaignRegister(Register):
    model = Campaign
    menu_label = _("Campaigns")
    menu_icon = "link"
    menu_order = 820
    list_display = ("name", "kind", "visits", "questions", "sign_ups", "link", "to_print")
    list_filter = ("kind", "created_at")
    search_fields = ("name", "code", "note")
    edit_handler = ObjectList(
        [
            PrintPanel(template="careers/campaigns/admin_link.html"),
            FieldPanel("name"),
            FieldPanel("kind"),
            FieldPanel("code"),
            MultiFieldPanel([FieldPanel("page"), FieldPanel("path")], heading=_("Leads to")),
            FieldPanel("headline"),
            FieldPanel("note"),
        ],
        base_form_class=CampaignForm,
    )

    def get_queryset(self, request):
        return super().get_queryset(request).with_counts()

    def visits(self, campaign: Campaign) -> int:
        return campaign.visit_count

    visits.short_description = _("Visits")
    visits.admin_order_field = "visit_count"

    def questions(self, campaign: Campaign) -> int:
        return campaign.question_count

    questions.short_description = _("Questions asked")
    questions.admin_order_field = "question_count"

    def sign_ups(self, campaign: Campaign) -> int:
        return campaign.sign_up_count

    sign_ups.short_description = _("Sign-ups")
    sign_ups.admin_order_field = "sign_up_count"

    def link(self, campaign: Campaign) -> str:
        path = reverse("campaign", args=[campaign.code])
        return format_html('<a href="{}">{}</a>', campaign.short_url, path)

    link.short_description = _("Short link")

    def to_print(self, campaign: Campaign) -> str:
        return format_html_join(" · ", '<a href="{}">{}</a>', printables(campaign))

    to_print.short_description = _("To print")
