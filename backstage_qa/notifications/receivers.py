"""From events to rows of the outbox, in the action's own transaction."""

from collections.abc import Iterable

from django.utils import timezone

from .. import signals
from ..conversations.models import Conversation, Message
from ..experts.models import Expert
from ..threads import publication
from ..threads.keeping import editors, keeper_of
from . import expert_question_receivers, meeting_receivers
from .models import Notification
from .outbox import post
from .people import language_of

Kind = Notification.Kind


def connect() -> None:
    """Tie the outbox to the events of ``signals``."""
    for signal, receiver in RECEIVERS:
        signal.connect(receiver, dispatch_uid=f"backstage_qa.outbox.{receiver.__name__}")


def question_received(sender, conversation, message, **kwargs) -> None:
    to_candidate(Kind.RECEIVED, conversation, message)


def held(sender, conversation, message, **kwargs) -> None:
    to_candidate(Kind.HELD, conversation, message)


def detail_requested(sender, conversation, message, **kwargs) -> None:
    to_candidate(Kind.REQUESTED, conversation, message)


def detail_added(sender, conversation, message, **kwargs) -> None:
    """To the expert who has it; else to whoever asked for it."""
    request = conversation.messages.filter(kind=Message.Kind.REQUEST).last()
    expert = conversation.assigned_to
    reader = expert.user if expert else request and request.author
    to = [(reader, language_of(reader, conversation.language))] if reader else []
    post(Kind.DETAIL, f"message:{message.pk}", to, conversation=conversation, message=message)


def answered(sender, conversation, message, **kwargs) -> None:
    to_candidate(Kind.ANSWERED, conversation, message)


def declined(sender, conversation, message, **kwargs) -> None:
    to_candidate(Kind.DECLINED, conversation, message)


def merged(sender, conversation, **kwargs) -> None:
    """Once for each time that it is merged: into what, nobody is told."""
    if conversation.candidate:
        to = [(conversation.candidate, conversation.language)]
        event = f"merge:{conversation.pk}:{conversation.version}"
        post(Kind.MERGED, event, to, conversation=conversation)


def consent_asked(sender, conversation, **kwargs) -> None:
    to = [(conversation.candidate, conversation.language)]
    post(Kind.CONSENT, f"consent:{conversation.pk}", to, conversation=conversation)


def accepted(sender, conversation, by, **kwargs) -> None:
    """Accepted for nobody in particular: whoever is there may take it."""
    if conversation.assigned_to is None:  # else the assignment is told by its own event
        _offer(conversation, by)


def assigned(sender, conversation, previous_expert, by, **kwargs) -> None:
    _offer(conversation, by, without=previous_expert)


def followed_up(sender, conversation, message, by, **kwargs) -> None:
    to = _people(_experts_of(conversation), conversation.language, but=by)
    post(Kind.FOLLOW_UP, f"message:{message.pk}", to, conversation=conversation, message=message)


def published(sender, thread, published_thread, **kwargs) -> None:
    """To those whose words became public; again each time they do after a withdrawal."""
    event = f"thread:{published_thread.pk}:{published_thread.version}"
    for conversation in publication.held_sources(thread):
        if conversation.candidate:
            to = [(conversation.candidate, conversation.language)]
            post(
                Kind.PUBLISHED,
                event,
                to,
                conversation=conversation,
                published_thread=published_thread,
            )
    experts = Expert.objects.filter(user__in=thread.people_in_it())
    to = _people(experts, published_thread.language)
    post(Kind.PUBLISHED, event, to, published_thread=published_thread)


def review_due(sender, published_thread, keeper, **kwargs) -> None:
    """One mail a day however much is due: it leads to the first, and that to the others."""
    to = [
        (user, language_of(user, published_thread.language))
        for user in ([keeper] if keeper else editors())
    ]
    event = f"review:{timezone.localdate().isoformat()}"
    post(Kind.REVIEW, event, to, published_thread=published_thread)


def reported(sender, report, **kwargs) -> None:
    """To the keeper and the editors, once a day for each thread."""
    thread = report.published_thread
    people = {user.pk: user for user in [*editors(), keeper_of(thread)] if user}
    to = [
        (user, language_of(user, thread.language))
        for user in people.values()
        if user != report.reporter
    ]
    event = f"report:{thread.pk}:{timezone.localdate().isoformat()}"
    post(Kind.REPORTED, event, to, published_thread=thread, report=report)


def report_closed(sender, report, **kwargs) -> None:
    if report.answer and report.reporter:
        to = [(report.reporter, report.language)]
        about = {"published_thread": report.published_thread, "report": report}
        post(Kind.REPORT_ENDED, f"report:{report.pk}", to, **about)


def objected(sender, objection, **kwargs) -> None:
    """To the editors, each time somebody does."""
    thread = objection.published_thread
    to = [
        (user, language_of(user, thread.language)) for user in editors() if user != objection.person
    ]
    about = {"published_thread": thread, "objection": objection}
    post(Kind.OBJECTED, f"objection:{objection.pk}", to, **about)


def objection_closed(sender, objection, **kwargs) -> None:
    if objection.answer and objection.person:
        to = [(objection.person, objection.language)]
        about = {"published_thread": objection.published_thread, "objection": objection}
        post(Kind.OBJECTION_ENDED, f"objection:{objection.pk}", to, **about)


def to_candidate(kind: Notification.Kind, conversation: Conversation, message) -> None:
    """Owe the candidate a mail about a message; nothing once the person is erased."""
    if conversation.candidate:
        to = [(conversation.candidate, conversation.language)]
        post(kind, f"message:{message.pk}", to, conversation=conversation, message=message)


def _offer(conversation: Conversation, by, without: Expert | None = None) -> None:
    experts = _experts_of(conversation).exclude(pk=without.pk if without else None)
    to = _people(experts, conversation.language, but=by)
    event = f"offer:{conversation.pk}:{conversation.version}"
    post(Kind.ASSIGNED, event, to, conversation=conversation)


def _experts_of(conversation: Conversation):
    """The expert it is assigned to; else those of its profession who are not away."""
    if conversation.assigned_to_id:
        return Expert.objects.filter(pk=conversation.assigned_to_id)
    return Expert.objects.covering(conversation.profession).present()


def _people(experts, language: str, but=None) -> list[tuple]:
    """(user, language) of each who has an account; nobody is told what they did themselves."""
    experts = experts.filter(user__is_active=True).exclude(user=but)
    return [
        (expert.user, language_of(expert.user, language))
        for expert in experts.select_related("user__wagtail_userprofile")
    ]


RECEIVERS: Iterable[tuple] = (
    (signals.question_asked, question_received),
    (signals.conversation_accepted, accepted),
    (signals.conversation_assigned, assigned),
    (signals.detail_requested, detail_requested),
    (signals.detail_added, detail_added),
    (signals.holding_reply_sent, held),
    (signals.conversation_answered, answered),
    (signals.conversation_declined, declined),
    (signals.followed_up, followed_up),
    (signals.conversation_merged, merged),
    (signals.consent_asked, consent_asked),
    (signals.thread_published, published),
    (signals.thread_review_due, review_due),
    (signals.thread_reported, reported),
    (signals.report_closed, report_closed),
    (signals.thread_objected, objected),
    (signals.objection_closed, objection_closed),
    (signals.expert_asked, expert_question_receivers.expert_asked),
    (signals.expert_replied, expert_question_receivers.expert_replied),
    (signals.removal_asked, meeting_receivers.removal_asked),
    (signals.meeting_cancelled, meeting_receivers.cancelled),
)
