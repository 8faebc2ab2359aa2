"""Mails that are owed, for tests of their delivery."""

from backstage_qa.conversations import actions
from backstage_qa.models import Notification
from tests.backstage_qa.desks import editor, expert
from tests.factories import ConversationFactory, ProfessionFactory, UserFactory, locale


def asked(language="en", **fields):
    """A question just asked, in the language of its profession, by its own verb."""
    fields = {
        "profession": ProfessionFactory(locale=locale(language), name="Credit analyst"),
        "by": UserFactory(),
        "public_name": "Camille",
        "subject": "A day?",
        "text": "What is a day like?",
    } | fields
    return actions.ask(**fields)


def accepted(language="en", **fields):
    """(conversation, expert): a question accepted for Claire, of its profession."""
    profession = ProfessionFactory(locale=locale(language), name="Credit analyst")
    claire = expert(profession, name="Claire")
    conversation = asked(profession=profession, consent=True, **fields)
    return actions.accept(conversation=conversation, by=editor(), expert=claire), claire


def answered():
    """A conversation that Claire has answered."""
    conversation, claire = accepted()
    actions.answer(conversation=conversation, by=claire.user, text="Full of surprises.")
    conversation.refresh_from_db()
    return conversation


def owe(count=1, kind=Notification.Kind.RECEIVED):
    """``count`` mails that are due, each to somebody else."""
    profession = ProfessionFactory()
    rows = []
    for _ in range(count):
        case = ConversationFactory(profession=profession)
        rows.append(
            Notification.objects.create(
                kind=kind,
                event=f"message:{case.messages.get().pk}",
                recipient=case.candidate,
                conversation=case,
                message=case.messages.get(),
                language=case.language,
            )
        )
    return rows


def states():
    """State of every mail, oldest first."""
    return list(Notification.objects.order_by("pk").values_list("state", flat=True))
