"""Who may be shown what by which route: frozen data, read from top to bottom.

The first rule whose expression is found at the start of a route's pattern is the
route's own. A route that no rule names fails the tests, and so does a rule that
names no route.
"""

from dataclasses import dataclass

from tests.access.world import EDITORS, ROLES, STAFF

EVERYBODY = set(ROLES)
SIGNED_IN = EVERYBODY - {"anonymous"}
NOBODY: set[str] = set()
ADMINISTRATOR = {"administrator"}


@dataclass(frozen=True)
class Rule:
    pattern: str
    roles: frozenset[str]


def rule(pattern: str, roles: set[str]) -> Rule:
    return Rule(pattern, frozenset(roles))


# An expert's list holds only what is theirs.
EXPERTS = {"expert", "colleague", "other_expert"}
DESK = EXPERTS | EDITORS
CASE_STAFF = {"expert"} | EDITORS
READ_FACTS = {"hr"} | EDITORS
MEETING_STAFF = {"hr"} | EDITORS

RULES: list[Rule] = [
    # --- Readers, whoever they are ------------------------------------------
    rule(r"$", EVERYBODY),
    rule(r"health/", EVERYBODY),
    rule(r"(sitemap|robots)", EVERYBODY),
    rule(r"api/", EVERYBODY),
    rule(r"(en/)?questions/", EVERYBODY),
    rule(r"(en/)?experts/", EVERYBODY),
    rule(r"(en/)?meetings/films/", EVERYBODY),  # what is not public needs a signed link
    rule(r"(en/)?meetings/", EVERYBODY),
    rule(r"(en/)?offers/", EVERYBODY),
    rule(r"\^c/", EVERYBODY),
    # --- A candidate's own; anybody signed in may ask -----------------------
    rule(r"(en/)?my/conversations/$", SIGNED_IN),
    rule(r"(en/)?my/conversations/<uuid", {"candidate"}),
    # --- Signing in ---------------------------------------------------------
    rule(r"(en/)?accounts/2fa/", SIGNED_IN),
    rule(r"(en/)?accounts/reauthenticate/", SIGNED_IN),
    rule(r"(en/)?accounts/", EVERYBODY),
    rule(r"(en/)?_util/", EVERYBODY),
    rule(r"\^?admin/(login|logout|password_reset)/", EVERYBODY),
    rule(r"admin/(sprite|jsi18n)/", EVERYBODY),  # pictures and words of Wagtail's own
    # --- The desk -----------------------------------------------------------
    rule(r"admin/backstage/conversations/(results/)?$", DESK),
    rule(r"admin/backstage/conversations/<backstage_id:pk>/(draft|same)/", EDITORS),
    rule(r"admin/backstage/conversations/<backstage_id:pk>/", CASE_STAFF),
    rule(r"admin/backstage/(blocks|searches|figures)/", EDITORS),
    rule(r"admin/backstage/access/", ADMINISTRATOR),
    rule(r"admin/backstage/filters/((results|save)/)?$", STAFF),  # a person's own
    rule(r"admin/backstage/filters/<backstage_id:pk>/", {"expert"}),  # whose it is
    # --- What editors write -------------------------------------------------
    rule(r"admin/snippets/backstage_qa/(profession|family)/(results/)?$", READ_FACTS),
    rule(r"admin/snippets/backstage_qa/(profession|family)/inspect/", READ_FACTS),
    # --- What HR and editors prepare ----------------------------------------
    rule(r"admin/snippets/backstage_qa/meeting/workflow/confirm_cancellation/", MEETING_STAFF),
    rule(r"admin/snippets/backstage_qa/meeting/workflow/", NOBODY),  # no review is open here
    rule(r"admin/snippets/backstage_qa/(meeting|guest)/delete/", ADMINISTRATOR),
    rule(r"admin/snippets/backstage_qa/(meeting|guest)/", MEETING_STAFF),
    rule(r"admin/snippets/choose/backstage_qa/\w+/create/", NOBODY),  # there is no form
    rule(r"admin/snippets/choose/backstage_qa/meeting/", MEETING_STAFF),
    # ---
    rule(r"admin/snippets/backstage_qa/thread/keep/", EDITORS),  # and its keeper
    rule(r"admin/snippets/backstage_qa/thread/asked/$", EXPERTS),  # each is shown their own
    rule(r"admin/snippets/backstage_qa/thread/asked/<", {"expert"}),  # who is asked
    rule(r"admin/snippets/backstage_qa/\w+/workflow/confirm_cancellation/", EDITORS),
    rule(r"admin/snippets/backstage_qa/\w+/workflow/", NOBODY),  # no review is open here
    rule(r"admin/snippets/backstage_qa/\w+/delete/", ADMINISTRATOR),
    rule(r"admin/snippets/backstage_qa/", EDITORS),
    rule(r"admin/snippets/choose/backstage_qa/(thread|expertprofile)/", EDITORS),
    rule(r"admin/snippets/choose/backstage_qa/", STAFF),
    rule(r"admin/snippets/$", EDITORS),
    rule(r"admin/backstage_(thread|tag)_chooser/create/", NOBODY),
    rule(r"admin/backstage_(thread|tag)_chooser/", STAFF),  # what is public already
    # --- The registers ------------------------------------------------------
    rule(r"admin/\^backstage_qa/notification/", EDITORS),
    rule(r"admin/\^careers/campaign/delete/", ADMINISTRATOR),
    rule(r"admin/\^careers/campaign/", READ_FACTS),
    rule(r"admin/campaigns/", READ_FACTS),
    rule(r"admin/\^careers/(offer|matchingrule)/\$", READ_FACTS),
    rule(r"admin/\^careers/(offer|matchingrule)/", EDITORS),
    # --- Wagtail's own ------------------------------------------------------
    rule(r"admin/(users|groups|sites|redirects|settings|collections|translation)/", ADMINISTRATOR),
    rule(r"admin/workflows/task_chooser/", STAFF),  # names of tasks, nothing else
    rule(r"admin/workflows/", ADMINISTRATOR),
    rule(r"admin/reports/locked/", ADMINISTRATOR),
    rule(r"admin/reports/site-history/", STAFF),  # each sees what they may see
    rule(r"admin/reports/", EDITORS),
    rule(r"admin/pages/workflow/confirm_cancellation/", STAFF),
    rule(r"admin/pages/<int:page_to_move_id>/move/<int:destination_id>/", STAFF),  # asks on POST
    rule(r"admin/pages/", EDITORS),
    rule(r"admin/forms/", EDITORS),
    rule(r"admin/images/chooser/create/", MEETING_STAFF),
    rule(r"admin/documents/chooser/create/", EDITORS),
    rule(r"admin/(images|documents)/chooser/", STAFF),
    rule(r"admin/images/", MEETING_STAFF),
    rule(r"admin/documents/", EDITORS),
    rule(r"admin/(test404/|\^\.\*/\$)?$", STAFF),  # the home, and what is not there
    rule(r"admin/api/main/", STAFF),  # each is shown what they may choose
    rule(r"admin/bulk/", STAFF),  # asks for the permission of each action
    rule(r"admin/choose-", STAFF),
    rule(r"admin/tag-autocomplete/", STAFF),
    rule(r"admin/(account|dismissibles)/", STAFF),  # a person's own
    rule(r"admin/editing-sessions/", STAFF),
    rule(r"admin/block-preview/", STAFF),
    rule(r"admin/embeds/chooser/", STAFF),
    rule(r"admin/modeladmin/jsi18n/", STAFF),
    # --- Pages, last as in the URLconf --------------------------------------
    rule(r"(en/)?\^\(\(\?:", EVERYBODY),
]
