"""Façade: hosts import models from here.

Dependencies point one way: audit, epoch, review ← professions ← experts ← search ←
conversations ← threads ← meetings ← (imports, notifications).
"""

from .audit.models import Access
from .conversations.blocks import Block
from .conversations.models import Conversation, Message, Promise
from .conversations.proposals import ProposedAnswer
from .conversations.reasons import DeclineReason
from .conversations.record import PromiseRecord, RecordedDay
from .epoch import PublicEpoch
from .experts.models import Absence, Expert, ExpertProfile
from .imports.models import ImportedThread
from .meetings.guests import Guest
from .meetings.models import Meeting, Speaker
from .meetings.moments import Moment
from .meetings.public import Cancellation, PublishedMeeting
from .meetings.recordings import Chapter, Recording, Track
from .meetings.removals import Removal
from .meetings.spoken import SpokenPassage
from .notifications.models import Notification
from .professions.models import Family, FormerSlug, Profession
from .review.models import EditorialReviewTask, EditorialTaskState, Origin
from .saved_filters.models import SavedFilter
from .search.models import FruitlessSearch, SearchDocument
from .settings import PromiseSettings
from .threads.confirming import Confirmation
from .threads.counted import CountedFigures
from .threads.expert_questions import ExpertQuestion
from .threads.keeping import Keeping
from .threads.models import Entry, Thread, ThreadSource, ThreadTag
from .threads.objections import Objection
from .threads.public import Link, PublishedThread, Tag
from .threads.readers import ReadMonth, ReadTotal
from .threads.related import RelatedThread
from .threads.reports import Report

__all__ = [
    "Absence",
    "Access",
    "Block",
    "Cancellation",
    "Chapter",
    "Confirmation",
    "Conversation",
    "CountedFigures",
    "DeclineReason",
    "EditorialReviewTask",
    "EditorialTaskState",
    "Entry",
    "Expert",
    "ExpertProfile",
    "ExpertQuestion",
    "Family",
    "FormerSlug",
    "FruitlessSearch",
    "Guest",
    "ImportedThread",
    "Keeping",
    "Link",
    "Meeting",
    "Message",
    "Moment",
    "Notification",
    "Objection",
    "Origin",
    "Profession",
    "Promise",
    "PromiseRecord",
    "PromiseSettings",
    "ProposedAnswer",
    "PublicEpoch",
    "PublishedMeeting",
    "PublishedThread",
    "ReadMonth",
    "ReadTotal",
    "RecordedDay",
    "Recording",
    "RelatedThread",
    "Removal",
    "Report",
    "SavedFilter",
    "SearchDocument",
    "Speaker",
    "SpokenPassage",
    "Tag",
    "Thread",
    "ThreadSource",
    "ThreadTag",
    "Track",
]
