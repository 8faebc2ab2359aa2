"""Spreadsheets that Wagtail's lists and reports give: typed text stays text, each is recorded."""

import unicodedata
from collections.abc import Callable
from functools import wraps

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from .audit.recording import record_exported

# https://owasp.org/www-community/attacks/CSV_Injection; the fourth is a minus sign
FORMULA = ("=", "+", "-", "\u2212", "@", "\t", "\r", "\n")


def connect() -> None:
    """Called once, when the plugin starts.

    Wagtail's own reports have titles and names in them too, and there is no other
    place that all of them pass. XLSX says itself that a cell is text.
    """
    SpreadsheetExportMixin.preprocess_field_value = without_formulas(
        SpreadsheetExportMixin.preprocess_field_value
    )
    SpreadsheetExportMixin.as_spreadsheet = recorded(SpreadsheetExportMixin.as_spreadsheet)


def recorded(as_spreadsheet: Callable) -> Callable:
    """Have every export recorded before its first row is sent."""

    @wraps(as_spreadsheet)
    def inner(view, queryset, export_format):
        record_exported(view.request.path, len(queryset), by=view.request.user)
        return as_spreadsheet(view, queryset, export_format)

    return inner


def without_formulas(preprocess: Callable) -> Callable:
    """Give CSV an apostrophe before what a program would take for a formula."""

    @wraps(preprocess)
    def inner(view, field, value, export_format):
        cell = preprocess(view, field, value, export_format)
        is_typed = isinstance(cell, str) and export_format == view.FORMAT_CSV
        return f"'{cell}" if is_typed and _is_formula(cell) else cell

    return inner


def _is_formula(cell: str) -> bool:
    """Full-width and small forms of a sign are that sign to some programs."""
    return unicodedata.normalize("NFKC", cell[:1]).startswith(FORMULA)
