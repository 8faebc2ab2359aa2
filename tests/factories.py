"""Factories for tests, demo content and benchmarks."""

import datetime

import factory
from django.contrib.auth import get_user_model
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from backstage_qa import models
from backstage_qa.conversations.promise import due_date


def locale(language: str = "en") -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()

    email = factory.Sequence(lambda n: f"person{n}@example.com")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if model_class.USERNAME_FIELD != "email":  # a host with Django's own users
            kwargs.setdefault(model_class.USERNAME_FIELD, kwargs["email"])
        return model_class.objects.create_user(*args, **kwargs)


class FamilyFactory(DjangoModelFactory):
    class Meta:
        model = models.Family

    name = factory.Sequence(lambda n: f"Family {n}")
    slug = factory.Sequence(lambda n: f"family-{n}")
    locale = factory.LazyFunction(locale)


class ProfessionFactory(DjangoModelFactory):
    class Meta:
        model = models.Profession

    name = factory.Sequence(lambda n: f"Profession {n}")
    slug = factory.Sequence(lambda n: f"profession-{n}")
    locale = factory.LazyFunction(locale)
    state = models.Profession.State.OPEN


class ExpertFactory(DjangoModelFactory):
    class Meta:
        model = models.Expert
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Expert {n}")
    agreed_public_on = datetime.date(2026, 1, 5)

    @factory.post_generation
    def professions(self, create, extracted, **kwargs):
        if create and extracted:
            self.professions.set(extracted)


class ExpertProfileFactory(DjangoModelFactory):
    """A published profile; ``origin`` is recorded instead of an approval."""

    class Meta:
        model = models.ExpertProfile

    expert = factory.SubFactory(ExpertFactory)
    locale = factory.LazyFunction(locale)
    name = factory.SelfAttribute("expert.name")
    job_title = "Credit analyst"
    team = "Corporate credit"
    bio = "I read balance sheets so that others sleep."
    origin = models.Origin.DEMO

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        profile = super()._create(model_class, *args, **kwargs)
        profile.save_revision().publish()
        profile.refresh_from_db()
        return profile


class ConversationFactory(DjangoModelFactory):
    """A conversation as rows, with its question and its pending promise."""

    class Meta:
        model = models.Conversation

    candidate = factory.SubFactory(UserFactory)
    public_name = "Camille"
    profession = factory.SubFactory(ProfessionFactory)
    language = factory.LazyAttribute(lambda o: o.profession.locale.language_code)
    subject = factory.Sequence(lambda n: f"What is day {n} like?")
    created_at = factory.LazyFunction(timezone.now)
    last_message_at = factory.SelfAttribute("created_at")

    @classmethod
    def _create(cls, model_class, *args, text="What is it like?", **kwargs):
        conversation = super()._create(model_class, *args, **kwargs)
        MessageFactory(
            conversation=conversation,
            author=conversation.candidate,
            author_name=conversation.public_name,
            text=text,
            created_at=conversation.created_at,
        )
        if conversation.is_owed:
            due = due_date(conversation.created_at, conversation.interview_on)
            PromiseFactory(conversation=conversation, due_at=due.at, due_on=due.on, rule=due.rule)
            conversation.due_at = conversation.first_due_at = due.at
            conversation.save()
        return conversation


class DeclineReasonFactory(DjangoModelFactory):
    class Meta:
        model = models.DeclineReason

    language = "en"
    name = factory.Sequence(lambda n: f"Reason {n}")
    text = "Ask the library."


class BlockFactory(DjangoModelFactory):
    class Meta:
        model = models.Block

    conversation = factory.SubFactory(ConversationFactory)
    person = factory.SelfAttribute("conversation.candidate")
    reason = "Insults."


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = models.Message

    conversation = factory.SubFactory(ConversationFactory)
    kind = models.Message.Kind.QUESTION
    text = factory.Sequence(lambda n: f"Text {n}")
    author_name = "Camille"
    created_at = factory.LazyFunction(timezone.now)


class PromiseFactory(DjangoModelFactory):
    class Meta:
        model = models.Promise

    conversation = factory.SubFactory(ConversationFactory)
    kind = models.Promise.Kind.QUESTION
    due_on = factory.LazyFunction(timezone.localdate)
    due_at = factory.LazyFunction(timezone.now)
    rule = factory.LazyFunction(dict)
    made_at = factory.SelfAttribute("conversation.created_at")


class EntryFactory(factory.Factory):
    """An entry not yet saved: it belongs to the cluster of its thread."""

    class Meta:
        model = models.Entry

    kind = models.Entry.Kind.QUESTION
    text = factory.Sequence(lambda n: f"<p>Entry {n}</p>")
    author_name = "Camille"


class ThreadFactory(DjangoModelFactory):
    """A draft thread of the demo's origin, with a question and an answer."""

    class Meta:
        model = models.Thread

    title = factory.Sequence(lambda n: f"What is day {n} like?")
    locale = factory.LazyFunction(locale)
    origin = models.Origin.DEMO

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        professions = kwargs.pop("professions", None) or [
            ProfessionFactory(locale=kwargs["locale"])
        ]
        entries = kwargs.pop("entries", None) or [
            EntryFactory(),
            EntryFactory(kind=models.Entry.Kind.ANSWER, author_name="Claire"),
        ]
        tags = kwargs.pop("tags", [])
        thread = model_class(*args, **kwargs)
        thread.professions = professions
        for order, entry in enumerate(entries):
            entry.sort_order = order
        thread.entries = entries
        thread.tags.add(*tags)
        thread.save()
        thread.save_revision()
        return thread


def published_thread(**kwargs) -> models.PublishedThread:
    """A thread that is public, through the same door as any other."""
    thread = ThreadFactory(**kwargs)
    thread.latest_revision.publish()
    return models.PublishedThread.objects.get(thread=thread)


class GuestFactory(DjangoModelFactory):
    class Meta:
        model = models.Guest

    name = factory.Sequence(lambda n: f"Guest {n}")
    agreed_public_on = datetime.date(2026, 1, 5)


class MeetingFactory(DjangoModelFactory):
    """A draft announcement of the demo's origin, of an evening in a month."""

    class Meta:
        model = models.Meeting

    title = factory.Sequence(lambda n: f"An evening with actuaries {n}")
    summary = "Three people who do the job, and your questions."
    day = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=30))
    starts = datetime.time(18, 30)
    ends = datetime.time(20)
    place = "Tower Hall"
    address = "1 Quay Street\n75001 Paris"
    locale = factory.LazyFunction(locale)
    origin = models.Origin.DEMO

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        professions, speakers = kwargs.pop("professions", []), kwargs.pop("speakers", [])
        meeting = model_class(*args, **kwargs)
        meeting.professions = professions
        meeting.speakers = [
            models.Speaker(
                sort_order=order,
                expert=person if isinstance(person, models.Expert) else None,
                guest=person if isinstance(person, models.Guest) else None,
            )
            for order, person in enumerate(speakers)
        ]
        meeting.save()
        meeting.save_revision()
        return meeting


def published_meeting(**kwargs) -> models.PublishedMeeting:
    """A meeting that is public, through the same door as any other."""
    meeting = MeetingFactory(**kwargs)
    meeting.latest_revision.publish()
    return models.PublishedMeeting.objects.get(meeting=meeting)


def held_meeting(**kwargs) -> models.PublishedMeeting:
    """One that is public and over: its film can be, too."""
    return published_meeting(day=timezone.localdate() - datetime.timedelta(days=30), **kwargs)


class RecordingFactory(DjangoModelFactory):
    """A film that is public if its meeting is: rows alone, without files."""

    class Meta:
        model = models.Recording

    language = "en"
    original = "recordings/none/original"
    film = "recordings/none/film.mp4"
    duration = 60
    width = 320
    height = 240
    sound = factory.LazyFunction(lambda: [[0, 60]])
    poster = 2
    state = models.Recording.State.READY
    published_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        text = kwargs.pop("text", "Good evening.")
        recording = super()._create(model_class, *args, **kwargs)
        recording.tracks.create(kind="captions", language="en", cues=[[0, 60, text]])
        return recording
