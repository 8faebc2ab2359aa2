"""Four eyes: no door lets a person publish what they wrote."""

import pytest

from backstage_qa.models import ExpertProfile, Origin, PublishedThread, Thread
from tests.backstage_qa.desks import editor
from tests.backstage_qa.review.doors import DOORS
from tests.factories import EntryFactory, ExpertFactory, ProfessionFactory, UserFactory, locale

pytestmark = pytest.mark.django_db


def written_thread(by, **fields):
    profession = ProfessionFactory()
    thread = Thread(title="A day?", locale=profession.locale, origin=Origin.EDITORS, **fields)
    thread.professions = [profession]
    thread.entries = [EntryFactory(), EntryFactory(kind="answer")]
    thread.save()
    thread.save_revision(user=by)
    return thread


def written_profile(by):
    profile = ExpertProfile(
        expert=ExpertFactory(), locale=locale(), name="Claire", job_title="Analyst", bio="Hello."
    )
    profile.save()
    profile.save_revision(user=by)
    return profile


def is_public(obj) -> bool:
    if isinstance(obj, Thread):
        return PublishedThread.objects.public().filter(thread=obj).exists()
    return ExpertProfile.objects.public().filter(pk=obj.pk).exists()


def approve(obj, by, requested_by=None):
    """Through the whole review, by somebody else."""
    obj.refresh_from_db()
    state = obj.get_workflow().start(obj, requested_by).current_task_state
    state.specific.approve(user=by)
    obj.refresh_from_db()


PEOPLE = {"editor": editor, "superuser": lambda: UserFactory(is_superuser=True, is_staff=True)}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("written", [written_thread, written_profile])
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_nobody_publishes_their_own_text(door, written, person):
    alice = PEOPLE[person]()
    obj = written(alice)
    door(obj, obj.latest_revision, alice)
    obj.refresh_from_db()
    assert not obj.live
    assert not is_public(obj)


@pytest.mark.parametrize("written", [written_thread, written_profile])
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_nobody_publishes_their_own_change_of_a_public_text(door, written):
    alice, bob = editor(), editor()
    obj = written(alice)
    approve(obj, bob)
    live = obj.live_revision
    latest = obj.latest_revision.as_object()
    name = "title" if isinstance(obj, Thread) else "bio"
    setattr(latest, name, "Changed alone")
    revision = latest.save_revision(user=alice)
    obj.refresh_from_db()
    door(obj, revision, alice)
    obj.refresh_from_db()
    assert obj.live_revision == live
    if isinstance(obj, Thread):
        assert PublishedThread.objects.get(thread=obj).title == "A day?"
    else:
        assert obj.bio == "Hello."


@pytest.mark.parametrize("written", [written_thread, written_profile])
def test_approval_by_another_publishes(written):
    obj = written(editor())
    approve(obj, editor())
    assert obj.live
    assert is_public(obj)


@pytest.mark.parametrize("written", [written_thread, written_profile])
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_each_door_leads_to_the_public_where_four_eyes_are_lifted(door, written, settings):
    """What shows that the tests above knock at real doors."""
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"FOUR_EYES": False}
    alice = editor()
    obj = written(alice)
    door(obj, obj.latest_revision, alice)
    assert is_public(obj)
