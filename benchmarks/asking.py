"""Questions that are written and wait to be sent, each by a person of their own."""

import datetime
import secrets
import uuid
from collections.abc import Iterator
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone, translation

from backstage_qa.conversations import drafts
from backstage_qa.models import Profession

from .load import Request

WAITING = 4_000  # more than one measurement sends
CSRF = "b" * 32
BATCH = 1_000


def requests() -> list[Request]:
    """The last click of each: it makes the conversation, its promise, mails and log durable."""
    Session.objects.all().delete()
    profession = Profession.objects.get(locale__language_code="en", slug="credit-0")
    with translation.override("en"):
        return [_send(session, key) for session, key in _waiting(profession)]


def _send(session: str, key: uuid.UUID) -> Request:
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
    headers = {
        "Host": "localhost",
        "X-Forwarded-Proto": "https",
        "Origin": "https://localhost",
        "Cookie": cookies,
        "X-CSRFToken": CSRF,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return Request(reverse("backstage_qa:ask_check", args=[key]), "POST", headers, "send=1")


def _waiting(profession: Profession) -> Iterator[tuple[str, uuid.UUID]]:
    model = get_user_model()
    stamp = secrets.token_hex(4)
    for start in range(0, WAITING, BATCH):
        people = model.objects.bulk_create(
            model(email=f"asker{n}-{stamp}@bench.example", password="!")
            for n in range(start, start + BATCH)
        )
        made = [(_session(person, profession, key := uuid.uuid4()), key) for person in people]
        Session.objects.bulk_create(session for session, _ in made)
        yield from ((session.session_key, key) for session, key in made)


def _session(person, profession: Profession, key: uuid.UUID) -> Session:
    """Signed in, with one question that was checked and only has to be sent."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    content = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
    question = {
        "key": str(key),
        "profession": profession.slug,
        "subject": "What does a first week look like?",
        "text": "I begin in spring, and I wonder what I could read until then. " * 5,
        "public_name": "Curious otter",
    }
    drafts.keep(content, key, question)
    return Session(
        session_key=store._get_new_session_key(),
        session_data=store.encode(content),
        expire_date=timezone.now() + datetime.timedelta(days=1),
    )
