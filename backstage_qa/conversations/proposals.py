"""What was said in public already, proposed as the answer: somebody corrects and sends it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..experts.models import Expert
from .models import Conversation


class ProposedAnswer(models.Model):
    """Of a question asked at a meeting: its words, and the expert who spoke there, if one did."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, related_name="proposed_answer"
    )
    expert = models.ForeignKey(Expert, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()

    class Meta:
        verbose_name = _("proposed answer")
        verbose_name_plural = _("proposed answers")
        default_permissions = ()

    def __str__(self) -> str:
        return f"→ {self.conversation_id}"


def proposed_for(conversation: Conversation) -> ProposedAnswer | None:
    """What is proposed as the answer to this question."""
    return getattr(conversation, "proposed_answer", None)
