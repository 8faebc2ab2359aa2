"""The pages of the demonstration: one for each profession, and two home pages."""

from django.utils.html import format_html, format_html_join
from wagtail.models import Locale

from backstage_qa.models import Profession, PublishedThread
from careers.models import ProfessionIndexPage, ProfessionPage
from home.models import HomePage

from .files import read_json

HEADINGS = {
    "en": {"tasks": "What you would do", "path": "Where it leads", "threads": "Questions asked"},
    "fr": {
        "tasks": "Ce que vous feriez",
        "path": "Et ensuite",
        "threads": "Les questions posées",
    },
}
FEATURED = {
    "en": ("Worth reading", 4),
    "fr": ("À lire", 4),
}


def load_pages(professions) -> None:
    """Fill the tree that the migrations planted."""
    site = read_json("site.json")
    for locale in Locale.objects.filter(language_code__in=site):
        language = locale.language_code
        index = ProfessionIndexPage.objects.get(locale=locale)
        index.intro = site[language]["professions_intro"]
        index.save_revision().publish()
        pages = [
            _profession_page(index, profession, row, language)
            for (code, _slug), (profession, row) in sorted(professions.items())
            if code == language
        ]
        _home_page(locale, site[language], pages)


def _profession_page(index, profession: Profession, row: dict, language: str) -> ProfessionPage:
    headings = HEADINGS[language]
    body = [("text", row["body_html"])] if row.get("body_html") else []
    tasks = format_html_join("", "<li>{}</li>", ((task,) for task in row["tasks"]))
    body.append(("text", format_html("<h2>{}</h2><ul>{}</ul>", headings["tasks"], tasks)))
    if row.get("career_path"):
        html = format_html("<h2>{}</h2><p>{}</p>", headings["path"], row["career_path"])
        body.append(("text", html))
    body.append(("latest_threads", {"heading": headings["threads"], "count": 20}))
    page = ProfessionPage(
        title=profession.name,
        slug=profession.slug,
        locale=index.locale,
        profession=profession,
        body=body,
    )
    if twin := ProfessionPage.objects.filter(
        profession__translation_key=profession.translation_key
    ).first():
        page.translation_key = twin.translation_key
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def _home_page(locale, words: dict, pages: list[ProfessionPage]) -> None:
    home = HomePage.objects.get(locale=locale)
    heading, number = FEATURED[locale.language_code]
    newest = PublishedThread.objects.in_language(locale.language_code).exclude(origin="editors")
    home.title = words["home_title"]
    home.intro = words["home_intro"]
    home.how_it_works = [("step", step) for step in words["how_it_works"]]
    featured = list(newest.newest()[:number])
    home.featured = [("threads", {"heading": heading, "threads": featured})]
    open_pages = [page for page in pages if page.profession.accepts_questions]
    home.professions = [("page", page) for page in open_pages[:12]]
    home.save_revision().publish()
