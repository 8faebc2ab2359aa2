"""The pages of the demonstration: one for each profession, and two home pages."""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from wagtail.models import Locale

from backstage_qa.models import Expert, ExpertProfile, Family, Profession, PublishedThread, Tag
from careers.models import BrandSettings, ProfessionIndexPage, ProfessionPage
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
# The demonstration's own texts tell the day in prose; a page shows it hour by hour.
DAY_IN_PROSE = re.compile(r"^<h2>Une journée</h2>.*?(?=<h2>)", re.DOTALL)


@dataclass(frozen=True)
class Words:
    """What the pages of one language say, and what they may choose from."""

    language: str
    data: dict
    threads: dict[str, PublishedThread]  # by title
    tags: dict[str, Tag]  # by name
    profiles: dict[str, ExpertProfile]  # by the expert's key

    @classmethod
    def read(cls, locale: Locale, experts: dict[str, Expert]) -> "Words":
        language = locale.language_code
        profiles = {row.expert_id: row for row in ExpertProfile.objects.filter(locale=locale)}
        return cls(
            language=language,
            data=read_json(f"pages_{language}.json"),
            threads={row.title: row for row in PublishedThread.objects.in_language(language)},
            tags={tag.name: tag for tag in Tag.objects.all()},
            profiles={
                key: profiles[expert.pk] for key, expert in experts.items() if expert.pk in profiles
            },
        )

    def chosen(self, titles: list[str]) -> list[PublishedThread]:
        return [self.threads[title] for title in titles]


def load_pages(professions, experts: dict[str, Expert]) -> None:
    """Fill the tree that the migrations planted."""
    site = read_json("site.json")
    BrandSettings(**site["brand"]).save()
    for locale in Locale.objects.filter(language_code__in=HEADINGS):
        words = Words.read(locale, experts)
        index = ProfessionIndexPage.objects.get(locale=locale)
        index.intro = site[words.language]["professions_intro"]
        index.featured = _of_families(locale, words)
        index.save_revision().publish()
        rows = {slug: row for (code, slug), row in professions.items() if code == words.language}
        pages = {
            slug: _profession_page(index, profession, row, words)
            for slug, (profession, row) in sorted(rows.items())
        }
        for slug, content in words.data["professions"].items():
            _relate(pages[slug], [pages[other] for other in content["related"]])
        _home_page(locale, site[words.language], words)


def _of_families(locale: Locale, words: Words) -> list[tuple]:
    families = {family.slug: family for family in Family.objects.filter(locale=locale)}
    return [
        ("family", {"family": families[key], "threads": words.chosen(titles)})
        for key, titles in words.data["families"].items()
    ]


def _profession_page(index, profession: Profession, row: dict, words: Words) -> ProfessionPage:
    content = words.data["professions"].get(profession.slug)
    page = ProfessionPage(
        title=profession.name,
        slug=profession.slug,
        locale=index.locale,
        profession=profession,
        body=_told(row, content, words) + _asked(profession, content, words),
    )
    if twin := ProfessionPage.objects.filter(
        profession__translation_key=profession.translation_key
    ).first():
        page.translation_key = twin.translation_key
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def _told(row: dict, content: dict | None, words: Words) -> list[tuple]:
    """What the job is: figures, a day, what one does, where it leads."""
    headings = HEADINGS[words.language]
    prose = row.get("body_html") or ""
    body: list[tuple] = []
    if content:
        figures = [{"value": value, "label": label} for value, label in content["figures"]]
        source = words.data["figures_source"]
        body.append(("figures", {"figures": figures, "source": source}))
        moments = [{"time": time, "text": text} for time, text in content["day"]]
        body.append(("day", {"moments": moments}))
        said = content["quote"]
        body.append(("quote", {"text": said["text"], "profile": words.profiles[said["by"]]}))
        prose = DAY_IN_PROSE.sub("", prose)
    if prose:
        body.append(("text", prose))
    tasks = format_html_join("", "<li>{}</li>", ((task,) for task in row["tasks"]))
    body.append(("text", format_html("<h2>{}</h2><ul>{}</ul>", headings["tasks"], tasks)))
    if row.get("career_path"):
        html = format_html("<h2>{}</h2><p>{}</p>", headings["path"], row["career_path"])
        body.append(("text", html))
    return body


def _asked(profession: Profession, content: dict | None, words: Words) -> list[tuple]:
    """What was asked, what one could ask, and how one gets there."""
    body: list[tuple] = []
    if content:
        body.append(("often_asked", {"threads": words.chosen(content["often"])}))
    heading = HEADINGS[words.language]["threads"]
    body.append(("latest_threads", {"heading": heading, "count": 20 if not content else 6}))
    if content:
        body.append(("questions_to_ask", {"questions": content["ideas"]}))
    if profession.accepts_questions:
        recruitment = words.data["recruitment"]
        steps = [step | {"tag": words.tags.get(step["tag"])} for step in recruitment["steps"]]
        body.append(("recruitment", recruitment | {"steps": steps}))
    body.append(("offers", {"count": 5}))
    return body


def _relate(page: ProfessionPage, others: list[ProfessionPage]) -> None:
    page.body.append(("related", others))
    page.save_revision().publish()


def _home_page(locale, words: dict, shown: Words) -> None:
    home = HomePage.objects.get(locale=locale)
    home.title = words["home_title"]
    home.intro = words["home_intro"]
    home.how_it_works = [("step", step) for step in words["how_it_works"]]
    featured = shown.data["featured"]
    threads = {**featured, "threads": shown.chosen(featured["threads"])}
    home.featured = [("threads", threads)]
    pages = ProfessionPage.objects.filter(locale=locale).by_family()
    home.professions = [("page", page) for page in pages if page.profession.accepts_questions]
    home.save_revision().publish()
