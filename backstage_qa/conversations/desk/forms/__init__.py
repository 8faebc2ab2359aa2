"""What the staff may write on the desk: one form a verb, no field more than its action takes."""

from .answering import (
    AnswerForm,
    AnswerMergedForm,
    AskForDetailForm,
    HoldForm,
    HoldMergedForm,
    NoteForm,
)
from .base import DeskForm
from .sorting import (
    AcceptForm,
    AskConsentForm,
    AssignForm,
    BlockForm,
    CloseForm,
    DeclineForm,
    MarkSpamForm,
    RestoreForm,
    UnblockForm,
    UnmergeForm,
)

ANSWERING = (
    AnswerForm,
    AnswerMergedForm,
    AskForDetailForm,
    HoldForm,
    HoldMergedForm,
    NoteForm,
)
SORTING = (AcceptForm, AssignForm, DeclineForm, MarkSpamForm, RestoreForm, UnmergeForm)
ENDING = (AskConsentForm, CloseForm)
ABUSE = (BlockForm, UnblockForm)
FORMS: dict[str, type[DeskForm]] = {
    form.verb: form for form in (*ANSWERING, *SORTING, *ENDING, *ABUSE)
}
