"""The conversations of the demonstration, dated relative to today."""

import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.users.models import UserProfile

from backstage_qa.conversations import promise as promises
from backstage_qa.models import Conversation, Message, Promise
from backstage_qa.settings import PromiseSettings

from .files import read_json

DECLINED = {
    "en": (
        "Thank you for writing to us. We cannot answer this here: please write to the contact "
        "named in your candidate account, who can see your file."
    ),
    "fr": (
        "Merci de nous avoir écrit. Nous ne pouvons pas répondre à cette question ici\u00a0: "
        "écrivez au contact indiqué dans votre espace candidat, qui a accès à votre dossier."
    ),
}


def load_conversations(language: str, professions, experts, editor):
    """Conversations of one language with the rows they come from, in the file's order."""
    loaded = {}
    for row in read_json(f"conversations_{language}.json"):
        profession = professions[language, row["profession"]][0]
        loaded[row["key"]] = (_load(row, language, profession, experts, editor), row)
    for conversation, row in loaded.values():
        if row["merged_into"]:
            conversation.merged_into = loaded[row["merged_into"]][0]
            conversation.save(update_fields=["merged_into"])
    Conversation.objects.filter(language=language).keep_first_due()
    return list(loaded.values())


def _load(row, language, profession, experts, editor) -> Conversation:
    asked_at = _ago(row["messages"][0]["days_ago"])
    interview = row["interview_in_days"]
    conversation = Conversation.objects.create(
        candidate=_candidate(row["candidate"]["email"], language),
        public_name=row["candidate"]["name"],
        profession=profession,
        language=language,
        subject=row["subject"],
        status=row["status"].lower(),
        assigned_to=experts[row["assigned_to"]] if row["assigned_to"] else None,
        consent=row["consent"],
        decline_reason=row["decline_reason"] or "",
        interview_on=None
        if interview is None
        else timezone.localdate() + datetime.timedelta(days=interview),
        created_at=asked_at,
        last_message_at=asked_at,
    )
    for message in row["messages"]:
        _say(conversation, message, experts, editor)
    if row["status"] == "DECLINED":
        said = row["messages"][-1]["days_ago"] / 2
        message = {"kind": "decline", "by": "editor", "days_ago": said, "text": DECLINED[language]}
        _say(conversation, message, experts, editor)
    if row["status"] in ("DECLINED", "WITHDRAWN"):
        _end_promise(conversation, Promise.Outcome.VOID, conversation.last_message_at)
    conversation.save()
    return conversation


def _say(conversation: Conversation, row: dict, experts, editor) -> None:
    """Write a message with its date, and what it does to the promise."""
    said_at = _ago(row["days_ago"])
    expert = experts.get(row["by"])
    if row["by"] == "candidate":
        author, name, job = conversation.candidate, conversation.public_name, ""
    elif expert:
        profile = expert.profile_in(conversation.language)
        author, name, job = expert.user, expert.name, profile.job_title
    else:
        author, name, job = editor, editor.get_full_name(), ""
    Message.objects.create(
        conversation=conversation,
        kind=row["kind"],
        author=author,
        expert=expert,
        author_name=name,
        author_job=job,
        text=row["text"],
        hold_reason=row.get("hold_reason") or "",
        created_at=said_at,
    )
    conversation.last_message_at = said_at
    conversation.detail_asked_at = said_at if row["kind"] == "request" else None
    if row["kind"] in ("question", "follow_up"):
        due = promises.due_date(said_at, conversation.interview_on)
        _promise(conversation, row["kind"], due, said_at)
    elif row["kind"] == "holding":
        _end_promise(conversation, Promise.Outcome.REPLACED, said_at)
        _promise(conversation, "holding", _held(said_at, row["hold_days"]), said_at)
    elif row["kind"] == "answer":
        _end_promise(conversation, Promise.Outcome.KEPT, said_at)


def _held(said_at: datetime.datetime, days: int) -> promises.DueDate:
    rules = PromiseSettings.load()
    day = timezone.localdate(said_at) + datetime.timedelta(days=days)
    day = promises.working_day_from(day, rules)
    return promises.DueDate(day, promises.end_of(day, rules), {"held": True})


def _promise(conversation, kind, due, made_at) -> None:
    conversation.promises.create(
        kind=kind, due_at=due.at, due_on=due.on, rule=due.rule, made_at=made_at
    )
    conversation.due_at = due.at


def _end_promise(conversation, outcome, at) -> None:
    promise = conversation.promises.filter(outcome=Promise.Outcome.PENDING).first()
    conversation.due_at = None
    if promise:
        late = at > promise.due_at and outcome != Promise.Outcome.VOID
        promise.outcome = Promise.Outcome.LATE if late else outcome
        promise.ended_at = at
        promise.save()


def _candidate(email: str, language: str):
    user, created = get_user_model().objects.get_or_create(email=email.lower())
    if created:
        user.set_unusable_password()
        user.save()
        UserProfile.objects.create(user=user, preferred_language=language)
    return user


def _ago(days: float) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)
