"""One site with everybody in it, and a canary in every private field."""

import datetime
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Site
from wagtail.users.models import UserProfile
from wagtail_factories import ImageFactory

from backstage_qa import models
from backstage_qa.conversations import actions
from backstage_qa.meetings import actions as meeting_actions
from backstage_qa.threads.expert_questions import ask_expert, reply
from careers.models import Campaign, MatchingRule
from tests.careers.factories import OfferFactory
from tests.factories import (
    DeclineReasonFactory,
    EntryFactory,
    ExpertFactory,
    ExpertProfileFactory,
    FamilyFactory,
    GuestFactory,
    MeetingFactory,
    ProfessionFactory,
    RecordingFactory,
    ThreadFactory,
    UserFactory,
    published_meeting,
    published_thread,
)

ROLES = (
    "anonymous",
    "candidate",
    "other_candidate",
    "expert",
    "colleague",  # an expert of the same profession, to whom the case is not assigned
    "other_expert",
    "editor",
    "hr",
    "administrator",
)
STAFF = {"expert", "colleague", "other_expert", "editor", "hr", "administrator"}
EDITORS = {"editor", "administrator"}
CASE = {"candidate", "expert"} | EDITORS

# Who may meet each canary, anywhere.
CANARIES = {
    "canaryquestion": CASE,
    "canaryanswer": CASE,
    "canarysubject": CASE,
    "canarynote": CASE - {"candidate"},
    "canarydecline": EDITORS | {"candidate"},
    "canarypublicname": CASE,
    "canarymail": {"administrator", "candidate"},
    "canarysource": EDITORS,
    "canaryfilter": {"expert"},
    "canarydraft": EDITORS,
    "canarywithdrawn": EDITORS,
    "canaryreport": EDITORS,
    "canaryasked": EDITORS | {"expert"},
    "canaryreply": EDITORS | {"expert"},
    "canarybio": EDITORS,
    "canaryhiddenexpert": STAFF,
    "canaryrevision": EDITORS,
    "canarymeeting": {"hr"} | EDITORS,
    "canaryguest": STAFF,
    "canaryremoval": {"hr"} | EDITORS,
    "canaryclosedoffer": EDITORS | {"hr"},
    "canaryrule": EDITORS | {"hr"},
    "canarycampaign": EDITORS | {"hr"},
}


@dataclass
class World:
    """The people by role, and the rows that addresses name."""

    users: dict
    rows: SimpleNamespace = field(default_factory=SimpleNamespace)


def staff(group: str, **fields):
    user = UserFactory(password="irrelevant-but-long", **fields)
    user.groups.add(Group.objects.get(name=group))
    UserProfile.objects.get_or_create(user=user, defaults={"preferred_language": "en"})
    return user


def build() -> World:
    profession = ProfessionFactory(name="Credit analyst", slug="credit-analyst")
    other_profession = ProfessionFactory(name="Actuary", slug="actuary")
    users = {
        "anonymous": None,
        "candidate": UserFactory(email="canarymail@example.com"),
        "other_candidate": UserFactory(email="other@example.com"),
        "expert": staff("Experts"),
        "colleague": staff("Experts"),
        "other_expert": staff("Experts"),
        "editor": staff("Editors"),
        "hr": staff("HR"),
        "administrator": UserFactory(is_superuser=True, is_staff=True),
    }
    expert = ExpertFactory(user=users["expert"], name="Claire", professions=[profession])
    ExpertFactory(user=users["colleague"], name="Colin", professions=[profession])
    ExpertFactory(user=users["other_expert"], name="Oscar", professions=[other_profession])
    hidden = ExpertFactory(
        name="canaryhiddenexpert", agreed_public_on=None, professions=[other_profession]
    )
    rows = SimpleNamespace(
        family=FamilyFactory(),
        profession=profession,
        expert=expert,
        profile=ExpertProfileFactory(expert=expert),
        conversation=_private_case(users, profession, expert),
        declined=_declined_case(users, profession),
    )
    ExpertProfileFactory(expert=hidden)
    rows.saved_filter = models.SavedFilter.objects.create(
        user=users["expert"],
        listing=models.SavedFilter.Listing.CONVERSATIONS,
        name="canaryfilter",
        query="status=open",
    )
    rows.reason = models.DeclineReason.objects.get(name="Another matter")
    rows.draft_profile = models.ExpertProfile.objects.create(
        expert=ExpertFactory(),
        locale=rows.profile.locale,
        name="Unapproved",
        job_title="Analyst",
        bio="canarybio",
    )
    rows.draft_profile.save_revision()
    _threads(rows, profession, hidden)
    _asked_expert(rows, users)
    _meetings(rows, profession, hidden)
    _offers_and_campaign(rows, profession)
    rows.site = Site.objects.get(is_default_site=True)
    rows.page = rows.site.root_page
    rows.group = Group.objects.get(name="Editors")
    rows.image = ImageFactory()
    rows.mail, _ = models.Notification.objects.get_or_create(
        kind=models.Notification.Kind.RECEIVED,
        conversation=rows.conversation,
        recipient=users["candidate"],
        defaults={"event": "asked", "language": "en", "next_attempt_at": timezone.now()},
    )
    return World(users, rows)


def _private_case(users, profession, expert):
    conversation = actions.ask(
        profession=profession,
        by=users["candidate"],
        public_name="canarypublicname",
        subject="canarysubject",
        text="canaryquestion",
        interview_on=datetime.date(2031, 3, 4),
        source="canarysource",
        consent=True,
    )
    actions.accept(conversation=conversation, by=users["editor"], expert=expert)
    actions.note(conversation=conversation, by=users["expert"], text="canarynote")
    actions.answer(conversation=conversation, by=users["expert"], text="canaryanswer")
    conversation.refresh_from_db()
    return conversation


def _declined_case(users, profession):
    conversation = actions.ask(
        profession=profession,
        by=users["candidate"],
        public_name="canarypublicname",
        subject="canarysubject",
        text="canaryquestion",
    )
    actions.decline(
        conversation=conversation,
        by=users["editor"],
        reason=DeclineReasonFactory(name="Another matter"),
        text="canarydecline",
    )
    conversation.refresh_from_db()
    return conversation


def _offers_and_campaign(rows, profession) -> None:
    rows.offer = OfferFactory(professions=[profession])
    rows.closed_offer = OfferFactory(
        title="canaryclosedoffer", professions=[profession], closed_at=timezone.now()
    )
    rows.campaign = Campaign.objects.create(
        name="canarycampaign", kind="advert", code="poster", path="/en/", note="canarycampaign"
    )
    rows.rule = MatchingRule.objects.create(profession=profession, keywords="canaryrule")


def _meetings(rows, profession, hidden) -> None:
    rows.guest = GuestFactory(name="canaryguest", agreed_public_on=None)
    rows.published_meeting = published_meeting(
        title="A public meeting", professions=[profession], speakers=[rows.guest, hidden]
    )
    rows.meeting = rows.published_meeting.meeting
    rows.meeting.summary = "canarymeeting"  # a draft on top of what is public
    rows.meeting.save_revision()
    rows.draft_meeting = MeetingFactory(title="canarymeeting", professions=[profession])
    rows.withdrawn_meeting = published_meeting(title="canarymeeting", professions=[profession])
    rows.withdrawn_meeting.meeting.unpublish()
    key = rows.withdrawn_meeting.translation_key
    rows.film = RecordingFactory(translation_key=rows.published_meeting.translation_key)
    meeting_actions.ask_removal(
        meeting=rows.published_meeting,
        name="canaryremoval",
        email="canaryremoval@example.com",
        text="canaryremoval",
    )
    rows.secret_film = RecordingFactory(translation_key=key, text="canarymeeting")


def _asked_expert(rows, users) -> None:
    """A draft in which the expert answers; they were asked, replied, and are asked again."""
    said = EntryFactory(kind="answer", expert=rows.expert, text="canaryasked")
    rows.asked = ThreadFactory(title="canaryasked", professions=[rows.profession], entries=[said])
    asking = {"thread": rows.asked, "expert": rows.expert, "by": users["editor"]}
    replied = ask_expert(text="canaryasked once", **asking)
    reply(question=replied, by=users["expert"], text="canaryreply")
    ask_expert(text="canaryasked again", **asking)


def _threads(rows, profession, hidden) -> None:
    answer = EntryFactory(
        kind="answer", expert=hidden, author_name="canaryhiddenexpert", text="<p>Yes.</p>"
    )
    rows.published = published_thread(
        title="A public question",
        professions=[profession],
        entries=[EntryFactory(text="<p>Is it public?</p>"), answer],
    )
    models.Report.objects.create(
        published_thread=rows.published, reason="canaryreport", language="en"
    )
    public = rows.published.thread
    public.short_answer = "canaryrevision"  # a draft on top of what is public
    public.save_revision()
    rows.thread = public
    rows.draft = ThreadFactory(
        title="canarydraft", professions=[profession], entries=[EntryFactory(text="canarydraft")]
    )
    rows.withdrawn = published_thread(title="canarywithdrawn", professions=[profession])
    rows.withdrawn.thread.unpublish()
