"""Identity numbers: French NIR, British NINO, American SSN; numbers of students, staff, cars."""

import re
from collections.abc import Iterator

from .folding import Folded
from .papers import papers
from .spoken import runs

GAP = r"[ ./_|-]{0,2}"
NIR = re.compile(
    rf"(?<![\w.,])(?P<body>[12478]{GAP}\d{{2}}{GAP}(?:0[1-9]|1[0-2]|[2-9]\d){GAP}"
    rf"(?:\d{{2}}|2[ab]){GAP}\d{{3}}{GAP}\d{{3}}){GAP}(?P<key>\d{{2}})(?!\w)"
)
# Without its key only the way it is written tells it from another number.
NIR_WITHOUT_KEY = re.compile(
    r"(?<![\w.,])[12478]([ ./_|-]{1,2})\d{2}\1(?:0[1-9]|1[0-2])\1(?:\d{2}|2[ab])"
    r"\1\d{3}\1\d{3}(?:\1\d{2})?(?!\w)"
)
# Named for what it is, it may hold a slip of the pen.
NIR_CUE = r"(?<!\w)(?:nir|secu|securite sociale|insee|assuree? sociale?|numero (?:de )?ss)(?!\w)"
NIR_NAMED = re.compile(
    rf"{NIR_CUE}[^\d\n]{{0,30}}(?<!\w)"
    rf"([12478](?:{GAP}\d){{5}}{GAP}[\dab](?:{GAP}\d){{6}}(?:{GAP}\d{{2}})?)(?!\w)"
)
# Read aloud
NIR_BEFORE = re.compile(rf"{NIR_CUE}[^.!?\n]*$")
NIR_FIGURES = range(12, 18)
SSN_CUE = r"(?<!\w)(?:ssn|social security|(?:my|us|american) social)(?!\w)"
SSN_BEFORE = re.compile(rf"{SSN_CUE}[^.!?\n]*$")
SSN_FIGURES = 9
NINO_LETTERS = re.compile(r"(?<!\w)[a-z][ ,.-]{1,2}[a-z][ ,.-]{1,2}$")
NINO_FIGURES = 6
NINO_LAST = re.compile(r"[ ,.-]{1,2}[a-d](?!\w)")
CORSICA = {"2a": "19", "2b": "18"}
NINO = re.compile(
    r"(?<!\w)(?!bg|gb|kn|nk|nt|tn|zz)(?:qq|[a-ceghj-pr-tw-z] ?[a-ceghj-npr-tw-z])"
    rf"(?:{GAP}\d{{2}}{GAP}\d{{2}}{GAP}\d{{2}}{GAP}|(?<= [a-z])(?: \d){{6}} )[a-d](?!\w)"
)
SSN = re.compile(r"(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])")
SSN_NAMED = re.compile(
    rf"{SSN_CUE}[^\d\n]{{0,30}}"
    r"((?!000|666|9)\d{3}[ ./-]?\d{2}[ ./-]?\d{4})(?!\w)"
)
STUDENT = re.compile(
    r"(?<!\w)(?:(?:numero|num\.?|n ?°|no\.?|carte|identifiant)[ ]+(?:d'|de l')?(?:etudiante?|ine)"
    r"|ine|etudiante? n ?°|(?:mon )?(?:numero|identifiant) (?:d'|de l')?(?:apprenant|eleve"
    r"|inscription)e?"
    r"|ucas(?: personal)?(?: id| number| no\.?)?|(?:student|enrolment|enrollment) (?:number|id"
    r"|no\.?"
    r"|card)(?: number)?|matriculation number)"
    r"(?:[ ]*(?::|=|\#|est|is|le|the|porte|n ?°)(?!\w))*[ ]*"
    r"(?P<number>(?<!\w)(?:(?=(?:[a-z]*\d){5})[a-z\d]{6,12}|\d{3}([ -])\d{3}\2\d{3,5}))(?![\w-])"
)
JOINED = r"(?:[ ]*(?:(?::|=|\#|no\.?|numero|number|est|is|le|the)(?!\w)|n ?°|no\.(?=\d)))*[ ]*"
NOT_A_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
EMPLOYEE = re.compile(
    r"(?<!\w)(?:(?:numero|num\.?|n ?°|no\.?)[ ]+(?:de[ ]+|d')?(?:badge|matricule|employee?"
    r"|salariee?|agent|personnel|candidature|candidate?|dossier(?: candidate?)?)|badge"
    r"|matricule(?: rh| interne| agent)?"
    r"|(?:employee|staff|personnel|payroll|badge|candidate|application)[ ](?:number|no\.?|id)"
    r"(?:[ ]number)?|identifiant (?:candidat|salarie|agent|employe)e?|(?:candidate?|salariee?"
    r"|agent)(?= n ?°| no\.)|(?:je suis|i'?m|i am) "
    r"(?:le salarie|la salariee|l'agent|employee|staff)"
    r"|(?:mon|my) (?:uid|uuid"
    r"|employee|staff|login|identifiant(?: interne| rh)?|code agent|gaia|ipn)|uid"
    r"|my (?!student|ucas)\w+ id|references? de (?:ma )?candidature|(?:application"
    r"|candidate) ref(?:erence|\.)?"
    rf"|(?:my|your) application|(?:mon"
    rf"|votre) dossier){JOINED}(?P<number>(?<!\w)(?:{NOT_A_YEAR}\d{{4,10}}|\d{{2,4}}"
    rf"(?: \d{{2,4}}){{1,3}}"
    rf"|[a-z]{{1,3}}[ ]?\d{{1,3}}[ ]\d{{3,4}}|[a-z]{{1,5}}[ -]?(?:{NOT_A_YEAR}\d{{4,10}}"
    rf"|\d{{4}}-\d{{3,8}})"
    rf"|\d{{4}}-[a-z]{{2,6}}-\d{{3,8}}))(?![\w-])"
)
# As they are given out since 2009 in France, since 2001 in Britain, and before in France
SERIES = r"[a-hj-np-tv-z]"
PLATE = re.compile(
    rf"(?<![\w-])(?:(?P<sure>{SERIES}{{2}}-\d{{3}}-{SERIES}{{2}}|[a-z]{{2}}\d{{2}}[ ][a-z]{{3}})"
    rf"|{SERIES}{{2}}[ ]?\d{{3}}[ ]?{SERIES}{{2}}|[a-z]{{2}}\d{{2}}[ ]?[a-z]{{3}}"
    r"|\d{2,4}[ -]?[a-z]{2,3}[ -]?(?:\d{2}|2[ab]))(?![\w-])"
)
CAR = re.compile(
    r"(?:immatricul\w*|plaques?|voiture|vehicule|scooter|moto|number ?plates?|li[cs]en[cs]e plates?"
    r"|clio|fiesta|twingo|polo|golf|mini|park(?:ed|ing)?|gare[er]?|stationn\w*|registration"
    r"|registered|\breg\b|\bcar\b|vehicle|\bvan\b)[^.!?\n]{0,25}$"
)
OTHER_CODE = re.compile(r"(?:ref\w*|salle|room|model\w*|code|version|poste|job)\W*(?:n\W*)?$")


def national_ids(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of national identity numbers in the folded text."""
    for match in NIR.finditer(folded.text):
        if _key_of(match["body"]) == int(match["key"]):
            yield match.span()
    for pattern in (SSN_NAMED, NIR_NAMED):
        for match in pattern.finditer(folded.text):
            yield match.span(1)
    yield from papers(folded)
    yield from _spelt(folded.text)
    for pattern in (NIR_WITHOUT_KEY, NINO, SSN):
        for match in pattern.finditer(folded.text):
            yield match.span()


def _spelt(text: str) -> Iterator[tuple[int, int]]:
    for run in runs(text):
        start, end = run.span
        before = text[max(0, start - 50) : start]
        letters = NINO_LETTERS.search(before)
        if letters and run.figures == NINO_FIGURES and (last := NINO_LAST.match(text, end)):
            yield start - len(letters[0]), last.end()
        named = SSN_BEFORE if run.figures == SSN_FIGURES else NIR_BEFORE
        if (run.figures == SSN_FIGURES or run.figures in NIR_FIGURES) and named.search(before):
            yield start, end


def student_numbers(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of students' numbers in the folded text: figures that only their name gives away."""
    for match in STUDENT.finditer(folded.text):
        yield match.span("number")


def employee_numbers(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of numbers that an employer gives to a person: of staff, badges, applications."""
    for match in EMPLOYEE.finditer(folded.text):
        yield match.span("number")


def plates(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of licence plates in the folded text."""
    for match in PLATE.finditer(folded.text):
        start, end = match.span()
        before = folded.text[max(0, start - 40) : start]
        is_sure = match["sure"] and folded.source(start, end).isupper()
        if CAR.search(before) or (is_sure and not OTHER_CODE.search(before)):
            yield start, end


def _key_of(body: str) -> int:
    digits = re.sub(GAP, "", body)
    department = digits[5:7]
    return 97 - int(digits[:5] + CORSICA.get(department, department) + digits[7:]) % 97
