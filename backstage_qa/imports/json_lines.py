"""JSON Lines as a source: a question with all its texts on each line (docs/import-threads.md)."""

import datetime
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated
from urllib.parse import urljoin, urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from ..html import from_plain_text
from ..threads.models import Entry, Thread
from .markdown import from_markdown
from .staging import Staging
from .texts import LONGEST, LONGEST_HTML, BrokenFile, Place, Question, Skips, Text, not_to_come

LONGEST_LINE = 16 * 1024 * 1024  # bytes
TITLE = Thread._meta.get_field("title").max_length
DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}.*)?")
SCHEMA = "CREATE TABLE lines (id TEXT PRIMARY KEY, line INT, json TEXT)"


def _day(value: object) -> str:
    """Dates may carry a time, which is not kept. A number is not one: it may count anything."""
    found = DAY.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError("should be a date such as 2024-05-31")
    return found[1]


def _id(value: object) -> object:
    """A whole number is one, too; a fraction has many spellings, some of which are the same."""
    if isinstance(value, float):
        raise ValueError("should be a string or a whole number")
    return value


def _address(value: str) -> str:
    urlsplit(value)  # raises ValueError, such as for "https://["
    return value


Address = Annotated[
    str,
    Field(max_length=LONGEST["source_url"], pattern=r"^(https?://[^\x00-\x20\x7f\s<>\"]+)?$"),
    AfterValidator(_address),
]
Licence = Annotated[str, Field(max_length=LONGEST["source_licence"])]
Key = Annotated[str, BeforeValidator(_id), Field(max_length=200, pattern=r"^[^\x00]+$")]


class Said(BaseModel):
    """A text in one of three forms, with who said it, when and where."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    html: str | None = None
    markdown: str | None = None
    text: str | None = None
    id: Key | None = None
    author: Annotated[str, Field(max_length=LONGEST["author_name"])] = ""
    job: Annotated[str, Field(max_length=LONGEST["author_job"])] = ""
    date: Annotated[datetime.date, BeforeValidator(_day), AfterValidator(not_to_come)]
    url: Address = ""
    licence: Licence = ""

    @model_validator(mode="after")
    def has_one_form(self) -> "Said":
        if sum(form is not None for form in (self.html, self.markdown, self.text)) != 1:
            raise ValueError("needs one of html, markdown and text")
        return self

    def as_html(self) -> str:
        if self.html is not None:
            return self.html
        if self.markdown is not None:
            is_left_out = len(self.markdown) > LONGEST_HTML  # and would take hours to read
            return self.markdown if is_left_out else from_markdown(self.markdown)
        return from_plain_text(self.text or "")


class Spoken(Said):
    """A question or an answer, with what was said under it."""

    follow_ups: list[Said] = []


class Answer(Spoken):
    accepted: bool = False


class Line(BaseModel):
    """One line of a file."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    id: Key
    title: Annotated[str, Field(min_length=1, max_length=TITLE, pattern=r"\S")]
    question: Spoken
    answers: list[Answer] = []
    short_answer: str = ""
    language: Annotated[str, Field(max_length=10)] = ""
    professions: list[str] = []
    tags: list[str] = []
    url: Address = ""
    licence: Licence = ""


class JsonLines:
    """A file of questions, read and found good: a ``Source``."""

    def __init__(self, path: Path, name: str, progress: Callable[[int], object]) -> None:
        """Read all of it; raises ``BrokenFile``. ``progress`` is told how many bytes were read."""
        self.name, self.path = name, path
        self.staging = Staging(SCHEMA)
        for number, text in _lines(path, progress):
            line = _read(f"{path.name}, line {number}", text)
            if not self.staging.insert("lines", (line.id, number, text)):
                raise BrokenFile(f"{path.name}, line {number}: id {line.id!r} was there before")
        if not len(self):
            raise BrokenFile(f"{path}: holds no question")

    def __len__(self) -> int:
        return self.staging.number("SELECT count(*) FROM lines")

    def questions(self, skips: Skips) -> Iterator[Question]:
        for row in self.staging.each("SELECT * FROM lines ORDER BY line"):
            yield self._question(_parsed(row["json"]), row["line"])

    def lead(self, href: str, base: str) -> str | None:
        try:
            address = urljoin(base, href.strip())
            parts = urlsplit(address)
        except ValueError:
            return None
        is_whole = parts.scheme in {"mailto", "tel"} or (
            parts.scheme in {"http", "https"} and parts.hostname
        )
        return address if is_whole else None

    def _question(self, line: Line, number: int) -> Question:
        said: list[tuple[Entry.Kind, str, Spoken]] = []
        said.append((Entry.Kind.QUESTION, "question", line.question))
        # Accepted answers first; else as they stand.
        answers = sorted(enumerate(line.answers), key=lambda pair: not pair[1].accepted)
        said += [(Entry.Kind.ANSWER, f"answers.{i}", answer) for i, answer in answers]
        texts = []
        for kind, path, spoken in said:
            texts.append(self._text(line, number, kind, path, spoken))
            texts += [
                self._text(line, number, Entry.Kind.FOLLOW_UP, f"{path}.{i}", follow_up)
                for i, follow_up in enumerate(spoken.follow_ups)
            ]
        return Question(
            external_id=line.id,
            title=line.title,
            texts=texts,
            place=Place(self.path.name, number),
            tags=line.tags,
            professions=line.professions,
            language=line.language,
            short_answer=line.short_answer,
        )

    def _text(self, line: Line, number: int, kind: Entry.Kind, path: str, said: Said) -> Text:
        return Text(
            key=json.dumps([self.name, line.id, said.id or path]),
            kind=kind,
            html=said.as_html(),
            said_on=said.date,
            author=said.author,
            job=said.job,
            address=said.url or line.url,
            licence=said.licence or line.licence,
            place=Place(self.path.name, number),
        )


def _lines(path: Path, progress: Callable[[int], object]) -> Iterator[tuple[int, str]]:
    """Number and text of each line that is not empty."""
    try:
        with path.open("rb") as file:
            for number in range(1, 2**62):
                raw = file.readline(LONGEST_LINE + 1)
                if not raw:
                    return
                progress(len(raw))
                if len(raw) > LONGEST_LINE:
                    raise BrokenFile(f"{path.name}, line {number}: longer than 16 MiB")
                text = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
                if text:
                    yield number, text
    except UnicodeDecodeError as error:
        raise BrokenFile(f"{path.name}, line {number}: is not UTF-8") from error
    except OSError as error:
        raise BrokenFile(f"{path}: {error.strerror}") from error


def _read(where: str, text: str) -> Line:
    try:
        return _parsed(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        message = f"{field}: {first['msg']}" if field else first["msg"]
        raise BrokenFile(f"{where}: {' '.join(message.split())[:300]}") from error
    except ValueError as error:
        raise BrokenFile(f"{where}: Invalid JSON: {error}") from error


def _parsed(text: str) -> Line:
    """A line; ``ValueError`` if it is not JSON, which knows no NaN, or not as documented."""
    line = Line.model_validate_json(text)
    if "NaN" in text or "Infinity" in text:
        json.loads(text, parse_constant=_refused)
    return line


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is none")
