"""A Stack Exchange dump as a source: questions with their answers and comments."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from ..threads.models import Entry
from . import addresses
from .dump_rows import READERS, day, find_files, licence, tags
from .markdown import from_comment
from .staging import Staging
from .texts import BrokenFile, Place, Question, Skips, Text
from .xml_rows import read_rows

SCHEMA = """
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE posts (id INTEGER PRIMARY KEY, line INT, type TEXT, parent INT, accepted INT,
    score INT, said TEXT, owner INT, name TEXT, title TEXT, tags TEXT, body TEXT, licence TEXT);
CREATE TABLE comments (id INTEGER PRIMARY KEY, line INT, post INT, said TEXT, owner INT,
    name TEXT, body TEXT, licence TEXT);
CREATE TABLE unusable (id INTEGER PRIMARY KEY, file TEXT, line INT, why TEXT);
CREATE INDEX answers ON posts (parent);
CREATE INDEX remarks ON comments (post);
"""
SELECT = """
SELECT t.*, COALESCE(NULLIF(users.name, ''), t.name) AS author
FROM {} t LEFT JOIN users ON users.id = t.owner
"""
POSTS, COMMENTS = SELECT.format("posts"), SELECT.format("comments")
QUESTIONS = f"{POSTS} WHERE type = '1' ORDER BY t.id"
ANSWERS = f"""
{POSTS} WHERE type = '2' AND parent = ?
ORDER BY t.id IS NOT ?, COALESCE(score, 0) DESC, said, t.id
"""
REMARKS = f"{COMMENTS} WHERE post = ? ORDER BY said, t.id"
KINDS = {"1": addresses.question, "2": addresses.answer}
KIND = "SELECT type FROM posts WHERE id = ?"
OTHER_POSTS = "SELECT line, type FROM posts WHERE type NOT IN ('1', '2') ORDER BY line"
LOST_ANSWERS = """
SELECT line FROM posts p WHERE type = '2' AND NOT EXISTS
    (SELECT 1 FROM posts q WHERE q.id = p.parent AND q.type = '1') ORDER BY line
"""
LOST_COMMENTS = """
SELECT line FROM comments c WHERE NOT EXISTS
    (SELECT 1 FROM posts p LEFT JOIN posts q ON q.id = p.parent AND q.type = '1'
     WHERE p.id = c.post AND (p.type = '1' OR p.type = '2' AND q.id IS NOT NULL)) ORDER BY line
"""


class Dump:
    """A dump's folder, read and found whole: a ``Source``."""

    def __init__(self, folder: Path, host: str, progress: Callable[[int], object]) -> None:
        """Read all of it; raises ``BrokenFile``. ``progress`` is told how many bytes were read."""
        self.name = host
        self.paths = find_files(folder)
        self.staging = Staging(SCHEMA)
        for kind, path in self.paths.items():
            self._stage(kind, path, progress)
        if not len(self):
            raise BrokenFile(f"{self.paths['posts']}: holds no question")

    def __len__(self) -> int:
        return self.staging.number("SELECT count(*) FROM posts WHERE type = '1'")

    def questions(self, skips: Skips) -> Iterator[Question]:
        self._tell_unusable(skips)
        for row in self.staging.each(QUESTIONS):
            try:
                yield self._question(row, skips)
            except ValueError as error:
                skips.skip(self._place("posts", row), str(error))

    def lead(self, href: str, base: str) -> str | None:
        """As the network itself does: a post answers to the addresses of both kinds."""
        address = addresses.lead(href, base)
        number = addresses.number_of_post(address or "", self.name)
        if number is None:
            return address
        for row in self.staging.each(KIND, number):
            if row["type"] in KINDS:
                return KINDS[row["type"]](self.name, number)
        return address

    # --- First pass ---------------------------------------------------------

    def _stage(self, kind: str, path: Path, progress: Callable[[int], object]) -> None:
        for line, row in read_rows(path, kind, progress):
            if kind not in READERS:
                continue
            try:
                is_first = self.staging.insert(kind, READERS[kind](line, row))
                why = "" if is_first else "a row before it has the same Id"
            except ValueError as error:
                why = str(error)
            if why:
                self.staging.insert("unusable", (None, path.name, line, why))

    def _tell_unusable(self, skips: Skips) -> None:
        """Rows that belong to no question, or cannot be read."""
        for row in self.staging.each("SELECT file, line, why FROM unusable ORDER BY id"):
            skips.skip(Place(row["file"], row["line"]), row["why"])
        for row in self.staging.each(OTHER_POSTS):
            why = f"neither a question nor an answer (PostTypeId {row['type'] or 'missing'})"
            skips.skip(self._place("posts", row), why)
        for row in self.staging.each(LOST_ANSWERS):
            skips.skip(self._place("posts", row), "answers a question that is not there")
        for row in self.staging.each(LOST_COMMENTS):
            skips.skip(self._place("comments", row), "comments on a text that is not there")

    # --- Second pass --------------------------------------------------------

    def _question(self, row: sqlite3.Row, skips: Skips) -> Question:
        """With all its texts; ``ValueError`` if it is of no use itself."""
        if not row["title"].strip():
            raise ValueError("a question without a title")
        asked = self._post(row, Entry.Kind.QUESTION, addresses.question)
        texts = [asked, *self._remarks(row["id"], skips)]
        for found in self.staging.each(ANSWERS, row["id"], row["accepted"]):
            try:
                answer = self._post(found, Entry.Kind.ANSWER, addresses.answer)
            except ValueError as error:
                skips.skip(self._place("posts", found), str(error))
                continue
            texts += [answer, *self._remarks(found["id"], skips)]
        return Question(
            external_id=str(row["id"]),
            title=row["title"],
            texts=texts,
            place=self._place("posts", row),
            tags=tags(row["tags"]),
        )

    def _remarks(self, post: int, skips: Skips) -> Iterator[Text]:
        for row in self.staging.each(REMARKS, post):
            try:
                yield self._comment(row)
            except ValueError as error:
                skips.skip(self._place("comments", row), str(error))

    def _post(self, row: sqlite3.Row, kind: Entry.Kind, address: Callable[[str, int], str]) -> Text:
        return self._text(row, "posts", kind, row["body"], address(self.name, row["id"]))

    def _comment(self, row: sqlite3.Row) -> Text:
        address = addresses.comment(self.name, row["id"])
        html = from_comment(row["body"])
        return self._text(row, "comments", Entry.Kind.FOLLOW_UP, html, address)

    def _text(self, row: sqlite3.Row, file: str, kind: Entry.Kind, html: str, address: str) -> Text:
        said_on = day(row["said"])
        return Text(
            key=address,
            kind=kind,
            html=html,
            said_on=said_on,
            author=row["author"],
            address=address,
            licence=licence(row["licence"], said_on),
            place=self._place(file, row),
        )

    def _place(self, kind: str, row: sqlite3.Row) -> Place:
        return Place(self.paths[kind].name, row["line"])
