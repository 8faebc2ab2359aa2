"""Finding one's way on a candidate's screens."""

from django.test import Client

from backstage_qa.models import Conversation
from tests.factories import UserFactory

ASK = "/en/questions/ask/"
LIST = "/en/my/conversations/"
ATTACK = "\"'></textarea><script>alert(1)</script>{{7*7}}"
BACKEND = "django.contrib.auth.backends.ModelBackend"
VERB_PATHS = {
    "edit_question": "edit",
    "add_detail": "detail",
    "follow_up": "follow-up",
    "thank": "thank",
    "change_consent": "consent",
    "withdraw": "withdraw",
}


def address(conversation: Conversation, verb: str = "") -> str:
    """Of a conversation's page, or of what does a verb to it."""
    tail = f"{VERB_PATHS[verb]}/" if verb else ""
    return f"{LIST}{conversation.public_id}/{tail}"


def page(response) -> str:
    return response.content.decode()


def sign_in(client: Client, user=None):
    user = user or UserFactory()
    client.force_login(user, backend=BACKEND)
    return user


def write(client: Client, question: dict) -> str:
    """Fill the form; the address of the check page."""
    response = client.post(ASK, question)
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"]
