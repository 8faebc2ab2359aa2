"""Filters of a list under a name: each person's own, one click away."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.users.models import UserProfile

from backstage_qa.models import SavedFilter
from backstage_qa.saved_filters import forms
from backstage_qa.saved_filters.models import canonical
from tests.backstage_qa.conversations.at_the_desk import opened
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.factories import ConversationFactory, ProfessionFactory, UserFactory

pytestmark = pytest.mark.django_db

DESK = reverse("backstage_conversations:index")
RESULTS = reverse("backstage_conversations:index_results")
THREADS = reverse("wagtailsnippets_backstage_qa_thread:list")
SAVE = reverse("backstage_saved_filters:save")
LATE = {"listing": SavedFilter.Listing.CONVERSATIONS, "query": "overdue=yes&q=night"}


def saved(user, name="Late nights", **fields):
    return SavedFilter.objects.create(user=user, name=name, **(LATE | fields))


def shown(response) -> str:
    return response.content.decode()


def test_what_a_list_shows_is_saved_and_found_again():
    user = editor()
    client = signed_in(user)
    late = opened(ProfessionFactory(), subject="Night?")
    ConversationFactory(subject="Day?")
    page = client.get(f"{DESK}?q=night&p=1&status=open&language=")
    link = reverse(
        "backstage_saved_filters:save",
        query={"listing": LATE["listing"], "query": "q=night&status=open"},
    )
    assert link.replace("&", "&amp;") in shown(page)
    form = client.get(link).context["form"]
    made = client.post(SAVE, {**form.initial, "name": " My nights "})
    assert made.url == f"{DESK}?q=night&status=open"
    again = client.get(made.url)
    assert list(again.context["object_list"]) == [late]
    assert "My nights</a>" in shown(again)
    assert 'aria-current="true">My nights' in shown(again)
    assert link.replace("&", "&amp;") not in shown(again)  # it is saved already


@pytest.mark.parametrize("address", [DESK, RESULTS])
def test_a_list_offers_its_own_filters_to_whom_they_belong(address):
    mine, colleague = editor(), editor()
    saved(mine)
    saved(mine, name="Drafts", listing=SavedFilter.Listing.THREADS, query="live=false")
    saved(colleague, name="Of a colleague")
    page = shown(signed_in(mine).get(address))
    assert "Late nights" in page
    assert "Drafts" not in page
    assert "Of a colleague" not in page
    assert "Save these filters" not in page  # as nothing is filtered
    assert "Drafts" in shown(signed_in(mine).get(THREADS))


def test_renamed_and_deleted_by_whom_it_belongs_to_only():
    mine = editor()
    row = saved(mine)
    rename = reverse("backstage_saved_filters:edit", args=[row.pk])
    delete = reverse("backstage_saved_filters:delete", args=[row.pk])
    stranger = signed_in(editor())
    assert stranger.post(rename, {"name": "Theirs"}).status_code == 404
    assert stranger.post(delete).status_code == 404
    client = signed_in(mine)
    client.post(rename, {"name": "Nights", "query": "q=other", "listing": "elsewhere"})
    row.refresh_from_db()
    assert (row.name, row.query, row.listing) == ("Nights", LATE["query"], LATE["listing"])
    client.post(delete)
    assert not SavedFilter.objects.exists()


def test_an_editor_shares_one_with_all_editors():
    alice, tom = editor(first_name="Alice", last_name="Martin"), editor()
    made = signed_in(alice).post(SAVE, {**LATE, "name": "Nights", "is_shared": "on"})
    page = shown(signed_in(tom).get(made.url))
    heading = page.index("Shared by colleagues")
    assert heading < page.index('aria-current="true">Nights · Alice Martin</a>')
    assert "Shared by colleagues" not in shown(signed_in(alice).get(DESK))  # it is hers
    assert "Nights" not in shown(signed_in(tom).get(THREADS))
    row = SavedFilter.objects.get()
    edit = reverse("backstage_saved_filters:edit", args=[row.pk])
    signed_in(alice).post(edit, {"name": "Nights"})
    assert "Nights" not in shown(signed_in(tom).get(DESK))


def test_who_listens_to_the_list_of_them_hears_no_english():
    user = editor()
    UserProfile.objects.create(user=user, preferred_language="fr")
    saved(user, is_shared=True)
    saved(user, name="Mine", query="q=own")
    page = shown(signed_in(user).get(reverse("backstage_saved_filters:index")))
    assert [word for word in page.split() if word in ("oui", "non", "True", "False")] == [
        "oui",
        "non",
    ]


def test_an_expert_neither_shares_nor_sees_what_editors_share():
    saved(editor(), is_shared=True)
    claire = expert(ProfessionFactory()).user
    assert "Late nights" not in shown(signed_in(claire).get(DESK))
    signed_in(claire).post(SAVE, {**LATE, "name": "Mine", "is_shared": "on"})
    assert not SavedFilter.objects.of(claire).get().is_shared


def test_what_is_shared_is_deleted_by_its_owner_or_an_administrator_only():
    alice = editor()
    row = saved(alice, is_shared=True)
    kept = saved(alice, name="Kept", query="q=own")
    edit, delete = (
        reverse(f"backstage_saved_filters:{name}", args=[row.pk]) for name in ("edit", "delete")
    )
    colleague = signed_in(editor())
    assert colleague.post(delete).status_code == 404
    assert colleague.post(edit, {"name": "Theirs"}).status_code == 404
    administrator = signed_in(UserFactory(is_superuser=True, is_staff=True))
    listed = shown(administrator.get(reverse("backstage_saved_filters:index")))
    assert delete in listed
    assert "Kept" not in listed
    assert administrator.post(edit, {"name": "Theirs"}).status_code == 404
    theirs = reverse("backstage_saved_filters:delete", args=[kept.pk])
    assert administrator.post(theirs).status_code == 404
    assert administrator.post(delete).status_code == 302
    assert list(SavedFilter.objects.all()) == [kept]


@pytest.mark.parametrize("why", ["deactivated", "no longer an editor"])
def test_what_a_former_editor_shared_is_taken_over_by_another(why):
    zoe, tom = editor(first_name="Zoe", last_name="Roy"), editor()
    row = saved(zoe, is_shared=True)
    private = saved(zoe, name="Kept", query="q=own")
    index = reverse("backstage_saved_filters:index")
    edit, delete, other = (
        reverse(f"backstage_saved_filters:{name}", args=[pk])
        for name, pk in (("edit", row.pk), ("delete", row.pk), ("edit", private.pk))
    )
    client = signed_in(tom)
    assert client.get(edit).status_code == 404  # it is hers
    assert "Take over or delete" not in shown(client.get(DESK))
    if why == "deactivated":
        zoe.is_active = False
        zoe.save()
    else:
        zoe.groups.clear()
    claire = signed_in(expert(ProfessionFactory()).user)
    for address in (edit, delete):
        assert claire.post(address, {"name": "Mine"}).status_code == 404
    assert client.get(other).status_code == 404
    assert "Late nights · Zoe Roy" in shown(client.get(DESK))  # colleagues go on using it
    assert "Take over or delete" in shown(client.get(DESK))
    assert edit in shown(client.get(index))
    assert "Zoe Roy no longer sorts questions" in shown(client.get(edit))
    assert client.post(edit, {"name": "Nights", "is_shared": "on"}).status_code == 302
    row.refresh_from_db()
    assert (row.user, row.name, row.query, row.is_shared) == (tom, "Nights", LATE["query"], True)
    assert signed_in(editor()).post(delete).status_code == 404  # it is his


def test_what_is_shared_stays_when_its_editor_deletes_the_account():
    """By whatever door; what they kept alone goes with them."""
    zoe, ines, tom = (editor() for _ in range(3))
    rows = [saved(zoe, is_shared=True), saved(ines, name="Days", is_shared=True)]
    saved(zoe, name="Kept", query="q=own")
    zoe.delete()
    get_user_model().objects.filter(pk=ines.pk).delete()
    assert set(SavedFilter.objects.values_list("pk", "user")) == {(row.pk, None) for row in rows}
    client = signed_in(tom)
    page = shown(client.get(DESK))
    assert "Late nights · A former colleague" in page
    assert "Take over or delete" in page
    edit, delete = (
        reverse(f"backstage_saved_filters:{name}", args=[row.pk])
        for name, row in zip(("edit", "delete"), rows, strict=True)
    )
    assert "A former colleague no longer sorts questions" in shown(client.get(edit))
    client.post(edit, {"name": "Nights", "is_shared": "on"})
    assert client.post(delete).status_code == 302
    assert SavedFilter.objects.get().user == tom


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "Late nights"}, "You have a filter of this name already"),
        ({"query": "p=2&export=csv"}, "Nothing is filtered"),
        ({"listing": "wagtailadmin_home"}, "Nothing is filtered"),
        ({"query": "q=" + "x" * 1000}, "Nothing is filtered"),
    ],
)
def test_what_cannot_be_saved_is_told(sent, told):
    user = editor()
    saved(user)
    response = signed_in(user).post(SAVE, {**LATE, "name": "Another", **sent})
    assert told in shown(response)
    assert SavedFilter.objects.count() == 1


def test_nobody_saves_without_end(monkeypatch):
    monkeypatch.setattr(forms, "MOST", 1)
    user = editor()
    saved(user)
    response = signed_in(user).post(SAVE, {**LATE, "name": "Another"})
    assert "You have saved 1 filters already" in shown(response)


def test_only_what_narrows_or_orders_is_saved():
    asked = "status=open&p=3&language=&status=received&export=csv&q=l%27%C3%A9cole"
    assert canonical(asked) == "q=l%27%C3%A9cole&status=open&status=received"
    assert canonical("p=2") == ""
