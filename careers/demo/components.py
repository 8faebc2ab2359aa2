"""Every component of the pages in all its states, to be looked at while one changes them.

Only under the development settings. The words are the demonstration's; nothing is
written, so that the page shows as much on an empty database.
"""

import datetime
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import path
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from backstage_qa.conversations.forms import AskForm
from backstage_qa.models import Conversation, Profession, PublishedThread

from .files import read_json

PORTRAIT = "careers/touch.png"  # any square picture will do


def is_on() -> bool:
    return settings.DEBUG


@never_cache
@require_safe
def components(request: HttpRequest, language: str) -> HttpResponse:
    """The page, in one of the site's languages."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        return render(request, "careers/components.html", _context(language))


def _context(language: str) -> dict[str, Any]:
    pages = read_json(f"pages_{language}.json")
    content = next(iter(pages["professions"].values()))
    rows = [row for row in read_json(f"conversations_{language}.json") if row["thread"]]
    threads = [_thread(row, language) for row in rows[:3]]
    recruitment = pages["recruitment"]
    return {
        "threads": threads,
        "entries": rows[0]["messages"],
        "profiles": [_profile(row, language) for row in read_json("experts.json")[:2]],
        "professions": [_profession(state, rows[0], language) for state in Profession.State],
        "form": AskForm.empty(profession=None, public_name="Camille"),
        "wrong_form": _refused_form(),
        "statuses": Conversation.Status.choices,
        "figures": {
            "figures": [{"value": value, "label": label} for value, label in content["figures"]],
            "source": pages["figures_source"],
        },
        "day": {"moments": [{"time": time, "text": text} for time, text in content["day"]]},
        "quote": content["quote"],
        "ideas": {"questions": content["ideas"]},
        "recruitment": recruitment,
        "steps": [
            {"step": step, "threads": threads[: number % 3]}
            for number, step in enumerate(recruitment["steps"])
        ],
    }


def _refused_form() -> AskForm:
    form = AskForm({"subject": "", "text": "", "public_name": "", "profession": ""})
    form.is_valid()
    return form


def _thread(row: dict, language: str) -> PublishedThread:
    """The thread that a row of the demonstration tells of, unsaved."""
    answered = {"name": "Claire Marchand", "job": "Aurore", "portrait": static(PORTRAIT)}
    return PublishedThread(
        pk=1,
        language=language,
        title=row["thread"]["title"],
        slug="thread",
        excerpt=row["thread"]["short_answer"],
        answered_by=[answered | {"expert": None}],
        profession_list=[{"name": row["profession"], "slug": row["profession"]}],
        tag_list=[{"name": name, "slug": name} for name in row["thread"]["tags"]],
        published_at=timezone.now() - datetime.timedelta(days=row["messages"][0]["days_ago"]),
    )


def _profile(row: dict, language: str) -> SimpleNamespace:
    words = {name: row[name][language] for name in ("job_title", "team", "bio")}
    portrait = static(PORTRAIT) if row["since"] < 2013 else ""
    return SimpleNamespace(
        name=row["name"], since=row["since"], portrait_url=portrait, expert_id=None, **words
    )


def _profession(state: str, row: dict, language: str) -> SimpleNamespace:
    """As a card shows the page of a profession in this state."""
    locale = Locale(language_code=language)
    profession = Profession(name=row["profession"], slug="slug", state=state, locale=locale)
    return SimpleNamespace(title=row["profession"], lead=row["subject"], profession=profession)


app_name = "demo_components"
urlpatterns = [path("<str:language>/", components, name="components")]
