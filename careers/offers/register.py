"""Offers and the rules that match them, in the admin."""

from django import forms
from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.db.models import Case, QuerySet, When
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.views import DeleteView

from backstage_qa.models import Profession

from ..models import MatchingRule, Offer
from ..registers import Register
from . import matching

OPEN, CLOSED = pgettext_lazy("offer", "Open"), pgettext_lazy("offer", "Closed")


class StateFilter(SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", OPEN), ("closed", CLOSED)]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.open()
        if self.value() == "closed":
            return queryset.exclude(pk__in=Offer.objects.open())
        return queryset


class MatchFilter(SimpleListFilter):
    title = _("professions")
    parameter_name = "matched"

    def lookups(self, request, model_admin):
        return [
            ("none", _("About no profession")),
            ("rules", _("Chosen by the rules")),
            ("hand", _("Chosen by hand")),
        ]

    def queryset(self, request, queryset):
        return {
            "none": queryset.filter(professions=None),
            "rules": queryset.filter(matched_by_hand=False).exclude(professions=None),
            "hand": queryset.filter(matched_by_hand=True),
        }.get(self.value(), queryset)


class RuleLanguageFilter(SimpleListFilter):
    title = _("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        return settings.LANGUAGES

    def queryset(self, request, queryset):
        if code := self.value():
            return queryset.filter(profession__locale__language_code=code)
        return queryset


class TellsLanguage:
    """For fields that choose among professions of all languages."""

    def label_from_instance(self, profession: Profession) -> str:
        return f"{profession.name} ({profession.locale.language_code})"


class ProfessionField(TellsLanguage, forms.ModelChoiceField):
    """One profession."""


class ProfessionsField(TellsLanguage, forms.ModelMultipleChoiceField):
    """Any number of professions."""


def all_professions(first: str = "") -> QuerySet[Profession]:
    """By name; those of the language ``first`` come first."""
    is_other = Case(When(locale__language_code=first, then=0), default=1)
    return Profession.objects.select_related("locale").order_by(
        is_other, "locale__language_code", "name"
    )


class MatchForm(WagtailAdminModelForm):
    """What an offer is about, chosen by hand; or the rules' choice again."""

    professions = ProfessionsField(
        label=_("Professions"),
        queryset=Profession.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    leave_to_rules = forms.BooleanField(
        label=_("Let the rules choose"),
        required=False,
        help_text=_("What is ticked above is then replaced by what the rules find."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["professions"].queryset = all_professions(self.instance.language)

    def save(self, commit=True) -> Offer:
        if self.cleaned_data["leave_to_rules"]:
            return matching.leave_to_rules(offer=self.instance)
        return matching.choose(offer=self.instance, professions=self.cleaned_data["professions"])


class NobodyAdds(PermissionHelper):
    """Offers come from feeds and go with them."""

    def user_can_create(self, user):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class OfferRegister(Register):
    """What is offered, what it is matched to, how often people went on to it."""

    model = Offer
    permission_helper_class = NobodyAdds
    menu_label = _("Offers")
    menu_icon = "doc-full"
    menu_order = 800
    list_display = ("title", "state", "about", "clicks", "date_posted", "source")
    list_filter = (StateFilter, MatchFilter, "source", "language", "employment_type")
    search_fields = ("title", "category", "location", "external_id")
    edit_handler = ObjectList(
        [
            HelpPanel(template="careers/offers/admin_facts.html"),
            FieldPanel("professions"),
            FieldPanel("leave_to_rules"),
        ],
        base_form_class=MatchForm,
    )

    def get_queryset(self, request):
        return super().get_queryset(request).with_clicks().prefetch_related("professions")

    def state(self, offer: Offer) -> str:
        return OPEN if offer.is_open else CLOSED

    state.short_description = _("State")

    def about(self, offer: Offer) -> str:
        names = ", ".join(str(profession) for profession in offer.professions.all())
        by_hand = _("by hand") if offer.matched_by_hand else ""
        return format_html("{} <em>{}</em>", names or "–", by_hand)

    about.short_description = _("Professions")

    def clicks(self, offer: Offer) -> int:
        return offer.click_count

    clicks.short_description = _("Clicks")
    clicks.admin_order_field = "click_count"

    def get_admin_urls_for_registration(self):
        """Neither adding nor deleting has an address."""
        helper = self.url_helper
        hidden = {helper.get_action_url_name(action) for action in ("create", "delete")}
        urls = super().get_admin_urls_for_registration()
        return tuple(url for url in urls if url.name not in hidden)


class RuleForm(WagtailAdminModelForm):
    profession = ProfessionField(
        label=_("Profession"),
        queryset=all_professions(),
        help_text=_("Its page in the other language shows the same offers."),
    )

    def save(self, commit=True) -> MatchingRule:
        rule = super().save(commit)
        matching.apply_rules()
        return rule


class RuleDeleteView(DeleteView):
    def delete_instance(self) -> None:
        super().delete_instance()
        matching.apply_rules()


class RuleRegister(Register):
    """The editors' rules. A change of one matches every open offer anew."""

    model = MatchingRule
    menu_label = _("Matching rules")
    menu_icon = "list-ul"
    menu_order = 810
    list_display = ("profession", "language", "words", "family")
    list_filter = (RuleLanguageFilter,)
    list_select_related = ("profession__locale",)
    search_fields = ("profession__name", "keywords", "family")
    delete_view_class = RuleDeleteView
    edit_handler = ObjectList(
        [FieldPanel("profession"), FieldPanel("keywords"), FieldPanel("family")],
        base_form_class=RuleForm,
    )

    def language(self, rule: MatchingRule) -> str:
        return rule.profession.locale.get_display_name()

    language.short_description = _("Language")

    def words(self, rule: MatchingRule) -> str:
        return ", ".join(rule.keywords.split("\n"))

    words.short_description = _("Words in the title")
