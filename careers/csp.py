"""A content security policy for the admin: its few inline scripts carry a nonce."""

from contextvars import ContextVar

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from wagtail.admin.widgets.chooser import BaseChooser

ADMIN = "/admin/"

# Form widgets are rendered without a request: they find the present one here.
_request: ContextVar = ContextVar("careers.csp.request", default=None)


class SiteCSPMiddleware(CSPMiddleware):
    """The public policy everywhere, another below ``/admin/``."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.public_policy = build_policy()
        excluded = settings.CONTENT_SECURITY_POLICY.get("EXCLUDE_URL_PREFIXES")
        reported = getattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY", None)
        self.is_same_for_all = not (settings.DEBUG or excluded or reported)

    def __call__(self, request):
        token = _request.set(request)
        try:
            return super().__call__(request)
        finally:
            _request.reset(token)

    def process_response(self, request, response):
        """The policy that nearly all have is written once; what asks for its own gets it."""
        is_admin = request.path_info.startswith(ADMIN)
        if is_admin or not self.is_same_for_all or _has_its_own(request, response):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.public_policy)
        return response

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(ADMIN) and not report_only:
            return PolicyParts(settings.ADMIN_CONTENT_SECURITY_POLICY, nonce=parts.nonce)
        if sources := getattr(response, "frame_sources", None):  # a film at another host
            parts.update = {**(parts.update or {}), "frame-src": sources}
        return parts


def _has_its_own(request, response) -> bool:
    asked = any(name.startswith("_csp") for name in vars(response))
    return asked or hasattr(response, "frame_sources") or hasattr(request, "_csp_nonce")


def nonce() -> str:
    """The nonce of the response being made; "" outside a request."""
    request = _request.get()
    return str(request.csp_nonce) if request is not None else ""


def render_chooser(self, name, value, attrs=None, renderer=None):
    """``BaseChooser.render`` with a nonce: Wagtail writes this script in Python."""
    value_data = self.get_value_data(value)
    html = mark_safe(self.render_html(name, value_data, attrs))
    script = self.render_js_init(attrs["id"], name, value_data)
    script = mark_safe(script.replace("<", r"\u003C"))
    return format_html('{}<script nonce="{}">{}</script>', html, nonce(), script)


def give_choosers_a_nonce() -> None:
    """To be called once, when the site starts."""
    BaseChooser.render = render_chooser
