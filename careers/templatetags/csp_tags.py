"""The nonce of the admin's inline scripts, where no request is at hand."""

from django import template

from .. import csp

register = template.Library()


@register.simple_tag
def csp_nonce() -> str:
    return csp.nonce()
