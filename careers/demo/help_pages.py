"""Questions of the USAJOBS help pages, as something to import threads from."""

import datetime
from collections.abc import Iterator
from urllib.parse import urljoin

from backstage_qa.html import from_plain_text
from backstage_qa.imports.markdown import from_markdown
from backstage_qa.imports.professions import Professions
from backstage_qa.imports.report import Report
from backstage_qa.imports.running import Import
from backstage_qa.imports.texts import Place, Question, Skips, Text
from backstage_qa.models import Entry

from .files import read_lines

FILE = "usajobs_help.jsonl"
AUTHOR, LICENCE = "USAJOBS Help Center", "CC0 1.0"
SHORT = 240  # characters of a first paragraph that says it all


class HelpPages:
    """A ``Source``; each page is of the day on which its authors last changed it."""

    name = "help.usajobs.gov"

    def __init__(self) -> None:
        self.rows = read_lines(FILE)

    def __len__(self) -> int:
        return len(self.rows)

    def questions(self, skips: Skips) -> Iterator[Question]:
        for number, row in enumerate(self.rows):
            day = datetime.date.fromisoformat(row["changed_on"])
            first = row["answer_markdown"].split("\n\n")[0]
            is_plain = len(first) <= SHORT and not set(first) & set("#[]*<`{|")
            yield Question(
                external_id=row["source"],
                title=row["question"],
                texts=[
                    self._text(row, Entry.Kind.QUESTION, from_plain_text(row["question"]), day),
                    self._text(row, Entry.Kind.ANSWER, from_markdown(row["answer_markdown"]), day),
                ],
                place=Place(FILE, number + 1),
                tags=row["tags"][:4],
                short_answer=first if is_plain else "",
            )

    def lead(self, href: str, base: str) -> str | None:
        return urljoin(base, href)

    def _text(self, row: dict, kind: Entry.Kind, html: str, day: datetime.date) -> Text:
        author = AUTHOR if kind == Entry.Kind.ANSWER else ""
        key = f"{row['source']} {kind}"
        return Text(key, kind, html, day, author, address=row["source"], licence=LICENCE)


def load_recruitment_questions(profession) -> None:
    """Import them all, about this profession."""
    run = Import(HelpPages(), Professions(profession.slug), ["en"], Report(), publish=True)
    for _ in run.run():
        pass
