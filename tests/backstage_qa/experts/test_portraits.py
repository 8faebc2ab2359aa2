"""A portrait is public as long as its profile is, made before anybody reads, and never stale."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.images.tests.utils import get_test_image_file
from wagtail_factories import ImageFactory

from backstage_qa.models import PublicEpoch, PublishedThread
from tests.factories import (
    EntryFactory,
    ExpertFactory,
    ExpertProfileFactory,
    UserFactory,
    published_thread,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile():
    expert = ExpertFactory(name="Claire")
    return ExpertProfileFactory(expert=expert, portrait=ImageFactory())


@pytest.fixture
def row(profile):
    answer = EntryFactory(kind="answer", expert=profile.expert, author_name="Claire")
    return published_thread(entries=[EntryFactory(), answer])


def shown(row: PublishedThread) -> set[str]:
    """Every portrait that the thread's public row shows, on its page and in lists."""
    row.refresh_from_db()
    people = [entry for entry in row.entries if entry["kind"] == "answer"] + row.answered_by
    return {person["portrait"] for person in people}


def new_file(image) -> None:
    """What Wagtail's screen does with another file."""
    data = {"title": image.title, "collection": image.collection_id}
    picture = get_test_image_file(filename="another.png", colour="red", size=(300, 300))
    file = SimpleUploadedFile("another.png", picture.file.getvalue(), content_type="image/png")
    form = get_image_form(get_image_model())(
        data, {"file": file}, instance=image, user=UserFactory(is_superuser=True)
    )
    assert form.is_valid(), form.errors
    form.save()


def test_it_is_shown_with_the_answers(profile, row):
    assert shown(row) == {profile.portrait_url} != {""}


def test_it_goes_with_its_profile_and_comes_back(profile, row):
    address = profile.portrait_url
    profile.unpublish()
    assert shown(row) == {""}
    profile.latest_revision.publish()
    assert shown(row) == {address}


def test_it_goes_with_its_image(profile, row):
    profile.portrait.delete()
    assert shown(row) == {""}


def test_another_one_replaces_it(profile, row):
    before = profile.portrait_url
    profile.portrait = ImageFactory()
    profile.save_revision().publish()
    profile.refresh_from_db()
    assert shown(row) == {profile.portrait_url}
    assert profile.portrait_url not in ("", before)


def test_another_file_of_its_image_replaces_it(profile, row):
    before, epoch = profile.portrait_url, PublicEpoch.current()
    new_file(profile.portrait)
    profile.refresh_from_db()
    assert shown(row) == {profile.portrait_url}
    assert profile.portrait_url not in ("", before)
    assert PublicEpoch.current() > epoch


def test_another_file_of_any_image_moves_the_epoch_on():
    image = ImageFactory()
    image.get_rendition("width-100")  # as a page shows it
    epoch = PublicEpoch.current()
    new_file(image)
    assert PublicEpoch.current() > epoch


def test_a_draft_changes_nothing(profile, row):
    version = PublishedThread.objects.get(pk=row.pk).version
    profile.team = "Another"
    profile.save_revision()
    assert PublishedThread.objects.get(pk=row.pk).version == version


def test_reading_makes_none(client, profile):
    profile.portrait.renditions.model.objects.all()._raw_delete("default")
    with CaptureQueriesContext(connection) as captured:
        response = client.get("/en/experts/")
    assert response.status_code == 200
    assert not [query for query in captured if not query["sql"].startswith("SELECT")]
    assert not profile.portrait.renditions.exists()
