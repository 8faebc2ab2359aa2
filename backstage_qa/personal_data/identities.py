"""Identity numbers: French NIR, British NINO, American SSN; students' numbers."""

import re
from collections.abc import Iterator

from .folding import Folded

GAP = r"[ .-]?"
NIR = re.compile(
    rf"(?<![\w.,])(?P<body>[12478]{GAP}\d{{2}}{GAP}(?:0[1-9]|1[0-2]|[2-9]\d){GAP}"
    rf"(?:\d{{2}}|2[ab]){GAP}\d{{3}}{GAP}\d{{3}}){GAP}(?P<key>\d{{2}})(?!\w)"
)
# Without its key only the way it is written tells it from another number.
NIR_WITHOUT_KEY = re.compile(
    r"(?<![\w.,])[12478]([ .-])\d{2}\1(?:0[1-9]|1[0-2])\1(?:\d{2}|2[ab])"
    r"\1\d{3}\1\d{3}(?:\1\d{2})?(?!\w)"
)
CORSICA = {"2a": "19", "2b": "18"}
NINO = re.compile(
    r"(?<!\w)(?!bg|gb|kn|nk|nt|tn|zz)(?:qq|[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z])"
    rf"{GAP}\d{{2}}{GAP}\d{{2}}{GAP}\d{{2}}{GAP}[a-d](?!\w)"
)
SSN = re.compile(r"(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])")
SSN_NAMED = re.compile(
    r"(?:\bssn\b|social security)[^\d\n]{0,30}((?!000|666|9)\d{3}[ .-]?\d{2}[ .-]?\d{4})(?!\w)"
)
STUDENT = re.compile(
    r"(?<!\w)(?:(?:numero|num\.?|n ?°|no\.?|carte|identifiant)[ ]+(?:d'|de l')?(?:etudiante?|ine)"
    r"|ine|student (?:number|id|no\.?|card)(?: number)?|matriculation number|mon matricule)"
    r"(?:[ ]*(?::|=|\#|est|is|le|the)(?!\w))*[ ]*"
    r"(?P<number>(?<!\w)(?=(?:[a-z]*\d){5})[a-z\d]{6,12})(?![\w-])"
)


def national_ids(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of national identity numbers in the folded text."""
    for match in NIR.finditer(folded.text):
        if _key_of(match["body"]) == int(match["key"]):
            yield match.span()
    for match in SSN_NAMED.finditer(folded.text):
        yield match.span(1)
    for pattern in (NIR_WITHOUT_KEY, NINO, SSN):
        for match in pattern.finditer(folded.text):
            yield match.span()


def student_numbers(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of students' numbers in the folded text: figures that only their name gives away."""
    for match in STUDENT.finditer(folded.text):
        yield match.span("number")


def _key_of(body: str) -> int:
    digits = re.sub(r"[ .-]", "", body)
    department = digits[5:7]
    return 97 - int(digits[:5] + CORSICA.get(department, department) + digits[7:]) % 97
