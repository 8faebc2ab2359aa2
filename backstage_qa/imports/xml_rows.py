"""The rows of a dump's XML file, one after the other, whatever stands in it.

Nothing outside the file is read and nothing in it is expanded; memory does not
grow with the file.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from .texts import BrokenFile

CHUNK = 64 * 1024
ROOM = 12  # bytes: the longest reference to a character
# Some dumps refer to characters that XML forbids; they mean nothing in a text.
FORBIDDEN = re.compile(
    rb"&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|d[89a-f][0-9a-f]{2}|fff[ef])"
    rb"|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]"
    rb"|55(?:29[6-9]|[3-9][0-9]{2})|56[0-9]{3}|57(?:[0-2][0-9]{2}|3[0-3][0-9]|34[0-3])|6553[45]));",
    re.IGNORECASE,
)

CUT_OFF = {"no element found", "unclosed token", "partial character"}  # as the parser calls it

Row = tuple[int, dict[str, str]]  # its line, its attributes


class _Rows:
    """Parser's target: keeps the rows of one level below the root, and their lines."""

    def __init__(self, root: str) -> None:
        self.root, self.depth = root, 0
        self.found: list[Row] = []
        self.parser: DefusedXMLParser | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        expected = self.root if self.depth == 1 else "row"
        if tag.lower() != expected or self.depth > 2:
            raise ValueError(f"<{tag[:40]}> where <{expected}> was expected")
        if self.depth == 2:
            self.found.append((self.parser.parser.CurrentLineNumber, attributes))

    def end(self, tag: str) -> None:
        self.depth -= 1

    def data(self, text: str) -> None:
        """Text between rows means nothing."""

    def close(self) -> None:
        pass


def read_rows(path: Path, root: str, progress) -> Iterator[Row]:
    """Line and attributes of each ``<row>`` in the element ``root``.

    ``progress`` is called with the number of bytes read. Raises ``BrokenFile``.
    """
    target = _Rows(root)
    target.parser = parser = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        with path.open("rb") as file:
            for chunk in _clean(file, progress):
                parser.feed(chunk)
                yield from target.found
                target.found.clear()
        parser.close()
    except ParseError as error:
        line, column = error.position
        what = str(error).split(":")[0]
        what = "the file is cut off here" if what in CUT_OFF else what
        raise BrokenFile(f"{path.name}, line {line}, column {column + 1}: {what}") from error
    except DefusedXmlException as error:
        what = "declares a document type or entities, which no dump does"
        raise BrokenFile(f"{path.name}, {_line(parser)}: {what}") from error
    except (ValueError, LookupError) as error:
        raise BrokenFile(f"{path.name}, {_line(parser)}: {error}") from error
    except OSError as error:
        raise BrokenFile(f"{path.name}: {error.strerror}") from error


def _clean(file, progress) -> Iterator[bytes]:
    """The file's bytes without forbidden references, none of which is cut in two."""
    rest = b""
    while chunk := file.read(CHUNK):
        progress(len(chunk))
        text = FORBIDDEN.sub(b" ", rest + chunk)
        start = text.rfind(b"&", max(0, len(text) - ROOM))
        rest = text[start:] if start >= 0 else b""
        yield text[: len(text) - len(rest)]
    yield rest


def _line(parser: DefusedXMLParser) -> str:
    return f"line {parser.parser.CurrentLineNumber}"
