"""Meetings and the list of them, for sitemaps."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from ..addresses import page_address
from ..discovery.sitemaps import Place, RowSection
from .public import PublishedMeeting


class MeetingSection(RowSection):
    """Every public meeting, in every language."""

    translation_key = "translation_key"
    fields = ("slug",)

    def rows(self):
        return PublishedMeeting.objects.public()

    def path(self, row: dict[str, Any]) -> str:
        return page_address("meeting", row["pk"], row["slug"], language=row["language"])


class MeetingListSection:
    """The list, in each language."""

    def parts(self) -> list[int]:
        return [0]

    def places(self, part: int) -> Iterator[Place]:
        if part:
            return
        codes = [code for code, _ in settings.LANGUAGES]
        lists = {code: page_address("meeting_list", language=code) for code in codes}
        for path in lists.values():
            yield Place(path, alternates=lists)
