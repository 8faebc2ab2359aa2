"""The public events of Backstage.

Every signal is sent inside the transaction of the action that caused it: a
receiver that writes rows stands or falls with it, and a receiver that does
anything slow must use ``transaction.on_commit``. ``sender`` is the model class.
"""

from django.dispatch import Signal

# A candidate asked a question.
# provides: conversation, message, by
question_asked = Signal()

# A candidate changed a question that nobody had answered yet.
# provides: conversation, message, by
question_edited = Signal()

# An editor accepted a question; somebody now owes an answer.
# provides: conversation, by
conversation_accepted = Signal()

# A conversation got an expert, or another one.
# provides: conversation, previous_expert, by
conversation_assigned = Signal()

# The staff asked the candidate for a detail. It is not an answer.
# provides: conversation, message, by
detail_requested = Signal()

# The candidate added a detail to a question that has no answer yet.
# provides: conversation, message, by
detail_added = Signal()

# A candidate may write nothing more for a while, because of this conversation.
# provides: conversation, block, by
candidate_blocked = Signal()

# A candidate may write again.
# provides: conversation, by
candidate_unblocked = Signal()

# A holding reply gave a reason and a new date. It is not an answer.
# provides: conversation, message, by
holding_reply_sent = Signal()

# An editor began a thread with what was said in a conversation; nothing of it is public yet.
# provides: conversation, thread, by
thread_drafted = Signal()

# A person answered.
# provides: conversation, message, by
conversation_answered = Signal()

# The candidate asked on: an answer is owed again.
# provides: conversation, message, by
followed_up = Signal()

# The candidate said thank you.
# provides: conversation, message, by
thanked = Signal()

# An internal note was written.
# provides: conversation, message, by
noted = Signal()

# The question is not ours to answer; the message says where to go instead.
# provides: conversation, message, by
conversation_declined = Signal()

# A question is spam; its sender is told nothing.
# provides: conversation, by
conversation_marked_as_spam = Signal()

# A question was no spam after all: an answer is owed again, by the date first promised.
# provides: conversation, by
conversation_restored = Signal()

# A question waits for the answer to another, into which it was merged.
# provides: conversation, by
conversation_merged = Signal()

# A merged question is by itself again: an editor has to look at it.
# provides: conversation
conversation_unmerged = Signal()

# An answered conversation is over, until a follow-up opens it again.
# provides: conversation, by (None when time closed it)
conversation_closed = Signal()

# The candidate took the question back.
# provides: conversation, by
conversation_withdrawn = Signal()

# An editor asks the candidate, who did not agree to publication, whether they would.
# provides: conversation, by
consent_asked = Signal()

# The candidate gave or withdrew consent to publication.
# provides: conversation, consent, by
consent_changed = Signal()

# A profession has another name, address or both.
# provides: profession
profession_renamed = Signal()

# A profession has another address; the former one leads to it.
# provides: profession, former_slug
profession_readdressed = Signal()

# The threads about a profession are to be verified more or less often.
# provides: profession
review_period_changed = Signal()

# An expert agreed to be shown in public, took it back, or is presented otherwise.
# provides: expert
expert_publicity_changed = Signal()

# A thread became public for the first time, or again after a withdrawal.
# provides: thread, published_thread
thread_published = Signal()

# The public text of a thread changed.
# provides: thread, published_thread
thread_updated = Signal()

# A thread is no longer public.
# provides: published_thread
thread_withdrawn = Signal()

# It is time to ask whether a public text is still true: its keeper, or the editors (None).
# provides: published_thread, keeper
thread_review_due = Signal()

# A reader said that a public text is no longer true.
# provides: report
thread_reported = Signal()

# What a reader reported was looked at, and perhaps answered.
# provides: report, by
report_closed = Signal()

# Somebody who is quoted in a public text objects to it; it may be gone already.
# provides: objection
thread_objected = Signal()

# An objection was looked at, and perhaps answered.
# provides: objection, by
objection_closed = Signal()

# An editor asks an expert about a text in which they answer. Nothing of it is public.
# provides: question, by
expert_asked = Signal()

# The expert replied to the editors.
# provides: question, by
expert_replied = Signal()

# A speaker who is no expert agreed to be shown, took it back, or is called otherwise.
# provides: guest
guest_changed = Signal()

# The announcement of a meeting became public for the first time, or again after a withdrawal.
# provides: meeting, published_meeting
meeting_published = Signal()

# The public announcement of a meeting changed.
# provides: meeting, published_meeting
meeting_updated = Signal()

# An announcement is no longer public.
# provides: published_meeting
meeting_withdrawn = Signal()

# A meeting will not take place, or will after all, in whatever language it is announced.
# provides: meeting, is_cancelled, by
meeting_cancelled = Signal()

# Somebody who is seen in a film asks to be taken out.
# provides: removal
removal_asked = Signal()

# No thread answers what was searched for. A receiver returns whether something else does.
# provides: text, language
search_unanswered = Signal()

# What everybody sees of a film changed: it was published, withdrawn or removed.
# provides: recording
recording_changed = Signal()
