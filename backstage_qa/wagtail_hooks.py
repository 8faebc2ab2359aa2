"""Registration with Wagtail; nothing else."""

from wagtail import hooks

from .conversations.states import TRANSITIONS


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for verb in ["ask", *TRANSITIONS, "draft_thread"]:
        actions.register_action(f"backstage_qa.{verb}", verb, verb)
