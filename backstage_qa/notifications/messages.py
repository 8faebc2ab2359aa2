"""From a row of the outbox to a mail: text and HTML, in its recipient's language."""

from email.utils import formataddr, parseaddr

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from ..discovery.publisher import publisher_of
from .letters import letter
from .models import Notification

INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


def compose(row: Notification) -> EmailMultiAlternatives:
    """The mail of a row; the same row always makes the same Message-ID."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    with translation.override(row.language):
        content, publisher = letter(row), publisher_of(None)
        context = {"letter": content, "language": row.language, "sender": publisher.full_name}
        text = content.as_text()
        html = render_to_string("backstage_qa/mail/letter.html", context)
    mail = EmailMultiAlternatives(
        subject=one_line(content.subject),
        body=text,
        from_email=formataddr((name or publisher.name, address)),
        to=[row.recipient.email],
        headers={
            "Message-ID": f"<{row.uid}@{address.rpartition('@')[2]}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": row.language,
        },
    )
    mail.attach_alternative(INLINER.inline(html), "text/html")
    return mail


def one_line(text: str) -> str:
    """What people typed, fit for a header: no line breaks, no control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
