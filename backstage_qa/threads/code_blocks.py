"""Blocks of code in the editor of entries: Wagtail knows code inside a line only."""

import wagtail.admin.rich_text.editors.draftail.features as draftail
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.html_to_contentstate import BlockElementHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

# Not Draft.js's own "code-block": Wagtail would save its line ends in a form it cannot read.
FEATURE = "code-lines"


def register(features: FeatureRegistry) -> None:
    """For the hook ``register_rich_text_features``."""
    control = {
        "type": FEATURE,
        "icon": "code",
        "description": _("Lines of code"),
        "element": "pre",
    }
    features.register_editor_plugin("draftail", FEATURE, draftail.BlockFeature(control))
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {"pre": BlockElementHandler(FEATURE)},
            "to_database_format": {"block_map": {FEATURE: "pre"}},
        },
    )
