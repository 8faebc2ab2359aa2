"""Questions written but not yet sent, kept in the session: sign-in comes after writing."""

import uuid

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession

SESSION_KEY = "backstage_qa_drafts"
KEPT = 5


def keep(session: SessionBase, key: uuid.UUID, fields: dict[str, str]) -> None:
    """Keep what a form sent, under its token; the oldest of more than ``KEPT`` go."""
    drafts = {k: v for k, v in session.get(SESSION_KEY, {}).items() if k != str(key)}
    drafts[str(key)] = fields
    session[SESSION_KEY] = dict(list(drafts.items())[-KEPT:])


def find(session: SessionBase, key: uuid.UUID | str | None) -> dict[str, str] | None:
    return session.get(SESSION_KEY, {}).get(str(key))


def drop(session: SessionBase, key: uuid.UUID) -> None:
    """Forget a question. Within a transaction it goes with it, where sessions are rows."""
    drafts = session.get(SESSION_KEY, {})
    if drafts.pop(str(key), None) is None:
        return
    session[SESSION_KEY] = drafts
    if isinstance(session, DatabaseSession):
        rows = session.model.objects.filter(pk=session.session_key)
        left = session.encode(dict(session.items()))
        kept = rows.update(session_data=left)  # its cookie lasts no longer either
        # Else the middleware writes it to the disk once more; where the session was ended
        # meanwhile, it is the middleware that says so.
        session.modified = not kept


def latest_source(session: SessionBase) -> str:
    """Where the writer of the question kept last came from; "" where that is not known."""
    drafts = list(session.get(SESSION_KEY, {}).values())
    return drafts[-1].get("source", "") if drafts else ""
