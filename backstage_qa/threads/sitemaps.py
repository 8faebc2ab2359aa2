"""Threads, the lists of them, and the people who answer, for sitemaps."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef

from ..addresses import page_address
from ..discovery.sitemaps import Place, RowSection
from ..experts.models import ExpertProfile
from ..experts.pages import slug_for
from ..professions.models import Profession
from .public import PublishedThread


class ThreadSection(RowSection):
    """Every public thread, in every language."""

    translation_key = "translation_key"
    fields = ("slug",)

    def rows(self):
        return PublishedThread.objects.public()

    def path(self, row: dict[str, Any]) -> str:
        return page_address("thread", row["pk"], row["slug"], language=row["language"])


class ExpertSection(RowSection):
    """Everybody who agreed to be public, in the languages of their profiles."""

    language = "locale__language_code"
    modified = "last_published_at"
    translation_key = "expert"
    fields = ("name",)

    def rows(self):
        return ExpertProfile.objects.public()

    def path(self, row: dict[str, Any]) -> str:
        slug = slug_for(row["name"])
        return page_address("expert", row["expert"], slug, language=row[self.language])


class ListSection:
    """The lists of threads and people, and those of the professions that have threads."""

    def parts(self) -> list[int]:
        return [0]

    def places(self, part: int) -> Iterator[Place]:
        if part:
            return
        codes = [code for code, _ in settings.LANGUAGES]
        lists = {code: page_address("thread_list", language=code) for code in codes}
        people = {code: page_address("expert_list", language=code) for code in codes}
        for same in (lists, people):
            for path in same.values():
                yield Place(path, alternates=same)
        about_it = PublishedThread.professions.through.objects.filter(
            profession=OuterRef("pk"), publishedthread__withdrawn_at=None
        )
        with_threads = Profession.objects.filter(Exists(about_it)).order_by("pk")
        for slug, code in with_threads.values_list("slug", "locale__language_code"):
            if code in lists:
                yield Place(f"{lists[code]}?profession={slug}")
