"""The picture of a shared link: what is on it, where it is, and that it is never out of date."""

import io

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from backstage_qa.discovery import pictures
from backstage_qa.discovery.pictures import MARGIN, WIDTH, Picture, drawable, fit
from backstage_qa.models import PublishedThread
from backstage_qa.threads import publication
from tests.factories import ProfessionFactory, locale, published_thread
from tests.heads import head_of

LONG = (
    "Quelles sont les étapes de recrutement pour un poste de chargée ou chargé de conformité, "
    "et combien de temps s’écoule-t-il entre chaque entretien\u202f? Reçoit-on une réponse\u202f?"
)


def address_of(client, page: str) -> str:
    return head_of(client.get(page)).one("og:image").removeprefix("http://testserver")


class TestDrawing:
    def test_is_as_large_as_cards_are_and_small_to_load(self):
        drawn = Picture(LONG, "Chargée ou chargé de conformité", "Backstage, Banque Aurore").draw()
        image = Image.open(io.BytesIO(drawn))
        assert image.size == (1200, 630)
        assert image.format == "PNG"
        assert len(drawn) < 60_000

    def test_is_the_same_for_the_same_text(self):
        picture = Picture("Why?", "Actuary", "Backstage")
        assert picture.draw() == Picture("Why?", "Actuary", "Backstage").draw()
        assert picture.draw() != Picture("How?", "Actuary", "Backstage").draw()

    @pytest.mark.parametrize(
        "title", [LONG, "Why?", "m" * 200, "Anti" + "constitution" * 15, "", "W " * 100]
    )
    def test_a_title_of_any_length_fits(self, title):
        font, lines = fit(title)
        assert all(font.getlength(line) <= WIDTH - 2 * MARGIN for line in lines)
        assert len(lines) * font.size * pictures.LINE_HEIGHT <= pictures.TITLE_HEIGHT

    def test_a_long_french_title_is_told_whole_and_its_marks_stay_with_their_words(self):
        _, lines = fit(LONG)
        assert len(lines) >= 4
        assert " ".join(lines) == LONG
        assert not any(line.startswith("?") for line in lines)

    def test_a_title_that_never_fits_says_so(self):
        _, lines = fit("W " * 200)
        assert lines[-1].endswith("…")

    def test_what_the_font_cannot_draw_is_left_out(self):
        assert drawable("Ça va 😀 日本\u202f?") == "Ça va  \u202f?"
        Picture("日本", "😀", "").draw()


@pytest.mark.django_db
class TestAddress:
    def test_a_page_names_a_picture_that_any_cache_may_keep(self, client):
        profession = ProfessionFactory()
        thread = published_thread(professions=[profession])
        pages = [
            thread.get_absolute_url(),
            "/en/questions/",
            f"/en/questions/?profession={profession.slug}",
        ]
        addresses = [address_of(client, page) for page in pages]
        assert len(set(addresses)) == 3
        for address, lifetime in zip(
            addresses, ["s-maxage=60", "max-age=31536000", "max-age=31536000"], strict=True
        ):
            answer = client.get(address)
            assert answer["Content-Type"] == "image/png"
            assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
            assert lifetime in answer["Cache-Control"]
            assert not answer.cookies
            assert "Vary" not in answer

    def test_a_change_of_the_text_changes_the_address_and_the_old_one_leads_on(self, client):
        row = published_thread(title="Before")
        page = row.get_absolute_url()
        before = address_of(client, page)
        assert address_of(client, page) == before
        thread = row.thread
        thread.short_answer = "Nothing that is drawn."
        thread.save_revision().publish()
        assert address_of(client, page) == before
        thread.title = "After"
        thread.save_revision().publish()
        row.refresh_from_db()
        after = address_of(client, row.get_absolute_url())
        assert after != before
        answer = client.get(before)
        assert answer.status_code == 302
        assert answer["Location"] == after
        assert "immutable" not in answer["Cache-Control"]

    def test_the_picture_of_a_thread_goes_with_it(self, client):
        thread = published_thread()
        address = address_of(client, thread.get_absolute_url())
        publication.withdraw(PublishedThread.objects.filter(pk=thread.pk))
        assert client.get(address).status_code == 410

    def test_nobody_keeps_the_picture_of_a_thread_without_asking_again(self, client):
        thread = published_thread()
        address = address_of(client, thread.get_absolute_url())
        kept = client.get(address)
        assert "must-revalidate" in kept["Cache-Control"]
        assert "immutable" not in kept["Cache-Control"]
        assert client.get(address, headers={"if-none-match": kept["ETag"]}).status_code == 304
        publication.withdraw(PublishedThread.objects.filter(pk=thread.pk))
        assert client.get(address, headers={"if-none-match": kept["ETag"]}).status_code == 410

    @pytest.mark.parametrize(
        "name", ["thread-999-abc", "profession-999-abc", "nothing", "thread-x-abc"]
    )
    def test_there_are_no_others(self, client, name):
        assert client.get(f"/en/questions/pictures/{name}.png").status_code == 404

    def test_the_picture_of_a_profession_is_in_its_language(self, client):
        profession = ProfessionFactory(locale=locale("fr"), slug="actuaire")
        published_thread(locale=profession.locale, professions=[profession])
        address = address_of(client, "/fr/questions/?profession=actuaire")
        assert client.get(address).status_code == 200
        assert client.get(address.replace("/fr/", "/en/")).status_code == 404
        assert f"profession-{profession.pk}-" in address

    def test_no_page_draws_and_nothing_is_stored(self, client, monkeypatch):
        thread = published_thread()
        address = address_of(client, thread.get_absolute_url())
        monkeypatch.setattr(default_storage, "save", None)
        assert client.get(address).status_code == 200
        monkeypatch.setattr(Picture, "draw", None)
        for page in (thread.get_absolute_url(), "/en/questions/", "/en/questions/posts.atom"):
            assert client.get(page).status_code == 200

    def test_costs_what_one_row_costs(self, client):
        address = address_of(client, published_thread().get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= 2
        assert '."entries"' not in str(queries.captured_queries)
