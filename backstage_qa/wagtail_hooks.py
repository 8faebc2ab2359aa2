"""Registration with Wagtail; nothing else."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .audit.viewsets import AccessViewSet
from .bulk_deletion import DeleteOurs
from .conversations.desk.bulk import BULK_ACTIONS
from .conversations.log import LOGGED as CONVERSATIONS_LOGGED
from .experts.models import ExpertProfile
from .meetings.log import LOGGED as MEETINGS_LOGGED
from .meetings.models import Meeting
from .meetings.panels import of_meetings
from .menu import BackstageGroup
from .review.actions import PublishReviewedAction
from .review.log import LOGGED as REVIEW_LOGGED
from .review.menu import hide_what_would_be_refused
from .saved_filters.viewsets import SavedFilterViewSet
from .threads import code_blocks
from .threads.choosers import published_thread_chooser, tag_chooser
from .threads.log import DELETED, RETIRED, Deleted, Retired
from .threads.log import LOGGED as THREADS_LOGGED
from .threads.models import Thread
from .threads.panels import desk_of, of_editor, of_expert, of_threads
from .threads.retiring_desk import DeleteThreads

register_snippet(BackstageGroup)

hooks.register("construct_homepage_panels", desk_of(of_expert, of_editor, of_threads, of_meetings))
for bulk_action in BULK_ACTIONS:
    hooks.register("register_bulk_action", bulk_action)
for order, deletion in enumerate((DeleteOurs, DeleteThreads), 1):
    hooks.register("register_bulk_action", deletion, order=order)  # each in the place of the last
hooks.register("construct_snippet_action_menu", hide_what_would_be_refused)
hooks.register("register_rich_text_features", code_blocks.register)


@hooks.register("register_actions")
def register_actions(registry):
    for model in (Thread, ExpertProfile, Meeting):
        registry.register(model, PublishReviewedAction)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    logged = CONVERSATIONS_LOGGED | REVIEW_LOGGED | MEETINGS_LOGGED | THREADS_LOGGED
    for verb, (label, message) in logged.items():
        actions.register_action(f"backstage_qa.{verb}", label, message)
    actions.register_action(RETIRED)(Retired)
    actions.register_action(DELETED)(Deleted)


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("backstage_qa/admin.css"))


@hooks.register("insert_editor_js")
def editor_js():
    return format_html('<script type="module" src="{}"></script>', static("backstage_qa/editor.js"))


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [published_thread_chooser, tag_chooser, AccessViewSet(), SavedFilterViewSet()]
