"""What is public is verified again and again, and says so where it was not."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from backstage_qa.conversations.errors import NotAllowed
from backstage_qa.models import Keeping, Notification, PublicEpoch, PublishedThread
from backstage_qa.notifications.deliver import deliver_due
from backstage_qa.notifications.messages import compose
from backstage_qa.threads import upkeep
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.factories import EntryFactory, ExpertFactory, ProfessionFactory, published_thread

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 31)


def at(day: datetime.date):
    return time_machine.travel(datetime.datetime.combine(day, datetime.time(9)), tick=False)


def public(by=None, day=DAY, **kwargs) -> PublishedThread:
    """A thread published on a day, answered by an expert."""
    entries = [EntryFactory(), EntryFactory(kind="answer", expert=by, author_name="Claire")]
    with at(day):
        return published_thread(entries=entries, **kwargs)


def tick(day: datetime.date) -> None:
    with at(day):
        upkeep.mark_overdue()
        upkeep.ask_keepers()


def asked() -> list[tuple[str, int]]:
    rows = Notification.objects.filter(kind="review").order_by("pk")
    return [(row.recipient.email, row.published_thread_id) for row in rows]


def keep_address(row: PublishedThread) -> str:
    return reverse("wagtailsnippets_backstage_qa_thread:keep", args=[row.thread_id])


@pytest.mark.parametrize(
    ("months", "due"),
    [
        ([None], datetime.date(2027, 3, 31)),
        ([6], datetime.date(2026, 9, 30)),
        ([None, 11], datetime.date(2027, 2, 28)),
        ([24, 18], datetime.date(2027, 9, 30)),
    ],
)
def test_a_text_is_due_after_the_shortest_period_of_its_professions(months, due):
    row = public(professions=[ProfessionFactory(review_months=m) for m in months])
    assert (row.verified_on, row.review_due_on) == (DAY, due)


def test_nobody_here_says_that_an_import_is_true():
    row = public(origin="import")
    assert (row.verified_on, row.review_due_on, row.is_overdue) == (None, None, False)
    tick(DAY.replace(year=2036))
    assert asked() == []


def test_what_is_only_written_anew_is_not_verified_by_that():
    claire = ExpertFactory(name="Claire")
    row = public(by=claire)
    with at(DAY.replace(month=7)):
        claire.agreed_public_on = None
        claire.save()
        row.refresh_from_db()
        assert row.version == 2
        assert row.verified_on == DAY
        row.thread.save_revision().publish()
        row.refresh_from_db()
        assert row.verified_on == DAY.replace(month=7)


def test_a_changed_period_moves_the_day():
    profession = ProfessionFactory()
    row = public(professions=[profession])
    with at(DAY.replace(month=12)):
        profession.review_months = 3
        profession.save()
        row.refresh_from_db()
        assert row.review_due_on == datetime.date(2026, 6, 30)
        assert row.is_overdue


def test_the_keeper_is_asked_once_when_it_is_due():
    profession = ProfessionFactory()
    claire = expert(profession, name="Claire")
    row = public(by=claire, professions=[profession])
    tick(datetime.date(2027, 3, 30))
    assert asked() == []
    for _ in range(2):
        tick(datetime.date(2027, 3, 31))
        tick(datetime.date(2027, 4, 1))
    assert asked() == [(claire.user.email, row.pk)]


def test_where_no_expert_is_left_the_editors_are_asked():
    alice, bob = editor(), editor()
    row = public(by=ExpertFactory(user=None))
    tick(datetime.date(2027, 4, 1))
    assert sorted(asked()) == sorted([(alice.email, row.pk), (bob.email, row.pk)])


def test_one_mail_a_day_tells_of_all_that_is_due():
    profession = ProfessionFactory()
    claire = expert(profession, name="Claire")
    rows = [public(by=claire, professions=[profession]) for _ in range(3)]
    with at(datetime.date(2027, 3, 31)):
        assert upkeep.ask_keepers() == 3
        notification = Notification.objects.get(kind="review")
        mail = compose(notification)
        assert rows[0].title in mail.subject
        assert "31 March 2026" in mail.body
        assert "2 other answers" in mail.body
        assert keep_address(rows[0]) in mail.body
        for row in rows:
            upkeep.verify(row=row, by=claire.user)
        list(deliver_due())
        notification.refresh_from_db()
        assert notification.state == Notification.State.DROPPED  # no longer true


def test_after_the_days_of_grace_its_page_and_the_api_say_so(client):
    row = public()
    api = f"/api/backstage/v1/threads/{row.pk}"
    tick(datetime.date(2027, 4, 29))
    said = client.get(row.get_absolute_url()).content.decode()
    assert "Verified on" in said
    assert "some of it may have changed" not in said
    assert '"lastReviewed": "2026-03-31"' in said.replace('":"', '": "')
    epoch, version = PublicEpoch.current(), row.version
    tick(datetime.date(2027, 4, 30))
    assert PublicEpoch.current() > epoch
    assert "some of it may have changed" in client.get(row.get_absolute_url()).content.decode()
    told = client.get(api).json()
    assert (told["verified_on"], told["is_overdue"]) == ("2026-03-31", True)
    assert told["version"] == version + 1


def test_what_is_overdue_stands_last_among_the_helpful(client):
    rows = [public(), public(day=DAY.replace(year=2027)), public(day=DAY.replace(year=2027))]
    for row, helpful in zip(rows, (40, 3, 7), strict=True):
        PublishedThread.objects.filter(pk=row.pk).update(helpful=helpful)
    tick(datetime.date(2027, 5, 1))
    titles = [rows[2].title, rows[1].title, rows[0].title]
    page = client.get("/en/questions/?order=helpful")
    assert [row.title for row in page.context["threads"]] == titles
    found, address = [], "/api/backstage/v1/threads?order=helpful&limit=1"
    while address:
        told = client.get(address).json()
        found += [item["title"] for item in told["items"]]
        address = told["next"]
    assert found == titles


def test_the_keeper_confirms_from_their_own_screen():
    profession = ProfessionFactory()
    claire = expert(profession, name="Claire")
    row = public(by=claire, professions=[profession])
    day = datetime.date(2027, 5, 10)
    tick(day)
    with at(day):
        client = signed_in(claire.user)
        assert row.title in client.get(keep_address(row)).content.decode()
        client.post(keep_address(row), {"verb": "verify"})
        row.refresh_from_db()
        assert (row.verified_on, row.is_overdue) == (day, False)
        assert row.review_due_on == datetime.date(2028, 5, 10)
    tick(datetime.date(2028, 5, 10))
    assert len(asked()) == 2


def test_an_editor_says_that_an_import_is_true():
    row = public(origin="import")
    with at(DAY):
        client = signed_in(editor())
        assert "Nobody here has verified this text yet" in client.get(keep_address(row)).text
        client.post(keep_address(row), {"verb": "verify"})
        row.refresh_from_db()
        assert (row.verified_on, row.is_overdue) == (DAY, False)
        assert "Last verified: " in client.get(keep_address(row)).text


def test_a_kept_thread_can_be_handed_over():
    profession = ProfessionFactory()
    claire, oscar = (expert(profession, name=name) for name in ("Claire", "Oscar"))
    stranger = expert(ProfessionFactory())
    row = public(by=claire, professions=[profession])
    day = datetime.date(2027, 4, 1)
    tick(day)
    with at(day):
        client = signed_in(claire.user)
        refused = client.post(keep_address(row), {"verb": "hand_over", "to": stranger.pk})
        assert refused.status_code == 422
        client.post(keep_address(row), {"verb": "hand_over", "to": oscar.pk})
    tick(day + datetime.timedelta(days=1))
    assert asked()[-1] == (oscar.user.email, row.pk)
    with pytest.raises(NotAllowed):
        upkeep.verify(row=row, by=claire.user)
    upkeep.hand_over(row=row, by=oscar.user, to=None)
    assert Keeping.objects.get(published_thread=row).keeper is None


def test_only_the_keeper_and_editors_have_the_screen():
    profession = ProfessionFactory()
    claire = expert(profession)
    row = public(by=claire, professions=[profession])
    for other in (signed_in(expert(profession).user), Client()):
        assert other.get(keep_address(row)).status_code == 302
        other.post(keep_address(row), {"verb": "verify"})
    assert signed_in(editor()).get(keep_address(row)).status_code == 200
    row.refresh_from_db()
    assert row.version == 1


def test_editors_see_what_is_to_be_verified():
    due, fresh = public(), public(day=DAY.replace(year=2027))
    address = reverse("wagtailsnippets_backstage_qa_thread:list")
    with at(datetime.date(2027, 4, 1)):
        client = signed_in(editor())
        listed = client.get(address, {"freshness": "due"}).content.decode()
        assert due.title in listed
        assert fresh.title not in listed
        home = client.get("/admin/").content.decode()
        assert "freshness=due" in home


def test_the_tick_does_it_all():
    row = public()
    with at(datetime.date(2027, 5, 1)):
        call_command("backstage_tick", verbosity=0)
    row.refresh_from_db()
    assert row.is_overdue
    assert Keeping.objects.get(published_thread=row).asked_on == datetime.date(2027, 5, 1)
