"""From questions to experts to rows of the outbox, in the action's own transaction."""

from ..threads.expert_questions import may_ask
from ..threads.keeping import editors
from .models import Notification
from .outbox import post
from .people import language_of

Kind = Notification.Kind


def expert_asked(sender, question, **kwargs) -> None:
    _post(Kind.ASKED, question, [question.expert.user])


def expert_replied(sender, question, by, **kwargs) -> None:
    """To who asked; to the editors where that person is gone, or no longer concerned."""
    asker = question.asked_by
    is_there = asker is not None and asker.is_active and may_ask(asker, question.thread)
    _post(Kind.REPLIED, question, [asker] if is_there else [u for u in editors() if u != by])


def _post(kind: Notification.Kind, question, people) -> None:
    language = question.thread.locale.language_code
    to = [(user, language_of(user, language)) for user in people]
    post(kind, f"expert_question:{question.pk}", to, expert_question=question)
