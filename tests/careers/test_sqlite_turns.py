"""On SQLite the threads of a process write in turn, each for one transaction."""

import threading

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.db.utils import IntegrityError

from careers.models import User
from tests.factories import UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.any_database,  # it is about SQLite alone
]


def in_a_thread(work) -> threading.Thread:
    """Runs ``work`` on a connection of its own."""

    def run():
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_who_waits_does_not_ask_sqlite_before_the_writer_has_ended():
    begun, asked = threading.Event(), threading.Event()

    def told(execute, sql, *rest):
        if sql.startswith("BEGIN"):
            asked.set()
        return execute(sql, *rest)

    def write():
        with connection.execute_wrapper(told):
            begun.set()
            with transaction.atomic():
                UserFactory()

    with transaction.atomic():
        UserFactory()
        thread = in_a_thread(write)
        assert begun.wait(10)
        assert not asked.wait(0.2)
    thread.join(10)
    assert asked.is_set()
    assert User.objects.count() == 2


def fails():
    with transaction.atomic():
        user = UserFactory()
        User.objects.bulk_create([User(pk=user.pk, email="other@example.com")])


def loses_its_connection():
    with transaction.atomic():
        UserFactory()
        connection.close()


def begins_in_vain():
    def refuse(execute, sql, *rest):
        raise OperationalError("disk I/O error")

    with connection.execute_wrapper(refuse), transaction.atomic():
        pass


@pytest.mark.parametrize(
    ("ending", "refusal"),
    [(fails, IntegrityError), (loses_its_connection, None), (begins_in_vain, OperationalError)],
)
def test_however_a_transaction_ends_the_next_can_begin(ending, refusal):
    if refusal:
        with pytest.raises(refusal):
            ending()
    else:
        ending()
    thread = in_a_thread(lambda: UserFactory(email="next@example.com"))
    thread.join(10)
    assert User.objects.filter(email="next@example.com").exists()


def test_what_follows_a_commit_may_write():
    with transaction.atomic():
        transaction.on_commit(lambda: in_a_thread(UserFactory).join(10))
    assert User.objects.count() == 1


def test_who_waited_too_long_is_told_as_by_sqlite(monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)
    refused = []

    def write():
        try:
            UserFactory()
        except OperationalError as error:
            refused.append(str(error))

    with transaction.atomic():
        in_a_thread(write).join(10)
    assert refused == ["database is locked"]
    assert not User.objects.exists()
