"""Links between imported texts lead to our own, whichever came first."""

import pytest

from backstage_qa.imports.addresses import host_of, lead
from backstage_qa.models import PublishedThread, Thread
from tests.backstage_qa.imports.dumps import answer, comment, question, write_dump
from tests.backstage_qa.imports.importing import import_threads, line, public, write_lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("physicist")]

SITE = "physics.stackexchange.com"
HERE = f"https://{SITE}"
OTHER = "https://math.stackexchange.com"


def publish(path, *arguments):
    return import_threads(path, "--profession", "physicist", "--publish", *arguments)


def html_of(title: str) -> str:
    return public(title).entries[0]["html"]


def link(href: str) -> str:
    return f'<p><a href="{href}">there</a></p>'


def anchor_of(title: str, place: int) -> str:
    return public(title).entries[place]["anchor"]


@pytest.mark.parametrize(
    ("href", "place"),
    [
        (f"{HERE}/questions/9", 0),
        (f"http://www.{SITE}/questions/9/what-is-there?noredirect=1", 0),
        (f"//{SITE}/q/9/1234", 0),
        ("/questions/9/what-is-there", 0),
        (f"{HERE}/a/10", 2),
        (f"{HERE}/a/10/77", 2),
        (f"{HERE}/questions/9/what-is-there/10#10", 2),
        ("/questions/9/what-is-there#answer-10", 2),
        (f"{HERE}/questions/9/what-is-there#comment11_9", 1),
        (f"{HERE}/posts/comments/11", 1),
        (f"{HERE}/questions/9/what-is-there#comment-11", 1),
        (f"HTTP://{SITE.upper()}/Questions/9/What", 0),
        (f"{HERE}/q/10", 2),
        ("/posts/10", 2),
        ("/a/9", 0),
    ],
)
def test_every_form_of_an_address_leads_to_the_text_it_means(tmp_path, href, place):
    folder = write_dump(
        tmp_path / SITE,
        posts=[question(1, "Here", link(href)), question(9, "There"), answer(10, 9)],
        comments=[comment(11, 9)],
    )
    publish(folder)
    there = public("There").get_absolute_url()
    home = there if place == 0 else f"{there}#{anchor_of('There', place)}"
    assert f'href="{home}"' in html_of("Here")


def test_a_link_is_as_it_was_until_its_target_is_public_and_changes_then(tmp_path):
    asked = {"html": link("https://f.example/2"), "date": "2020-01-01"}
    first = write_lines(tmp_path / "one.jsonl", line("1", title="Here", question=asked))
    second = write_lines(
        tmp_path / "two.jsonl", line("2", title="There", url="https://f.example/2")
    )
    publish(first)
    assert 'href="https://f.example/2"' in html_of("Here")
    before = public("Here")
    import_threads(second, "--profession", "physicist")
    assert 'href="https://f.example/2"' in html_of("Here")
    # However it becomes public.
    Thread.objects.get(title="There").latest_revision.publish()
    assert f'href="{public("There").get_absolute_url()}"' in html_of("Here")
    after = public("Here")
    assert after.version == before.version + 1
    assert after.updated_at > before.updated_at
    assert after.published_at == before.published_at


def test_a_text_published_again_still_leads_home_and_the_editor_sees_the_original(tmp_path):
    folder = write_dump(
        tmp_path / SITE,
        posts=[question(1, "Here", link("/q/2")), question(2, "There", link("/q/1"))],
    )
    publish(folder)
    thread = public("Here").thread
    assert f'href="{HERE}/questions/2"' in thread.entries.get().text
    thread.latest_revision.publish()
    assert f'href="{public("There").get_absolute_url()}"' in html_of("Here")
    assert f'href="{public("Here").get_absolute_url()}"' in html_of("There")


def test_a_text_that_is_withdrawn_is_no_home(tmp_path):
    folder = write_dump(
        tmp_path / SITE, posts=[question(1, "Here", link("/q/2")), question(2, "There")]
    )
    publish(folder)
    public("There").thread.unpublish()
    public("Here").thread.latest_revision.publish()
    assert f'href="{HERE}/questions/2"' in html_of("Here")


def test_links_lead_from_one_imported_site_to_another(tmp_path):
    publish(
        write_dump(
            tmp_path / SITE, posts=[question(1, "Here", link(f"{OTHER}/questions/5/what#6"))]
        )
    )
    assert f'href="{OTHER}/a/6"' in html_of("Here")
    publish(write_dump(tmp_path / "math", posts=[question(5, "Elsewhere"), answer(6, 5)]))
    home = f"{public('Elsewhere').get_absolute_url()}#{anchor_of('Elsewhere', 1)}"
    assert f'href="{home}"' in html_of("Here")


def test_the_site_about_a_site_is_known_by_its_first_name():
    assert lead("http://meta.math.stackexchange.com/q/5", HERE) == (
        "https://math.meta.stackexchange.com/questions/5"
    )
    assert host_of("meta.math.stackexchange.com") == "math.meta.stackexchange.com"
    assert host_of("meta.stackexchange.com") == "meta.stackexchange.com"


@pytest.mark.parametrize(
    "href",
    [
        f"{HERE}/questions/404/not-there",
        f"{HERE}/users/1/ana",
        "https://example.org/questions/9",
        "https://meta.stackexchange.com/q/9",
        "mailto:ana@example.org",
        pytest.param(f"{HERE}/questions/{'9' * 5000}", id="longer than a number"),
    ],
)
def test_other_links_lead_where_they_led(tmp_path, href):
    publish(
        write_dump(tmp_path / SITE, posts=[question(1, "Here", link(href)), question(9, "There")])
    )
    kept = href.replace("/not-there", "").replace("/q/", "/questions/")
    assert f'href="{kept}"' in html_of("Here")


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "http://[", "", " "])
def test_what_is_no_link_is_only_its_words(tmp_path, href):
    publish(write_dump(tmp_path / SITE, posts=[question(1, "Here", link(href))]))
    html = html_of("Here")
    assert "there" in html
    assert "<a" not in html
    assert "javascript" not in html
    assert "data:" not in html


def test_an_address_inside_code_is_left_as_it_is_written(tmp_path):
    code = f'<pre><code>&lt;a href="{HERE}/questions/2"&gt;</code></pre>'
    folder = write_dump(tmp_path / SITE, posts=[question(1, "Here", code), question(2, "There")])
    publish(folder)
    assert f'href="{HERE}/questions/2"' in html_of("Here")
    assert not PublishedThread.objects.get(title="Here").links.exists()
