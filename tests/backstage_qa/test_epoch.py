"""The epoch moves on with every public change, and with nothing else."""

import pytest
from django.db import transaction

from backstage_qa.epoch import PublicEpoch, move_on
from backstage_qa.kept import of_one_moment
from backstage_qa.models import PromiseSettings
from backstage_qa.professions.known import open_professions
from tests.factories import (
    ConversationFactory,
    ExpertFactory,
    ExpertProfileFactory,
    FamilyFactory,
    ProfessionFactory,
    published_thread,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    """``moved(change)`` says whether ``change()`` moved the epoch on."""

    def moved(change) -> bool:
        before = PublicEpoch.current()
        change()
        return PublicEpoch.current() > before

    return moved


def test_it_starts_at_zero_and_reading_it_writes_nothing(django_assert_num_queries):
    PublicEpoch.objects.all().delete()
    with django_assert_num_queries(1):
        assert PublicEpoch.current() == 0
    assert not PublicEpoch.objects.exists()


def test_every_step_counts_the_first_included(moved):
    PublicEpoch.objects.all().delete()
    assert moved(move_on)
    assert moved(move_on)
    assert PublicEpoch.objects.count() == 1


def test_what_was_rolled_back_moved_nothing(moved):
    def take_it_back():
        with transaction.atomic():
            move_on()
            transaction.set_rollback(True)

    assert not moved(take_it_back)


def test_a_number_that_was_rolled_back_does_not_come_again():
    with transaction.atomic():
        move_on()
        rolled_back = PublicEpoch.current()
        transaction.set_rollback(True)
    move_on()
    assert PublicEpoch.current() != rolled_back


@pytest.mark.parametrize(
    "row", [FamilyFactory, ProfessionFactory, ExpertFactory, PromiseSettings.load]
)
def test_plain_public_rows_move_it(moved, row):
    assert moved(row)
    instance = row()
    assert moved(instance.save)
    assert moved(instance.delete)


def test_publishing_and_withdrawing_move_it(moved):
    assert moved(published_thread)
    assert moved(lambda: published_thread().thread.unpublish())
    assert moved(ExpertProfileFactory)


def test_an_expert_joining_or_leaving_a_profession_moves_it(moved):
    expert, profession = ExpertFactory(), ProfessionFactory()
    assert moved(lambda: expert.professions.add(profession))
    assert moved(lambda: expert.professions.remove(profession))


def test_what_happens_in_private_does_not_move_it(moved):
    profession = ProfessionFactory()
    assert not moved(lambda: ConversationFactory(profession=profession))


def test_what_is_read_at_one_moment_asks_for_the_epoch_once(django_assert_num_queries):
    def read():
        return open_professions("en"), PromiseSettings.current()

    read()  # and keep it
    with django_assert_num_queries(2):
        apart = read()
    with django_assert_num_queries(1), of_one_moment():
        assert read() == apart
    with django_assert_num_queries(2):
        read()
