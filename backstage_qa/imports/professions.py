"""Which professions a question is about: what it says, else its tags, else what all have."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..professions.models import Profession
from .texts import BrokenFile, Question


class UnknownProfession(Exception):
    """No profession has this slug."""


class Professions:
    """Finds the professions of questions; a few rows, kept in memory."""

    def __init__(self, default: str = "", by_tag: Path | None = None) -> None:
        """``default`` is a slug. Raises ``BrokenFile`` and ``UnknownProfession``."""
        professions = Profession.objects.select_related("locale").order_by("pk")
        self.by_slug: dict[str, list[Profession]] = defaultdict(list)
        self.by_key: dict[tuple, Profession] = {}
        for profession in professions:
            self.by_slug[profession.slug].append(profession)
            self.by_key[profession.translation_key, profession.locale.language_code] = profession
        self.default = [default] if default else []
        self.by_tag: dict[str, list[str]] = defaultdict(list)
        if default and default not in self.by_slug:
            raise UnknownProfession(f"No profession has the slug {default!r}.")
        if by_tag:
            self._read(by_tag)

    def of(self, question: Question, language: str) -> list[Profession]:
        """Those of one language; a slug of another language stands for its translation."""
        by_tags = [slug for tag in question.tags for slug in self.by_tag.get(tag.lower(), [])]
        slugs = question.professions or by_tags or self.default
        found = {p.pk: p for slug in slugs for p in self._in(language, slug)}
        return list(found.values())

    def unknown(self, question: Question) -> list[str]:
        """Slugs that the question says and nothing here has."""
        return [slug for slug in question.professions if slug not in self.by_slug]

    def _in(self, language: str, slug: str) -> Iterator[Profession]:
        for profession in self.by_slug.get(slug, []):
            if there := self.by_key.get((profession.translation_key, language)):
                yield there

    def _read(self, path: Path) -> None:
        for place, row in _rows(path):
            tag, slug = (row[name].strip() for name in ("tag", "profession"))
            if slug not in self.by_slug:
                raise BrokenFile(f"{place}: no profession has the slug {slug!r}")
            self.by_tag[tag.lower()].append(slug)


def _rows(path: Path) -> Iterable[tuple[str, dict[str, str]]]:
    """CSV with the columns ``tag`` and ``profession``, separated by commas or semicolons."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenFile(f"{path.name}: is not UTF-8") from error
    except OSError as error:
        raise BrokenFile(f"{path}: {error.strerror}") from error
    lines = text.splitlines()
    separator = ";" if lines and ";" in lines[0] else ","
    reader = csv.DictReader(lines, delimiter=separator)
    if [name.strip().lower() for name in reader.fieldnames or []] != ["tag", "profession"]:
        raise BrokenFile(f"{path.name}, line 1: the columns are not tag and profession")
    reader.fieldnames = ["tag", "profession"]
    for row in reader:
        place = f"{path.name}, line {reader.line_num}"
        if None in row or None in row.values() or not row["tag"].strip():
            raise BrokenFile(f"{place}: needs a tag and a profession")
        yield place, row
