"""Whose site it is: what an employer sets in the admin, beside the tokens of the skin."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string

from backstage_qa.epoch import MovesEpoch

LOGO_FILTER = "max-480x96|format-webp-lossless"


class SocialLinkBlock(blocks.StructBlock):
    """An account of the employer elsewhere."""

    name = blocks.CharBlock(label=_("Name"), max_length=40)
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Account")


@register_setting(icon="site")
class BrandSettings(MovesEpoch, BaseGenericSetting):
    """Name, logo and links of the employer, shown around every page."""

    site_name = models.CharField(_("name of the site"), max_length=60, default="Backstage")
    employer = models.CharField(_("employer"), max_length=80, blank=True)
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Beside the name, in place of the drawn sign."),
    )
    application_site = models.URLField(
        _("where people apply"), blank=True, help_text=_("The employer's own careers site.")
    )
    contact_email = models.EmailField(_("contact address"), blank=True)
    social_links = StreamField(
        [("account", SocialLinkBlock())], verbose_name=_("accounts elsewhere"), blank=True
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("site_name"), FieldPanel("employer"), FieldPanel("logo")],
            heading=_("Name and sign"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("application_site"),
                FieldPanel("contact_email"),
                FieldPanel("social_links"),
            ],
            heading=_("Links"),
        ),
    ]

    class Meta:
        verbose_name = _("identity of the site")

    def __str__(self) -> str:
        return self.site_name

    @classmethod
    def current(cls) -> "BrandSettings":
        """What is set; unlike ``load`` it never writes, so that any page may show it."""
        return cls.objects.order_by("pk").select_related("logo").first() or cls()

    @property
    def logo_picture(self):
        """The rendition of the logo that pages show; None without one."""
        return self.logo.get_rendition(LOGO_FILTER) if self.logo else None
